"""Templates are filled as jinja2 fills them, mostly without it."""

from __future__ import annotations

import json

from jinja2 import Environment, StrictUndefined

from okrlint.resources import rules_folder
from okrlint.rewrite.families import INDEX
from okrlint.rewrite.render import capital, rendered

SLOTS = {"thing": "the {{ whose }} app", "topic": "", "whose": "first-time donors"}


def _templates() -> list[str]:
    books = json.loads((rules_folder() / INDEX).read_text(encoding="utf-8"))["books"].values()
    families = [family for book in books for family in book["families"]]
    return [text for one in families for text in (one["question"], *(outcome[1] for outcome in one["outcomes"]))]


def test_every_template_is_filled_as_jinja2_fills_it() -> None:
    environment = Environment(undefined=StrictUndefined, autoescape=False)  # noqa: S701
    environment.filters["first"] = capital
    for slots in (SLOTS, {**SLOTS, "topic": "queues"}):
        for template in _templates():
            assert rendered(template, slots) == environment.from_string(template).render(slots)
