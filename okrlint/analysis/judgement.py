"""Judge sentences: is there anything to judge, is it English, and what does the classifier say?"""

from __future__ import annotations

from okrlint.analysis.classifier import Classifier, classifier
from okrlint.analysis.language import is_foreign
from okrlint.core.errors import OkrlintError
from okrlint.core.labels import Labels, ObjectiveLabels, Unjudged

NOTHING = Unjudged("there is nothing to judge")
FOREIGN = Unjudged("this is not English")


def _is_blank(text: str) -> bool:
    """Whether a text has no letter or digit."""
    return not any(character.isalnum() for character in text)


def _model() -> Classifier:
    """The classifier. Raises OkrlintError where there is none or it is damaged."""
    found = classifier()
    if found is None:
        raise OkrlintError("there is no model: install okrlint again, or train one with `okrlint train`")
    return found


def _reason(text: str, objective: str = "") -> Unjudged | None:
    """Why a text cannot be judged; None where it can."""
    if _is_blank(text):
        return NOTHING
    return FOREIGN if is_foreign(text, objective) else None


def judge(text: str, objective: str = "") -> Labels | Unjudged:
    """The labels of a key result with its objective ("" where there is none), or why it has none.

    Raises OkrlintError where the model is missing or damaged.
    """
    return _reason(text, objective) or _model().labels(text, objective)


def judge_objective(text: str) -> ObjectiveLabels | Unjudged:
    """The kind of an objective, or why it has none. Raises OkrlintError where the model is missing or damaged."""
    return _reason(text) or _model().objective(text)
