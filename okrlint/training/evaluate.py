"""Hold what the classifier says against labels that people gave."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy

from okrlint.core.labels import FLAGS, KINDS, OUTCOME_FROM, PARTS, Labels, ObjectiveLabels
from okrlint.training import metrics
from okrlint.training.corpus import UNCLEAR, Item

FEWEST = 15
"""Items that a group needs before its own accuracy is shown."""


class Judge(Protocol):
    """Whatever labels key results and objectives."""

    def labels(self, text: str, objective: str = "") -> Labels:
        """The labels of a key result."""
        ...

    def objective(self, objective: str) -> ObjectiveLabels:
        """The labels of an objective."""
        ...


@dataclass(frozen=True, slots=True)
class Judged:
    """An item with what the classifier says of it."""

    item: Item
    labels: Labels

    @property
    def is_outcome(self) -> bool:
        """Whether people call it an outcome."""
        return self.item.kind == "outcome"

    @property
    def says_outcome(self) -> bool:
        """Whether the classifier thinks so, also where it is uncertain."""
        return self.labels.probabilities["outcome"] >= OUTCOME_FROM


def scored(items: Iterable[Item]) -> list[Item]:
    """The items that count: readable, and all annotators agree where several are named ("unanimous")."""
    return [item for item in items if item.kind != UNCLEAR and item.more.get("unanimous", True)]


def judge(items: Iterable[Item], classifier: Judge) -> list[Judged]:
    """The items that count with their labels."""
    return [Judged(item, classifier.labels(item.text, item.objective)) for item in scored(items)]


def group_of(item: Item, key: str) -> str:
    """The group of an item: its domain, document, …, or any other field of its line."""
    found = getattr(item, key, None) or item.more.get(key) or item.more.get({"document": "doc"}.get(key, key))
    return str(found or "")


def _headline(judged: Sequence[Judged], groups: Sequence[str], documents: Sequence[str]) -> dict[str, Any]:
    """Outcome against the rest."""
    true = numpy.array([one.is_outcome for one in judged])
    said = numpy.array([one.says_outcome for one in judged])
    shares = numpy.array([one.labels.probabilities["outcome"] for one in judged])

    def macro_f1(rows: Any) -> float:
        """Macro-F1 of some rows."""
        return metrics.macro_f1(true[rows], said[rows])

    def mean_accuracy(rows: Any) -> float:
        """Mean accuracy over the groups of some rows."""
        return metrics.group_accuracy(true[rows], said[rows], [groups[row] for row in rows])

    return {
        "macro_f1": metrics.macro_f1(true, said),
        "macro_f1_interval_over_groups": metrics.bootstrap(groups, macro_f1),
        "macro_f1_interval_over_documents": metrics.bootstrap(documents, macro_f1),
        "accuracy": metrics.accuracy(true, said),
        "mean_accuracy_by_group": metrics.group_accuracy(true, said, groups),
        "mean_accuracy_interval_over_groups": metrics.bootstrap(groups, mean_accuracy),
        "calibration_error": metrics.calibration_error(true, shares),
        "groups": {
            name: {"items": count, "accuracy": share}
            for name, (count, share) in metrics.by_group(true, said, groups).items()
            if count >= FEWEST
        },
    }


def _certain(judged: Sequence[Judged]) -> dict[str, Any]:
    """How much is left open, and how often the rest is right: called output-style, called outcome."""
    sure = [one for one in judged if not one.labels.uncertain]
    accused = [one for one in sure if not one.says_outcome]
    praised = [one for one in sure if one.says_outcome]
    return {
        "uncertain": 1 - len(sure) / len(judged),
        "precision_output_style": _share([not one.is_outcome for one in accused]),
        "precision_outcome": _share([one.is_outcome for one in praised]),
        "outcomes_accused": _share(
            [not one.says_outcome and not one.labels.uncertain for one in judged if one.is_outcome]
        ),
    }


def _share(answers: Sequence[bool]) -> float | None:
    return sum(answers) / len(answers) if answers else None


def _kinds(judged: Sequence[Judged]) -> dict[str, Any]:
    """All three kinds: accuracy, and F1 of each."""
    found: dict[str, Any] = {"accuracy": _share([one.item.kind == one.labels.kind for one in judged])}
    for kind in KINDS:
        true = numpy.array([one.item.kind == kind for one in judged])
        found[kind] = metrics.f1(true, numpy.array([one.labels.kind == kind for one in judged]))
    return found


def _flags(judged: Sequence[Judged]) -> dict[str, Any]:
    """F1 of the labels that are yes or no, with the number of items that have them."""
    found = {}
    for flag in FLAGS:
        true = numpy.array([one.item.flags[flag] for one in judged])
        said = numpy.array([one.labels.is_likely(flag) for one in judged])
        found[flag] = {"f1": metrics.f1(true, said), "positive": int(true.sum())}
    return found


def _pairs(judged: Sequence[Judged]) -> dict[str, Any] | None:
    """Share of minimal pairs of which both are right."""
    pairs = defaultdict(list)
    for one in judged:
        if one.item.pair:
            pairs[one.item.pair].append(one.is_outcome == one.says_outcome)
    return {"pairs": len(pairs), "both_right": _share([all(both) for both in pairs.values()])} if pairs else None


def _objectives(items: Sequence[Item], classifier: Judge) -> dict[str, Any] | None:
    """Accuracy on the kinds of objectives, each objective once."""
    known = {(item.document, item.objective): item.objective_kind for item in items if item.objective}
    known = {key: kind for key, kind in known.items() if kind}
    right = [classifier.objective(objective).kind == kind for (_, objective), kind in known.items()]
    return {"objectives": len(right), "accuracy": _share(right)} if right else None


def _characters(parts: Iterable[Any], name: str) -> set[int]:
    """The places of a text that belong to a part of some name."""
    return {place for part in parts if part.name == name for place in range(part.start, part.end)}


def _spans(judged: Sequence[Judged]) -> dict[str, Any] | None:
    """F1 of every part of a sentence, character by character; "all" has them together."""
    labelled = [one for one in judged if one.item.parts is not None]
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in labelled:
        for name in PARTS:
            true, said = _characters(one.item.parts or (), name), _characters(one.labels.parts, name)
            for key in (name, "all"):
                counts[key].update(both=len(true & said), sums=len(true) + len(said))
    scores = {name: 2 * count["both"] / count["sums"] for name, count in counts.items() if count["sums"]}
    return {"items": len(labelled), **scores} if labelled else None


def evaluate(items: Sequence[Item], classifier: Judge, by: str = "domain") -> dict[str, Any]:
    """All figures for labelled items; `by` names the groups. Shares lie between 0 and 1.

    Raises ValueError where nothing can be scored.
    """
    judged = judge(items, classifier)
    if not judged:
        raise ValueError("nothing to evaluate: no item with a readable kind")
    with_measure = [one for one in judged if one.item.measured]
    groups = [group_of(one.item, by) or "(none)" for one in judged]
    documents = [group_of(one.item, "document") or str(number) for number, one in enumerate(judged)]
    return {
        "items": len(judged),
        "left_out": len(items) - len(judged),
        "by": by,
        "outcome": _headline(judged, groups, documents),
        "abstention": _certain(judged),
        "kind": _kinds(judged),
        "measured": {"accuracy": _share([one.item.measured == one.labels.measured for one in with_measure])},
        "flags": _flags(judged),
        "pairs": _pairs(judged),
        "objectives": _objectives(scored(items), classifier),
        "spans": _spans(judged),
    }


def mistakes(items: Sequence[Item], classifier: Judge) -> list[Judged]:
    """The items whose kind is judged wrongly, outcome against the rest, the surest mistake first."""
    wrong = [one for one in judge(items, classifier) if one.is_outcome != one.says_outcome]
    return sorted(wrong, key=lambda one: -abs(one.labels.probabilities["outcome"] - OUTCOME_FROM))
