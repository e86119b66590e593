"""Text of strangers as Markdown: what looks like markup, a link or a mention in it is none."""

from __future__ import annotations

from okrlint.core import lazy_re as re
from okrlint.report.safe import one_line

_MARKUP = re.compile(r"([\\`*_{}\[\]<>|~$&!])")
_CALLS = re.compile(r"(?<!\w)([@#])(?=\w)|(?<=\w)(:)(?=//)|(?<=\bwww)(\.)|(:)(?=[a-z0-9_+-]+:)")
_BLOCKS = re.compile(r"^(?=[#+-]|=+\s*$)|^(\d+)(?=[.)])")
_JOINER = "\u2060"

MADE = "<!-- Made by okrlint -->"
"""Tells a search that a file is a report, and nobody else."""


def plain(text: str) -> str:
    """Text on one line in which no character means anything to Markdown, nor calls a person or ticket on GitHub.

    A word joiner, which nobody sees, breaks mentions, ticket numbers, addresses and names of small pictures.
    """
    text = _MARKUP.sub(r"\\\1", _CALLS.sub(lambda match: match[0] + _JOINER, one_line(text).strip()))
    return _BLOCKS.sub(lambda match: f"{match[1]}\\" if match[1] else "\\", text)


def code(text: str) -> str:
    """Text as it stands, in back quotes; also in a table."""
    text = one_line(text).replace("|", "\u2502")
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    return f"{fence} {text} {fence}" if "`" in text else f"`{text}`"


def link(text: str, address: str) -> str:
    """A link, where there is an address; both are okrlint's own."""
    return f"[{text}]({address})" if address else text


def row(*cells: object) -> str:
    """A row of a table."""
    return f"| {' | '.join(map(str, cells))} |"
