"""Products in whole numbers say what those in single precision say, and add up the same everywhere."""

from __future__ import annotations

import numpy
import pytest

pytest.importorskip("torch", reason="training needs the extra train")
pytest.importorskip("onnx")

from okrlint.training.products import Layer, Product, Range, eased, in_columns, in_rows, in_steps

WIDTH, WIDE = 8, 20


def chance(*shape: int) -> numpy.ndarray:
    """Numbers like those of an encoder: most are small, some channels are strong."""
    found = numpy.random.default_rng([7, *shape])
    return (found.standard_normal(shape) * found.choice([0.2, 1, 9], shape[-1])).astype(numpy.float32)


def product(inputs: int, outputs: int) -> Product:
    """Weights of some size."""
    return Product(chance(inputs, outputs), chance(outputs))


def of(x: numpy.ndarray, made: Product) -> numpy.ndarray:
    """What a product makes in single precision."""
    return (x if made.eased is None else x * made.eased) @ made.matrix + made.bias


def flowing(x: numpy.ndarray) -> Range:
    """What is seen to flow in."""
    return Range(x.min(0), x.max(0))


@pytest.fixture
def layer() -> Layer:
    """One layer."""
    return Layer(product(WIDTH, 3 * WIDTH), product(WIDTH, WIDTH), product(WIDTH, WIDE), product(WIDE, WIDTH))


def test_neighbouring_weights_never_overflow_sixteen_bits() -> None:
    for matrix in (chance(64, 30), numpy.ones((64, 3), numpy.float32), numpy.eye(6, dtype=numpy.float32)):
        small, scale = in_columns(matrix)
        pairs = numpy.abs(small.astype(int))
        assert (255 * (pairs[0::2] + pairs[1::2])).max() < 2**15
        assert (numpy.abs(small * scale - matrix) <= scale * 0.5001).all()


def test_a_column_of_zeros_stays_zero() -> None:
    small, scale = in_columns(numpy.zeros((4, 2), numpy.float32))
    assert not small.any()
    assert numpy.isfinite(scale).all()


def test_rows_keep_their_words() -> None:
    table = chance(5, WIDTH)
    small, scale = in_rows(table)
    assert (numpy.abs(small * scale - table) <= scale * 0.5001).all()


@pytest.mark.parametrize("between", [(-3.0, 9.0), (0.0, 1.0), (-0.17, 24.8), (-5.0, 0.0), (0.0, 0.0)])
def test_both_ends_and_zero_are_bytes(between: tuple[float, float]) -> None:
    step, zero = in_steps(between)
    steps = [round(value / float(step)) + int(zero) for value in (*between, 0.0)]
    assert -1 <= min(steps) <= max(steps) <= 256
    assert steps[2] == zero


def test_eased_products_make_the_same(layer: Layer) -> None:
    strong, wide = chance(50, WIDTH), chance(50, WIDE)
    made = eased(layer, [flowing(strong), flowing(strong), flowing(strong), flowing(wide)])
    for x, before, after in ((strong, layer.wide, made.wide), (wide, layer.narrow, made.narrow)):
        assert numpy.allclose(of(x, before), of(x, after), rtol=1e-4, atol=1e-3)
        assert after.between is not None
        low, high = after.between
        given = x * after.eased
        assert low <= given.min() * 0.9999
        assert given.max() * 0.9999 <= high


def test_what_attention_finds_is_eased_where_values_are_made(layer: Layer) -> None:
    x = chance(6, WIDTH)
    shares = numpy.random.default_rng(7).dirichlet(numpy.ones(6), 6).astype(numpy.float32)

    def found(one: Layer) -> numpy.ndarray:
        """Attention with these shares, and the product of what it finds."""
        return of(shares @ of(x, one.attention)[:, -WIDTH:], one.found)

    values = shares @ of(x, layer.attention)[:, -WIDTH:]
    made = eased(layer, [flowing(x), flowing(values), flowing(x), flowing(chance(9, WIDE))])
    assert made.found.eased is None
    assert numpy.allclose(found(layer), found(made), rtol=1e-3, atol=1e-2)


def test_strong_channels_leave_the_others_some_precision(layer: Layer) -> None:
    x = chance(200, WIDTH)
    x[:, 3] *= 100
    made = eased(layer, [flowing(x), flowing(x), flowing(x), flowing(chance(9, WIDE))]).wide
    given = x * made.eased
    assert numpy.abs(given).max(0).max() / numpy.median(numpy.abs(given).max(0)) < 10
