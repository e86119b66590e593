"""Files of rewrites: families of deliverables and what shows that they were worth it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from okrlint.packs.strict import Entry, read

FOLDER = "rewrites"
KEYS = ("family", "field", "things", "acts", "cues", "whose", "question", "outcomes")
REQUIRED = ("family", "field", "things", "whose", "question", "outcomes")
OUTCOME_KEYS = ("measure", "text", "why", "when")
OUTCOME_REQUIRED = ("measure", "text", "why")


class OutcomeEntry(NamedTuple):
    """One alternative as its author wrote it; `when` are the words of work to which alone it answers."""

    measure: str
    text: str
    why: str
    when: tuple[str, ...]
    line: int


class FamilyEntry(NamedTuple):
    """One family as its author wrote it; `book` is the folder that it lies in, `path` and `line` are its place."""

    family: str
    book: str
    field: str
    things: tuple[str, ...]
    acts: tuple[str, ...]
    cues: tuple[str, ...]
    whose: str
    question: str
    outcomes: tuple[OutcomeEntry, ...]
    path: Path
    line: int


def _outcome(entry: Entry) -> OutcomeEntry:
    keys = entry.mapping(OUTCOME_KEYS, required=OUTCOME_REQUIRED)
    return OutcomeEntry(
        keys["measure"].text(), keys["text"].text(), keys["why"].text(), _words(keys, "when"), entry.line
    )


def _words(keys: Mapping[str, Entry], name: str) -> tuple[str, ...]:
    return keys[name].texts() if name in keys else ()


def _family(entry: Entry, path: Path) -> FamilyEntry:
    keys = entry.mapping(KEYS, required=REQUIRED)
    return FamilyEntry(
        family=keys["family"].text(),
        book=path.parent.name,
        field=keys["field"].text(),
        things=_words(keys, "things"),
        acts=_words(keys, "acts"),
        cues=_words(keys, "cues"),
        whose=keys["whose"].text(),
        question=keys["question"].text(),
        outcomes=tuple(_outcome(item) for item in keys["outcomes"].items()),
        path=path,
        line=entry.line,
    )


def families(folder: Path) -> Iterator[FamilyEntry]:
    """All families below a folder of packs. Raises ConfigError at the line of a mistake."""
    seen: set[str] = set()
    for path in sorted(folder.glob(f"{FOLDER}/*/*.yaml")):
        for item in read(path).items():
            found = _family(item, path)
            if found.family in seen:
                raise item.error(f'there is another family "{found.family}"')
            seen.add(found.family)
            yield found
