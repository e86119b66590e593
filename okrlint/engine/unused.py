"""What the rule about comments says of them: those that hide nothing, and words that mean nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from okrlint.core.facts import Facts
from okrlint.core.rule import BoundRule
from okrlint.core.suppression import Named, Suppression
from okrlint.engine.selectors import best
from okrlint.engine.suppress import EVERYTHING, Comments, Hit
from okrlint.engine.verdict import Verdict, is_muted


def reporter(rules: Sequence[BoundRule]) -> BoundRule | None:
    """The rule about comments, where it runs."""
    return next((bound for bound in rules if bound.rule.applies_to == "suppression"), None)


def known_words(rules: Sequence[BoundRule]) -> frozenset[str]:
    """Codes and names of all rules that there are, as far as the rules that run tell."""
    others = reporter(rules)
    words = {word for bound in rules for word in (bound.rule.code, bound.rule.name)}
    return frozenset(words.union(others.known if others else ()))


def _can_tell(name: str, rules: Sequence[BoundRule], facts: Facts) -> bool:
    """Whether it shows if a name is used: all that it means must not be rules that are off, or about comments.

    What a rule that compares would say does not show without an earlier version, nor, where a document is alone, what a
    rule about several would.
    """
    meant = [bound for bound in rules if best((name,), bound.rule.code, bound.rule.name)[0]]
    if facts.before is None and any("before" in bound.needs for bound in meant):
        return False
    if facts.alone and any(bound.rule.applies_to == "documents" for bound in meant):
        return False
    return any(bound.rule.applies_to != "suppression" for bound in meant)


def _seen(
    number: int, comments: Comments, used: frozenset[Hit], rules: Sequence[BoundRule], facts: Facts
) -> Suppression:
    """A comment as the rule about comments sees it."""
    directive = comments.directives[number]

    def named(name: Named) -> Named:
        """A name of the comment, with what is known of its use."""
        word = name.text.value
        return name._replace(used=(number, word) in used or not _can_tell(word, rules, facts))

    names = tuple(named(name) for name in directive.names)
    hid = any(name.used for name in names) if names else (number, EVERYTHING) in used
    return Suppression(comments.source, directive.comment, directive.word, names, hid)


def unused(
    comments: Comments,
    used: frozenset[Hit],
    rules: Sequence[BoundRule],
    facts: Facts,
    undecided: frozenset[int] = frozenset(),
) -> Iterator[Verdict]:
    """What the rule about comments finds, where it runs and no comment names it; nothing of those `undecided`."""
    bound = reporter(rules)
    if bound is None or is_muted(bound, comments.source.path):
        return
    for number in (one for one in range(len(comments.directives)) if one not in undecided):
        suppression = _seen(number, comments, used, rules, facts)
        for finding in bound.check(suppression, facts, **bound.options):
            verdict = Verdict(bound, finding, None, muted=False)
            if not comments.hits(verdict):
                yield verdict
