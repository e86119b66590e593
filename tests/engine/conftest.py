"""Small rules for tests of the engine: each finds one word."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from okrlint.core.facts import Facts
from okrlint.core.finding import Diagnostic, Finding, Severity
from okrlint.core.model import Document
from okrlint.core.rule import BoundRule, Rule
from okrlint.core.source import Source
from okrlint.engine import bind, lint
from okrlint.packs import core_rules

Make = Callable[..., BoundRule]
Judge = Callable[..., list[Diagnostic]]


def no_facts(document: Document, needs: frozenset[str]) -> Facts:
    """An analyser that finds nothing."""
    return Facts()


@pytest.fixture
def make() -> Make:
    """Makes a rule that finds a word in key results, objectives or the document's sentences."""

    def made(code: str, word: str, scope: str = "key_result", name: str = "", **more: Any) -> BoundRule:
        def texts(node: Any) -> Iterator[Any]:
            if scope != "document":
                yield node.text
                return
            for objective in node.objectives:
                yield from (objective.text, *(kr.text for kr in objective.key_results))

        def check(node: Any, _facts: Facts) -> Iterator[Finding]:
            for text in texts(node):
                start = text.value.find(word)
                if start >= 0:
                    yield Finding(text.span(start, start + len(word)), {"word": word})

        keys = ("silences", "adds", "message")
        own = {"message": "{word}!"} | {key: more.pop(key) for key in keys if key in more}
        rule = Rule(code, name or f"{word}-rule", "A word.", Severity.WARNING, scope, "word", **own)
        return BoundRule(rule, check, frozenset(), {}, more.pop("severity", Severity.WARNING), **more)

    return made


@pytest.fixture
def judge() -> Judge:
    """Lints a text, Markdown where nothing else is said."""

    def judged(text: str, rules: Sequence[BoundRule], path: str = "okrs.md") -> list[Diagnostic]:
        return lint([Source(path, text)], rules, analyse=no_facts)

    return judged


@pytest.fixture
def reporter() -> BoundRule:
    """The rule about comments."""
    return bind(next(rule for rule in core_rules() if rule.code == "OKR902"))
