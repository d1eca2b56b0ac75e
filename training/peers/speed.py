#!/usr/bin/env python3
"""Time `legation parse` and its peers on the same texts, on one core each, and print the table.

usage: speed.py LEGATION TEXT... [--udpipe MODEL.udpipe] [--spacy FOLDER] [--runs 3]
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

# spaCy gives whole texts to its pipeline in batches, as its users do.
SPACY = """
import sys
import spacy
nlp = spacy.load(sys.argv[1])
texts = [open(path, encoding="utf-8").read() for path in sys.argv[2:]]
for doc in nlp.pipe(texts):
    for sentence in doc.sents:
        for n, token in enumerate((t for t in sentence if not t.is_space), 1):
            sys.stdout.write(f"{n}\\t{token.text}\\t{token.tag_}\\t{token.head.i - sentence.start + 1}\\t{token.dep_}\\n")
        sys.stdout.write("\\n")
"""


def run(command):
    """Seconds of wall clock, and the lines of words that came out, an empty one after each sentence."""
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
    parser.add_argument("texts", nargs="+")
    parser.add_argument("--udpipe", help="a model of udpipe_train.py")
    parser.add_argument("--spacy", help="a folder of spacy_train.py (model-best)")
    parser.add_argument("--runs", type=int, default=3, help="runs of each; the fastest counts")
    args = parser.parse_args()
    bound = one_core()
    legation_version = run([args.legation, "--version"])[1].strip()
    programs = {legation_version: [args.legation, "parse"]}
    if args.udpipe:
        programs[f"UDPipe {version('ufal.udpipe')}"] = [sys.executable, "-c", UDPIPE, args.udpipe]
    if args.spacy:
        programs[f"spaCy {version('spacy')}, tagger and parser"] = [sys.executable, "-c", SPACY, args.spacy]
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
    print("| program | sentences | words | start (s) | whole (s) | sentences/s | words/s | legation is so many times as fast (start included) |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    (_, _, own_words, _, own_whole, own_rest) = rows[0]
    for name, sentences, words, start, whole, rest in rows:
        ratio = f"{own_words / own_rest / (words / rest):.1f} ({whole / own_whole:.1f})"
        print(f"| {name} | {sentences:,} | {words:,} | {start:.2f} | {whole:.2f} | {sentences / rest:,.0f} | {words / rest:,.0f} | {ratio} |")


if __name__ == "__main__":
    main()
