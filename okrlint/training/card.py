"""The figures and the card of a model, written beside it."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from okrlint.analysis.classifier import Classifier
from okrlint.analysis.model_files import DESCRIPTION, ENCODER, TOKENIZER, load
from okrlint.training.corpus import REALWORLD, Item, read
from okrlint.training.evaluate import evaluate
from okrlint.training.measured import rounded
from okrlint.training.split import Split

METRICS = "metrics.json"
CARD = "card.md"


def real_items() -> list[Item]:
    """The labelled key results of real documents; none where they are not at hand."""
    folder = os.environ.get(REALWORLD)
    return list(read(Path(folder) / "labels.jsonl")) if folder else []


def figures(classifier: Classifier, test: Sequence[Item]) -> dict[str, Any]:
    """The figures of a model on the test side of the corpus, and on real documents where they are at hand."""
    found = {
        part: evaluate([item for item in test if item.part == part], classifier)
        for part in ("natural", "hard", "rare")
        if any(item.part == part for item in test)
    }
    real = real_items()
    if real:
        found["real"] = evaluate(real, classifier, "organisation")
    return dict(rounded(found))


def write_metrics(folder: Path, split: Split) -> None:
    """Measure the model in a folder, and write its figures and its card there."""
    found = figures(Classifier(load(folder)), split.test)
    (folder / METRICS).write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    write_card(folder)


def _number(value: Any) -> str:
    return "–" if value is None else f"{value:.3f}"


def _interval(value: Sequence[float]) -> str:
    return f"{value[0]:.2f} to {value[1]:.2f}"


_TITLES = {
    "natural": "corpus, unseen writers",
    "hard": "corpus, minimal pairs",
    "rare": "corpus, rare labels",
    "real": "real documents",
}


def table(found: Mapping[str, Any]) -> str:
    """The headline figures as a Markdown table."""
    head = (
        "| measured on | key results | macro-F1 | 95 % interval | mean accuracy by group | calibration error "
        "| uncertain | measured | binary F1 |"
    )
    rows = [head, "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"]
    for name, title in _TITLES.items():
        if name in found:
            one = found[name]
            outcome = one["outcome"]
            cells = (
                title,
                str(one["items"]),
                _number(outcome["macro_f1"]),
                _interval(outcome["macro_f1_interval_over_groups"]),
                _number(outcome["mean_accuracy_by_group"]),
                _number(outcome["calibration_error"]),
                _number(one["abstention"]["uncertain"]),
                _number(one["measured"]["accuracy"]),
                _number(one["flags"]["binary"]["f1"]),
            )
            rows.append("| " + " | ".join(cells) + " |")
    return "\n".join(rows) + "\n"


def _flags(found: Mapping[str, Any]) -> str:
    """F1 of the labels that are yes or no, on the parts of the corpus that have enough of them."""
    rows = ["| label | F1, unseen writers | items | F1, rare labels | items |", "| --- | --- | --- | --- | --- |"]
    for flag in ("binary", "individual", "gameable", "health"):
        cells = [flag]
        for part in ("natural", "rare"):
            one = found.get(part, {}).get("flags", {}).get(flag)
            cells += [_number(one["f1"]), str(one["positive"])] if one else ["–", "–"]
        rows.append("| " + " | ".join(cells) + " |")
    return "\n".join(rows) + "\n"


_CARD = """# The classifier "{name}"

Tells whether a key result is an outcome, an output or an activity, whether it is measured, whether it is done or not
done, about one person, gameable, or keeps a level; marks its parts (actor, action, deliverable, metric, …); and tells
what an objective is. It reads one English sentence at a time and runs offline.

- **Made from** {pretrained} ({licence}, {origin}), fine-tuned on {items} key results of `corpus/`
  (checksum of the training side {corpus}), seed {seed}, {epochs} epochs. The seed was fixed before anything was
  measured.
- **Files:** `encoder.onnx` {size:.1f} MB with 8-bit weights, `tokenizer.json`, `model.json` (checksums, calibration,
  thresholds). No pickle. Every sentence is run alone, so that its probabilities do not depend on others.
- **Abstains** where the probability of an outcome lies between {low} and {high}; what has a third or more is
  called an outcome, because accusing one costs more trust than overlooking work.

## How good it is

{table}
Macro-F1 is for outcome against output-style, uncertain verdicts included; intervals draw whole groups (domains,
organisations). Real documents are published OKRs labelled by three annotators, on which nothing was trained; the seeds
and the alternatives are compared in the decision record.

{flags}
Minimal pairs with both verdicts right: {pairs}.

## What it is not for

It does not know the team. It cannot tell a good metric from a bad one, nor whether a target is ambitious; other rules
say something about that, or nobody does. It reads English; a sentence in another language is left unjudged. Do not use
it to rate people.
"""


def card(folder: Path) -> str:
    """The card of the model in a folder, from its description and figures."""
    description = json.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))
    found = json.loads((folder / METRICS).read_text(encoding="utf-8"))
    training, pretrained = description["training"], description["pretrained"]
    pairs = found.get("hard", {}).get("pairs")
    low, high = description["uncertain"]
    return _CARD.format(
        name=folder.name,
        pretrained=pretrained["name"],
        licence=pretrained["licence"],
        origin=pretrained["origin"],
        items=training["items"],
        corpus=training["corpus_sha256"][:16],
        seed=training["seed"],
        epochs=training["epochs"],
        size=sum((folder / name).stat().st_size for name in (ENCODER, TOKENIZER)) / 1e6,
        low=low,
        high=high,
        table=table(found),
        flags=_flags(found),
        pairs=f"{_number(pairs['both_right'])} of {pairs['pairs']}" if pairs else "–",
    )


def write_card(folder: Path) -> None:
    """Write the card of a model beside it."""
    (folder / CARD).write_text(card(folder), encoding="utf-8")
