"""Train the trunk with all its heads.

    python -m legation_training.train --data DATA --out A                                    syntax and names
    python -m legation_training.train --data DATA --out B --events training/events --parser A/model.pt \\
        --init A/model.pt --plv DATA/relations/plv_train.tsv                                 and events

An epoch is all annotated sentences and pairs, and a share of the treebanks. The parser is asked for the heads of
annotated phrases.
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

from . import data, events, examples
from . import lemma as lemmas
from .batches import IGNORE, Coder, batches, collate
from .evaluate import predict, report
from .model import Model, Quant, encoder_vocab, load, load_trunk, save
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


WEIGHTS = {"upos": 0.7, "xpos": 0.5, "feats": 0.5, "lemma": 0.5, "trigger": 3.0, "mode": 0.7, "status": 0.7, "actor": 0.3, "recipient": 0.3}


def optimiser(model, trunk_lr, head_lr):
    trunk, head = [], []
    for n, p in model.named_parameters():
        (trunk if n.startswith("trunk") and "case" not in n else head).append(p)
    return torch.optim.AdamW(
        [{"params": trunk, "lr": trunk_lr, "base": trunk_lr}, {"params": head, "lr": head_lr, "base": head_lr}],
        betas=(0.9, 0.98), weight_decay=0.01,
    )


def set_lr(opt, step, total, warm, floor=0.01):
    f = 0.5 * (1 + math.cos(math.pi * min(1.0, step / total)))
    f = min(1.0, (step + 1) / warm) * (floor + (1 - floor) * f)
    for g in opt.param_groups:
        g["lr"] = g["base"] * f


def annotated(folder, parser_path, plv=None):
    """Annotated sentences with the heads of their phrases; those of the PLV sentences where they are at hand."""
    files = sorted(Path(folder).glob("*.ev"))
    read = [x for f in files for x in examples.read(f)[0]]
    if plv:
        sentences = {row["id"]: row["sentence"] for row in events.plv_rows(plv)}
        read += examples.read_numbered(Path(folder) / "plv.ann", sentences)
    parser, _ = load(parser_path)
    coder = Coder(WordPiece(parser.vocab), parser.labels, parser.suffixes)
    items = events.items(read, lambda words: predict(parser, coder, [data.Sentence(w) for w in words]))
    print("annotated", len(files), "files,", len(items), "sentences", flush=True)
    return items


def arguments():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--data", required=True)
    a.add_argument("--out", required=True)
    a.add_argument("--init", help="a model to go on from")
    a.add_argument("--events", help="folder of annotated sentences")
    a.add_argument("--parser", help="the model that gives the heads of annotated phrases")
    a.add_argument("--plv", help="marked pairs, for the relation head")
    a.add_argument("--layers", type=int, default=6)
    a.add_argument("--syntax-layers", type=int, default=6)
    a.add_argument("--epochs", type=int, default=16)
    a.add_argument("--syntax-share", type=float, default=1.0, help="of the treebanks in each epoch")
    a.add_argument("--event-rounds", type=int, default=1, help="times that the annotated sentences go into each epoch")
    a.add_argument("--qat-epochs", type=float, default=3, help="the last epochs that simulate int8")
    a.add_argument("--budget", type=int, default=1280, help="positions in a batch")
    a.add_argument("--trunk-lr", type=float, default=2e-4)
    a.add_argument("--head-lr", type=float, default=1.5e-3)
    a.add_argument("--lr-floor", type=float, default=0.01, help="share of the rate that is left at the end")
    a.add_argument("--ema", type=float, default=0.998)
    a.add_argument("--word-dropout", type=float, default=0.03)
    a.add_argument("--name-swaps", type=float, default=0.3, help="share of names that another one takes the place of")
    a.add_argument("--vocab-first", type=int, default=19000)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--threads", type=int, default=1)
    a.add_argument("--limit", type=int, help="train on so many sentences only (to try the program)")
    a.add_argument("--minutes", type=float, help="end after the epoch in which this much time has passed")
    return a.parse_args()


def start_model(a, sents):
    if a.init:
        return load(a.init, events.LABELS)[0]
    vocab = prune_vocab(sents, a.vocab_first)
    endings = make_suffixes(sents)
    model = Model(vocab, {**make_labels(sents), **events.LABELS}, endings, a.layers, a.syntax_layers)
    load_trunk(model.trunk, vocab)
    return model


def main():
    a = arguments()
    torch.manual_seed(a.seed)
    torch.set_num_threads(a.threads)
    out = Path(a.out)
    out.mkdir(parents=True, exist_ok=True)

    ewt, gum, cross, _ = data.load(a.data, "train")
    model = start_model(a, ewt + gum + cross)
    # CrossNER politics is small and near to news: it goes in twice an epoch.
    pool = ewt + gum + cross + cross
    if a.limit:
        random.Random(0).shuffle(pool)
        pool = pool[: a.limit]
    names = data.Names(pool)
    wp = WordPiece(model.vocab)
    coder = Coder(wp, model.labels, model.suffixes)
    marked = annotated(a.events, a.parser, a.plv) if a.events else []
    plv = events.read_plv(a.plv) if a.plv else []
    opt = optimiser(model, a.trunk_lr, a.head_lr)
    ema = Ema(model, a.ema)
    log = open(out / "log.txt", "a")
    start = time.time()

    def epoch_batches(epoch):
        """(kind, batch) pairs of one epoch, in random order."""
        rng = random.Random(a.seed * 1000 + epoch)
        share = pool if a.syntax_share >= 1 else rng.sample(pool, int(len(pool) * a.syntax_share))
        items = [e for e in (coder.encode(data.variant(names.swapped(s, rng, a.name_swaps), rng)) for s in share) if e]
        work = [("syntax", b) for b in batches(items, a.budget, rng)]
        for _ in range(a.event_rounds):
            work += [("event", b) for b in events.group(marked, a.budget * 3 // 4, rng, lambda i: len(i.words))]
            pairs = plv + [p for i in marked for p in events.pairs_of(i, rng, 1)]
            encoded = [e for e in (events.encode_pair(p, wp) for p in pairs) if e]
            work += [("pair", b) for b in events.group(encoded, a.budget, rng, lambda e: len(e[0]))]
        rng.shuffle(work)
        return work, rng

    n_batches = len(epoch_batches(0)[0])
    total, warm = n_batches * a.epochs, max(1, n_batches // 2)
    qat_from = total - int(n_batches * a.qat_epochs)
    step = 0
    for epoch in range(a.epochs):
        torch.manual_seed(a.seed * 1000 + epoch)
        work, rng = epoch_batches(epoch)
        model.train()
        sums, counts = Counter(), Counter()
        for count, (kind, items) in enumerate(work, 1):
            Quant.on = step >= qat_from
            set_lr(opt, step, total, warm, a.lr_floor)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                if kind == "syntax":
                    losses = syntax_loss(model, collate(items, a.word_dropout, rng))[0]
                elif kind == "event":
                    losses = events.event_losses(model, events.collate_events(vary(items, rng), coder, 2 * a.word_dropout, rng))
                else:
                    b = events.collate_pairs(items, rng, a.word_dropout)
                    z = events.relation_logits(model, b)
                    losses = {"relation": F.cross_entropy(z.float(), b["label"], label_smoothing=0.05)}
            loss = sum(WEIGHTS.get(k, 1.0) * v for k, v in losses.items())
            opt.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            opt.step()
            ema.update(model)
            step += 1
            for k, v in losses.items():
                sums[k] += v.item()
                counts[k] += 1
            if count % 100 == 0:
                means = {k: round(sums[k] / counts[k], 3) for k in sums}
                print(epoch, count, len(work), means, round(time.time() - start), flush=True)
        keep = {k: v.clone() for k, v in model.state_dict().items()}
        model.load_state_dict(ema.state)
        save(out / "model.pt", model)
        over = a.minutes is not None and time.time() - start > 60 * a.minutes
        last = epoch + 1 == a.epochs or over
        r = report(model, a.data, int8=last, limit=None if last else 300)
        model.load_state_dict(keep)
        means = {k: round(sums[k] / counts[k], 3) for k in sums}
        line = json.dumps({"epoch": epoch + 1, "seconds": round(time.time() - start), "loss": means, "dev": r})
        print(line, flush=True)
        log.write(line + "\n")
        log.flush()
        if over:
            break


def vary(items, rng, p=0.04):
    """Now and then an annotated sentence as headlines or careless writers print it."""
    out = []
    for i in items:
        r = rng.random()
        if r < 3 * p:
            j = events.Item()
            for k in i.__slots__:
                setattr(j, k, getattr(i, k))
            case = (str.title, str.upper, str.lower)[int(r / p)]
            j.words = [case(w) for w in i.words]
            i = j
        out.append(i)
    return out


if __name__ == "__main__":
    main()
