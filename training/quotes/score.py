#!/usr/bin/env python3
"""Measure quotations against a corpus of attributions in brat standoff (PolNeAR).

usage: score.py FOLDER RECORDS.jsonl [--show missed|extra|speaker|direct]
FOLDER holds NAME.txt and NAME_*.ann with Source, Cue and Content of each attribution; RECORDS.jsonl is what
`legation read --format jsonl FOLDER/*.txt` printed. Documents without a record are left out.

A quotation is right where its content and the annotated content have at least half of their characters in common (of
all characters that either has), and its speaker and the annotated source at least half of the shorter one; for a
relative pronoun the noun that it stands for is right too. Quotations of one cue (speech that its attribution
interrupts) count as one attribution. Where several people have annotated a report, each counts for a part of it.

Printed: all attributions (precision, recall, F1), content alone and with the source; and, for content that stands
wholly in quotation marks, how often the speaker is right.
"""
import collections, json, pathlib, re, sys

QUOTES = "\"'“”‘’«»`„"

def annotations(path):
    spans, events = {}, []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if m := re.match(r"(T\d+)\t(\S+) ([\d ;]+)\t", line):
            spans[m[1]] = [tuple(map(int, part.split())) for part in m[3].split(";")]
        elif m := re.match(r"E\d+\t(.*)", line):
            event = collections.defaultdict(list)
            for part in m[1].split()[1:]:
                role, span = part.split(":")
                event[re.sub(r"\d+$", "", role)] += spans.get(span, [])
            if event.get("Content"):
                events.append(event)
    return events

def positions(spans, text):
    """The characters under spans, white space and quotation marks aside."""
    return {i for a, b in spans for i in range(a, b) if not text[i].isspace() and text[i] not in QUOTES}

def bridge(a, b):
    """Where each character of text a stands in text b, where the two differ in white space alone."""
    if a == b:
        return None
    places = [i for i, c in enumerate(b) if not c.isspace()]
    out, n = [], 0
    for c in a:
        out.append(places[min(n, len(places) - 1)] if places else 0)
        n += not c.isspace()
    return out + [len(b)]

def predictions(record, text):
    moved = bridge(record["document"]["text"], text)
    at = (lambda i: i) if moved is None else (lambda i: moved[i])
    by_cue, out = {}, []
    for q in record["quotes"]:
        cue = q.get("cue")
        content = (at(q["content"]["start"]), at(q["content"]["end"]))
        speaker = q.get("speaker")
        source = [(at(speaker["start"]), at(speaker["end"]))] if speaker else []
        key = (cue["start"], cue["end"]) if cue else None
        if key in by_cue:
            by_cue[key]["content"].append(content)
            continue
        entry = {"content": [content], "source": source, "cue": cue["text"] if cue else "", "kind": q["kind"]}
        if key:
            by_cue[key] = entry
        out.append(entry)
    return out

def pairs(gold, pred, text):
    """The best one-to-one pairs with contents that overlap by half."""
    g = [positions(e["Content"], text) for e in gold]
    p = [positions(e["content"], text) for e in pred]
    scored = []
    for i, a in enumerate(g):
        for j, b in enumerate(p):
            common = len(a & b)
            if common and common / len(a | b) >= 0.5:
                scored.append((right_source(gold[i], pred[j], text), common / len(a | b), i, j))
    scored.sort(key=lambda s: (-s[0], -s[1], s[2], s[3]))
    used_g, used_p, out = set(), set(), []
    for right, _, i, j in scored:
        if i not in used_g and j not in used_p:
            used_g.add(i); used_p.add(j); out.append((i, j, right))
    return out, used_g, used_p

def right_source(g, p, text):
    if not g.get("Source"):
        return True
    a, b = positions(g["Source"], text), positions(p["source"], text)
    said = "".join(text[i] for i in sorted(a)).lower()
    if said in ("who", "which", "that"):   # the noun that it stands for is right too: it ends shortly before
        return bool(b) and (bool(a & b) or 0 < min(a) - max(b) <= 100)
    return bool(a and b) and len(a & b) / min(len(a), len(b)) >= 0.5

def quoted(event, text):
    words = " ".join(text[a:b] for a, b in event["Content"]).strip().strip(",.")
    return len(words) > 2 and words[0] in QUOTES and words[-1] in QUOTES + ".," and words[1:-2].count('"') + words.count("”") <= 1 + len(event["Content"])

def prf(right, printed, gold):
    p = 100 * right / printed if printed else 0
    r = 100 * right / gold if gold else 0
    return p, r, 2 * p * r / (p + r) if p + r else 0

def main():
    args = [a for a in sys.argv[1:] if not a.startswith("--")]
    folder, show = pathlib.Path(args[0]), (sys.argv[sys.argv.index("--show") + 1] if "--show" in sys.argv else "")
    records = {r["document"]["id"]: r for r in map(json.loads, open(args[1], encoding="utf-8"))}
    n = collections.Counter()
    papers = collections.defaultdict(list)
    for path in sorted(folder.glob("*.ann")):
        papers[path.stem.rsplit("_", 1)[0]].append(annotations(path))
    for stem, gold, weight in [(stem, one, 1 / len(all_)) for stem, all_ in papers.items() for one in all_]:
        record = records.get(stem)
        if record is None:
            continue
        text = (folder / f"{stem}.txt").read_text(encoding="utf-8")
        pred = predictions(record, text)
        found, used_g, used_p = pairs(gold, pred, text)
        n["gold"] += weight * len(gold); n["pred"] += weight * len(pred); n["content"] += weight * len(found)
        n["both"] += weight * sum(right for _, _, right in found)
        of = {i: (j, right) for i, j, right in found}
        words = lambda spans: " .. ".join(text[a:b].replace("\n", "/") for a, b in spans)
        for i, e in enumerate(gold):
            wrong = i in of and not of[i][1]
            if quoted(e, text) and e.get("Source"):
                n["direct"] += weight; n["direct found"] += weight * (i in of); n["direct right"] += weight * (i in of and of[i][1])
                if show == "direct" and (i not in of or wrong):
                    print(f"{stem[:30]} {'speaker' if i in of else 'missed'} | {words(e['Source'])} | {words(e.get('Cue', []))} | {words(e['Content'])[:140]} || {words(pred[of[i][0]]['source']) if i in of else ''}")
            if show == "missed" and i not in of:
                print(f"{stem[:30]} missed | {words(e.get('Source', []))} | {words(e.get('Cue', []))} | {words(e['Content'])[:160]}")
            if show == "speaker" and wrong:
                print(f"{stem[:30]} speaker {words(e['Source'])} | not {words(pred[of[i][0]]['source'])} | {words(e.get('Cue', []))} | {words(e['Content'])[:100]}")
        if show == "extra":
            for j, p in enumerate(pred):
                if j not in used_p:
                    print(f"{stem[:30]} extra {p['kind']} | {words(p['source'])} | {p['cue']} | {words(p['content'])[:160]}")
    for name, right in ("content", n["content"]), ("content and source", n["both"]):
        p, r, f = prf(right, n["pred"], n["gold"])
        print(f"{name:20} precision {p:5.1f}  recall {r:5.1f}  F1 {f:5.1f}   {right:.0f} / {n['pred']:.0f} / {n['gold']:.0f}")
    d = max(n["direct"], 1)
    print(f"in quotation marks   speaker right {100 * n['direct right'] / d:5.1f} of all {n['direct']:.0f}, {100 * n['direct right'] / max(n['direct found'], 1):5.1f} of the {n['direct found']:.0f} found")

main()
