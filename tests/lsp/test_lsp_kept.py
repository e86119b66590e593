"""What the classifier said of a sentence is kept from session to session."""

from __future__ import annotations

from pathlib import Path

import pytest
from talk import Talk

from okrlint.analysis import judgement
from okrlint.analysis.known import Known, Sentence
from okrlint.core.errors import OkrlintError
from okrlint.core.labels import Unjudged
from okrlint.workspace.said import KeptSaid
from okrlint.workspace.store import Store, opened

TEXT = "# Garden shop OKRs, 2026 Q3\n\n## O1: Neighbours garden with us\n\n- Launch the new balcony planner\n"


def kept(folder: Path) -> dict[str, int]:
    """How much a store has."""
    with opened(str(folder)) as store:
        assert store is not None
        return store.info().entries


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
