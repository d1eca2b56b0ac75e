"""The mean of models that went on from the same one with different seeds: better than any of them on unseen text, and no slower.

    python -m legation_training.average OUT.pt MODEL.pt MODEL.pt [MODEL.pt ...]
"""

import sys
from pathlib import Path

import torch


def main():
    out, *paths = sys.argv[1:]
    models = [torch.load(p, weights_only=False) for p in paths]
    if len(models) < 2 or any(m["widths"] != models[0]["widths"] or m["vocab"] != models[0]["vocab"] for m in models):
        raise SystemExit("give two or more models of one shape and vocabulary")
    state = models[0]["state"]
    for k, v in state.items():
        if v.dtype.is_floating_point:
            state[k] = sum(m["state"][k] for m in models) / len(models)
    torch.save(models[0], Path(out))


if __name__ == "__main__":
    main()
