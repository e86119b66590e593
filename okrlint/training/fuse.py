"""Fewer steps in an encoder, the same bits: one product makes queries, keys and values, and nothing is masked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy
import onnx
from onnx.helper import get_attribute_value, make_node
from onnx.numpy_helper import from_array, to_array

CONTRIBUTED = "com.microsoft"
"""The operators that onnxruntime adds to those of ONNX."""
_SHAPE, _THIRDS = "shape_of_all_heads", "heads_of_each"


def _users(graph: Any) -> dict[str, list[Any]]:
    """The nodes that take each value."""
    found: dict[str, list[Any]] = {}
    for node in graph.node:
        for name in node.input:
            found.setdefault(name, []).append(node)
    return found


@dataclass(frozen=True, slots=True)
class _Fusion:
    """What is put in place of what in one graph. Nodes are known by their first output."""

    constants: Mapping[str, Any]
    users: Mapping[str, list[Any]]
    new: dict[str, list[Any]] = field(default_factory=dict)
    weights: list[Any] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)

    def _chain(self, node: Any, *kinds: str) -> list[Any]:
        """A node and those that follow it, each the only one, of some kinds. Raises ValueError."""
        found = [node]
        for kind in kinds:
            following = self.users[found[-1].output[0]]
            if len(following) != 1 or following[0].op_type != kind:
                raise ValueError(f"{kind} was expected after {found[-1].output[0]}")
            found += following
        return found

    def _joined(self, products: list[Any], biases: list[Any], name: str) -> list[Any]:
        """One product of three, split into what each of them made."""
        parts = [[self.constants[one.input[place]] for one in products] for place in (1, 2)]
        added = [next(self.constants[word] for word in one.input if word in self.constants) for one in biases]
        for word, some in zip(("small", "scale", "bias"), (*parts, added), strict=True):
            self.weights.append(from_array(numpy.concatenate([to_array(one) for one in some]), f"{name}_{word}"))
        given = {one.name: get_attribute_value(one) for one in products[0].attribute}
        names = [products[0].input[0], f"{name}_small", f"{name}_scale"]
        wide = {**given, "N": 3 * given["N"]}
        return [
            make_node("MatMulNBits", names, [f"{name}_product"], domain=CONTRIBUTED, **wide),
            make_node("Add", [f"{name}_product", f"{name}_bias"], [f"{name}_sum"]),
            make_node("Reshape", [f"{name}_sum", _SHAPE], [f"{name}_heads"], allowzero=1),
            make_node("Transpose", [f"{name}_heads"], [f"{name}_turned"], perm=[0, 2, 1, 3]),
            make_node("Split", [f"{name}_turned", _THIRDS], [f"{name}_{one}" for one in ("q", "k", "v")], axis=1),
        ]

    def attention(self, products: list[Any], name: str) -> None:
        """Fuse one layer's attention. Raises ValueError where it is not as expected."""
        query, key, value = (self._chain(one, "Add", "Reshape", "Transpose", "MatMul") for one in products)
        if query[-1] is not key[-1]:
            raise ValueError("queries and keys were expected to meet")
        near, scale, masked, shares = self._chain(query[-1], "Mul", "Add", "Softmax")
        alpha = float(to_array(self.constants[scale.input[1]]))
        self.new[products[0].output[0]] = self._joined(products, [one[1] for one in (query, key, value)], name)
        pair = [f"{name}_q", f"{name}_k"]
        self.new[near.output[0]] = [
            make_node("FusedMatMul", pair, [f"{name}_near"], domain=CONTRIBUTED, transB=1, alpha=alpha)
        ]
        shares.input[0], value[-1].input[1] = f"{name}_near", f"{name}_v"
        replaced = (near, scale, masked, *(node for one in (query, key, value) for node in one[:4]))
        self.gone.update(node.output[0] for node in replaced)

    def nodes(self, graph: Any) -> Iterator[Any]:
        """The nodes in their order."""
        for node in graph.node:
            yield from self.new.get(node.output[0], ())
            if node.output[0] not in self.gone:
                yield node


def _triples(graph: Any, users: Mapping[str, list[Any]]) -> Iterator[list[Any]]:
    """The products that make queries, keys and values of the same vectors, layer by layer."""
    for node in graph.node:
        same = [one for one in users.get(node.input[0], ()) if one.op_type == "MatMulNBits"] if node.input else []
        if len(same) == 3 and same[0] is node:
            yield same


def _keep_what_is_used(graph: Any, nodes: list[Any], weights: list[Any]) -> None:
    """Leave a graph the nodes and weights that its outputs need."""
    needed, kept = {one.name for one in graph.output}, []
    for node in reversed(nodes):
        if needed.intersection(node.output):
            kept.append(node)
            needed.update(node.input)
    del graph.node[:], graph.initializer[:], graph.value_info[:]
    graph.node.extend(reversed(kept))
    graph.initializer.extend(one for one in weights if one.name in needed)


def fuse(described: onnx.ModelProto, heads: int) -> None:
    """Fuse the attention of a quantised encoder of one sentence. Raises ValueError where it is not as expected."""
    graph = described.graph
    fusion = _Fusion({one.name: one for one in graph.initializer}, _users(graph))
    triples = list(_triples(graph, fusion.users))
    width = get_attribute_value(next(one for one in triples[0][0].attribute if one.name == "N")) if triples else 0
    for number, products in enumerate(triples):
        fusion.attention(products, f"attention_{number}")
    fusion.weights.append(from_array(numpy.array([1, -1, 3 * heads, width // heads], numpy.int64), _SHAPE))
    fusion.weights.append(from_array(numpy.array([heads] * 3, numpy.int64), _THIRDS))
    _keep_what_is_used(graph, list(fusion.nodes(graph)), [*graph.initializer, *fusion.weights])
