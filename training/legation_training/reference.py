"""Answers of an exported parameter file, for the product's parity test.

    python -m legation_training.reference --model models/english.safetensors --out crates/legation-english/tests/reference.json

The file is read back into the training program's own model, which then computes with signed bytes as the product does:
so whatever lies between the two programs, from words to trees, is compared on the parameters that are shipped.
"""

import argparse
import json
import math

import torch
from safetensors import safe_open

from . import events, export
from .model import HEAD, Model, Quant
from .text import SRC, SRC_END, TGT, TGT_END, WordPiece

# A sentence and its words of source and target, half-open.
PAIRS = [
    ("Foreign Minister Eli Cohen met in Baku with Azerbaijan President Ilham Aliyev on Wednesday .", (2, 4), (9, 11)),
    ("Foreign Minister Eli Cohen met in Baku with Azerbaijan President Ilham Aliyev on Wednesday .", (9, 11), (2, 4)),
    ("TURKEY EXPELS TEN AMBASSADORS OVER KAVALA STATEMENT", (0, 1), (3, 4)),
    ("The European Union on Monday imposed sanctions on eight officials and three entities from Belarus .", (1, 3), (14, 15)),
    ("France recalled its ambassador from Canberra for consultations after Australia scrapped a submarine deal .", (0, 1), (9, 10)),
    ("Hamas has rejected Israel 's offer , Egypt 's foreign ministry said .", (0, 1), (3, 4)),
    ("Washington will send 500 more troops to Estonia .", (0, 1), (7, 8)),
]


def load(path):
    """The model of an exported file, and what else the file holds."""
    f = safe_open(path, "pt")
    meta = {k: json.loads(v) for k, v in f.metadata().items() if k != "about"}
    config = meta["config"]
    model = Model(meta["vocab"], meta["labels"], meta["suffixes"], config["layers"], config["syntax_layers"],
                  widths=list(zip(config["heads"], config["ffn"])))

    def table(name):
        return f.get_tensor(name + ".weight").float() * f.get_tensor(name + ".scale")[:, None]

    def linear(name, layer, unscaled=slice(0, 0)):
        weight, bias = table(name), f.get_tensor(name + ".bias").clone()
        for part in (weight, bias):
            part[unscaled] *= math.sqrt(HEAD)
        layer.weight.data, layer.bias.data = weight, bias

    def norm(name, layer):
        layer.weight.data, layer.bias.data = f.get_tensor(name + ".weight"), f.get_tensor(name + ".bias")

    trunk = model.trunk
    trunk.word.weight.data, trunk.position.weight.data = table("emb.word"), table("emb.position")
    trunk.case.weight.data = f.get_tensor("emb.case.weight")
    norm("emb.ln", trunk.ln)
    for i, layer in enumerate(trunk.layers):
        linear(f"layer.{i}.qkv", layer.qkv, slice(0, layer.heads * HEAD))
        for name in ("out", "ffn1", "ffn2"):
            linear(f"layer.{i}.{name}", getattr(layer, name))
        for name in ("ln1", "ln2"):
            norm(f"layer.{i}.{name}", getattr(layer, name))
    heads = {"heads.in": model.heads_in, "tag.out": model.tag_out, "ner.out": model.ner_out, "arc.bilinear": model.arc, "rel.out": model.rel_out}
    if model.events:
        heads |= {"event.in": model.event_in, "event.out": model.event_out, "event.actor": model.actor, "event.recipient": model.recipient}
        model.actor_offset.data = f.get_tensor("event.actor.offset")
        model.recipient_offset.data = f.get_tensor("event.recipient.offset")
    if model.relation:
        heads |= {"relation.hidden": model.relation_hidden, "relation.out": model.relation_out}
    for name, layer in heads.items():
        linear(name, layer)
    model.suffix.weight.data = table("suffix")
    model.eval()
    return model, meta


@torch.no_grad()
def first_layer(model, sentence):
    """What the first layer makes of a sentence: the beginning of each row, before small differences have grown."""
    Quant.on = True
    x = model.trunk(torch.tensor([sentence["ids"]]), torch.tensor([sentence["case"]]), [1])[0][0]
    Quant.on = False
    return [[round(float(v), 3) for v in row] for row in x[:, :4]]


@torch.no_grad()
def relations(model):
    """Probabilities of the relation labels for each marked pair."""
    Quant.on = True
    wp, out = WordPiece(model.vocab), []
    for text, source, target in PAIRS:
        words, segments, done = text.split(), [], 0
        for (a, b), opening, closing in sorted([(source, SRC, SRC_END), (target, TGT, TGT_END)]):
            segments += [words[done:a], opening, words[a:b], closing]
            done = b
        segments.append(words[done:])
        batch = events.collate_pairs([events.encode_pair(events.Pair(segments, 0, text), wp)])
        p = events.relation_logits(model, batch).softmax(-1)[0]
        out.append({"words": words, "source": source, "target": target, "probabilities": [round(float(x), 3) for x in p]})
    Quant.on = False
    return out


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--model", required=True)
    a.add_argument("--out", required=True)
    a = a.parse_args()
    torch.set_num_threads(1)
    model, meta = load(a.model)
    sentences = export.reference(model, {"lemma_exceptions": meta["lemma_exceptions"]})
    for s in sentences:
        s["first_layer"] = first_layer(model, s)
        for k in ("upos_logits", "ner_logits", "arc", "trigger_logits", "actor", "recipient"):
            if k in s:
                s[k] = [[None if v is None else round(v, 2) for v in row] for row in s[k]]
    answers = {"sentences": sentences, "pairs": relations(model) if model.relation else []}
    with open(a.out, "w", encoding="utf-8") as f:
        json.dump(answers, f, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    main()
