"""Examples in rule files: small documents, or bullets that become key results, with <<…>> around what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from okrlint.core import lazy_re as re
from okrlint.core.rule import Example
from okrlint.packs.strict import Entry

FRAME = "# Care team, 2026 Q3\n\n## Objective: Patients feel looked after from their first call\n\n"
"""What stands above single bullets: an objective that no rule minds, in a document with a period."""

_MARK = re.compile(r"<<|>>(?!>)")
_SUFFIXES = {"markdown": ".md", "yaml": ".yaml", "json": ".json"}


_KEYS = {
    "text": ("text", "path", "format", "today"),
    "after": ("before", "after", "path", "format", "today"),
    "files": ("files", "today"),
}
"""The keys of an example that is a mapping, by the one that holds what is judged."""


def example(entry: Entry) -> Example:
    """One example: a text, or a mapping with `text`, with `before` and `after`, or with `files`.

    `today` may stand in each of them, `path` and `format` in the first two. Raises ConfigError.
    """
    if entry.is_scalar:
        return _marked(entry, entry.text())
    names = {"after" if name == "before" else name for name, _ in entry.pairs()}
    judged = next((name for name in ("files", "after") if name in names), "text")
    required = ("before", "after") if judged == "after" else (judged,)
    keys = entry.mapping(_KEYS[judged], required=required)
    found = _files(keys["files"]) if judged == "files" else _single(keys, judged)
    earlier = _unmarked(_single(keys, "before"), keys["before"]) if judged == "after" else None
    return replace(found, today=_day(keys["today"]) if "today" in keys else None, before=earlier)


def _single(keys: Mapping[str, Entry], name: str) -> Example:
    """The document under one of the keys of an example. Raises ConfigError."""
    kind = keys["format"].choice(tuple(_SUFFIXES)) if "format" in keys else "markdown"
    return _marked(keys[name], keys[name].text(), kind, keys["path"].text() if "path" in keys else "")


def _unmarked(found: Example, entry: Entry) -> Example:
    """An earlier version, in which nothing is reported. Raises ConfigError where something is marked."""
    if found.spans:
        raise entry.error('"before" has << and >>: mark what is reported in "after"')
    return found


def _files(entry: Entry) -> Example:
    """An example of several documents: file names with their texts. Raises ConfigError."""
    found = []
    for name, text in entry.pairs():
        kind = next((kind for kind, suffix in _SUFFIXES.items() if name.endswith(suffix)), "")
        if not kind:
            raise text.error(f'"{name}" must end in one of {", ".join(_SUFFIXES.values())}')
        found.append(_marked(text, text.text(), kind, name))
    if len(found) < 2:
        raise entry.error('"files" must have at least two files; write a single one as "text" and "path"')
    return replace(found[0], others=tuple(found[1:]))


def _day(entry: Entry) -> date:
    """A day as YYYY-MM-DD. Raises ConfigError."""
    try:
        return date.fromisoformat(entry.text())
    except ValueError:
        raise entry.error(f'"today" must look like 2026-10-01, not "{entry.text()}"') from None


def _marked(entry: Entry, text: str, kind: str = "markdown", path: str = "") -> Example:
    """An example with its marks taken out. Raises ConfigError where they do not pair."""
    text = text if text.endswith("\n") else text + "\n"
    if kind == "markdown" and all(line.startswith("- ") for line in text.splitlines()):
        text = FRAME + text
    pieces = _MARK.split(text)
    marks = _MARK.findall(text)
    if marks != ["<<", ">>"] * (len(marks) // 2):
        raise entry.error("<< and >> do not pair")
    offsets = [0]
    for piece in pieces:
        offsets.append(offsets[-1] + len(piece))
    spans = tuple(zip(offsets[1:-1:2], offsets[2::2], strict=False))[: len(marks) // 2]
    return Example("".join(pieces), spans, kind, path or f"okrs{_SUFFIXES[kind]}", line=entry.line)
