"""docs/rules/<name>.md: the page of one rule, always in the same order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from okrlint import packs
from okrlint.cli.lookup import options_of
from okrlint.core.rule import Example, Rule, RulePage
from okrlint.core.source import Source, Span
from okrlint.devtools.catalogue import Catalogue
from okrlint.packs.examples import FRAME
from okrlint.report.excerpt import excerpt

_APPLIES_TO = {
    "key_result": "single key results",
    "objective": "objectives, with their key results where it matters",
    "document": "whole documents",
    "documents": "documents, together with the others of the same run",
    "problem": "files that cannot be read",
    "suppression": "comments that silence rules",
}


def _heading(title: str) -> Iterator[str]:
    yield ""
    yield f"## {title}"
    yield ""


def _fence(text: str) -> str:
    """Back quotes for a block, more than any inside it."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    return "`" * max(3, longest + 1)


def _plain(text: str) -> str:
    """Text in which no character means anything to Markdown."""
    return re.sub(r"([\\`*_<\[\]])", r"\\\1", text)


def marked(example: Example) -> str:
    """The text of an example; below each place that okrlint marks stands a line of ^."""
    source = Source(example.path, example.text)
    below: dict[int, str] = {}
    for start, end in example.spans:
        if found := excerpt(source, Span(start, end)):
            below[found.line] = below.get(found.line, "").ljust(found.indent) + "^" * found.length
    lines = example.text.rstrip("\n").split("\n")
    marked = [part for number, line in enumerate(lines, 1) for part in (line, below.get(number)) if part is not None]
    return "\n".join(marked).removeprefix(FRAME)


def _example(example: Example, messages: Sequence[str] = ()) -> Iterator[str]:
    if example.before is not None:
        yield from ("Before:", "", *_example(example.before), "Now:", "")
    if example.today is not None:
        yield f"On {example.today.isoformat()}:"
        yield ""
    for document in example.documents:
        text = marked(document)
        fence = _fence(text)
        if document.path not in ("", "okrs.md", "okrs.yaml", "okrs.json"):
            yield f"`{document.path}`:"
            yield ""
        yield from (f"{fence}{document.format}", text, fence, "")
    for message in messages:
        yield f"> {_plain(message)}"
        yield ""


def _bad(rule: Rule, page: RulePage, catalogue: Catalogue) -> Iterator[str]:
    """What it reports, with what it says; the page's next heading follows."""
    yield from _heading("Instead of")
    for example in page.bad:
        messages = dict.fromkeys(diagnostic.message for diagnostic in catalogue.diagnostics(rule, example))
        yield from _example(example, list(messages))


def _good(page: RulePage) -> Iterator[str]:
    yield "## Better"
    yield ""
    for example in page.good:
        yield from _example(example)


def _options(rule: Rule) -> Iterator[str]:
    yield "## Options"
    yield ""
    options = options_of(rule)
    if not options:
        yield "None."
        return
    yield f"In the table `[rules.{rule.name}]` of the [configuration](../configuration.md), with what counts otherwise:"
    yield ""
    yield "```toml"
    yield f"[rules.{rule.name}]"
    yield from (f"{name} = {value}" for name, value in options.items())
    yield "```"


def _severity(rule: Rule, catalogue: Catalogue) -> Iterator[str]:
    yield from _heading("Severity")
    yield "| Profile | Severity |"
    yield "| --- | --- |"
    yield from (f"| {name} | {catalogue.level(rule, name)} |" for name in catalogue.profiles)


def _others(rule: Rule, rules: Sequence[Rule]) -> Iterator[str]:
    """Who keeps quiet when this rule speaks, and the other way round."""
    links = {word: f"[{one.code} {one.name}]({one.name}.md)" for one in rules for word in (one.code, one.name)}
    silenced = [links[word] for word in rule.silences if word in links]
    by = [links[one.code] for one in rules if {rule.code, rule.name} & set(one.silences)]
    if silenced or by:
        yield from _heading("Other rules")
    if silenced:
        yield f"When this rule speaks, these keep quiet about the same element: {', '.join(silenced)}."
    if silenced and by:
        yield ""
    if by:
        yield f"This rule keeps quiet where one of these speaks about the same element: {', '.join(by)}."


def _silence(rule: Rule) -> Iterator[str]:
    yield from _heading("How to silence it")
    yield f"For one line, with a comment at its end or above it: `<!-- okrlint: ignore {rule.name} the reason -->` in"
    yield f"Markdown, `# okrlint: ignore {rule.name} the reason` in YAML ([more](../formats.md#comments-to-okrlint))."
    yield "Everywhere, in the configuration:"
    yield ""
    yield "```toml"
    yield f'ignore = ["{rule.name}"]'
    yield "```"


def _sources(page: RulePage) -> Iterator[str]:
    if page.sources:
        yield from _heading("Sources")
    for source in page.sources:
        yield f"- <{source}>" if re.fullmatch(r"https?://\S+", source) else f"- {source}"


def _lines(rule: Rule, page: RulePage, catalogue: Catalogue) -> Iterator[str]:
    yield f"# {rule.code} {rule.name}"
    yield ""
    yield "<!-- generated by `python -m okrlint.devtools docs` from the rule's YAML file -->"
    yield ""
    yield f"{rule.summary}"
    yield ""
    yield f"It looks at {_APPLIES_TO[rule.applies_to]}."
    yield from _heading("Why")
    yield page.why
    yield from _bad(rule, page, catalogue)
    yield from _good(page)
    yield from _options(rule)
    yield from _severity(rule, catalogue)
    yield from _others(rule, catalogue.rules)
    yield from _silence(rule)
    yield from _sources(page)


def render(rule: Rule, catalogue: Catalogue) -> str:
    """The page of a rule of the catalogue. Raises ConfigError for a mistake in its file."""
    page = packs.load_page(Path(rule.origin))
    return "\n".join(_lines(rule, page, catalogue)) + "\n"
