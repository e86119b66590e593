"""Several processes find what one finds."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from multiprocessing import get_all_start_methods
from pathlib import Path
from typing import NamedTuple

import pytest

from okrlint.core.finding import Diagnostic, Edit, Fix, Related, Severity, Suggestion
from okrlint.core.model import Document
from okrlint.core.source import Source, Span
from okrlint.workspace import jobs, kept
from okrlint.workspace.gather import gather
from okrlint.workspace.jobs import Ahead
from okrlint.workspace.run import Result, check_files
from okrlint.workspace.settings import Options
from okrlint.workspace.store import Store

TEXT = """\
# Farm {number}, 2026-Q3

## Objective: Calves thrive on farm {number}

- KR1: Significantly fewer calves fall ill
- KR2: Launch calf app {number}
- KR3: {number} calves drink unaided on their first day
"""
SELECT = {"select": ["OKR304", "OKR604", "OKR601"]}

here = os.getpid()


def diagnostic(source: Source, message: str) -> Diagnostic:
    """A diagnostic with everything that one can have."""
    return Diagnostic(
        code="OKR304",
        name="vague-quantity",
        severity=Severity.ERROR,
        confidence=0.1 + 0.2,
        message=message,
        span=Span(1, 4),
        source=source,
        related=(Related(Span(0, 1), "there"),),
        fixes=(Fix("mend", (Edit(Span(2, 3), "x"), Edit(Span(4, 4), "")), safe=True), Fix("guess", ())),
        suggestions=(Suggestion("new", "why", "family", "who", Span(0, 5)), Suggestion("more")),
        question="why?\ud800",
        url="https://example.org",
        about="some text",
    )


def documents(count: int) -> list[Document]:
    """Empty documents."""
    return [Document(Source(f"{number}.md", "some text"), "markdown") for number in range(count)]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dozen files, the current folder."""
    (tmp_path / ".git").mkdir()
    for number in range(12):
        (tmp_path / f"okr{number}.md").write_text(TEXT.format(number=number))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(count: int, store: Store | None = None) -> Result:
    """Judge the files of the current folder."""
    options = Options(overrides=SELECT, jobs=count)
    return check_files(gather(["."], options), options, None, store)


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_the_number_of_processes_does_not_matter(folder: Path, monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    if method not in get_all_start_methods():
        pytest.skip(f"this system has no {method}")
    monkeypatch.setattr(jobs, "start_method", lambda: method)
    alone = run(1)
    assert len(alone.diagnostics) == 12
    assert run(2) == alone
    assert run(5) == alone


def test_what_several_processes_found_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(str(folder / "cache"))
    alone = run(2, store)
    store.close()
    monkeypatch.setattr(jobs, "wanted", lambda _, new: len(new) and pytest.fail("nothing is left to judge"))
    assert run(2, Store(str(folder / "cache"))) == alone


def _named(document: Document) -> list[Diagnostic]:
    return [diagnostic(document.source, document.source.path)]


def _failing(document: Document) -> list[Diagnostic]:
    raise ValueError(document.source.path)


def _dying(document: Document) -> list[Diagnostic]:
    if os.getpid() != here:
        os._exit(1)
    return _named(document)


def _elsewhere(document: Document) -> list[Diagnostic]:
    other = Related(Span(0, 1), "there", Source("other.md", ""))
    return [*_named(document), *(Diagnostic("A", "a", Severity.INFO, 1, "", Span(0, 0), document.source, (other,)),)]


def ahead(judge: Callable[[Document], list[Diagnostic]]) -> list[list[Diagnostic] | None]:
    """What two processes know ahead of six documents."""
    given, found = documents(6), Ahead(None, 2)
    found.expect(given, False, judge)
    return [found.get(document, False) for document in given]


def test_documents_keep_their_findings() -> None:
    assert ahead(_named) == [_named(document) for document in documents(6)]


@pytest.mark.parametrize("judge", [_failing, _elsewhere])
def test_what_goes_wrong_elsewhere_is_not_known(judge: Callable[[Document], list[Diagnostic]]) -> None:
    assert ahead(judge) == [None] * 6


def test_a_process_that_dies_stops_nothing() -> None:
    first, *others = ahead(_dying)
    assert first == _named(documents(1)[0])
    assert others == [None] * 5


def test_one_job_judges_nothing_ahead() -> None:
    found = Ahead(None, 1)
    found.expect(documents(3), False, _failing)
    assert found.get(documents(1)[0], False) is None


def test_processes_are_started_where_they_are_worth_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "usable", lambda: 4)
    assert jobs.wanted(0, documents(50)) == 0
    assert jobs.wanted(3, documents(50)) == 3
    assert jobs.wanted(3, documents(2)) == 2


def test_the_example_has_everything_that_a_diagnostic_can_have() -> None:
    def values(one: NamedTuple) -> Iterator[tuple[str, object]]:
        yield from ((f"{type(one).__name__}.{name}", value) for name, value in one._asdict().items())

    one = diagnostic(Source("a.md", "some text"), "message")
    parts = [one, one.related[0], one.fixes[0], one.fixes[0].edits[0], one.suggestions[0]]
    empty = {name for part in parts for name, value in values(part) if not value}
    assert empty == {"Related.source"}


def test_diagnostics_come_back_as_they_were() -> None:
    source = Source("a.md", "some text")
    one = diagnostic(source, 'with "quotes", ünïcode\u2028 and\nlines')
    data = kept.dumped([one, one])
    assert data
    assert kept.loaded(data, source) == [one, one]
