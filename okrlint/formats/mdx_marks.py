"""What in an MDX file is no Markdown: statements, JSX tags, expressions, comments."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from okrlint.core import lazy_re as re
from okrlint.core.source import Span

_LOOK = re.compile(
    r"(?P<fence>^[ \t]*(?P<bar>`{3,}|~{3,}))"
    r"|(?P<ticks>`+)"
    r"|(?P<escape>\\[<{`\\])"
    r"|(?P<module>^(?:import\s+(?:[\w*{\"'][^\r\n]*)|export\s+(?:const|let|var|default|function|async|class|\{|\*)[^\r\n]*))"
    r"|(?P<comment>\{/\*|<!--)"
    r"|(?P<brace>\{)"
    r"|(?P<tag></?(?:[A-Za-z][\w.:-]*)?)",
    re.MULTILINE,
)
_FENCE = r"(?:---|\.\.\.)[ \t]*+(?:\r?\n|$)"
_FRONT = re.compile(rf"---[ \t]*+\r?\n(?:(?!{_FENCE})[^\n]*+\n)*+{_FENCE}")
_IMPORTS = re.compile(r"import\s++(?:[\"']|[^\r\n]*\bfrom\s+[\"']|[\w*{][^\r\n]*+\s*+$)")
_BLANK = re.compile(r"(?>\r\n|\r|\n)[ \t]*+(?:\r|\n|$)")
_INSIDE = re.compile(r"""[^"'{}<>]++|"[^"]*+"|'[^']*+'""")
_LONGEST_TAG = 20_000
_MOST_WORK = 20_000_000
"""Characters that may be looked at in vain before nothing more is taken for a tag."""


class Marks:
    """Finds the stretches of one text that are no Markdown."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._work = 0
        self._limit = -1
        self._ends: dict[str, int] = {}
        self._unmatched: dict[str, int] = {}

    def spans(self) -> Iterator[Span]:
        """Statements, tags, expressions and comments in the order of the text."""
        front = _FRONT.match(self.text)
        at = front.end() if front else 0
        while match := _LOOK.search(self.text, at):
            kind = match.lastgroup if match.lastgroup != "bar" else "fence"
            if kind in ("fence", "ticks", "escape"):
                at = self._code(match, kind)
                continue
            end = self._end(match, str(kind))
            if end is not None:
                yield Span(match.start(), end)
            at = match.end() if end is None else max(end, match.end())

    def _code(self, match: re.Match[str], kind: str) -> int:
        """Where a fence, a code span or an escape ends."""
        if kind == "escape":
            return match.end()
        if kind == "fence":
            closing = re.compile(rf"^[ \t]*{re.escape(match['bar'])}+[ \t]*$", re.MULTILINE)
            found = closing.search(self.text, match.end())
            return found.end() if found else len(self.text)
        ticks = match[0]
        if match.start() < self._unmatched.get(ticks, 0):
            return match.end()
        limit = self._paragraph_end(match.end())
        found = re.compile(rf"(?<!`){ticks}(?!`)").search(self.text, match.end(), limit)
        if found is None:
            self._unmatched[ticks] = limit
        return found.end() if found else match.end()

    def _last(self, closing: str) -> int:
        """Where the last end of a comment is."""
        if closing not in self._ends:
            self._ends[closing] = self.text.rfind(closing)
        return self._ends[closing]

    def _paragraph_end(self, at: int) -> int:
        """Where the next blank line is."""
        if at > self._limit:
            blank = _BLANK.search(self.text, at)
            self._limit = blank.start() if blank else len(self.text)
        return self._limit

    def _end(self, match: re.Match[str], kind: str) -> int | None:
        """Where something that is no Markdown ends, None where it is Markdown."""
        if kind == "module":
            return self._module(match)
        if kind == "comment":
            closing = "*/}" if match[0].startswith("{") else "-->"
            if match.end() > self._last(closing):
                return None
            return self.text.find(closing, match.end()) + 3
        if kind == "brace":
            return self._braces.get(match.start())
        return self._tag(match)

    @cached_property
    def _braces(self) -> dict[int, int]:
        """Where each brace that is closed ends, those in strings not told apart."""
        opened: list[int] = []
        found = {}
        for match in re.finditer(r"[{}]", self.text):
            if match[0] == "{":
                opened.append(match.start())
            elif opened:
                found[opened.pop()] = match.end()
        return found

    def _module(self, match: re.Match[str]) -> int | None:
        """The end of a statement: a blank line outside of braces."""
        if match[0].startswith("import") and not _IMPORTS.match(match[0]):
            return None
        brace = self.text.find("{", match.start(), match.end())
        at = self._braces.get(brace, match.end()) if brace >= 0 else match.end()
        return self._paragraph_end(at)

    def _tag(self, match: re.Match[str]) -> int | None:
        """The end of a JSX tag."""
        at, limit = match.end(), min(len(self.text), match.end() + _LONGEST_TAG)
        if self._work > _MOST_WORK:
            return None
        if match[0] in ("<", "</"):
            return at + 1 if self.text.startswith(">", at) else None
        while at < limit:
            mark = self.text[at]
            if mark == ">":
                return at + 1
            inside = _INSIDE.match(self.text, at, limit)
            end = self._braces.get(at) if mark == "{" else inside.end() if inside else None
            if end is None:
                break
            at = end
        self._work += at - match.start()
        return None
