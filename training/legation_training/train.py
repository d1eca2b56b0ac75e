"""Train the trunk with the syntax and names heads.

    python -m legation_training.train --data DATA --out DIR --epochs 16 --layers 3
"""

import argparse
import json
import math
import random
import time
from collections import Counter
from pathlib import Path

import torch
import torch.nn.functional as F

from . import data
from . import lemma as lemmas
from .batches import IGNORE, Coder, batches, collate
from .evaluate import report
from .model import Model, Quant, encoder_vocab, load_trunk, save
from .text import SPECIALS, WordPiece, suffixes


def prune_vocab(sentences, keep_first):
    """The encoder's pieces that the data uses, its commonest ones, and all single characters of European scripts."""
    full = encoder_vocab()
    wp = WordPiece(full)
    # The full vocabulary has its specials elsewhere: look the pieces up by text.
    used = set()
    for s in sentences:
        for w in s.words:
            used.update(wp.word(w))
    out = list(SPECIALS)
    for i, p in enumerate(full):
        if p.startswith("[unused") or p in ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"):
            continue
        body = p.removeprefix("##")
        european = all(ord(c) < 0x530 or 0x1E00 <= ord(c) < 0x2200 for c in body)
        if i in used or (european and (i < keep_first or len(body) == 1)):
            out.append(p)
    return out


def make_labels(sentences):
    def all_of(k):
        return [x for s in sentences if s.head is not None for x in getattr(s, k)]

    return {
        "upos": data.label_set(all_of("upos"), 1),
        "xpos": data.label_set(all_of("xpos"), 2),
        "feats": data.label_set(all_of("feats"), 2),
        "lemma": data.label_set(
            [lemmas.rule_for(w, l) for s in sentences if s.head is not None for w, l in zip(s.words, s.lemma)], 2
        )[:1000],
        "ner": data.NER_LABELS,
        "deprel": data.label_set(all_of("deprel"), 1),
    }


def make_suffixes(sentences, most=8000, least=5):
    """The endings that are met in enough different words to tell something."""
    words = {w.lower() for s in sentences if s.head is not None for w in s.words}
    types = Counter(x for w in words for x in suffixes(w))
    tokens = Counter(x for s in sentences if s.head is not None for w in s.words for x in suffixes(w))
    good = [x for x in tokens if types[x] >= least or (tokens[x] >= 10 and x.startswith("^"))]
    return sorted(good, key=lambda x: (-tokens[x], x))[:most]


def ce(logits, gold):
    return F.cross_entropy(logits.flatten(0, 1).float(), gold.flatten(), ignore_index=IGNORE)


def syntax_loss(model, b):
    x = model.encode(b["ids"], b["case"])
    h = model.words(x, b["first"])
    z = model.heads(h, b["suffix"], b["source"])
    losses = {}
    gold_head = b["head"]
    if (b["upos"] != IGNORE).any():
        tags = model.tag_out(z["tag"][:, 1:])
        for k, (a, c) in model.s_tag.items():
            if (b[k] != IGNORE).any():
                losses[k] = ce(tags[..., a:c], b[k])
        arc = model.arc_scores(z)
        dead = torch.cat([torch.zeros(len(arc), 1, dtype=torch.bool), b["first"] == 0], 1)
        arc = arc.masked_fill(dead[:, None, :], -1e4)
        n = arc.shape[1]
        own = torch.eye(n, n + 1, dtype=torch.bool).roll(1, 1)
        arc = arc.masked_fill(own, -1e4)
        losses["arc"] = ce(arc, gold_head)
        losses["deprel"] = ce(model.rel_logits(z, gold_head.clamp_min(0)), b["deprel"])
    if (b["ner"] != IGNORE).any():
        losses["ner"] = ce(model.ner_out(z["ner"][:, 1:]), b["ner"])
    return losses, h


class Ema:
    """A running mean of the parameters, which is what gets saved."""

    def __init__(self, model, decay):
        self.decay, self.n = decay, 0
        self.state = {k: v.detach().clone() for k, v in model.state_dict().items()}

    @torch.no_grad()
    def update(self, model):
        self.n += 1
        d = min(self.decay, (1 + self.n) / (10 + self.n))
        for k, v in model.state_dict().items():
            self.state[k].lerp_(v, 1 - d)


WEIGHTS = {"arc": 1.0, "deprel": 1.0, "upos": 0.7, "xpos": 0.5, "feats": 0.5, "lemma": 0.5, "ner": 1.0}


def optimiser(model, trunk_lr, head_lr):
    trunk, head = [], []
    for n, p in model.named_parameters():
        (trunk if n.startswith("trunk") and "case" not in n else head).append(p)
    return torch.optim.AdamW(
        [{"params": trunk, "lr": trunk_lr, "base": trunk_lr}, {"params": head, "lr": head_lr, "base": head_lr}],
        betas=(0.9, 0.98), weight_decay=0.01,
    )


