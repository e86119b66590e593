"""OKRs in org-mode: headlines, lists, tables, properties, keywords."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from okrlint.core import lazy_re as re
from okrlint.core.model import Comment, Document, Problem
from okrlint.core.source import Source, Span
from okrlint.core.text import Text
from okrlint.formats.fields import field_name
from okrlint.formats.org_inline import inline
from okrlint.formats.prose.layout import Layout
from okrlint.formats.prose.nodes import EMPTY, Kind, Line, Node, Row, nest
from okrlint.formats.prose.outline import outline
from okrlint.formats.text_lines import LONGEST

_DEEPEST = 30
"""Levels of headlines that are told apart."""

_STANDARD = "TODO NEXT WAITING HOLD STARTED DOING INPROGRESS IN-PROGRESS SOMEDAY DONE CANCELLED CANCELED"
_STATES = frozenset(_STANDARD.split())
_HEADLINE = re.compile(r"(?P<stars>\*+)[ \t]++(?P<text>|.*?[^ \t])(?:[ \t]++(?P<tags>:[\w@#%:]+:))?[ \t]*+$")
_TODO = re.compile(r"#\+(?:TODO|SEQ_TODO|TYP_TODO):(?P<words>.*)", re.IGNORECASE)
_KEYWORD = re.compile(r"[ \t]*#\+(?P<name>[A-Za-z]\w*):[ \t]*(?P<value>.*)")
_PRIORITY = re.compile(r"\[#(?P<value>[A-Z0-9])\][ \t]*")
_BEGIN = re.compile(r"[ \t]*#\+begin_(?P<name>\w+)", re.IGNORECASE)
_DRAWER = re.compile(r"[ \t]*:(?P<name>[\w-]+):[ \t]*$")
_PROPERTY = re.compile(r"[ \t]*:(?P<name>[\w-]+)\+?:[ \t]+(?P<value>\S(?:.*?[^ \t])??)[ \t]*+$")
_PLANNED = re.compile(r"(?P<name>DEADLINE|SCHEDULED|CLOSED):[ \t]*[<\[](?P<value>[^>\]\r\n]{1,200}+)[>\]]")
_ITEM = re.compile(r"(?P<indent>[ \t]*)(?P<mark>[-+]|(?<=[ \t])\*|(?:\d+|[A-Za-z])[.)])[ \t]+(?:\[@\d+\][ \t]*)?")
_CHECKBOX = re.compile(r"\[(?P<value>[ xX-])\][ \t]+")
_TERM = re.compile(r"[ \t]::[ \t]")
_COMMENT = re.compile(r"^[ \t]*#[ \t]+okrlint:(?P<body>[^\r\n]*)", re.MULTILINE)
_NOTE = re.compile(r"[ \t]*#(?:[ \t]|$)")
_RULE = re.compile(r"[ \t]*+(?:-{5,}+[ \t]*+|\|(?=[+| \t]*+-)[-+| \t]*+)$")
_QUIET = frozenset({"src", "example", "quote", "comment", "export", "verse"})


def read(source: Source, names: Mapping[str, str]) -> Document:
    """Read an org document; `names` maps the author's column heads to field names."""
    reader = _Reader(source, names)
    root = nest(reader.nodes())
    comments = tuple(_comments(source))
    return outline(source, "org", root, names, comments=comments, problems=tuple(reader.problems))


def _comments(source: Source) -> Iterator[Comment]:
    for match in _COMMENT.finditer(source.text):
        low = match.start() + len(match[0]) - len(match[0].lstrip())
        body = Text.verbatim(match["body"], match.start("body")).strip()
        yield Comment(Span(low, low + len(match[0].strip())), body)


