#!/usr/bin/env python3
"""Train a spaCy pipeline of the size of its small English models (tagger and parser) on a treebank.

usage: spacy_train.py TRAIN.conllu DEV.conllu FOLDER [--steps 400]

Its published models are not on PyPI. How long it is trained changes what it answers, not how fast: a few hundred steps make a
pipeline to time, some ten thousand one to compare answers with.
"""

import argparse
import tempfile
from pathlib import Path

from spacy.cli.convert import convert
from spacy.cli.init_config import init_config
from spacy.training.initialize import init_nlp
from spacy.training.loop import train


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("train", type=Path)
    parser.add_argument("dev", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--steps", type=int, default=400)
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        scratch = Path(scratch)
        for part in (args.train, args.dev):
            convert(part, scratch, converter="conllu", file_type="spacy", n_sents=10, silent=True)
        config = init_config(lang="en", pipeline=["tagger", "parser"], optimize="efficiency", gpu=False)
        config["paths"]["train"] = str(scratch / (args.train.stem + ".spacy"))
        config["paths"]["dev"] = str(scratch / (args.dev.stem + ".spacy"))
        config["training"]["max_steps"] = args.steps
        config["training"]["eval_frequency"] = args.steps
        train(init_nlp(config), args.folder)
    print(f"{args.folder / 'model-best'}: {args.steps} steps")


if __name__ == "__main__":
    main()
