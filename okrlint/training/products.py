"""Products of an encoder in whole numbers: scales of channels, weights in 8 bits that no processor adds up wrongly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy
import torch
from numpy.typing import NDArray

from okrlint.training.encoder import Encoder, encode

Floats = NDArray[numpy.float32]
Doubles = NDArray[numpy.float64]
STEEPNESS = 0.7
"""How much of the spread of its channels a product leaves to its weights: 0 none, 1 all (SmoothQuant, Xiao et al.)."""
LEAST_OF_GELU = -0.17
"""Gelu makes nothing below this."""
_LARGEST = 127
_BYTES = 255
_ABOVE = 231
"""Bytes above zero for what Gelu makes; the others are below, where nothing is under LEAST_OF_GELU."""
_CLEAR_OF_NOTHING = 1e-5
_DAMPED = 0.01
"""Share of the mean channel that every channel counts more, so that what was seen by chance is not believed."""
_AT_ONCE = 64
"""Texts whose flow is added up at once."""


class Flow(NamedTuple):
    """What flows into a product, over many tokens.

    Of every channel the largest size and the mean; `second` are the means of what two channels make together,
    [channels, channels].
    """

    most: Floats
    mean: Doubles
    second: Doubles


class Bytes(NamedTuple):
    """How the values of a token become bytes.

    The largest of them, or `floor` if that is larger, is `above` bytes over `zero`. It is the largest in size where
    there is no floor.
    """

    above: int
    zero: int
    floor: float | None = None


ABOUT_ZERO = Bytes(_LARGEST, _LARGEST + 1)
OF_GELU = Bytes(_ABOVE, _BYTES - _ABOVE, -LEAST_OF_GELU * _ABOVE / (_BYTES - _ABOVE))


class Product(NamedTuple):
    """`x @ matrix + bias`, the matrix being [inputs, outputs].

    `eased` is what the channels of x are multiplied by before that. `whole` is the matrix in whole numbers with the
    scales of its columns, and `flows` how x becomes bytes; without them the product is made in single precision.
    """

    matrix: Floats
    bias: Floats
    eased: Floats | None = None
    flows: Bytes = ABOUT_ZERO
    whole: tuple[NDArray[numpy.int8], Floats] | None = None


class Layer(NamedTuple):
    """The products of one layer: queries, keys and values at once, then what attention found, then there and back."""

    attention: Product
    found: Product
    wide: Product
    narrow: Product


def _parts(layer: Any) -> tuple[Sequence[Any], ...]:
    """The linear parts of a layer as torch has them, those that make one product together."""
    seen = layer.attention.self
    queries = (seen.query, seen.key, seen.value)
    return queries, (layer.attention.output.dense,), (layer.intermediate.dense,), (layer.output.dense,)


def _joined(linear: Sequence[Any]) -> Product:
    matrices = [one.weight.detach().numpy().T for one in linear]
    biases = [one.bias.detach().numpy() for one in linear]
    return Product(numpy.concatenate(matrices, axis=1), numpy.concatenate(biases))


def layers_of(model: Encoder) -> list[Layer]:
    """The products of an encoder in single precision."""
    return [Layer(*(_joined(linear) for linear in _parts(layer))) for layer in model.body.encoder.layer]


class _Seen:
    """Gathers what flows into one product."""

    def __init__(self) -> None:
        self._waiting: list[Floats] = []
        self._parts: list[tuple[int, Flow]] = []

    def look(self, _: Any, given: tuple[Any, ...]) -> None:
        """Look at what torch gives to a part of a model."""
        self._waiting.append(given[0][0].numpy())
        if len(self._waiting) == _AT_ONCE:
            self._sum_up()

    def _sum_up(self) -> None:
        values = numpy.concatenate(self._waiting).astype(numpy.float64)
        self._waiting.clear()
        most = numpy.abs(values).max(0).astype(numpy.float32)
        self._parts.append((len(values), Flow(most, values.mean(0), values.T @ values / len(values))))
        if len(self._parts) > 1:
            self._parts[:] = [_both(*self._parts)]

    def flow(self) -> Flow:
        """All that was seen."""
        if self._waiting:
            self._sum_up()
        return self._parts[0][1]


def _both(one: tuple[int, Flow], other: tuple[int, Flow]) -> tuple[int, Flow]:
    """Two numbers of tokens and what flowed for them, taken together."""
    (first, a), (second, b) = one, other
    share = first / (first + second)
    means = (x * share + y * (1 - share) for x, y in ((a.mean, b.mean), (a.second, b.second)))
    return first + second, Flow(numpy.maximum(a.most, b.most), *means)


def flows(model: Encoder, tokenizer: Any, texts: Sequence[str]) -> list[tuple[Flow, ...]]:
    """What flows into the products of every layer for some texts, one at a time."""
    inputs = [linear[0] for layer in model.body.encoder.layer for linear in _parts(layer)]
    seen = [_Seen() for _ in inputs]
    hooks = [part.register_forward_pre_hook(one.look) for part, one in zip(inputs, seen, strict=True)]
    with torch.inference_mode():
        for text in texts:
            model(encode(tokenizer, [text])[0])
    for hook in hooks:
        hook.remove()
    found, each = [one.flow() for one in seen], len(Layer._fields)
    return [tuple(found[start : start + each]) for start in range(0, len(found), each)]


def _scales(matrix: Floats, flowing: Flow) -> Floats:
    """What every channel is divided by, so that channels which flow in strongly leave the others some precision."""
    strong = numpy.maximum(flowing.most, _CLEAR_OF_NOTHING)
    heavy = numpy.maximum(numpy.abs(matrix).max(axis=1), _CLEAR_OF_NOTHING)
    scales = strong**STEEPNESS / heavy ** (1 - STEEPNESS)
    return numpy.asarray(scales / numpy.exp(numpy.log(scales).mean()), numpy.float32)


def eased(product: Product, flowing: Flow) -> tuple[Product, Flow]:
    """The product with the scales of its channels moved to its weights, and what then flows in."""
    scales = _scales(product.matrix, flowing)
    second = flowing.second / scales[:, None] / scales
    less = Flow(flowing.most / scales, flowing.mean / scales, second)
    return product._replace(matrix=product.matrix * scales[:, None], eased=numpy.reciprocal(scales)), less


def _rounded(product: Product, flowing: Flow) -> Product:
    """A product in whole numbers; what its weights lose on the mean of what flows in is given back to the bias."""
    small, scales = in_columns(product.matrix, flowing.second)
    lost = flowing.mean @ (product.matrix - small * scales.astype(numpy.float64))
    return product._replace(bias=(product.bias + lost).astype(numpy.float32), whole=(small, scales))


def whole(layer: Layer, flowing: Sequence[Flow]) -> Layer:
    """A layer with its products in whole numbers; `flowing` is what flows into them.

    Channels differ much where a sum was normalised, and little in what attention found and Gelu made.
    """
    attention, found, wide, narrow = zip(layer, flowing, strict=True)
    return Layer(
        _rounded(*eased(*attention)),
        _rounded(*found),
        _rounded(*eased(*wide)),
        _rounded(narrow[0]._replace(flows=OF_GELU), narrow[1]),
    )


def in_columns(matrix: Floats, second: Doubles) -> tuple[NDArray[numpy.int8], Floats]:
    """A matrix [inputs, outputs] in 8 bits, symmetric about zero, and the scale of every output.

    `second` says which inputs go together: what rounding one weight loses, later ones make up for (GPTQ, Frantar et
    al., 2023). Processors without VNNI add two neighbouring products in 16 bits. Two neighbouring weights are never
    more than 128 together, so that these sums, of bytes up to 255, never overflow, and all processors get the same.
    """
    size = numpy.abs(matrix)
    scale = numpy.maximum(size.max(axis=0), (size[0::2] + size[1::2]).max(axis=0)) / _LARGEST
    scale[scale == 0] = 1
    damped = second + numpy.eye(len(second)) * (_DAMPED * numpy.diag(second).mean() + _CLEAR_OF_NOTHING**2)
    upper = numpy.linalg.cholesky(numpy.linalg.inv(damped)).T
    left, small = matrix.astype(numpy.float64), numpy.zeros(matrix.shape, numpy.int8)
    for row in range(len(left)):
        before = numpy.abs(small[row - 1].astype(int)) if row % 2 else 0
        most = numpy.minimum(_LARGEST, _LARGEST + 1 - before)
        small[row] = numpy.clip(numpy.round(left[row] / scale), -most, most)
        error = (left[row] - small[row] * scale) / upper[row, row]
        left[row + 1 :] -= numpy.outer(upper[row, row + 1 :], error)
    return small, scale.astype(numpy.float32)


def in_rows(table: Floats) -> tuple[NDArray[numpy.int8], Floats]:
    """A table in 8 bits, symmetric about zero, and the scale of every row, [rows, 1]."""
    scale = numpy.abs(table).max(axis=1, keepdims=True) / _LARGEST
    scale[scale == 0] = 1
    return numpy.round(table / scale).astype(numpy.int8), scale.astype(numpy.float32)
