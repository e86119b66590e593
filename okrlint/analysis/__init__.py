"""What a document says beyond its words: facts about its sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain, islice
from typing import TYPE_CHECKING

from okrlint.core.errors import OkrlintError
from okrlint.core.facts import Facts, FindPatterns, Quantity
from okrlint.core.model import Document, KeyResult
from okrlint.core.said import Answer, Said
from okrlint.core.text import Text

if TYPE_CHECKING:
    from okrlint.core.labels import Labelled, Labels, ObjectiveLabels, Unjudged
    from okrlint.core.measure import Measure

__all__ = [
    "analyse",
    "answer",
    "classify",
    "classify_many",
    "get_ready",
    "label",
    "label_all",
    "measure_all",
    "missing",
]

_AHEAD = 1_000
"""Sentences that are read at once; fewer than the classifier remembers."""


def _sentences(document: Document) -> Iterator[Text]:
    """The objectives and key results of a document."""
    for objective in document.objectives:
        if objective.stated:
            yield objective.text
        yield from (key_result.text for key_result in objective.key_results)


def _pairs(document: Document) -> Iterator[tuple[KeyResult, str]]:
    """Every key result with the sentence of its objective."""
    for objective in document.objectives:
        yield from ((key_result, objective.text.value) for key_result in objective.key_results)


def _quantities(document: Document) -> Mapping[Text, tuple[Quantity, ...]]:
    from okrlint.analysis.quantities import find_quantities

    return {text: find_quantities(text.value) for text in _sentences(document)}


def _judged(text: str, objective: str) -> Answer:
    from okrlint.analysis.judgement import judge

    return judge(text, objective)


def _objective_judged(text: str) -> Answer:
    from okrlint.analysis.judgement import judge_objective

    return judge_objective(text)


def answer(text: str, objective: str | None, said: Said | None = None) -> Answer:
    """What was said of a key result with its objective, or (with None) of an objective, else what the classifier says.

    That is remembered. The classifier is loaded with the first sentence that is new. Raises OkrlintError where the
    model is missing or damaged.
    """
    found = said.get(text, objective) if said else None
    if found is None:
        found = _objective_judged(text) if objective is None else _judged(text, objective)
        if said:
            said.put(text, objective, found)
    return found


def _load() -> None:
    """Load the classifier. What goes wrong will go wrong again for whoever asks it, and is told there."""
    from contextlib import suppress

    with suppress(Exception):
        from okrlint.analysis.classifier import classifier

        classifier()


def _new(document: Document, said: Said | None) -> Iterator[tuple[str, str | None]]:
    """The sentences of a document that the classifier has not read before, as `answer` takes them."""
    pairs: Iterator[tuple[str, str | None]] = ((one.text.value, objective) for one, objective in _pairs(document))
    objectives = ((one.text.value, None) for one in document.objectives if one.stated)
    return (asked for asked in chain(pairs, objectives) if said is None or said.get(*asked) is None)


def _read(document: Document, said: Said | None) -> None:
    """Let the classifier read what is new to it of a document, up to _AHEAD sentences at once. Raises OkrlintError."""
    new = list(islice(_new(document, said), _AHEAD))
    if new:
        from okrlint.analysis.judgement import read

        read(new)


def get_ready(document: Document, said: Said | None = None) -> None:
    """Begin to load the classifier where a document has a sentence that is new to it; the caller goes on meanwhile.

    `said` is what the classifier said before.
    """
    if missing() or next(_new(document, said), None) is None:
        return
    from threading import Thread

    Thread(target=_load, name="okrlint-model", daemon=True).start()


def label(document: Document, said: Said | None = None) -> Labelled:
    """The labels of every key result of a document, or why it has none.

    `said` is what the classifier said before. Raises OkrlintError where the model is missing or damaged.
    """
    from okrlint.core.labels import ObjectiveLabels

    _read(document, said)
    pairs = ((one.text, answer(one.text.value, objective, said)) for one, objective in _pairs(document))
    return {text: found for text, found in pairs if not isinstance(found, ObjectiveLabels)}


def label_all(documents: Iterable[Document], said: Said | None = None) -> Labelled:
    """The labels of every key result of some documents; none where there is no model.

    `said` is what the classifier said before. Raises OkrlintError where the model is damaged.
    """
    from okrlint.analysis.model_files import folders
    from okrlint.core.labels import NO_LABELS

    return (
        {text: one for document in documents for text, one in label(document, said).items()}
        if folders() and not missing()
        else NO_LABELS
    )


def measure_all(documents: Iterable[Document]) -> Mapping[Text, Measure]:
    """What the key results of some documents measure; those that measure nothing are not there."""
    return {text: measure for document in documents for text, measure in _measures(document).items()}


def _labels(document: Document, said: Said | None) -> Mapping[Text, Labels]:
    from okrlint.core.labels import Labels

    return {text: one for text, one in label(document, said).items() if isinstance(one, Labels)}


def _objective_labels(document: Document, said: Said | None) -> Mapping[Text, ObjectiveLabels]:
    from okrlint.core.labels import ObjectiveLabels

    texts = [objective.text for objective in document.objectives if objective.stated]
    found = {text: answer(text.value, None, said) for text in texts}
    return {text: one for text, one in found.items() if isinstance(one, ObjectiveLabels)}


def _measures(document: Document) -> Mapping[Text, Measure]:
    from okrlint.analysis.measures import of_key_result

    found = ((key_result.text, of_key_result(key_result)) for key_result in document.key_results)
    return {text: measure for text, measure in found if measure is not None}


@cache
def missing() -> str:
    """Why the classifier cannot run here, in a sentence for people; "" where it can."""
    from importlib.util import find_spec

    absent = [name for name in ("numpy", "onnxruntime", "tokenizers") if find_spec(name) is None]
    if not absent:
        return ""
    return f"the classifier needs {' and '.join(absent)}, not installed here: the rules that ask it keep quiet"


def _pattern_finder() -> FindPatterns:
    from okrlint.analysis.patterns import find_patterns

    return find_patterns


def analyse(document: Document, needs: frozenset[str], said: Said | None = None) -> Facts:
    """The facts that are needed (names of attributes of Facts) about every objective and key result.

    `said` is what the classifier said before; what is new is added to it. Raises OkrlintError where labels are needed
    and the model is missing or damaged.
    """
    if missing():
        needs -= {"labels", "objective_labels"}
    return Facts(
        quantities=_quantities(document) if "quantities" in needs else {},
        labels=_labels(document, said) if "labels" in needs else {},
        objective_labels=_objective_labels(document, said) if "objective_labels" in needs else {},
        measures=_measures(document) if "measures" in needs else {},
        find_patterns=_pattern_finder() if "patterns" in needs else None,
    )


def classify(text: str, objective: str | None = None, said: Said | None = None) -> Labels | Unjudged:
    """The labels of one key result, with its objective in mind where it is given; `said` is what was said before.

    Returns Unjudged, with the reason, for a text that is empty or not English. Raises OkrlintError where the model is
    missing or damaged, or a library that runs it is not installed.
    """
    if missing():
        raise OkrlintError(missing())
    from okrlint.core.labels import ObjectiveLabels

    found = answer(text, objective or "", said)
    if isinstance(found, ObjectiveLabels):
        raise OkrlintError("these are labels of an objective")
    return found


def classify_many(texts: Iterable[str], objectives: Iterable[str | None] | None = None) -> list[Labels | Unjudged]:
    """The labels of several key results, in their order; each is judged alone.

    `objectives`, where given, has one for every text. Raises ValueError where their numbers differ.
    """
    texts = list(texts)
    return [classify(*pair) for pair in zip(texts, objectives or [None] * len(texts), strict=True)]
