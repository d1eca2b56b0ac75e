"""Sentences to padded tensors; batches of like length."""

import random

import torch

from . import lemma as lemmas
from .model import SOURCES
from .text import CASE_PAD, SUFFIX_LENGTHS, UNK, encode, suffixes

IGNORE = -100


class Coder:
    """Turns sentences into numbers by the label lists."""

    def __init__(self, wp, labels, suffix_list):
        self.wp = wp
        self.suffix_at = {s: i + 1 for i, s in enumerate(suffix_list)}
        self.suffix_cache = {}
        self.labels = labels
        self.at = {k: {v: i for i, v in enumerate(l)} for k, l in labels.items()}
        self.rules = {}

    def suffix(self, word):
        """Rows of the word's endings, 0 for those that the model doesn't have."""
        r = self.suffix_cache.get(word)
        if r is None:
            r = [self.suffix_at.get(x, 0) for x in suffixes(word)]
            r = self.suffix_cache[word] = r + [0] * (len(SUFFIX_LENGTHS) - len(r))
        return r

    def rule(self, form, lem):
        k = (form, lem)
        r = self.rules.get(k)
        if r is None:
            r = self.rules[k] = self.at["lemma"].get(lemmas.rule_for(form, lem), IGNORE)
        return r

    def encode(self, s):
        e = encode(s.words, self.wp)
        if e is None:
            return None
        d = {"ids": e[0], "case": e[1], "first": e[2]}
        n = len(s.words)
        d["suffix"] = [self.suffix(w) for w in s.words]
        d["source"] = SOURCES.index(s.source) if s.source in SOURCES else 0
        if s.head is not None:
            for k, v in (("upos", s.upos), ("xpos", s.xpos), ("feats", s.feats), ("deprel", s.deprel)):
                at = self.at[k]
                d[k] = [at.get(x, IGNORE) for x in v]
            d["lemma"] = [self.rule(f, l) for f, l in zip(s.words, s.lemma)]
            d["head"] = s.head
        else:
            for k in ("upos", "xpos", "feats", "deprel", "lemma", "head"):
                d[k] = [IGNORE] * n
        d["ner"] = [self.at["ner"][t] for t in s.ner] if s.ner else [IGNORE] * n
        return d


FIELDS = ("upos", "xpos", "feats", "lemma", "head", "deprel", "ner")


def pad(rows, fill):
    n = max(len(r) for r in rows)
    return torch.tensor([r + [fill] * (n - len(r)) for r in rows])


def collate(items, word_dropout=0.0, rng=None):
    ids = [i["ids"] for i in items]
    if word_dropout:
        ids = [[UNK if x > 7 and rng.random() < word_dropout else x for x in row] for row in ids]
    b = {
        "ids": pad(ids, 0),
        "case": pad([i["case"] for i in items], CASE_PAD),
        "first": pad([i["first"] for i in items], 0),
    }
    n = b["first"].shape[1]
    none = [0] * len(SUFFIX_LENGTHS)
    b["suffix"] = torch.tensor([i["suffix"] + [none] * (n - len(i["suffix"])) for i in items])
    b["source"] = torch.tensor([i["source"] for i in items])
    for k in FIELDS:
        if k in items[0]:
            b[k] = pad([i[k] for i in items], IGNORE)
    return b


def batches(items, budget, rng):
    """Groups of like length with about `budget` positions each, in random order."""
    order = list(range(len(items)))
    rng.shuffle(order)
    order.sort(key=lambda i: len(items[i]["ids"]) + rng.random() * 4)
    out, cur, longest = [], [], 0
    for i in order:
        longest = max(longest, len(items[i]["ids"]))
        if cur and longest * (len(cur) + 1) > budget:
            out.append(cur)
            cur, longest = [], len(items[i]["ids"])
        cur.append(i)
    if cur:
        out.append(cur)
    rng.shuffle(out)
    return [[items[i] for i in b] for b in out]
