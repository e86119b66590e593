"""Which words of a sentence to mark: the thing that it is about, whole, and not a line of several clauses."""

from __future__ import annotations

from collections.abc import Sequence

from okrlint.core import lazy_re as re
from okrlint.core.labels import Part
from okrlint.core.working import opens_with_work

Stretch = tuple[int, int]
"""Where words stand in a sentence: start and end."""

_BEFORE = re.compile(r"[^\s(\[{\"“”„‘'—–]*\Z")
_AFTER = re.compile(r"(?:[^\s—–.,;:!?)\]}\"“”’'…]++|[.,;:!?)\]}\"“”’'…]++(?![\s—–]|\Z))*+")
_SMALL = frozenset({"a", "an", "the", "our", "we", "to", "all", "every", "each", "any", "no", "both", "most", "some"})
_BREAKS = ("action", "deliverable", "metric")
_LABEL = re.compile(r"\s*:\s")
_GAP = re.compile(r"\s*(?:(?:[&/+]|\band\b|\bor\b)\s*(?:[\w'’-]+\s+)?|\bof\s+)?", re.IGNORECASE)
"""What may stand between two stretches of one name: a joining word, with one that was not seen to belong to them."""
_JOINER = re.compile(r"(?:and|or|&|\+|/)\s+", re.IGNORECASE)
_PREPOSITION = re.compile(r"(?:of|for|to|with|from|by|in|on|at|as|than)\s", re.IGNORECASE)
_LOOSE = r"[\s,;:&+/-]"
_LOOSE_END = re.compile(
    rf"(?<!{_LOOSE})(?:{_LOOSE}++(?:(?<=\s)(?:across|via|through|into|of|for|to|with|from|by|in|on|at|as|and|or)"
    rf"(?={_LOOSE}|\Z))?){{1,9}}\Z"
)
_LEADS_ON = re.compile(r"\s+(?:by|to|with|as|on|in|for|from)\b", re.IGNORECASE)
_LED_ON = re.compile(r"\s(?:\w+ed|relevant|ready|similar|due|available|able|according)\Z", re.IGNORECASE)
"""A word that belongs to what comes behind: "index keyed" by a hash, "events relevant" to the club."""
_TAIL = re.compile(r"\s(?:(?:after|before|until|once|when|while)\s.*|\w+ly)\Z", re.IGNORECASE)
"""What says when or how, and belongs to the verb: "guests after the opening", "the prices publicly"."""
_ACTED_ON = re.compile(r"\s(?:and|or)\s\w+\Z", re.IGNORECASE)
_IT = re.compile(r"\s(?:(?:with|to|for|from|on)\s)?(?:it|them|this|these|those)\b", re.IGNORECASE)
"""A pronoun behind "rota and share" says that the last word is a verb."""
_DOING = re.compile(r"\s(?:(?:for|of|by)\s)?\w+ing\Z", re.IGNORECASE)
_OBJECT = re.compile(r"\s+(?:the|an?|our|their|all|its)\b", re.IGNORECASE)
_IN_PHRASE = re.compile(
    r"(?:\b(?:on|in|at|across|into|within|via|through|after|from|for|of|with)\s(?:the\s|an?\s|our\s)?(?:[A-Z]\w*\s)?"
    r"|\A(?:make|keep)\s(?:the\s|our\s|all\s)?)\Z",
    re.IGNORECASE,
)
"""What stands before a name that is no object of the verb alone: "run on the", "make" (something better)."""
_TORN = re.compile(r"(?:which|what|how|who|whom|when|where|why|whether)\s", re.IGNORECASE)
_PREDICATE = re.compile(r"(?:\w+ed|written|shown|made|done)\s", re.IGNORECASE)
_AND = re.compile(r"\b(?:and|or)\s\Z", re.IGNORECASE)
_ALREADY_THERE = re.compile(
    r"\s(?:(?:to\sbe|is|are|will\sbe)\s(?:\w+ly\s)?(?:used|adopted|supported|integrated|aligned|understood|known)\b"
    r"|without\s|integrates?\s|works?\s|runs?\s|,\s(?:and|or)\s)",
    re.IGNORECASE,
)
"""What is said of a thing that need not be made: that it is used, or works together with another."""
_HAS = re.compile(r"\s(?:has|have|gets?)\s", re.IGNORECASE)
_OPENED = re.compile(r"(?:\A|\s)['‘](?=\w)[^'’]*\Z")
_PAIRS = {"(": ")", "[": "]", "“": "”"}
_FAR = 60
"""Characters in which a bracket must close, and of a sentence that is marked whole."""
_CLAUSE = re.compile(
    r"(?<!\be\.g)(?<!\bi\.e)(?<!\betc)[.;:?!](?=\s)|\s[—–-](?=\s)|\s(?=\([^()]*+\)\W{0,20}+\Z)|,?\s(?=(?:so\sthat|in\sorder\sto)\s)|,\s(?=(?:which|while|including|such\sas|with)\s)",
    re.IGNORECASE,
)
_NEXT_ACTION = re.compile(r"(?:,|\sand|\sthen|,\sand|,\sthen)\s+\Z", re.IGNORECASE)
_CONDITION = re.compile(r"(?:once|if|when|after|before|as|while|across|by|for|in|to|with)\s", re.IGNORECASE)
_LONGEST = 60
"""Characters of a sentence that a message repeats."""
_FEWEST = 3
"""Words of a clause that can stand for its sentence."""


