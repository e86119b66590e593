"""The page of a rule as text: what it finds, why that matters, examples, options."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from okrlint.core.rule import Example, Rule, RulePage
from okrlint.core.source import Source, Span
from okrlint.report.excerpt import excerpt
from okrlint.report.safe import one_line, visible

_WIDTH = 88


def _paragraphs(text: str, indent: str = "") -> Iterator[str]:
    """Text with its paragraphs wrapped."""
    for number, paragraph in enumerate(text.strip().split("\n\n")):
        if number:
            yield ""
        words = visible(" ".join(paragraph.split()))
        yield from textwrap.wrap(words, _WIDTH, initial_indent=indent, subsequent_indent=indent)


def _head(example: Example) -> str:
    """What stands in an example before its first bullet."""
    return example.text[: max(example.text.find("\n- ") + 1, 0)]


def _underlines(source: Source, example: Example) -> Mapping[int, str]:
    """The marks below each line that has some."""
    marks: dict[int, str] = {}
    for start, end in example.spans:
        if shown := excerpt(source, Span(start, end)):
            marks[shown.line] = marks.get(shown.line, "").ljust(shown.indent) + "^" * shown.length
    return marks


def _example(example: Example, frame: str) -> Iterator[str]:
    """The lines of an example, with the names of its files where it has several, and with what was before."""
    if example.before is not None:
        yield "    before:"
        yield from _document(example.before, frame)
        yield "    now:"
    if not example.others:
        yield from _document(example, frame)
        return
    for number, one in enumerate(example.documents):
        yield from ("",) * bool(number)
        yield f"    {visible(one.path)}:"
        yield from _document(one, "")


def _document(example: Example, frame: str) -> Iterator[str]:
    """The lines of a document of an example, without the frame that several have in common."""
    source = Source(example.path, example.text)
    marks = _underlines(source, example)
    first = frame.count("\n") + 1 if frame and example.text.startswith(frame) else 1
    for line in range(first, len(source.line_starts) + 1):
        if text := visible(source[source.line_span(line)]).rstrip():
            yield f"    {text}"
        if line in marks:
            yield f"    {marks[line]}"


def _examples(title: str, examples: Sequence[Example], frame: str) -> Iterator[str]:
    """A section of examples."""
    if not examples:
        return
    yield f"\n{title}:"
    for number, example in enumerate(examples):
        if number and (
            example.before
            or example.others
            or _head(example) != frame
            or len(example.text.splitlines()) > frame.count("\n") + 1
        ):
            yield ""
        yield from _example(example, frame)


def _options(options: Mapping[str, Any]) -> Iterator[str]:
    """The options of the rule with what they are by default."""
    if options:
        yield "\nOptions:"
    for name, default in options.items():
        yield from textwrap.wrap(f"{name} = {default}", _WIDTH, initial_indent="    ", subsequent_indent="        ")


def render(rule: Rule, page: RulePage, options: Mapping[str, Any]) -> str:
    """The page of a rule; `options` are the options of its check as this rule sets them, already as text."""
    heads = Counter(_head(example) for example in (*page.bad, *page.good, *page.silent))
    frame, times = heads.most_common(1)[0] if heads else ("", 0)
    frame = frame if times > 1 else ""
    lines = [f"{rule.code} {rule.name} ({rule.severity})", "", *_paragraphs(rule.summary), "", *_paragraphs(page.why)]
    lines += _examples("Reported", page.bad, frame)
    lines += _examples("Better", page.good, frame)
    lines += _examples("Not reported by this rule", page.silent, frame)
    lines += _options(options)
    lines += ["\nSources:", *(f"    {one_line(source)}" for source in page.sources)] if page.sources else []
    return "\n".join([*lines, "", rule.url or visible(rule.origin)]) + "\n"
