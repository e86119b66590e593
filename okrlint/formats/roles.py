"""What the keys of one YAML or JSON file mean, beyond what they mean in any table."""

from __future__ import annotations

from collections.abc import Mapping

from okrlint.core import lazy_re as re
from okrlint.formats import tree
from okrlint.formats.fields import field_name
from okrlint.formats.ids import is_id

_SPELLINGS: Mapping[str, str] = {
    "results": """
        result, results, outcome, outcomes, success criteria, success criterion, Ergebnis, Ergebnisse,
        resultado, resultados, résultat, résultats, resultat, resultats
    """,
    "initiatives": "bets, experiments",
    "health": "health metric, health metrics, guardrail, guardrails, guardrail metrics, counter metrics",
    "kind": """
        level, nivel, nível, niveau, ebene, typename, item type, object type, entity type, record type, node type,
        issue type, resource type
    """,
    "members": "key result ids, kr ids",
    "period": "cycle id, period id, quarter id, timeframe id",
    "title": "what",
    "target": "of",
    "head": "metadata, meta, info, header, labels",
}
WRAPS = frozenset({"edges", "nodes", "node", "items", "data", "list", "entries", "values", "records"})
"""Keys that say nothing of what they hold, as programs write them."""

_PLURALS = {"objectives": "objective", "okrs": "objective", "keyresults": "key_result", "krs": "key_result"}
_REFERENCE = re.compile(r"(?:objective|goal)(?:id|ref|reference|key|uuid|code|slug)")
_PARENT = re.compile(r"parent(?:okr|objective|goal|keyresult|kr|item)?(?:ids?|ref|key|uuid|code)?")
_DESCRIBING = ("desc", "détail", "detail", "definition", "beschreib")


def plain(key: str) -> str:
    """A key without case and marks."""
    return "".join(character for character in key if character.isalnum()).casefold()


_OWN = {plain(label): role for role, labels in _SPELLINGS.items() for label in labels.split(",")}


class Roles:
    """What the keys of one file mean: "key_result", "target", … or "" for keys that mean nothing.

    `named` holds, for periods and teams, the name that stands for each id.
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names
        self._known: dict[str, str] = {}
        self.named: dict[str, dict[str, tree.Scalar]] = {"period": {}, "team": {}}

    def of(self, key: str) -> str:
        """The role of a key."""
        role = self._known.get(key)
        if role is None:
            role = self._known[key] = self._find(key[:80])
        return role

    def _find(self, key: str) -> str:
        own, name = field_name(key, self._names), plain(key)
        if own is not None and own in self._names.values():
            return own
        if other := _OWN.get(name):
            return other
        if own in (None, "parent") and (ending := next((end for end in _PLURALS if name.endswith(end)), "")):
            return _PLURALS[ending]
        if _REFERENCE.fullmatch(name):
            return "reference"
        if own == "note" and not name.startswith(_DESCRIBING):
            return "remark"
        return own or _unnamed(key, name)


def _unnamed(key: str, name: str) -> str:
    """The role of a key that is no name of a column."""
    if _PARENT.fullmatch(name):
        return "parent"
    return "numbered" if is_id(key) and name.startswith(("kr", "keyresult")) else ""
