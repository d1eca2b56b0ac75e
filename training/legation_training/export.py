"""Write the compact int8 file that the product reads, and sentences with expected answers for its parity test.

    python -m legation_training.export --model DIR/model.pt --out english.safetensors --data DATA --reference reference.json
"""

import argparse
import json
import math

import torch
from safetensors import safe_open
from safetensors.torch import save_file

from . import data, decode
from . import lemma as lemmas
from .batches import Coder, collate
from .evaluate import predict
from .model import HEAD, HIDDEN, Model, QLinear, Quant, load
from .text import MAX_PIECES, MAX_POSITIONS, WordPiece

ABOUT = (
    "Legation English front end. Encoder: all-MiniLM-L6-v2 (Apache-2.0), cut and trained on UD English EWT and GUM "
    "(CC BY-SA / CC BY), Universal NER EWT (CC BY-SA), CrossNER politics (MIT). See models/english.md."
)


def int8_rows(w):
    s = w.abs().amax(1).clamp_min(1e-12) / 127.0
    return (w / s[:, None]).round().clamp(-127, 127).to(torch.int8), s


def tensors(model):
    t = {}

    def linear(name, layer, scale_rows=None):
        w, b = layer.weight.detach().clone().float(), layer.bias.detach().clone().float()
        if scale_rows is not None:
            w[scale_rows] /= math.sqrt(HEAD)
            b[scale_rows] /= math.sqrt(HEAD)
        t[name + ".weight"], t[name + ".scale"] = int8_rows(w)
        t[name + ".bias"] = b

    def norm(name, ln):
        t[name + ".weight"], t[name + ".bias"] = ln.weight.detach().clone(), ln.bias.detach().clone()

    for name, e in (("emb.word", model.trunk.word), ("emb.position", model.trunk.position)):
        t[name + ".weight"], t[name + ".scale"] = int8_rows(e.weight.detach())
    t["emb.case.weight"] = model.trunk.case.weight.detach().clone()
    norm("emb.ln", model.trunk.ln)
    for i, l in enumerate(model.trunk.layers):
        linear(f"layer.{i}.qkv", l.qkv, slice(0, l.heads * HEAD))
        linear(f"layer.{i}.out", l.out)
        norm(f"layer.{i}.ln1", l.ln1)
        linear(f"layer.{i}.ffn1", l.ffn1)
        linear(f"layer.{i}.ffn2", l.ffn2)
        norm(f"layer.{i}.ln2", l.ln2)
    linear("heads.in", model.heads_in)
    a, c = model.s_in["ner"]
    t["heads.in.bias"][a:c] += model.ner_source.weight[0].detach()
    t["suffix.weight"], t["suffix.scale"] = int8_rows(model.suffix.weight.detach())
    linear("tag.out", model.tag_out)
    linear("ner.out", model.ner_out)
    linear("arc.bilinear", model.arc)
    linear("rel.out", model.rel_out)
    if model.events:
        linear("event.in", model.event_in)
        linear("event.out", model.event_out)
        linear("event.actor", model.actor)
        linear("event.recipient", model.recipient)
        t["event.actor.offset"] = model.actor_offset.detach().clone()
        t["event.recipient.offset"] = model.recipient_offset.detach().clone()
    if model.relation:
        linear("relation.hidden", model.relation_hidden)
        linear("relation.out", model.relation_out)
    return {k: v.contiguous() for k, v in t.items()}


def metadata(model, extra):
    s = {"heads.in": model.s_in, "tag.out": model.s_tag}
    if model.events:
        s["event.in"], s["event.out"] = model.s_event_in, model.s_event_out
    config = {
        "version": 3, "layers": model.n_layers, "syntax_layers": model.syntax_layers, "hidden": HIDDEN,
        "heads": [h for h, _ in model.widths], "ffn": [f for _, f in model.widths],
        "max_positions": MAX_POSITIONS, "max_pieces": MAX_PIECES, "vocab_size": len(model.vocab),
        "events": model.events, "relation": "marked" if model.relation else None, "slices": s,
        "thresholds": extra.get("thresholds", {}),
    }
    return {
        "config": json.dumps(config),
        "vocab": json.dumps(model.vocab, ensure_ascii=False),
        "labels": json.dumps(model.labels, ensure_ascii=False),
        "suffixes": json.dumps(model.suffixes, ensure_ascii=False),
        "lemma_exceptions": json.dumps(extra.get("lemma_exceptions", {}), ensure_ascii=False, sort_keys=True),
        "about": ABOUT,
    }


def lemma_exceptions(model, data_dir, least=3):
    """Forms whose lemma the training data always gives the same and the rules get wrong."""
    coder = Coder(WordPiece(model.vocab), model.labels, model.suffixes)
    ewt, gum, _, _ = data.load(data_dir, "train")
    seen = {}
    for s in ewt + gum:
        for w, u, l in zip(s.words, s.upos, s.lemma):
            c = seen.setdefault(f"{w.lower()}|{u}", {})
            c[l] = c.get(l, 0) + 1
    sure = {k: next(iter(c)) for k, c in seen.items() if len(c) == 1 and sum(c.values()) >= least}
    Quant.on = True
    out = {}
    for s, p in zip(ewt + gum, predict(model, coder, ewt + gum)):
        if p:
            for w, u, l in zip(s.words, p["upos"], p["lemma"]):
                k = f"{w.lower()}|{u}"
                if k in sure and sure[k] != l:
                    out[k] = sure[k]
    Quant.on = False
    return out