class _Reader:
    """Turns the lines of an org file into headings, lines, items and tables."""

    def __init__(self, source: Source, names: Mapping[str, str]) -> None:
        self.source = source
        self.names = names
        self.layout = Layout()
        self.problems: list[Problem] = []
        self.lines = [source.line_span(number) for number in range(1, len(source.line_starts) + 1)]
        self.states = _STATES | _own_states(source.text)
        self.unending: set[str] = set()
        self.silent = 0
        self.at = 0

    def nodes(self) -> list[Node]:
        """The nodes of the file, list items with their lists inside."""
        while self.at < len(self.lines):
            span = self.lines[self.at]
            self.at += 1
            if span.end - span.start > LONGEST:
                reason = f"a line of {span.end - span.start:,} characters is not read"
                self.problems.append(Problem(Span(span.start, span.start + 80), reason))
            else:
                self._line(self.source[span].replace("\0", "\ufffd"), span.start)
        return self.layout.nodes

    def _line(self, raw: str, start: int) -> None:
        if match := _HEADLINE.match(raw):
            self._headline(match, start)
        elif self.silent:
            return
        elif not raw.strip() or _RULE.match(raw) or (raw.lstrip()[0] in "#:" and self._aside(raw, start)):
            self.layout.part()
        elif raw.lstrip().startswith("|"):
            self._table(raw)
        elif _PLANNED.match(raw.lstrip()):
            self._planned(raw, start)
        elif match := _ITEM.match(raw):
            self._item(match, raw, start)
        else:
            self._words(raw, start)

    def _headline(self, match: re.Match[str], start: int) -> None:
        """A headline without its state, priority and tags; nothing below one that is commented out or archived."""
        level, at, raw = len(match["stars"]), match.start("text"), match.string
        if self.silent and level > self.silent:
            return
        self.silent = 0
        text = match["text"]
        word = text.split(None, 1)[0] if text.split() else ""
        if word == "COMMENT" or ":ARCHIVE:" in (match["tags"] or ""):
            self.silent = level
            return
        if word in self.states:
            at += len(word) + len(text[len(word) :]) - len(text[len(word) :].lstrip())
        if priority := _PRIORITY.match(raw, at):
            at = priority.end()
        line = inline(raw[at : match.end("text")], start + at)
        self.layout.add(Node(Kind.HEADING, line, min(level, _DEEPEST)))

    def _aside(self, raw: str, start: int) -> bool:
        """Keywords, blocks, drawers and comments; whether a line is one of them."""
        if match := _BEGIN.match(raw):
            if match["name"].lower() in _QUIET:
                self._skip_to(rf"[ \t]*#\+end_{match['name']}\b")
            return True
        if match := _KEYWORD.match(raw):
            if match["name"].lower() == "title" and match["value"]:
                line = inline(match["value"], start + match.start("value"))
                self.layout.add(Node(Kind.HEADING, line, 1))
            else:
                self._field(match, start)
            return True
        if match := _DRAWER.match(raw):
            self._drawer(match["name"].upper())
            return True
        return _NOTE.match(raw) is not None or raw.lstrip().startswith("#+")

    def _skip_to(self, closing: str) -> None:
        """Go on behind the line that ends a block; a block that never ends is none."""
        if closing in self.unending:
            return
        pattern = re.compile(closing, re.IGNORECASE)
        for number in range(self.at, len(self.lines)):
            if pattern.match(self.source[self.lines[number]][:200]):
                self.at = number + 1
                return
        self.unending.add(closing)

    def _drawer(self, name: str) -> None:
        """Properties are fields of what they stand below; other drawers hold logs."""
        first = self.at
        self._skip_to(r"[ \t]*:END:[ \t]*$")
        for span in self.lines[first : max(self.at - 1, first)] if name == "PROPERTIES" else ():
            if match := _PROPERTY.match(self.source[span][:LONGEST]):
                self._field(match, span.start)

    def _field(self, match: re.Match[str], start: int) -> None:
        """A property or keyword that okrlint knows, as the line "Owner: Ana"."""
        if match["value"] and field_name(match["name"].replace("_", " "), self.names):
            name = Text.verbatim(match["name"], start + match.start("name"))
            value = Text.verbatim(match["value"], start + match.start("value"))
            gap = Text.replaced(": ", Span(name.span().end, value.span().start))
            self._put(Line(Text.join((name, gap, value))))

    def _planned(self, raw: str, start: int) -> None:
        for match in _PLANNED.finditer(raw):
            if match["name"] == "DEADLINE":
                self._field(match, start)

    def _put(self, line: Line) -> None:
        """A line of its own, below the innermost item."""
        self.layout.part()
        self.layout.line(1 << 20, line, False)
        self.layout.part()

    def _item(self, match: re.Match[str], raw: str, start: int) -> None:
        at, checkbox = match.end(), None
        if box := _CHECKBOX.match(raw, at):
            at, checkbox = box.end(), box["value"].lower().replace("-", " ")
        term = _TERM.search(raw, at)
        line = inline(raw[at:], start + at)
        if term is not None:  # "Owner :: Ana" is "Owner: Ana"
            name, value = inline(raw[at : term.start()], start + at), inline(raw[term.end() :], start + term.end())
            gap = Text.replaced(": ", Span(start + term.start(), start + term.end()))
            line = Line(Text.join((name.text, gap, value.text)), name.runs) if name and value else line
        ordered = match["mark"][:1].isalnum()
        node = Node(Kind.ITEM, line, ordered=ordered, checkbox=checkbox)
        self.layout.item((len(match["indent"].expandtabs(8)), 1), node)

    def _words(self, raw: str, start: int) -> None:
        indent = len(raw[: len(raw) - len(raw.lstrip())].expandtabs(8))
        self.layout.line(indent, inline(raw, start), wrapped=True)

    def _table(self, raw: str) -> None:
        """The table whose first line was just read."""
        rows, indent = [], len(raw) - len(raw.lstrip())
        self.at -= 1
        while self.at < len(self.lines) and self.source[self.lines[self.at]].lstrip().startswith("|"):
            span = self.lines[self.at]
            text = self.source[span][:LONGEST].replace("\0", "\ufffd")
            if not _RULE.match(text):
                rows.append(Row(tuple(_cells(text, span.start))))
            self.at += 1
        if rows:
            self.layout.table(indent, Node(Kind.TABLE, EMPTY, rows=tuple(rows)))


def _cells(raw: str, start: int) -> Iterator[tuple[Line, ...]]:
    """The cells between the bars of a line."""
    at = raw.index("|") + 1
    parts = raw[at:].split("|")
    for part in parts if parts[-1].strip() else parts[:-1]:
        line = inline(part, start + at)
        yield (line,) if line else ()
        at += len(part) + 1


def _own_states(text: str) -> frozenset[str]:
    """The states that a file declares with `#+TODO:`, without their keys ("WAIT(w@)")."""
    declared = " ".join(match["words"] for match in _TODO.finditer(text))
    return frozenset(word.split("(")[0] for word in declared.split() if word != "|")
