"""The encoder as an ONNX graph of few steps, for sentences of as many tokens each, which are not padded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy
import onnx
from onnx.helper import make_graph, make_model, make_node, make_opsetid, make_tensor_value_info
from onnx.numpy_helper import from_array

from okrlint.training.encoder import MAX_TOKENS, Encoder
from okrlint.training.products import Bytes, Layer, Product, in_rows

CONTRIBUTED = "com.microsoft"
"""The operators that onnxruntime adds to those of ONNX."""
OPERATORS = 20
_LAYOUT = 9
"""The versions of ONNX's operators and of its file, which onnxruntime has read since long before 1.22."""


def _weights(module: Any) -> dict[str, Any]:
    """The weights of a part of a model, by name."""
    return {name: value.detach().numpy() for name, value in module.named_parameters(recurse=False)}


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps of a graph and its constants, in their order. Every step is named by what it makes."""

    nodes: list[Any] = field(default_factory=list)
    constants: list[Any] = field(default_factory=list)

    def constant(self, name: str, values: Any) -> str:
        """Keep some values; returns their name."""
        self.constants.append(from_array(numpy.ascontiguousarray(values), name))
        return name

    def add(self, kind: str, inputs: Sequence[str], name: str, **attributes: Any) -> str:
        """A step that makes one value; returns its name."""
        self.nodes.append(make_node(kind, inputs, [name], **attributes))
        return name

    def product(self, x: str, made: Product, name: str) -> str:
        """`x @ matrix + bias`, in whole numbers where it has them, with one scale for each token of x."""
        if made.eased is not None:
            x = self.add("Mul", [x, self.constant(f"{name}_eased", made.eased)], f"{name}_in")
        bias = self.constant(f"{name}_bias", made.bias)
        if made.whole is None:
            exact = self.add("MatMul", [x, self.constant(f"{name}_matrix", made.matrix)], f"{name}_product")
            return self.add("Add", [exact, bias], name)
        small, scales = made.whole
        most = self.largest(x, made.flows, name)
        step = self.constant(f"{name}_step", numpy.asarray(1 / made.flows.above, numpy.float32))
        zero = self.constant(f"{name}_zero", numpy.asarray(made.flows.zero, numpy.uint8))
        shares = self.add("Div", [x, most], f"{name}_shares")
        given = self.add("QuantizeLinear", [shares, step, zero], f"{name}_bytes")
        weights = [self.constant(f"{name}_small", small), step, self.constant(f"{name}_scales", scales)]
        found = self.add("MatMulIntegerToFloat", [given, *weights, zero], f"{name}_product", domain=CONTRIBUTED)
        return self.add("Add", [self.add("Mul", [found, most], f"{name}_scaled"), bias], name)

    def largest(self, x: str, flows: Bytes, name: str) -> str:
        """The value of every token that becomes the largest byte."""
        last = self.constant(f"{name}_last", numpy.array([-1]))
        if flows.floor is None:
            return self.add("ReduceMax", [self.add("Abs", [x], f"{name}_sizes"), last], f"{name}_most", keepdims=1)
        floor = self.constant(f"{name}_floor", numpy.asarray(flows.floor, numpy.float32))
        most = self.add("ReduceMax", [x, last], f"{name}_highest", keepdims=1)
        return self.add("Max", [most, floor], f"{name}_most")

    def normal(self, x: str, skipped: str, module: Any, name: str) -> str:
        """The sum of two values, brought to the mean and the spread that were learnt.

        In one step (SkipLayerNormalization) it takes several times as long.
        """
        known = _weights(module)
        learnt = [self.constant(f"{name}_{word}", known[word]) for word in ("weight", "bias")]
        both = self.add("Add", [x, skipped], f"{name}_sum")
        return self.add("LayerNormalization", [both, *learnt], name, epsilon=module.eps)

    def attention(self, x: str, made: Product, heads: int, name: str) -> str:
        """What every token takes from the others."""
        all_heads = self.product(x, made, name)
        thirds = [f"{name}_{word}" for word in ("queries", "keys", "values")]
        self.nodes.append(make_node("Split", [all_heads], thirds, axis=-1, num_outputs=len(thirds)))
        return self.add("MultiHeadAttention", thirds, f"{name}_found", domain=CONTRIBUTED, num_heads=heads)


def _looked_up(steps: Steps, module: Any, small: bool) -> str:
    """The vectors of tokens, of their segments and of their places; the words in 8 bits if they are to be `small`."""
    table = _weights(module.word_embeddings)["weight"]
    if small:
        rows, scales = in_rows(table)
        number = steps.add("Gather", [steps.constant("words_small", rows), "input_ids"], "words_bytes")
        scale = steps.add("Gather", [steps.constant("words_scales", scales), "input_ids"], "words_scale")
        cast = steps.add("Cast", [number], "words_number", to=onnx.TensorProto.FLOAT)
        words = steps.add("Mul", [cast, scale], "words")
    else:
        words = steps.add("Gather", [steps.constant("words_table", table), "input_ids"], "words")
    segments = steps.constant("segments_table", _weights(module.token_type_embeddings)["weight"])
    places = steps.constant("places_table", _weights(module.position_embeddings)["weight"][None, :MAX_TOKENS])
    start, axis = (steps.constant(name, numpy.array([one])) for name, one in (("first", 0), ("across", 1)))
    end = steps.add("Shape", ["input_ids"], "length", start=1, end=2)
    segment = steps.add("Gather", [segments, "token_type_ids"], "segments")
    place = steps.add("Slice", [places, start, end, axis], "places")
    placed = steps.add("Add", [segment, place], "placed")
    return steps.normal(words, placed, module.LayerNorm, "looked_up")


def _layer(steps: Steps, x: str, module: Any, made: Layer, name: str) -> str:
    """One layer: tokens look at each other, then each at itself."""
    found = steps.attention(x, made.attention, module.attention.self.num_attention_heads, f"{name}_attention")
    added = steps.product(found, made.found, f"{name}_added")
    seen = steps.normal(added, x, module.attention.output.LayerNorm, f"{name}_seen")
    wide = steps.add("Gelu", [steps.product(seen, made.wide, f"{name}_wide")], f"{name}_kept")
    narrow = steps.product(wide, made.narrow, f"{name}_narrow")
    return steps.normal(narrow, seen, module.output.LayerNorm, name)


def _heads(steps: Steps, model: Encoder, x: str) -> None:
    """The labels and the kinds of objectives, means over all tokens, and the tags of each.

    The last bits of ReduceMean depend on how many sentences run together, those of GlobalAveragePool do not.
    """
    for name, module in (("labels", model.labels), ("objectives", model.objectives)):
        known = _weights(module)
        each = steps.product(x, Product(known["weight"].T, known["bias"]), f"{name}_each")
        rows = steps.add("Transpose", [each], f"{name}_rows", perm=[0, 2, 1])
        steps.add("Flatten", [steps.add("GlobalAveragePool", [rows], f"{name}_mean")], name)
    tags = _weights(model.tags)
    steps.product(x, Product(tags["weight"].T, tags["bias"]), "tags")


def graph_of(model: Encoder, layers: Sequence[Layer], small: bool) -> onnx.ModelProto:
    """The graph of an encoder with these products; with its words in 8 bits where they are to be `small`.

    It takes `input_ids` and `token_type_ids`, [sentences, tokens], and gives the logits `labels`, `objectives` and
    `tags`.
    """
    steps = Steps()
    x = _looked_up(steps, model.body.embeddings, small)
    for number, (module, made) in enumerate(zip(model.body.encoder.layer, layers, strict=True)):
        x = _layer(steps, x, module, made, f"layer_{number}")
    _heads(steps, model, x)
    whole, single = onnx.TensorProto.INT64, onnx.TensorProto.FLOAT
    inputs = [make_tensor_value_info(name, whole, ["sentences", "tokens"]) for name in ("input_ids", "token_type_ids")]
    outputs = [make_tensor_value_info(name, single, None) for name in ("labels", "objectives", "tags")]
    graph = make_graph(steps.nodes, "encoder", inputs, outputs, steps.constants)
    operators = [make_opsetid("", OPERATORS), make_opsetid(CONTRIBUTED, 1)]
    return make_model(graph, opset_imports=operators, ir_version=_LAYOUT)
