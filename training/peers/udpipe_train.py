#!/usr/bin/env python3
"""Train UDPipe 1 on a treebank.

usage: udpipe_train.py TRAIN.conllu DEV.conllu MODEL.udpipe [--reduced | --for-speed | --quick]
"""

import argparse
import time

from ufal.udpipe import InputFormat, ProcessingError, Sentence, Sentences, Trainer

TOKENIZER = "dimension=64;epochs=100;batch_size=50;learning_rate=0.005;dropout=0.1;early_stopping=1"
TAGGER = (
    "models=2;"
    "templates_1=lemmatizer;guesser_suffix_rules_1=8;guesser_enrich_dictionary_1=6;guesser_prefixes_max_1=4;"
    "use_lemma_1=1;use_xpostag_1=1;use_feats_1=1;provide_lemma_1=1;provide_xpostag_1=0;provide_feats_1=0;"
    "templates_2=tagger;guesser_suffix_rules_2=8;guesser_enrich_dictionary_2=6;guesser_prefixes_max_2=0;"
    "use_lemma_2=1;use_xpostag_2=1;use_feats_2=1;provide_lemma_2=0;provide_xpostag_2=1;provide_feats_2=1"
)
PARSER = (
    "iterations=30;embedding_upostag=20;embedding_feats=20;embedding_xpostag=0;embedding_form=50;embedding_lemma=0;"
    "embedding_deprel=20;learning_rate=0.02;learning_rate_final=0.001;l2=0.5;hidden_layer=200;batch_size=10;"
    "transition_system=projective;transition_oracle=dynamic;structured_interval=8"
)
# An hour instead of a day: fewer rounds, and no search for better transitions. A model made so runs as fast as the full one.
REDUCED = {
    "tokenizer": TOKENIZER.replace("dimension=64;epochs=100", "dimension=24;epochs=10"),
    "tagger": TAGGER + ";iterations=8",
    "parser": PARSER.replace("iterations=30", "iterations=6").replace("structured_interval=8", "structured_interval=0"),
}
# As large as the full model, and so as slow, but hardly trained: for timings alone.
FOR_SPEED = {
    "tokenizer": TOKENIZER.replace("epochs=100", "epochs=3"),
    "tagger": TAGGER + ";iterations=2",
    "parser": PARSER.replace("iterations=30", "iterations=1").replace("structured_interval=8", "structured_interval=0"),
}
QUICK = {
    "tokenizer": "dimension=16;epochs=1;early_stopping=0",
    "tagger": "models=1;iterations=1",
    "parser": "iterations=1;hidden_layer=20;embedding_form=10;structured_interval=0",
}


def read(path, limit=None):
    """The sentences of a treebank, or the first `limit` of them."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    reader = InputFormat.newConlluInputFormat()
    reader.setText(text)
    sentences, error = Sentences(), ProcessingError()
    while limit is None or len(sentences) < limit:
        sentence = Sentence()
        if not reader.nextSentence(sentence, error):
            break
        sentences.append(sentence)
    if error.occurred():
        raise SystemExit(f"{path}: {error.message}")
    return sentences


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("train")
    parser.add_argument("dev")
    parser.add_argument("model")
    parser.add_argument("--quick", action="store_true", help="a poor model from few sentences, to try the commands with")
    parser.add_argument("--reduced", action="store_true", help="fewer rounds of training; the speed is that of the full model")
    parser.add_argument("--for-speed", action="store_true", help="the full model's size, hardly trained: for timings alone")
    args = parser.parse_args()
    full = {"tokenizer": TOKENIZER, "tagger": TAGGER, "parser": PARSER}
    options = QUICK if args.quick else REDUCED if args.reduced else FOR_SPEED if args.for_speed else full
    train = read(args.train, 300 if args.quick else None)
    dev = read(args.dev, 50 if args.quick else None)
    start, error = time.monotonic(), ProcessingError()
    model = Trainer.train(
        "morphodita_parsito", train, dev, options["tokenizer"], options["tagger"], options["parser"], error
    )
    if error.occurred():
        raise SystemExit(error.message)
    if isinstance(model, str):
        model = model.encode("utf-8", "surrogateescape")
    with open(args.model, "wb") as file:
        file.write(model)
    print(f"{args.model}: {len(train)} sentences, {len(model):,} bytes, {time.monotonic() - start:.0f} s")


if __name__ == "__main__":
    main()
