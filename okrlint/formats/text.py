"""OKRs in plain text: labels, bullets, numbers, indentation, underlined titles, tables of pipes, mails."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from okrlint.core import lazy_re as re
from okrlint.core.model import Comment, Document, Problem
from okrlint.core.source import Source, Span
from okrlint.core.text import Text
from okrlint.formats.periods import find_period
from okrlint.formats.prose.labels import Label, label_of
from okrlint.formats.prose.layout import Layout
from okrlint.formats.prose.nodes import Kind, Line, Node, nest
from okrlint.formats.prose.outline import outline
from okrlint.formats.prose.survey import introduces, names_okrs
from okrlint.formats.text_lines import LONGEST, Physical, comments_in, physical_lines, plain, without_comment
from okrlint.formats.text_tables import table_at

_WITHIN = 10
"""The level of a title that only its place makes one: it ends no objective."""

_WRAPPED = 55
"""Columns from which on a line may have been broken because it was full."""

_MAIL = re.compile(
    r"(?:from|to|cc|bcc|subject|date|sent|reply-to|von|an|betreff|datum|gesendet|re)\s*:\s", re.IGNORECASE
)
_SUBJECT = re.compile(r"(?:subject|betreff)\s*:\s*(?:(?:re|fwd?|aw|wg)\s*:\s*)*(?P<text>\S.*)", re.IGNORECASE)
_LISTS = frozenset({Label.KEY_RESULTS, Label.HEALTH, Label.METRICS})
_RESULTS = frozenset({Label.KEY_RESULT, Label.KEY_RESULTS})
_MARKDOWN = re.compile(r"^#{1,6}[ \t]+(?!okrlint:)\S|\*\*[^\s*][^*\r\n]*\*\*|\]\(https?://|^```", re.MULTILINE)
"""Marks that only people set who write Markdown, whatever the file is called."""

_CHANGE = re.compile(r"\d\s?%|\bfrom\b")
_LEVELS = {"=": 1, "-": 2}


def read(source: Source, names: Mapping[str, str]) -> Document:
    """Read a plain text; `names` maps the author's column heads to field names."""
    comments, problems = tuple(_comments(source)), tuple(_problems(source))
    if not problems and _MARKDOWN.search(source.text):
        return replace(_as_markdown(source, names), comments=comments)
    reader = _Reader(list(physical_lines(source)))
    return outline(source, "text", nest(reader.nodes()), names, comments=comments, problems=problems)


def _as_markdown(source: Source, names: Mapping[str, str]) -> Document:
    """The document of a text that is written in Markdown."""
    from okrlint.formats import markdown
    from okrlint.formats.inline import parser

    lines = (without_comment(source.text[low:high]) for low, high in pairwise((*source.line_starts, len(source.text))))
    marked = Source(source.path, "".join(lines), source.format)
    return markdown.document(source, marked, "text", names, parser())


def _comments(source: Source) -> Iterator[Comment]:
    for low, high, start, end in comments_in(source):
        yield Comment(Span(low, high), Text.verbatim(source.text[start:end], start).strip())


def _problems(source: Source) -> Iterator[Problem]:
    for number in range(1, len(source.line_starts) + 1):
        span = source.line_span(number)
        if span.end - span.start > LONGEST:
            reason = f"a line of {span.end - span.start:,} characters is not read"
            yield Problem(Span(span.start, span.start + 80), reason)


