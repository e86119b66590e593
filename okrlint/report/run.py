"""What a report is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from okrlint.core.errors import UnreadableError
from okrlint.core.finding import Diagnostic
from okrlint.core.model import Document
from okrlint.core.rule import Described

HOME = "https://okrlint.readthedocs.io/"
"""Where the documentation is."""


class Run(NamedTuple):
    """The outcome of one run: what was found, what was read, and what could not be.

    `rules` has, by code, the rules that spoke, for reports that ask for them (`NEEDS` of their module has "rules");
    where it has "rewrites", the fixes of the diagnostics have wording that can be put into the file, too. `color` says
    whether the report is for a terminal that shows colours; `version` is that of okrlint.
    """

    diagnostics: Sequence[Diagnostic] = ()
    documents: Sequence[Document] = ()
    unreadable: Sequence[UnreadableError] = ()
    rules: Mapping[str, Described] = {}
    color: bool = False
    version: str = ""
