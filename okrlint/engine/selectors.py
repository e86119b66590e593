"""Words that choose rules: "ALL", the start of a code, a code, a name."""

from __future__ import annotations

from collections.abc import Iterable

ALL = "ALL"


def specificity(selector: str, code: str, name: str) -> int:
    """How exactly a selector means a rule: 0 not at all, 1 as one of all, more for more of its code.

    Capitals in codes do not matter, the letters must all be there; a name is as exact as a code.
    """
    upper = selector.upper()
    if selector == name or upper == code:
        return len(code) + 1
    if upper == ALL:
        return 1
    letters = code.rstrip("0123456789")
    return len(upper) + 1 if upper.startswith(letters) and code.startswith(upper) else 0


def best(selectors: Iterable[str], code: str, name: str) -> tuple[int, str]:
    """How exact the most exact of some selectors is, and it; (0, "") where none means the rule."""
    ranked = ((specificity(selector, code, name), selector) for selector in selectors)
    found, selector = max(ranked, key=lambda pair: pair[0], default=(0, ""))
    return (found, selector) if found else (0, "")
