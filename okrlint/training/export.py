"""Ship an encoder: fewer words, 8-bit weights, ONNX. What is written runs without torch."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy
import onnx
import torch
from torch import Tensor, nn

from okrlint.training.encoder import MAX_TOKENS, Batch, Encoder

ENCODER = "encoder.onnx"
TOKENIZER = "tokenizer.json"
COMMON = 14_000
"""Words of the vocabulary below this number stay; it is sorted by how often words are used."""


_LARGE = 50_000
"""Numbers from which a weight is worth rounding."""


class _One(nn.Module):
    """One sentence at a time: nothing is padded, so that there is nothing to mask."""

    def __init__(self, model: Encoder) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: Tensor, token_type_ids: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """The logits of the labels, the kinds of objectives and the tags of one sentence, [1, tokens]."""
        scores = self.model(Batch(input_ids, token_type_ids, torch.ones_like(input_ids)))
        return scores.labels, scores.objectives, scores.tags


def kept_words(tokenizer: Any, texts: Iterable[str], common: int = COMMON) -> list[int]:
    """The numbers of the words that the shipped vocabulary keeps: common ones, pieces of one letter, those of texts."""
    used = {number for text in texts for number in tokenizer(text)["input_ids"]}
    vocabulary = tokenizer.get_vocab()
    letters = {number for word, number in vocabulary.items() if len(word.removeprefix("##")) == 1}
    special = set(tokenizer.all_special_ids)
    return sorted(used | letters | special | {number for number in vocabulary.values() if 1000 <= number < common})


def pruned_tokenizer(folder: Path, kept: list[int]) -> dict[str, Any]:
    """The tokeniser's JSON with the kept words alone, renumbered, without padding; it cuts at MAX_TOKENS."""
    described: dict[str, Any] = json.loads((folder / TOKENIZER).read_text(encoding="utf-8"))
    words = {number: word for word, number in described["model"]["vocab"].items()}
    renumbered = {words[old]: new for new, old in enumerate(kept)}
    described["model"]["vocab"] = renumbered
    for token in described["added_tokens"]:
        token["id"] = renumbered[token["content"]]
    for token in described["post_processor"]["special_tokens"].values():
        token["ids"] = [renumbered[word] for word in token["tokens"]]
    cut = {"direction": "Right", "max_length": MAX_TOKENS, "strategy": "LongestFirst", "stride": 0}
    return {**described, "padding": None, "truncation": cut}


def prune(model: Encoder, kept: list[int]) -> None:
    """Leave the encoder the vectors of the kept words alone, in their order."""
    vectors = model.body.embeddings.word_embeddings.weight.detach()[kept].clone()
    model.body.embeddings.word_embeddings = nn.Embedding.from_pretrained(vectors)
    model.body.config.vocab_size = len(kept)


def write_onnx(model: Encoder, path: Path) -> None:
    """The encoder in ONNX, in single precision, for one sentence of any length."""
    ids = torch.arange(1, 13).unsqueeze(0)
    tokens = torch.export.Dim("tokens", min=2, max=MAX_TOKENS)
    torch.onnx.export(
        _One(model).eval(),
        (ids, torch.zeros_like(ids)),
        path,
        input_names=["input_ids", "token_type_ids"],
        output_names=["labels", "objectives", "tags"],
        dynamic_shapes={"input_ids": {1: tokens}, "token_type_ids": {1: tokens}},
        external_data=False,
        verbose=False,
    )


def _axis(weight: str, graph: Any) -> int | None:
    """The axis of a weight along which every slice gets a scale of its own; None where nothing multiplies by it."""
    for node in graph.node:
        if weight in node.input:
            transposed = any(one.name == "transB" and one.i for one in node.attribute)
            return 1 if node.op_type == "MatMul" or (node.op_type == "Gemm" and not transposed) else 0
    return None


def _rounded(values: Any, axis: int) -> tuple[Any, Any]:
    """A weight in 8 bits, symmetric about zero, and the scale of every slice along an axis."""
    scale = numpy.abs(values).max(axis=1 - axis, keepdims=True) / 127
    scale[scale == 0] = 1
    return numpy.round(values / scale).astype(numpy.int8), scale.squeeze(1 - axis).astype(numpy.float32)


def quantise(source: Path, target: Path) -> None:
    """Keep large weights in 8 bits; they become numbers again when the encoder is loaded, so that sums stay exact.

    Scaling what flows through as well (dynamic quantisation) is a third faster, and changed 1.4 % of the verdicts.
    """
    described = onnx.load(source)
    graph = described.graph
    # The exporter leaves the shapes of weights as they were before it transposed them.
    del graph.value_info[:]
    for weight in list(graph.initializer):
        values = onnx.numpy_helper.to_array(weight)
        axis = _axis(weight.name, graph) if values.ndim == 2 and values.size >= _LARGE else None
        if axis is None:
            continue
        small, scale = _rounded(values, axis)
        names = f"{weight.name}_small", f"{weight.name}_scale"
        graph.initializer.remove(weight)
        pairs = zip((small, scale), names, strict=True)
        graph.initializer.extend(onnx.numpy_helper.from_array(values, name) for values, name in pairs)
        graph.node.insert(0, onnx.helper.make_node("DequantizeLinear", names, [weight.name], axis=axis))
    onnx.save(described, target)