SENTENCES = [
    "Foreign Minister Eli Cohen met in Baku with Azerbaijan President Ilham Aliyev on Wednesday .",
    "TURKEY EXPELS TEN AMBASSADORS OVER KAVALA STATEMENT",
    "Russia , China Hold Joint Naval Drills in Sea of Japan",
    "“ We do n’t want war , ” said the U.S. envoy … “ but we ’ll defend ourselves . ”",
    "The ministry said it would expel two Iranian diplomats unless Tehran apologised for the drone strike .",
    "Trade between the two countries reached $ 3 billion last year , up 12.5 % from 2021 .",
    "he went home",
    "Erdoğan , Recep Tayyip : “ Türkiye will not bow . ”",
    "At least 14 people were killed and dozens wounded when a car bomb exploded near the airport in Mogadishu .",
    "The European Union on Monday imposed sanctions on eight officials and three entities from Belarus .",
    "North Korea has n't replied to the South 's offer of talks .",
    "Mr. Kim 's sister , Kim Yo - jong , called the offer foolish .",
    "Thousands of protesters marched through Tbilisi demanding the resignation of the government .",
    "A",
    "Officials in the Democratic Republic of Congo denied reports that M23 rebels had seized Bunagana .",
    "http://www.mfa.gov.az/en/news/2023-04-19 : joint communiqué № 7 — signed 東京 by both sides antidisestablishmentarianistically",
    "In 1991 , the two states established diplomatic relations ; an embassy followed in March .",
    "France recalled its ambassador from Canberra for consultations after Australia scrapped a submarine deal .",
    "The Kremlin rejected the allegations as baseless , and Moscow 's troops stayed put .",
    "If talks fail , NATO could deploy more battalions to Estonia , Latvia and Lithuania , the alliance 's chief warned .",
    "NATO",
    "They have agreed to release 20 prisoners each .",
]


@torch.no_grad()
def reference(model, extra):
    """Answers of the int8-simulating pass, a sentence at a time."""
    model.eval()
    Quant.on = True
    coder = Coder(WordPiece(model.vocab), model.labels, model.suffixes)
    labels = model.labels
    out = []
    for text in SENTENCES:
        s = data.Sentence(text.split())
        e = coder.encode(s)
        b = collate([e])
        x, deep = model.encode_both(b["ids"], b["case"])
        h, deep = model.words(x, b["first"]), model.words(deep, b["first"])
        z = model.heads(h, b["suffix"])
        tags = model.tag_out(z["tag"][:, 1:])[0]
        ner = model.ner_out(z["ner"][:, 1:])[0]
        arc = model.arc_scores(z)[0]
        p = predict(model, coder, [s], exceptions=extra.get("lemma_exceptions"))[0]

        def r(v):
            return [round(float(q), 5) for q in v]

        item = {
            "words": s.words, "ids": e["ids"], "case": e["case"], "first": e["first"],
            "hidden0": r(x[0, 0, :8]), "word1": r(h[0, 1, :8]), **p,
            "upos_logits": [r(row) for row in tags[:, slice(*model.s_tag["upos"])]],
            "ner_logits": [r(row) for row in ner],
            "arc": [[None if j == i + 1 else round(float(v), 4) for j, v in enumerate(row)] for i, row in enumerate(arc)],
        }
        if model.events:
            ev = model.event_heads(deep)
            lab = model.event_out(ev["label"][:, 1:])[0]
            for k, (a, c) in model.s_event_out.items():
                item[k] = [labels[k][j] for j in lab[:, a:c].argmax(-1)]
            a, c = model.s_event_out["trigger"]
            item["trigger_logits"] = [r(row) for row in lab[:, a:c]]
            act, rec = model.argument_scores(ev)
            item["actor"] = [r(row) for row in act[0].sigmoid()]
            item["recipient"] = [r(row) for row in rec[0].sigmoid()]
        out.append(item)
    Quant.on = False
    return out


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--model", required=True)
    a.add_argument("--out", required=True)
    a.add_argument("--data", help="where the treebanks are, to collect lemma exceptions")
    a.add_argument("--reference")
    a = a.parse_args()
    model, extra = load(a.model)
    if a.data:
        extra["lemma_exceptions"] = lemma_exceptions(model, a.data)
        print("lemma exceptions", len(extra["lemma_exceptions"]))
    t = tensors(model)
    save_file(t, a.out, metadata(model, extra))
    with safe_open(a.out, "pt") as f:
        size = sum(v.numel() * v.element_size() for v in t.values())
        print(a.out, len(f.keys()), "tensors", round(size / 1e6, 2), "MB")
    if a.reference:
        json.dump({"sentences": reference(model, extra)}, open(a.reference, "w"), ensure_ascii=False)


if __name__ == "__main__":
    main()
