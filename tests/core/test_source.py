"""Places in files that have no lines."""

from __future__ import annotations

from okrlint.core.source import Place, Source, Span

TEXT = "Objective\tKey result\nGrow\tSell more\nto all\t12"
PLACES = (Place(0, "A1"), Place(10, "B1"), Place(21, "A2"), Place(26, "B2"), Place(43, "C2"))
SHEET = Source("a.xlsx", TEXT, places=PLACES)


def test_the_place_of_an_offset() -> None:
    named = [SHEET.named(offset) for offset in (0, 9, 10, 20, 21, 25, 26, 42, 43, len(TEXT))]
    assert named == ["A1", "A1", "B1", "B1", "A2", "A2", "B2", "B2", "C2", "C2"]


def test_what_stands_in_a_place() -> None:
    spans = [SHEET.place_span(place) for place in PLACES]
    assert [SHEET[span] for span in spans] == ["Objective", "Key result", "Grow", "Sell more\nto all", "12"]


def test_an_offset_before_the_first_place() -> None:
    assert Source("a.xlsx", "  x", places=(Place(2, "A1"),)).named(0) == "A1"


def test_a_file_with_lines_has_no_places() -> None:
    source = Source("a.md", "a\nbc")
    assert source.place(2) is None
    assert source.named(3) == "2:2"


def test_a_place_that_is_empty() -> None:
    source = Source("a.xlsx", "\t\tx", places=(Place(0, "A1"), Place(1, "B1"), Place(2, "C1")))
    assert source.place_span(source.places[1]) == Span(1, 1)
