"""What all writers have in common: clean words in, and one way to say no."""

from __future__ import annotations

from okrlint.core import lazy_re as re
from okrlint.core.errors import OkrlintError

_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


class UnwritableError(OkrlintError):
    """Words that cannot stand at a place of a file; `str()` is the reason, to stand after "not fixed: "."""


def one_line(text: str) -> str:
    """The words of a text with single spaces between them.

    Raises UnwritableError where there are none, and for characters that no text file should have.
    """
    words = " ".join(text.split())
    if not words:
        raise UnwritableError("there are no words to write")
    if _UNFIT.search(words):
        raise UnwritableError("the new words have a control character")
    return words


def escaped(raw: str) -> str:
    """Words between double quotes, where a backslash escapes: JSON, YAML, TOML."""
    return raw.replace("\\", "\\\\").replace('"', '\\"')
