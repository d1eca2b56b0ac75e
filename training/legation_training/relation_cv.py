"""Cross-validation of the relation head on the PLV sentences, folds by sentence.

    python -m legation_training.relation_cv --init MODEL.pt --plv plv_train.tsv [--events training/events --parser MODEL.pt]

MODEL must not have seen the PLV sentences. For each fold the whole model goes on learning from the other folds (and the
pairs of the annotated sentences), then answers for its own. Prints macro-F1 over types and over quad classes.
"""

import argparse
import json
import random
from collections import Counter

import torch
import torch.nn.functional as F

from . import events
from .model import Quant, load
from .text import WordPiece
from .train import annotated, optimiser, set_lr

QUAD = {
    "verbal cooperation": "AGREE CONSULT SUPPORT", "material cooperation": "COOPERATE AID YIELD",
    "verbal conflict": "REQUEST ACCUSE REJECT THREATEN",
    "material conflict": "PROTEST SANCTION MOBILIZE COERCE ASSAULT",
}


def macro_f1(pairs):
    tp, fp, fn = Counter(), Counter(), Counter()
    for g, p in pairs:
        if g == p:
            tp[g] += 1
        else:
            fp[p] += 1
            fn[g] += 1
    f = {k: 200 * tp[k] / (2 * tp[k] + fp[k] + fn[k]) for k in sorted({g for g, _ in pairs})}
    return sum(f.values()) / len(f), f


def length(e):
    return len(e[0])


@torch.no_grad()
def answer(model, encoded):
    """Probabilities by row, in the order given."""
    model.eval()
    out = [None] * len(encoded)
    order = sorted(range(len(encoded)), key=lambda i: length(encoded[i]))
    for a in range(0, len(order), 32):
        part = order[a : a + 32]
        z = events.relation_logits(model, events.collate_pairs([encoded[i] for i in part])).softmax(-1)
        for i, row in zip(part, z):
            out[i] = row
    return out


def learn(model, train, epochs, seed, lr, budget):
    opt = optimiser(model, lr, 1e-3)
    rng = random.Random(seed)
    total = len(events.group(train, budget, random.Random(0), length)) * epochs
    step = 0
    for _ in range(epochs):
        model.train()
        for b in events.group(train, budget, rng, length):
            set_lr(opt, step, total, max(1, total // 10))
            step += 1
            x = events.collate_pairs(b, rng, 0.05)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = F.cross_entropy(events.relation_logits(model, x).float(), x["label"], label_smoothing=0.05)
            opt.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            opt.step()


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--init", required=True)
    a.add_argument("--plv", required=True)
    a.add_argument("--events")
    a.add_argument("--parser")
    a.add_argument("--folds", type=int, default=5)
    a.add_argument("--only", type=int, help="so many folds only")
    a.add_argument("--epochs", type=int, default=4)
    a.add_argument("--lr", type=float, default=1e-4)
    a.add_argument("--budget", type=int, default=768)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--show", action="store_true")
    a.add_argument("--answers", help="file for the gold type and the probabilities of each pair, as JSON lines")
    a = a.parse_args()
    torch.set_num_threads(1)
    plv = events.read_plv(a.plv)
    groups = sorted({p.group for p in plv})
    random.Random(a.seed).shuffle(groups)
    fold_of = {g: i % a.folds for i, g in enumerate(groups)}
    marked = annotated(a.events, a.parser or a.init) if a.events else []
    labels, quads = events.LABELS["relation"], {t: q for q, ts in QUAD.items() for t in ts.split()}
    seen, seen_quads, seen_within = [], [], []
    answers = open(a.answers, "w", encoding="utf-8") if a.answers else None
    for fold in range(a.only or a.folds):
        torch.manual_seed(a.seed)
        model, _ = load(a.init, events.LABELS)
        wp = WordPiece(model.vocab)
        rng = random.Random(a.seed)

        def encode(pairs):
            return [e for e in (events.encode_pair(p, wp) for p in pairs) if e]

        train = encode([p for p in plv if fold_of[p.group] != fold])
        extra = encode([p for i in marked for p in events.pairs_of(i, rng, 1)])
        own = [p for p in plv if fold_of[p.group] == fold]
        # A pair too long for the encoder has no answer, and counts as wrong.
        for p in own:
            if events.encode_pair(p, wp) is None:
                for told in (seen, seen_within):
                    told.append((labels[p.label], None))
                seen_quads.append((quads[labels[p.label]], None))
        own = [p for p in own if events.encode_pair(p, wp)]
        test = encode(own)
        learn(model, train * 2 + extra, a.epochs, a.seed, a.lr, a.budget)
        Quant.on = True
        for p, e, z in zip(own, test, answer(model, test)):
            g, q = labels[e[4]], labels[int(z.argmax())]
            seen.append((g, q))
            # The quad of the greatest summed probability, and within it the best type, as `legation classify` has it.
            mass = Counter()
            for t, v in zip(labels, z.tolist()):
                mass[quads[t]] += v
            quad = mass.most_common(1)[0][0]
            seen_quads.append((quads[g], quad))
            within = max((v, t) for t, v in zip(labels, z.tolist()) if quads[t] == quad)[1]
            seen_within.append((g, within))
            if answers:
                row = {"sentence": p.group, "fold": fold, "type": g, "probabilities": dict(zip(labels, z.tolist()))}
                answers.write(json.dumps(row) + "\n")
            if a.show and g != q:
                print(g, q, round(float(z.max()), 2), p.group)
        Quant.on = False
        print("fold", fold, "types", round(macro_f1(seen)[0], 1), "quads", round(macro_f1(seen_quads)[0], 1), flush=True)
    mean, by_type = macro_f1(seen)
    print("macro-F1 types", round(mean, 2), "within the best quad", round(macro_f1(seen_within)[0], 2), "quads", round(macro_f1(seen_quads)[0], 2))
    print(", ".join(f"{k} {v:.1f}" for k, v in by_type.items()))


if __name__ == "__main__":
    main()
