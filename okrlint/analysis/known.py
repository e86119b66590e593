"""An analyser that never waits for the classifier: what it has not read yet is pending, and is read on demand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from okrlint.analysis import analyse, answer, missing
from okrlint.core.facts import Facts
from okrlint.core.labels import Labels, ObjectiveLabels, Unjudged
from okrlint.core.model import Document
from okrlint.core.said import Said
from okrlint.core.text import Text

_CLASSIFIED = frozenset({"labels", "objective_labels"})
_MOST = 20_000
"""Sentences that are remembered; with more the memory begins anew."""


class Sentence(NamedTuple):
    """A sentence to classify: a key result with the words of its objective, or (with None) an objective."""

    text: str
    objective: str | None


def _asked(document: Document, needs: frozenset[str]) -> Iterator[tuple[Text, Sentence]]:
    """What the classifier is asked about a document."""
    for objective in document.objectives:
        if objective.stated and "objective_labels" in needs:
            yield objective.text, Sentence(objective.text.value, None)
        for key_result in objective.key_results if "labels" in needs else ():
            yield key_result.text, Sentence(key_result.text.value, objective.text.value)


@dataclass(eq=False)
class Known:
    """What the classifier has said so far. `failed` is why it cannot run, "" where it can.

    It may be taught in another thread than it is asked in. `said` is what was said in earlier sessions; only the thread
    that teaches it asks there.
    """

    failed: str = ""
    said: Said | None = None
    _said: dict[Sentence, Labels | ObjectiveLabels | Unjudged] = field(default_factory=dict)

    def __call__(self, document: Document, needs: frozenset[str]) -> Facts:
        """The facts, as `okrlint.analysis.analyse` gives them; sentences that were not read yet are pending."""
        facts = analyse(document, needs - _CLASSIFIED)
        if missing() or self.failed:
            return facts
        asked = tuple(_asked(document, needs))
        said = {text: self._said.get(sentence) for text, sentence in asked}
        return facts._replace(
            labels={text: one for text, one in said.items() if isinstance(one, Labels)},
            objective_labels={text: one for text, one in said.items() if isinstance(one, ObjectiveLabels)},
            pending=frozenset(text for text, one in said.items() if one is None),
        )

    def labels(self, text: str, objective: str) -> Labels | Unjudged | None:
        """What the classifier said of a key result; None where it was not asked."""
        found = self._said.get(Sentence(text, objective))
        return None if isinstance(found, ObjectiveLabels) else found

    def unread(self, document: Document, needs: frozenset[str]) -> list[Sentence]:
        """The sentences of a document that the classifier has not read yet, each once."""
        if missing() or self.failed:
            return []
        return list(dict.fromkeys(one for _, one in _asked(document, needs) if one not in self._said))

    def learn(self, sentence: Sentence) -> None:
        """Ask the classifier. Raises OkrlintError where the model is missing or damaged."""
        if len(self._said) >= _MOST:
            self._said.clear()
        self._said[sentence] = answer(sentence.text, sentence.objective, self.said)
