"""Text of strangers made fit for a terminal: no escapes, no tricks with direction, known widths."""

from __future__ import annotations

from okrlint.core import lazy_re as re

_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_TAB = "    "


def _stand_in(match: re.Match[str]) -> str:
    """A visible sign, one column wide, for a character that a terminal would obey."""
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def visible(text: str) -> str:
    """One line of a document: tabs become four spaces, control characters become visible signs."""
    return _UNFIT.sub(_stand_in, text.replace("\t", _TAB))


def one_line(text: str) -> str:
    """A message or path on one line; line ends and tabs become spaces."""
    return visible(" ".join(re.split(r"[ \t]*[\r\n\t]+[ \t]*", text)))


def well_formed(text: str) -> str:
    """Text that can be written as UTF-8: halves of characters become replacement characters."""
    return text if text.isascii() else re.sub("[\ud800-\udfff]", "\ufffd", text)


def _columns_of(character: str) -> int:
    """Columns that a character takes in a terminal: 0, 1 or 2."""
    import unicodedata

    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def columns(text: str) -> int:
    """Columns that visible text takes in a terminal."""
    return len(text) if text.isascii() else sum(map(_columns_of, text))
