"""okrlint in a spaCy pipeline: `nlp.add_pipe("okrlint")` finds it by its entry point."""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from okrlint.analysis import classify
from okrlint.core.labels import Labels

KEY = "okrlint"


class Component:
    """Labels every Doc that comes through; a Doc is one key result.

    It gets `doc.cats` (probabilities of outcome, output and activity, and of binary, individual, gameable, health),
    `doc.spans["okrlint"]` (the parts of the sentence, labelled actor, action, deliverable, metric, …) and
    `doc._.okrlint` (all labels as `okrlint.core.labels.Labels`, or `Unjudged`). `doc._.objective`, where it is set, is
    the sentence of the objective; `objective` is the one for all others.
    """

    def __init__(self, name: str, objective: str) -> None:
        self.name = name
        self.objective = objective
        for extension in (KEY, "objective"):
            if not Doc.has_extension(extension):
                Doc.set_extension(extension, default=None)

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with labels and spans. Raises OkrlintError where the model is missing or damaged."""
        found = classify(doc.text, doc._.objective or self.objective)
        doc._.okrlint = found
        if isinstance(found, Labels):
            doc.cats.update(found.probabilities)
            doc.cats.update(found.likelihoods)
            spans = [doc.char_span(one.start, one.end, one.name, alignment_mode="expand") for one in found.parts]
            doc.spans[KEY] = [span for span in spans if span is not None]
        return doc


@Language.factory(KEY, default_config={"objective": ""}, assigns=["doc.cats", "doc.spans", "doc._.okrlint"])
def create(nlp: Language, name: str, objective: str) -> Any:  # noqa: ARG001 (spaCy gives it to every factory)
    """A component for a pipeline; `objective` is the sentence of the objective of all its texts, "" for none."""
    return Component(name, objective)
