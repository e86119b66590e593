"""OKRs in Markdown: CommonMark with tables, strikethrough, task lists and front matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from okrlint.core import lazy_re as re
from okrlint.core.model import Comment, Document, Field, Problem
from okrlint.core.source import Source, Span
from okrlint.core.text import Text
from okrlint.formats.inline import Content, parser, physical_lines
from okrlint.formats.prose.indented import list_items
from okrlint.formats.prose.labels import label_of
from okrlint.formats.prose.nodes import EMPTY, Kind, Line, Node, Row, nest
from okrlint.formats.prose.outline import outline
from okrlint.formats.prose.paragraphs import item_node, joined, logical_lines, paragraph
from okrlint.formats.sections import SENTINEL, Section, is_closed, placed, sections

_COMMENT = re.compile(r"<!--\s*okrlint:|\{/\*\s*okrlint:")
_LONGEST = 20_000
"""Characters in one paragraph, item or cell beyond which nobody wrote a sentence and parsing it may take minutes."""

_parser = lru_cache(maxsize=1)(parser)


def read(source: Source, names: Mapping[str, str]) -> Document:
    """Read a Markdown document; `names` maps the author's column heads to field names."""
    parts = sections(source.text, _section)
    return read_at_once(source, names) if parts is None else _document(source, "markdown", names, parts)


def read_at_once(source: Source, names: Mapping[str, str]) -> Document:
    """Read a Markdown document as a whole, which gives the same as section by section and takes longer."""
    return document(source, source, "markdown", names, _parser())


def document(
    source: Source,
    marked: Source,
    format_name: str,
    names: Mapping[str, str],
    md: MarkdownIt,
    parsed: str | None = None,
) -> Document:
    """The document of a Markdown text; `marked` is what of `source` is Markdown, every character at its place.

    `parsed` has the same lines, indented as the parser shall take them.
    """
    reader = _Reader(marked, md)
    tokens = md.parse(marked.text if parsed is None else parsed, reader.env)
    return _document(source, format_name, names, [(0, reader.section(tokens))])


def _document(
    source: Source, format_name: str, names: Mapping[str, str], parts: Sequence[tuple[int, Section]]
) -> Document:
    """The document that some sections hold."""
    fields, broken = _front_matter(source, parts[0][1].front if parts else None, names)
    nodes = nest([placed(node, start) for start, part in parts for node in part.nodes])
    code = [_moved(span, start) for start, part in parts for span in part.code]
    unread = (Problem(_moved(one.span, start), one.reason) for start, part in parts for one in part.problems)
    comments = tuple(_comments(source, code))
    return outline(source, format_name, nodes, names, fields, comments, (*broken, *unread))


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def forget() -> None:
    """Forget all sections that were read."""
    _section.cache_clear()


@lru_cache(maxsize=4096)
def _section(text: str, is_last: bool) -> Section | None:
    """What stands in a section; None for one that is still open where the next heading begins."""
    reader = _Reader(Source("", text), _parser())
    if is_last:
        tokens = reader.md.parse(text, reader.env)
    else:
        tokens = reader.md.parse(text + SENTINEL, reader.env)
        if not is_closed(tokens):
            return None
        tokens = tokens[:-3]
    found = reader.section(tokens)
    headings = [node for node in found.nodes if node.kind is Kind.HEADING]
    if len(headings) == 1 and headings[0] is found.nodes[0]:
        headings[0].section = text
    return found


def _comments(source: Source, code: Sequence[Span]) -> Iterator[Comment]:
    for match in _COMMENT.finditer(source.text):
        if any(span.covers(Span(*match.span())) for span in code):
            continue
        closing = "-->" if match[0].startswith("<") else "*/}"
        end = source.text.find(closing, match.end())
        if end < 0:
            return  # no later comment can end either
        body = Text.verbatim(source.text[match.end() : end], match.end())
        yield Comment(Span(match.start(), end + 3), body.strip())


def _front_matter(
    source: Source, span: Span | None, names: Mapping[str, str]
) -> tuple[tuple[Field, ...], tuple[Problem, ...]]:
    if span is None:
        return (), ()
    from okrlint.core.errors import UnreadableError
    from okrlint.formats.yaml import front_matter

    try:
        return front_matter(source[span], span.start, source, names), ()
    except UnreadableError as error:
        line = source.line_span(error.line) if error.line else span
        return (), (Problem(line, f"front matter: {error.reason}"),)


