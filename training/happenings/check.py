#!/usr/bin/env python3
"""Checks the labelled reports against each other.

    python3 check.py                 every trigger stands exactly once in its report, every pair agrees with mentions.tsv
    python3 check.py RECORDS.jsonl   also: the share of mentions for which the records (`legation read --format jsonl
                                     reports.jsonl --text-field text`) hold an event of that type in that sentence
"""
import collections
import csv
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).parent


def table(name):
    with open(HERE / name, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE))


reports = {r["id"]: r for r in map(json.loads, open(HERE / "reports.jsonl", encoding="utf-8"))}
mentions, pairs, happenings = table("mentions.tsv"), table("pairs.tsv"), table("happenings.tsv")
wrong = []


def places(text, trigger):
    return [m.start() for m in re.finditer(r"(?<!\w)" + re.escape(trigger) + r"(?!\w)", text)]


label = {}
for m in mentions:
    if len(places(reports[m["report"]]["text"], m["trigger"])) != 1:
        wrong.append(f"{m['report']}: {m['trigger']!r} does not stand exactly once")
    label[m["report"], m["type"], m["trigger"]] = m["happening"]
told = {m["happening"] for m in mentions}
described = {h["happening"] for h in happenings}
wrong += [f"happening {h} is not both told and described" for h in sorted(told ^ described)]

seen = set()
for p in pairs:
    ends = [(p["report_" + s], p["type_" + s], p["trigger_" + s]) for s in "ab"]
    if any(e not in label for e in ends):
        wrong.append(f"pair of an unknown mention: {ends}")
    elif (label[ends[0]] == label[ends[1]]) != (p["same"] == "1"):
        wrong.append(f"pair disagrees with mentions.tsv: {ends}")
    if frozenset(ends) in seen or ends[0][0] == ends[1][0]:
        wrong.append(f"pair twice, or within one report: {ends}")
    seen.add(frozenset(ends))

same = sum(p["same"] == "1" for p in pairs)
hard = sum(
    p["same"] == "0"
    and p["type_a"] == p["type_b"]
    and label[p["report_a"], p["type_a"], p["trigger_a"]].split(".")[0]
    == label[p["report_b"], p["type_b"], p["trigger_b"]].split(".")[0]
    for p in pairs
)
print(f"{len(reports)} reports, {len(mentions)} mentions, {len(told)} happenings")
print(f"{len(pairs)} pairs: {same} same, {len(pairs) - same} not ({hard} of them near misses of the same type)")
for line in wrong:
    print("WRONG:", line)

if len(sys.argv) > 1:
    records = {}
    for line in open(sys.argv[1], encoding="utf-8"):
        r = json.loads(line)
        records[r["document"]["id"]] = r
    found, any_type, total = collections.Counter(), collections.Counter(), collections.Counter()
    for m in mentions:
        text = reports[m["report"]]["text"]
        at = len(text[: places(text, m["trigger"])[0]].encode())
        types = {
            e["type"]
            for e in records[m["report"]]["events"]
            if any(s["start"] <= at < s["end"] for s in e["evidence"])
        }
        total[m["type"]] += 1
        found[m["type"]] += m["type"] in types
        any_type[m["type"]] += bool(types)
    n = sum(total.values())
    print(f"found with that type in that sentence: {sum(found.values())}/{n} = {sum(found.values()) / n:.3f}")
    print(f"some event in that sentence: {sum(any_type.values())}/{n} = {sum(any_type.values()) / n:.3f}")
    for t in sorted(total):
        print(f"  {t:10} {found[t]}/{total[t]}")
sys.exit(bool(wrong))
