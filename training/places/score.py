"""Measures the toponyms of records against TR-News or LGL.

    python training/places/score.py --texts FOLDER DATA.xml                 writes each report as FOLDER/<docid>.txt
    legation code FOLDER/*.txt > records.jsonl                              (any program that gives records)
    python training/places/score.py records.jsonl DATA.xml [--half even|odd] [--errors]

A toponym is found if a place of the record overlaps its span. It is resolved if that place is the same by GeoNames' id or
lies within 161 km of it; a place without coordinates is not resolved. The sets mark adjectives ("Turkish") as toponyms
too, which a record does not: they are left out of recall here, and counted on a line of their own. Spans in the sets count
code points, as a record's do.
"""

import argparse
import json
import math
import xml.etree.ElementTree as ET
from pathlib import Path

STATES = Path(__file__).resolve().parents[2] / "knowledge" / "states.tsv"


def adjectives():
    out = set()
    for line in STATES.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if not line.startswith("#") and len(cells) > 4:
            for word in cells[4].split("|"):
                out |= {word.strip().lower(), word.strip().lower() + "s"}
    return out | {"european", "europeans", "african", "asian", "arab", "western", "kurdish"}


def gold(path):
    for article in ET.parse(path).getroot():
        text = article.find("text").text or ""
        toponyms = []
        for t in article.iter("toponym"):
            tag = t.find("gaztag")
            start, phrase = int(t.find("start").text), t.find("phrase").text or ""
            if text[start:start + len(phrase)] != phrase:  # the nearest place where the words stand
                at = [i for i in range(len(text)) if text.startswith(phrase, i)]
                if not at:
                    continue
                start = min(at, key=lambda i: abs(i - start))
            place = None
            lat = tag.find("lat") if tag is not None else None
            lat = lat if lat is not None else t.find("lat")
            lon = tag.find("lon") if tag is not None else None
            lon = lon if lon is not None else t.find("lon")
            if lat is not None and lon is not None:
                ident = tag.get("geonameid") if tag is not None else None
                place = (int(ident) if ident else None, float(lat.text), float(lon.text))
            toponyms.append((start, start + len(phrase), phrase, place))
        yield article.get("docid"), text, toponyms


def kilometres(a, b):
    (p, q), (r, s) = [[math.radians(x) for x in point] for point in (a, b)]
    h = math.sin((r - p) / 2) ** 2 + math.cos(p) * math.cos(r) * math.sin((s - q) / 2) ** 2
    return 2 * 6371 * math.asin(min(1, math.sqrt(h)))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("records", nargs="?")
    parser.add_argument("data")
    parser.add_argument("--half", choices=["even", "odd"])
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    if args.texts:
        args.texts.mkdir(parents=True, exist_ok=True)
        for docid, text, _ in gold(args.data):
            (args.texts / f"{docid}.txt").write_text(text, encoding="utf-8", newline="")
        return
    records = {}
    for line in open(args.records, encoding="utf-8"):
        record = json.loads(line)
        records[str(record.get("id") or record["document"]["id"])] = record.get("places", [])
    adjective = adjectives()
    wanted = located = found = found_located = resolved = said = right = adjectival = adjectives_found = 0
    for n, (docid, _, toponyms) in enumerate(gold(args.data)):
        if docid not in records or args.half and (n % 2 == 0) != (args.half == "even"):
            continue
        places = records[docid]
        said += len(places)
        spans = [(t[0], t[1]) for t in toponyms]
        for p in places:
            hit = any(p["start"] < e and s < p["end"] for s, e in spans)
            right += hit
            if args.errors and not hit:
                print("NOT GOLD", docid, p["text"], p["name"], p["state"], sep="\t")
        for start, end, phrase, place in toponyms:
            over = [p for p in places if p["start"] < end and start < p["end"]]
            if phrase.lower() in adjective:
                adjectival += 1
                adjectives_found += bool(over)
                continue
            wanted += 1
            located += place is not None
            found += bool(over)
            if not over:
                if args.errors:
                    print("NOT FOUND", docid, phrase, place, sep="\t")
                continue
            if place is None:
                continue
            found_located += 1
            p = min(over, key=lambda p: abs(p["start"] - start) + abs(p["end"] - end))
            ok = p["geonames"] is not None and p["geonames"] == place[0] or (
                p["lat"] is not None and kilometres((p["lat"], p["lon"]), place[1:]) <= 161)
            resolved += ok
            if args.errors and not ok:
                print("WRONG", docid, phrase, place, p["text"], p["name"], p["admin1"], p["state"], p["lat"], p["lon"], sep="\t")
    share = lambda a, b: f"{100 * a / max(b, 1):5.1f}% ({a}/{b})"
    print("found, of gold toponyms      ", share(found, wanted))
    print("gold, of places told         ", share(right, said))
    print("within 161 km, of those found", share(resolved, found_located))
    print("within 161 km, of all located", share(resolved, located))
    print("adjectives in gold           ", adjectival, "of which a record has", adjectives_found)


if __name__ == "__main__":
    main()