class _Reader:
    """Turns block tokens into a flat sequence of headings, lines, items and tables."""

    def __init__(self, source: Source, md: MarkdownIt) -> None:
        self.source = source
        self.md = md
        self.env: dict[str, Any] = {}
        self.front: Span | None = None
        self.problems: list[Problem] = []
        self.code: list[Span] = []

    def section(self, tokens: Sequence[Token]) -> Section:
        """What some blocks hold, list items with their lists inside."""
        nodes = tuple(self._blocks(iter(tokens), until=None))
        for node in (below for top in nodes for below in (top, *top.descendants())):
            node.label = None if node.kind is Kind.TABLE else label_of(node.line)
        defines = bool(self.env.get("references"))
        return Section(nodes, tuple(self.code), tuple(self.problems), self.front, defines)

    def _blocks(self, tokens: Iterator[Token], until: str | None) -> Iterator[Node]:
        level, first = 0, until == "list_item_close"
        for token in tokens:
            if token.type == until:
                return
            if token.type == "heading_open":
                level = int(token.tag[1])
            elif token.type == "inline":
                yield from self._text(token, level, own=first)
                level, first = 0, False
            else:
                yield from self._block(token, tokens)

    def _block(self, token: Token, tokens: Iterator[Token]) -> Iterator[Node]:
        if token.type == "list_item_open":
            yield self._item(token, tokens)
        elif token.type == "table_open":
            yield Node(Kind.TABLE, EMPTY, rows=tuple(self._rows(tokens)))
        elif token.type == "blockquote_open":
            _skip(tokens, "blockquote_open", "blockquote_close")
        elif token.type == "fence" and token.map:
            first, last = self.source.line_span(token.map[0] + 1), self.source.line_span(token.map[1])
            self.code.append(Span(first.start, last.end))
        elif token.type == "code_block" and token.map:
            yield from list_items(self.source, token.map[0] + 1, token.map[1])
        elif token.type == "front_matter" and token.map:
            first, last = self.source.line_span(token.map[0] + 2), self.source.line_span(token.map[1] - 1)
            self.front = Span(first.start, max(first.start, last.end))

    def _text(self, token: Token, level: int, own: bool) -> Iterator[Node]:
        """The nodes of a heading or paragraph; `own`: its first line is that of a list item."""
        if self._too_long(token):
            return
        lines = logical_lines(physical_lines(self.md, self._content(token), self.env))
        if not level:
            yield from paragraph(lines, own)
        elif lines:
            yield Node(Kind.HEADING, joined(lines), level)

    def _too_long(self, token: Token) -> bool:
        """Whether a text is too long to be read, which is then a problem."""
        if len(token.content) <= _LONGEST:
            return False
        span = self.source.line_span((token.map or [0, 0])[0] + 1)
        reason = f"{len(token.content):,} characters without a paragraph's end are not read"
        self.problems.append(Problem(Span(span.start, min(span.end, span.start + 80)), reason))
        return True

    def _item(self, opened: Token, tokens: Iterator[Token]) -> Node:
        children = list(self._blocks(tokens, until="list_item_close"))
        return item_node(children, ordered=bool(opened.info))

    def _rows(self, tokens: Iterator[Token]) -> Iterator[Row]:
        cells: list[tuple[Line, ...]] = []
        for token in tokens:
            if token.type == "table_close":
                return
            if token.type == "tr_open":
                cells = []
                bounds = self._cells(token)
            elif token.type == "inline":
                cells.append(self._cell(token, next(bounds, None)))
            elif token.type == "tr_close":
                yield Row(tuple(cells))

    def _cells(self, row: Token) -> Iterator[tuple[int, int]]:
        """Where the cells of a table row stand in the source, pipes and white space not counted."""
        span = self.source.line_span((row.map or [0, 0])[0] + 1)
        start = None
        for match in re.finditer(r"(?:\\.|\\$|[^|\\])*+(?:\||$)", self.source[span]):
            raw = match.group().removesuffix("|")
            if start is None and not raw.strip():
                start = 0
                continue
            start = span.start + match.start() + len(raw) - len(raw.lstrip())
            yield start, start + len(raw.strip())

    def _cell(self, token: Token, bounds: tuple[int, int] | None) -> tuple[Line, ...]:
        if bounds is None or not token.content or self._too_long(token):
            return ()
        raw = self.source.text[bounds[0] : bounds[1]]
        starts, text = [(0, bounds[0])], ""
        for part in re.split(r"\\(?=\|)", raw):
            if text:
                starts.append((len(text), starts[-1][1] + len(text) - starts[-1][0] + 1))
            text += part
        return tuple(line for line, _ in physical_lines(self.md, Content(text, tuple(starts)), self.env) if line)

    def _content(self, token: Token) -> Content:
        """An inline token's text without indentation, with the place of each of its lines."""
        starts, at, number = [], 0, (token.map or [0, 0])[0] + 1
        lines = [line.lstrip() for line in token.content.split("\n")]
        for offset, line in enumerate(lines):
            span = self.source.line_span(number + offset)
            raw, words = self.source[span].replace("\0", "\ufffd"), line.rstrip()
            place = raw.rfind(words) if raw.rstrip().endswith(words) else raw.find(words)
            starts.append((at, span.start + max(place, 0)))
            at += len(line) + 1
        return Content("\n".join(lines), tuple(starts))


def _skip(tokens: Iterator[Token], opening: str, closing: str) -> None:
    depth = 1
    for token in tokens:
        depth += (token.type == opening) - (token.type == closing)
        if not depth:
            return
