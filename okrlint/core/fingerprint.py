"""What tells that a diagnostic is the same as in an earlier run, wherever its line has moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from okrlint.core.finding import Diagnostic


class Fingerprint(NamedTuple):
    """What a finding is known by. `text` is the sentence that it is about, in small letters with single spaces."""

    path: str
    code: str
    text: str


def fingerprint(diagnostic: Diagnostic) -> Fingerprint:
    """What a diagnostic is known by: its sentence, or its own place where it is about none; never a line."""
    words = diagnostic.about or diagnostic.source[diagnostic.span]
    return Fingerprint(diagnostic.path, diagnostic.code, " ".join(words.split()).casefold())


def digests(diagnostics: Iterable[Diagnostic]) -> list[str]:
    """The fingerprint of each diagnostic, in order, as 32 hexadecimal digits; for services that want it short.

    Those that would be the same are numbered, so that all are different.
    """
    seen: Counter[Fingerprint] = Counter()
    found = []
    for known_by in map(fingerprint, diagnostics):
        seen[known_by] += 1
        data = "\0".join((*known_by, str(seen[known_by])))
        found.append(sha256(data.encode("utf-8", "surrogatepass")).hexdigest()[:32])
    return found
