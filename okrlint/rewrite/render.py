"""Templates become sentences with the writer's words in them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from okrlint.core import lazy_re as re
from okrlint.rewrite.reading import Reading

if TYPE_CHECKING:
    from jinja2 import Template

_UNTIL = re.compile(r"\A(?:until|till|no later than) ", re.IGNORECASE)
_SLOT = re.compile(r"\{\{ (?P<name>thing|topic|whose)(?P<first> \| first)? \}\}")


@cache
def _template(source: str) -> Template | None:
    """A template of jinja2; None for one that has nothing but slots, as nearly all have, and needs no jinja2."""
    if "{" not in _SLOT.sub("", source):
        return None
    from jinja2 import Environment, StrictUndefined

    environment = Environment(undefined=StrictUndefined, autoescape=False)  # noqa: S701 - sentences are no HTML
    environment.filters["first"] = capital
    return environment.from_string(source)


def rendered(source: str, slots: Mapping[str, str]) -> str:
    """A template with its slots (thing, topic, whose) filled."""
    template = _template(source)
    if template:
        return template.render(slots)

    def filled(match: re.Match[str]) -> str:
        """The words of a slot."""
        words = slots[match["name"]]
        return capital(words) if match["first"] else words

    return _SLOT.sub(filled, source)


def capital(text: str) -> str:
    """A text that begins with a capital letter."""
    return text[:1].upper() + text[1:]


def _with_deadline(sentence: str, deadline: str) -> str:
    """A sentence with a deadline before it."""
    if not deadline:
        return sentence
    first, *_ = sentence.split(" ", 1)
    is_name = any(map(str.isupper, first[1:])) or first == "I"
    return f"{_UNTIL.sub('By ', capital(deadline))}, {sentence if is_name else sentence[:1].lower() + sentence[1:]}"


def needs_thing(source: str) -> bool:
    """Whether a template names the thing."""
    return "{{ thing" in source


def sentence(source: str, reading: Reading, whose: str) -> str:
    """A template with the writer's words; `whose` is the audience."""
    filled = rendered(source, {"thing": reading.thing, "topic": reading.topic, "whose": whose})
    return capital(_with_deadline(" ".join(filled.split()), reading.deadline))


def question(source: str, reading: Reading, whose: str) -> str:
    """The question of a family with the writer's words."""
    thing = reading.thing or "it"
    return " ".join(rendered(source, {"thing": thing, "topic": reading.topic, "whose": whose}).split())
