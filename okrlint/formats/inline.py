"""Markdown inside a line: words and styles, each character with its place in the file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, MutableMapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline.state_inline import StateInline
from markdown_it.token import Token

from okrlint.core.source import Span
from okrlint.core.text import Origin, Text
from okrlint.formats.prose.nodes import Line, Run, Style

_AT = "okrlint-at"
_OPEN = {"strong": Style.STRONG, "em": Style.EMPHASIS, "s": Style.STRUCK, "link": Style.LINK}
_MARKUP = frozenset("\\`*_~[]!<>&\n")


class _State(StateInline):
    """Remembers where pending text began."""

    began = 0

    def pushPending(self) -> Token:  # noqa: N802 - the parser's own name
        """Flush pending text into a token that knows its place."""
        token = super().pushPending()
        token.meta[_AT] = (self.began, self.began + len(token.content))
        return token


class PositionedInline(ParserInline):
    """markdown-it's inline parser; every token that holds text knows where it stood.

    Tokens carry no offsets in CommonMark parsers of this family, so each step of the tokeniser is watched.
    """

    def parse(self, src: str, md: MarkdownIt, env: MutableMapping[str, Any], tokens: list[Token]) -> list[Token]:
        """Parse `src` and append to `tokens`."""
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens

    def tokenize(self, state: StateInline) -> None:
        """As in the parent class, but recording places."""
        rules, end = self.ruler.getRules(""), state.posMax
        nesting = state.md.options["maxNesting"]
        while state.pos < end:
            at, count = state.pos, len(state.tokens)
            if not state.pending:
                state.began = at  # type: ignore[attr-defined]
            if state.level < nesting and any(rule(state, False) for rule in rules):
                _place(state.tokens[count:], at, state.pos)
                continue
            state.pending += state.src[state.pos]
            state.pos += 1
        if state.pending:
            state.pushPending()


def _place(tokens: Sequence[Token], start: int, end: int) -> None:
    """Give tokens that one rule made from `src[start:end]` their place."""
    fresh = [token for token in tokens if _AT not in token.meta]
    if fresh and all(token.type == "text" for token in fresh):
        for token in fresh:  # runs of delimiters, one token for each
            token.meta[_AT] = (start, start + len(token.content))
            start += len(token.content)
        return
    for token in fresh:
        token.meta[_AT] = (start, end)


class Content(NamedTuple):
    """What an inline parser is given: `text`, and for each of its lines where that line begins in the source."""

    text: str
    starts: tuple[tuple[int, int], ...]

    def span(self, start: int, end: int) -> Span:
        """Source span of `text[start:end]`."""
        return Span(self._offset(start), self._offset(end - 1) + 1 if end > start else self._offset(start))

    def _offset(self, at: int) -> int:
        begin, source = self.starts[max(bisect_right(self.starts, (at, 1 << 60)) - 1, 0)]
        return source + at - begin


def _stretches(content: Content, start: int, end: int) -> Iterator[Origin]:
    """Origins of `content.text[start:end]`, in pieces where a line's end or a table cell's `\\|` breaks it."""
    inner = [begin for begin, _ in content.starts if start < begin <= end]
    ends = {begin - 1 for begin in inner if content.text[begin - 1] == "\n"}
    for low, high in pairwise(sorted({start, *ends, *inner, end})):
        span = content.span(low, high)
        if low in ends:  # a line's end stands for all up to the next line's words
            span = Span(span.start, content.span(high, high).start)
        yield Origin(low - start, high - start, span)


def _verbatim(content: Content, start: int, end: int) -> Text:
    return Text(content.text[start:end], tuple(_stretches(content, start, end)))


def _code(content: Content, token: Token, start: int, end: int) -> Text:
    raw = content.text[start + len(token.markup) : end - len(token.markup)]
    pad = (len(raw) - len(token.content)) // 2
    begin = start + len(token.markup) + pad
    text = _verbatim(content, begin, begin + len(token.content))
    return Text(token.content, text.origins)


def _words(content: Content, token: Token) -> Text | None:
    """The text of one token, None where it has none."""
    if _AT not in token.meta or not token.content or token.type in {"html_inline", "image"}:
        return None
    start, end = token.meta[_AT]
    if token.type == "code_inline":
        return _code(content, token, start, end)
    if token.content == content.text[start:end]:
        return _verbatim(content, start, end)
    if token.type == "text" and content.text[start : start + 1] == "<":  # an autolink
        start, end = start + 1, end - 1
        if token.content == content.text[start:end]:
            return _verbatim(content, start, end)
    return Text.replaced(token.content, content.span(start, end))


class _Builder:
    """Collects words into lines."""

    def __init__(self) -> None:
        self.lines: list[tuple[Line, bool]] = []
        self.parts: list[Text] = []
        self.runs: list[Run] = []
        self.length = 0

    def add(self, text: Text, style: Style, link: int) -> None:
        """Append words."""
        self.runs.append(Run(self.length, self.length + len(text), style, link))
        self.parts.append(text)
        self.length += len(text)

    def end(self, hard: bool) -> None:
        """End the line; `hard` where the author asked for the break."""
        self.lines.append((Line(Text.join(self.parts), tuple(self.runs)).strip(), hard))
        self.parts, self.runs, self.length = [], [], 0


def physical_lines(md: MarkdownIt, content: Content, env: MutableMapping[str, Any]) -> list[tuple[Line, bool]]:
    """The lines of a paragraph without markup; the flag says whether a hard break ends the line."""
    if not _MARKUP.intersection(content.text):
        line = Line(_verbatim(content, 0, len(content.text)), (Run(0, len(content.text), Style.PLAIN),))
        return [(line.strip(), False)]
    builder, style, links = _Builder(), Style.PLAIN, 0
    for token in md.inline.parse(content.text, md, env, []):
        if token.type in {"softbreak", "hardbreak"}:
            builder.end(hard=token.type == "hardbreak")
        elif token.nesting:
            mark = _OPEN.get(token.type.removesuffix("_open").removesuffix("_close"), Style.PLAIN)
            style = style | mark if token.nesting > 0 else style & ~mark
            links += mark is Style.LINK and token.nesting > 0
        elif token.type == "html_inline" and token.content.lower().startswith("<br"):
            builder.end(hard=True)
        elif words := _words(content, token):
            builder.add(words, style | (Style.CODE if token.type == "code_inline" else Style.PLAIN), links)
    builder.end(hard=False)
    return builder.lines


def parser() -> MarkdownIt:
    """CommonMark with tables, strikethrough and front matter; blocks only, lines are parsed on demand."""
    from mdit_py_plugins.front_matter import front_matter_plugin

    md = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(front_matter_plugin)
    inline = PositionedInline()
    for ruler in ("ruler", "ruler2"):
        active = set(getattr(md.inline, ruler).get_active_rules())
        getattr(inline, ruler).enableOnly([name for name in active if name != "fragments_join"])
    md.inline = inline
    md.core.ruler.disable(["inline", "text_join"])
    return md
