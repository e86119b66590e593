"""Several things on one line: key results behind an objective, or one after the other; list marks that are text."""

from __future__ import annotations

from itertools import pairwise

from okrlint.core import lazy_re as re
from okrlint.formats.prose.nodes import Line

_AFTER_OBJECTIVE = re.compile(r"(?P<end>[.;,]|(?<!\s))\s++(?:[-–—|]\s++)?(?:KRs?|[Kk]ey [Rr]esults?)\s*+:\s++(?=\S)")
_LETTERED = re.compile(r"(?:^|(?<=\s))\((?:[a-h]|[ivx]{1,4}|\d)\)\s+")
_PARTED = re.compile(r";\s+(?:and\s+|und\s+|y\s+|et\s+)?(?=\S)")
_MARK = re.compile(r"^(?:[•‣▸▶➤◦→⇒]\s*(?=\w|[^\w\s])|\([a-z]\)\s+|\([ivx]{1,4}\)\s+|(?=\d{1,2}\.\d{1,2}[.):]?\s+\S))")


def split_objective(line: Line) -> tuple[Line, Line | None]:
    """An objective and what follows "KRs:" on its line, None where nothing does."""
    match = _AFTER_OBJECTIVE.search(line.value)
    if match is None or not line.value[: match.start()].strip():
        return line, None
    return line.slice(0, match.end("end")).strip(" ;,"), line.slice(match.end())


def is_lettered(line: Line) -> bool:
    """Whether further key results follow on the line, with "(ii)" before them."""
    marks = list(_LETTERED.finditer(line.value))
    return len(marks) > 1 or any(line.value[: mark.start()].rstrip().endswith(";") for mark in marks)


def key_results(line: Line) -> list[Line]:
    """The key results on one line: lettered ones, or those between semicolons; else the line itself."""
    lettered = is_lettered(line)
    cuts = [match.span() for match in (_LETTERED if lettered else _PARTED).finditer(line.value)]
    introduced = lettered and len(cuts) > 1 and not line.value[: cuts[0][0]].rstrip().endswith(";")
    bounds = [*([] if introduced else [(0, 0)]), *cuts, (len(line.value), 0)]
    parts = (line.slice(low[1], high[0]) for low, high in pairwise(bounds))
    return [part for part in (part.strip().strip(";").strip() for part in parts) if part]


def list_mark(line: Line) -> int | None:
    """Length of a list mark that Markdown takes for text ("• ", "(a) ", "1.1 "), None where there is none.

    A number stays in the text: it is an id.
    """
    match = _MARK.match(line.value)
    return match.end() if match else None
