"""Rules tried on the examples of their own pages: what is marked must be found, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from okrlint import packs
from okrlint.analysis import analyse
from okrlint.core.finding import Diagnostic, Severity
from okrlint.core.rule import BoundRule, Example, Rule, RulePage
from okrlint.core.settings import Settings
from okrlint.core.source import Source
from okrlint.engine import lint, rules_for
from okrlint.formats import read

Kind = Literal["bad", "good", "silent"]
FEWEST = 2
"""Bad examples, and good ones, that a rule must have."""


class Bench(NamedTuple):
    """Rules to try examples with: all that there are, and those that a team hears without a configuration."""

    everything: Sequence[BoundRule]
    standard: Sequence[BoundRule]

    @classmethod
    def of(cls, rules: Sequence[Rule]) -> Bench:
        """A bench for a catalogue. Raises ConfigError for a mistake in a rule."""
        profiles = packs.profiles()
        return cls(rules_for(Settings(profile="strict"), rules, profiles), rules_for(Settings(), rules, profiles))


@dataclass(frozen=True, slots=True)
class Failure:
    """An example of a rule that is not judged as its author expects, or a rule with too few of them (number 0)."""

    rule: Rule
    kind: Kind
    number: int
    line: int
    expected: tuple[str, ...]
    found: tuple[str, ...]


class Trial(NamedTuple):
    """What came of trying rules."""

    rules: int
    examples: int
    failures: tuple[Failure, ...]


def judge(example: Example, rules: Sequence[BoundRule], text: str | None = None) -> list[Diagnostic]:
    """What rules say about an example, or about another text in the place of its first document."""
    first = Source(example.path, example.text if text is None else text, example.format)
    others = [Source(one.path, one.text, one.format) for one in example.others]
    earlier = example.before
    base = {example.path: read(Source(earlier.path, earlier.text, earlier.format))} if earlier else {}
    return lint([first, *others], rules, analyse=analyse, base=base, today=example.today)


def _with_marks(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[str]:
    """The parts of a text that hold spans, in whole lines, with << and >> around the spans."""
    for start, end in sorted(spans):
        first = text.rfind("\n", 0, start) + 1
        last = text.find("\n", end)
        last = len(text) if last < 0 else last
        yield f"{text[first:start]}<<{text[start:end]}>>{text[end:last]}".strip()


def marked(example: Example) -> tuple[str, ...]:
    """What is marked in an example, each place in its line."""
    return tuple(line for one in example.documents for line in _with_marks(one.text, one.spans))


def _spans(document: Example, diagnostics: Sequence[Diagnostic]) -> list[tuple[int, int]]:
    """Where diagnostics stand in one document of an example, in order."""
    return sorted((one.span.start, one.span.end) for one in diagnostics if one.path == document.path)


def reported(example: Example, diagnostics: Sequence[Diagnostic]) -> tuple[str, ...]:
    """What diagnostics mark in an example, each place in its line."""
    return tuple(line for one in example.documents for line in _with_marks(one.text, _spans(one, diagnostics)))


def is_found(example: Example, diagnostics: Sequence[Diagnostic]) -> bool:
    """Whether diagnostics stand exactly where an example is marked."""
    return all(sorted(one.spans) == _spans(one, diagnostics) for one in example.documents)


def _said(diagnostics: Sequence[Diagnostic]) -> tuple[str, ...]:
    """Diagnostics in words."""
    return tuple(f"{one.code} {one.name} ({one.severity}): {one.message}" for one in diagnostics)


def _bad(rule: Rule, example: Example, bench: Bench) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """What was expected in a bad example and what came, None where they are the same."""
    found = [one for one in judge(example, bench.everything) if one.code == rule.code]
    if not marked(example):
        return ("a place marked with << and >>",), reported(example, found)
    return None if is_found(example, found) else (marked(example), reported(example, found))


def _quiet(rule: Rule, kind: Kind, example: Example, bench: Bench) -> tuple[str, ...]:
    """What speaks where nothing should: of a good example every rule that a team hears, of a near-miss its own."""
    if marked(example):
        return ("<< and >>, which mark what is reported",)
    if kind == "silent":
        return _said([one for one in judge(example, bench.everything) if one.code == rule.code])
    found = judge(example, bench.standard)
    return _said([one for one in found if one.severity >= Severity.WARNING or one.code == rule.code])


def failure(rule: Rule, kind: Kind, number: int, example: Example, bench: Bench) -> Failure | None:
    """How an example of a kind, counted from 1, is judged otherwise than its author expects; None where it is not."""
    if kind == "bad":
        wrong = _bad(rule, example, bench)
        return Failure(rule, kind, number, example.line, *wrong) if wrong else None
    found = _quiet(rule, kind, example, bench)
    return Failure(rule, kind, number, example.line, (), found) if found else None


def _too_few(rule: Rule, page: RulePage) -> Iterator[Failure]:
    """That a rule has too few examples of a kind."""
    line = rule.lines.get("examples", 0)
    wanted: dict[Kind, Sequence[Example]] = {"bad": page.bad, "good": page.good}
    for kind, examples in wanted.items():
        if len(examples) < FEWEST:
            yield Failure(rule, kind, 0, line, (f"at least {FEWEST} examples",), (str(len(examples)),))


def _tried(rule: Rule, page: RulePage, bench: Bench) -> Iterator[Failure]:
    """What fails of one rule, in the order of the kinds."""
    yield from _too_few(rule, page)
    kinds: dict[Kind, Sequence[Example]] = {"bad": page.bad, "good": page.good, "silent": page.silent}
    for kind, examples in kinds.items():
        for number, example in enumerate(examples, 1):
            if found := failure(rule, kind, number, example, bench):
                yield found


def try_rules(rules: Sequence[Rule], bench: Bench) -> Trial:
    """Try rules on the examples of their files. Raises ConfigError for a mistake in one of them."""
    pages = [packs.load_page(Path(rule.origin)) for rule in rules]
    examples = sum(len(page.bad) + len(page.good) + len(page.silent) for page in pages)
    failures = (found for rule, page in zip(rules, pages, strict=True) for found in _tried(rule, page, bench))
    return Trial(len(rules), examples, tuple(failures))
