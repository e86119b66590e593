"""A second opinion on positions: whether a text really stands where its origins say."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from okrlint.core.model import Document
from okrlint.core.text import Text

_MARKUP = re.compile(
    r"(?:\[\[[^\[\]]*\]\[|\[fn:[^\]]*\]|\]\((?:[^()]|\([^()]*\))*\)|\]\[[^\]]*\]|!\[[^\]]*\](?:\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\])?|<[^<>]*>|&nbsp;|[+=/*_~`\\\[\]<>{}|\"'“”„!^]|\s)*"
)


def texts(document: Document) -> Iterator[Text]:
    """Every text that a document holds."""
    yield from (field.text for field in document.fields)
    for objective in document.objectives:
        if objective.stated:
            yield objective.text
        yield from (field.text for field in objective.fields)
        yield from (initiative.text for initiative in objective.initiatives)
        yield from filter(None, [objective.id, objective.team])
        for key_result in objective.key_results:
            yield key_result.text
            yield from (field.text for field in key_result.fields)
            yield from (initiative.text for initiative in key_result.initiatives)
            yield from filter(None, [key_result.id, key_result.section])


def mistakes(text: Text, source: str) -> Iterator[str]:
    """What is wrong with the origins of a text: nothing, or lines for a person."""
    end = 0
    for number, origin in enumerate(text.origins):
        if origin.start != (text.origins[number - 1].end if number else 0):
            yield f"origins of {text.value!r} have a gap at {origin.start}"
        if origin.span.start < end:
            yield f"origins of {text.value!r} go back at {origin.start}"
        if number and not _MARKUP.fullmatch(source[end : origin.span.start]):
            yield f"words between the parts of {text.value!r}: {source[end : origin.span.start]!r}"
        yield from _differs(text.value[origin.start : origin.end], source[origin.span.start : origin.span.end])
        end = origin.span.end
    if text.origins and text.origins[-1].end != len(text.value):
        yield f"origins of {text.value!r} end early"


def _differs(value: str, raw: str) -> Iterator[str]:
    folded = value == " " and bool(re.search(r"[\r\n]", raw)) and bool(_MARKUP.fullmatch(raw))
    folded = folded or (value == " " and raw.isspace()) or (value == ": " and raw.strip() == "::")
    escaped = raw.startswith("\\") and raw[1:] == value
    if not (value == raw or html.unescape(raw) == value or folded or escaped or raw.replace("\0", "\ufffd") == value):
        yield f"{value!r} is said to come from {raw!r}"
