"""Ship an encoder: fewer words, 8-bit weights, ONNX. What is written runs without torch."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy
import onnx
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from okrlint.training.encoder import MAX_TOKENS, Batch, Encoder
from okrlint.training.fuse import CONTRIBUTED, fuse

Floats = NDArray[numpy.float32]
ENCODER = "encoder.onnx"
TOKENIZER = "tokenizer.json"
COMMON = 6_000
"""Words of the vocabulary below this number stay; it is sorted by how often words are used."""


_LARGE = 50_000
"""Numbers from which a weight is worth rounding."""
BLOCK = 128
"""Weights that share a scale."""
SUMS_OF_BYTES = 4
"""Let onnxruntime round what flows through as well, block by block, where the processor multiplies bytes fast."""


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


def _in_blocks(values: Floats) -> tuple[Any, Floats]:
    """A matrix [inputs, outputs] in 8 bits, symmetric about 128, [outputs, blocks, BLOCK]; the scale of every block."""
    blocks = values.T.reshape(values.shape[1], -1, BLOCK)
    scale = numpy.abs(blocks).max(axis=2) / 127
    scale[scale == 0] = 1
    small = numpy.round(blocks / scale[:, :, None]) + 128
    return small.astype(numpy.uint8), scale.reshape(-1).astype(numpy.float32)


def _in_rows(values: Floats) -> tuple[Any, Floats]:
    """A table in 8 bits, symmetric about zero, and the scale of every row, [rows, 1]."""
    scale = numpy.abs(values).max(axis=1, keepdims=True) / 127
    scale[scale == 0] = 1
    return numpy.round(values / scale).astype(numpy.int8), scale.astype(numpy.float32)


def _product(node: Any, values: Floats, names: tuple[str, str]) -> list[Any]:
    """Multiply by a matrix in 8 bits, and add what the node added."""
    added = node.input[2:]
    target = f"{node.output[0]}_product" if added else node.output[0]
    found = [
        onnx.helper.make_node(
            "MatMulNBits",
            [node.input[0], *names],
            [target],
            domain=CONTRIBUTED,
            K=values.shape[0],
            N=values.shape[1],
            bits=8,
            block_size=BLOCK,
            accuracy_level=SUMS_OF_BYTES,
        )
    ]
    return found + ([onnx.helper.make_node("Add", [target, *added], node.output)] if added else [])


def _lookup(node: Any, names: tuple[str, str]) -> list[Any]:
    """Take rows of a table in 8 bits, and make numbers of them."""
    small, scale, number = (f"{node.output[0]}_{word}" for word in ("small", "scale", "number"))
    return [
        onnx.helper.make_node("Gather", [names[0], node.input[1]], [small], axis=0),
        onnx.helper.make_node("Gather", [names[1], node.input[1]], [scale], axis=0),
        onnx.helper.make_node("Cast", [small], [number], to=onnx.TensorProto.FLOAT),
        onnx.helper.make_node("Mul", [number, scale], node.output),
    ]


def _matrix(node: Any, values: Floats) -> Floats:
    """The matrix that a node multiplies by, [inputs, outputs]."""
    transposed = any(one.name == "transB" and one.i for one in node.attribute)
    return values.T if transposed else values


def quantise(source: Path, target: Path, heads: int) -> None:
    """Keep large weights in 8 bits, each block of BLOCK weights with its own scale; fuse the attention of some `heads`.

    Scaling every sentence as a whole as well (dynamic quantisation) is faster, but changed 1.4 % of the verdicts.
    """
    described = onnx.load(source)
    graph = described.graph
    # The exporter leaves the shapes of weights as they were before it transposed them.
    del graph.value_info[:]
    large = {one.name: one for one in graph.initializer if len(one.dims) == 2 and numpy.prod(one.dims) >= _LARGE}
    nodes, rest = [], []
    for node in graph.node:
        weight = next((large[name] for name in node.input if name in large), None)
        if weight is None or node.op_type not in ("MatMul", "Gemm", "Gather"):
            nodes.append(node)
            continue
        values = onnx.numpy_helper.to_array(weight)
        names = f"{weight.name}_small", f"{weight.name}_scale"
        if node.op_type == "Gather":
            pair, made = _in_rows(values), _lookup(node, names)
        else:
            matrix = _matrix(node, values)
            pair, made = _in_blocks(matrix), _product(node, matrix, names)
        rest += [onnx.numpy_helper.from_array(one, name) for one, name in zip(pair, names, strict=True)]
        nodes += made
    rest += [one for one in graph.initializer if any(one.name in node.input for node in nodes)]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(nodes)
    graph.initializer.extend(rest)
    described.opset_import.append(onnx.helper.make_opsetid(CONTRIBUTED, 1))
    fuse(described, heads)
    onnx.save(described, target)
