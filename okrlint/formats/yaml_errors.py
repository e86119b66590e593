"""What is wrong with a YAML file, in plain words and at its place."""

from __future__ import annotations

from typing import Any

from okrlint.core import lazy_re as re

_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BEYOND = re.compile(r"\\U(?!000|0010)[\da-fA-F]{8}")
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?: |\r?$)", re.MULTILINE)

_REASONS = (
    ("end of stream", "a quotation mark is opened here and never closed", "context"),
    ("expected ':'", "a ':' is missing after this, or the line is not indented enough", "context"),
    ("unknown escape", "a backslash between double quotes must be written twice", "problem"),
    ("escape", "an escape between double quotes names no character", "problem"),
    ("',' or ']'", "the list that is opened here with '[' lacks a ',' or a ']'", "context"),
    ("',' or '}'", "the mapping that is opened here with '{' lacks a ',' or a '}'", "context"),
    ("alias", "a text that starts with '*' must stand in quotes", "context"),
    ("anchor", "a text that starts with '&' must stand in quotes", "context"),
    ("tag", "a text that starts with '!' must stand in quotes", "context"),
    ("block scalar", "a text that starts with '|' or '>' must stand in quotes, or begin in the next line", "context"),
    ("sequence entries", "a list must begin in a line of its own", "problem"),
    ("directive", "a line that starts with '%' must stand in quotes", "context"),
    ("incompatible", "this version of YAML is not known", "problem"),
    ("document start", "something follows the end of the document", "problem"),
)
_UNFIT = "this does not fit the lines above: check the indentation, and put texts with special characters in quotes"


def forbidden(text: str) -> tuple[str, int] | None:
    """The reason and offset of the first character that may not stand in YAML, None where there is none."""
    match = _FORBIDDEN.search(text)
    if match is None:
        return None
    code = ord(match[0])
    return ("a NUL byte; is this a text file?" if not code else f"a control character (U+{code:04X})"), match.start()


def beyond(text: str) -> tuple[str, int]:
    """The reason and offset for an escape that names no character, or a number that nobody can read."""
    match = _BEYOND.search(text)
    return (
        ("an escape between double quotes names no character", match.start()) if match else ("a number is too long", 0)
    )


def explained(error: Any, text: str) -> tuple[str, int]:
    """The reason and offset for an error of the parser (yaml.MarkedYAMLError)."""
    message = f"{error.context or ''} {error.problem or ''}"
    problem = min((error.problem_mark or error.context_mark).index, len(text))
    context = min((error.context_mark or error.problem_mark).index, len(text))
    if special := _special(message, text, problem):
        return special
    for words, reason, at in _REASONS:
        if words in message:
            return reason, context if at == "context" else problem
    return _UNFIT, problem


def _special(message: str, text: str, index: int) -> tuple[str, int] | None:
    """Mistakes that the text itself shows."""
    if conflict := _CONFLICT.search(text):
        return "a merge conflict is not resolved", conflict.start()
    if "values are not allowed" in message:
        return _second_colon(text, index), index
    if text[index : index + 1] == "\t" and ("tab" in message or "token" in message):
        indents = not text[:index].rpartition("\n")[2].strip(" \t-")
        return (
            "a tab is used to indent; YAML takes spaces only" if indents else "a tab may stand in quotes only"
        ), index
    if "block" in message and text[:index].rstrip(" ")[-1:] in ("'", '"'):
        return "the text goes on after its closing quotation mark: put all of it in quotes, and write '' for '", index
    if "start any token" in message:
        return f"a text that starts with '{text[index : index + 1]}' must stand in quotes", index
    return None


def _second_colon(text: str, index: int) -> str:
    """The reason for a key that stands where none may stand, its colon at `index`."""
    start = max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1
    if ": " in text[start:index]:
        return "a second ': ' in one line: put the text in quotes"
    return "a key is not expected here: check the indentation of this line and the one above"
