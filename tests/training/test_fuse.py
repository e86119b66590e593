"""A fused encoder says the same as it did before, to the last bit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy
import onnxruntime
import pytest
from tokenizers import Tokenizer

from okrlint.analysis.model_files import ENCODER, TOKENIZER, folders

onnx = pytest.importorskip("onnx")
HEADS = 12


def _session(encoder: bytes) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(encoder, options, providers=["CPUExecutionProvider"])


def test_a_fused_encoder_says_the_same() -> None:
    from okrlint.training.fuse import fuse

    folder: Path = folders()[0]
    described = onnx.load(folder / ENCODER)
    before = len(described.graph.node)
    fuse(described, HEADS)
    assert len(described.graph.node) <= before
    old, new = _session((folder / ENCODER).read_bytes()), _session(described.SerializeToString())
    tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
    for entry in json.loads((folder / "parity.json").read_text(encoding="utf-8"))[:60]:
        ids = tokenizer.encode(entry["text"])
        given = {"input_ids": [ids.ids], "token_type_ids": [ids.type_ids]}
        inputs = {name: numpy.array(numbers, numpy.int64) for name, numbers in given.items()}
        for one, other in zip(old.run(None, inputs), new.run(None, inputs), strict=True):
            assert numpy.array_equal(one, other)
