"""References from one objective or key result to another: ids in one spelling, and where parents are named."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from okrlint.core import lazy_re as re
from okrlint.core.model import Document, KeyResult, Objective
from okrlint.core.text import Text

_LONGEST_ID = 24
_NAMES = (
    (re.compile(r"\bkey[ _-]?results?\b", re.IGNORECASE), "kr"),
    (re.compile(r"\b(?:objectives?|obj)(?=[^a-z]|$)", re.IGNORECASE), "o"),
)
_ID = re.compile(
    r"(?:[A-Za-z]{1,12}[._/#:-]{1,2}){0,2}(?:[A-Za-z]{1,6}[ ._/#:-]{0,2})?\d{1,4}[a-z]?"
    r"(?>[._/ -]{0,2}(?:KR|O)?[._ -]?\d{1,4})*",
    re.IGNORECASE,
)
_LED = re.compile(rf"\s*[\[(]?(?P<id>{_ID.pattern})[\])]?(?:\s*$|\s*[:–—|]\s|\s+[-–—]\s|\.\s)", re.IGNORECASE)
_SEPARATORS = re.compile(r"[ ._/#:-]+")
_BORDER = re.compile(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])")
_BETWEEN = re.compile(r"(?:(?<!\s)\s++)?+(?:[,;&]|\band\b)\s*+|(?<!\s)(?:(?!\n)\s)*+\n\s*+")
_LABEL = re.compile(
    r"\s*(?:parents?|supports|supporting|aligned (?:to|with)|aligns (?:to|with)|contributes to|contributing to"
    r"|linked to|ladders up to|rolls up to|ladders to)\b\s*+[:=]?\s*+",
    re.IGNORECASE,
)
_INLINE = re.compile(rf"[(\[]{_LABEL.pattern}(?P<whom>[^()\[\]]{{1,200}})[)\]]", re.IGNORECASE)
_OUTSIDE = re.compile(r"://|\.(?:md|ya?ml|json|html?|csv|xlsx?)\b|[\\@]|^\.{0,2}/|\w/\w+/", re.IGNORECASE)
_OWN = re.compile(r"((?!Q[1-4]\b)[A-Z]{1,6}[-.]?\d{1,3}(?:[.-](?:KR)?\d{1,3})*):\s+(?=\S)")


@lru_cache(maxsize=4096)
def id_key(value: str) -> str:
    """An id in one spelling: "KR 1.2", "kr-1.2" and "Key Result 1.2" are "kr.1.2"."""
    return _SEPARATORS.sub(".", _BORDER.sub(".", _shortened(value).strip().casefold())).strip(".")


def _shortened(value: str) -> str:
    """Words with "KR" for "Key Result" and "O" for "Objective"."""
    for name, short in _NAMES:
        value = name.sub(short, value)
    return value


def looks_like_id(value: str) -> bool:
    """Whether some words are an id with a number, and nothing else."""
    return len(value) <= _LONGEST_ID and _ID.fullmatch(_shortened(value.strip())) is not None


def points_outside(value: str) -> bool:
    """Whether a reference names a file, a page or a person rather than an objective."""
    return bool(_OUTSIDE.search(value))


def family(key: str) -> str:
    """What ids of one kind have in common: "kr.#.#" for "kr.1.2"."""
    return re.sub(r"\d+", "#", key)


def _pieces(text: Text) -> Iterator[Text]:
    """A value cut where one reference ends and the next begins; whole where that is prose."""
    cuts = [(match.start(), match.end()) for match in _BETWEEN.finditer(text.value)]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(text.value)]
    pieces = [text.slice(start, max(start, end)).strip() for start, end in zip(starts, ends, strict=True)]
    yield from pieces if all(looks_like_id(piece.value) for piece in pieces) else [text]


def _unlabelled(text: Text) -> Text:
    label = _LABEL.match(text.value)
    return text.slice(label.end()) if label else text


def own_id(node: Objective | KeyResult) -> Text | None:
    """The id of a node: its own, else what its sentence begins with: "M1.2: Families stay"."""
    label = None if node.id else _OWN.match(node.text.value)
    return node.text.slice(*label.span(1)) if label else node.id


def sentence_of(node: Objective | KeyResult) -> str:
    """The sentence of a node without an id at its start."""
    label = _OWN.match(node.text.value)
    return node.text.value[label.end() :] if label else node.text.value


def _stated(document: Document, node: Objective | KeyResult) -> Iterator[Text]:
    """The values that name parents: fields of its own, else of the document, and brackets in the sentence."""
    own = [field.text for field in node.fields if field.name == "parent"] if node.fields else []
    if not own and isinstance(node, Objective):
        own = [field.text for field in document.fields if field.name == "parent"]
    yield from own
    words = node.text.value
    for match in _INLINE.finditer(words) if "(" in words or "[" in words else ():
        yield node.text.slice(*match.span("whom"))


def names_parents(document: Document) -> bool:
    """Whether an objective or key result of a document names a parent."""
    nodes: list[Objective | KeyResult] = [*document.objectives, *document.key_results]
    return any(text for node in nodes for text in _stated(document, node))


def parents_of(document: Document, node: Objective | KeyResult) -> Iterator[Text]:
    """What a node names as its parents: ids, or words."""
    for value in _stated(document, node):
        for line in _lines(value):
            yield from (piece for piece in _pieces(_unlabelled(line).strip()) if piece)


def _lines(text: Text) -> Iterator[Text]:
    """A value cut at line ends and where another label begins: "O1 Parent: O2"."""
    cuts = [match.start() for match in re.finditer(rf"\n|(?<=\s)(?={_LABEL.pattern}:)", text.value, re.IGNORECASE)]
    for start, end in zip([0, *cuts], [*cuts, len(text.value)], strict=True):
        yield text.slice(start, end).strip()


def leading_id(value: str) -> tuple[str, str]:
    """The id that a reference begins with and the words after it: "O1.2: Islanders plan a day"; "" where none does."""
    value = _shortened(value)
    match = _LED.match(value)
    return (match["id"], value[match.end() :].strip()) if match and len(match["id"]) <= _LONGEST_ID else ("", value)
