"""Several things on one line: key results behind an objective, or one after the other; list marks that are text."""

from __future__ import annotations

import re

from okrlint.formats.prose.nodes import Line

_AFTER_OBJECTIVE = re.compile(r"(?P<end>[.;,]?)\s+(?:[-–—|]\s+)?(?:KRs?|[Kk]ey [Rr]esults?)\s*:\s+(?=\S)")
_LETTERED = re.compile(r"(?:^|(?<=\s))\((?:[a-h]|[ivx]{1,4}|\d)\)\s+")
_PARTED = re.compile(r";\s+(?:and\s+|und\s+|y\s+|et\s+)?(?=\S)")
_MARK = re.compile(r"^(?:[•‣▸▶➤◦→⇒]\s*(?=\w|[^\w\s])|\([a-z]\)\s+|\([ivx]{1,4}\)\s+|(?=\d{1,2}\.\d{1,2}[.):]?\s+\S))")


def split_objective(line: Line) -> tuple[Line, Line | None]:
    """An objective and what follows "KRs:" on its line, None where nothing does."""
    match = _AFTER_OBJECTIVE.search(line.value)
    if match is None or not line.value[: match.start()].strip():
        return line, None
    return line.slice(0, match.end("end")).strip(" ;,"), line.slice(match.end())


def key_results(line: Line) -> list[Line]:
    """The key results on one line: lettered ones, or those between semicolons; else the line itself."""
    marks = list(_LETTERED.finditer(line.value))
    if len(marks) > 1:
        ends = [mark.start() for mark in marks[1:]] + [len(line.value)]
        parts = [line.slice(mark.end(), end) for mark, end in zip(marks, ends, strict=True)]
    else:
        cuts = [0, *(match.end() for match in _PARTED.finditer(line.value))]
        parts = [line.slice(start, end) for start, end in zip(cuts, [*cuts[1:], len(line.value)], strict=True)]
    return [part for part in (part.strip().strip(";").strip() for part in parts) if part]


def list_mark(line: Line) -> int | None:
    """Length of a list mark that Markdown takes for text ("• ", "(a) ", "1.1 "), None where there is none.

    A number stays in the text: it is an id.
    """
    match = _MARK.match(line.value)
    return match.end() if match else None
