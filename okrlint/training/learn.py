"""Fine-tune the encoder and its heads on the corpus."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy
import torch
from torch import Tensor, nn

from okrlint.core.labels import FLAGS, KINDS, MEASURED, OBJECTIVE_KINDS, PARTS
from okrlint.training.corpus import Item
from okrlint.training.encoder import Batch, Encoder, Scores, encode, tokenizer_of

IGNORED = -100
"""A label that is not known; torch's own number for it."""
_BUCKET = 16
"""Batches that are filled together from sentences of about one length, so that little is padded."""


_APART = 1000
"""Between the seeds of two runs, so that those of two models never meet."""

Report = Callable[[float, float], None]
"""Gets the share that is done, 0 to 1, and the loss of a batch."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train: the mean of several `runs`, each of some `epochs`.

    `rate` is the learning rate of the last layer; every layer below it learns more slowly, by `rate_decay`.
    `changed_end` is how often a full stop is added or taken away.
    `kind_weights` are the weights of the parts of the corpus for the kind of a key result.
    """

    seed: int = 1
    runs: int = 2
    epochs: int = 3
    batch: int = 32
    rate: float = 8e-5
    rate_decay: float = 0.8
    head_rate: float = 1e-3
    layers: int = 6
    changed_end: float = 0.3
    smoothing: float = 0.0
    kind_weights: dict[str, float] = field(default_factory=lambda: {"natural": 1.0, "hard": 0.5, "rare": 0.5})


def seeded(seed: int) -> None:
    """Make everything random repeatable."""
    random.seed(seed)
    numpy.random.seed(seed)
    torch.manual_seed(seed)


def _sized(items: Sequence[Item], size: int) -> list[list[Item]]:
    """The items in random batches of about one length each."""
    order = random.sample(range(len(items)), len(items))
    batches = []
    for start in range(0, len(order), size * _BUCKET):
        near = sorted(order[start : start + size * _BUCKET], key=lambda at: len(items[at].text + items[at].objective))
        batches += [[items[at] for at in near[i : i + size]] for i in range(0, len(near), size)]
    random.shuffle(batches)
    return batches


def _seen(item: Item, recipe: Recipe) -> str:
    """The sentence as it is shown this time: now and then without its full stop, or with one.

    Only the end of the sentence changes, so that its parts stay where they are.
    """
    text = item.text
    chance = random.random()
    if chance < recipe.changed_end and text.endswith("."):
        text = text[:-1]
    elif chance < recipe.changed_end and text[-1].isalnum():
        text += "."
    return text


def _kind_targets(items: Sequence[Item]) -> Tensor:
    known: tuple[str, ...] = KINDS
    return torch.tensor([known.index(item.kind) if item.kind in known else IGNORED for item in items])


def _measured_targets(items: Sequence[Item]) -> Tensor:
    known: tuple[str | None, ...] = MEASURED
    return torch.tensor([known.index(item.measured) if item.measured in known else IGNORED for item in items])


def _tag_targets(items: Sequence[Item], offsets: Tensor) -> Tensor:
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


def _loss(scores: Scores, items: Sequence[Item], tags: Tensor, recipe: Recipe) -> Tensor:
    """Kind first; the other labels and the parts of the sentence at half weight."""
    kinds, measured, flags = scores.labels.split([len(KINDS), len(MEASURED), len(FLAGS)], dim=1)
    weights = torch.tensor([recipe.kind_weights.get(item.part, 1.0) for item in items])
    wanted = torch.tensor([[float(item.flags[flag]) for flag in FLAGS] for item in items])
    loss = _cross_entropy(kinds, _kind_targets(items), weights, recipe.smoothing)
    loss = loss + 0.5 * _cross_entropy(measured, _measured_targets(items), torch.ones(len(items)), 0.0)
    loss = loss + 0.5 * nn.functional.binary_cross_entropy_with_logits(flags, wanted) * len(FLAGS)
    if bool((tags != IGNORED).any()):
        loss = loss + 0.5 * nn.functional.cross_entropy(scores.tags.flatten(0, 1), tags.flatten(), ignore_index=IGNORED)
    return loss


def has_short_floats() -> bool:
    """Whether the processor multiplies in bfloat16, which halves the time of training and costs no judgement."""
    return bool(torch.cpu._is_avx512_bf16_supported())


