"""Compare what okrlint reads with what a careful reader found in real documents."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from okrlint.core.errors import OkrlintError, UnreadableError
from okrlint.core.model import Document
from okrlint.core.source import Source
from okrlint.formats import format_of, read
from okrlint.workspace.decode import source_of

ROLES = ("objective", "key_result")

Found = tuple[str, int]
"""Role and line."""


@dataclass(slots=True)
class Score:
    """Counts of one role: rows found, missed and wrongly found; how many of those found have the exact text."""

    found: int = 0
    missed: int = 0
    wrong: int = 0
    exact: int = 0
    worded: int = 0

    def add(self, other: Score) -> None:
        """Add the counts of another score."""
        for name in ("found", "missed", "wrong", "exact", "worded"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def precision(self) -> float:
        """Share of what was read that is there; 1 where nothing was read."""
        return self.found / (self.found + self.wrong) if self.found + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of what is there that was read; 1 where nothing is there."""
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = 2 * self.found + self.missed + self.wrong
        return 2 * self.found / both if both else 1.0

    @property
    def exact_share(self) -> float:
        """Share of the rows found whose text is exact."""
        return self.exact / self.worded if self.worded else 1.0


@dataclass(slots=True)
class Comparison:
    """The scores of one document, and the rows that differ as lines for a person."""

    name: str
    scores: dict[str, Score] = field(default_factory=lambda: {role: Score() for role in ROLES})
    differences: list[str] = field(default_factory=list)


def compare(folder: Path) -> list[Comparison]:
    """Compare every document of `folder`/docs that okrlint reads with `folder`/outline.jsonl.

    Raises OkrlintError where the folder does not hold the documents.
    """
    outline = folder / "outline.jsonl"
    if not outline.is_file():
        raise OkrlintError(f"{folder}: no outline.jsonl there")
    rows = defaultdict(list)
    for line in outline.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows[row["doc"]].append(row)
    return [_compare(folder / "docs" / name, rows[name]) for name in sorted(rows) if format_of(name)]


def _compare(path: Path, rows: list[dict[str, object]]) -> Comparison:
    document = read(_source(path))
    result = Comparison(path.name)
    open_lines = {row["line"] for row in rows if row.get("debatable") or row["role"] == "debatable"}
    expected = defaultdict(list)
    for row in rows:
        expected[str(row["role"]), int(str(row["line"]))].append(row)
    for key, text in _elements(document):
        score = result.scores[key[0]]
        if expected.get(key):
            _settle(result, key, text, expected[key].pop(0))
        elif key[1] not in open_lines:
            score.wrong += 1
            result.differences.append(f"{path.name}:{key[1]}: not there: {key[0]} {text!r}")
    for key, missing in expected.items():
        for row in missing:
            if key[0] in ROLES and not row.get("debatable"):
                result.scores[key[0]].missed += 1
                result.differences.append(f"{path.name}:{key[1]}: missed: {key[0]} {row['text']!r}")
    return result


def _source(path: Path) -> Source:
    """A document as a run would read it; bytes that are not of its encoding do not matter here."""
    data = path.read_bytes()
    try:
        return source_of(data, path.name)
    except UnreadableError:
        return Source(path.name, data.decode("utf-8", "replace"))


def _settle(result: Comparison, key: Found, text: str, row: dict[str, object]) -> None:
    if row.get("debatable"):
        return
    score = result.scores[key[0]]
    score.found += 1
    if row.get("verbatim", True):
        wanted = " ".join(str(row["text"]).split())
        score.worded += 1
        score.exact += text == wanted
        if text != wanted:
            result.differences.append(f"{result.name}:{key[1]}: {key[0]} text {text!r}, not {wanted!r}")


def _elements(document: Document) -> Iterator[tuple[Found, str]]:
    for objective in document.objectives:
        if objective.stated:
            line, _ = document.source.line_column(objective.text.span().start)
            yield ("objective", line), " ".join(objective.text.value.split())
        for key_result in objective.key_results:
            line, _ = document.source.line_column(key_result.text.span().start)
            yield ("key_result", line), " ".join(key_result.text.value.split())


def report(comparisons: Iterable[Comparison], differences: bool = False) -> Iterator[str]:
    """Lines of a table: each document, all together, and the mean over documents with at least three rows."""
    yield f"{'document':12}{'':2}{'key results':^29}{'':3}{'objectives':^29}"
    yield f"{'':14}{'precision  recall  F1    exact':29}{'':3}{'precision  recall  F1    exact':29}"
    total = Comparison("all")
    means: dict[str, list[float]] = {role: [] for role in ROLES}
    for comparison in comparisons:
        for role in ROLES:
            score = comparison.scores[role]
            total.scores[role].add(score)
            if score.found + score.missed >= 3:
                means[role].append(score.f1)
        yield _row(comparison)
        if differences:
            yield from (f"    {line}" for line in comparison.differences)
    yield _row(total)
    for role in reversed(ROLES):
        values = means[role] or [0.0]
        mean = sum(values) / len(values)
        yield f"{role}: mean F1 over {len(means[role])} documents {mean:.3f}, lowest {min(values):.3f}"


def _row(comparison: Comparison) -> str:
    cells = [f"{comparison.name:12}"]
    for role in reversed(ROLES):
        score = comparison.scores[role]
        cells.append(f"{score.precision:9.3f}  {score.recall:.3f}  {score.f1:.3f}  {score.exact_share:.3f}")
    return "   ".join(cells)
