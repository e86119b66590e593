"""What a key result measures, in a line for people."""

from __future__ import annotations

from collections.abc import Iterator

from okrlint.core.measure import Measure, Value
from okrlint.report.safe import one_line


def _value(value: Value) -> str:
    """A number as its author wrote it."""
    return one_line(value.words.text)


def _level(measure: Measure) -> str:
    """From where to where: "from 31 to 45 %", "at least 40"."""
    start = f"from {_value(measure.baseline)} " if measure.baseline else ""
    if measure.target:
        return f"{start}to {_value(measure.target)}"
    return f"{start}by {_value(measure.change)}" if measure.change else start.rstrip()


def _pieces(measure: Measure) -> Iterator[str]:
    if measure.metric:
        yield one_line(measure.metric.text)
    yield _level(measure)
    yield measure.direction or ""
    yield measure.comparison or ""
    for lead, words in (
        ("per", measure.per),
        ("within", measure.window),
        ("of", measure.population),
        ("by", measure.deadline),
    ):
        if words:
            yield f"{lead} {one_line(words.text)}"


def told(measure: Measure) -> str:
    """The measure in a line: "churn, from 4 % to 3 %, down, by June"."""
    return ", ".join(piece for piece in _pieces(measure) if piece)
