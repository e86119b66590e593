"""Find key results whose metric is a word that everybody reads differently."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from okrlint.core import lazy_re as re
from okrlint.core.facts import Facts
from okrlint.core.finding import Finding
from okrlint.core.labels import Labels
from okrlint.core.model import Document, KeyResult
from okrlint.core.phrases import first
from okrlint.core.purpose import purposes

NEEDS = frozenset({"labels", "quantities"})

_CHANGE = r"""(?:(?:improve|increase|raise|boost|enhance|strengthen|grow|lift|drive|maximi[sz]e|optimi[sz]e|foster
    |deepen|elevate|achieve|reach|provide|offer|ensure|deliver|create)\s+(?:(?:the|our|their|an?)\s+)?
    (?:(?:overall|general|much|even)\s+)?)"""
_MORE = r"(?:(?:better|higher|more|greater|improved|increased|stronger|great|excellent|good|top|high)\s+)"
_QUALIFIER = r"(?:(?!(?:of|in|for|to|and|or|with|that|who|which|by|from|on|at|than|as)\b)[^\W\d][\w'’-]*\s+)"
_BEFORE = re.compile(
    rf"\A\W*(?:(?P<change>{_CHANGE}{_MORE}?|{_MORE})|(?:the|our|their)\s+)?{_QUALIFIER}{{0,3}}\Z",
    re.IGNORECASE | re.VERBOSE,
)
_SCOPE = r"(?:of|in|for|at|on|with|within|during|across|among|amongst|between|over|through|everywhere)"
_AFTER = re.compile(
    rf"\s*+(?:[.!]?\s*+\Z|(?:{_SCOPE}|and)\b|(?:(?:by|to|from|above|up)\s++(?:\w++\s++){{0,3}}?)?(?:[≥>~+]\s*+)?(?:\d|half\b|double\b|a\s))",
    re.IGNORECASE,
)
_MOVES = re.compile(
    rf"\s*+(?:{_SCOPE}\s[^\d.,;:]*?)??(?:(?:increases?|improves?|rises?|grows?|goes\sup|up)\s*+(?:[.!]?\s*+\Z|by\b|to\b|from\b|[\d≥+])"
    r"|(?:(?:is|by|to|from|at|above|reaches|[≥>~+])\s*+|(?:(?<!\s\s)\s++)?+)(?:at\s|above\s|over\s|up\s)?\+?\d)",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\s*(?:\Z|[.,;)(]|(?:to|by|in|until|this|next|and|within|before|from|on)\b|→|->|–)", re.IGNORECASE)
_PLAIN = re.compile(
    r"[\W\d]*(?:%|percent|per\scent|points?|pts?|pp|x|half|double\w*|triple\w*|(?:an?|one)\s(?:third|quarter|fifth|tenth))?\Z",
    re.IGNORECASE,
)
_DEFINED = re.compile(
    r"[:(=]|\b(?:measur\w+|mean(?:s|ing|t)|defined|according|survey\w*|translates|terms|i\.e|nps|csat|ces|scales?|scores?"
    r"|index|ratings?|so\sthat|such\sthat|who|that|which|p\d\d)\b",
    re.IGNORECASE,
)
_SENSE = r"""^[ \t>*_|#+.\d"“-]*(?:[^\W\d]+[ ])?{word}["”*_`]*[ \t]*(?:[:=|–—]|-[ ]|means\b|is[ ](?:defined|measured)\b)
    [*_ \t]*(?:[^\W\d]\S*[ ]+){{2}}[^\W\d]
  | \bby[ ]["“*_]*(?:[^\W\d]+[ ])?{word}["”*_,]*[ ]we[ ]mean\b"""


def _is_plain(node: KeyResult, facts: Facts, start: int) -> bool:
    """Whether the numbers of a sentence are steps or levels of the word before them, and count nothing else."""
    text, numbers = node.text.value, facts.quantities.get(node.text, ())
    return all(
        one.start >= start and _PLAIN.match(text, one.start, one.end) and _ENDS.match(text, one.end) for one in numbers
    )


@lru_cache(maxsize=4096)
def _vague(text: str, words: tuple[str, ...], except_in: tuple[str, ...]) -> tuple[int, int] | None:
    """The word that stands for the metric of a sentence, where nothing more is said of it."""
    match = first(text, words, except_in)
    before = _BEFORE.match(text, 0, match.start()) if match else None
    if match is None or before is None or _DEFINED.search(text):
        return None
    after = _AFTER.match(text, match.end()) if before["change"] else _MOVES.match(text, match.end())
    return match.span() if after else None


def _is_explained(document: Document, word: str) -> bool:
    """Whether a line beside the key results says what a word means: "Engagement: members who post every week"."""
    sense = re.compile(_SENSE.format(word=re.escape(word)), re.IGNORECASE | re.MULTILINE | re.VERBOSE)
    texts = [*(objective.text for objective in document.objectives), *(node.text for node in document.key_results)]
    sentences = [text.span() for text in texts]
    return any(
        not any(span.start < match.end() and match.start() < span.end for span in sentences)
        for match in sense.finditer(document.source.text)
    )


def _is_change(labels: Labels | None) -> bool:
    """Whether the classifier may see a change in a key result rather than work."""
    return labels is not None and (labels.kind == "outcome" or labels.uncertain)


def check(
    document: Document,
    facts: Facts,
    *,
    words: tuple[str, ...] = (),
    except_in: tuple[str, ...] = (),
    unless_type: tuple[str, ...] = (),
) -> Iterator[Finding]:
    """Every key result that wants more of one of the `words` and says no more of it, unless the document explains it.

    Words in an `except_in` phrase have a measure that everybody knows. Types that `unless_type` names are excused.
    """
    explained: dict[str, bool] = {}
    for node in document.key_results:
        place = _vague(node.text.value, words, except_in) if _is_change(facts.labels.get(node.text)) else None
        if place is None or not _is_plain(node, facts, place[1]) or not purposes(node).isdisjoint(unless_type):
            continue
        word = node.text.value[slice(*place)]
        if word.lower() not in explained:
            explained[word.lower()] = _is_explained(document, word)
        if not explained[word.lower()] and not node.field("metric"):
            yield Finding(node.text.span(*place), {"word": word})
