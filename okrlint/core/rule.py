"""Rules as their authors wrote them, and as they run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from okrlint.core.errors import ConfigError
from okrlint.core.finding import Finding, Severity

if TYPE_CHECKING:
    from okrlint.core.rewrite import Strategy

Scope = Literal["key_result", "objective", "document", "documents", "problem", "suppression"]
"""What a check is called with; "documents" is a document among those that are looked at together with it."""

Check = Callable[..., Iterable[Finding]]
"""`check(node, facts, *, options)`."""

MaySpeak = Callable[..., bool]
"""`may_speak(labels, *, options)`: whether a check may find anything in key results whose `Labels.signs` are these."""


def always(_labels: object, **_options: object) -> bool:
    """That the labels of a key result rule nothing out."""
    return True


@dataclass(frozen=True, slots=True)
class Example:
    """A small document; `text` has no marks left, `spans` are what was marked with << >>.

    `others` are documents that are judged together with it. `today` is the day to judge by, where it matters.
    `before` is what the document was earlier. `line` is where the example stands in its rule file.
    """

    text: str
    spans: tuple[tuple[int, int], ...] = ()
    format: str = "markdown"
    path: str = ""
    others: tuple[Example, ...] = ()
    today: date | None = None
    before: Example | None = None
    line: int = field(default=0, compare=False)

    @property
    def documents(self) -> tuple[Example, ...]:
        """It and the documents that are judged together with it."""
        return (self, *self.others)


class RulePage(NamedTuple):
    """What a rule says to people; read only where somebody asks for it."""

    why: str
    sources: tuple[str, ...]
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    silent: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule file, as far as a run needs it. `origin` is the file, for errors and for the page.

    `rewrite` says which wording mends what is found. `pack` is the folder of a pack of the user's own, "" for the rules
    that come with okrlint. `lines` are those of the keys in the file, of an option "with.phrases", where the file
    itself was read.
    """

    code: str
    name: str
    summary: str
    severity: Severity
    applies_to: Scope
    check: str
    message: str
    options: Mapping[str, Any] = field(default_factory=dict)
    silences: tuple[str, ...] = ()
    adds: Mapping[str, str] = field(default_factory=dict)
    rewrite: Strategy | None = None
    origin: str = ""
    pack: str = ""
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)

    @property
    def url(self) -> str:
        """Address of the page that explains the rule; "" for one of the user's own."""
        return "" if self.pack else f"https://okrlint.readthedocs.io/rules/{self.name}/"

    def error(self, message: str, *keys: str) -> ConfigError:
        """A mistake in the rule file, at the first of some keys whose line is known."""
        return ConfigError(message, self.origin, next((self.lines[key] for key in keys if key in self.lines), 0))


class Described(NamedTuple):
    """A rule together with what it says to people."""

    rule: Rule
    page: RulePage


class BoundRule(NamedTuple):
    """A rule with its check, ready to run.

    A `muted` one runs only for what it silences. `ignored_in` are the globs of paths where it is muted, lines of a
    `.gitignore` relative to `root`. `known` are the codes and names of all rules, also of those that do not run:
    only the rule about suppressions has them. `may_speak` tells key results that need not be checked at all.
    """

    rule: Rule
    check: Check
    needs: frozenset[str]
    options: Mapping[str, Any]
    severity: Severity
    muted: bool = False
    ignored_in: tuple[str, ...] = ()
    root: str = "."
    known: tuple[str, ...] = ()
    may_speak: MaySpeak = always


class Profile(NamedTuple):
    """Which rules somebody wants to hear, and how loud. `extends` names the profile that this one starts from.

    Selectors are codes, starts of codes, names or "ALL".
    """

    name: str
    summary: str
    extends: str = ""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = {}
