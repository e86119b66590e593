"""Whether a sentence is about one person, by its words."""

from __future__ import annotations

import re

from okrlint.core.working import opens_with_work

_PERSON = re.compile(
    r"""\b(?:I|me|my|mine|myself)\b | \([a-z]{1,3}\)\W*\Z | (?<!\w)@\w
      | \b(?:book|chapters?|exams?|courses?|class|classes|modules?|programme|certificat\w*|certified|licen[cs]e|thesis
        |dissertation|diploma|degree|msc|phd|lessons?|marathon|cv)\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""The writer, initials, a person's handle, and what people learn or pass for themselves."""


def may_be_personal(text: str) -> bool:
    """Whether a sentence can be one person's own goal: no mere work item, or a person or what one learns is named."""
    return _PERSON.search(text) is not None or not opens_with_work(text)
