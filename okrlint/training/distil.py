"""Teach some layers of the encoder what all of them say (Hinton et al., Distilling the knowledge, 2015)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from okrlint.core.labels import FLAGS, KINDS, MEASURED
from okrlint.training.batches import ends, objectives_of
from okrlint.training.corpus import Item
from okrlint.training.encoder import Encoder, Scores, encode, tokenizer_of
from okrlint.training.learn import Lesson, Recipe, Report, State, averaged, fit, labelled, runs, scores_of, seeded

EPOCHS, HEAD_RATE = 5, 3e-4
"""How often the layers that are left see everything, and how fast their heads learn, which know their task already."""
TEMPERATURE = 2.0
"""How much what the teachers say is softened, so that what they hold for possible counts as well."""
LABELS = 0.3
"""The weight of the corpus's own labels beside what the teachers say."""
_TOGETHER = 64

Said = Mapping[str, Scores]
"""What the teachers say of a text, without padding: labels [all], objectives [kinds], tags [tokens, tags]."""


def _shown(items: Sequence[Item]) -> list[str]:
    """Every text that is shown, the short ones first, so that little is padded."""
    texts = {text for item in items for text in ends(item.text)} | {item.objective for item in objectives_of(items)}
    return sorted(texts, key=lambda text: (len(text), text))


def said_by(teachers: Sequence[Encoder], tokenizer: Any, texts: Sequence[str], report: Report) -> Said:
    """What some encoders say of texts on average."""
    found: dict[str, Scores] = {}
    for start in range(0, len(texts), _TOGETHER):
        some = texts[start : start + _TOGETHER]
        batch, _ = encode(tokenizer, some)
        with torch.inference_mode():
            heard = [scores_of(teacher, batch) for teacher in teachers]
        mean = Scores(*(torch.stack(one).mean(0) for one in zip(*heard, strict=True)))
        for row, text in enumerate(some):
            tokens = int(batch.attention_mask[row].sum())
            found[text] = Scores(
                *(one.clone() for one in (mean.labels[row], mean.objectives[row], mean.tags[row, :tokens]))
            )
        report((start + len(some)) / len(texts), 0.0)
    return found


def _apart(said: Tensor, wanted: Tensor) -> Tensor:
    """How far some distributions are from others, both softened: [items, classes] each."""
    soft = nn.functional.softmax(wanted / TEMPERATURE, 1)
    return (
        nn.functional.kl_div(nn.functional.log_softmax(said / TEMPERATURE, 1), soft, reduction="batchmean")
        * TEMPERATURE**2
    )


def _tags_apart(said: Tensor, wanted: Sequence[Tensor]) -> Tensor:
    """How far the tags of tokens, [items, tokens, tags], are from what the teachers say, on average."""
    logs = nn.functional.log_softmax(said, 2)
    rows = [-(torch.softmax(one, 1) * logs[row, : len(one)]).sum() for row, one in enumerate(wanted)]
    return torch.stack(rows).sum() / sum(map(len, wanted))


def _from_teachers(scores: Scores, wanted: Sequence[Scores]) -> Tensor:
    """Kind first; the other labels and the parts of the sentence at half weight, as with the corpus's own labels."""
    sizes = [len(KINDS), len(MEASURED), len(FLAGS)]
    kinds, measured, flags = scores.labels.split(sizes, dim=1)
    own_kinds, own_measured, own_flags = torch.stack([one.labels for one in wanted]).split(sizes, dim=1)
    loss = _apart(kinds, own_kinds) + 0.5 * _apart(measured, own_measured)
    loss = loss + 0.5 * nn.functional.binary_cross_entropy_with_logits(flags, torch.sigmoid(own_flags)) * len(FLAGS)
    return loss + 0.5 * _tags_apart(scores.tags, [one.tags for one in wanted])


def taught(said: Said, recipe: Recipe) -> Lesson:
    """To learn what teachers say, and a little of the labels themselves."""
    own = labelled(recipe)

    def of_items(scores: Scores, items: Sequence[Item], texts: Sequence[str], offsets: Tensor) -> Tensor:
        """The loss of a batch."""
        wanted = [said[text] for text in texts]
        return LABELS * own.items(scores, items, texts, offsets) + _from_teachers(scores, wanted)

    def of_objectives(scores: Tensor, items: Sequence[Item]) -> Tensor:
        """The loss of objectives."""
        return _apart(scores, torch.stack([said[item.objective].objectives for item in items]))

    return Lesson(of_items, of_objectives)


def _kept(state: State, layers: Sequence[int]) -> State:
    """The weights of some layers, numbered anew, and of all that is no layer."""

    def renamed() -> Iterator[tuple[str, Tensor]]:
        """Names and weights."""
        for name, value in state.items():
            before, layer, after = name.partition(".layer.")
            number, _, rest = after.partition(".")
            if not layer:
                yield name, value
            elif int(number) in layers:
                yield f"{before}.layer.{layers.index(int(number))}.{rest}", value

    return dict(renamed())


def distilled(
    states: Sequence[State], items: Sequence[Item], folder: Path, recipe: Recipe, progress: Report
) -> Encoder:
    """An encoder of the layers that the recipe keeps, taught by those of all layers with the weights `states`."""
    tokenizer = tokenizer_of(folder)
    teachers = [_with(folder, recipe.layers, state) for state in states]
    said = said_by(teachers, tokenizer, _shown(items), lambda done, loss: progress(0.1 * done, loss))
    student = _with(folder, len(recipe.kept), _kept(averaged(states), recipe.kept))
    seeded(recipe.seed)
    own = replace(recipe, epochs=EPOCHS, head_rate=HEAD_RATE)
    fit(student, tokenizer, items, own, taught(said, recipe), lambda done, loss: progress(0.1 + 0.9 * done, loss))
    return student.eval()


def _with(folder: Path, layers: int, state: State) -> Encoder:
    """An encoder with some weights."""
    model = Encoder(folder, layers)
    model.load_state_dict(state)
    return model.eval()


def train(items: Sequence[Item], folder: Path, recipe: Recipe, progress: Report) -> Encoder:
    """The encoder in `folder` fine-tuned on items; `progress` gets the share done, 0 to 1, and the loss of a batch.

    Every run starts from the same weights and sees the items in another order; the mean of their weights judges like
    all of them together (Wortsman et al., Model soups, 2022) and depends less on chance. Then the layers that are kept
    learn to say what the runs say.
    """
    share = recipe.runs * recipe.epochs / (recipe.runs * recipe.epochs + (EPOCHS if recipe.kept else 0))
    states = runs(items, folder, recipe, lambda done, loss: progress(share * done, loss))
    if not recipe.kept:
        return _with(folder, recipe.layers, averaged(states))
    return distilled(states, items, folder, recipe, lambda done, loss: progress(share + (1 - share) * done, loss))
