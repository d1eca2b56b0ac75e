"""Fit the weights of confidence to annotated reports.

    python -m legation_training.confidence BINARY ../knowledge/codebook OUT FOLDER [FOLDER ...]

Each FOLDER holds annotated reports (NAME.json, docs/NAME.txt); one that is named twice counts twice. The log-odds of an event are linear in the weights, so one
run of BINARY for each weight, with that weight moved, tells how much of it is in every event. Then logistic regression of
"right" on them, held near the weights that stand, and the threshold of the best F1. OUT becomes a codebook folder with
the new `confidence.toml`, to try with `--codebook OUT` before it takes the old one's place.
"""

import argparse
import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np

from .calibrate import judged
from .events import TYPES

# These choose candidates or participants, or speak where the model is silent: nothing to fit them on.
CHOICES = ("keep", "cue", "participant", "relation", "alone")
# How firmly weights are held near where they stand.
HOLD, HOLD_TYPES = 2.0, 4.0
LINE = re.compile(r"^([A-Za-z-]+) = (-?[0-9.]+)( *)", re.M)
HEAD = "\n# By event type: how much oftener (or rarer) its candidates are right than all else tells.\n[types]\n"


class Book:
    def __init__(self, folder, out):
        self.folder, self.out = Path(folder), Path(out)
        self.text, _, types = (self.folder / "confidence.toml").read_text(encoding="utf-8").partition("\n# By event type")
        self.weights = {k: float(v) for k, v, _ in LINE.findall(self.text)}
        stand = {k: float(v) for k, v, _ in LINE.findall(types)}
        self.types = {t: stand.get(t, 0.0) for t in TYPES}
        shutil.copytree(self.folder, self.out, dirs_exist_ok=True)

    def write(self, weights, types):
        # The comments behind the numbers stay in their column.
        line = lambda m: f"{m[1]} = {weights[m[1]]:.4g}{m[3][:1]}".ljust(len(m[0]))
        text = LINE.sub(line, self.text).rstrip() + "\n"
        text += HEAD + "".join(f"{t} = {types[t]:.2f}\n" for t in TYPES)
        (self.out / "confidence.toml").write_text(text, encoding="utf-8")


def inputs(folders, scratch):
    """One file of reports with their dates for each folder."""
    for n, folder in enumerate(map(Path, folders)):
        rows = []
        for path in sorted(folder.glob("*.json")):
            text = folder / "docs" / (path.stem + ".txt")
            if text.exists():
                date = json.loads(path.read_text(encoding="utf-8")).get("date")
                rows.append({"id": path.stem, "text": text.read_text(encoding="utf-8"), "date": date})
        file = Path(scratch) / f"{n}.jsonl"
        file.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
        yield folder, file


def events(binary, book, files, scratch):
    """Every event of all reports with its log-odds, and the number of those that the annotators found."""
    found, total = [], 0
    for folder, file in files:
        command = [binary, "read", str(file), "--format", "jsonl", "--codebook", str(book.out)]
        records = Path(scratch) / "records.jsonl"
        records.write_bytes(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
        pairs, n = judged(folder, records)
        found += pairs
        total += n
    return found, total


def logistic(x, rest, right, prior, hold):
    """Newton's method; `rest` are log-odds that no weight moves."""
    w = prior.copy()
    for _ in range(50):
        p = 1 / (1 + np.exp(-(rest + x @ w)))
        gradient = x.T @ (p - right) + hold * (w - prior)
        curvature = (x * (p * (1 - p))[:, None]).T @ x + np.diag(hold)
        step = np.linalg.solve(curvature, gradient)
        w -= step
        if np.abs(step).max() < 1e-6:
            break
    return w


def log_loss(x, rest, right, w):
    z = rest + x @ w
    return float(np.mean(np.logaddexp(0, z) - right * z))


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("binary")
    a.add_argument("codebook")
    a.add_argument("out")
    a.add_argument("folders", nargs="+")
    a = a.parse_args()
    book = Book(a.codebook, a.out)
    names = [k for k in book.weights if k not in CHOICES]
    everything = {**book.weights, "keep": 0.01}
    with tempfile.TemporaryDirectory() as scratch:
        files = list(inputs(a.folders, scratch))

        def odds(weights, types=book.types):
            book.write(weights, types)
            return events(a.binary, book, files, scratch)

        found, total = odds(everything)
        at = {}
        for n, (_, _, event, _) in enumerate(found):
            at.setdefault(event, []).append(n)
        stand = np.array([z for z, *_ in found])
        right = np.array([float(r) for _, r, *_ in found])
        columns = []
        for k in names:
            moved = stand.copy()
            for z, _, event, _ in odds({**everything, k: everything[k] + 0.5})[0]:
                for n in at.get(event, []):
                    moved[n] = z
            columns.append((moved - stand) / 0.5)
        x = np.array(columns + [[float(kind == t) for *_, kind in found] for t in TYPES]).T
        prior = np.array([everything[k] for k in names] + [book.types[t] for t in TYPES])
        hold = np.array([HOLD] * len(names) + [HOLD_TYPES] * len(TYPES))
        rest = stand - x @ prior
        w = logistic(x, rest, right, prior, hold)
        print(f"{len(found)} candidates, {int(right.sum())} right, {total} annotated; "
              f"log loss {log_loss(x, rest, right, prior):.3f} -> {log_loss(x, rest, right, w):.3f}")
        weights = {**everything, **{k: round(float(v), 2) for k, v in zip(names, w)}}
        types = {t: round(float(v), 2) for t, v in zip(TYPES, w[len(names):])}
        fitted, total = odds(weights, types)
        best = (0.0, 0.0)
        for keep in np.arange(0.2, 0.6, 0.01):
            kept = [r for z, r, *_ in fitted if 1 / (1 + np.exp(-z)) >= keep]
            best = max(best, (200 * sum(kept) / (len(kept) + total), round(float(keep), 2)))
        print(f"best F1 of the type {best[0]:.1f} at {best[1]}")
        book.write({**weights, "keep": best[1]}, types)


if __name__ == "__main__":
    main()
