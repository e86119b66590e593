"""Token patterns in the syntax of spaCy's Matcher. spaCy is imported only where a rule asks for one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from json import dumps, loads
from typing import Any

from okrlint.analysis.backtracking import may_never_end
from okrlint.core.errors import OkrlintError

_REMEMBERED = 64
_LONGEST_WORD = 200
"""Characters of a token beyond which nobody wrote a word, and a REGEX could take long."""
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
    for expression in _expressions(patterns):
        if may_never_end(expression):
            raise OkrlintError(
                f'the REGEX "{expression}" repeats what can match in several ways, and might never end; '
                'leave one of the repeats out, or make the inner one "(?>…)"'
            )


def _expressions(value: Any, inside: bool = False) -> Iterator[str]:
    """The regular expressions in token patterns, however deep."""
    if isinstance(value, str) and inside:
        yield value
    elif isinstance(value, Mapping):
        for key, below in value.items():
            yield from _expressions(below, inside or str(key).upper() == "REGEX")
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for below in value:
            yield from _expressions(below, inside)


@lru_cache(maxsize=_REMEMBERED)
def _matcher(described: str) -> Any:
    """A matcher for patterns, given as JSON so that it can be remembered. Raises OkrlintError for a wrong one."""
    from spacy.errors import MatchPatternError
    from spacy.matcher import Matcher

    patterns = loads(described)
    matcher = Matcher(_nlp().vocab, validate=True)
    try:
        _checked(patterns)
        matcher.add("pattern", patterns, greedy="LONGEST")
    except (MatchPatternError, ValueError, re.error) as error:
        raise OkrlintError(f"a token pattern is wrong: {' '.join(str(error).split())}") from error
    return matcher


def find_patterns(text: str, patterns: Sequence[Sequence[Mapping[str, Any]]]) -> tuple[tuple[int, int], ...]:
    """Where some token patterns match, as code points of the text, in order; of overlapping matches the longest.

    Nothing matches in a text with a word of more than 200 characters. Raises OkrlintError for a pattern that spaCy does
    not accept, or that might never end.
    """
    document = _nlp().make_doc(text)
    try:
        matcher = _matcher(dumps(patterns))
        found = () if any(len(token) > _LONGEST_WORD for token in document) else matcher(document, as_spans=True)
    except re.error as error:
        raise OkrlintError(f"a token pattern has a wrong REGEX: {error}") from error
    return tuple(sorted((span.start_char, span.end_char) for span in found))
