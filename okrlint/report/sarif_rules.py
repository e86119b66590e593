"""Rules as SARIF describes them, so that code scanning can explain a finding beside the code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from okrlint.core.finding import Severity
from okrlint.core.rule import Described, Example

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEMS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
_EXAMPLES = 2


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, each on one line."""
    return [" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n")]


def _lines(title: str, examples: Sequence[Example]) -> Iterator[str]:
    """Some examples under a title."""
    shown = [example.text.strip() for example in examples[:_EXAMPLES] if not example.others and example.before is None]
    if shown:
        yield f"{title}:"
        yield "\n".join(f"    {line}" for text in shown for line in text.splitlines())


def _help(one: Described) -> str:
    """Why the rule is there, with examples: plain text that is Markdown, too."""
    page = one.page
    return "\n\n".join([*_paragraphs(page.why), *_lines("Reported", page.bad), *_lines("Better", page.good)])


def described(one: Described) -> dict[str, Any]:
    """A rule with all that it says about itself."""
    rule, text = one.rule, _help(one)
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": _paragraphs(one.page.why)[0]},
        "help": {"text": text, "markdown": text},
        **({"helpUri": rule.url} if rule.url else {}),
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": ["okr"], "precision": "high", "problem.severity": _PROBLEMS[rule.severity]},
    }


def unknown(code: str, name: str) -> dict[str, Any]:
    """A rule of which nothing but its names is known."""
    text = {"text": f"{code} {name}"}
    return {"id": code, "name": name, "shortDescription": text, "fullDescription": text, "help": text}
