"""Ship an encoder: fewer words, products in 8 bits, ONNX. What is written runs without torch."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import onnx
from torch import nn

from okrlint.training.encoder import MAX_TOKENS, Encoder
from okrlint.training.graph import graph_of
from okrlint.training.products import Flow, layers_of, whole

ENCODER = "encoder.onnx"
TOKENIZER = "tokenizer.json"
COMMON = 20_000
"""Words of the vocabulary below this number stay; it is sorted by how often words are used."""


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


def write_exact(model: Encoder, path: Path) -> None:
    """The encoder in ONNX, in single precision, for sentences of one length."""
    onnx.save(graph_of(model, layers_of(model), small=False), path)


def write_small(model: Encoder, flowing: Sequence[Sequence[Flow]], path: Path) -> None:
    """The encoder in ONNX, with its words and products in 8 bits; `flowing` is what flows into the products."""
    layers = [whole(*pair) for pair in zip(layers_of(model), flowing, strict=True)]
    onnx.save(graph_of(model, layers, small=True), path)
