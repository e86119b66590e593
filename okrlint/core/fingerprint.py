"""What tells that a diagnostic is the same as in an earlier run, wherever its line has moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

from okrlint.core.finding import Diagnostic
from okrlint.core.source import Source, Span

_LONGEST_LINE = 2_000
"""Characters of a line that is taken whole; of longer ones, such as minified JSON, only the span counts."""


def _words(source: Source, span: Span) -> str:
    """The lines of a span with their spaces, capitals and marks of lists evened out."""
    first, last = (source.line_column(place)[0] for place in (span.start, max(span.start, span.end - 1)))
    whole = Span(source.line_span(first).start, source.line_span(last).end)
    text = source[whole if whole.end - whole.start <= _LONGEST_LINE else span]
    return " ".join(text.split()).casefold().lstrip("-*+#> ")


def fingerprints(diagnostics: Sequence[Diagnostic]) -> list[str]:
    """A fingerprint of each diagnostic, in order: 32 hexadecimal digits made of code, path and words.

    Those that would be the same are numbered, so that all are different.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    found = []
    for one in diagnostics:
        key = (one.code, one.path, _words(one.source, one.span))
        seen[key] += 1
        data = "\0".join((*key, str(seen[key])))
        found.append(sha256(data.encode("utf-8", "surrogatepass")).hexdigest()[:32])
    return found
