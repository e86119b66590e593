"""What supports what across files is worked out anew only where an edit may change it."""

from __future__ import annotations

import pytest

from okrlint.analysis import analyse
from okrlint.core import linking
from okrlint.core.alignment import Graph
from okrlint.core.model import Document
from okrlint.core.source import Source
from okrlint.engine.beside import Beside
from okrlint.engine.lint import lint
from okrlint.engine.memory import Memory
from okrlint.formats import read
from okrlint.workspace.run import rules_of
from okrlint.workspace.settings import Options, SettingsFinder

COMPANY = """# Company OKRs, 2026 Q3

## O1: Islanders reach the mainland whenever they want

- KR1.1: Raise the share of ferries on time from 71% to 85%

## O2: Guests come back to the island (supports: O7)
"""
TEAM = """# Team OKRs, 2026 Q3

## O7: Everybody knows when the next ferry leaves {named}

- KR7.1: Raise the share of departures that are announced from 40% to 90%
- KR7.2: {words}
"""


def team(words: str = "Fewer questions on the pier", named: str = "(supports: O1)") -> Document:
    """The document that is edited."""
    return read(Source("team-okrs.md", TEAM.format(words=words, named=named)))


@pytest.fixture
def company() -> Document:
    """The document beside it."""
    return read(Source("company-okrs.md", COMPANY))


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows with every graph that is made from the beginning."""
    made: list[int] = []
    original = linking.graph_of

    def counted(documents: tuple[Document, ...]) -> Graph:
        """Make a graph and count it."""
        made.append(len(documents))
        return original(documents)

    monkeypatch.setattr(linking, "graph_of", counted)
    return made


def linked(beside: Beside, edited: Document, company: Document) -> Graph:
    """The graph after an edit."""
    return beside.link((edited, *beside.judged([company])))


def told(graph: Graph) -> list[tuple[object, ...]]:
    """What a graph says."""
    named = [(one.child, one.text.span(), one.key, one.parent, one.known) for one in graph.references]
    nodes = [(node.number, node.text.span(), node.id, node.under) for node in graph.nodes]
    return [*named, *nodes, sorted(graph.company), sorted(graph.referring), sorted(graph.holding)]


def test_words_of_a_key_result_lead_nowhere_else(fresh: list[int], company: Document) -> None:
    beside = Beside()
    linked(beside, team(), company)
    edited = team(words="Fewer questions on the old pier by the harbour")
    after = linked(beside, edited, company)
    assert len(fresh) == 1
    assert told(after) == told(linking.graph_of((edited, company)))


@pytest.mark.parametrize(
    "edited",
    [
        team(named="(supports: O2)"),
        team(named=""),
        team(words="Fewer questions\n- KR7.3: Shorter queues"),
        team(named="(supports: Islanders reach the mainland whenever they want)"),
        read(Source("team-okrs.md", TEAM.format(words="Fewer questions", named="").replace("2026 Q3", "2026 Q4"))),
        read(Source("team-okrs.md", TEAM.format(words="Fewer", named="").replace("Team OKRs", "Company OKRs"))),
    ],
)
def test_whatever_may_lead_elsewhere_is_linked_anew(fresh: list[int], company: Document, edited: Document) -> None:
    beside = Beside()
    linked(beside, team(), company)
    after = linked(beside, edited, company)
    assert len(fresh) == 2
    assert told(after) == told(linking.graph_of((edited, company)))


def test_another_file_that_changes_is_seen(fresh: list[int], company: Document) -> None:
    beside = Beside()
    linked(beside, team(), company)
    linked(beside, team(), read(company.source))
    assert len(fresh) == 2


def test_sentences_count_where_somebody_names_them(fresh: list[int], company: Document) -> None:
    beside, named = Beside(), "(supports: Islanders reach the mainland whenever they want)"
    linked(beside, team(named=named), company)
    linked(beside, team(named=named, words="Islanders reach the mainland whenever they want"), company)
    assert len(fresh) == 2


def test_findings_are_those_of_a_run_without_memory() -> None:
    company = read(Source("company-okrs.md", COMPANY.replace(" (supports: O7)", "")))
    rules = rules_of(SettingsFinder(Options({"select": ["OKR611", "OKR612", "OKR613", "OKR614"]})).of_folder("/"))
    memory, copied = Memory(), "Raise the share of ferries on time from 71% to 85%"
    seen = set()
    for words in ("Fewer questions", copied, f"{copied}, all year", "Fewer (supports: O9)"):
        given = {"analyse": analyse, "others": [company]}
        found = lint([team(words=words)], rules, memory=memory, **given)
        assert found == lint([team(words=words)], rules, **given)
        seen |= {one.code for one in found}
    assert {"OKR611", "OKR612"} <= seen
