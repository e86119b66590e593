"""Find comments to okrlint that keep nothing quiet, or name what does not exist."""

from __future__ import annotations

from collections.abc import Iterator

from okrlint.core import lazy_re as re
from okrlint.core.facts import Facts
from okrlint.core.finding import Edit, Finding, Fix
from okrlint.core.source import Span
from okrlint.core.suppression import Named, Suppression
from okrlint.core.text import Text

_PROPERTY = re.compile(r'"okrlint"\s*:\s*\Z')
_COMMA_AFTER = re.compile(r"\s*,\s*")
_WORDS = '"ignore", "ignore-block" or "ignore-file"'


def _without_property(node: Suppression) -> Edit | None:
    """The edit that takes the property "okrlint" out of a JSON object, with its comma; None where it is a list."""
    text, (start, end) = node.source.text, node.comment.span
    if (name := _PROPERTY.search(text, 0, start)) is None:
        return None
    if after := _COMMA_AFTER.match(text, end):
        return Edit(Span(name.start(), after.end()), "")
    before = text[: name.start()].rstrip()
    return Edit(Span(len(before) - before.endswith(","), end), "")


def _without_comment(node: Suppression) -> Edit | None:
    """The edit that takes a comment out, with its line where nothing else stands there; None where there is none."""
    source, (start, end) = node.source, node.comment.span
    if node.comment.block:
        return _without_property(node)
    first, last = source.line_span(source.line_column(start)[0]), source.line_span(source.line_column(end)[0])
    before, after = source.text[first.start : start], source.text[end : last.end]
    if before.strip() and not after.strip():
        return Edit(Span(first.start + len(before.rstrip()), last.end), "")
    if before.strip() or after.strip():
        return Edit(Span(start, end + len(after) - len(after.lstrip())), "")
    line = source.line_column(end)[0]
    return Edit(Span(first.start, source.line_starts[line] if line < len(source.line_starts) else last.end), "")


def _without_names(node: Suppression, unused: list[Named]) -> Edit:
    """The edit that leaves only the names that are used."""
    spans = [name.text.span() for name in node.names]
    kept = ", ".join(name.text.value for name in node.names if name not in unused)
    return Edit(Span(spans[0].start, spans[-1].end), kept)


def _unused(node: Suppression) -> Iterator[Finding]:
    """A comment that keeps nothing quiet, or names in it that keep nothing quiet."""
    unused = [name for name in node.names if name.known and not name.used]
    if node.used and not unused:
        return
    whole = len(unused) == len(node.names)
    edit = _without_comment(node) if whole else _without_names(node, unused)
    listed = ", ".join(name.text.value for name in unused) or node.word.text.value
    span = node.comment.span if whole else unused[0].text.span()
    title = "Remove the comment" if whole else f"Remove {listed}"
    fixes = (Fix(title, (edit,), safe=True),) if edit else ()
    yield Finding(span, {"problem": f'has no effect: nothing here needs "{listed}"'}, fixes=fixes)


def _unknown(text: Text, guess: str, problem: str) -> Finding:
    """A word that means nothing."""
    hint = f' (did you mean "{guess}"?)' if guess else ""
    fixes = (Fix(f'Write "{guess}"', (Edit(text.span(), guess),)),) if guess else ()
    return Finding(text.span(), {"problem": problem + hint}, fixes=fixes)


def check(node: Suppression, _facts: Facts) -> Iterator[Finding]:
    """What is unknown in a comment, and what is unused."""
    word = node.word
    if not word.known:
        yield _unknown(word.text, word.guess, f'begins with "{word.text.value}", which is unknown: write {_WORDS}')
        return
    for name in node.names:
        if not name.known:
            yield _unknown(name.text, name.guess, f'names "{name.text.value}", which is no rule')
    if any(name.known for name in node.names) or not node.names:
        yield from _unused(node)
