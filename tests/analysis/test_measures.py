"""The grammar of measures reads what hand-written key results say, and never more than stands there."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from okrlint.analysis.measures import find_measure, measure_of, of_key_result
from okrlint.core.measure import Measure, Value, Words
from okrlint.core.model import KeyResult
from okrlint.core.text import Text

FILES = Path(__file__).parent / "measures"
SECONDS = 10
LONG = 100_000


def lines(name: str) -> list[dict[str, Any]]:
    """The sentences of a file, each with the parse that a careful person expects."""
    return [json.loads(line) for line in (FILES / name).read_text(encoding="utf-8").splitlines()]


GAPS = lines("known_gaps.jsonl")
READ = [line for name in "abc" for line in lines(f"measures_{name}.jsonl")]


def name_of(line: dict[str, Any]) -> str:
    """A line as pytest names it: two may have the same sentence, but not the same fields."""
    return " ".join([line["text"], *line.get("fields", {}).values()])


def rounded(amount: Any) -> Any:
    """Numbers as the files have them: a third is 33.333333."""
    return round(amount, 2) if isinstance(amount, int | float) else amount


def differences(line: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """What the parser reads otherwise than expected, by key: what is wanted and what it found."""
    found = measure_of(line["text"], line.get("fields", {}))
    got, want = found.as_dict() if found else {}, line["measure"] or {}
    keys = {*got, *want} - ({"metric"} if "metric" not in want else set())
    pairs = {key: (rounded(want.get(key) or None), rounded(got.get(key) or None)) for key in sorted(keys)}
    zeros = {key: (rounded(want.get(key)), rounded(got.get(key))) for key in ("baseline", "target") if key in keys}
    return {key: (one, other) for key, (one, other) in {**pairs, **zeros}.items() if one != other}


@pytest.mark.parametrize("line", READ, ids=name_of)
def test_a_sentence_is_read_as_a_careful_person_reads_it(line: dict[str, Any]) -> None:
    assert differences(line) == {}
    assert (measure_of(line["text"], line.get("fields", {})) is None) == (line["measure"] is None)


def test_gaps_are_few_and_still_gaps() -> None:
    assert [name_of(line) for line in GAPS if not differences(line)] == []
    assert len(GAPS) <= 0.03 * (len(READ) + len(GAPS))


def parts(measure: Measure) -> list[Words]:
    """All words of the text that a measure points to."""
    values = (measure.baseline, measure.target, measure.change, *measure.values)
    words = (measure.metric, measure.per, measure.window, measure.deadline, measure.population)
    return [value.words for value in values if value] + [one for one in words if one]


def check(text: str) -> None:
    """Parse a text, and look whether all that is found stands in it."""
    measure = find_measure(text)
    for words in parts(measure) if measure else ():
        assert 0 <= words.start < words.end <= len(text)
        assert text[words.start : words.end] == words.text
    if measure:
        json.dumps(measure.as_dict())


WORDS = """from to by of 5 12 1.2 40% 3,000 $ € k m ms → -> ≥ < ~ + - / ( ) : ; , . now was up down per every week
days in within at least most than between and one two third half double zero none no more fewer Reduce
Increase Keep NPS users schools Q3 June 2026 end top 2nd #4 x X TBD [x] 1 in 3 while without share of
number of rate 7-day first month by Easter"""
PIECES = WORDS.split()


@given(st.lists(st.sampled_from(PIECES), max_size=24).map(" ".join))
@example("from 1 to ")
@example("5 of 0")
@example("1 in 0 wards")
def test_words_of_measures_in_any_order_are_read_from_the_text(text: str) -> None:
    check(text)


@given(st.text(max_size=80))
@example("\x00\u2028 5 \U0001f600 → \U0001d7d9\u0662")
@example("²³ to ½ of ٣ %")
def test_any_text_is_read_without_error(text: str) -> None:
    check(text)
    measure_of(text, {"baseline": text, "target": text[::-1], "unit": text, "current": text})


def commas(number: int) -> str:
    """As in English: 12,000."""
    return f"{number:,}"


def points(number: int) -> str:
    """As in German: 12.000."""
    return f"{number:,}".replace(",", ".")


def spaces(number: int) -> str:
    """As in French: 12 000."""
    return f"{number:,}".replace(",", "\u202f")


NOTATIONS = (
    "Weekly load from {a} to {b}",
    "Weekly load: {a} → {b}",
    "Weekly load {a} -> {b}",
    "Weekly load: {b} (now {a})",
    "Weekly load of {b}, up from {a}",
)
UNITS = (
    ("", "{}", ""),
    ("%", "{}%", ""),
    ("%", "{} %", ""),
    ("USD", "${}k", "k"),
    ("ms", "{} ms", ""),
    ("EUR", "€{}", ""),
)


@given(
    st.integers(0, 999),
    st.integers(0, 999),
    st.sampled_from(NOTATIONS),
    st.sampled_from(UNITS),
)
def test_two_numbers_are_read_back_from_any_notation(
    low: int, high: int, notation: str, unit: tuple[str, str, str]
) -> None:
    name, shape, scale = unit
    measure = find_measure(notation.format(a=shape.format(low), b=shape.format(high)))
    factor = 1000 if scale else 1
    assert measure
    assert measure.baseline
    assert measure.target
    assert (measure.baseline.amount, measure.target.amount) == (low * factor, high * factor)
    assert (measure.unit or "") == name
    assert measure.metric
    assert measure.metric.text == "Weekly load"


@given(
    st.integers(1, 999).map(lambda thousands: thousands * 1000),
    st.integers(1_000_000, 999_999_999),
    st.sampled_from(NOTATIONS),
    st.sampled_from([commas, points, spaces]),
)
def test_thousands_are_read_back_with_any_separator(low: int, high: int, notation: str, written: Any) -> None:
    measure = find_measure(notation.format(a=written(low), b=written(high)))
    assert measure
    assert measure.baseline
    assert measure.target
    assert (measure.baseline.amount, measure.target.amount) == (low, high)


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Latency from 1.2 s to 800 ms", "down"),
        ("Latency: 800 ms (now 1.2 s)", "down"),
        ("Backups from 900 GB to 1.1 TB", "up"),
        ("Lead time from 2 weeks to 14 days", None),
        ("Bill from $5 to 6 kg", "up"),
    ],
)
def test_numbers_in_different_units_of_one_kind_are_compared(text: str, direction: str | None) -> None:
    measure = find_measure(text)
    assert measure
    assert measure.baseline
    assert measure.direction == direction


@pytest.mark.parametrize(
    "piece",
    ["7", "from 1 to ", " ", "word ", "by ", "in a, ", "(", "- ", "1,111", "→ 1 ", "two ", "top 5 ", "every 2 weeks "],
)
def test_long_texts_take_no_long_time(piece: str) -> None:
    text = piece * (LONG // len(piece))
    start = time.process_time()
    measure_of(text, {"baseline": text, "target": text, "unit": text})
    assert time.process_time() - start < SECONDS


def test_fields_beside_a_key_result_are_read() -> None:
    read = of_key_result(KeyResult(Text.verbatim("Reply rate of hosts above 45 % by May", 0)))
    assert read == find_measure("Reply rate of hosts above 45 % by May")
    beside = measure_of("Reply rate of hosts", {"baseline": "31 %", "target": "45 %"})
    assert beside
    assert beside.baseline == Value(31.0, "%", Words("31 %", 0, 4, "baseline"))
    assert (beside.direction, beside.said) == ("up", None)
