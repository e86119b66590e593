"""Ids and words become links between objectives and key results."""

from __future__ import annotations

import pytest

from okrlint.core.alignment import Graph
from okrlint.core.linking import graph_of
from okrlint.core.references import family, id_key, looks_like_id, points_outside
from okrlint.core.source import Source
from okrlint.formats import read

TOWN = """\
# Town, 2026

## O1: People cross the town without a car

- KR1: Trips by bus, bicycle or on foot: 38% to 50%
- KR2: Residents who feel safe on a bicycle: 31% to 55%
"""


def graph(*texts: str) -> Graph:
    """The graph of some Markdown texts."""
    return graph_of([read(Source(f"{number}.md", text)) for number, text in enumerate(texts)])


def team(said: str) -> str:
    """A document of a team whose only objective says something of its parent."""
    return f"# Buses, 2026 Q3\n\n## Objective: Commuters trust the bus\n\n{said}\n\n- First buses on time: 71% to 92%\n"


def links(*texts: str) -> list[tuple[str, str]]:
    """The parents that were found, and by what."""
    found = graph(*texts)
    return [(found.nodes[edge.parent or 0].text.value, edge.by) for edge in found.edges]


OBJECTIVE, FIRST, SECOND = (
    "People cross the town without a car",
    "Trips by bus, bicycle or on foot: 38% to 50%",
    "Residents who feel safe on a bicycle: 31% to 55%",
)


@pytest.mark.parametrize(
    ("said", "parents"),
    [
        ("Supports: O1", [(OBJECTIVE, "id")]),
        ("Parent: Objective 1", [(OBJECTIVE, "id")]),
        ("Supports: o-1: People cross the town", [(OBJECTIVE, "id")]),
        ("Supports: O1.KR2", [(SECOND, "id")]),
        ("Supports: KR 1.2", [(SECOND, "id")]),
        ("Supports: O1.2", [(SECOND, "id")]),
        ("Supports: KR1, KR2", [(FIRST, "id"), (SECOND, "id")]),
        ("Supports: people cross the town without any car", [(OBJECTIVE, "text")]),
        ("Supports: **People cross our town without a car**", [(OBJECTIVE, "text")]),
        ("Supports: a town that is good to live in", []),
        ("Supports: O7", []),
        ("Supports: https://example.org/O1", []),
        ("Supports: ../town.md#O1", []),
    ],
)
def test_what_a_parent_means(said: str, parents: list[tuple[str, str]]) -> None:
    assert links(TOWN, team(said)) == parents


def test_a_sentence_may_name_its_parent_in_brackets() -> None:
    text = team("").replace("71% to 92%", "71% to 92% (supports: KR1)")
    assert links(TOWN, text) == [(FIRST, "id")]


def test_an_id_of_its_own_means_another_document() -> None:
    own = team("Parent: O1").replace("Objective", "O1")
    assert links(own) == []
    assert [one.loose for one in graph(own).references] == [True]
    assert links(TOWN, own) == [(OBJECTIVE, "id")]


def test_an_id_that_several_have_leads_nowhere_and_is_known() -> None:
    found = graph(TOWN, TOWN.replace("Town", "City"), team("Parent: O1"))
    assert found.edges == ()
    assert [one.known for one in found.references] == [True]


def test_what_fits_the_period_is_meant() -> None:
    old = TOWN.replace("2026", "2024").replace("without a car", "on foot")
    assert links(old, TOWN, team("Parent: O1")) == [(OBJECTIVE, "id")]


def test_what_is_struck_out_is_no_parent() -> None:
    assert links(TOWN.replace(FIRST, f"~~{FIRST}~~"), team(f"Parent: {FIRST}")) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("KR 1.2", "kr-1.2"),
        ("Key Result 1.2", "KR1.2"),
        ("Objective 3", "o3"),
        ("ENG-O1", "eng o1"),
        ("O1.KR2", "o1/kr2"),
    ],
)
def test_ids_in_one_spelling(one: str, other: str) -> None:
    assert id_key(one) == id_key(other)


def test_kinds_of_ids() -> None:
    assert family(id_key("KR1.2")) == family(id_key("kr 7.11")) != family(id_key("O7"))
    assert [looks_like_id(word) for word in ("O1", "ENG-O12", "KR1.2", "1.2", "Trips", "cut costs by 20")] == [
        True,
        True,
        True,
        True,
        False,
        False,
    ]
    assert points_outside("team/okrs/O1")
    assert not points_outside("O1/KR2")
