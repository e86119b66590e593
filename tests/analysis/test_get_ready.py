"""The classifier is loaded ahead where it will be asked, and only there."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from okrlint import analysis
from okrlint.analysis import classifier
from okrlint.core.labels import Unjudged
from okrlint.core.said import Answer
from okrlint.core.source import Source
from okrlint.formats import read

TEXT = "# OKRs\n\n## Objective: Riders smile\n\n- KR1: Launch the app\n"


class Known:
    """What was said of some sentences."""

    def __init__(self, *texts: str) -> None:
        self.texts = texts

    def get(self, text: str, objective: str | None) -> Answer | None:
        return Unjudged("known") if text in self.texts else None

    def put(self, text: str, objective: str | None, answer: Answer) -> None:
        """Forget it."""


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], None]]:
    """What threads were begun with; none of them runs."""
    found: list[Callable[[], None]] = []

    class Begun:
        def __init__(self, target: Callable[[], None], **given: Any) -> None:
            assert given["daemon"]
            self.target = target

        def start(self) -> None:
            found.append(self.target)

    monkeypatch.setattr(threading, "Thread", Begun)
    return found


@pytest.mark.parametrize(
    ("known", "text", "wanted"),
    [
        (None, TEXT, True),
        (Known("Launch the app", "Riders smile"), TEXT, False),
        (Known("Launch the app"), TEXT, True),
        (Known("Riders smile"), TEXT, True),
        (None, "", False),
    ],
)
def test_loading_begins_where_a_sentence_is_new(
    begun: list[Callable[[], None]], known: Known | None, text: str, wanted: bool
) -> None:
    analysis.get_ready(read(Source("okrs.md", text)), known)
    assert bool(begun) == wanted


def test_what_goes_wrong_ahead_is_told_later(begun: list[Callable[[], None]], monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise RuntimeError("damaged")

    monkeypatch.setattr(classifier, "classifier", broken)
    analysis.get_ready(read(Source("okrs.md", TEXT)))
    begun[0]()
