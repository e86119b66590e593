"""Every pattern of the package on the worst input that its own characters make: time grows with the length."""

from __future__ import annotations

import re
import sys
import time
import warnings
from collections import deque
from collections.abc import Iterator
from typing import Any

import pytest
from patterns import COMMON, METHODS, PATTERNS, USES, Key, inputs

from benchmarks.fuzz.targets import TARGETS

SHORT, LONG, LARGEST = 1_500, 6_000, 100_000
"""Lengths of inputs: every one is tried with the first two, the slowest of each pattern with the last as well."""
NOTICED = 0.0015
"""Seconds of processor time below which an input of LONG characters took no square: a step takes a nanosecond."""
ENDLESS = 0.008
"""Seconds that no input of 60 characters takes: what doubles with each character would not come back from LONG ones."""
STEEP = 2.2
"""How many times as much as the length time may grow: that of a square grows four times as much."""
EXCEPTIONS = {
    ("okrlint.workspace.sniff", b"<[^>]*>"): "`_without` shows it nothing behind the last '>': every '<' has an end",
}
"""Patterns that may take the square, and why what they are shown is bounded. None is to be added."""


def seconds(
    pattern: re.Pattern[Any], pair: tuple[str, str], size: int, methods: tuple[str, ...] = METHODS[:2]
) -> float:
    """How long a pattern looks at an input, in the ways that it is used; the end of it fits nothing."""
    text: Any = pair[0] + pair[1] * (size // len(pair[1]) + 1) + "\0"
    text = text.encode("utf-8", "replace") if isinstance(pattern.pattern, bytes) else text
    start = time.thread_time()
    for method in methods:
        if method in METHODS[:3]:
            getattr(pattern, method)(text)
        else:
            deque(pattern.finditer(text), 0)
    return time.thread_time() - start


class Tried:
    """A pattern with one of its inputs."""

    def __init__(self, pattern: re.Pattern[Any], pair: tuple[str, str], methods: tuple[str, ...]) -> None:
        self.pattern, self.pair, self.methods = pattern, pair, methods
        self.endless = any(self.takes(size) > ENDLESS for size in range(20, 61, 10))
        self.long = 9.0 if self.endless or self.takes(SHORT // 3) > 0.02 else self.takes(LONG, 1)

    def takes(self, size: int, tries: int = 2) -> float:
        """The least of the times that it takes."""
        return min(seconds(self.pattern, self.pair, size, self.methods) for _ in range(tries))

    def is_steep(self, short: int, long: int) -> bool:
        """Whether time grows faster than the length."""
        return self.takes(long) > STEEP * (long / short) * max(self.takes(short, 4), 1e-7)

    def grows(self) -> bool:
        """Whether time grows faster than the length: also beyond a bound of the pattern, if it has any."""
        if self.long < NOTICED:
            return False
        return self.long > 1 or (self.is_steep(SHORT, LONG) and (self.long > 0.2 or self.is_steep(LONG, 4 * LONG)))


def superlinear(key: Key) -> list[tuple[str, str]]:
    """The inputs for which the time of a pattern grows faster than with their length."""
    pattern, methods = re.compile(*key), USES.get(key, METHODS[:3])
    for pair in inputs(pattern):
        if any(seconds(pattern, pair, size, methods) > 4 * ENDLESS for size in range(20, 61, 10)):
            return [pair]
    tried = sorted((Tried(pattern, pair, methods) for pair in inputs(pattern)), key=lambda one: -one.long)
    if grown := [one.pair for one in tried if one.grows()]:
        return grown
    return [one.pair for one in tried[:1] if one.takes(LARGEST, 1) > 0.02 and one.is_steep(LARGEST // 4, LARGEST)]


def test_time_grows_with_the_length_of_the_worst_input_of_each_pattern() -> None:
    assert len(PATTERNS) > 500
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        found = {key: superlinear(key) for key in PATTERNS}
    slow = {(PATTERNS[key], key[0]): pairs[:3] for key, pairs in found.items() if pairs}
    assert {pattern: pairs for pattern, pairs in slow.items() if pattern not in EXCEPTIONS} == {}
    assert set(EXCEPTIONS) <= set(slow)


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        (r"\s+and", r"(?<!\s)\s++and"),
        (r"\s*x?\s*\Z", r"(?:(?<!\s)\s++)?(?:x\s*+)?\Z"),
        (r"from .* to \d", r"^(?>.*?from ).* to \d"),
    ],
)
def test_a_pattern_that_takes_the_square_would_be_found(worse: str, better: str) -> None:
    assert superlinear((worse, re.compile(worse).flags))
    assert not superlinear((better, re.compile(better).flags))


def test_it_is_known_how_patterns_are_used() -> None:
    from okrlint.checks import two_measures
    from okrlint.core import marks

    assert USES[two_measures._JOINT.pattern, two_measures._JOINT.flags] == ("finditer",)
    assert USES[marks._AFTER.pattern, marks._AFTER.flags] == ("match",)


FRAMES = {
    "markdown": "# OKRs 2026 Q3\n\n## Objective: Ride more\n\n- KR1: get {}\n",
    "mdx": "# OKRs 2026 Q3\n\n## Objective: Ride more\n\n- KR1: get {}\n",
    "text": "OKRs 2026 Q3\n\nObjective 1: Ride more\n- KR1: get {}\n",
    "html": "<h1>OKRs 2026 Q3</h1><h2>Objective: Ride</h2><ul><li>KR1: get {}</ul>",
    "org": "* OKRs 2026 Q3\n** Objective: Ride\n- KR1: get {}\n",
    "csv": "Objective,Key Result\nRide,get {}\n",
    "yaml": "objectives:\n- objective: Ride more\n  key_results:\n  - get {}\n",
    "toml": '[[objectives]]\nobjective = \'Ride\'\nkey_results = ["""get {}"""]\n',
    "json": '{{"objectives":[{{"objective":"Ride","key_results":["get {}"]}}]}}',
}
LARGE = 100_000
SECONDS = 4
"""Of processor time, which no file of LARGE characters may take: ten times what the slowest does take."""


def longest() -> list[tuple[str, str]]:
    """Formats with texts as long as a file may be: what a pattern looks at for the longest time; each once.

    Patterns of a format get two files of it, those of other rooms one, and the formats take turns.
    """
    found: dict[tuple[str, str], None] = {}
    for number, (key, module) in enumerate(PATTERNS.items()):
        pattern = re.compile(*key)
        slowest = sorted(inputs(pattern), key=lambda pair: (-round(seconds(pattern, pair, 240), 4), pair[1] in COMMON))
        own = [format for format in FRAMES if module.startswith(f"okrlint.formats.{format}")]
        format = own[0] if own else list(FRAMES)[number % len(FRAMES)]
        for start, again in slowest[: 1 + len(own)]:
            found[format, start + again * (LARGE // len(again)) + "~"] = None
    return list(found)


@pytest.fixture
def untraced() -> Iterator[None]:
    """Without what counts the lines that ran, which takes ten times as long as what is measured."""
    tracer = sys.gettrace()
    sys.settrace(None)
    yield
    sys.settrace(tracer)


@pytest.mark.usefixtures("untraced")
def test_a_file_of_the_worst_input_of_each_pattern_takes_no_time() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        texts = longest()
        texts += [(format, again * (LARGE // len(again))) for format in FRAMES for again in COMMON[-1:]]
    assert len(texts) > 200
    slow = []
    for format, text in texts:
        for whole in (FRAMES[format].format(text), text):
            began = time.thread_time()
            TARGETS[format](whole.encode("utf-8", "surrogatepass"))
            slow += [(format, text[:40])] * (time.thread_time() - began > SECONDS)
    assert slow == []
