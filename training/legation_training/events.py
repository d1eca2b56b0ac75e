"""What the event heads and the relation head learn from: sentences with triggers, marked pairs, and their losses."""

import csv
import random
import re

import torch
import torch.nn.functional as F

from . import data
from .batches import IGNORE, pad
from .examples import MODES, STATUSES
from .model import HIDDEN
from .text import CASE_PAD, CLS, MAX_POSITIONS, SEP, SRC, SRC_END, TGT, TGT_END, UNK, case_class, style_class
from .words import forms, words

TYPES = list(MODES)
LABELS = {
    "trigger": ["O"] + TYPES,
    "mode": ["-"] + [f"{t}/{m}" for t in TYPES for m in MODES[t].split()],
    "status": STATUSES,
    # PLOVER without the difference between verbal and material yielding, as the PLV sentences have it.
    "relation": [t for t in TYPES if t not in ("CONCEDE", "RETREAT")] + ["YIELD"],
}
MARKER_CASE = 8
CONTENT = {"VERB", "NOUN", "PROPN", "ADJ", "ADV", "NUM"}


def relation_of(event_type):
    return "YIELD" if event_type in ("CONCEDE", "RETREAT") else event_type


def covered(spans, start, end):
    """Indices of the words within some characters."""
    return [i for i, (a, b) in enumerate(spans) if a < end and b > start]


def head_of(inside, heads):
    """The word of a phrase whose head lies outside it: the first such, for trees that cross the phrase."""
    own = set(inside)
    for i in inside:
        if heads[i] - 1 not in own:
            return i
    return inside[0]


def occurrence(text, needle, near=None):
    """Where a phrase stands: at word borders if it can, nearest to `near` if it stands more than once."""
    found = [m.start() for m in re.finditer(re.escape(needle), text)]
    whole = [
        a for a in found
        if (a == 0 or not text[a - 1].isalnum()) and (a + len(needle) == len(text) or not text[a + len(needle)].isalnum())
    ]
    found = whole or found
    return min(found, key=lambda a: abs(a - near) if near is not None else a)


class Item:
    """A sentence ready for the event heads. Targets by word; arguments as lists of head words by trigger."""

    __slots__ = ("words", "trigger", "mode", "status", "events", "example")


def items(examples, parse):
    """`parse(list of word lists)` gives dicts with `head` (1-based, 0 the root) and `upos`."""
    out = []
    spans = [words(x.text) for x in examples]
    parsed = parse([[x.text[a:b] for a, b in s] for x, s in zip(examples, spans)])
    for x, s, p in zip(examples, spans, parsed):
        if not s or p is None:
            continue
        n = len(s)
        it = Item()
        it.words, it.example = [x.text[a:b] for a, b in s], x
        it.trigger, it.mode, it.status, it.events = [0] * n, [IGNORE] * n, [IGNORE] * n, []
        for e in x.events:
            a = occurrence(x.text, e.trigger)
            inside = covered(s, a, a + len(e.trigger))
            if not inside:
                continue
            h = head_of(inside, p["head"])
            kind = LABELS["trigger"].index(e.type)
            for i in inside:
                if i != h and it.trigger[i] == 0 and p["upos"][i] in CONTENT:
                    it.trigger[i] = IGNORE
            if it.trigger[h] <= 0:
                it.trigger[h] = kind
                it.mode[h] = LABELS["mode"].index(f"{e.type}/{e.mode}" if e.mode else "-")
                it.status[h] = STATUSES.index(e.status)
            sides = []
            for side in (e.actors, e.recipients):
                heads = set()
                for m in side:
                    b = occurrence(x.text, m, a)
                    within = covered(s, b, b + len(m))
                    if within:
                        heads.add(head_of(within, p["head"]))
                sides.append(sorted(heads))
            it.events.append((h, *sides))
        out.append(it)
    return out


def dropped(rows, dropout, rng):
    """Pieces made unknown now and then: what an event is has to show in more than one word."""
    if not dropout:
        return rows
    return [[UNK if x > 7 and rng.random() < dropout else x for x in row] for row in rows]


def collate_events(batch, coder, dropout=0.0, rng=None):
    enc = [(i, coder.encode(sentence(i.words))) for i in batch]
    enc = [(i, e) for i, e in enc if e]
    b = {
        "ids": pad(dropped([e["ids"] for _, e in enc], dropout, rng), 0),
        "case": pad([e["case"] for _, e in enc], CASE_PAD),
        "first": pad([e["first"] for _, e in enc], 0),
    }
    for k in ("trigger", "mode", "status"):
        b[k] = pad([getattr(i, k) for i, _ in enc], IGNORE)
    n = b["first"].shape[1]
    rows, act, rec, mask = [], [], [], []
    for r, (i, _) in enumerate(enc):
        by_trigger = {}
        for h, actors, recipients in i.events:
            t = by_trigger.setdefault(h, (set(), set()))
            t[0].update(actors)
            t[1].update(recipients)
        for h, (actors, recipients) in sorted(by_trigger.items()):
            rows.append((r, h))
            act.append([float(k in actors) for k in range(n)])
            rec.append([float(k in recipients) for k in range(n)])
            mask.append([float(k < len(i.words)) for k in range(n)])
    b["rows"] = torch.tensor(rows).reshape(-1, 2)
    b["actor"], b["recipient"], b["mask"] = (torch.tensor(v).reshape(-1, n) for v in (act, rec, mask))
    return b


