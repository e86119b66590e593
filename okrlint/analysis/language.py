"""Tell whether a sentence is English. okrlint judges no other language, and says so rather than guess."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from okrlint.core import lazy_re as re

ENGLISH = 0.02
"""Probability of English below which a sentence counts as foreign.

Of 10,142 English key results of the corpus none came below it; of short German, French, Spanish, … ones few above 0.05.
"""
_LITTLE = frozenset(
    word
    for line in (
        "der die das und von für mit auf den dem im zu zum zur ein eine einen wir",
        "le la les des du de et pour une un nous sur avec dans",
        "el los las del para con en que em da na os um uma dos",
        "il lo gli che della het een van voor och att med på og av som",
        "dei nella ve bir dan yang untuk nie się jest",
    )
    for word in line.split()
)
_WORD = re.compile(r"\w+")
_HINT = re.compile(rf"[^\W\d_a-zA-Zªºµμ]|\b(?:{'|'.join(sorted(_LITTLE))})\b", re.IGNORECASE)
"""Letters and little words that make it worth while to ask: loading the detector takes longer than judging a file."""


@cache
def _detector() -> Any:
    """The detector of languages with its model, loaded once."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@lru_cache(maxsize=1024)
def _may_be_foreign(text: str) -> bool:
    """Whether it is worth while to ask; of an objective that is asked with each of its key results."""
    if text.isascii():
        return not _LITTLE.isdisjoint(_WORD.findall(text.lower()))
    return _HINT.search(text) is not None


def is_foreign(text: str, objective: str = "") -> bool:
    """Whether a sentence is in another language than English; `objective` helps to see that it may be."""
    if not _may_be_foreign(text) and not _may_be_foreign(objective):
        return False
    shares = dict(_detector().rank(text))
    return float(shares["en"]) < ENGLISH
