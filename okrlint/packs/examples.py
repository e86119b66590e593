"""Examples in rule files: small documents, or bullets that become key results, with <<…>> around what is wrong."""

from __future__ import annotations

import re

from okrlint.core.rule import Example
from okrlint.packs.strict import Entry

FRAME = "# Care team, 2026 Q3\n\n## Objective: Patients feel looked after from their first call\n\n"
"""What stands above single bullets: an objective that no rule minds, in a document with a period."""

_MARK = re.compile(r"<<|>>(?!>)")
_SUFFIXES = {"markdown": ".md", "yaml": ".yaml", "json": ".json"}


def example(entry: Entry) -> Example:
    """One example: a text, or a mapping with `text` and perhaps `path` and `format`. Raises ConfigError."""
    if entry.is_scalar:
        return _marked(entry, entry.text())
    keys = entry.mapping(("text", "path", "format"), required=("text",))
    kind = keys["format"].choice(tuple(_SUFFIXES)) if "format" in keys else "markdown"
    return _marked(keys["text"], keys["text"].text(), kind, keys["path"].text() if "path" in keys else "")


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
    return Example("".join(pieces), spans, kind, path or f"okrs{_SUFFIXES[kind]}")
