#!/usr/bin/env python3
"""Time `legation parse` and UDPipe 1 on the same texts, on one core each, and print the table.

usage: udpipe_speed.py LEGATION MODEL.udpipe TEXT... [--runs 3]
"""

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version

# UDPipe runs in a process of its own, as legation does: loading, then reading and parsing.
UDPIPE = """
import sys, time
from ufal.udpipe import Model, Pipeline, ProcessingError
start = time.monotonic()
model = Model.load(sys.argv[1])
if not model:
    raise SystemExit("cannot load " + sys.argv[1])
pipeline = Pipeline(model, "tokenize", Pipeline.DEFAULT, Pipeline.DEFAULT, "conllu")
for path in sys.argv[2:]:
    error = ProcessingError()
    out = pipeline.process(open(path, encoding="utf-8").read(), error)
    if error.occurred():
        raise SystemExit(error.message)
    sys.stdout.write(out)
"""


def run(command):
    """Seconds of wall clock, and the CoNLL-U that came out."""
    env = dict(os.environ, RAYON_NUM_THREADS="1", OMP_NUM_THREADS="1", PYTHONUTF8="1")
    start = time.monotonic()
    done = subprocess.run(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    seconds = time.monotonic() - start
    if done.returncode:
        raise SystemExit(f"{command[0]} failed: {done.stderr.decode(errors='replace')[:500]}")
    return seconds, done.stdout.decode()


def count(conllu):
    """Sentences and words."""
    words = sum(1 for line in conllu.splitlines() if line.split("\t", 1)[0].isdigit())
    return conllu.count("\n\n"), words


def processor():
    try:
        with open("/proc/cpuinfo") as info:
            return next(line.split(":", 1)[1].strip() for line in info if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def one_core():
    """Bind this process, and so its children, to one core where the system can."""
    if not hasattr(os, "sched_setaffinity"):
        return "threads held to one"
    core = max(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {core})
    return f"bound to core {core}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("legation")
    parser.add_argument("model")
    parser.add_argument("texts", nargs="+")
    parser.add_argument("--runs", type=int, default=3, help="runs of each; the fastest counts")
    args = parser.parse_args()
    bound = one_core()
    legation_version = run([args.legation, "--version"])[1].strip()
    programs = {
        legation_version: [args.legation, "parse"],
        f"UDPipe {version('ufal.udpipe')}": [sys.executable, "-c", UDPIPE, args.model],
    }
    rows = []
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as short:
        short.write("Ministers met.\n")
        short.flush()
        for name, command in programs.items():
            start = min(run(command + [short.name])[0] for _ in range(args.runs))
            runs = [run(command + args.texts) for _ in range(args.runs)]
            whole = min(seconds for seconds, _ in runs)
            sentences, words = count(runs[0][1])
            rows.append((name, sentences, words, start, whole, max(whole - start, 1e-3)))
    size = sum(os.path.getsize(path) for path in args.texts)
    print(f"{processor()}, {platform.system()} {platform.release()}, {bound}, fastest of {args.runs} runs;")
    print(f"{len(args.texts)} texts, {size:,} bytes.\n")
    print("| program | sentences | words | start (s) | whole (s) | sentences/s | words/s |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for name, sentences, words, start, whole, rest in rows:
        print(f"| {name} | {sentences:,} | {words:,} | {start:.2f} | {whole:.2f} | {sentences / rest:,.0f} | {words / rest:,.0f} |")
    (_, _, words, _, whole, rest), (_, _, peer_words, _, peer_whole, peer_rest) = rows
    ratio = (words / rest) / (peer_words / peer_rest)
    print(f"\nlegation parses {ratio:.1f} times as many words a second; start included, {peer_whole / whole:.1f} times as fast.")


if __name__ == "__main__":
    main()
