"""Take away the attention heads and inner columns that a trained trunk misses least.

    python -m legation_training.prune --model C/model.pt --data DATA --events events --plv DATA/relations/plv_train.tsv \\
        --keep 0.5 --out D/model.pt

Each head and each inner column gets a gate of one; what the losses' gradients say of the gates, squared and summed over
small batches (the diagonal of Fisher's information), is what its loss would cost. Units go in the order of cost against
products saved, over all layers together, until the trunk has the wanted share of its products. Train on from there.
"""

import argparse
import random

import torch
import torch.nn.functional as F

from . import data, events
from .batches import Coder, batches, collate
from .model import HEAD, HIDDEN, Model, load, save
from .text import WordPiece
from .train import WEIGHTS, annotated, syntax_loss

# The product's kernels take inner columns in panels of so many.
PANEL = 64
LEAST_HEADS = 2
HEAD_COST, COLUMN_COST = 4 * HEAD * HIDDEN, 2 * HIDDEN


def importance(model, a):
    """The cost of losing each head and each inner column, by layer."""
    wp = WordPiece(model.vocab)
    coder = Coder(wp, model.labels, model.suffixes)
    rng = random.Random(7)
    ewt, gum, _, _ = data.load(a.data, "train")
    pool = [e for e in (coder.encode(s) for s in rng.sample(ewt + gum, 4 * a.batches)) if e]
    work = [("syntax", b) for b in batches(pool, 160, rng)[: a.batches]]
    marked = annotated(a.events, a.model, a.plv)
    work += [("event", b) for b in events.group(marked, 160, rng, lambda i: len(i.words))[: a.batches]]
    read = events.read_plv(a.plv) if a.plv else [p for i in marked for p in events.pairs_of(i, rng, 1)]
    pairs = [e for e in (events.encode_pair(p, wp) for p in read) if e]
    work += [("pair", b) for b in events.group(pairs, 160, rng, lambda e: len(e[0]))[: a.batches // 2]]
    layers = list(model.trunk.layers)
    for l, (heads, ffn) in zip(layers, model.widths):
        l.head_gate = torch.ones(heads, 1, requires_grad=True)
        l.ffn_gate = torch.ones(ffn, requires_grad=True)
    gates = [g for l in layers for g in (l.head_gate, l.ffn_gate)]
    sums = [torch.zeros_like(g) for g in gates]
    model.eval()
    for kind, items in work:
        if kind == "syntax":
            losses = syntax_loss(model, collate(items))[0]
        elif kind == "event":
            losses = events.event_losses(model, events.collate_events(items, coder))
        else:
            b = events.collate_pairs(items)
            losses = {"relation": F.cross_entropy(events.relation_logits(model, b), b["label"])}
        loss = sum(WEIGHTS.get(k, 1.0) * v for k, v in losses.items())
        for s, g in zip(sums, torch.autograd.grad(loss, gates)):
            s += g.detach() ** 2
    for l in layers:
        l.head_gate = l.ffn_gate = None
    return [(sums[2 * i].flatten(), sums[2 * i + 1]) for i in range(len(layers))]


def choose(scores, keep):
    """The heads and inner columns to keep of each layer, in order; columns in whole panels."""
    units = []
    for i, (heads, columns) in enumerate(scores):
        ranked = heads.argsort(descending=True).tolist()
        units += [(heads[h].item() / HEAD_COST, i, "head", [h]) for h in ranked[LEAST_HEADS:]]
        ranked = columns.argsort(descending=True).tolist()
        panels = [ranked[k : k + PANEL] for k in range(0, len(ranked), PANEL)]
        units += [(columns[p].mean().item() / COLUMN_COST, i, "column", p) for p in panels[1:]]
    total = sum(len(h) * HEAD_COST + len(c) * COLUMN_COST for h, c in scores)
    kept = [(set(range(len(h))), set(range(len(c)))) for h, c in scores]
    left = total
    for _, i, kind, members in sorted(units, key=lambda u: u[0]):
        if left <= keep * total:
            break
        kept[i][kind == "column"].difference_update(members)
        left -= len(members) * (HEAD_COST if kind == "head" else COLUMN_COST)
    return [(sorted(h), sorted(c)) for h, c in kept]


@torch.no_grad()
def narrowed(model, kept):
    widths = [(len(h), len(c)) for h, c in kept]
    small = Model(model.vocab, model.labels, model.suffixes, model.n_layers, model.syntax_layers, widths=widths)
    state = model.state_dict()
    for i, ((heads, columns), layer) in enumerate(zip(kept, model.trunk.layers)):
        p = f"trunk.layers.{i}."
        inner = torch.tensor([h * HEAD + k for h in heads for k in range(HEAD)])
        rows = torch.cat([part * layer.heads * HEAD + inner for part in range(3)])
        columns = torch.tensor(columns)
        for name in ("qkv.weight", "qkv.bias"):
            state[p + name] = state[p + name][rows]
        state[p + "out.weight"] = state[p + "out.weight"][:, inner]
        for name in ("ffn1.weight", "ffn1.bias"):
            state[p + name] = state[p + name][columns]
        state[p + "ffn2.weight"] = state[p + "ffn2.weight"][:, columns]
    small.load_state_dict(state)
    return small


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--model", required=True)
    a.add_argument("--data", required=True)
    a.add_argument("--events", required=True, help="folder of annotated sentences")
    a.add_argument("--plv", help="marked pairs; without them those of the annotated sentences")
    a.add_argument("--keep", type=float, default=0.5, help="share of the trunk's products to keep")
    a.add_argument("--batches", type=int, default=400, help="small batches of each kind to look at")
    a.add_argument("--out", required=True)
    a = a.parse_args()
    torch.set_num_threads(1)
    model, extra = load(a.model)
    kept = choose(importance(model, a), a.keep)
    small = narrowed(model, kept)
    print("heads and inner columns by layer:", small.widths)
    save(a.out, small, extra)


if __name__ == "__main__":
    main()