class _Reader:
    """Turns the lines of a text into headings, lines, items and tables."""

    def __init__(self, lines: list[Physical]) -> None:
        self.lines = lines
        self.layout = Layout()
        self.named = any(label_of(line.line).label is Label.OBJECTIVE for line in lines if line.line)
        self.listing: int | None = None
        self.base = 0
        self.marked: set[int] = set()
        self.titles: set[int] = set()

    def nodes(self) -> list[Node]:
        """The nodes of the text, list items with their lists inside."""
        at = 0
        while at < len(self.lines):
            at = self._step(at)
        return self.layout.nodes

    def _step(self, at: int) -> int:
        """Read what begins at a line; the number of the line behind it."""
        line = self.lines[at]
        if line.raw.rstrip("\r\n") == "-- ":
            return self._behind_signature(at)
        if (end := self._mail(at)) > at:
            return end
        if (table := table_at(self.lines, at)) is not None:
            self.layout.table(line.indent, table[0])
            return table[1]
        if not line.line:
            self._blank()
        elif (level := self._level(at)) is not None:
            self._heading(line, level)
            self.titles.add(at)
        elif line.marked:
            node = Node(Kind.ITEM, line.line, ordered=line.ordered, checkbox=line.checkbox)
            self.marked.add(id(node))
            self.layout.item((line.indent, line.depth), node)
        else:
            self._words(at)
        return at + 1

    def _blank(self) -> None:
        self.layout.part()
        if self.listing is not None and self.layout.inside:
            self.listing = None

    def _heading(self, line: Physical, level: int) -> None:
        self.layout.add(Node(Kind.HEADING, line.line, level))
        self.listing, self.base = None, line.indent

    def _words(self, at: int) -> None:
        """A line without a mark: the rest of the one before, an item by its place, or a line."""
        line, before = self.lines[at], self._line(at - 1)
        label = label_of(line.line).label
        wrapped = (
            before.long >= _WRAPPED or line.line.value[:1].islower() or (before.marked and line.indent > before.indent)
        )
        wrapped = wrapped and bool(before.line) and self.layout.continues
        lists = label in _LISTS or introduces(line.line)
        if not wrapped and not lists and label is Label.NONE and self._is_item(line):
            self.layout.item((line.indent, 1), Node(Kind.ITEM, line.line))
            return
        if not self.layout.inside:
            self.base = line.indent
        self.layout.line(line.indent, line.line, wrapped)
        if lists:
            self.listing = line.indent

    def _is_item(self, line: Physical) -> bool:
        """Whether a line is a list item because of where it stands."""
        if self.listing is not None:
            return line.indent >= self.listing
        above = self.layout.above(line.indent)
        return line.indent > self.base and (above is None or id(above) not in self.marked)

    def _line(self, at: int) -> Physical:
        return self.lines[at] if 0 <= at < len(self.lines) else Physical(plain("", 0))

    def _level(self, at: int) -> int | None:
        """The level of a heading, None for any other line."""
        line, below = self.lines[at], self._line(at + 1)
        if line.heading:
            return line.heading
        alone = not self._line(at - 1).line or at - 1 in self.titles
        if alone and below.rule and not line.marked and below.indent <= line.indent:
            return _LEVELS.get(below.rule, 3)
        if line.marked or label_of(line.line).label not in (Label.NONE, Label.OBJECTIVES):
            return None
        if alone and self._is_title(line.line, at):
            return 1
        return _WITHIN if self._stands_above(at) else None

    def _is_title(self, line: Line, at: int) -> bool:
        """Whether a line says which OKRs follow."""
        value = line.value.rstrip(":")
        if value.endswith((".", ",", ";", "!", "?")) or len(value.split()) > 12:
            return False
        period = (
            find_period(line.text) is not None and len(value.split()) <= 6 and not re.search(r"\d\s?%|\bfrom\b", value)
        )
        return names_okrs(value) or (period and (at == 0 or not self._line(at + 1).line))

    def _stands_above(self, at: int) -> bool:
        """Whether a line without a label is the title of the list or the key results below it."""
        line = self.lines[at]
        before = self._line(at - 1)
        begins = not before.line or before.indent > line.indent or at - 1 in self.titles
        if self.named or not begins or line.indent > self.base or line.line.value.endswith((".", ":", ",", ";")):
            return False
        below = next((other for other in self.lines[at + 1 : at + 3] if other.line), None)
        if below is None or self.listing is not None:
            return False
        deeper = below.indent > line.indent and at + 1 < len(self.lines) and bool(self.lines[at + 1].line)
        return below.marked or deeper or label_of(below.line).label in _RESULTS

    def _mail(self, at: int) -> int:
        """The number of the line behind the head of a mail that begins at a line; that line where none does."""
        end = at
        while end < len(self.lines) and _MAIL.match(self.lines[end].raw):
            end += 1
        heads = self.lines[at:end]
        subject = next((match for line in heads if (match := _SUBJECT.match(line.raw))), None)
        if len(heads) < 2 or subject is None:
            return at
        line = next(line for line in heads if _SUBJECT.match(line.raw))
        title = plain(subject["text"], line.start + subject.start("text"))
        self._heading(Physical(title), 1)
        return end

    def _behind_signature(self, at: int) -> int:
        """The number of the line where another mail begins, else of the end."""
        self.layout.close()
        return next((n for n in range(at + 1, len(self.lines)) if self._mail_begins(n)), len(self.lines))

    def _mail_begins(self, at: int) -> bool:
        return bool(_MAIL.match(self.lines[at].raw)) and bool(_MAIL.match(self._line(at + 1).raw))
