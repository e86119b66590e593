"""What kinds of judges are worth their price: macro-F1 and calibration of simple judges and of encoders.

Trains every design on the training side of the corpus and measures it on unseen writers and, where
`OKRLINT_REALWORLD` names their folder, on real documents. Simple judges take a minute. `--layers 6 4 3` also fine-tunes
encoders with so many layers, ten minutes each on two cores; `--kept 0 1 2 4 5` lets these layers learn what all six
say, as the model that ships does; `--sizes 1000 2000` trains six layers on a part of the corpus: the learning curve.
Needs `pip install "okrlint[train]"`.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline, make_union

from okrlint.core.labels import OUTCOME_FROM
from okrlint.training import metrics
from okrlint.training.build import learn
from okrlint.training.card import real_items
from okrlint.training.corpus import Item
from okrlint.training.encoder import encode, tokenizer_of
from okrlint.training.evaluate import group_of, scored
from okrlint.training.learn import Recipe
from okrlint.training.pretrained import pretrained
from okrlint.training.scores import label_logits, label_probabilities
from okrlint.training.split import Split, corpus_split

VERBS = (
    "launch|build|ship|deliver|create|implement|release|publish|develop|deploy|design|write|add|complete|finish|roll|"
    "migrate|hire|recruit|train|run|hold|organi[sz]e|host|conduct|set|establish|define|document|introduce|draft|produce|"
    "prepare|open|start|sign|install|integrate|make|provide|update|redesign|rebuild|rewrite|automate|test|review|"
    "identify|research"
)
_DELIVERY = re.compile(rf"(?:{VERBS})\b", re.IGNORECASE)

Judge = Callable[[Sequence[Item]], Any]
"""Probabilities of an outcome, [items]."""


def never(items: Sequence[Item]) -> Any:
    """Everything is output-style."""
    return numpy.zeros(len(items))


def digit(items: Sequence[Item]) -> Any:
    """What has a digit is an outcome."""
    return numpy.array([float(bool(re.search(r"\d", item.text))) for item in items])


def verbs(items: Sequence[Item]) -> Any:
    """What does not begin with a verb of delivery is an outcome."""
    return numpy.array([float(not _DELIVERY.match(item.text)) for item in items])


def digit_or_verb(items: Sequence[Item]) -> Any:
    """What has a digit and does not begin with a verb of delivery is an outcome."""
    return digit(items) * verbs(items)


def _is_outcome(items: Sequence[Item]) -> Any:
    return numpy.array([item.kind == "outcome" for item in items])


def n_grams(train: Sequence[Item]) -> Judge:
    """Logistic regression on words, pairs of words, and letters."""
    features = make_union(
        TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=3, sublinear_tf=True),
    )
    model = make_pipeline(features, LogisticRegression(C=4.0, max_iter=2000))
    model.fit([item.text for item in train], _is_outcome(train))
    return lambda items: model.predict_proba([item.text for item in items])[:, 1]


def frozen(train: Sequence[Item]) -> Judge:
    """Logistic regression on the vectors of the encoder as it was published."""
    import torch

    from okrlint.training.encoder import Encoder

    model, tokenizer = Encoder(pretrained()).eval(), tokenizer_of(pretrained())

    def vectors(items: Sequence[Item]) -> Any:
        """The mean token vectors of sentences, [items, width], and whether they have a digit or a per cent sign."""
        found = []
        with torch.inference_mode():
            for start in range(0, len(items), 64):
                batch, _ = encode(tokenizer, [item.text for item in items[start : start + 64]])
                states = model.body(**batch._asdict()).last_hidden_state
                mask = batch.attention_mask.unsqueeze(-1)
                found.append(((states * mask).sum(1) / mask.sum(1)).numpy())
        signs = [[float(bool(re.search(r"\d", item.text))), float("%" in item.text)] for item in items]
        return numpy.hstack([numpy.concatenate(found), numpy.array(signs)])

    head = LogisticRegression(max_iter=3000).fit(vectors(train), _is_outcome(train))
    return lambda items: head.predict_proba(vectors(items))[:, 1]


def part_of(split: Split, size: int) -> Split:
    """A split that learns from whole documents drawn at random, with about `size` key results in all."""
    documents: dict[str, list[Item]] = {}
    for item in split.train:
        documents.setdefault(item.document, []).append(item)
    names = sorted(documents)
    random.Random(7).shuffle(names)  # noqa: S311 - nothing secret
    kept: list[Item] = []
    for name in names:
        if len(kept) < size:
            kept += documents[name]
    return split._replace(train=kept)


def fine_tuned(split: Split, recipe: Recipe) -> Judge:
    """An encoder, fine-tuned and calibrated as `okrlint train` does."""
    trained = learn(split, recipe, lambda *_: None)

    def probabilities(items: Sequence[Item]) -> Any:
        """The calibrated probabilities of outcomes."""
        logits = label_logits(trained.model, trained.tokenizer, [item.text for item in items])
        return label_probabilities({"kind": trained.calibration["kind"]}, logits)["kind"][:, 0]

    return probabilities


def row(name: str, judge: Judge, sets: Sequence[tuple[Sequence[Item], str]]) -> str:
    """A line of the table: macro-F1, mean accuracy by group and calibration error on every set."""
    cells = [name]
    for items, by in sets:
        true, shares = _is_outcome(items), numpy.asarray(judge(items))
        said = shares >= OUTCOME_FROM
        groups = [group_of(item, by) for item in items]
        figures = metrics.macro_f1(true, said), metrics.group_accuracy(true, said, groups)
        cells += [f"{figure:.3f}" for figure in (*figures, metrics.calibration_error(true, shares))]
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--layers", type=int, nargs="*", default=[])
    parser.add_argument("--kept", type=int, nargs="*", default=[], help="layers that learn what all six of them say")
    parser.add_argument("--seeds", type=int, nargs="*", default=[1])
    parser.add_argument("--sizes", type=int, nargs="*", default=[], help="learn from so many key results alone")
    parser.add_argument("--runs", type=int, default=2, help="runs whose weights are averaged")
    given = parser.parse_args()
    split = corpus_split(given.corpus)
    train = [item for item in scored(split.train) if item.part == "natural"]
    sets = [([item for item in scored(split.test) if item.part == "natural"], "domain")]
    if real := scored(real_items()):
        sets.append((real, "organisation"))
    print("| judge |" + " macro-F1 | by group | calibration error |" * len(sets))
    print("| --- |" + " --- | --- | --- |" * len(sets))
    simple = {"always output-style": never, "a digit": digit, "no verb of delivery first": verbs, "both": digit_or_verb}
    for name, judge in simple.items():
        print(row(name, judge, sets), flush=True)
    print(row("TF-IDF, logistic regression", n_grams(train), sets), flush=True)
    print(row("frozen encoder, logistic regression", frozen(train), sets), flush=True)
    for layers in given.layers:
        for seed in given.seeds:
            judge = fine_tuned(split, Recipe(seed=seed, layers=layers, runs=given.runs, kept=()))
            print(row(f"fine-tuned, {layers} layers, seed {seed}", judge, sets), flush=True)
    for seed in given.seeds if given.kept else ():
        judge = fine_tuned(split, Recipe(seed=seed, runs=given.runs, kept=tuple(given.kept)))
        print(row(f"distilled, {len(given.kept)} layers, seed {seed}", judge, sets), flush=True)
    for size in given.sizes:
        part = part_of(split, size)
        judge = fine_tuned(part, Recipe(runs=given.runs, kept=()))
        print(row(f"fine-tuned on {len(part.train):,} key results", judge, sets), flush=True)


if __name__ == "__main__":
    main()
