"""Make annotated reports of TR-News texts, which the project does not carry.

    python training/tr-news/build.py DATA/places/TR-News.xml FOLDER

`annotations.jsonl` holds events and quotes of 26 reports of TR-News by their docid, with sentences as offsets (code points,
half-open) into title, blank line and text. FOLDER becomes a folder as training/reports: NAME.json and docs/NAME.txt.
Offices and figures were not annotated.
"""

import argparse
import json
import xml.etree.ElementTree as ET
from pathlib import Path

HERE = Path(__file__).resolve().parent


def texts(path):
    """The title and text of each report, by docid."""
    for article in ET.parse(path).getroot():
        title = " ".join((article.findtext("title") or "").split())
        yield article.get("docid"), f"{title}\n\n{(article.findtext('text') or '').strip()}\n"


def filled(value, text):
    """An annotation with the words in the place of their offsets."""
    if isinstance(value, dict):
        if set(value) == {"start", "end"}:
            return text[value["start"] : value["end"]]
        return {k: filled(v, text) for k, v in value.items()}
    return [filled(v, text) for v in value] if isinstance(value, list) else value


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("corpus")
    a.add_argument("folder", type=Path)
    a = a.parse_args()
    by_id = dict(texts(a.corpus))
    (a.folder / "docs").mkdir(parents=True, exist_ok=True)
    for line in (HERE / "annotations.jsonl").read_text(encoding="utf-8").splitlines():
        report = json.loads(line)
        text = by_id.get(report["doc"].removeprefix("tr-"))
        if text is None:
            raise SystemExit(f"{a.corpus} has no report {report['doc']}: is it TR-News.xml?")
        (a.folder / "docs" / f"{report['doc']}.txt").write_text(text, encoding="utf-8")
        (a.folder / f"{report['doc']}.json").write_text(json.dumps(filled(report, text), ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
