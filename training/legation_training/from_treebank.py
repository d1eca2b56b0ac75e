"""Annotations of treebank sentences to an `.ev` file.

    python -m legation_training.from_treebank NUMBERED.txt ANNOTATIONS HEADER >training/events/NAME.ev

NUMBERED.txt has `number TAB sentence` lines; an annotation line is the sentence's number before what stands under a
sentence in an `.ev` file. Sentences without annotation hold no event.
"""

import sys

from .examples import MODES


def main():
    rows = [l.rstrip("\n").split("\t", 1) for l in open(sys.argv[1], encoding="utf-8")]
    events = {}
    for line in open(sys.argv[2], encoding="utf-8"):
        number, _, rest = line.strip().partition(" ")
        if rest and not line.startswith("#") and rest.split("/")[0].split()[0] in MODES:
            events.setdefault(number, []).append(rest)
    print(f"# {sys.argv[3]}")
    for number, text in rows:
        if text.startswith(("#", "=")) or len(text) > 600:
            continue
        print()
        print(text.strip())
        for e in events.get(number, []):
            print("  " + e)


if __name__ == "__main__":
    main()
