"""OKRs in HTML: pages, and what Confluence, Notion, word processors and mail programs make of theirs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from okrlint.core import lazy_re as re
from okrlint.core.model import Comment, Document, Problem
from okrlint.core.source import Source, Span
from okrlint.core.text import Text
from okrlint.formats.html_blocks import Blocks
from okrlint.formats.html_tokens import Token, Tokens
from okrlint.formats.prose.nodes import Kind, Node, nest
from okrlint.formats.prose.outline import outline

_OKRLINT = re.compile(r"<!--\s*okrlint:")


def read(source: Source, names: Mapping[str, str]) -> Document:
    """Read an HTML document; `names` maps the author's column heads to field names."""
    blocks = Blocks()
    comments: list[Comment] = []
    for token in Tokens(source.text):
        if token.kind == "comment":
            comments += _comment(token)
        else:
            blocks.read(token)
    blocks.close()
    nodes = blocks.nodes
    if blocks.title and not any(node.kind is Kind.HEADING and node.level == 1 for node in nodes):
        nodes = [Node(Kind.HEADING, blocks.title, 1), *nodes]
    problems = (Problem(span, "a paragraph of that length is not read") for span in blocks.long)
    return outline(source, "html", nest(nodes), names, comments=tuple(comments), problems=tuple(problems))


def _comment(token: Token) -> Iterator[Comment]:
    """What a comment says to okrlint."""
    if (match := _OKRLINT.match(token.source, token.low)) and token.source.endswith("-->", 0, token.high):
        body = Text.verbatim(token.source[match.end() : token.high - 3], match.end())
        yield Comment(Span(token.low, token.high), body.strip())
