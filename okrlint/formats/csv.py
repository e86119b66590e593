"""OKRs in CSV and TSV files: the delimiter and the quotes are those of the file, and every cell keeps its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from okrlint.core import lazy_re as re
from okrlint.core.model import Document, Problem
from okrlint.core.source import Source, Span
from okrlint.formats import tree
from okrlint.formats.roles import Roles
from okrlint.formats.scalars import PLAIN, QUOTED
from okrlint.formats.table import reader
from okrlint.formats.table.grid import Row, Sheet
from okrlint.formats.table.heads import columns_of, worth

_DELIMITERS = ",;\t|"
_STATED = re.compile(r"\s*sep=(.)[ \t]*(?:\r\n|\r|\n|$)", re.IGNORECASE)
_BLANK = re.compile(r"[\r\n]*+")
_REST = re.compile(r"[^\r\n]*+")
_LOOK = 60
_TITLES = 20
_MOST_WORDS = 3
_MAIN = frozenset({"key_result", "numbered", "kind"})
_MOST_COLUMNS = 1000


def read(source: Source, names: Mapping[str, str]) -> Document:
    """Read the OKRs of a CSV or TSV file; `names` maps the author's own column heads to field names."""
    table = table_of(source.text, names)
    problems = tuple(islice(table.unclosed(), 1))
    return reader.document(source, "csv", [Sheet(table)], names, problems)


@dataclass(frozen=True)
class Table:
    """The rows of a text from offset `start`, empty lines left out; each pass reads them anew, one after the other.

    Of a row with more cells than any table has columns only the first are read.
    """

    text: str
    delimiter: str
    start: int = 0

    def __iter__(self) -> Iterator[Row]:
        cell = _cell(self.delimiter)
        at, end = _after(_BLANK, self.text, self.start), len(self.text)
        cells: list[tree.Scalar] = []
        while at < end:
            found = _scalar(cell.match(self.text, at), self.text)  # type: ignore[arg-type]
            cells.append(found)
            at = found.high
            if self.text.startswith(self.delimiter, at) and at + 1 < end:
                at += 1
                if len(cells) < _MOST_COLUMNS:
                    continue
                at = _after(_REST, self.text, at)
            yield Row(tuple(cells))
            cells = []
            at = _after(_BLANK, self.text, at + self.text.startswith(self.delimiter, at))

    def unclosed(self) -> Iterator[Problem]:
        """Quotation marks that are opened and never closed."""
        if self.text.count('"') % 2:
            for row in self:
                for cell in row.cells:
                    if cell.style is PLAIN and cell.value.startswith('"') and cell.value.count('"') % 2:
                        span = Span(cell.low, cell.high)
                        yield Problem(span, "a quotation mark is opened here and never closed")


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Where a pattern ends that may match nothing."""
    match = pattern.match(text, at)
    return match.end() if match else at


def _cell(delimiter: str) -> re.Pattern[str]:
    """What a cell is: words between quotes, with doubled quotes inside, or anything up to the delimiter."""
    end = re.escape(delimiter)
    space = "[ ]*+" if delimiter == "\t" else "[ \\t]*+"
    return re.compile(rf'{space}"(?P<quoted>(?:[^"]++|"")*+)"{space}(?={end}|[\r\n]|\Z)|[^{end}\r\n]*+')


def _scalar(match: re.Match[str], text: str) -> tree.Scalar:
    low, high = match.span()
    quoted = match["quoted"]
    if quoted is None:
        return tree.Scalar(match[0], text, low, high, low, high, PLAIN)
    start, end = match.span("quoted")
    return tree.Scalar(quoted.replace('""', '"'), text, low, high, start, end, QUOTED)


def table_of(text: str, names: Mapping[str, str]) -> Table:
    """The table in a text, cut at the delimiter that its first line states, or that shows the most known heads."""
    if stated := _STATED.match(text):
        return Table(text, stated[1], stated.end())
    roles = Roles(names)

    def shown(delimiter: str) -> tuple[int, int]:
        """How much a delimiter makes of the first rows."""
        rows = list(islice(Table(text, delimiter), _LOOK))
        widths = [len(row.cells) for row in rows]
        usual = max(set(widths), key=widths.count, default=0)
        best = max((worth(row, roles) for row in rows), default=0)
        return best if best > 1 else 0, (usual > 1) * widths.count(usual) * usual

    return Table(text, max(_DELIMITERS, key=shown))


def is_table(text: str) -> bool:
    """Whether the first lines of a text without a name are heads of columns with delimiters between them."""
    roles = Roles({})
    lines = [line for line in text.splitlines()[:_TITLES] if not line.startswith(("|", "#", "-", "*"))]
    rows = [row for line in lines for mark in _DELIMITERS[:3] if len((row := _first(line, mark)).cells) > 1]
    rows = [row for row in rows if all(len(cell.value.split()) <= _MOST_WORDS for cell in row.cells)]
    return any(worth(row, roles) > 1 and not _MAIN.isdisjoint(columns_of(row, roles).roles) for row in rows)


def _first(line: str, delimiter: str) -> Row:
    return next(iter(Table(line, delimiter)), Row(()))
