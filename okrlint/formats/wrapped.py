"""Lines of a paragraph as people mean them: wrapped ones joined, those that begin something of their own apart."""

from __future__ import annotations

from okrlint.core.source import Span
from okrlint.core.text import Text
from okrlint.formats.prose.labels import breaks_line
from okrlint.formats.prose.nodes import EMPTY, Line, Style


def joined(lines: list[Line]) -> Line:
    """Lines as one, a space for each line end."""
    lines = [line for line in lines if line]
    if not lines:
        return EMPTY
    whole = lines[0]
    for line in lines[1:]:
        whole = _append(whole, line)
    return whole


def _append(first: Line, second: Line) -> Line:
    gap = Text.replaced(" ", Span(first.text.span().end, second.text.span().start))
    shift = len(first.value) + 1
    runs = (run._replace(start=run.start + shift, end=run.end + shift) for run in second.runs)
    return Line(Text.join((first.text, gap, second.text)), (*first.runs, *runs))


def logical_lines(physical: list[tuple[Line, bool]]) -> list[Line]:
    """Join hard-wrapped lines; part those that begin something of their own."""
    lines: list[Line] = []
    part = True
    for line, hard in physical:
        if line:
            begins = part or breaks_line(line) or _bold_before_plain(lines[-1], line)
            if begins:
                lines.append(line)
            else:
                lines[-1] = _append(lines[-1], line)
            part = False
        part = part or hard
    return lines


def _bold_before_plain(first: Line, second: Line) -> bool:
    return first.styled(Style.STRONG) and not any(run.start == 0 and run.style & Style.STRONG for run in second.runs)
