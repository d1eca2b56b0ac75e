"""Reader of the annotated sentences in `training/events/*.ev`.

A sentence stands on a line of its own; under it, indented, one line for each event in it:

    TYPE[/mode] status | trigger | actor ; actor | recipient ; recipient

with `-` for none. Trigger and participants are copied from the sentence. `#` begins a comment; a line `== TITLE`
begins a report whose sentences follow in their order.

    python -m legation_training.examples FILE...      checks files and counts what is in them
"""

import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

MODES = {
    "AGREE": "", "CONSULT": "visit third-party multilateral phone", "SUPPORT": "", "COOPERATE": "", "AID": "",
    "CONCEDE": "", "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet", "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet", "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct", "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
               "heavy-weapons crowd-control unconventional",
}
STATUSES = ["actual", "future", "hypothetical", "negated", "historical"]


@dataclass
class Event:
    type: str
    mode: str | None
    status: str
    trigger: str
    actors: list = field(default_factory=list)
    recipients: list = field(default_factory=list)


@dataclass
class Example:
    text: str
    events: list
    place: str


def mistakes(example):
    """What is wrong with an example, as (text) lines."""
    for e in example.events:
        if e.type not in MODES:
            yield f"no type {e.type}"
        elif e.mode and e.mode not in MODES[e.type].split():
            yield f"{e.type} has no mode {e.mode}"
        if e.status not in STATUSES:
            yield f"no status {e.status}"
        for words in [e.trigger, *e.actors, *e.recipients]:
            if words not in example.text:
                yield f"not in the sentence: {words!r}"


def participants(cell):
    return [] if cell.strip() in ("-", "") else [p.strip() for p in cell.split(" ; ")]


def read_numbered(path, sentences):
    """Examples of sentences that the project does not carry: lines `ID TYPE[/mode] status | trigger | actors | recipients`,
    and the sentences by id. A listed id alone is a sentence without events; what has a mistake is left out."""
    out = {}
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        sid, _, rest = line.strip().partition(" ")
        text = " ".join(sentences.get(sid, "").split())
        if not text or line.startswith("#"):
            continue
        x = out.setdefault(sid, Example(text, [], sid))
        cells = rest.split("|")
        head = cells[0].split()
        if len(cells) == 4 and len(head) == 2:
            kind, _, mode = head[0].partition("/")
            e = Event(kind, mode or None, head[1], cells[1].strip(), participants(cells[2]), participants(cells[3]))
            if not list(mistakes(Example(text, [e], ""))):
                x.events.append(e)
    return list(out.values())


def read(path):
    """Examples and (line, mistake) pairs of one file; what has a mistake is left out."""
    out, wrong, current = [], [], None
    lines = Path(path).read_text(encoding="utf-8").splitlines() + [""]
    for n, line in enumerate(lines, 1):
        if line.startswith(("#", "==")) or not line.strip():
            continue
        if not line[0].isspace():
            current = Example(line.strip(), [], f"{Path(path).name}:{n}")
            out.append(current)
            continue
        cells = line.split("|")
        head = cells[0].split()
        if current is None or len(cells) != 4 or len(head) != 2:
            wrong.append((n, "expected `TYPE[/mode] status | trigger | actors | recipients`"))
            continue
        kind, _, mode = head[0].partition("/")
        e = Event(kind, mode or None, head[1], cells[1].strip(), participants(cells[2]), participants(cells[3]))
        problems = list(mistakes(Example(current.text, [e], "")))
        wrong += [(n, p) for p in problems]
        if not problems:
            current.events.append(e)
    return out, wrong


def main():
    total, types = 0, Counter()
    failed = False
    for path in sys.argv[1:]:
        examples, wrong = read(path)
        total += len(examples)
        types.update(e.type for x in examples for e in x.events)
        types["none"] += sum(not x.events for x in examples)
        for n, what in wrong:
            failed = True
            print(f"{path}:{n}: {what}")
    print(total, "sentences;", ", ".join(f"{t} {n}" for t, n in sorted(types.items())))
    sys.exit(failed)


if __name__ == "__main__":
    main()
