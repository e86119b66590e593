"""Every pattern of the package, what is done with it, and the worst inputs that its own characters make."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import random
import re
import re._constants as ops  # type: ignore[import-not-found, unused-ignore]
import re._parser as parser  # type: ignore[import-not-found, unused-ignore]
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any

import okrlint
from okrlint.core import lazy_re

Key = tuple[Any, int]
"""The text and the flags of a pattern."""
LATE = lazy_re.compile("")
"""Its type is that of the patterns that are compiled when they are first used."""
CHARACTERS = {"DIGIT": "1", "SPACE": " ", "WORD": "a", "NOT_DIGIT": "a", "NOT_SPACE": "a", "NOT_WORD": "-"}
MOST = 30
METHODS = ("search", "match", "fullmatch", "sub", "subn", "split", "finditer", "findall")
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


def modules() -> Iterator[ModuleType]:
    """The modules of the package, without training."""
    for module in pkgutil.walk_packages(okrlint.__path__, "okrlint."):
        if ".training" not in module.name and not module.name.endswith("__main__"):
            yield importlib.import_module(module.name)


def all_patterns() -> dict[Key, str]:
    """Every compiled pattern of the package by its text and flags, with the module that has it."""
    found: dict[Key, str] = {}
    for module in modules():
        for value in vars(module).values():
            for pattern in patterns_in(value):
                found.setdefault((pattern.pattern, pattern.flags), module.__name__)
    return found


def named(module: ModuleType, node: ast.AST) -> object:
    """What a name, or a name of another module, stands for in a module."""
    if isinstance(node, ast.Name):
        return vars(module).get(node.id)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        owner = vars(module).get(node.value.id)
        return getattr(owner, node.attr, None) if isinstance(owner, ModuleType) else None
    return None


def uses_in(module: ModuleType) -> Iterator[tuple[Key, str]]:
    """What a module does with patterns: the methods that it names, or "other" where a pattern is handed on."""
    tree = ast.parse(inspect.getsource(module))
    above = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        value, parent = named(module, node), above.get(node)
        if isinstance(value, ModuleType) or isinstance(getattr(node, "ctx", None), ast.Store):
            continue
        method = parent.attr if isinstance(parent, ast.Attribute) and not isinstance(value, Mapping) else "other"
        if not isinstance(parent, ast.Compare) and method not in ("pattern", "flags"):
            for pattern in patterns_in(value):
                yield (pattern.pattern, pattern.flags), method if method in METHODS else "other"


def all_uses() -> dict[Key, tuple[str, ...]]:
    """The methods that the package calls of each pattern; all where that is not written beside it."""
    found: dict[Key, set[str]] = {}
    for module in modules():
        for key, method in uses_in(module):
            found.setdefault(key, set()).add(method)
    return {key: METHODS[:3] if "other" in methods else tuple(sorted(methods)) for key, methods in found.items()}


PATTERNS = all_patterns()
USES = all_uses()


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
