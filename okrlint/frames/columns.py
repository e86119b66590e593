"""Which columns are appended, and what fills them."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from okrlint.core.errors import ConfigError, OkrlintError, did_you_mean
from okrlint.core.labels import FLAGS, KINDS
from okrlint.frames.sentences import Rules, classified, linted, rules_for

Type = Literal["text", "flag", "share", "texts"]
Column = tuple[str, Type]

CLASSIFIED: tuple[Column, ...] = (
    ("kind", "text"),
    ("uncertain", "flag"),
    *((f"probability_{kind}", "share") for kind in KINDS),
    ("measured", "text"),
    *((flag, "flag") for flag in FLAGS),
    ("reason", "text"),
)
"""What `classify_table` appends; `reason` says why a row has none of the others."""

LINTED: tuple[Column, ...] = (
    ("codes", "texts"),
    ("messages", "texts"),
    ("severity", "text"),
    ("suggestion", "text"),
    ("reason", "text"),
)
"""What `lint_table` appends: one code for every message, the worst severity, the first wording."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is done with a table: which columns are read, which are appended, and how a pair of sentences fills them.

    It is sent to the workers of an engine, and so is all that it holds.
    """

    text: str
    objective: str | None
    prefix: str
    added: tuple[Column, ...]
    judge: Callable[[str, str], tuple[Any, ...]]

    @property
    def read(self) -> list[str]:
        """The names of the columns that are read."""
        return list(dict.fromkeys(name for name in (self.text, self.objective) if name is not None))

    @property
    def columns(self) -> tuple[Column, ...]:
        """The names and types of the columns that are appended."""
        return tuple((self.prefix + name, type_) for name, type_ in self.added)

    def check_names(self, names: Sequence[str]) -> None:
        """Raises OkrlintError where a column is missing, is there twice, or has the name of one to append."""
        for name in self.read:
            if names.count(name) != 1:
                guess = did_you_mean(name, [str(one) for one in names])
                many = "several columns" if name in names else "no column"
                raise OkrlintError(f'the table has {many} "{name}"{guess if name not in names else ""}')
        for name, _ in self.columns:
            if name in names:
                raise OkrlintError(f'the table has a column "{name}" already: give the new ones a prefix')


def classifying(text: str, objective: str | None, prefix: str) -> Task:
    """The task of classifying the sentences of a column."""
    return Task(text, objective, prefix, CLASSIFIED, classified)


def _listed(rules: str | Sequence[str]) -> tuple[str, ...]:
    """Codes and names of rules, also where they are given as the command line takes them, with commas."""
    words = rules.split(",") if isinstance(rules, str) else rules
    return tuple(word.strip() for word in words if word.strip())


def linting(
    text: str,
    objective: str | None,
    prefix: str,
    *,
    suggest: bool,
    profile: str | None,
    select: str | Sequence[str],
    ignore: str | Sequence[str],
    config: str | None,
) -> Task:
    """The task of linting the sentences of a column. Raises ConfigError for a mistake in what chooses the rules."""
    file = os.path.abspath(config) if config else None
    rules = Rules(profile, _listed(select), _listed(ignore), file)
    try:
        rules_for(rules)
    except ConfigError as error:
        raise ConfigError(str(error).removeprefix("--")) from error
    return Task(text, objective, prefix, LINTED, partial(linted, rules=rules, suggest=suggest))