def sentence(forms_):
    return data.Sentence(list(forms_))


def event_losses(model, b):
    deep = model.encode_deep(b["ids"], b["case"])
    e = model.event_heads(model.words(deep, b["first"]))
    z = model.event_out(e["label"][:, 1:])
    out = {}
    for k, (a, c) in model.s_event_out.items():
        if (b[k] != IGNORE).any():
            out[k] = F.cross_entropy(z[..., a:c].flatten(0, 1).float(), b[k].flatten(), ignore_index=IGNORE)
    if len(b["rows"]):
        r, t = b["rows"].T
        for k, s in zip(("actor", "recipient"), model.argument_scores(e)):
            loss = F.binary_cross_entropy_with_logits(s[r, t], b[k], weight=b["mask"], reduction="sum")
            out[k] = loss / len(b["rows"])
    return out


class Pair:
    """A sentence with a marked source and target, and the type of what the source does to the target."""

    __slots__ = ("segments", "label", "group")

    def __init__(self, segments, label, group):
        self.segments, self.label, self.group = segments, label, group


TAG = re.compile(r"(</?[st]>)")
MARKER = {"<s>": SRC, "</s>": SRC_END, "<t>": TGT, "</t>": TGT_END}


def marked(text):
    """Word lists and marker ids, in order."""
    out = []
    for part in TAG.split(text):
        if part in MARKER:
            out.append(MARKER[part])
        elif part.strip():
            out.append(forms(part))
    return out


def plv_rows(path):
    return csv.DictReader(open(path, encoding="utf-8", newline=""), delimiter="\t")


def read_plv(path):
    out = []
    for row in plv_rows(path):
        out.append(Pair(marked(row["marked"]), LABELS["relation"].index(row["type"]), row["sentence"]))
    return out


def pairs_of(item, rng, most=2):
    """Marked pairs out of an annotated sentence: the mentions themselves, as the PLV sentences mark them."""
    x, out = item.example, []
    for e in x.events:
        a = occurrence(x.text, e.trigger)
        sides = [(e.actors, e.recipients)]
        if not e.recipients and len(e.actors) > 1:
            sides = [(e.actors[:1], e.actors[1:])]
        for actors, recipients in sides:
            options = [(s, t) for s in actors for t in recipients]
            rng.shuffle(options)
            for s, t in options[:most]:
                i, j = occurrence(x.text, s, a), occurrence(x.text, t, a)
                if i < j + len(t) and j < i + len(s):
                    continue
                marks = sorted([(i, "<s>"), (i + len(s), "</s>"), (j, "<t>"), (j + len(t), "</t>")], key=lambda m: -m[0])
                text = x.text
                for at, tag in marks:
                    text = text[:at] + tag + text[at:]
                out.append(Pair(marked(text), LABELS["relation"].index(relation_of(e.type)), x.text))
    return out


def encode_pair(pair, wp):
    """ids, case classes, where [S] and [T] stand; None where it is too long."""
    style = style_class([w for s in pair.segments if isinstance(s, list) for w in s])
    ids, case, at, seen = [CLS], [style], {}, False
    for s in pair.segments:
        if isinstance(s, int):
            at[s] = len(ids)
            ids.append(s)
            case.append(MARKER_CASE)
            continue
        for w in s:
            pieces = wp.word(w)
            c = case_class(w, seen)
            seen = seen or any(ch.isalpha() or ch.isnumeric() for ch in w)
            ids += pieces
            case += [c] * len(pieces)
    ids.append(SEP)
    case.append(style)
    if len(ids) > MAX_POSITIONS or SRC not in at or TGT not in at:
        return None
    return ids, case, at[SRC], at[TGT], pair.label


def collate_pairs(batch, rng=None, dropout=0.0):
    ids = dropped([e[0] for e in batch], dropout, rng)
    return {
        "ids": pad(ids, 0), "case": pad([e[1] for e in batch], CASE_PAD),
        "src": torch.tensor([e[2] for e in batch]), "tgt": torch.tensor([e[3] for e in batch]),
        "label": torch.tensor([e[4] for e in batch]),
    }


def relation_logits(model, b):
    return model.relation_logits(model.encode_deep(b["ids"], b["case"]), b["src"], b["tgt"])


def group(encoded, budget, rng, length):
    """Batches of like length with about `budget` positions each, in random order."""
    order = sorted(encoded, key=lambda e: length(e) + rng.random() * 6)
    out, cur, longest = [], [], 0
    for e in order:
        longest = max(longest, length(e))
        if cur and longest * (len(cur) + 1) > budget:
            out.append(cur)
            cur, longest = [], length(e)
        cur.append(e)
    if cur:
        out.append(cur)
    rng.shuffle(out)
    return out
