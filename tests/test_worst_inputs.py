"""Every pattern of the package on the worst input that its own characters make: none explodes, nothing hangs."""

from __future__ import annotations

import importlib
import pkgutil
import random
import re
import re._constants as ops  # type: ignore[import-not-found, unused-ignore]
import re._parser as parser  # type: ignore[import-not-found, unused-ignore]
import sys
import time
import warnings
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

import okrlint
from benchmarks.fuzz.targets import TARGETS
from okrlint.core import lazy_re

LATE = lazy_re.compile("")
"""Its type is that of the patterns that are compiled when they are first used."""
SIZE, TIMES = 60, 4
"""How long the shorter input is, and how many times as long the longer one."""
NOTICED = 0.008
"""Seconds of processor time below which nothing exploded: a thousand times what a harmless pattern takes."""
CUBIC = 40
"""A pattern whose time grows with the cube takes 64 times as long for an input of 4 times the length."""
CHARACTERS = {"DIGIT": "1", "SPACE": " ", "WORD": "a", "NOT_DIGIT": "a", "NOT_SPACE": "a", "NOT_WORD": "-"}
MOST = 30
REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)
COMMON = (" ", "a", "1", "a ", "1 ", "1,", "-", '"', "(", "get  ", "a\r\n", " +a")
"""What is repeated in everybody's files, also by Windows and by marks without partners."""


