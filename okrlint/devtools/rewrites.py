"""The index of the rewrites: families in the form in which a run looks for them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from okrlint.analysis.measures import find_measure
from okrlint.packs.rewrite_files import FamilyEntry, OutcomeEntry, families
from okrlint.resources import rules_folder
from okrlint.rewrite.families import INDEX
from okrlint.rewrite.words import content, phrase, stem

_SLOT = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_FALLS = re.compile(
    r"\b(?:falls?|drops?|sinks?|shrinks?|declines?|shortens?|lower|fewer|less|below|under|down|at most|no more than)\b",
    re.IGNORECASE,
)


def rises(text: str) -> bool:
    """Whether the target of a template lies above its baseline, by its words."""
    plain = _SLOT.sub("they", text)
    measure = find_measure(plain.replace("[baseline]", "45").replace("[target]", "31"))
    if measure is not None and measure.said in ("up", "down"):
        return measure.said == "up"
    return not _FALLS.search(plain)


def _outcome(entry: OutcomeEntry) -> dict[str, Any]:
    return {"measure": entry.measure, "text": entry.text, "why": entry.why, "rises": rises(entry.text)}


def _words(family: FamilyEntry) -> frozenset[str]:
    """All words that tell the field of a family: its names, those that stand nearby, and those of its outcomes."""
    texts = (
        *family.things,
        *family.acts,
        *family.cues,
        family.field,
        family.whose,
        *(one.text for one in family.outcomes),
    )
    return frozenset[str]().union(*map(content, texts))


def _entry(family: FamilyEntry) -> Mapping[str, Any]:
    """A family for the index: names as plain words, verbs as stems."""
    return {
        "family": family.family,
        "book": family.book,
        "things": sorted({phrase(one) for one in family.things} - {()}),
        "acts": sorted({tuple(map(stem, phrase(one))) for one in family.acts} - {()}),
        "whose": family.whose,
        "question": family.question,
        "outcomes": [_outcome(one) for one in family.outcomes],
        "words": sorted(_words(family)),
    }


def index_text(folder: Path) -> str:
    """The text of the index for a folder of packs: the same files give the same bytes. Raises ConfigError."""
    entries = [json.dumps(_entry(one), ensure_ascii=False) for one in families(folder)]
    return '{"version": 1, "families": [\n' + ",\n".join(entries) + "\n]}\n"


def write_rewrites(folder: Path | None = None, *, check: bool = False) -> bool:
    """Write the index of the rewrites; with `check`, only look. Tells whether it was current. Raises ConfigError."""
    folder = folder or rules_folder()
    path, text = folder / INDEX, index_text(folder)
    current = path.is_file() and path.read_text(encoding="utf-8") == text
    if not current and not check:
        path.write_text(text, encoding="utf-8", newline="\n")
    return current
