"""What org marks inside a line: emphasis, links, footnotes, cookies; each character with its place."""

from __future__ import annotations

from functools import lru_cache

from okrlint.core import lazy_re as re
from okrlint.formats.prose.nodes import Line, Style
from okrlint.formats.prose.pieces import Pieces

_STYLES = {
    "*": Style.STRONG,
    "/": Style.EMPHASIS,
    "_": Style.PLAIN,
    "+": Style.STRUCK,
    "=": Style.CODE,
    "~": Style.CODE,
}
# What a mark holds has an end, so that a line of marks without partners is not read to its end for each.
_PARTS = re.compile(
    r"(?P<link>\[\[(?P<to>[^\[\]\r\n]+)\](?:\[(?P<named>[^\r\n]{0,1000}?)\])?\])"
    r"|(?P<drop>\[fn:[^\]\r\n]{0,1000}\]|\[\d*(?:/\d*|%)\]|<<[^<>\r\n]*>>|\\\\\s*$)"
    r"|(?P<set>(?:(?<=^)|(?<=[\s('\"{-]))(?P<by>[*/_+=~])(?=\S)(?P<in>[^\r\n]{0,1000}?)(?<=\S)(?P=by)(?=$|[\s.,;:!?'\")}\[-]))"
    r"|(?P<space>[ \t\r\n]+)"
    r"|(?P<words>[^\s\[*/_+=~<\\]+|.)",
    re.DOTALL,
)
_DEEPEST = 6


def inline(value: str, start: int) -> Line:
    """The line that a stretch of a file holds, its marks taken off."""
    return _read(value).moved(start)


@lru_cache(maxsize=4096)
def _read(value: str) -> Line:
    """A line that begins at 0; while somebody types all but one are the same as before."""
    pieces = Pieces()
    _fill(pieces, value, 0, Style.PLAIN, [0], 0)
    return pieces.line()


def _fill(pieces: Pieces, value: str, start: int, style: Style, links: list[int], depth: int) -> None:
    for match in _PARTS.finditer(value):
        low, high = (start + at for at in match.span())
        if match["space"]:
            pieces.space(low, high, match[0] == " ")
        elif match["link"]:
            links[0] += 1
            group = "named" if match["named"] else "to"
            _within(pieces, match, group, start, style | Style.LINK, links, depth)
        elif match["set"]:
            _within(pieces, match, "in", start, style | _STYLES[match["by"]], links, depth)
        elif match["words"]:
            pieces.add(match[0], low, high, style, links[0] if style & Style.LINK else 0)


def _within(
    pieces: Pieces, match: re.Match[str], group: str, start: int, style: Style, links: list[int], depth: int
) -> None:
    """What stands between marks, which may hold further ones unless it is code."""
    low, high = match.span(group)
    if style & Style.CODE or depth == _DEEPEST:
        pieces.add(match[group], start + low, start + high, style, links[0])
    else:
        _fill(pieces, match[group], start + low, style, links, depth + 1)
