"""What the classifier said of a sentence is kept from session to session."""

from __future__ import annotations

from pathlib import Path

import pytest
from talk import Talk

from okrlint import config
from okrlint.analysis import analyse, judgement
from okrlint.analysis.known import Known, Sentence
from okrlint.core.errors import OkrlintError
from okrlint.core.labels import Unjudged
from okrlint.core.source import Source
from okrlint.engine import request_for
from okrlint.engine.lint import document_of
from okrlint.workspace.run import rules_of
from okrlint.workspace.said import KeptSaid
from okrlint.workspace.store import Store, opened
from okrlint.workspace.wording import Wanted, Wording

TEXT = "# Garden shop OKRs, 2026 Q3\n\n## O1: Guests tell their friends\n\n- Launch the referral program\n"


def kept(folder: Path) -> dict[str, int]:
    """How much a store has."""
    with opened(str(folder)) as store:
        assert store is not None
        return store.info().entries


def rewrites(said: KeptSaid, wording: Wording) -> list[str]:
    """The rewrites of the document as `wording` gives them, by what was said of its sentences."""
    rules, document = rules_of(config.defaults({"select": ["deliverable"]})), document_of(Source("okrs.md", TEXT))
    (key_result,) = document.key_results
    facts = analyse(document, frozenset({"labels"}), said)
    request = request_for("outcome", document.objectives[0], key_result, facts)
    return [one.text for one in wording(Wanted(0, request, "OKR101"), rules).suggestions]


def test_a_session_keeps_what_the_classifier_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OKRLINT_NO_CACHE")
    (tmp_path / "okrlint.toml").write_text('select = ["deliverable"]\n')
    with Talk("--cache-dir", str(tmp_path / "kept")) as talk:
        talk.start(tmp_path)
        uri = talk.open(tmp_path / "okrs.md", TEXT)
        while not talk.published(uri)["diagnostics"]:
            pass
        assert talk.end() == 0
    assert kept(tmp_path / "kept") == {"sentences": 1}


def test_what_was_kept_is_not_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sentence, store = Sentence("Launch the planner", "Neighbours garden with us"), Store(str(tmp_path))
    KeptSaid(store).put(sentence.text, sentence.objective, Unjudged("kept"))

    def refuse(*_: object) -> None:
        """Fail where it is asked."""
        raise OkrlintError("the classifier was asked")

    monkeypatch.setattr(judgement, "judge", refuse)
    known = Known(said=KeptSaid(store))
    known.learn(sentence)
    store.close()
    assert known.labels(*sentence) == Unjudged("kept")
    with pytest.raises(OkrlintError, match="was asked"):
        Known().learn(sentence)


def test_nothing_is_kept_where_nobody_wants_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OKRLINT_NO_CACHE")
    (tmp_path / "okrlint.toml").write_text('select = ["deliverable"]\n')
    with Talk("--no-cache", "--cache-dir", str(tmp_path / "kept")) as talk:
        talk.start(tmp_path)
        uri = talk.open(tmp_path / "okrs.md", TEXT)
        while not talk.published(uri)["diagnostics"]:
            pass
        assert talk.end() == 0
    assert not (tmp_path / "kept").exists()


def test_wording_asks_for_each_proposal_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proposals are judged as well, and what was said of them is there in the next session."""
    monkeypatch.delenv("OKRLINT_NO_CACHE")
    (tmp_path / "okrlint.toml").write_text('select = ["deliverable"]\n')
    asked = {"range": {"start": {"line": 4, "character": 0}, "end": {"line": 4, "character": 9}}}
    with Talk("--cache-dir", str(tmp_path / "kept")) as talk:
        talk.start(tmp_path)
        uri = talk.open(tmp_path / "okrs.md", TEXT)
        talk.result("textDocument/codeLens", {"textDocument": {"uri": uri}})
        document = {"textDocument": {"uri": uri}, "context": {"diagnostics": [], "only": ["quickfix"]}}
        found = talk.result("textDocument/codeAction", {**document, **asked})
        offered = [one for one in found if one["title"].startswith("Rewrite: ")]
        assert talk.end() == 0
    assert offered
    assert kept(tmp_path / "kept")["sentences"] > 1

    def refuse(*_: object) -> None:
        """Fail where the classifier is asked."""
        raise OkrlintError("the classifier was asked")

    monkeypatch.setattr(judgement, "judge", refuse)
    with opened(str(tmp_path / "kept")) as store:
        assert store is not None
        said = KeptSaid(store)
        assert len(rewrites(said, Wording(said))) == len(offered)
        with pytest.raises(OkrlintError, match="was asked"):
            rewrites(said, Wording())
