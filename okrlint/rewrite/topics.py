"""What an objective is about, by its words: topics, and what shows that such an objective is reached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from okrlint.core.rewrite import Request
from okrlint.rewrite.choose import fields_of
from okrlint.rewrite.families import Book, Family, Phrase, book
from okrlint.rewrite.words import POSITIVES, content, stem, tokens
from okrlint.rewrite.works import answers

FURTHER = 0.35
"""What a word of a neighbour tells beside one of the objective and the sentence."""
ACT = 0.8
"""What a verb counts beside the name of a thing."""
NAMED = 3.0
"""What its name must tell of a topic."""
CUED, WIDE = 3.0, 8
"""What other words must tell for a topic that is only a part of its objective, and how many others may fit better."""
WHOLE = 0.6
"""The share of an objective's words from which its name is all that it says."""
SUPPORTED = 2.0
"""What other words must tell where the objective says a little more than the name."""
PART = 8.0
"""What all other words must tell for a topic that is a small part of its objective."""
MOST, CLEAR = 0.45, 6.0
"""From this share on less is needed, and nothing for a clear name that few others fit better than."""
SURE = 14.0
"""What name and other words must tell for a topic whose outcomes need share no word with objective and key result."""
FIELD, OWN, AHEAD = 20.0, 3.4, 0.15
"""What words must tell for the field of a topic that nobody names, and those of the objective alone, and how far ahead
of the next, as a share, it must be."""
CERTAIN = 17.0
"""What name and other words must tell for a topic that speaks beside what the objective itself says of people."""
EVIDENCE, USUAL = 0.7, 2.0
"""What words of a work that a topic knows tell beside others, and what every work tells."""
ANSWERED = 3.0
"""What a work must tell for a topic that speaks beside what the objective says itself."""
AGAIN = 0.7
"""The share of the best score from which another topic may speak as well."""


class Topic(NamedTuple):
    """A topic that an objective names.

    `name` is what the name tells, a thing's or an act's, `cover` the share of the objective that it is, `cues` what
    other words tell for it and `place` how many topics they tell more for. `work` is what the key result tells for an
    outcome that answers to it. It `is_shared` where the whole objective names other topics as well: "Punctuality".
    """

    family: Family
    name: float
    cover: float
    cues: float
    place: int
    is_thing: bool = True
    work: float = 0.0
    is_shared: bool = False

    @property
    def is_clear(self) -> bool:
        """Whether it is what the objective is about, and not only where its team works."""
        return self.cover >= MOST or self.score >= SURE

    @property
    def score(self) -> float:
        """How well it fits in all."""
        return (0.0 if self.is_shared else self.name) + self.told

    @property
    def told(self) -> float:
        """What all other words tell for it, with those of the work that it knows."""
        return self.cues + EVIDENCE * max(0.0, self.work - USUAL)


def _named(known: Book, text: str) -> Iterator[tuple[int, float, bool, Phrase]]:
    """The topics that a text names: number, what the name tells, whether it is a thing's, its words."""
    words = tuple(token[0] for token in tokens(text))
    plainly = tuple(POSITIVES.get(word, word) for word in words)
    for some, act in ((words, False), (plainly, False), (tuple(map(stem, words)), True)):
        for place, word in enumerate(some):
            for phrase, number in known.named(word, act=act):
                if some[place : place + len(phrase)] == phrase:
                    weight = known.weight(phrase) * (ACT if act else 1.0)
                    yield number, weight, not act, words[place : place + len(phrase)]


def _cues(known: Book, number: int, near: frozenset[str], further: frozenset[str]) -> float:
    """What words tell for one topic."""
    told = 0.0
    for words, factor in ((near, 1.0), (further - near, FURTHER)):
        told += sum(factor * known.rarity(word) for word in sorted(words) if number in known.told(word)[0])
    return told


