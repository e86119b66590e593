"""What items say of themselves: `type: objective`, `kind: KR`, `level: key result`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from okrlint.core import lazy_re as re
from okrlint.formats import tree
from okrlint.formats.records import Record
from okrlint.formats.roles import Roles, plain

OBJECTIVE, KEY_RESULT, WORK, ASIDE = "objective", "key_result", "work", "aside"
GOAL, RESULT = "goal", "result"
_SURE = frozenset({OBJECTIVE, KEY_RESULT})
_LONGEST_NAME = 30

_OF_WHOM = (
    r"(?:company|team|department|individual|personal|group|corporate|strategic|annual|yearly|quarterly|sub|child|okr)*"
)
_OBJECTIVE = re.compile(rf"{_OF_WHOM}(?:objectives?|obj|o|(?:objectif|objetivo)s?(?:anual|trimestral)?|zielsetzung)")
_KEY_RESULT = re.compile(
    rf"{_OF_WHOM}(?:keyresults?|krs?|schlüsselergebnis|resultadosclave|resultadoclave|résultatclé|resultadochave)"
)
_OTHER = {
    GOAL: "goal, goals, ziel",
    RESULT: "result, outcome, measure, metric, target",
    WORK: """
        initiative, initiatives, task, tasks, project, projects, action, actions, action item, activity, to-do, todo,
        bet, epic, deliverable, story, user story, sub-task, bug, feature
    """,
    ASIDE: """
        kpi, kpis, health metric, guardrail, habit, note, comment, check-in, update, risk, idea, link, milestone,
        vision, mission, pillar, strategic pillar, theme, strategy, perspective
    """,
}
_KINDS = {plain(label): kind for kind, labels in _OTHER.items() for label in labels.split(",")}
_LABELS = ("typ", "kind", "level", "nivel", "nível", "niveau", "ebene", "tipo")
_SAID = re.compile(r"(?:e|ename)?[\"']?\s*:\s*(?:\{\s*[\"']?name[\"']?\s*:\s*)?[\"']?([^\W\d][\w -]{0,30})")
_OF_RESEARCH = frozenset(
    {"abstract", "claim", "claims", "conclusion", "dataset", "finding", "findings", "limitation", "method", "methods"}
)
_WRAPS = frozenset({"attributes", "fields", "spec", "relationships", "data"})
_OF_FORMS = frozenset(
    {"required", "placeholder", "options", "validation", "validators", "component", "widget", "multiline", "maxlength"}
)


@lru_cache(maxsize=1024)
def kind_said(value: str) -> str:
    """What the value of `type`, `kind` or `level` means, "" where it says nothing of OKRs."""
    name = plain(value[:60])
    if _OBJECTIVE.fullmatch(name):
        return OBJECTIVE
    return KEY_RESULT if _KEY_RESULT.fullmatch(name) else _KINDS.get(name, "")


def all_said(text: str) -> Iterator[str]:
    """All that stands after `type:`, `kind:` … in a text; far quicker than to look into every mapping."""
    text = text.lower()
    for label in _LABELS:
        at = text.find(label)
        while at >= 0:
            at += len(label)
            if match := _SAID.match(text, at):
                yield match[1]
            at = text.find(label, at)


class Kinds:
    """Tells what the items of one file are; nothing is an item where none says that it is an objective or key result.

    A goal is an objective where nothing else is one, and a metric may be a key result likewise.
    """

    def __init__(self, roles: Roles, said: Iterable[str]) -> None:
        """`said` are all values that items of the file may have for their kind."""
        self._roles = roles
        values = set(said)
        said = set(map(kind_said, values))
        self._any = bool(_SURE & said) and not _OF_RESEARCH & set(map(plain, values))
        self._meant = {GOAL: ASIDE if OBJECTIVE in said else OBJECTIVE, RESULT: ASIDE if KEY_RESULT in said else RESULT}

    def of(self, record: Record) -> str:
        """OBJECTIVE, KEY_RESULT, RESULT (perhaps a key result), WORK, ASIDE, or "" for what is no item."""
        if not self._any:
            return ""
        found = [kind for value in self._values(record) if (kind := kind_said(value))]
        holds = {GOAL: OBJECTIVE} if record.holds("key_result") else {}
        kinds = [holds.get(kind) or self._meant.get(kind, kind) for kind in found]
        sure = next((kind for kind in kinds if kind in _SURE), "")
        return sure or (kinds[0] if kinds else "")

    def _values(self, record: Record) -> Iterator[str]:
        """What stands under `type`, `kind` …, also in `type: {name: …}`, else in what the item is wrapped in."""
        inside = (Record.of(mapping, self._roles) for mapping in _wrapped(record.mapping))
        for holder in (record,) if record.has("type", "kind") else inside:
            for _, value in holder.entries("type", "kind"):
                named = Record.of(value, self._roles).title() if isinstance(value, tree.Mapping) else value
                if isinstance(named, tree.Scalar):
                    yield named.value

    def opened(self, record: Record) -> Record:
        """An item without what wraps its fields, and without the fields that say what it is."""
        mapping = record.mapping
        own = [entry for entry in mapping.entries if not _wraps(entry)]
        inner = [entry for wrapped in _wrapped(mapping) for entry in wrapped.entries]
        opened = Record.of(tree.Mapping((*own, *inner), mapping.span), self._roles)
        types = [entry for entry in opened.entries("type") if not _says(entry.value)]
        return Record(opened.mapping, {**opened.without("type").by_role, **({"type": types} if types else {})})

    def is_form(self, record: Record) -> bool:
        """Whether an item describes how such items are shown or asked for, and is none itself."""
        title = record.title()
        named = title is not None and len(title.value) <= _LONGEST_NAME and self._roles.of(title.value) in _SURE
        return named or any(key.value.casefold() in _OF_FORMS for key, _ in record.mapping.entries)


def _wraps(entry: tree.Entry) -> bool:
    return isinstance(entry.value, tree.Mapping) and entry.key.value in _WRAPS


def _wrapped(mapping: tree.Mapping) -> Iterator[tree.Mapping]:
    """The mappings that have the fields of an item in its stead."""
    for entry in mapping.entries:
        if isinstance(entry.value, tree.Mapping) and entry.key.value in _WRAPS:
            yield entry.value


def _says(node: tree.Node) -> bool:
    return not isinstance(node, tree.Scalar) or kind_said(node.value) != ""
