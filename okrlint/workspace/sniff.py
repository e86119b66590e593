"""Whether the start of a file looks like OKRs; a look at the bytes, not a reading."""

from __future__ import annotations

from collections.abc import Callable

from okrlint.core import lazy_re as re
from okrlint.formats import format_of, is_binary

_HEAD = 16 * 1024
_LINES = 40
_HEAD_OF_XML = 256 * 1024
_MEMBERS = frozenset({"word/document.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"})
_PARAGRAPH_END = re.compile(rb"</(?:w:p|si|is)>")
_TAG = re.compile(rb"<[^>]*>")

_KEY_RESULT = rb"(?:measurable[ _-])?key[ _-]?results?"
_MARKDOWN = re.compile(
    rb"^[ ]{0,3}\#{1,6}[ \t].*\b(?:okrs?|" + _KEY_RESULT + rb")\b"  # a heading that speaks of them
    rb"|^[ \t>*+_|-]*(?:okrs?|" + _KEY_RESULT + rb")\b[^\n:|]{0,40}[:|]"  # a label, a key of front matter, a table
    rb"|^[ \t>*+_-]*+kr[ #-]?\d+(?:\.\d+)*\b"  # KR1, KR 1.2
    rb"|\|[ \t*_]*" + _KEY_RESULT + rb"[ \t*_]*(?:\||$)"
    rb"|^(?=[^\n]*\b(?:okrs?|" + _KEY_RESULT + rb")\b)[^\n]*+\n[ ]{0,3}(?:=+|-+)[ \t]*$"  # underlined
    rb"|^[ \t>*+_-]*\*\*(?=[^*\n]*\b" + _KEY_RESULT + rb"\b)[^*\n]*+\*\*",
    re.IGNORECASE | re.MULTILINE,
)
_ORG = re.compile(
    rb"^(?:\*+|\#\+TITLE:)[ \t].*\b(?:okrs?|" + _KEY_RESULT + rb"|kr[ #-]?\d)", re.IGNORECASE | re.MULTILINE
)
_TITLE = re.compile(rb"^[ \t]*(?:(?i:subject):[ \t]*)?[^\n.,;:#]{0,40}\bOKRs?\b[^\n.,;=]{0,40}$", re.MULTILINE)
_TOML = re.compile(
    rb"^[ \t]*(?:\[\[?[\w.-]*(?:" + _KEY_RESULT + rb"|krs?|objectives?|okrs?)\]"  # a table
    rb"|[\w.-]*(?:" + _KEY_RESULT + rb"|krs?)\s*=)",
    re.IGNORECASE | re.MULTILINE,
)
_UNREAD = re.compile(rb"<(script|style)\b.*?(?:</\1|\Z)", re.IGNORECASE | re.DOTALL)
_BLOCK = re.compile(rb"<(?:h([1-6])|/?(?:p|div|li|tr|td|th|ul|ol|br|title|section|summary))\b[^>]*>", re.IGNORECASE)
_BEFORE = rb"(?:^|[,;|]|(?<![ \t\"])[ \"]*+\t)[ \t\"]*+"
"""What a cell begins with; a run of blanks is looked at from its start alone, though each tab in it ends a cell."""
_CELL = _BEFORE + rb"(?:%s)[ \t\"]*(?:[,;\t|\r]|$)"
_TABLE = re.compile(
    _CELL
    % (_KEY_RESULT + rb"(?:[ _-]*\(?(?:#?\d+|krs?|title|name|text|statement|description|id)\)?)?|kr[ #-]?\d+(?:\.\d+)*")
    + rb"|"
    + _BEFORE
    + rb"kr[ #-]?\d+(?:\.\d+)*[:.) ]",
    re.IGNORECASE | re.MULTILINE,
)
_SHORT_OBJECTIVE = re.compile(_CELL % rb"objectives?|okrs?", re.IGNORECASE | re.MULTILINE)
_SHORT_KEY_RESULT = re.compile(_CELL % rb"krs?", re.IGNORECASE | re.MULTILINE)
_KEY = rb"(?:^|[\s{,\[-])[\"']?(?:%s)[\"']?\s*:"
_OBJECTIVES = re.compile(_KEY % rb"(?:objectives?|okrs?|goals?)", re.IGNORECASE | re.MULTILINE)
_KEY_RESULTS = re.compile(_KEY % (rb"(?:" + _KEY_RESULT + rb"|krs?)"), re.IGNORECASE | re.MULTILINE)
_KIND = re.compile(rb"\b(?:type|kind|level)[\"']?\s*:\s*[\"']?key[ _-]?results?\b", re.IGNORECASE)
_PROGRAM_KEY = re.compile(r"^[ \t-]*[\"']?(?:key[_-]results?|keyResults?|krs)[\"']?:(?:\s|$)", re.MULTILINE)
_PROSE = {
    "markdown": (_MARKDOWN,),
    "mdx": (_MARKDOWN,),
    "html": (_MARKDOWN, _TITLE),
    "docx": (_MARKDOWN, _TITLE),
    "text": (_MARKDOWN, _TITLE),
    "org": (_MARKDOWN, _ORG),
}
"""What the start of a file has in formats that people write as prose, any of these."""

