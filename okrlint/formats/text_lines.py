"""The lines of a plain text: how far they are indented, what marks them, what is no part of the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from okrlint.core import lazy_re as re
from okrlint.core.source import Source
from okrlint.core.text import Text
from okrlint.formats.prose.nodes import EMPTY, Line, Run, Style

LONGEST = 20_000
"""Characters of a line beyond which nobody wrote a sentence."""

_OKRLINT = re.compile(r"(?:^|[ \t])(?:#[ \t]*okrlint:(?P<body>[^\r\n]*)|<!--[ \t]*okrlint:(?P<html>.{0,2000}?)-->)")
_QUOTED = re.compile(r"\s*>")
_RULE = re.compile(r"\s*(?:([=\-~^*_#])\1{2,}|(?:[-*_=][ \t]){2,}[-*_=])\s*$")
_HEAD = re.compile(r"(?P<mark>#{1,6}|h[1-6]\.|={1,6})\s+(?P<text>\S(?:.*?\S)??)(?:\s++[#=]++)?\s*+$")
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}[.):]?\s+(?=\S)")
_MARK = re.compile(
    r"(?:[-*+•‣▪◦●○·–—→⇒►▶➤]|[-*]{1,2}>|\(?(?:\d{1,2}|[a-zA-Z])\)|\d{1,2}\.|o(?=\s\s))\s+(?=\S)|[•‣▪●](?=\w)"
)
_WIKI = re.compile(r"(?P<mark>[*#-]{2,6})\s+(?=\S)")
_CHECKBOX = re.compile(r"\[([ xX])\]\s+")


@dataclass(frozen=True, slots=True)
class Physical:
    """One line of the file.

    `line` are its words without list mark and indentation, empty for a blank line. `rule` is the character of a line
    that is nothing but a rule. `depth` counts the parts of a number or the marks of wiki markup, 0 without any mark.
    `long` is the whole length, by which a wrapped line is known.
    """

    line: Line
    indent: int = 0
    depth: int = 0
    ordered: bool = False
    checkbox: str | None = None
    heading: int = 0
    rule: str = ""
    raw: str = ""
    start: int = 0
    long: int = 0

    @property
    def marked(self) -> bool:
        """Whether it is a list item."""
        return self.depth > 0


def plain(value: str, start: int) -> Line:
    """Words that stand in the source as they are, white space at both ends not counted."""
    return Line(Text.verbatim(value, start), (Run(0, len(value), Style.PLAIN),)).strip()


def physical_lines(source: Source) -> Iterator[Physical]:
    """Every line of a text, comments to okrlint cut off."""
    for number in range(1, len(source.line_starts) + 1):
        span = source.line_span(number)
        raw = source[span].replace("\0", "\ufffd")
        yield physical(raw if len(raw) <= LONGEST else "", span.start)


def physical(raw: str, start: int) -> Physical:
    """One line of a text that begins at `start`."""
    raw = without_comment(raw)
    words = raw.strip()
    if not words or _QUOTED.match(raw):
        return Physical(EMPTY, start=start)
    indent = len(raw[: len(raw) - len(raw.lstrip())].expandtabs(4))
    if match := _RULE.match(raw):
        return Physical(EMPTY, indent, rule=match[1] or words[0], raw=raw, start=start)
    at = len(raw) - len(raw.lstrip())
    if match := _HEAD.match(raw, at):
        level = int(match["mark"][1]) if match["mark"][0] == "h" else len(match["mark"])
        return Physical(plain(match["text"], start + match.start("text")), indent, heading=level, raw=raw, start=start)
    return _marked(raw, start, at, indent)


def _marked(raw: str, start: int, at: int, indent: int) -> Physical:
    depth, ordered, checkbox = 0, False, None
    if match := _NUMBERED.match(raw, at):  # the number stays: it is an id
        depth, ordered = len(re.findall(r"\d+", match[0])), True
    elif match := _MARK.match(raw, at) or _WIKI.match(raw, at):
        mark = match.groupdict().get("mark") or ""
        depth, ordered, at = max(1, len(mark)), match[0].strip("( .)").isalnum(), match.end()
    if depth and (match := _CHECKBOX.match(raw, at)):
        checkbox, at = match[1].lower(), match.end()
    return Physical(plain(raw[at:], start + at), indent, depth, ordered, checkbox, 0, "", raw, start, len(raw))


def without_comment(raw: str) -> str:
    """A line without what it says to okrlint, its other words at their place."""
    if "okrlint" not in raw:
        return raw
    return _OKRLINT.sub(lambda match: " " * len(match[0]), raw)


def comments_in(source: Source) -> Iterator[tuple[int, int, int, int]]:
    """Start and end of every comment to okrlint, then of its body."""
    for match in re.finditer(_OKRLINT.pattern, source.text, re.MULTILINE):
        low = match.start() + (len(match[0]) - len(match[0].lstrip(" \t")))
        yield low, match.end(), *(match.span("body") if match["body"] is not None else match.span("html"))
