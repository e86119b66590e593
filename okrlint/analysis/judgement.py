"""Judge sentences: is there anything to judge, is it English, and what does the classifier say?"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from okrlint.analysis.classifier import Classifier, classifier
from okrlint.analysis.language import is_foreign
from okrlint.core import lazy_re as re
from okrlint.core.errors import OkrlintError
from okrlint.core.labels import Labels, ObjectiveLabels, Unjudged

NOTHING = Unjudged("there is nothing to judge")
FOREIGN = Unjudged("this is not English")
_REMEMBERED = 1024
"""Sentences of which it is remembered whether they can be judged: they are read ahead, and then judged."""
_BY_SO_MUCH = re.compile(r"(?<![\s,])[\s,]++by\s+\d+(?:[.,]\d+)?\s?(?:%|per ?cent)\W*\Z", re.IGNORECASE)
_BETTER = re.compile(r"\b(?:improv|better|optimi|strength|enhanc|accelerat|speed|chang|mov)\w*", re.IGNORECASE)


def _is_blank(text: str) -> bool:
    """Whether a text has no letter or digit."""
    return not any(character.isalnum() for character in text)


def _model() -> Classifier:
    """The classifier. Raises OkrlintError where there is none or it is damaged."""
    found = classifier()
    if found is None:
        raise OkrlintError("there is no model: install okrlint again, or train one with `okrlint train`")
    return found


@lru_cache(_REMEMBERED)
def _reason(text: str, objective: str = "") -> Unjudged | None:
    """Why a text cannot be judged; None where it can."""
    if _is_blank(text):
        return NOTHING
    return FOREIGN if is_foreign(text, objective) else None


def _without_step(text: str) -> str:
    """A sentence without a "by 20 %" at its end where nothing in it moves: "Launch the portal by 20 %" is a launch."""
    step = _BY_SO_MUCH.search(text)
    if step is None or _BETTER.search(text):
        return text
    from okrlint.analysis.measures import find_measure

    measure = find_measure(text)
    moves = measure is not None and measure.direction in ("up", "down")
    return text if moves else text[: step.start()]


def read(sentences: Iterable[tuple[str, str | None]]) -> None:
    """Let the classifier read key results with their objectives, and objectives (with None), that will be asked about.

    Many at once take less time than one by one; what is said of them stays the same. Raises OkrlintError where the
    model is missing or damaged.
    """
    judged = [(text, objective) for text, objective in sentences if _reason(text, objective or "") is None]
    if judged:
        own = (_without_step(text) if objective is not None else text for text, objective in judged)
        _model().read([*own, *(objective for _, objective in judged if objective and objective.strip())])


def judge(text: str, objective: str = "") -> Labels | Unjudged:
    """The labels of a key result with its objective ("" where there is none), or why it has none.

    Raises OkrlintError where the model is missing or damaged.
    """
    return _reason(text, objective) or _model().labels(_without_step(text), objective)


def judge_objective(text: str) -> ObjectiveLabels | Unjudged:
    """The kind of an objective, or why it has none. Raises OkrlintError where the model is missing or damaged."""
    return _reason(text) or _model().objective(text)
