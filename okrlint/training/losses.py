"""How far what an encoder says is from the labels of items."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor, nn

from okrlint.core.labels import FLAGS, KINDS, MEASURED, OBJECTIVE_KINDS, PARTS
from okrlint.training.corpus import Item
from okrlint.training.encoder import Scores

IGNORED = -100
"""A label that is not known; torch's own number for it."""


def _kind_targets(items: Sequence[Item]) -> Tensor:
    known: tuple[str, ...] = KINDS
    return torch.tensor([known.index(item.kind) if item.kind in known else IGNORED for item in items])


def _measured_targets(items: Sequence[Item]) -> Tensor:
    known: tuple[str | None, ...] = MEASURED
    return torch.tensor([known.index(item.measured) if item.measured in known else IGNORED for item in items])


def tag_targets(items: Sequence[Item], offsets: Tensor) -> Tensor:
    """The part of every token: 0 for none; ignored where nobody labelled the parts."""
    targets = torch.full(offsets.shape[:2], IGNORED)
    for row, item in enumerate(items):
        if item.parts is None:
            continue
        for column, (start, end) in enumerate(offsets[row].tolist()):
            if end > start:
                inside = [part.name for part in item.parts if part.start <= start < part.end]
                targets[row, column] = 1 + PARTS.index(inside[0]) if inside else 0
    return targets


def _cross_entropy(scores: Tensor, targets: Tensor, weights: Tensor, smoothing: float) -> Tensor:
    each = nn.functional.cross_entropy(
        scores, targets, ignore_index=IGNORED, reduction="none", label_smoothing=smoothing
    )
    return (each * weights).mean()


def label_loss(
    scores: Scores, items: Sequence[Item], tags: Tensor, kind_weights: Mapping[str, float], smoothing: float
) -> Tensor:
    """Kind first; the other labels and the parts of the sentence at half weight."""
    kinds, measured, flags = scores.labels.split([len(KINDS), len(MEASURED), len(FLAGS)], dim=1)
    weights = torch.tensor([kind_weights.get(item.part, 1.0) for item in items])
    wanted = torch.tensor([[float(item.flags[flag]) for flag in FLAGS] for item in items])
    loss = _cross_entropy(kinds, _kind_targets(items), weights, smoothing)
    loss = loss + 0.5 * _cross_entropy(measured, _measured_targets(items), torch.ones(len(items)), 0.0)
    loss = loss + 0.5 * nn.functional.binary_cross_entropy_with_logits(flags, wanted) * len(FLAGS)
    if bool((tags != IGNORED).any()):
        loss = loss + 0.5 * nn.functional.cross_entropy(scores.tags.flatten(0, 1), tags.flatten(), ignore_index=IGNORED)
    return loss


def objective_loss(said: Tensor, items: Sequence[Item]) -> Tensor:
    """How far the logits of objectives, [items, kinds], are from their labels."""
    kinds = [item.objective_kind or "" for item in items]
    targets = torch.tensor([list[str](OBJECTIVE_KINDS).index(kind) for kind in kinds])
    return nn.functional.cross_entropy(said, targets)
