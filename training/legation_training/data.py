"""Readers of the treebanks and name sets, and the variants of case that news is printed in."""

import random
import re
from collections import Counter
from pathlib import Path

NAME_TYPES = ["PER", "LOC", "ORG", "MISC"]
NER_LABELS = ["O"] + [f"{b}-{t}" for t in NAME_TYPES for b in "BI"]

CROSSNER = {
    "politician": "PER", "person": "PER", "country": "LOC", "location": "LOC",
    "politicalparty": "ORG", "organisation": "ORG", "election": "MISC", "event": "MISC", "misc": "MISC",
}
UNER = {"PER": "PER", "LOC": "LOC", "ORG": "ORG", "OTH": "MISC"}
GUM = {"person": "PER", "place": "LOC", "organization": "ORG"}
TITLES = set("mr mrs ms dr prof professor president minister prime sir lord lady king queen prince princess "
             "senator governor mayor general captain colonel judge pope st saint chancellor secretary".split())


class Sentence:
    __slots__ = ("id", "words", "upos", "xpos", "feats", "lemma", "head", "deprel", "ner", "source", "space_after")

    def __init__(self, words):
        self.id = ""
        self.words = words
        self.upos = self.xpos = self.feats = self.lemma = self.head = self.deprel = self.ner = None
        self.source = ""
        self.space_after = None

    def copy(self):
        s = Sentence(list(self.words))
        for k in self.__slots__:
            v = getattr(self, k)
            setattr(s, k, list(v) if isinstance(v, list) else v)
        return s


def read_conllu(path, source):
    out, rows, sid, misc = [], [], "", []

    def flush():
        if not rows:
            return
        s = Sentence([r[1] for r in rows])
        s.id, s.source = sid, source
        s.lemma = [r[2] for r in rows]
        s.upos = [r[3] for r in rows]
        s.xpos = [r[4] for r in rows]
        s.feats = [r[5] for r in rows]
        s.head = [int(r[6]) for r in rows]
        s.deprel = [r[7] for r in rows]
        s.space_after = ["SpaceAfter=No" not in r[9] for r in rows]
        if source == "gum":
            s.ner = gum_names(s, [r[9] for r in rows], open_spans)
        out.append(s)
        rows.clear()

    open_spans = {}
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if not line:
            flush()
        elif line.startswith("#"):
            if line.startswith("# sent_id = "):
                sid = line[12:]
        else:
            f = line.split("\t")
            if f[0].isdigit():
                rows.append(f)
    flush()
    return out


def gum_names(s, misc, _open):
    """Flat BIO names out of GUM's nested entities: spans whose head is a proper noun, cut to the name itself."""
    spans, stack = [], []
    for i, m in enumerate(misc):
        e = next((x[7:] for x in m.split("|") if x.startswith("Entity=")), None)
        if not e:
            continue
        for p in re.findall(r"\([^()]*\)?|[^()]+\)", e):
            if p.startswith("("):
                f = p.strip("()").split("-")
                ent = (i, f[0].split("[")[0], f[1] if len(f) > 1 else "")
                if p.endswith(")"):
                    spans.append((i, i + 1, ent[2]))
                else:
                    stack.append(ent)
            else:
                key = p.strip("()").split("[")[0].split("-")[0]
                for k in range(len(stack) - 1, -1, -1):
                    if stack[k][1] == key:
                        a, _, t = stack.pop(k)
                        spans.append((a, i + 1, t))
                        break
    proper = [x in ("NNP", "NNPS") for x in s.xpos]
    tags = ["O"] * len(s.words)
    # Longest first; a span that overlaps a taken one is inside its name.
    for a, b, t in sorted(spans, key=lambda z: (z[0] - z[1], z[0])):
        heads = [i for i in range(a, b) if not a <= s.head[i] - 1 < b]
        if not heads or not proper[heads[0]]:
            continue
        h = heads[0]
        lo, hi = h, h + 1
        while lo > a and (proper[lo - 1] or s.upos[lo - 1] == "PROPN") and s.words[lo - 1].lower().strip(".") not in TITLES:
            lo -= 1
        while hi < b:
            w = s.words[hi]
            if proper[hi] or s.upos[hi] == "PROPN" or (w == "-" and hi + 1 < b and proper[hi + 1]):
                hi += 1
            elif s.upos[hi] == "NUM" and t not in ("person", "place"):
                hi += 1
            elif w in ("of", "for", "and", "&", "the") and t != "person" and t != "place":
                k = hi + 1
                while k < b and s.words[k] in ("the", "of"):
                    k += 1
                if k < b and proper[k]:
                    hi = k + 1
                else:
                    break
            else:
                break
        if any(x != "O" for x in tags[lo:hi]):
            continue
        kind = GUM.get(t, "MISC")
        if t in ("time", "abstract") and s.words[h].lower() in MONTHS_DAYS:
            continue
        tags[lo] = "B-" + kind
        for i in range(lo + 1, hi):
            tags[i] = "I-" + kind
    return tags


