"""Products of an encoder in whole numbers: scales of channels, weights in 8 bits that no processor adds up wrongly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy
import torch
from numpy.typing import NDArray

from okrlint.training.encoder import Encoder, encode

Floats = NDArray[numpy.float32]
STEEPNESS = 0.85
"""How much of the spread of its channels a product leaves to its weights: 0 none, 1 all (SmoothQuant, Xiao et al.)."""
_LARGEST = 127
_STEPS = 255
_CLEAR_OF_NOTHING = 1e-5


class Range(NamedTuple):
    """The least and the largest value of every channel that flows into a product."""

    low: Floats
    high: Floats


class Product(NamedTuple):
    """`x @ matrix + bias`, the matrix being [inputs, outputs].

    `eased` is what the channels of x are multiplied by before that, where it is not part of what makes x. `between` are
    the least and the largest value that then flow in; without them the product is made in single precision.
    """

    matrix: Floats
    bias: Floats
    eased: Floats | None = None
    between: tuple[float, float] | None = None


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


def ranges(model: Encoder, tokenizer: Any, texts: Sequence[str]) -> list[tuple[Range, ...]]:
    """What flows into the products of every layer for some texts, one at a time."""
    inputs = [linear[0] for layer in model.body.encoder.layer for linear in _parts(layer)]
    found: dict[int, Range] = {}

    def seen(number: int) -> Callable[[Any, tuple[Any, ...]], None]:
        def look(_: Any, given: tuple[Any, ...]) -> None:
            values = given[0][0].numpy()
            low, high = found.get(number, (values[0], values[0]))
            found[number] = Range(numpy.minimum(low, values.min(0)), numpy.maximum(high, values.max(0)))

        return look

    hooks = [one.register_forward_pre_hook(seen(number)) for number, one in enumerate(inputs)]
    with torch.inference_mode():
        for text in texts:
            model(encode(tokenizer, [text])[0])
    for hook in hooks:
        hook.remove()
    each = len(Layer._fields)
    return [tuple(found[start + place] for place in range(each)) for start in range(0, len(inputs), each)]


def _scales(matrix: Floats, flowing: Range) -> Floats:
    """What every channel is divided by, so that channels which flow in strongly leave the others some precision."""
    strong = numpy.maximum(numpy.maximum(-flowing.low, flowing.high), _CLEAR_OF_NOTHING)
    heavy = numpy.maximum(numpy.abs(matrix).max(axis=1), _CLEAR_OF_NOTHING)
    scales = strong**STEEPNESS / heavy ** (1 - STEEPNESS)
    return numpy.asarray(scales / numpy.exp(numpy.log(scales).mean()), numpy.float32)


def _eased(product: Product, flowing: Range) -> Product:
    """The product with the scales of its channels moved from what flows in to its weights."""
    scales = _scales(product.matrix, flowing)
    low, high = float((flowing.low / scales).min()), float((flowing.high / scales).max())
    return Product(
        product.matrix * scales[:, None], product.bias, numpy.reciprocal(scales), (min(low, 0.0), max(high, 0.0))
    )


def eased(layer: Layer, flowing: Sequence[Range]) -> Layer:
    """A layer whose products can be made in whole numbers.

    What attention found is a mean of values, so that its scales are already those of the values.
    """
    attention, found, wide, narrow = (_eased(*pair) for pair in zip(layer, flowing, strict=True))
    width = len(found.matrix)
    factors = numpy.ones_like(attention.bias)
    factors[-width:] = found.eased
    attention = attention._replace(matrix=attention.matrix * factors, bias=attention.bias * factors)
    return Layer(attention, found._replace(eased=None), wide, narrow)


def in_columns(matrix: Floats) -> tuple[NDArray[numpy.int8], Floats]:
    """A matrix [inputs, outputs] in 8 bits, symmetric about zero, and the scale of every output.

    Processors without VNNI add two neighbouring products in 16 bits. Two neighbouring weights are never more than 128
    together, so that these sums, of bytes up to 255, never overflow, and all processors get the same.
    """
    size = numpy.abs(matrix)
    pairs = size[0::2] + size[1::2]
    scale = numpy.maximum(size.max(axis=0), pairs.max(axis=0)) / _LARGEST
    scale[scale == 0] = 1
    return numpy.round(matrix / scale).astype(numpy.int8), scale.astype(numpy.float32)


def in_steps(between: tuple[float, float]) -> tuple[NDArray[numpy.float32], NDArray[numpy.uint8]]:
    """The scale of bytes for values between two ends, and the byte of zero."""
    low, high = between
    scale = max(high - low, _CLEAR_OF_NOTHING) / _STEPS
    return numpy.asarray(scale, numpy.float32), numpy.asarray(round(-low / scale), numpy.uint8)


def in_rows(table: Floats) -> tuple[NDArray[numpy.int8], Floats]:
    """A table in 8 bits, symmetric about zero, and the scale of every row, [rows, 1]."""
    scale = numpy.abs(table).max(axis=1, keepdims=True) / _LARGEST
    scale[scale == 0] = 1
    return numpy.round(table / scale).astype(numpy.int8), scale.astype(numpy.float32)
