"""The standard library's `re`, but patterns are compiled when they are first used: a run needs few of them."""

from __future__ import annotations

import re
from re import (
    ASCII,
    DOTALL,
    IGNORECASE,
    MULTILINE,
    VERBOSE,
    Match,
    Pattern,
    RegexFlag,
    escape,
    findall,
    finditer,
    fullmatch,
    match,
    search,
    split,
    sub,
)
from typing import Any, AnyStr, cast

__all__ = [
    "ASCII",
    "DOTALL",
    "IGNORECASE",
    "MULTILINE",
    "VERBOSE",
    "Match",
    "Pattern",
    "compile",
    "escape",
    "findall",
    "finditer",
    "fullmatch",
    "match",
    "search",
    "split",
    "sub",
]


class _Lazy:
    """Stands in for a pattern; what was asked of it once is an attribute of its own, as quick as the pattern's."""

    def __init__(self, source: str | bytes, flags: int | RegexFlag) -> None:
        self.pattern, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if "_compiled" not in self.__dict__:
            self.__dict__["_compiled"] = re.compile(self.pattern, self._flags)
        found = self.__dict__[name] = getattr(self.__dict__["_compiled"], name)
        return found

    def __eq__(self, other: object) -> bool:
        """Whether it has the same source and flags, as the `re` of a match has, which is another object."""
        flags = getattr(other, "flags", None)
        return flags is not None and (self.pattern, self.flags) == (getattr(other, "pattern", None), flags)

    def __hash__(self) -> int:
        return hash(self.pattern)


def compile(pattern: AnyStr, flags: int | RegexFlag = 0) -> Pattern[AnyStr]:
    """A pattern that is compiled with the first question. What is wrong with it raises re.error then."""
    return cast("Pattern[AnyStr]", _Lazy(pattern, flags))