def _whole_words(text: str, start: int, end: int) -> Stretch:
    """A stretch with the rest of the words that it begins and ends in: "js-" before "app tests"."""
    before, after = _BEFORE.search(text[:start]), _AFTER.match(text, end)
    return before.start() if before else start, after.end() if after else end


def _with_first(text: str, parts: Sequence[Part], stretch: Stretch) -> Stretch:
    """A stretch with the single word before it that begins the sentence, where that is no verb and no actor."""
    before = text[: stretch[0]].strip()
    if opens_with_work(text) or _JOINER.match(text, stretch[0]) or _PREPOSITION.match(text, stretch[0]):
        return stretch
    told = any(part.name in ("action", "actor") and part.start < stretch[0] for part in parts)
    is_word = before.isalpha() and before.lower() not in _SMALL
    return (0, stretch[1]) if is_word and not told and " " in text[slice(*stretch)] else stretch


def _joined(text: str, parts: Sequence[Part], stretches: Sequence[Stretch]) -> Stretch:
    """The first of some stretches with those that go on with it; an action or another thing between them ends it."""
    start, end = stretches[0]
    for low, high in stretches[1:]:
        other = any(part.name in _BREAKS and end <= part.start < low for part in parts)
        if low < end or other or not _GAP.fullmatch(text, end, low):
            break
        start, end = _whole_words(text, start, high)
    return start, end


def _closed(text: str, start: int, end: int) -> Stretch:
    """A stretch whose brackets and quotation marks are closed, else without what opens."""
    for opening, closing in _PAIRS.items():
        if text.count(opening, start, end) > text.count(closing, start, end):
            close = text.find(closing, end, end + _FAR)
            end = close + 1 if close >= 0 else text.rfind(opening, start, end)
    if text.count('"', start, end) % 2:
        close = text.find('"', end, end + _FAR)
        start, end = (start, close + 1) if close >= 0 else (start + (text[start : start + 1] == '"'), end)
    if _OPENED.search(text[start:end]):
        quote = re.search(r"['’](?!\w)", text[end : end + _FAR])
        end += quote.end() if quote else 0
    return start, end


def _whole_part(parts: Sequence[Part], name: str, start: int, end: int) -> Stretch:
    """A stretch with the rest of a part in whose middle it ends, such as the noun behind a quoted name."""
    return start, max(
        (part.end for part in parts if part.name == name and end in range(part.start, part.end)), default=end
    )


def _is_subject(text: str, start: int, end: int) -> bool:
    """Whether a stretch is not what is made: a piece of a phrase, or a thing of which something else is said."""
    piece = _IN_PHRASE.search(text[:start]) or _TORN.match(text, start)
    joined = _AND.search(text[:start]) and _PREDICATE.match(text, start)
    return bool(piece or joined or _ALREADY_THERE.match(text, end))


def _trimmed(text: str, start: int, end: int) -> Stretch | None:
    """A stretch without loose words at its ends; None where it begins in the middle of a phrase."""
    if match := _JOINER.match(text, start):
        start = match.end()
    if _PREPOSITION.match(text, start):
        return None
    words = _TAIL.sub("", text[start:end])
    if _IT.match(text, end):
        words = _ACTED_ON.sub("", words)
    words = _LOOSE_END.sub("", words)
    for tail, ahead in ((_LED_ON, _LEADS_ON.match), (_DOING, _OBJECT.match)):
        match = tail.search(words)
        if match and ahead(text, start + len(words)):
            words = words[: match.start()]
    return (start, start + len(words)) if " " in words else None


def _is_label(text: str, parts: Sequence[Part], stretch: Stretch) -> bool:
    """Whether a stretch only says whose sentence follows: "Kitchen: a menu is printed"."""
    acts = [part.start for part in parts if part.name == "action"]
    return _LABEL.match(text, stretch[1]) is not None and min(acts, default=0) > stretch[1]


def thing(text: str, parts: Sequence[Part], names: Sequence[str]) -> Stretch | None:
    """The first thing in a sentence that has one of some names, the names in the order of preference.

    None where it is a single word, which says too little to stand for the sentence and is often marked wrongly, or
    where only a piece of a phrase was recognised.
    """
    for name in names:
        stretches = [_whole_words(text, part.start, part.end) for part in parts if part.name == name]
        if len(stretches) > 1 and (_is_label(text, parts, stretches[0]) or _HAS.match(text, stretches[0][1])):
            stretches = stretches[1:]
        if stretches:
            stretches[0] = _with_first(text, parts, stretches[0])
            found = _closed(text, *_whole_part(parts, name, *_closed(text, *_joined(text, parts, stretches))))
            return None if name == "deliverable" and _is_subject(text, *found) else _trimmed(text, *found)
    return None


def clause(text: str, parts: Sequence[Part]) -> Stretch:
    """A sentence, or its first clause where it is long and has several."""
    if len(text) <= _FAR or _CONDITION.match(text):
        return 0, len(text)
    ends = [match.start() for match in _CLAUSE.finditer(text)]
    for part in parts:
        before = _NEXT_ACTION.search(text[: part.start]) if part.name == "action" else None
        ends += [before.start()] if before else []
    return 0, min((end for end in ends if len(text[:end].split()) >= _FEWEST), default=len(text))


def shortened(words: str) -> str:
    """Words for a message, without a full stop; many are cut at a word."""
    words = words.rstrip(" .")
    if len(words) <= _LONGEST:
        return words
    return words[: words.rfind(" ", 0, _LONGEST) if " " in words[:_LONGEST] else _LONGEST] + " …"
