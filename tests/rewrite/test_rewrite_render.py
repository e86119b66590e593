"""Templates are filled as jinja2 fills them, mostly without it."""

from __future__ import annotations

from jinja2 import Environment, StrictUndefined

from okrlint.rewrite.families import book
from okrlint.rewrite.render import capital, rendered

SLOTS = {"thing": "the {{ whose }} app", "topic": "", "whose": "first-time donors"}


def _templates() -> list[str]:
    books = map(book, ("families", "wishes", "personal", "guardrails", "aims"))
    families = [one.family(number) for one in books for number in range(one.size)]
    return [text for one in families for text in (one.question, *(outcome.text for outcome in one.outcomes))]


def test_every_template_is_filled_as_jinja2_fills_it() -> None:
    environment = Environment(undefined=StrictUndefined, autoescape=False)  # noqa: S701
    environment.filters["first"] = capital
    for slots in (SLOTS, {**SLOTS, "topic": "queues"}):
        for template in _templates():
            assert rendered(template, slots) == environment.from_string(template).render(slots)
