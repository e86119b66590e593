"""Any bytes: every format, the grammar of measures, okrlint's own files and the language server keep their word.

`python -m benchmarks.fuzz` does the same for as long as one likes; what it finds goes to FOUND.
"""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.fuzz import keeping, session, targets
from benchmarks.fuzz.keeping import BrokenError
from benchmarks.fuzz.seeds import SEEDS, words_of
from okrlint.core.errors import OkrlintError
from okrlint.core.measure import Measure, Words
from okrlint.core.source import Source, Span
from okrlint.core.text import Text
from okrlint.formats import SUFFIXES, read
from okrlint.lsp.server import Server

EXAMPLES = {"lsp": 15, "xlsx": 40, "docx": 40, "pack": 40}
OPEN = SEEDS["lsp"][0].split(b"\n")[0]
PENDING = b'\nR{"command":"okrlint.addGuardrail","arguments":["file:///okrs.md",%s]}'
FOUND: dict[str, list[bytes]] = {
    "lsp": [
        b"[" + b"[" * 100_000,
        b"E" + b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
        b"[" + b"9" * 5000,
        *(b'[{"jsonrpc":"2.0","id":%s,"method":"shutdown"}' % number for number in (b"[]", b"{}", b"[1]")),
        b'[{"jsonrpc":"2.0","id":[1],"result":1}',
        OPEN.replace(b"file:///okrs.md", b"http://[::1"),
        OPEN + PENDING % b"10000000000000000000000",
        OPEN + PENDING % b"2",  # told to end while it waits for the editor
        b'U{"changes":[{"uri":"http://[","type":1},{"uri":"file:///a%00b.md","type":1}]}',
        b'V{"event":{"added":[],"removed":[{"uri":"http://[","name":""}]}}',
        b'S{"files":[{"oldUri":"file:///a%00","newUri":"http://["}]}',
        *(b"\\Content-Length: " + size for size in (b"9" * 5000, b"9" * 20, b"9" * 12, b"0", b"-1")),
        OPEN.replace(b"Guests", b"\\ud800 G"),
    ],
}
"""Inputs that once broke a target, or nearly did."""


def inputs(name: str) -> st.SearchStrategy[bytes]:
    """Words of a target in any order, and its seeds with something cut out and something put in."""
    pieces = st.lists(st.sampled_from(words_of(name)) | st.binary(max_size=4), max_size=30).map(b"".join)

    def cut(seed: bytes, start: int, length: int, words: bytes) -> bytes:
        """A seed with other bytes in one place."""
        start %= len(seed) + 1
        return seed[:start] + words + seed[start + length :]

    changed = st.builds(cut, st.sampled_from(SEEDS[name]), st.integers(0, 5000), st.integers(0, 50), pieces)
    return changed | pieces | st.binary(max_size=100)


def test_every_format_is_fuzzed() -> None:
    assert set(SUFFIXES.values()) < set(targets.TARGETS)
    assert set(SEEDS) == set(targets.TARGETS)


@pytest.mark.parametrize("name", SEEDS)
def test_any_bytes_are_read_judged_and_mended_or_refused(name: str) -> None:
    target = targets.TARGETS[name]

    @settings(max_examples=EXAMPLES.get(name, 60), suppress_health_check=list(HealthCheck))
    @given(inputs(name))
    def any_bytes(data: bytes) -> None:
        target(data)

    any_bytes()


@pytest.mark.parametrize("name", SEEDS)
def test_seeds_and_what_was_found_once(name: str) -> None:
    for data in (*SEEDS[name], *FOUND.get(name, ())):
        began = time.thread_time()
        targets.TARGETS[name](data)
        assert time.thread_time() - began < 30


def test_seeds_have_okrs() -> None:
    found = {name: targets.reading(name, SEEDS[name][0]) for name in set(SUFFIXES.values())}
    assert [name for name, one in found.items() if one is None or not list(one.key_results)] == []


def test_a_place_outside_of_the_text_would_be_seen() -> None:
    document = read(Source("okrs.md", "# OKRs\n\n## Objective: Guests return\n\n- KR1: Visits from 3 to 5\n"))
    keeping.check_document(document)
    (objective,) = document.objectives
    for span in (Span(5, 900), Span(-1, 5), Span(9, 5)):
        moved = replace(objective, team=Text.replaced("x", span))
        with pytest.raises(BrokenError, match="outside"):
            keeping.check_document(replace(document, objectives=(moved,)))


def test_a_refusal_of_two_lines_and_words_elsewhere_would_be_seen() -> None:
    with pytest.raises(BrokenError, match="one line"):
        keeping.check_refusal(OkrlintError("one\ntwo"))
    with pytest.raises(BrokenError, match="does not stand"):
        keeping.check_measure(Measure(metric=Words("visits", 1, 7)), "visits from 3 to 5")


@pytest.mark.parametrize("step", ["current", "open", "show"])
def test_a_server_that_fails_would_be_seen(monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Server, step, broken)
    with pytest.raises(BrokenError, match="a mistake of its own"):
        session.lsp(SEEDS["lsp"][3])


def test_a_server_that_hangs_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    told = threading.Event()
    monkeypatch.setattr(session, "_SECONDS", 0.01)
    monkeypatch.setattr(session, "_serve", lambda _: told.wait() and b"")
    with pytest.raises(BrokenError, match="hangs"):
        session.lsp(b"")
    told.set()
