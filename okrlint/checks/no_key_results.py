"""Find objectives that nothing measures."""

from __future__ import annotations

from collections.abc import Iterator

from okrlint.core.facts import Facts
from okrlint.core.finding import Finding
from okrlint.core.model import Document, Objective


def _bare(document: Document) -> list[Objective]:
    """Objectives without key results that neither enclose others nor stand elsewhere with their key results."""
    enclosing = {objective.under for objective in document.objectives}
    filled = {
        objective.text.value.casefold()
        for number, objective in enumerate(document.objectives)
        if objective.key_results or number in enclosing
    }
    return [
        objective
        for objective in document.objectives
        if objective.stated and not objective.key_results and objective.text.value.casefold() not in filled
    ]


def check(document: Document, _facts: Facts) -> Iterator[Finding]:
    """Each objective without key results; only the first one where no objective of the document has any."""
    bare = _bare(document)
    none_at_all = len(bare) > 1 and not any(True for _ in document.key_results)
    for objective in bare[:1] if none_at_all else bare:
        who = f"None of these {len(bare)} objectives has" if none_at_all else "This objective has no"
        yield Finding(objective.text.span(), {"who": who})
