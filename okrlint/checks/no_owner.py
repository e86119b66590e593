"""Find objectives and key results that nobody in particular looks after."""

from __future__ import annotations

from collections.abc import Iterator

from okrlint.core import lazy_re as re
from okrlint.core.facts import Facts
from okrlint.core.finding import Finding
from okrlint.core.model import Document, KeyResult, Objective
from okrlint.core.text import Text

_NOBODY = re.compile(
    r"""\W*(?:(?:everyone|everybody|anyone|nobody|all(?:\s(?:of\sus|teams?|hands|staff))?|(?:the\s)?(?:whole|entire)\s(?:team|company)
      |the\steam|we|us|none|n/?a|open|unassigned|unknown|owners?|name|vacant|to\sbe\s(?:named|decided|defined)
      |tb[dac]|nn|x+|someone|somebody)\W*)?""",
    re.IGNORECASE | re.VERBOSE,
)
_BETWEEN = re.compile(r"[,;/+]|\s(?:and|und|et|y|e)\s")


def _trouble(owner: Text, most: int) -> str:
    """Why a value names no owner, in words; "" where it names one."""
    value = owner.value.strip()
    if _NOBODY.fullmatch(value):
        return f'"{value}" is nobody in particular'
    names = [name for name in _BETWEEN.split(value) if name.strip()]
    return f"{len(names)} owners are named" if len(names) > most else ""


def _owners(document: Document) -> Iterator[Text]:
    """Every owner that is written down."""
    nodes: list[Document | Objective | KeyResult] = [document, *document.objectives, *document.key_results]
    yield from (owner for node in nodes if (owner := node.field("owner")))


def _has_owner(document: Document, objective: Objective) -> bool:
    """Whether a person or a team is named for an objective as a whole."""
    return bool(objective.field("owner") or document.field("owner") or document.team_of(objective))


def _orphans(document: Document) -> Iterator[Text]:
    """Objectives without an owner, or those of their key results that have none where others do."""
    for objective in document.objectives:
        if _has_owner(document, objective):
            continue
        without = [node.text for node in objective.key_results if node.text and not node.field("owner")]
        if objective.stated and len(without) == len(objective.key_results):
            yield objective.text
        else:
            yield from without


def check(document: Document, _facts: Facts, *, most: int = 2) -> Iterator[Finding]:
    """Owners that are nobody in particular or more than `most`, and what has none; once where nobody names owners."""
    owners = list({owner.span(): owner for owner in _owners(document)}.values())
    for owner in owners:
        if reason := _trouble(owner, most):
            yield Finding(owner.span(), {"reason": reason})
    orphans = list(_orphans(document))
    for text in orphans if owners else orphans[:1]:
        yield Finding(text.span(), {"reason": "Nobody is named"})