def topics(known: Book, objective: str, text: str, others: Sequence[str]) -> list[Topic]:
    """The topics that an objective names, the best first. `text` is the key result, `others` are its neighbours."""
    best: dict[int, tuple[float, bool, Phrase]] = {}
    for number, name, is_thing, phrase in _named(known, objective):
        best[number] = max(best.get(number, (0.0, False, ())), (name, is_thing, phrase))
    best = {number: told for number, told in best.items() if told[0] >= NAMED}
    if not best:
        return []
    own, further = content(objective), frozenset[str]().union(*map(content, others))
    around = own | content(text)
    fields = fields_of(known, around, further)
    found = []
    for number, (name, is_thing, phrase) in sorted(best.items()):
        cover = len(own & set(phrase)) / max(1, len(own))
        cues = _cues(known, number, around - set(phrase), further - set(phrase))
        place = sum(told > fields[number] for told in fields)
        family = known.family(number)
        work = _work(family, text)
        found.append(Topic(family, name, cover, cues, place, is_thing, work))
    wide = sum(one.cover >= WHOLE for one in found)
    shared = [one._replace(is_shared=wide > 1 and one.cover >= WHOLE) for one in found]
    return sorted(shared, key=lambda one: -one.score)


def _work(family: Family, text: str) -> float:
    """What a key result tells for an outcome of a family that answers to its work."""
    stems = tuple(stem(token[0]) for token in tokens(text))
    return max((answers(one, stems) for one in family.outcomes if one.when), default=0.0)


def _fits(topic: Topic) -> bool:
    """Whether a topic is meant: its name is all that the objective says, or words of its field stand around it."""
    if topic.is_shared:
        return topic.cues >= CUED and topic.place <= WIDE
    if topic.cover >= WHOLE:
        return topic.told >= SUPPORTED or (topic.cover == 1 and (topic.is_thing or topic.place <= WIDE))
    if topic.cover >= MOST and topic.place <= 1 and topic.name >= CLEAR:
        return True
    return topic.told >= (CUED if topic.cover >= MOST else PART) and topic.place <= WIDE


def _fits_anywhere(topic: Topic) -> bool:
    """Whether a topic of the general language of objectives is meant."""
    return topic.name >= CLEAR and (topic.cover >= MOST or topic.told >= CUED)


def _fields(known: Book, words: frozenset[str]) -> dict[int, float]:
    """What words tell for the topics that they tell anything for."""
    found: dict[int, float] = {}
    for word in sorted(words):
        rarity = known.rarity(word)
        for number in known.told(word)[0]:
            found[number] = found.get(number, 0.0) + rarity
    return found


def _by_field(known: Book, objective: str, text: str) -> list[Topic]:
    """The topic from whose field the words of objective and key result come, where no other comes near."""
    fields = _fields(known, content(objective) | content(text))
    highest = max(fields.values(), default=0.0)
    if highest < FIELD:
        return []
    first, *others = [number for number, told in sorted(fields.items()) if told > (1 - AHEAD) * highest]
    own = _fields(known, content(objective)).get(first, 0.0)
    work = _work(known.family(first), text)
    if others or own < OWN:
        return []
    return [Topic(known.family(first), 0.0, 0.0, highest, 0, work=work)]


def _whole(found: list[Topic]) -> list[Topic]:
    """Those that are all that the objective says, where there is one; else all."""
    return [one for one in found if one.cover >= WHOLE] if any(one.cover == 1 for one in found) else found


def fitting(request: Request, *, stated: bool = False) -> list[Topic]:
    """The topics of the objective of a request, the best first.

    Where it is `stated` what people are to do, only topics beyond doubt have something to add.
    """
    own = request.key_result
    if own is None:
        return []
    others = [one.text.value for one in request.objective.key_results if one is not own]
    known, objective = book("topics"), request.objective.text.value
    found = _whole([one for one in topics(known, objective, own.text.value, others) if _fits(one)])
    found = found or _by_field(known, objective, own.text.value)
    found = [one for one in found if not stated or one.cover >= WHOLE or one.score >= CERTAIN or one.work >= ANSWERED]
    if not found and not stated:
        found = [one for one in topics(book("general"), objective, own.text.value, others) if _fits_anywhere(one)]
    return [one for one in found[:2] if one.score >= AGAIN * found[0].score]
