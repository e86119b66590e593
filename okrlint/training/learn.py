"""Fine-tune the encoder and its heads on the corpus."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import numpy
import torch
from torch import Tensor, nn

from okrlint.training.batches import endless, objectives_of, seen, sized
from okrlint.training.corpus import Item
from okrlint.training.encoder import Batch, Encoder, Scores, encode, tokenizer_of
from okrlint.training.losses import label_loss, objective_loss, tag_targets

_APART = 1000
"""Between the seeds of two runs, so that those of two models never meet."""

Report = Callable[[float, float], None]
"""Gets the share that is done, 0 to 1, and the loss of a batch."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train: the mean of several `runs`, each of some `epochs`; then some of its layers learn from these runs.

    `rate` is the learning rate of the last layer; every layer below it learns more slowly, by `rate_decay`.
    `changed_end` is how often a full stop is added or taken away.
    `kind_weights` are the weights of the parts of the corpus for the kind of a key result.
    `kept` are the numbers of the layers that are left in the end; none of them: all, as they are.
    """

    seed: int = 1
    runs: int = 3
    epochs: int = 3
    batch: int = 32
    rate: float = 8e-5
    rate_decay: float = 0.8
    head_rate: float = 1e-3
    layers: int = 6
    changed_end: float = 0.3
    smoothing: float = 0.0
    kind_weights: dict[str, float] = field(default_factory=lambda: {"natural": 1.0, "hard": 0.5, "rare": 0.5})
    kept: tuple[int, ...] = (0, 1, 2, 4, 5)


class Lesson(NamedTuple):
    """What there is to learn: the losses of a batch of items as they are shown, and of the logits of objectives."""

    items: Callable[[Scores, Sequence[Item], Sequence[str], Tensor], Tensor]
    objectives: Callable[[Tensor, Sequence[Item]], Tensor]


def seeded(seed: int) -> None:
    """Make everything random repeatable."""
    random.seed(seed)
    numpy.random.seed(seed)
    torch.manual_seed(seed)


def has_short_floats() -> bool:
    """Whether the processor multiplies in bfloat16, which halves the time of training and costs no judgement."""
    return bool(torch.cpu._is_avx512_bf16_supported())


def scores_of(model: Encoder, batch: Batch) -> Scores:
    """The logits of a batch; products are made in bfloat16 where the processor can, sums and weights stay single."""
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=has_short_floats()):
        found = model(batch)
    return Scores(*(one.float() for one in found))


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


def labelled(recipe: Recipe) -> Lesson:
    """To learn the labels of the corpus."""

    def of_items(scores: Scores, items: Sequence[Item], _: Sequence[str], offsets: Tensor) -> Tensor:
        """The loss of a batch."""
        return label_loss(scores, items, tag_targets(items, offsets), recipe.kind_weights, recipe.smoothing)

    return Lesson(of_items, objective_loss)


def fit(model: Encoder, tokenizer: Any, items: Sequence[Item], recipe: Recipe, lesson: Lesson, report: Report) -> None:
    """Learn from all items as many times as the recipe says; `report` gets the share done, 0 to 1, and the loss."""
    optimiser = torch.optim.AdamW(_groups(model, recipe), weight_decay=0.01, fused=True)
    named = objectives_of(items)
    others = endless(named, recipe.batch) if named else None
    total = recipe.epochs * len(sized(items, recipe.batch))
    batches = (batch for _ in range(recipe.epochs) for batch in sized(items, recipe.batch))
    model.train()
    for step, chosen in enumerate(batches):
        _set_rate(optimiser, (step + 1) / total)
        texts = [seen(item, recipe.changed_end) for item in chosen]
        batch, offsets = encode(tokenizer, texts)
        loss = lesson.items(scores_of(model, batch), chosen, texts, offsets)
        if others is not None and step % 4 == 0:
            some = next(others)
            said = scores_of(model, encode(tokenizer, [item.objective for item in some])[0]).objectives
            loss = loss + lesson.objectives(said, some)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        report((step + 1) / total, float(loss.detach()))


State = dict[str, Tensor]
"""Weights by their names."""


def averaged(states: Sequence[State]) -> State:
    """The mean of every weight."""
    return {name: torch.stack([state[name].float() for state in states]).mean(0) for name in states[0]}


def runs(items: Sequence[Item], folder: Path, recipe: Recipe, progress: Report) -> list[State]:
    """The weights of the encoder in `folder`, fine-tuned on items several times, each in another order."""
    tokenizer, states = tokenizer_of(folder), list[State]()
    for number in range(recipe.runs):

        def report(done: float, loss: float, number: int = number) -> None:
            """Tell how much of all runs is done."""
            progress((number + done) / recipe.runs, loss)

        seeded(recipe.seed)
        model = Encoder(folder, recipe.layers)
        seeded(recipe.seed + _APART * number)
        fit(model, tokenizer, items, recipe, labelled(recipe), report)
        states.append({name: value.detach().clone() for name, value in model.state_dict().items()})
    return states