def _scores(model: Encoder, batch: Batch) -> Scores:
    """The logits of a batch; products are made in bfloat16 where the processor can, sums and weights stay single."""
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=has_short_floats()):
        found = model(batch)
    return Scores(*(one.float() for one in found))


def objectives_of(items: Sequence[Item]) -> list[Item]:
    """One item for every labelled objective of the corpus."""
    known = {(item.document, item.objective): item for item in items if item.objective_kind and item.objective}
    return list(known.values())


def _objective_loss(model: Encoder, tokenizer: Any, items: Sequence[Item]) -> Tensor:
    batch, _ = encode(tokenizer, [item.objective for item in items])
    kinds = [item.objective_kind or "" for item in items]
    targets = torch.tensor([list[str](OBJECTIVE_KINDS).index(kind) for kind in kinds])
    return nn.functional.cross_entropy(_scores(model, batch).objectives, targets)


def _endless(items: Sequence[Item], size: int) -> Iterator[list[Item]]:
    """Random batches for ever."""
    while True:
        yield from _sized(items, size)


def _groups(model: Encoder, recipe: Recipe) -> list[dict[str, Any]]:
    """The parameters with their learning rates: heads fast, the layers more slowly from the last to the first."""
    heads = [p for head in (model.labels, model.objectives, model.tags) for p in head.parameters()]
    groups = [{"params": heads, "lr": recipe.head_rate, "peak": recipe.head_rate}]
    for depth, layer in enumerate([*reversed(model.body.encoder.layer), model.body.embeddings]):
        rate = recipe.rate * recipe.rate_decay**depth
        groups.append({"params": list(layer.parameters()), "lr": rate, "peak": rate})
    return groups


def _set_rate(optimiser: torch.optim.Optimizer, done: float) -> None:
    """A tenth of the way up, then down to nothing."""
    share = min(done / 0.1, 1.0) * max(1.0 - done, 0.02)
    for group in optimiser.param_groups:
        group["lr"] = group["peak"] * share


def _run(model: Encoder, tokenizer: Any, items: Sequence[Item], recipe: Recipe, report: Report) -> None:
    """Learn from all items as many times as the recipe says; `report` gets the share done, 0 to 1, and the loss."""
    optimiser = torch.optim.AdamW(_groups(model, recipe), weight_decay=0.01, fused=True)
    named = objectives_of(items)
    others = _endless(named, recipe.batch) if named else None
    total = recipe.epochs * len(_sized(items, recipe.batch))
    batches = (batch for _ in range(recipe.epochs) for batch in _sized(items, recipe.batch))
    model.train()
    for step, chosen in enumerate(batches):
        _set_rate(optimiser, (step + 1) / total)
        batch, offsets = encode(tokenizer, [_seen(item, recipe) for item in chosen])
        loss = _loss(_scores(model, batch), chosen, _tag_targets(chosen, offsets), recipe)
        if others is not None and step % 4 == 0:
            loss = loss + _objective_loss(model, tokenizer, next(others))
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        report((step + 1) / total, float(loss.detach()))


def _averaged(states: Sequence[dict[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of every weight."""
    return {name: torch.stack([state[name].float() for state in states]).mean(0) for name in states[0]}


def train(items: Sequence[Item], folder: Path, recipe: Recipe, progress: Report) -> Encoder:
    """The encoder in `folder` fine-tuned on items; `progress` gets the share done, 0 to 1, and the loss of a batch.

    Every run starts from the same weights and sees the items in another order; the mean of their weights judges like
    all of them together (Wortsman et al., Model soups, 2022) and depends less on chance.
    """
    tokenizer = tokenizer_of(folder)
    states = []
    for number in range(recipe.runs):

        def report(done: float, loss: float, number: int = number) -> None:
            """Tell how much of all runs is done."""
            progress((number + done) / recipe.runs, loss)

        seeded(recipe.seed)
        model = Encoder(folder, recipe.layers)
        seeded(recipe.seed + _APART * number)
        _run(model, tokenizer, items, recipe, report)
        states.append({name: value.detach().clone() for name, value in model.state_dict().items()})
    model.load_state_dict(_averaged(states))
    return model.eval()
