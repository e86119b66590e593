"""Changes of documents: what goes together, what is refused, and what stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrlint.analysis import analyse
from okrlint.core.finding import Diagnostic, Edit, Fix, Severity, Suggestion
from okrlint.core.model import Document
from okrlint.core.settings import Settings
from okrlint.core.source import Source, Span
from okrlint.engine import fix, lint, rules_for
from okrlint.formats import read
from okrlint.packs import core_rules, profiles

FERRY = """\
# Ferry, 2026 Q3

## Objective: Islanders plan a day without phoning us

<!-- okrlint: ignore vague-quantity -->
- KR1: Launch the new timetable (Owner: Ines)
- KR1: Passengers who board without a paper ticket: 20% to 65% <!-- okrlint: ignore OKR310 -->
- KR2: Calls about the timetable: 60 to 15 a day
"""
BETTER = "Islanders who look up a crossing themselves: [baseline] to [target]"


def document(text: str = FERRY, name: str = "okrs.md") -> Document:
    return read(Source(name, text))


def diagnostic(of: Document, *fixes: Fix, suggestions: Sequence[Suggestion] = ()) -> Diagnostic:
    start = min((edit.span for one in fixes for edit in one.edits), default=Span(0, 0))
    return Diagnostic(
        "OKR101", "x", Severity.WARNING, 1.0, "m", start, of.source, fixes=fixes, suggestions=tuple(suggestions)
    )


def edit(of: Document, old: str, new: str) -> Edit:
    start = of.source.text.index(old)
    return Edit(Span(start, start + len(old)), new)


def change(of: Document, *edits: Edit) -> fix.Change:
    return fix.Change(diagnostic(of, Fix("Do it", edits, safe=True)), "Do it", edits)


def suggest(of: Document, number: int, text: str = BETTER) -> Diagnostic:
    kr = list(of.key_results)[number]
    return diagnostic(of, suggestions=[Suggestion("To add", replaces=None), Suggestion(text, replaces=kr.text.span())])


def apply(of: Document, changes: Sequence[fix.Change | fix.Refused]) -> fix.Applied:
    assert all(isinstance(one, fix.Change) for one in changes)
    return fix.apply(of, [one for one in changes if isinstance(one, fix.Change)], read)


def test_only_safe_fixes_are_made_unasked() -> None:
    of = document()
    safe, guess = (Fix(title, (edit(of, "KR2", "KR3"),), safe=title == "safe") for title in ("safe", "guess"))
    found = [diagnostic(of, guess, safe), diagnostic(of, guess)]
    assert [one.title for one in fix.fixes(found)] == ["safe"]
    assert [one.title for one in fix.fixes(found, unsafe=True)] == ["safe", "guess"]


def test_a_rewrite_is_the_first_suggestion_that_stands_in_for_a_sentence() -> None:
    of = document()
    applied = apply(of, list(fix.rewrites(of, [suggest(of, 0)])))
    assert applied.document.source.text == FERRY.replace("Launch the new timetable", BETTER)
    assert not applied.refused


def test_a_sentence_is_rewritten_once() -> None:
    of = document()
    assert len(list(fix.rewrites(of, [suggest(of, 0), suggest(of, 0, "Other words"), suggest(of, 1)]))) == 2


def test_a_suggestion_for_a_part_of_a_sentence_leaves_the_rest() -> None:
    of = document()
    text = next(of.key_results).text
    part = Suggestion("Islanders who use the", replaces=text.span(0, len("Launch the")))
    applied = apply(of, list(fix.rewrites(of, [diagnostic(of, suggestions=[part])])))
    assert applied.document.source.text == FERRY.replace("Launch the", "Islanders who use the")


@pytest.mark.timeout(30)
def test_thousands_of_changes_go_into_one_file() -> None:
    of = document("# OKRs 2026 Q3\n\n## Objective: One\n\n" + "".join(f"- KR{n}: Ship {n}\n" for n in range(3000)))
    texts = [kr.text for kr in of.key_results]
    offered = [Suggestion(f"Users who stay {number}", replaces=text.span()) for number, text in enumerate(texts)]
    found = [diagnostic(of, suggestions=[suggestion]) for suggestion in offered]
    assert len(apply(of, list(fix.rewrites(of, found))).made) == 3000


def test_what_is_only_to_be_added_is_not_inserted() -> None:
    of = document()
    assert list(fix.rewrites(of, [diagnostic(of, suggestions=[Suggestion(BETTER)])])) == []


def test_of_two_changes_that_overlap_the_earlier_stays() -> None:
    of = document()
    first, second = change(of, edit(of, "KR2: ", "KR3: ")), change(of, edit(of, "KR2", "KR4"))
    applied = apply(of, [first, second])
    assert applied.document.source.text == FERRY.replace("KR2", "KR3")
    assert [one.reason for one in applied.refused] == [fix.OVERLAP]


@pytest.mark.parametrize("spans", [[(3, 9), (5, 12)], [(4, 4), (4, 4)], [(9, 5)], [(0, 10_000)], []])
def test_a_change_that_makes_no_sense_is_refused(spans: list[tuple[int, int]]) -> None:
    of = document()
    applied = apply(of, [change(of, *(Edit(Span(*span), "x") for span in spans))] if spans else [])
    assert applied.document is of
    assert len(applied.refused) == bool(spans)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Passengers who", "Guests who"),  # other words
        ("- KR2: Calls", "Calls"),  # joins the line above
        ("## Objective: ", ""),
        ("Owner: Ines", "Owner: Ines\n\n## Objective: Another"),
    ],
)
def test_a_fix_after_which_sentences_are_read_differently_is_refused(old: str, new: str) -> None:
    of = document()
    good = change(of, edit(of, "<!-- okrlint: ignore vague-quantity -->\n", ""))
    applied = apply(of, [good, change(of, edit(of, old, new))])
    assert applied.made == (good,)
    assert [one.reason for one in applied.refused] == [fix.READ_DIFFERENTLY]


def test_a_fix_may_change_an_id_or_a_field_where_it_stands_and_nowhere_else() -> None:
    of = document()
    assert apply(of, [change(of, edit(of, "KR2", "KR3"))]).made
    far = change(of, edit(of, "# Ferry, 2026 Q3", "# Ferry, 2026 Q4"))
    assert not apply(of, [far]).made


def test_a_rewrite_that_reads_as_something_else_is_refused() -> None:
    of = document()
    applied = apply(of, list(fix.rewrites(of, [suggest(of, 0, "Islanders book (Owner: Tom)"), suggest(of, 1)])))
    assert [one.words for one in applied.made] == [BETTER]
    assert [one.reason for one in applied.refused] == [fix.READ_DIFFERENTLY]
    assert BETTER + " <!-- okrlint: ignore OKR310 -->" in applied.document.source.text


def test_a_rewrite_that_would_change_a_second_place_is_refused() -> None:
    text = "objectives:\n- objective: One\n  key_results: [&a Ship it now]\n- objective: Two\n  key_results: [*a]\n"
    of = document(text, "okrs.yaml")
    assert len(list(of.key_results)) == 2
    applied = apply(of, list(fix.rewrites(of, [suggest(of, 0, "Guests who book")])))
    assert applied.document.source.text == text
    assert [one.reason for one in applied.refused] == [fix.READ_DIFFERENTLY]


def test_where_words_cannot_stand_the_reason_is_given() -> None:
    text = FERRY.replace("Launch the new", "Launch <!-- really --> the new")
    of = document(text)
    assert [one.reason for one in fix.rewrites(of, [suggest(of, 0)]) if isinstance(one, fix.Refused)] == [
        "a comment stands in the middle of it"
    ]


RULES = rules_for(Settings(profile="team"), core_rules(), profiles())
OBJECTIVE = "## Objective: Islanders plan day {} without phoning us\n"
LINES = [
    "- KR1: Calls about the timetable: 60 to 15 a day",
    "- KR1: Passengers who board without a paper ticket: 20% to 65%",
    "- KR2: Crossings with a delay as guardrail: from 4% to 4% ",
    "<!-- okrlint: ignore vague-quantity -->",
    "- Calls that Åsa answers: 60 to 15 a day   <!-- okrlint: ignore OKR304, OKR310 nobody 🍎 -->  ",
    "",
    "Some words in between, with\ttabs  and  spaces.",
]
TEXTS = st.lists(st.sampled_from([*LINES, OBJECTIVE.format(1), OBJECTIVE.format(2)]), max_size=14)


@st.composite
def farms(draw: st.DrawFn) -> str:
    ending = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    return ending.join(["# Ferry, 2026 Q3", "", OBJECTIVE.format(0).strip(), "", *draw(TEXTS)]).replace("\n\n", ending)


def judged(of: Document) -> list[Diagnostic]:
    return [one for one in lint([of], RULES, analyse=analyse) if one.code in ("OKR312", "OKR616", "OKR902")]


@settings(deadline=None)
@given(text=farms(), data=st.data())
def test_outside_the_edits_of_any_fixes_every_character_stays(text: str, data: st.DataObject) -> None:
    of = document(text)
    found = judged(of)
    chosen = data.draw(st.lists(st.sampled_from(found), unique_by=id)) if found else []
    applied = fix.apply(of, fix.fixes(chosen), read)
    edits = sorted((edit for one in applied.made for edit in one.edits), key=lambda edit: edit.span)
    after, at, there = applied.document.source.text, 0, 0
    for one in edits:
        kept = text[at : one.span.start]
        assert after[there : there + len(kept)] == kept
        there += len(kept)
        assert after[there : there + len(one.replacement)] == one.replacement
        at, there = one.span.end, there + len(one.replacement)
    assert after[there:] == text[at:]


@settings(deadline=None)
@given(text=farms())
def test_fixes_come_to_an_end_and_mend_what_they_are_for(text: str) -> None:
    of = document(text)
    for _ in range(10):
        applied = fix.apply(of, fix.fixes(judged(of)), read)
        if not applied.made:
            break
        assert [kr.text.value for kr in of.key_results] == [kr.text.value for kr in applied.document.key_results]
        of = applied.document
    else:
        pytest.fail("fixes go on and on")


def test_the_source_keeps_its_name_and_format() -> None:
    of = read(replace(Source("stdin", FERRY), format="markdown"))
    applied = apply(of, [change(of, edit(of, "KR2", "KR3"))])
    assert (applied.document.source.path, applied.document.source.format) == ("stdin", "markdown")
