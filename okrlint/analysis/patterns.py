"""Token patterns in the syntax of spaCy's Matcher. spaCy is imported only where a rule asks for one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from json import dumps, loads
from typing import Any

from okrlint.core.errors import OkrlintError

_REMEMBERED = 64
_TRAINED = ("TAG", "POS", "DEP", "LEMMA", "ENT_TYPE", "ENT_ID", "ENT_KB_ID", "MORPH")
"""What only a pipeline with a model of a language knows; okrlint has the tokeniser alone."""


@lru_cache(maxsize=1)
def _nlp() -> Any:
    """spaCy's English tokeniser."""
    import spacy

    return spacy.blank("en")


def _checked(patterns: Sequence[Sequence[Mapping[str, Any]]]) -> None:
    """Raises OkrlintError for what could never match, because it needs a trained pipeline."""
    for key in (key for pattern in patterns for token in pattern for key in token):
        if key.upper() in _TRAINED:
            raise OkrlintError(
                f'a token pattern asks for "{key}", which needs a trained pipeline; use TEXT, LOWER, REGEX …'
            )
        if key == "_":
            raise OkrlintError('a token pattern asks for "_", attributes of a program\'s own; use TEXT, LOWER, REGEX …')


@lru_cache(maxsize=_REMEMBERED)
def _matcher(described: str) -> Any:
    """A matcher for patterns, given as JSON so that it can be remembered. Raises OkrlintError for a wrong one."""
    from spacy.errors import MatchPatternError
    from spacy.matcher import Matcher

    patterns = loads(described)
    _checked(patterns)
    matcher = Matcher(_nlp().vocab, validate=True)
    try:
        matcher.add("pattern", patterns, greedy="LONGEST")
    except (MatchPatternError, ValueError, re.error) as error:
        raise OkrlintError(f"a token pattern is wrong: {' '.join(str(error).split())}") from error
    return matcher


def find_patterns(text: str, patterns: Sequence[Sequence[Mapping[str, Any]]]) -> tuple[tuple[int, int], ...]:
    """Where some token patterns match, as code points of the text, in order; of overlapping matches the longest.

    Raises OkrlintError for a pattern that spaCy does not accept.
    """
    document = _nlp().make_doc(text)
    try:
        found = _matcher(dumps(patterns))(document, as_spans=True)
    except re.error as error:
        raise OkrlintError(f"a token pattern has a wrong REGEX: {error}") from error
    return tuple(sorted((span.start_char, span.end_char) for span in found))
