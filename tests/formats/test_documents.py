"""Whole documents, read as a careful reader reads them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from okrlint.core.source import Source
from okrlint.devtools.realworld import Comparison, Score, compare
from okrlint.formats import read

FOLDER = Path(__file__).parent.parent / "documents"


@pytest.fixture(scope="module")
def comparisons() -> list[Comparison]:
    return compare(FOLDER)


def total(comparisons: list[Comparison], role: str) -> Score:
    score = Score()
    for comparison in comparisons:
        score.add(comparison.scores[role])
    return score


@pytest.mark.parametrize(
    ("role", "precision", "recall", "exact"), [("key_result", 0.99, 0.91, 0.96), ("objective", 0.99, 0.9, 0.98)]
)
def test_little_is_invented_and_most_is_found(
    comparisons: list[Comparison], role: str, precision: float, recall: float, exact: float
) -> None:
    score = total(comparisons, role)
    assert score.precision >= precision
    assert score.recall >= recall
    assert score.exact_share >= exact


def test_documents_without_okrs_stay_without() -> None:
    rows = [json.loads(line) for line in (FOLDER / "outline.jsonl").read_text(encoding="utf-8").splitlines()]
    names = [row["doc"] for row in rows if row["role"] == "none"]
    assert len(names) == 14
    for name in names:
        document = read(Source(name, (FOLDER / "docs" / name).read_text(encoding="utf-8")))
        assert not document.objectives, name


def test_the_comparison_notices_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "x.md").write_text(
        "Objective: Ride more\n\n- KR: 40 riders\n- KR: 50 bikes\n", encoding="utf-8"
    )
    rows = [
        {"doc": "x.md", "line": 1, "role": "objective", "text": "Ride more"},
        {"doc": "x.md", "line": 3, "role": "key_result", "text": "41 riders"},
        {"doc": "x.md", "line": 9, "role": "key_result", "text": "Missing"},
    ]
    (tmp_path / "outline.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    [comparison] = compare(tmp_path)
    score = comparison.scores["key_result"]
    assert (score.found, score.missed, score.wrong, score.exact) == (1, 1, 1, 0)
    assert comparison.scores["objective"].exact == 1
    assert len(comparison.differences) == 3
