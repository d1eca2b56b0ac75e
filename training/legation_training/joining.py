"""Fit the weights by which tellings of one happening are joined (`joining.toml`) to annotated reports.

    cargo build --release -p legation-coding --example tellings
    python -m legation_training.joining ../target/release/examples/tellings ../knowledge/codebook/joining.toml NEW.toml FOLDER [FOLDER ...]

Each FOLDER holds annotated reports (NAME.json, docs/NAME.txt); one that is named twice counts twice. Two tellings of one
type whose events the annotators listed are one happening if both stand in the same entry of theirs. Logistic regression
of that on the signs; the file's threshold `enough` stays as it is.
"""

import argparse
import json
import re
import subprocess
import tempfile
from pathlib import Path

import numpy as np

from .calibrate import overlap, places
from .confidence import inputs, logistic
from .events import TYPES

# Weights of signs are drawn to nothing, as if so many pairs had been seen against each.
HOLD = 2.0


def mentions(text, event):
    """(sentence, trigger or None) of each telling that the annotators list."""
    for m in [event, *event.get("also", [])]:
        for s in places(text, m["evidence"]):
            t = text.find(m["trigger"], *s)
            yield s, (t, t + len(m["trigger"])) if t >= 0 else None


def states(side):
    return {a["state"] for a in side if a.get("state")}


def entry_of(telling, gold):
    """The annotators' event that a telling tells of: one of its type in its sentence, best with its trigger and states."""
    best = None
    for n, (event, where) in enumerate(gold):
        if event["type"] != telling["type"]:
            continue
        sides = sum(not states(event[s]) or bool(states(event[s]) & states(telling[s])) for s in ("actors", "recipients"))
        for sentence, trigger in where:
            if overlap(sentence, telling["trigger"]):
                found = (4 * (trigger is not None and overlap(trigger, telling["trigger"])) + sides, -n)
                best = max(best, found) if best else found
    return None if best is None else -best[1]


def examples(binary, folders):
    """(signs, words, type, whether one happening) of pairs of tellings."""
    with tempfile.TemporaryDirectory() as scratch:
        for folder, file in inputs(folders, scratch):
            for line in subprocess.run([binary, str(file)], stdout=subprocess.PIPE, check=True).stdout.splitlines():
                report = json.loads(line)
                annotated = json.loads((folder / f"{report['id']}.json").read_text(encoding="utf-8"))
                text = (folder / "docs" / f"{report['id']}.txt").read_text(encoding="utf-8")
                gold = [(e, list(mentions(text, e))) for e in annotated["events"]]
                entry = [entry_of(t, gold) for t in report["tellings"]]
                for p in report["pairs"]:
                    a, b = entry[p["a"]], entry[p["b"]]
                    if a is not None and b is not None:
                        yield p["signs"], p["words"], report["tellings"][p["a"]]["type"], a == b


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("binary")
    a.add_argument("standing", type=Path)
    a.add_argument("new", type=Path)
    a.add_argument("folder", nargs="+")
    a = a.parse_args()
    text = a.standing.read_text(encoding="utf-8")
    names = re.findall(r"^([a-z-]+) = ", text, re.M)
    signs = [n for n in names if n not in ("base", "enough", "words")]
    columns = ["base", "words", *signs, *TYPES]
    rows, right = [], []
    for held, words, kind, same in examples(a.binary, a.folder):
        row = dict.fromkeys(held, 1.0) | {"base": 1.0, "words": words, kind: 1.0}
        rows.append([row.get(c, 0.0) for c in columns])
        right.append(float(same))
    hold = np.full(len(columns), HOLD)
    hold[0] = 1e-6
    w = dict(zip(columns, logistic(np.array(rows), np.zeros(len(rows)), np.array(right), np.zeros(len(columns)), hold)))
    print(len(rows), "pairs,", int(sum(right)), "of one happening")
    put = lambda m: (f"{m[1]} = {w[m[1]]:.2f}".ljust(len(m[0])) if m[1] in w else m[0])
    new = re.sub(r"^([A-Za-z-]+) = -?[0-9.]+ *", put, text, flags=re.M)
    a.new.write_text(re.sub(r" +$", "", new, flags=re.M), encoding="utf-8")


if __name__ == "__main__":
    main()