MONTHS_DAYS = set("january february march april may june july august september october november december monday tuesday "
                  "wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sep sept oct nov dec".split())


def read_iob(path, source):
    """CrossNER (word, tag) or UNER (index, word, tag, ...) columns."""
    out, words, tags, sid = [], [], [], ""

    def flush():
        if words:
            s = Sentence(list(words))
            s.ner, s.source, s.id = repair(tags), source, sid
            out.append(s)
            words.clear()
            tags.clear()

    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        f = line.split("\t")
        if not line.strip():
            flush()
        elif line.startswith("# ") and len(f) < 3:
            if line.startswith("# sent_id = "):
                sid = line[12:]
        else:
            w, t = (f[1], f[2]) if source.startswith("uner") else (f[0], f[1])
            kind = (UNER if source.startswith("uner") else CROSSNER).get(t[2:])
            words.append(w)
            tags.append(t[:2] + kind if kind else "O")
    flush()
    return out


def repair(tags):
    out = []
    for i, t in enumerate(tags):
        if t.startswith("I-") and (i == 0 or out[i - 1][2:] != t[2:]):
            t = "B-" + t[2:]
        out.append(t)
    return out


def join_names(sentences, named):
    """Put UNER's names on the treebank's own sentences; returns how many matched."""
    by_id = {s.id: s for s in named}
    n = 0
    for s in sentences:
        o = by_id.get(s.id)
        if o and o.words == s.words:
            s.ner = o.ner
            n += 1
    return n


def load(data, split):
    data = Path(data)
    ewt = read_conllu(data / f"treebanks/ewt-{split}.conllu", "ewt")
    gum = read_conllu(data / f"treebanks/gum-{split}.conllu", "gum")
    uner = read_iob(data / ("entities/uner-ewt-train-draft.iob2" if split == "train" else "entities/uner-ewt-dev.iob2"), "uner")
    joined = join_names(ewt, uner)
    cross = read_iob(data / f"entities/crossner-politics-{split}.txt", "crossner")
    print(f"{split}: ewt {len(ewt)} (names joined {joined}), gum {len(gum)}, crossner {len(cross)}", flush=True)
    return ewt, gum, cross, uner


SMALL = set("a an the of in on at to for and or but by with as from nor is".split())


def variant(s, rng, p=0.05):
    """Now and then a sentence as headlines, tickers and careless writers print it."""
    r = rng.random()
    if r < p:
        s = s.copy()
        s.words = [w if i and w.lower() in SMALL else w[:1].upper() + w[1:] for i, w in enumerate(s.words)]
        return drop_stop(s)
    if r < 2 * p:
        s = s.copy()
        s.words = [w.upper() for w in s.words]
        return drop_stop(s) if rng.random() < 0.5 else s
    if r < 3 * p:
        s = s.copy()
        s.words = [w.lower() for w in s.words]
        return s
    if r < 4 * p:
        return drop_stop(s.copy())
    return s


def name_spans(tags):
    """(start, end, type) of each name of BIO tags."""
    out, i = [], 0
    while i < len(tags):
        j = i + 1
        if tags[i] != "O":
            while j < len(tags) and tags[j] == "I-" + tags[i][2:]:
                j += 1
            out.append((i, j, tags[i][2:]))
        i = j
    return out


class Names:
    """The names of all sets, by type and length: one put in another's place teaches to read what stands around a name."""

    def __init__(self, sentences):
        self.pool = {}
        for s in sentences:
            for a, b, t in name_spans(s.ner or []):
                if self.plain(s, a, b):
                    self.pool.setdefault((t, b - a), []).append(s.words[a:b])

    @staticmethod
    def plain(s, a, b):
        """Whether all its words are proper nouns, whose tags and lemmas fit any other."""
        letters = all(any(c.isalpha() for c in w) for w in s.words[a:b])
        return letters and (s.upos is None or all(x == "PROPN" for x in s.upos[a:b]))

    def swapped(self, s, rng, p):
        out = s
        for a, b, t in name_spans(s.ner or []):
            if rng.random() < p and self.plain(s, a, b):
                out = s.copy() if out is s else out
                out.words[a:b] = rng.choice(self.pool[t, b - a])
                if out.lemma is not None:
                    out.lemma[a:b] = out.words[a:b]
        return out


def drop_stop(s):
    n = len(s.words)
    if n < 2 or s.words[-1] not in (".", "!") or (s.head and n in s.head):
        return s
    for k in ("words", "upos", "xpos", "feats", "lemma", "head", "deprel", "ner", "space_after"):
        v = getattr(s, k)
        if v is not None:
            setattr(s, k, v[:-1])
    return s


def label_set(values, least):
    c = Counter(values)
    return sorted((v for v, n in c.items() if n >= least), key=lambda v: (-c[v], v))
