"""Whether a regular expression of a user's could look for a match without end."""

from __future__ import annotations

import re
import re._constants as ops  # type: ignore[import-not-found, unused-ignore]
import re._parser as parser  # type: ignore[import-not-found, unused-ignore]
from collections.abc import Iterator
from typing import Any

_REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT)
_MANY = 10
"""Times that a part may be repeated without harm, however it is made."""


def _inside(op: Any, about: Any) -> list[Any]:
    """The parts within a part; what never gives back what it took has none."""
    if op in _REPEATS:
        return [about[2]]
    if op is ops.SUBPATTERN:
        return [about[3]]
    if op is ops.BRANCH:
        return list(about[1])
    return [about[1]] if op in (ops.ASSERT, ops.ASSERT_NOT) else []


def _parts(tree: Any) -> Iterator[tuple[Any, Any]]:
    """All parts of a pattern, however deep."""
    for op, about in tree:
        yield op, about
        for below in _inside(op, about):
            yield from _parts(below)


def _is_ambiguous(op: Any, about: Any) -> bool:
    """Whether a part can match the same words in several ways."""
    if op in _REPEATS:
        return bool(about[0] != about[1])
    if op is ops.BRANCH:
        firsts = [list(one)[:1] for one in about[1]]
        literals = {first[0][1] for first in firsts if first and first[0][0] is ops.LITERAL}
        return len(literals) < len(firsts)
    return op is ops.GROUPREF


def may_never_end(expression: str) -> bool:
    """Whether something that is repeated could itself match in several ways, as in `(a+)+`.

    Raises `re.error` for what is no regular expression.
    """
    try:
        repeated = [about[2] for op, about in _parts(parser.parse(expression)) if op in _REPEATS and about[1] > _MANY]
    except (RecursionError, OverflowError) as error:
        raise re.error("it is too deep") from error
    return any(_is_ambiguous(*part) for body in repeated for part in _parts(body))
