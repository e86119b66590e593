"""What a document says beyond its words: facts about its sentences."""

from __future__ import annotations

from collections.abc import Iterator

from okrlint.core.facts import Facts
from okrlint.core.model import Document
from okrlint.core.text import Text

__all__ = ["analyse"]


def _sentences(document: Document) -> Iterator[Text]:
    """The objectives and key results of a document."""
    for objective in document.objectives:
        if objective.stated:
            yield objective.text
        yield from (key_result.text for key_result in objective.key_results)


def analyse(document: Document, needs: frozenset[str]) -> Facts:
    """The facts that are needed (names of attributes of Facts) about every objective and key result."""
    if "quantities" not in needs:
        return Facts()
    from okrlint.analysis.quantities import find_quantities

    return Facts(quantities={text: find_quantities(text.value) for text in _sentences(document)})
