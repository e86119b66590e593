"""How a table tells objectives from key results, where each stands in a row of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from okrlint.core import lazy_re as re
from okrlint.formats import tree
from okrlint.formats.kinds import ASIDE, GOAL, KEY_RESULT, OBJECTIVE, RESULT, WORK, kind_said
from okrlint.formats.prose.labels import Label, label_of
from okrlint.formats.prose.nodes import Line
from okrlint.formats.records import has_words
from okrlint.formats.table.grid import Row, indent
from okrlint.formats.table.heads import Columns

Kind = Callable[[Row], str]
"""What a row is: one of the kinds of `okrlint.formats.kinds`, or "" for nothing."""

_KINDS = {Label.OBJECTIVE: OBJECTIVE, Label.KEY_RESULT: KEY_RESULT, Label.KEY_RESULTS: KEY_RESULT, Label.WORK: WORK}
_NUMBER = re.compile(r"(?:[A-Z]{1,3}[ -]?)?(\d{1,3}(?:\.\d{1,3})*)\.?(?=\s|$)", re.IGNORECASE)
_FIGURES = frozenset({"baseline", "target", "current", "score"})
_BESIDE = _FIGURES | {"unit", "owner", "due", "status", "confidence"}
_FEWEST_WORDS = 3
_LEVELS = (OBJECTIVE, KEY_RESULT, WORK)


class Layout(NamedTuple):
    """How the rows of a table are told apart, and its columns as that makes them. `sure`: it takes OKRs to be so."""

    kind: Kind
    columns: Columns
    sure: bool = True


def layout_of(columns: Columns, sample: Sequence[Row], okr: bool) -> Layout | None:
    """The layout of a table with objectives and key results in rows of their own, None for any other table.

    `okr` is whether the file says that it has OKRs: numbers and indents alone could mean anything.
    """
    attempts: Sequence[Callable[[Columns, Sequence[Row]], Layout | None]]
    attempts = (_by_kind, _by_label, *((_by_parent, _by_number, _by_indent, _by_figures) if okr else ()))
    fill = columns.first("key_result") is not None and columns.first("objective", "goal", "reference") is not None
    fitting = attempts[:2] if fill or columns.first("numbered") is not None else attempts
    return next((found for attempt in fitting if (found := attempt(columns, sample))), None)


def _texts(sample: Sequence[Row], column: int) -> list[tree.Scalar]:
    return [cell for row in sample if (cell := row.cell(column))]


def _wide(sample: Sequence[Row]) -> int:
    return max((len(row.cells) for row in sample), default=0)


def _sentences(columns: Columns, sample: Sequence[Row], but: int | None = None) -> int | None:
    """The column with the sentences: one that is called so, else that with the most words."""
    named = [place for place, role in enumerate(columns.roles) if role in ("key_result", "objective", "title", "goal")]
    titled = [place for place in named if columns.roles[place] == "title"]
    free = [place for place in range(_wide(sample)) if columns.role(place) in ("", "results")]
    noted = [place for place, role in enumerate(columns.roles) if role == "note"]
    for places in (titled, named, free, noted):
        words = {
            place: sum(len(cell.value.split()) for cell in _texts(sample, place)) for place in places if place != but
        }
        if words and max(words.values()) > len(sample) // 2:
            return max(words, key=lambda place: words[place])
    return None


def _named_sentences(columns: Columns, sample: Sequence[Row]) -> int | None:
    """The column with the sentences, where its head says so and they are more than names."""
    text = _sentences(columns, sample)
    if text is None or columns.role(text) in ("", "results", "note"):
        return None
    cells = _texts(sample, text)
    return text if sum(len(cell.value.split()) for cell in cells) >= _FEWEST_WORDS * len(cells) else None


def _by_kind(columns: Columns, sample: Sequence[Row]) -> Layout | None:
    """A column that says "Objective" or "Key result"."""
    for column in range(_wide(sample)):
        said = Counter(kind_said(cell.value) for cell in _texts(sample, column))
        known = sum(said.values()) - said[""]
        alone = columns.role(column) in _TYPES and "objective" not in columns.roles
        top = OBJECTIVE if said[OBJECTIVE] else GOAL
        if said[KEY_RESULT] and (said[top] or alone) and 2 * known >= sum(said.values()):
            named = columns.called(column, "kind")
            text = _sentences(named, sample, column)
            both = {"objective", "key_result"} <= set(columns.roles)
            named = named if text is None or both else named.called(text, "title")
            own = named.first("reference") if "id" not in named.roles and "parent" in named.roles else None
            return Layout(_cell_kind(column, top), named if own is None else named.called(own, "id"))
    return None


_TYPES = ("type", "kind")


def _cell_kind(column: int, top: str) -> Kind:
    def kind(row: Row) -> str:
        """What the cell says; `top` is how objectives are called."""
        cell = row.cell(column)
        said = kind_said(cell.value) if cell else ""
        return OBJECTIVE if said == top else ASIDE if said in (GOAL, RESULT) else said

    return kind


def _label(cell: tree.Scalar | None) -> tuple[Label, bool]:
    """The label that a cell begins with, and whether words follow it."""
    if cell is None or len(cell.value) > 1000:
        return Label.NONE, True
    line = Line(cell.text)
    found = label_of(line)
    return found.label, has_words(line.value[found.end :])


def _by_label(columns: Columns, sample: Sequence[Row]) -> Layout | None:
    """A column of "O1" and "KR1.1", with the sentences in the same cells or in others."""
    for column in range(min(_wide(sample), 4)):
        found = [_label(row.cell(column)) for row in sample if row.cell(column)]
        labels = [label for label, _ in found]
        results = [more for label, more in found if label in (Label.KEY_RESULT, Label.KEY_RESULTS)]
        if len(results) < 2 or Label.OBJECTIVE not in labels or 2 * labels.count(Label.NONE) > len(labels):
            continue
        if sum(results) > len(results) // 2:
            return Layout(_label_kind(column), columns.called(column, "title"))
        text = _sentences(columns, sample, column)
        if text is not None:
            return Layout(_label_kind(column), columns.called(column, "id").called(text, "title"))
    return None


def _label_kind(column: int) -> Kind:
    def kind(row: Row) -> str:
        """What the label of the cell says."""
        return _KINDS.get(_label(row.cell(column))[0], ASIDE)

    return kind


def _by_parent(columns: Columns, sample: Sequence[Row]) -> Layout | None:
    """Ids and the ids of parents: what has no parent is an objective, what has no children a key result."""
    own, above = columns.first("id"), columns.first("parent", "reference")
    text = _named_sentences(columns, sample)
    if own is None or above is None or text is None:
        return None
    ids = {cell.text.value.casefold() for cell in _texts(sample, own)}
    parents = {cell.text.value.casefold() for cell in _texts(sample, above)}
    if not ids & parents:
        return None

    def kind(row: Row) -> str:
        """What the ids of the row say."""
        cell = row.cell(own)
        is_parent = cell is not None and cell.text.value.casefold() in parents
        return OBJECTIVE if row.cell(above) is None or is_parent else KEY_RESULT

    return Layout(kind, columns.called(text, "title"), sure=False)


def _depth(cell: tree.Scalar | None) -> int:
    """1 of "2", 2 of "2.1", 0 of what bears no number."""
    match = _NUMBER.match(cell.text.value) if cell else None
    return match[1].count(".") + 1 if match else 0


def _levels(columns: Columns, text: int, depths: Sequence[int], depth: Callable[[Row], int]) -> Layout | None:
    """Rows on two or three levels, of which the highest is that of the objectives."""
    levels = sorted(set(depths))
    if not 2 <= len(levels) <= 4 or depths[0] != levels[0] or depths.count(levels[1]) < depths.count(levels[0]):
        return None

    def kind(row: Row) -> str:
        """What the level of the row says."""
        level = depth(row)
        return _LEVELS[min(levels.index(level), 2)] if level in levels else ""

    return Layout(kind, columns.called(text, "title"), sure=False)


def _by_number(columns: Columns, sample: Sequence[Row]) -> Layout | None:
    """1 and 1.1, in a column of their own or before the sentences."""
    text = _named_sentences(columns, sample)
    for column in dict.fromkeys((columns.first("id"), 0, text)):
        if column is None or text is None:
            continue
        depths = [depth for row in sample if row.cell(text) and (depth := _depth(row.cell(column)))]
        if 3 * len(depths) >= 2 * len(_texts(sample, text)):
            named = columns if column == text else columns.called(column, "id")
            return _levels(named, text, depths, lambda row, column=column: _depth(row.cell(column)))  # type: ignore[misc]
    return None


def _by_indent(columns: Columns, sample: Sequence[Row]) -> Layout | None:
    """Sentences that are indented below others."""
    text = _named_sentences(columns, sample)
    if text is None:
        return None
    cells = _texts(sample, text)

    def depth(row: Row) -> int:
        """How far the sentence is indented, -1 where there is none."""
        cell = row.cell(text)
        return -1 if cell is None else indent(cell)

    return _levels(columns, text, [indent(cell) for cell in cells], depth) if len(cells) > 2 else None


def _by_figures(columns: Columns, sample: Sequence[Row]) -> Layout | None:
    """Rows with nothing but a sentence among those with figures and owners."""
    text = _named_sentences(columns, sample)
    others = [place for place, role in enumerate(columns.roles) if role in _BESIDE and place != text]
    if text is None or not _FIGURES.intersection(columns.roles) or "metric" in columns.roles:
        return None
    bare = list(_bare(sample, text, others))
    if not bare or not bare[0] or sum(bare) * 2 > len(bare) or sum(bare) < 1:
        return None

    def kind(row: Row) -> str:
        """What the empty cells of the row say."""
        if row.cell(text) is None:
            return ""
        return KEY_RESULT if any(row.cell(place) for place in others) else OBJECTIVE

    return Layout(kind, columns.called(text, "title"), sure=False)


def _bare(sample: Sequence[Row], text: int, others: Sequence[int]) -> Iterator[bool]:
    """Of each row with a sentence, whether it has nothing else."""
    for row in sample:
        if row.cell(text):
            yield not any(row.cell(place) for place in others)
