"""Run the encoder: sentences become logits, and none is changed by those that run beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

Array = NDArray[numpy.float64]
_REMEMBERED = 4096
"""Sentences of which is kept what the encoder said; with more the memory begins anew."""
_TOGETHER = 128
"""Tokens that run together, about: more of them gain nothing."""
LONGEST = 2_000
"""Characters of a sentence that are looked at; more than the tokens that the encoder takes."""


def _well_formed(text: str) -> str:
    """A text without halves of surrogate pairs, which no UTF-8 has; its length stays."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _session(encoder: bytes) -> onnxruntime.InferenceSession:
    """The encoder ready to run, on one thread, so that its sums are always added up in one order."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # The graph is written in the form in which it runs fastest; looking for a better one takes a third of the loading.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    return onnxruntime.InferenceSession(encoder, options, providers=["CPUExecutionProvider"])


class Heard(NamedTuple):
    """What the encoder says of a text: the logits of labels, of kinds of objectives, and of the tags of its tokens."""

    labels: Array
    objectives: Array
    tags: Any
    encoding: Any


class Encoder:
    """The encoder with its tokeniser. Only sentences of as many tokens run together, so that nothing is padded."""

    def __init__(self, encoder: bytes, tokenizer: str) -> None:
        """Raises what onnxruntime and tokenizers raise where they cannot read these."""
        self._tokenizer = Tokenizer.from_str(tokenizer)
        self._session = _session(encoder)
        takes = self._session.get_inputs()[0].shape[0]
        self._most = takes if isinstance(takes, int) else 0
        self._heard: dict[str, Heard] = {}

    def _encoded(self, text: str) -> Any:
        """The tokens of a text."""
        return self._tokenizer.encode(_well_formed(text[:LONGEST]))

    def _run(self, encodings: Sequence[Any]) -> Iterator[Heard]:
        """What the encoder says of texts of as many tokens each."""
        given = {"input_ids": [one.ids for one in encodings], "token_type_ids": [one.type_ids for one in encodings]}
        inputs = {name: numpy.array(numbers, numpy.int64) for name, numbers in given.items()}
        labels, objectives, tags = self._session.run(["labels", "objectives", "tags"], inputs)
        exact = labels.astype(numpy.float64), objectives.astype(numpy.float64), tags, encodings
        return map(Heard, *exact)

    def read(self, texts: Iterable[str]) -> None:
        """Run the encoder on texts that will be asked about, those of as many tokens together."""
        sized: dict[int, list[tuple[str, Any]]] = {}
        for text in dict.fromkeys(texts):
            if text not in self._heard:
                encoding = self._encoded(text)
                sized.setdefault(len(encoding.ids), []).append((text, encoding))
        for tokens, pairs in sized.items():
            most = self._most or max(1, _TOGETHER // tokens)
            for start in range(0, len(pairs), most):
                some, encodings = zip(*pairs[start : start + most], strict=True)
                self._remember(zip(some, self._run(encodings), strict=True))

    def _remember(self, heard: Iterable[tuple[str, Heard]]) -> None:
        """Keep what was heard; with too much the memory begins anew."""
        if len(self._heard) > _REMEMBERED:
            self._heard.clear()
        self._heard.update(heard)

    def hear(self, text: str) -> Heard:
        """What the encoder says of a text, remembered."""
        found = self._heard.get(text)
        if found is None:
            found = next(self._run([self._encoded(text)]))
            self._remember([(text, found)])
        return found