_HEAD_OF_REPORT = 1024
_REPORT = re.compile(rb'<meta name="generator" content="okrlint">|^<!-- Made by okrlint -->', re.MULTILINE)
_HEADS = {"html": 128 * 1024, "docx": _HEAD_OF_XML}
"""Bytes that are looked at where more than a few lines stand before the words."""


def _head(data: bytes) -> bytes:
    """The start of a file as something like ASCII."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "ignore").encode("utf-8", "ignore")
    return data.removeprefix(b"\xef\xbb\xbf")


def looks_like_okrs(head: bytes, format: str) -> bool:
    """Whether the first bytes of a file in some format have the labels or keys of OKRs."""
    text = _head(head[: _HEADS.get(format, _HEAD)])
    if format in _PROSE:
        lines = [line for line in _words(text, format).splitlines() if format == "markdown" or line.strip()]
        return any(pattern.search(b"\n".join(lines[:_LINES])) for pattern in _PROSE[format])
    if format in ("csv", "xlsx"):
        short = _SHORT_OBJECTIVE.search(text) and _SHORT_KEY_RESULT.search(text)
        return bool(short or _TABLE.search(text))
    if format == "toml":
        return _TOML.search(text) is not None
    keys = _OBJECTIVES.search(text) and _KEY_RESULTS.search(text)
    return bool(keys or _KIND.search(text))


def _words(text: bytes, format: str) -> bytes:
    """The lines that a reader of the format sees; headings of HTML marked as those of Markdown."""
    if format != "html":
        return text
    lines = _without(_BLOCK, _UNREAD.sub(b"", text), lambda tag: b"\n# " if tag[1] else b"\n")
    return re.sub(rb"^[ \t]+", b"", _without(_TAG, lines), flags=re.MULTILINE)


def _without(tags: re.Pattern[bytes], text: bytes, by: Callable[[re.Match[bytes]], bytes] = lambda _: b"") -> bytes:
    """A text with something else for its tags. Behind the last ">" is none, so that nobody looks there for its end."""
    last = text.rfind(b">") + 1
    return tags.sub(by, text[:last]) + text[last:]


def words_of_archive(path: str) -> bytes:
    """Words from the start of an office document, a paragraph or cell a line; nothing of what is none or is locked.

    Raises OSError where it cannot be read.
    """
    import zipfile
    from html import unescape

    found = []
    try:
        with zipfile.ZipFile(path) as archive:
            for name in sorted(_MEMBERS.intersection(archive.namelist())):
                with archive.open(name) as member:
                    found.append(member.read(_HEAD_OF_XML))
    except OSError:
        raise
    except Exception:  # zipfile has many kinds of errors for what is broken
        return b""
    lines = _without(_TAG, _PARAGRAPH_END.sub(b"\n", b"\n".join(found)))
    return unescape(lines.decode("utf-8", "ignore")).encode()


def file_looks_like_okrs(path: str) -> bool:
    """Whether the start of a file looks like OKRs. Raises OSError where it cannot be read."""
    format = format_of(path) or ""
    if is_binary(path):
        return looks_like_okrs(words_of_archive(path), format)
    with open(path, "rb") as file:
        return looks_like_okrs(file.read(_HEADS.get(format, _HEAD)), format)


def is_report(path: str) -> bool:
    """Whether a file is a report of okrlint, which shows the OKRs of other files; not where it cannot be read."""
    try:
        with open(path, "rb") as file:
            return bool(_REPORT.search(file.read(_HEAD_OF_REPORT)))
    except OSError:
        return False


def format_of_text(text: str) -> str:
    """The format of a text that has no file name: JSON, HTML, YAML or CSV as programs write them, else Markdown."""
    start = text[:_HEAD].lstrip()
    if re.match(r"<!doctype html|<html\b", start, re.IGNORECASE):
        return "html"
    if start[:1] in ("{", "["):
        return "json"
    if _PROGRAM_KEY.search(start):
        return "yaml"
    from okrlint.formats.csv import is_table

    return "csv" if is_table(start) else "markdown"
