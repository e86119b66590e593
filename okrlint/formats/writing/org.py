"""Words inside a line of Org, which has no escapes: what would be markup is refused."""

from __future__ import annotations

from okrlint.core import lazy_re as re
from okrlint.core.finding import Edit
from okrlint.core.source import Source, Span
from okrlint.formats.writing.emphasis import whole
from okrlint.formats.writing.words import UnwritableError

_MARKUP = re.compile(
    r"(?:^|(?<=[\s('\"{-]))(?P<mark>[*/_=~+])\S(?:.{0,1000}?\S)?(?P=mark)(?=$|[\s.,:!?;'\")}\[-])"
    r"|\[\[|\[fn:|\[#|\[[ xX-]\][ ]|\\[A-Za-z]|[_^]\{|[ ]::[ ]|^\*+[ ]|^[-+#|][ ]|^#\+|^\d+[.)][ ]|[ ]:[\w@#%:]+:$"
)
_MARKS = re.compile(r"(?P<mark>(?<![^\s('\"{-])[*/_=~+](?=\S)|(?<=\S)[*/_=~+](?![^\s.,:!?;'\")}\[-]))")
_CELL = re.compile(r"[ \t]*\|")


def edits(source: Source, span: Span, words: str) -> tuple[Edit, ...]:
    """The words as they are. Raises UnwritableError where Org would take a part of them for markup."""
    line = source.line_span(source.line_column(span.start)[0])
    if _MARKUP.search(words) or (_CELL.match(source.text, line.start) and "|" in words):
        raise UnwritableError("a part of the new words would be markup, and Org has no way to write it without")
    place = whole(source.text, span, _MARKS)
    return (Edit(place.span, place.before + words + place.after),)