def patterns_in(value: object, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    """The patterns that a value of a module is or holds."""
    if isinstance(value, re.Pattern):
        yield value
    elif type(value) is type(LATE):
        yield re.compile(value.pattern, value.flags)  # type: ignore[attr-defined]
    elif isinstance(value, (Mapping, list, tuple, set, frozenset)) and depth < 3:
        more = [*value, *value.values()] if isinstance(value, Mapping) else value
        for one in more:
            yield from patterns_in(one, depth + 1)


def all_patterns() -> dict[tuple[Any, int], str]:
    """Every compiled pattern of the package by its text and flags, with the module that has it."""
    names = [module.name for module in pkgutil.walk_packages(okrlint.__path__, "okrlint.")]
    found: dict[tuple[Any, int], str] = {}
    for name in names:
        if ".training" not in name and not name.endswith("__main__"):
            for value in vars(importlib.import_module(name)).values():
                for pattern in patterns_in(value):
                    found.setdefault((pattern.pattern, pattern.flags), name)
    return found


PATTERNS = all_patterns()


def one_of(item: tuple[Any, Any]) -> str:
    """A character that a part of a pattern takes."""
    op, about = item
    if op is ops.LITERAL:
        return chr(about)
    if op is ops.IN and about[0][0] is not ops.NEGATE:
        kind, first = about[0]
        if kind is ops.CATEGORY:
            return CHARACTERS[first.name.removeprefix("CATEGORY_")]
        return chr(first[0] if kind is ops.RANGE else first)
    return next((one for one in " a1-(" if op is ops.ANY or re.match(r"[^\s(]", one)), "a")


def inside(op: Any, about: Any) -> list[Any]:
    """The parts inside of a part of a pattern."""
    if op in REPEATS:
        return [about[2]]
    if op is ops.SUBPATTERN:
        return [about[3]]
    if op is ops.ATOMIC_GROUP:
        return [about]
    if op is ops.BRANCH:
        return list(about[1])
    return [about[1]] if op in (ops.ASSERT, ops.ASSERT_NOT) else []


class Always(random.Random):
    """Luck that takes whatever is optional."""

    def randint(self, a: int, b: int) -> int:
        """The larger one."""
        return b


def sample(tree: Any, luck: random.Random) -> str:
    """A short text that a pattern would take."""
    words = ""
    for op, about in tree:
        below = inside(op, about)
        if op in (ops.ASSERT, ops.ASSERT_NOT, ops.AT, ops.GROUPREF):
            continue
        if op in REPEATS:
            words += "".join(sample(about[2], luck) for _ in range(min(about[0] + luck.randint(0, 1), about[1], 3)))
        else:
            words += sample(luck.choice(below), luck) if below else one_of((op, about))
    return words


def worst(tree: Any, before: str, luck: random.Random) -> Iterator[tuple[str, str]]:
    """Pairs of what leads up to a part without end of a pattern, and what that part takes again and again."""
    for op, about in tree:
        below = inside(op, about)
        if op in REPEATS and about[1] > 20:
            for again in (sample(about[2], luck), sample(about[2], Always(1))):
                yield from (("", again), (before[-30:], again), ("", before[-30:] + again))
        for part in below:
            yield from worst(part, before, luck)
        before += sample([(op, about)], luck)


def inputs(pattern: re.Pattern[Any]) -> list[tuple[str, str]]:
    """What a pattern is fed: a start, and what comes again and again behind it."""
    tree, luck = parser.parse(pattern.pattern, pattern.flags), random.Random(1)  # noqa: S311
    pairs = {*worst(tree, "", luck), ("", sample(tree, luck)), *(("", one) for one in COMMON)}
    return sorted(pair for pair in pairs if pair[1])[:MOST]


def seconds(pattern: re.Pattern[Any], pair: tuple[str, str], size: int) -> float:
    """How long a pattern looks at an input; the end of it fits nothing."""
    text: Any = pair[0] + pair[1] * (size // len(pair[1]) + 1) + "\0"
    text = text.encode("utf-8", "replace") if isinstance(pattern.pattern, bytes) else text
    start = time.thread_time()
    pattern.search(text)
    pattern.match(text)
    return time.thread_time() - start


def is_endless(pattern: re.Pattern[Any], pair: tuple[str, str]) -> bool:
    """Whether even a few more characters take far longer; what doubles with each would not come back from many."""
    return any(min(seconds(pattern, pair, size) for _ in range(2)) > NOTICED for size in range(20, SIZE + 1, 10))


def explodes(pattern: re.Pattern[Any]) -> list[tuple[str, str]]:
    """The inputs for which the time of a pattern grows faster than with the square of their length."""
    pairs = inputs(pattern)
    if endless := [pair for pair in pairs if is_endless(pattern, pair)]:
        return endless
    slow = [pair for pair in pairs if seconds(pattern, pair, SIZE * TIMES) > NOTICED]
    return [
        pair
        for pair in slow
        if min(seconds(pattern, pair, SIZE * TIMES) for _ in range(2))
        > CUBIC * min(seconds(pattern, pair, SIZE) for _ in range(3))
    ]


def test_no_pattern_takes_time_that_grows_faster_than_with_the_square() -> None:
    assert len(PATTERNS) > 500
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        found = {key: explodes(re.compile(*key)) for key in PATTERNS}
    assert {PATTERNS[key]: (key[0][:60], pairs) for key, pairs in found.items() if pairs} == {}


def test_a_pattern_that_explodes_would_be_found() -> None:
    assert explodes(re.compile(r"\s*x?\s*\Z"))
    assert not explodes(re.compile(r"\s*+x?\s*+\Z"))
    assert explodes(re.compile(r"---\r?\n(?:.*\r?\n)*?---"))


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
    Paragraphs of thousands of lines are left out: they take the square of their lines, which no pattern causes.
    """
    found: dict[tuple[str, str], None] = {}
    for number, (key, module) in enumerate(PATTERNS.items()):
        pattern = re.compile(*key)
        slowest = sorted(
            inputs(pattern), key=lambda pair: (-round(seconds(pattern, pair, SIZE * TIMES), 4), pair[1] in COMMON)
        )
        own = [format for format in FRAMES if module.startswith(f"okrlint.formats.{format}")]
        format = own[0] if own else list(FRAMES)[number % len(FRAMES)]
        for start, again in slowest[: 1 + len(own)]:
            if "\r\n" not in again:
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
