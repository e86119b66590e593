"""Words put into formats of text and tables: the readers of okrlint find them there, and all the rest as before."""

from __future__ import annotations

import pytest

from okrlint.core.model import Document
from okrlint.core.source import Source
from okrlint.formats import read
from okrlint.formats.writing import edits

OLD = "Rebook the guests"
PAIR = [("Guests come back", "KR1", OLD), ("Guests come back", "KR2", "Complaints at the desk: 30 to 12 a week")]
DOCUMENTS = {
    "okrs.mdx": (
        "import Card from './card'\n\n# Hotel, 2026 Q3\n\n<Card tone={calm}>\n\n## Objective: Guests come back\n\n"
        f"- KR1: {OLD} {{/* soon */}}\n- KR2: Complaints at the desk: 30 to 12 a week\n\n</Card>\n"
    ),
    "okrs.html": (
        "<h1>Hotel, 2026&nbsp;Q3</h1>\n<h2>Objective: Guests come back</h2>\n<ul>\n"
        "<li><b>KR1:</b> Rebook <i>the</i> guests</li>\n<li>KR2: Complaints at the desk: 30 to 12 a week\n</ul>\n"
    ),
    "okrs.org": (
        "#+TITLE: Hotel, 2026 Q3\n* TODO Objective: Guests come back :hotel:\n"
        f"** KR1: {OLD}\n   :PROPERTIES:\n   :OWNER: Ines\n   :END:\n"
        "** KR2: Complaints at the desk: 30 to 12 a week\n"
    ),
    "okrs.txt": (
        "Hotel OKRs, 2026 Q3\n\nObjective: Guests come back\n"
        f"  KR1: {OLD} (Owner: Ines)\n  KR2: Complaints at the desk: 30 to 12 a week\n"
    ),
    "okrs.toml": (
        "period = '2026-Q3' # a comment\n\n[[objectives]]\nobjective = 'Guests come back'\n"
        f"[[objectives.key_results]]\nid = 'KR1'\ntext = '{OLD}'\n"
        "[[objectives.key_results]]\nid = 'KR2'\ntext = \"Complaints at the desk: 30 to 12 a week\"\n"
    ),
    "okrs.csv": (
        "Objective;ID;Key result;Owner\n"
        f"Guests come back;KR1;{OLD};Ines\n;KR2;Complaints at the desk: 30 to 12 a week;Tom\n"
    ),
}

WORDS = [
    "Guests who rebook within 30 days: 12% to 20%",
    "[target] % of guests come back (now [baseline] %)",
    "Rebookings: 12 #1 in town, from 1 to 2",
    'Guests say "yes" & it\'s <b>fine</b>; {more} in a|b, [a](b) from 1 to 2',
    "Zufriedene Gäste — 20 € statt 5",
]


def outline(document: Document) -> list[tuple[str, str, str]]:
    return [
        (objective.text.value, str(kr.id), kr.text.value)
        for objective in document.objectives
        for kr in objective.key_results
    ]


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_words_are_read_back_and_the_rest_stays(name: str, ending: str, words: str) -> None:
    text = DOCUMENTS[name].replace("\n", ending)
    document = read(Source(name, text))
    assert outline(document) == PAIR
    for edit in edits(document, next(document.key_results).text.span(), words):
        text = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    after = read(Source(name, text))
    assert outline(after) == [(*PAIR[0][:2], words), PAIR[1]], text
    fields = [[(one.name, one.text.value) for one in kr.fields] for kr in after.key_results]
    assert fields == [[(one.name, one.text.value) for one in kr.fields] for kr in document.key_results]
