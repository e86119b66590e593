"""The words of a Word paragraph with their styles: insertions read, deletions, comments and text boxes not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from okrlint.core import lazy_re as re
from okrlint.formats.docx_styles import attribute, child, is_on, name_of
from okrlint.formats.prose.nodes import Style

_AROUND = frozenset(
    {"hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo"}
)
_SIGNS = {"tab": " ", "noBreakHyphen": "-", "ptab": " "}
_ODD = re.compile(r"[\r\n\t\xa0]")
_NOTHING = re.compile("[\u200b\u2060\ufeff\xad]")


def lines_of(paragraph: Any) -> list[list[tuple[str, Style]]]:
    """The lines of a paragraph, each in stretches of one style."""
    lines: list[list[tuple[str, Style]]] = [[]]
    for run, style in _runs(paragraph):
        for words in _words(run):
            if words == "\n":
                lines.append([])
            elif words:
                lines[-1].append((words, style))
    return [_joined(line) for line in lines]


def _joined(line: list[tuple[str, Style]]) -> list[tuple[str, Style]]:
    """Stretches of the same style as one, white space runs as one space."""
    found: list[tuple[str, Style]] = []
    for words, style in line:
        words = _NOTHING.sub("", _ODD.sub(" ", words))
        if found and found[-1][0].endswith(" "):
            words = words.lstrip(" ")
        words = re.sub(" {2,}", " ", words)
        if found and found[-1][1] == style:
            found[-1] = (found[-1][0] + words, style)
        elif words:
            found.append((words, style))
    return found


def _runs(paragraph: Any) -> Iterator[tuple[Any, Style]]:
    """The runs of a paragraph that a reader sees."""
    stack = [(element, Style.PLAIN) for element in reversed(paragraph)]
    while stack:
        element, style = stack.pop()
        name = name_of(element)
        if name in _AROUND:
            inner = style | (Style.LINK if name == "hyperlink" else Style.PLAIN)
            stack += [(below, inner) for below in reversed(element)]
        elif name == "r":
            properties = child(element, "rPr")
            if properties is None:
                yield element, style
            elif not is_on(properties, "vanish"):
                yield element, style | _style(properties)


def _style(properties: Any) -> Style:
    style = Style.PLAIN
    for name, mark in (("b", Style.STRONG), ("i", Style.EMPHASIS), ("strike", Style.STRUCK), ("dstrike", Style.STRUCK)):
        if is_on(properties, name):
            style |= mark
    return style


def _words(run: Any) -> Iterator[str]:
    for element in run:
        name = name_of(element)
        if name == "t":
            yield (element.text or "").replace("\n", " ")
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name == "cr" or (name == "br" and attribute(element, "type") in ("", "textWrapping")):
            yield "\n"
