"""Figures on the development sets, gold tokens, in float and as int8."""

import argparse
import json

import torch

from . import data, decode
from . import lemma as lemmas
from .batches import Coder, collate
from .model import Quant, load
from .text import WordPiece


@torch.no_grad()
def predict(model, coder, sentences, budget=3000, exceptions=None):
    """Per sentence a dict of labels; None for one that is too long."""
    model.eval()
    labels = model.labels
    enc = [coder.encode(s) for s in sentences]
    order = sorted((i for i, e in enumerate(enc) if e), key=lambda i: len(enc[i]["ids"]))
    out = [None] * len(sentences)
    exceptions = exceptions or {}
    while order:
        n = 1
        while n < len(order) and len(enc[order[n]]["ids"]) * (n + 1) <= budget:
            n += 1
        part, order = order[:n], order[n:]
        b = collate([enc[i] for i in part])
        x = model.encode(b["ids"], b["case"])
        h = model.words(x, b["first"])
        z = model.heads(h, b["suffix"])
        tags = model.tag_out(z["tag"][:, 1:])
        ner = model.ner_out(z["ner"][:, 1:]).numpy()
        arc = model.arc_scores(z).numpy()
        best = {k: tags[..., a:c].argmax(-1).numpy() for k, (a, c) in model.s_tag.items()}
        heads = torch.zeros(b["first"].shape, dtype=torch.long)
        for j, i in enumerate(part):
            n_words = len(sentences[i].words)
            m = torch.full((n_words + 1, n_words + 1), -1e9).numpy()
            m[1:] = arc[j, :n_words, : n_words + 1]
            heads[j, :n_words] = torch.from_numpy(decode.tree(m)[1:])
        rel = model.rel_logits(z, heads)
        root = labels["deprel"].index("root")
        rel[..., root] = torch.where(heads == 0, 1e9, -1e9)
        rel = rel.argmax(-1).numpy()
        for j, i in enumerate(part):
            s, n_words = sentences[i], len(sentences[i].words)
            p = {k: [labels[k][t] for t in best[k][j, :n_words]] for k in best}
            p["lemma"] = [
                exceptions.get(f"{w.lower()}|{u}") or lemmas.apply(r, w) for w, u, r in zip(s.words, p["upos"], p["lemma"])
            ]
            p["head"] = heads[j, :n_words].tolist()
            p["deprel"] = [labels["deprel"][t] for t in rel[j, :n_words]]
            p["ner"] = decode.bio(ner[j, :n_words], labels["ner"])
            out[i] = p
    return out


def score(sentences, preds, types=("PER", "LOC", "ORG")):
    """Percentages; sentences too long to code count as wrong in all."""
    c = dict.fromkeys(("upos", "xpos", "feats", "lemma", "uas", "las"), 0)
    n = tp = fp = fn = 0
    for s, p in zip(sentences, preds):
        if s.head is not None:
            n += len(s.words)
            if p:
                for i in range(len(s.words)):
                    for k in ("upos", "xpos", "feats", "lemma"):
                        c[k] += p[k][i] == getattr(s, k)[i]
                    ok = p["head"][i] == s.head[i]
                    c["uas"] += ok
                    c["las"] += ok and p["deprel"][i] == s.deprel[i]
        if s.ner is not None:
            g = {x for x in decode.spans(s.ner) if x[2] in types}
            q = {x for x in decode.spans(p["ner"]) if x[2] in types} if p else set()
            tp += len(g & q)
            fp += len(q - g)
            fn += len(g - q)
    r = {k: round(100 * v / n, 2) for k, v in c.items()} if n else {}
    if tp + fn:
        r["ner"] = round(200 * tp / (2 * tp + fp + fn), 2)
    return r


def report(model, data_dir, int8=True, limit=None, exceptions=None):
    coder = Coder(WordPiece(model.vocab), model.labels, model.suffixes)
    ewt, gum, cross, uner = data.load(data_dir, "dev")
    out = {}
    for name in ("float", "int8") if int8 else ("float",):
        Quant.on = name == "int8"
        for label, sents, types in (
            ("ewt", ewt[:limit], ("PER", "LOC", "ORG")),
            ("gum", gum[:limit], data.NAME_TYPES),
            ("uner", [] if limit else uner, ("PER", "LOC", "ORG")),
            ("crossner", [] if limit else cross, data.NAME_TYPES),
        ):
            if not sents or (label == "uner" and all(s.ner for s in ewt)):
                continue
            out[f"{label} {name}"] = score(sents, predict(model, coder, sents, exceptions=exceptions), types)
    Quant.on = False
    return out


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--model", required=True)
    a.add_argument("--data", required=True)
    a = a.parse_args()
    model, extra = load(a.model)
    for k, v in report(model, a.data, exceptions=extra.get("lemma_exceptions")).items():
        print(k, json.dumps(v))


if __name__ == "__main__":
    main()
