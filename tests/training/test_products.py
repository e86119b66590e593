"""Products in whole numbers say what those in single precision say, and add up the same everywhere."""

from __future__ import annotations

import numpy
import pytest

pytest.importorskip("torch", reason="training needs the extra train")
pytest.importorskip("onnx")

from okrlint.training.products import Flow, Layer, Product, eased, in_columns, in_rows, in_steps, whole

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


def flowing(x: numpy.ndarray) -> Flow:
    """What is seen to flow in."""
    return Flow(x.min(0), x.max(0), x.mean(0), x.T @ x / len(x))


@pytest.fixture
def layer() -> Layer:
    """One layer."""
    return Layer(product(WIDTH, 3 * WIDTH), product(WIDTH, WIDTH), product(WIDTH, WIDE), product(WIDE, WIDTH))


def test_neighbouring_weights_never_overflow_sixteen_bits() -> None:
    for matrix in (chance(64, 30), numpy.ones((64, 3), numpy.float32), numpy.eye(6, dtype=numpy.float32)):
        small, scale = in_columns(matrix, numpy.eye(len(matrix)))
        pairs = numpy.abs(small.astype(int))
        assert (255 * (pairs[0::2] + pairs[1::2])).max() < 2**15
        assert (numpy.abs(small * scale - matrix) <= scale * 0.5001).all()


def test_a_column_of_zeros_stays_zero() -> None:
    small, scale = in_columns(numpy.zeros((4, 2), numpy.float32), numpy.eye(4))
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
    made, less = eased(layer, [flowing(strong), flowing(strong), flowing(strong), flowing(wide)])
    for x, before, after, flow in (
        (strong, layer.wide, made.wide, less[2]),
        (wide, layer.narrow, made.narrow, less[3]),
    ):
        assert numpy.allclose(of(x, before), of(x, after), rtol=1e-4, atol=1e-3)
        for one, other in zip(flow, flowing(x * after.eased), strict=True):
            assert numpy.allclose(one, other, rtol=1e-3, atol=1e-3)


def test_what_attention_finds_is_eased_where_values_are_made(layer: Layer) -> None:
    x = chance(6, WIDTH)
    shares = numpy.random.default_rng(7).dirichlet(numpy.ones(6), 6).astype(numpy.float32)

    def found(one: Layer) -> numpy.ndarray:
        """Attention with these shares, and the product of what it finds."""
        return of(shares @ of(x, one.attention)[:, -WIDTH:], one.found)

    values = shares @ of(x, layer.attention)[:, -WIDTH:]
    made, _ = eased(layer, [flowing(x), flowing(values), flowing(x), flowing(chance(9, WIDE))])
    assert made.found.eased is None
    assert numpy.allclose(found(layer), found(made), rtol=1e-3, atol=1e-2)


def test_strong_channels_leave_the_others_some_precision(layer: Layer) -> None:
    x = chance(200, WIDTH)
    x[:, 3] *= 100
    made = eased(layer, [flowing(x), flowing(x), flowing(x), flowing(chance(9, WIDE))])[0].wide
    given = x * made.eased
    assert numpy.abs(given).max(0).max() / numpy.median(numpy.abs(given).max(0)) < 10


def test_products_in_whole_numbers_are_close(layer: Layer) -> None:
    x, wide = chance(300, WIDTH), chance(300, WIDE)
    made = whole(layer, [flowing(x), flowing(x), flowing(x), flowing(wide)])
    for given, before, after in ((x, layer.wide, made.wide), (wide, layer.narrow, made.narrow)):
        assert after.whole is not None
        (small, scales), (step, zero) = after.whole, in_steps(after.between)
        flows = numpy.clip(numpy.round(given * after.eased / step) + zero, 0, 255).astype(int) - int(zero)
        found, exact = flows @ small.astype(int) * (scales * step) + after.bias, of(given, before)
        assert numpy.abs(found - exact).mean() < 0.02 * numpy.abs(exact).mean()
        assert abs((found - exact).mean(0)).max() < 0.01 * numpy.abs(exact).mean()


def test_what_one_weight_loses_another_makes_up_for() -> None:
    matrix = chance(16, 5)
    x = numpy.repeat(chance(200, 8), 2, axis=1)  # every channel twice
    second = x.T @ x / len(x)

    def loss(known: numpy.ndarray) -> float:
        """What rounding changes on x."""
        small, scales = in_columns(matrix, known)
        return float(((x @ (small * scales - matrix)) ** 2).mean())

    assert loss(second) < 0.7 * loss(numpy.eye(16))