def set_lr(opt, step, total, warm):
    f = min(1.0, (step + 1) / warm) * 0.5 * (1 + math.cos(math.pi * min(1.0, step / total)))
    for g in opt.param_groups:
        g["lr"] = g["base"] * max(f, 0.01 if step >= warm else 0.0)


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--data", required=True)
    a.add_argument("--out", required=True)
    a.add_argument("--layers", type=int, default=3)
    a.add_argument("--epochs", type=int, default=16)
    a.add_argument("--qat-epochs", type=float, default=3, help="the last epochs that simulate int8")
    a.add_argument("--budget", type=int, default=1280, help="positions in a batch")
    a.add_argument("--trunk-lr", type=float, default=2e-4)
    a.add_argument("--head-lr", type=float, default=1.5e-3)
    a.add_argument("--ema", type=float, default=0.998)
    a.add_argument("--word-dropout", type=float, default=0.03)
    a.add_argument("--vocab-first", type=int, default=19000)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--threads", type=int, default=1)
    a.add_argument("--resume", action="store_true")
    a.add_argument("--limit", type=int, help="train on so many sentences only (to try the program)")
    a = a.parse_args()
    torch.manual_seed(a.seed)
    torch.set_num_threads(a.threads)
    out = Path(a.out)
    out.mkdir(parents=True, exist_ok=True)

    ewt, gum, cross, _ = data.load(a.data, "train")
    sents = ewt + gum + cross
    if a.limit:
        random.Random(0).shuffle(sents)
        sents = sents[: a.limit]
    vocab = prune_vocab(ewt + gum + cross, a.vocab_first)
    labels = make_labels(ewt + gum)
    print("vocabulary", len(vocab), {k: len(v) for k, v in labels.items()}, flush=True)
    wp = WordPiece(vocab)
    endings = make_suffixes(ewt + gum)
    print("endings", len(endings), flush=True)
    coder = Coder(wp, labels, endings)
    model = Model(vocab, labels, endings, a.layers)
    load_trunk(model.trunk, vocab)
    opt = optimiser(model, a.trunk_lr, a.head_lr)
    ema = Ema(model, a.ema)
    # CrossNER politics is small and near to news: it goes in twice an epoch.
    pool = sents + (cross if not a.limit else [])
    n_batches = len(batches([e for e in map(coder.encode, pool) if e], a.budget, random.Random(0)))
    total, warm = n_batches * a.epochs, max(1, n_batches // 2)
    qat_from = total - int(n_batches * a.qat_epochs)
    step, epoch0 = 0, 0
    ck = out / "checkpoint.pt"
    if a.resume and ck.exists():
        d = torch.load(ck, weights_only=False)
        model.load_state_dict(d["model"])
        opt.load_state_dict(d["opt"])
        ema.state, ema.n, step, epoch0 = d["ema"], d["ema_n"], d["step"], d["epoch"]
        print("resumed after epoch", epoch0, flush=True)
    log = open(out / "log.txt", "a")
    start = time.time()
    for epoch in range(epoch0, a.epochs):
        rng = random.Random(a.seed * 1000 + epoch)
        torch.manual_seed(a.seed * 1000 + epoch)
        items = [e for e in (coder.encode(data.variant(s, rng)) for s in pool) if e]
        model.train()
        sums, count = {}, 0
        for items_b in batches(items, a.budget, rng):
            Quant.on = step >= qat_from
            b = collate(items_b, a.word_dropout, rng)
            set_lr(opt, step, total, warm)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                losses, _ = syntax_loss(model, b)
            loss = sum(WEIGHTS[k] * v for k, v in losses.items())
            opt.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            opt.step()
            ema.update(model)
            step += 1
            count += 1
            for k, v in losses.items():
                sums[k] = sums.get(k, 0.0) + v.item()
            if count % 100 == 0:
                print(epoch, count, n_batches, {k: round(v / count, 3) for k, v in sums.items()}, round(time.time() - start), flush=True)
        torch.save({"model": model.state_dict(), "opt": opt.state_dict(), "ema": ema.state, "ema_n": ema.n, "step": step, "epoch": epoch + 1}, str(ck) + ".part")
        Path(str(ck) + ".part").replace(ck)
        keep = {k: v.clone() for k, v in model.state_dict().items()}
        model.load_state_dict(ema.state)
        save(out / "model.pt", model)
        last = epoch + 1 == a.epochs
        r = report(model, a.data, int8=last or epoch % 4 == 3, limit=None if last else 600)
        model.load_state_dict(keep)
        line = json.dumps({"epoch": epoch + 1, "seconds": round(time.time() - start), "loss": {k: round(v / count, 3) for k, v in sums.items()}, "dev": r})
        print(line, flush=True)
        log.write(line + "\n")
        log.flush()


if __name__ == "__main__":
    main()
