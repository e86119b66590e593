"""Every format of text in a session: what is found, and the rewrites that are offered for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from talk import Talk

from okrlint.core.errors import OkrlintError
from okrlint.core.source import Source
from okrlint.engine.lint import document_of
from okrlint.formats import SUFFIXES, is_binary
from okrlint.workspace.run import check

WORK = "Launch the referral program"
OTHER = "Raise visits a month from 100 to 150"
SET = (WORK, OTHER)
TEXTS = {
    "okrs.md": "# OKRs 2026 Q3\n\n## Objective: Guests tell their friends\n\n- KR1: {}\n- KR2: {}\n",
    "okrs.html": "<h1>OKRs 2026 Q3</h1>\n<h2>Objective: Guests tell their friends</h2>\n"
    "<ul>\n<li>KR1: {}</li>\n<li>KR2: {}</li>\n</ul>\n",
    "okrs.toml": '[[objectives]]\nobjective = "Guests tell their friends"\nkey_results = ["{}", "{}"]\n',
    "okrs.csv": "Objective,Key result\nGuests tell their friends,{}\nGuests tell their friends,{}\n",
    "okrs.org": "* OKRs 2026 Q3\n** Objective: Guests tell their friends\n- KR1: {}\n- KR2: {}\n",
    "okrs.yaml": "objectives:\n- objective: Guests tell their friends\n  key_results:\n  - {}\n  - {}\n",
    "okrs.json": '{{"objectives": [{{"objective": "Guests tell their friends", "key_results": ["{}", "{}"]}}]}}',
}
WHOLE = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shop")
    (folder / "okrlint.toml").write_text('select = ["deliverable", "missing-guardrail", "duplicate-id"]\n')
    return folder


def actions(talk: Talk, uri: str, only: str = "quickfix") -> list[Any]:
    context = {"diagnostics": [], "only": [only]}
    asked = {"textDocument": {"uri": uri}, "range": WHOLE, "context": context}
    found: list[Any] = talk.result("textDocument/codeAction", asked)
    return found


def after(text: str, change: Any) -> str:
    """A text with the edit of an action in it, its snippets filled with their own words."""
    (edit,) = change["edit"]["documentChanges"][0]["edits"]
    words = edit["snippet"]["value"].replace("${1:", "").replace("${2:", "").replace("}", "")
    lines = text.splitlines(keepends=True)
    low, high = edit["range"]["start"], edit["range"]["end"]
    start = sum(map(len, lines[: low["line"]])) + low["character"]
    end = sum(map(len, lines[: high["line"]])) + high["character"]
    return text[:start] + words + text[end:]


@pytest.mark.parametrize("name", TEXTS)
def test_the_suggestions_of_the_command_line_are_offered(
    name: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = TEXTS[name].format(*SET)
    (folder / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(folder)
    (wanted,) = [one for one in check([name]).diagnostics if one.code == "OKR101"]
    assert wanted.suggestions
    with Talk() as talk:
        talk.start(folder)
        uri = talk.open(folder / name, text, "plaintext")
        offered = [one for one in actions(talk, uri) if one["title"].startswith("Rewrite: ")]
        assert len(offered) == len(wanted.suggestions)
        assert [one["diagnostics"][0]["code"] for one in offered] == ["OKR101"] * len(offered)
        for change, suggestion in zip(offered, wanted.suggestions, strict=True):
            read = document_of(Source(name, after(text, change)))
            assert [one.text.value for one in read.key_results] == [suggestion.text, OTHER]
        assert actions(talk, uri) == actions(talk, uri)
        assert talk.end() == 0


def test_a_guardrail_is_offered_in_words_that_fit(folder: Path) -> None:
    text = TEXTS["okrs.md"].format("New customers a month: 40 to 110", "Sign-ups a month: 400 to 700")
    with Talk() as talk:
        talk.start(folder)
        uri = talk.open(folder / "guardrail-okrs.md", text)
        offered = [one for one in actions(talk, uri) if one["title"].startswith("Add a guardrail: ")]
        assert offered
        assert f"{text}- KR3: " in after(text, offered[0])
        (refactor,) = [one for one in actions(talk, uri, "refactor") if one["title"] == "Add a guardrail"]
        assert after(text, refactor) == after(text, offered[0])
        assert talk.end() == 0


def test_all_formats_of_text_are_watched(folder: Path) -> None:
    with Talk() as talk:
        talk.start(folder)
        registered = talk.told("client/registerCapability")["registrations"][0]
        pattern = registered["registerOptions"]["watchers"][0]["globPattern"]
        assert all(f"*{suffix}" in pattern for suffix in SUFFIXES)
        assert talk.end() == 0


def test_a_table_that_was_never_saved_is_read_by_its_language(folder: Path) -> None:
    text = TEXTS["okrs.csv"].format(*SET)
    with Talk() as talk:
        talk.start(folder)
        document = {"uri": "untitled:Untitled-1", "languageId": "csv", "version": 1, "text": text}
        talk.notify("textDocument/didOpen", {"textDocument": document})
        found = talk.result("textDocument/documentSymbol", {"textDocument": {"uri": document["uri"]}})
        assert [len(one["children"]) for one in found] == [1, 1] or [len(one["children"]) for one in found] == [2]
        assert talk.end() == 0


def test_wording_is_not_worked_out_while_somebody_types(monkeypatch: pytest.MonkeyPatch) -> None:
    from okrlint import rewrite
    from okrlint.analysis.known import Known
    from okrlint.engine.memory import Memory
    from okrlint.lsp.lint import Judge
    from okrlint.lsp.project import Project

    def refuse(_request: object) -> object:
        """Fail where it is asked."""
        raise OkrlintError("nobody asked for wording")

    monkeypatch.setattr(rewrite, "advise", refuse)
    complaints: list[str] = []
    judge = Judge("/nowhere/okrs.md", Project(watched=True), Known(), Memory())
    source = Source("okrs.md", TEXTS["okrs.md"].format(*SET), "markdown")
    for sentence in judge.judge(source, complaints.append).unread:
        judge.known.learn(sentence)
    judgement = judge.judge(source, complaints.append)
    assert "OKR101" in [one.code for one in judgement.diagnostics]
    assert not any(one.suggestions or one.question for one in judgement.diagnostics)
    assert complaints == []


def test_files_that_are_no_text_are_not_read_as_text(folder: Path) -> None:
    assert is_binary("okrs.docx")
    with Talk() as talk:
        talk.start(folder)
        uri = talk.open(folder / "okrs.docx", TEXTS["okrs.md"].format(*SET), "markdown")
        assert talk.result("textDocument/documentSymbol", {"textDocument": {"uri": uri}}) == []
        assert talk.end() == 0
