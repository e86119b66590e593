"""Templates become sentences with the writer's words in them."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, StrictUndefined, Template

from okrlint.core import lazy_re as re
from okrlint.rewrite.reading import Reading

_TAIL = re.compile(r"(?:,? (?:with|while|and) [^,()]* (?:than|as) (?:today|now|before)|\s*\([^()]*\))\s*$")


@cache
def _environment() -> Environment:
    environment = Environment(undefined=StrictUndefined, autoescape=False)  # noqa: S701 - sentences are no HTML
    environment.filters["first"] = capital
    return environment


@cache
def _template(source: str) -> Template:
    return _environment().from_string(source)


def capital(text: str) -> str:
    """A text that begins with a capital letter."""
    return text[:1].upper() + text[1:]


def _with_deadline(sentence: str, deadline: str) -> str:
    """A sentence with a deadline at its end, before a guardrail or brackets there."""
    if not deadline:
        return sentence
    match = _TAIL.search(sentence)
    return f"{sentence[: match.start()]} {deadline}{match[0]}" if match else f"{sentence} {deadline}"


def needs_thing(source: str) -> bool:
    """Whether a template names the thing."""
    return "{{ thing" in source


def sentence(source: str, reading: Reading, whose: str) -> str:
    """A template with the writer's words; `whose` is the audience."""
    filled = _template(source).render(thing=reading.thing, topic=reading.topic, whose=whose)
    return capital(_with_deadline(" ".join(filled.split()), reading.deadline))


def question(source: str, reading: Reading, whose: str) -> str:
    """The question of a family with the writer's words."""
    thing = reading.thing or "it"
    return " ".join(_template(source).render(thing=thing, topic=reading.topic, whose=whose).split())
