"""The knowledge behind rewrites: its form, and that okrlint itself has nothing to say against it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from okrlint.analysis import analyse
from okrlint.core.finding import Suggestion
from okrlint.core.rewrite import Candidate
from okrlint.devtools.rewrites import index_text
from okrlint.engine import Guide
from okrlint.packs.rewrite_files import FamilyEntry, families
from okrlint.resources import rules_folder
from okrlint.rewrite import advise
from okrlint.rewrite.families import book
from okrlint.rewrite.reading import Reading
from okrlint.rewrite.render import question, sentence
from okrlint.workspace.run import rules_of
from okrlint.workspace.settings import Options, SettingsFinder

ALL = tuple(families(rules_folder()))
NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|half|twice|double|dozen|hundred)\b", re.IGNORECASE
)
BLANKS = {"guardrails": (1, 0), "aims": (0, 0)}
READING = Reading("", thing="the new guide", topic="holiday rules")


def outcomes() -> Iterator[tuple[FamilyEntry, str]]:
    for family in ALL:
        for outcome in family.outcomes:
            yield family, outcome.text


def test_there_are_families_for_many_fields() -> None:
    own = [family for family in ALL if family.book == "families"]
    assert len(own) >= 300
    assert len({family.field for family in own}) >= 40


def test_topics_stand_alone() -> None:
    own = [family for family in ALL if family.book in ("topics", "general")]
    assert len(own) >= 300
    assert not [
        one.text for family in own for one in family.outcomes if "{{ thing" in one.text or "{{ topic" in one.text
    ]


def test_the_index_is_current() -> None:
    assert (rules_folder() / "rewrites" / "index.jsonl").read_text(encoding="utf-8") == index_text(rules_folder())


@pytest.mark.parametrize("family", ALL, ids=lambda family: family.family)
def test_a_family_has_what_it_needs(family: FamilyEntry) -> None:
    assert len(family.outcomes) >= 2
    assert len({outcome.measure for outcome in family.outcomes}) == len(family.outcomes)
    assert question(family.question, READING, family.whose).endswith("?")
    for outcome in family.outcomes:
        text = sentence(outcome.text, READING, family.whose)
        assert (text.count("[baseline]"), text.count("[target]")) == BLANKS.get(family.book, (1, 1)), text
        assert not NUMBER.search(text), text
        assert "{" not in text
        assert text == sentence(outcome.text, READING, family.whose)


def test_hardly_any_sentence_stands_in_two_families() -> None:
    texts = Counter(text for _, text in outcomes())
    assert sum(count - 1 for count in texts.values()) <= 0.01 * texts.total()


@pytest.mark.parametrize("name", ["families", "topics", "general"])
def test_okrlint_itself_minds_hardly_any(name: str) -> None:
    guide = Guide(advise, rules_of(SettingsFinder(Options(isolated=True)).of_folder("/")), analyse)
    dropped, judged = [], 0
    for family in map(book(name).family, range(book(name).size)):
        for outcome in family.outcomes[::3]:
            judged += 1
            text = sentence(outcome.text, READING, family.whose)
            candidate = Candidate(Suggestion(text), outcome.rises)
            if not guide.accepts(candidate, "Neighbours come back gladly", "OKR101"):
                dropped.append(text)
    assert len(dropped) <= 0.02 * judged, dropped
