"""What the styles and the numbering of a Word document say of a paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from okrlint.core import lazy_re as re

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"heading (\d)$")
_LIST = re.compile(r"list (?P<kind>bullet|number|paragraph|continue)?\s?(?P<level>[2-5])?$")
_CONTENTS = re.compile(r"toc (?:\d|heading)$")
_LABEL = re.compile(r"(?P<word>objectives?|key results?|KR|O)\b", re.IGNORECASE)
_MOST_BASES = 20
_STEP = 360
"""Indentation of one level more, in the unit of Word."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a paragraph is: a heading of some level, a list item `indent` deep, or neither (level None).

    `label` is what its automatic number says ("KR: "). `skipped`: it repeats others, as a table of contents does.
    """

    heading: int = 0
    level: int | None = None
    indent: int = 0
    ordered: bool = False
    label: str = ""
    skipped: bool = False


def name_of(element: Any) -> str:
    """The local name of an element of Word's own; "" for all others."""
    tag = element.tag
    return tag[len(_W) :] if isinstance(tag, str) and tag.startswith(_W) else ""


def children(element: Any, name: str) -> Iterator[Any]:
    """The elements of a name directly below another."""
    return (found for found in element if name_of(found) == name)


def child(element: Any, name: str) -> Any:
    """The first of them, None where there is none."""
    return next(children(element, name), None)


def attribute(element: Any, name: str) -> str:
    """An attribute, "" where it is not given."""
    return str(element.get(_W + name, ""))


def is_on(properties: Any, name: str) -> bool:
    """Whether a switch such as bold is set."""
    found = child(properties, name)
    return found is not None and attribute(found, "val").lower() not in ("0", "false", "off", "none")


class Styles:
    """The styles and lists of one document."""

    def __init__(self, document: Any) -> None:
        self._styles = {attribute(style, "styleId"): style for style in children(document.styles.element, "style")}
        self._levels: dict[tuple[str, int], Any] = {}
        self._read_numbering(document)

    def _read_numbering(self, document: Any) -> None:
        """Note the levels of every list."""
        part = next((rel.target_part for rel in document.part.rels.values() if _is_numbering(rel)), None)
        root = getattr(part, "element", None)
        if root is None:
            return
        kinds = {attribute(kind, "abstractNumId"): kind for kind in children(root, "abstractNum")}
        for number in children(root, "num"):
            reference = child(number, "abstractNumId")
            kind = kinds.get(attribute(reference, "val")) if reference is not None else None
            for level in children(kind, "lvl") if kind is not None else ():
                self._levels[attribute(number, "numId"), _number(attribute(level, "ilvl"))] = level

    def shape(self, paragraph: Any) -> Shape:
        """What a paragraph is."""
        chain = list(self._properties(paragraph))
        name = self._name(chain)
        if _CONTENTS.match(name):
            return Shape(skipped=True)
        if heading := _heading(name, chain):
            return Shape(heading=heading)
        return self._listed(name, chain)

    def _properties(self, paragraph: Any) -> Iterator[Any]:
        """The properties of a paragraph, then those of its style and what that is based on."""
        own = child(paragraph, "pPr")
        style = child(own, "pStyle") if own is not None else None
        if own is not None:
            yield own
        found = self._styles.get(attribute(style, "val")) if style is not None else None
        for _ in range(_MOST_BASES):
            if found is None:
                return
            yield found
            if (properties := child(found, "pPr")) is not None:
                yield properties
            base = child(found, "basedOn")
            found = self._styles.get(attribute(base, "val")) if base is not None else None

    @staticmethod
    def _name(chain: list[Any]) -> str:
        """The name of a paragraph's style that says most."""
        names = [
            attribute(child(one, "name"), "val").lower()
            for one in chain
            if name_of(one) == "style" and child(one, "name") is not None
        ]
        telling = (name for name in names if _HEADING.match(name) or _LIST.match(name) or name in ("title", "subtitle"))
        return next(telling, names[0] if names else "")

    def _listed(self, name: str, chain: list[Any]) -> Shape:
        numbering = next((found for one in chain if (found := child(one, "numPr")) is not None), None)
        ident, level = _numbers(numbering)
        match = _LIST.match(name)
        if ident == "0" or (not ident and (match is None or match["kind"] in (None, "paragraph", "continue"))):
            return Shape(indent=_indent(chain))
        if not ident and match is not None:
            return Shape(level=int(match["level"] or 1), ordered=match["kind"] == "number")
        kind = self._levels.get((ident, level))
        indent = _indent(chain) or self._usual_indent(ident, level)
        style = (
            attribute(child(kind, "numFmt"), "val") if kind is not None and child(kind, "numFmt") is not None else ""
        )
        listed = match is not None and match["level"] is not None
        deep = int(match["level"]) - 1 if match is not None and listed and not level else level
        return Shape(0, deep, indent, style not in ("", "bullet", "none"), _label(kind))

    def _usual_indent(self, ident: str, level: int) -> int:
        """The indentation of a level of a list; where the list has no such level, further than those that it has."""
        for above in range(level, -1, -1):
            for properties in _inner(self._levels.get((ident, above))):
                if (left := _left(properties)) is not None:
                    return left + _STEP * (level - above)
        return _STEP * level


def _heading(name: str, chain: list[Any]) -> int:
    """The level of a heading, 0 for other paragraphs."""
    if match := _HEADING.match(name):
        return max(1, int(match[1]))
    if name in ("title", "subtitle"):
        return 1
    outline = next((found for one in chain if (found := child(one, "outlineLvl")) is not None), None)
    level = _number(attribute(outline, "val")) if outline is not None else 9
    return level + 1 if level < 9 else 0


def _numbers(numbering: Any) -> tuple[str, int]:
    """Which list a paragraph belongs to ("" for none), and how deep it stands in it."""
    if numbering is None:
        return "", 0
    ident, level = child(numbering, "numId"), child(numbering, "ilvl")
    return (
        attribute(ident, "val") if ident is not None else "",
        _number(attribute(level, "val")) if level is not None else 0,
    )


def _inner(level: Any) -> Iterator[Any]:
    if level is not None:
        yield from children(level, "pPr")


def _indent(chain: list[Any]) -> int:
    """The indentation of a paragraph: the first that is set."""
    return next((found for one in chain if (found := _left(one)) is not None), 0)


def _left(properties: Any) -> int | None:
    """The indentation that some properties set."""
    indent = child(properties, "ind")
    value = attribute(indent, "left") or attribute(indent, "start") if indent is not None else ""
    return int(value) if re.fullmatch(r"-?\d{1,6}", value) else None


def _label(level: Any) -> str:
    """The label in the automatic number of a list: "KR: " for "KR %1.%2"."""
    text = child(level, "lvlText") if level is not None else None
    match = _LABEL.search(attribute(text, "val")) if text is not None else None
    return f"{match['word']}: " if match and "%" in attribute(text, "val") else ""


def _number(value: str) -> int:
    return int(value) if value.isdecimal() and len(value) < 4 else 0


def _is_numbering(relation: Any) -> bool:
    return bool(relation.reltype.endswith("/numbering")) and not relation.is_external
