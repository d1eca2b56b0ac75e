"""How far the confidence of events can be trusted, and how to mend it.

    legation read --format jsonl --codebook LOW ... >records.jsonl     LOW: a folder whose confidence.toml has keep = 0.02
    python -m legation_training.calibrate REPORTS records.jsonl [REPORTS records.jsonl ...]

REPORTS are folders of annotated reports (NAME.json). An event is right if the report has one of its type in the same
sentence that no surer event has taken. Prints the reliability table, F1 of the type by threshold, and the scale and shift of
the log-odds that fit best (multiply every number of confidence.toml by the scale, and add the shift to `base`).
"""

import json
import math
import sys
from pathlib import Path


def places(text, words):
    """Every place where the words stand in a text."""
    out, at = [], text.find(words)
    while at >= 0:
        out.append((at, at + len(words)))
        at = text.find(words, at + 1)
    return out


def overlap(a, b):
    return a[0] < b[1] and b[0] < a[1]


def judged(folder, records):
    """(log-odds, right, id, type) of every event, and how many events the annotators found."""
    out, total = [], 0
    by_id = {r["document"]["id"]: r for r in (json.loads(l) for l in open(records, encoding="utf-8"))}
    for path in sorted(Path(folder).glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        record = by_id.get(gold["doc"])
        if record is None:
            sys.exit(f"{records} has no record of {gold['doc']}: read the reports of {folder}")
        text = record["document"]["text"]
        told = []
        for g in gold["events"]:
            sentences = [g["evidence"], *(m["evidence"] for m in g.get("also", []))]
            told.append((g["type"], [span for words in sentences for span in places(text, words)]))
        total += len(told)
        taken = set()
        for e in sorted(record["events"], key=lambda e: -e["confidence"]):
            marks = [(s["start"], s["end"]) for s in [e["trigger"], *e["evidence"]]]
            hit = next(
                (
                    k for k, (kind, spans) in enumerate(told)
                    if k not in taken and kind == e["type"]
                    and any(overlap(a, b) for a in spans for b in marks)
                ),
                None,
            )
            if hit is not None:
                taken.add(hit)
            p = min(max(e["confidence"], 1e-3), 1 - 1e-3)
            out.append((math.log(p / (1 - p)), hit is not None, e["id"], e["type"]))
    return out, total


def fit(pairs, steps=4000, rate=0.05):
    """Scale and shift of the log-odds by gradient descent on the log loss."""
    a, b = 1.0, 0.0
    for _ in range(steps):
        ga = gb = 0.0
        for x, right in pairs:
            d = 1 / (1 + math.exp(-(a * x + b))) - right
            ga += d * x
            gb += d
        a -= rate * ga / len(pairs)
        b -= rate * gb / len(pairs)
    return a, b


def main():
    args = sys.argv[1:]
    if not args or len(args) % 2:
        sys.exit(__doc__)
    pairs, total = [], 0
    for folder, records in zip(args[::2], args[1::2]):
        found, n = judged(folder, records)
        pairs += [(odds, right) for odds, right, _, _ in found]
        total += n
    a, b = fit(pairs)
    print(f"scale {a:.3f} shift {b:.3f}")
    print("confidence  events  right  (after scale and shift: events  right)")
    mended = [(a * x + b, r) for x, r in pairs]
    for k in range(10):
        row = []
        for some in (pairs, mended):
            inside = [r for x, r in some if k / 10 <= 1 / (1 + math.exp(-x)) < (k + 1) / 10 + (k == 9)]
            row.append(f"{len(inside):6} {100 * sum(inside) / len(inside) if inside else 0:6.1f}%")
        print(f"{k / 10:.1f}-{(k + 1) / 10:.1f}   {row[0]}   {row[1]}")
    for keep in (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6):
        kept = [r for x, r in mended if 1 / (1 + math.exp(-x)) >= keep]
        print(f"keep {keep:.2f}: {len(kept)} events, type F1 {200 * sum(kept) / (len(kept) + total):.1f}")


if __name__ == "__main__":
    main()
