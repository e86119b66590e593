"""Products in whole numbers say what those in single precision say, and add up the same everywhere."""

from __future__ import annotations

import numpy
import pytest

pytest.importorskip("torch", reason="training needs the extra train")
pytest.importorskip("onnx")

import onnx
import onnxruntime
import torch

from okrlint.training.graph import CONTRIBUTED, OPERATORS, Steps
from okrlint.training.products import (
    ABOUT_ZERO,
    LEAST_OF_GELU,
    OF_GELU,
    Bytes,
    Flow,
    Layer,
    Product,
    eased,
    in_columns,
    in_rows,
    whole,
)

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
    return Flow(numpy.abs(x).max(0), x.mean(0), x.T @ x / len(x))


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


@pytest.mark.parametrize("flows", [ABOUT_ZERO, OF_GELU])
def test_all_values_of_a_token_are_bytes(flows: Bytes) -> None:
    most = flows.floor or 1.0
    least = -most if flows.floor is None else LEAST_OF_GELU
    assert flows.above + flows.zero == 255
    assert -1e-9 <= least / most * flows.above + flows.zero < 2


def test_gelu_makes_nothing_below_its_least() -> None:
    assert torch.nn.functional.gelu(torch.linspace(-9, 9, 9001)).min() > LEAST_OF_GELU


def test_eased_products_make_the_same(layer: Layer) -> None:
    x = chance(50, WIDTH)
    after, less = eased(layer.wide, flowing(x))
    assert numpy.allclose(of(x, layer.wide), of(x, after), rtol=1e-4, atol=1e-3)
    for one, other in zip(less, flowing(x * after.eased), strict=True):
        assert numpy.allclose(one, other, rtol=1e-3, atol=1e-3)


def test_strong_channels_leave_the_others_some_precision(layer: Layer) -> None:
    x = chance(200, WIDTH)
    x[:, 3] *= 100

    def spread(given: numpy.ndarray) -> float:
        """How much stronger the strongest channel is than the middle one."""
        strong = numpy.abs(given).max(0)
        return float(strong.max() / numpy.median(strong))

    assert spread(x * eased(layer.wide, flowing(x))[0].eased) < spread(x) / 10


def run(made: Product, x: numpy.ndarray) -> numpy.ndarray:
    """What onnxruntime makes of a product for some tokens."""
    steps = Steps()
    steps.product("x", made, "y")
    given, found = (onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None) for name in "xy")
    graph = onnx.helper.make_graph(steps.nodes, "product", [given], [found], steps.constants)
    operators = [onnx.helper.make_opsetid("", OPERATORS), onnx.helper.make_opsetid(CONTRIBUTED, 1)]
    model = onnx.helper.make_model(graph, opset_imports=operators, ir_version=9)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return numpy.asarray(session.run(["y"], {"x": x[None]})[0][0])


def gelu(x: numpy.ndarray) -> numpy.ndarray:
    """What a step of every layer makes."""
    return torch.nn.functional.gelu(torch.from_numpy(x)).numpy()


def test_products_in_whole_numbers_are_close(layer: Layer) -> None:
    x, wide = chance(300, WIDTH), gelu(chance(300, WIDE))
    made = whole(layer, [flowing(x), flowing(x), flowing(x), flowing(wide)])
    for before, after, given in zip(layer, made, (x, x, x, wide), strict=True):
        found, exact = run(after, given), of(given, before)
        assert 0 < numpy.abs(found - exact).mean() < 0.02 * numpy.abs(exact).mean()
        assert abs((found - exact).mean(0)).max() < 0.01 * numpy.abs(exact).mean()


def test_a_strong_token_takes_nothing_from_the_others(layer: Layer) -> None:
    x, wide = chance(40, WIDTH), gelu(chance(40, WIDE))
    made = whole(layer, [flowing(x), flowing(x), flowing(x), flowing(wide)])
    for one, given in zip(made, (x, x, x, wide), strict=True):
        strong = given.copy()
        strong[7] *= 1000
        alone, beside = run(one, given), run(one, strong)
        assert (numpy.delete(alone, 7, 0) == numpy.delete(beside, 7, 0)).all()
        exact = 1000 * (alone[7] - one.bias) + one.bias
        assert numpy.allclose(beside[7], exact, rtol=0.02, atol=0.05 * numpy.abs(exact).max())


def test_what_one_weight_loses_another_makes_up_for() -> None:
    matrix = chance(16, 5)
    x = numpy.repeat(chance(200, 8), 2, axis=1)  # every channel twice
    second = x.T @ x / len(x)

    def loss(known: numpy.ndarray) -> float:
        """What rounding changes on x."""
        small, scales = in_columns(matrix, known)
        return float(((x @ (small * scales - matrix)) ** 2).mean())

    assert loss(second) < 0.7 * loss(numpy.eye(16))
