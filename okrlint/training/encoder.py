"""The sentence encoder with its heads, as it is trained."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from torch import Tensor, nn
from transformers import AutoModel, BertTokenizerFast

from okrlint.core.labels import FLAGS, KINDS, MEASURED, OBJECTIVE_KINDS, PARTS

LABELS = len(KINDS) + len(MEASURED) + len(FLAGS)
TAGS = 1 + len(PARTS)
"""Tag 0 is no part."""
MAX_TOKENS = 96
"""Longer sentences are cut: 99 in 100 of the corpus are shorter than 40."""


class Batch(NamedTuple):
    """Token ids, their segments (always 0) and which of them are no padding; each [items, tokens]."""

    input_ids: Tensor
    token_type_ids: Tensor
    attention_mask: Tensor


class Scores(NamedTuple):
    """Logits: `labels` [items, kinds + measured + flags], `objectives` [items, kinds], `tags` [items, tokens, tags]."""

    labels: Tensor
    objectives: Tensor
    tags: Tensor


class Encoder(nn.Module):
    """A transformer whose token vectors are averaged; linear heads on the mean and on the tokens."""

    def __init__(self, folder: Path, layers: int = 6, dropout: float = 0.1) -> None:
        super().__init__()
        self.body: Any = AutoModel.from_pretrained(folder, attn_implementation="eager", add_pooling_layer=False)
        self.body.encoder.layer = self.body.encoder.layer[:layers]
        width = self.body.config.hidden_size
        self.dropout = nn.Dropout(dropout)
        self.labels = nn.Linear(width, LABELS)
        self.objectives = nn.Linear(width, len(OBJECTIVE_KINDS))
        self.tags = nn.Linear(width, TAGS)

    def forward(self, batch: Batch) -> Scores:
        """The logits of a batch."""
        states = self.body(
            input_ids=batch.input_ids, token_type_ids=batch.token_type_ids, attention_mask=batch.attention_mask
        ).last_hidden_state
        mask = batch.attention_mask.unsqueeze(-1).to(states.dtype)
        mean = self.dropout((states * mask).sum(1) / mask.sum(1))
        return Scores(self.labels(mean), self.objectives(mean), self.tags(self.dropout(states)))


def tokenizer_of(folder: Path) -> Any:
    """The tokeniser of a pretrained encoder."""
    return BertTokenizerFast.from_pretrained(folder)


def encode(tokenizer: Any, texts: Sequence[str]) -> tuple[Batch, Tensor]:
    """A padded batch of sentences, and where each token stands in its text: [items, tokens, 2], code points."""
    found = tokenizer(
        list(texts),
        padding=True,
        truncation=True,
        max_length=MAX_TOKENS,
        return_offsets_mapping=True,
        return_tensors="pt",
    )
    return Batch(found["input_ids"], found["token_type_ids"], found["attention_mask"]), found["offset_mapping"]
