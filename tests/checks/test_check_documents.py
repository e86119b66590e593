"""Rules over several documents: what is safe to say about files that were not given."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from okrlint.analysis import analyse
from okrlint.core.rule import BoundRule
from okrlint.core.source import Source
from okrlint.engine import bind, lint
from okrlint.packs import core_rules
from okrlint.workspace import Options, check

COMPANY = "# Harbour, 2026 Q3\n\n## O1: Ships leave on time\n\n- KR1: Ships that leave within the hour: 60% to 85%\n"
_PILOTS = "# Pilots, 2026 Q3\n\n## O1: Captains trust the pilots\n\nParent: O4\n\n"
TEAM = _PILOTS + "- KR1: Captains who ask for a pilot: 20 to 60\n"
_CRANES = "# Cranes, 2026 Q3\n\n## O1: Cranes wait for nobody\n\nParent: O1\n\n"
OTHER = _CRANES + "- KR1: Minutes a crane stands still: 90 to 30\n"


def rule(code: str) -> BoundRule:
    """A rule by its code."""
    return bind(next(one for one in core_rules() if one.code == code))


def codes(*texts: str, code: str = "OKR611") -> list[tuple[str, str]]:
    """Where a rule finds something in some documents, called 0.md, 1.md and so on."""
    sources = [Source(f"{number}.md", text) for number, text in enumerate(texts)]
    found = lint(sources, [rule(code)], analyse=analyse, today=date(2026, 8, 1))
    return [(one.path, one.source[one.span]) for one in found]


def test_a_missing_parent_is_reported_where_the_level_above_is_there() -> None:
    assert codes(COMPANY, TEAM) == [("1.md", "O4")]


@pytest.mark.parametrize("texts", [(TEAM,), (TEAM, OTHER)], ids=["alone", "two teams"])
def test_and_not_where_it_may_be_in_a_file_that_was_not_given(texts: tuple[str, ...]) -> None:
    assert codes(*texts) == []


def test_nor_where_a_file_could_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("harbour-okrs.md").write_text(COMPANY, encoding="utf-8")
    Path("pilots-okrs.md").write_text(TEAM, encoding="utf-8")
    options = Options(overrides={"select": ["OKR611"]}, isolated=True)
    assert [one.path for one in check(["."], options).diagnostics] == ["pilots-okrs.md"]
    Path("lost-okrs.md").write_bytes(b"\0\1\2binary")
    assert check(["."], options).diagnostics == ()


def test_files_under_other_settings_are_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for folder, text in (("top", COMPANY.replace("O1", "O4")), ("team", TEAM)):
        Path(folder).mkdir()
        Path(folder, "okrs.md").write_text(text, encoding="utf-8")
        Path(folder, "okrlint.toml").write_text('select = ["OKR611"]\n', encoding="utf-8")
    assert check(["."]).diagnostics == ()
    Path("top", "okrs.md").write_text(COMPANY, encoding="utf-8")
    assert [one.path for one in check(["."]).diagnostics] == ["team/okrs.md"]


def test_a_circle_over_two_files_is_reported_once_with_both_places() -> None:
    one = TEAM.replace("O1:", "O11:").replace("Parent: O4", "Parent: O12")
    two = OTHER.replace("O1:", "O12:").replace("Parent: O1", "Parent: O11")
    sources = [Source("one.md", one), Source("two.md", two)]
    (found,) = lint(sources, [rule("OKR611")], analyse=analyse)
    assert (found.path, found.message) == ("one.md", "O11 supports O12 supports O11: which of them stands on its own?")
    assert [related.source.path for related in found.related if related.source] == ["two.md"]


def test_a_key_result_of_a_list_that_names_no_objective_of_it_is_reported() -> None:
    key_results = (
        "[{id: k1, parent: o1, title: 'Ships on time: 60% to 85%'}, {id: k2, parent: o9, title: 'Tugs: 3 to 5'}]"
    )
    objectives = "[{id: o1, title: Ships leave on time}, {id: o2, title: Crews rest}]"
    text = f"objectives: {objectives}\nkey_results: {key_results}\n"
    sources = [Source("okrs.yaml", text)]
    assert [one.source[one.span] for one in lint(sources, [rule("OKR611")], analyse=analyse)] == ["o9"]
    lone = text.replace("{id: o2,", "{id: o2, parent: o9,").replace("k2, parent: o9", "k2, parent: o2")
    assert lint([Source("okrs.yaml", lone)], [rule("OKR611")], analyse=analyse) == []


def test_an_id_that_means_itself_makes_circles_doubtful() -> None:
    own = "# Pilots, 2026 Q3\n\n" + "".join(
        f"## O{number}: Captains trust pilot {number}\n\nParent: O{parent}\n\n- KR1: Who ask: 20 to {parent}0\n\n"
        for number, parent in ((1, 2), (2, 1), (3, 3))
    )
    assert codes(own) == []
    assert len(codes(own.replace("Parent: O3", "Parent: O1"))) == 1


def test_a_copy_names_the_file_that_it_was_copied_from() -> None:
    copy = TEAM.replace("Captains who ask for a pilot: 20 to 60", "Ships that leave within the hour: 60% to 85%")
    sources = [Source("harbour.md", COMPANY), Source("pilots.md", copy.replace("O4", "KR1").replace("KR1:", "KR5:"))]
    (found,) = lint(sources, [rule("OKR612")], analyse=analyse)
    assert "(harbour.md, line 5)" in found.message
    assert found.related[0].source is not None
    assert found.related[0].source.path == "harbour.md"


def test_a_comment_about_a_missing_parent_is_not_called_unused_in_a_file_that_is_checked_alone() -> None:
    text = TEAM.replace("Parent: O4", "Parent: O4 <!-- okrlint: ignore broken-parent -->")
    rules = [rule("OKR611"), rule("OKR902")]
    assert lint([Source("pilots.md", text)], rules, analyse=analyse) == []
    assert lint([Source("harbour.md", COMPANY), Source("pilots.md", text)], rules, analyse=analyse) == []
    known = [Source("harbour.md", COMPANY.replace("O1", "O4")), Source("pilots.md", text)]
    assert [one.code for one in lint(known, rules, analyse=analyse)] == ["OKR902"]


def test_many_documents_are_looked_over_once() -> None:
    texts = [TEAM.replace("O4", "O1").replace("Pilots", f"Pilots {number}") for number in range(300)]
    assert codes(COMPANY, *texts, code="OKR612") == []
