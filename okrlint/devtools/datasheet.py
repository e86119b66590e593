"""The figures of the corpus: sizes, labels, agreement, and how cues go with the label, beside real documents."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from okrlint.core.labels import FLAGS, KINDS, MEASURED, Part
from okrlint.resources import rules_folder
from okrlint.training.card import real_items
from okrlint.training.corpus import Item
from okrlint.training.evaluate import scored
from okrlint.training.metrics import kappa
from okrlint.training.split import Split, corpus_split, near_duplicates

FILE = "corpus/statistics.md"
_DELIVERY = (
    r"(?:build|launch|write|create|add|implement|release|hire|document|publish|ship|deliver|design|develop|deploy)\b"
)


def _first(words: str) -> Callable[[str], Any]:
    return re.compile(rf"(?:{words})\b", re.IGNORECASE).match


def _longer(low: int, high: int) -> Callable[[str], Any]:
    return lambda text: low <= len(text.split()) <= high


CUES: dict[str, Callable[[str], Any]] = {
    "all": lambda _: True,
    "a plain verb of delivery first": re.compile(_DELIVERY, re.IGNORECASE).match,
    "increase, grow, raise first": _first("increase|grow|raise"),
    "reduce, cut, decrease first": _first("reduce|cut|decrease"),
    "achieve, reach, hit, get first": _first("achieve|reach|hit|get"),
    "improve first": _first("improve"),
    "ensure, have, make, provide first": _first("ensure|have|make|provide|enable|support|allow"),
    "identify, define, establish first": _first("identify|define|establish|determine|decide"),
    "a number first": re.compile(r"[~>≥<]?\d").match,
    "a digit": re.compile(r"\d").search,
    "no digit": lambda text: not re.search(r"\d", text),
    "a per cent sign": re.compile("%").search,
    "from … to, or an arrow": re.compile(r"\bfrom .* to |→|->").search,
    "users, customers": re.compile(r"\b(?:users?|customers?)\b", re.IGNORECASE).search,
    "is, are": re.compile(r"\b(?:is|are)\b").search,
    "we, our": re.compile(r"\b(?:we|our)\b", re.IGNORECASE).search,
    "a full stop at the end": lambda text: text.endswith("."),
    "at most 4 words": _longer(0, 4),
    "16 words and more": _longer(16, 10_000),
}
"""What may go with a label, as a question to the text."""


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(cells) + " |" for cells in (head, ["---"] * len(head), *rows)]
    return "\n".join(lines) + "\n"


def _sizes(split: Split) -> Iterator[list[str]]:
    for part in ("natural", "hard", "rare"):
        yield [part, *(str(sum(item.part == part for item in side)) for side in split)]


def _labels(items: Sequence[Item]) -> Iterator[list[str]]:
    parts = ("natural", "hard", "rare")

    def counts(is_so: Callable[[Item], bool]) -> list[str]:
        """How many items of every part something is true of."""
        return [str(sum(is_so(item) for item in items if item.part == part)) for part in parts]

    for kind in (*KINDS, "unclear"):
        yield [kind, *counts(lambda item, kind=kind: item.kind == kind)]  # type: ignore[misc]
    for measured in MEASURED:
        yield [f"measured {measured}", *counts(lambda item, word=measured: item.measured == word)]  # type: ignore[misc]
    for flag in FLAGS:
        yield [flag, *counts(lambda item, flag=flag: item.flags[flag])]  # type: ignore[misc]
    yield ["outcome without measure", *counts(lambda item: item.kind == "outcome" and item.measured == "none")]
    yield ["outcome, done or not done", *counts(lambda item: item.kind == "outcome" and item.flags["binary"])]
    yield ["with parts of the sentence", *counts(lambda item: item.parts is not None)]


def _agreement(root: Path) -> Iterator[list[str]]:
    """Equal labels and kappa of the writer and the second reader, before anything was settled."""
    items = {item.id: item for side in corpus_split(root / "corpus") for item in side}
    settled = {(row["id"], row["label"]): row["writer"] for row in _rows(root / "corpus/labels/settled.jsonl")}
    names = ("kind", "measured", *FLAGS, "objective_label")
    pairs: dict[str, list[tuple[str, str]]] = {name: [] for name in (*names, "outcome against the rest")}
    for row in _rows(root / "corpus/labels/second.jsonl"):
        item = items[row["id"]]
        own = {"kind": item.kind, "measured": item.measured, **item.flags, "objective_label": item.objective_kind}
        for name in (name for name in names if name in row):
            writer = settled.get((item.id, name), own[name])
            if writer is not None:
                pairs[name].append((str(writer), str(row[name])))
        first = settled.get((item.id, "kind"), item.kind)
        pairs["outcome against the rest"].append((str(first == "outcome"), str(row["kind"] == "outcome")))
    for name, both in pairs.items():
        equal = sum(one == other for one, other in both) / len(both)
        first, second = zip(*both, strict=True)
        yield [name, str(len(both)), f"{equal:.3f}", f"{kappa(first, second):.3f}"]


def _named(place: int, parts: Iterable[Part]) -> str:
    """The part that a character belongs to."""
    return next((part.name for part in parts if part.start <= place < part.end), "none")


def _agreement_on_parts(root: Path) -> list[str]:
    """Equal parts and kappa of two readers, word by word."""
    items = {item.id: item for side in corpus_split(root / "corpus") for item in side}
    first, second = [], []
    for row in _rows(root / "corpus/labels/second_spans.jsonl"):
        item = items[row["id"]]
        parts = [Part(name, start, end) for start, end, name in row["spans"]]
        for word in re.finditer(r"\w+", item.text):
            first.append(_named(word.start(), item.parts or ()))
            second.append(_named(word.start(), parts))
    equal = sum(one == other for one, other in zip(first, second, strict=True)) / len(first)
    return ["part of the sentence, by word", str(len(first)), f"{equal:.3f}", f"{kappa(first, second):.3f}"]


def _outside_software(root: Path, items: Sequence[Item]) -> str:
    """How many fields are not software, and key results in them; `fields.json` names the fields that are."""
    software = set(json.loads((root / "corpus/fields.json").read_text(encoding="utf-8"))["software"])
    fields = {item.domain for item in items} - software
    return f"{len(fields)} of them outside software, with {sum(item.domain in fields for item in items)} key results"


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def _cue(items: Sequence[Item], is_there: Callable[[str], Any]) -> list[str]:
    """Share of sentences that have a cue, and share of outcomes among them."""
    hits = [item for item in items if is_there(item.text)]
    outcomes = sum(item.kind == "outcome" for item in hits) / len(hits) if hits else 0.0
    return [f"{len(hits) / len(items):.3f}", f"{outcomes:.2f}"]


def _cues(natural: Sequence[Item], real: Sequence[Item]) -> Iterator[list[str]]:
    for name, is_there in CUES.items():
        yield [name, *_cue(real, is_there), *_cue(natural, is_there)]


def render() -> str:
    """The page of figures. Raises OkrlintError for a mistake in the corpus, or without the real documents."""
    root = rules_folder().parent
    split = corpus_split(root / "corpus")
    items = [item for side in split for item in side]
    natural = scored(item for item in items if item.part == "natural")
    real = scored(real_items())
    domains = Counter(item.domain for item in items)
    copies = list(near_duplicates([item.text for item in real], [item.text for item in items]))
    return "\n".join(
        [
            "# The corpus in figures",
            "",
            "Generated by `python -m okrlint.devtools corpus`; `README.md` says what the corpus is.",
            "",
            f"{len(items)} key results, {len(domains)} fields and functions "
            f"({_outside_software(root, items)}), "
            f"{len({(item.document, item.objective) for item in items if item.objective_kind})} labelled objectives, "
            f"{len({item.document for item in items if item.document})} documents, "
            f"{len({item.writer for item in items})} writers. Sentences that are near-duplicates of a labelled one in "
            f"the real documents: {len(copies)}.",
            "",
            "## Parts and sides",
            "",
            _table(["part", "train", "dev", "test"], _sizes(split)),
            "## Labels",
            "",
            _table(["label", "natural", "hard", "rare"], _labels(items)),
            "## Agreement of the writer and a second, blind reader",
            "",
            _table(["label", "items", "equal", "Cohen's kappa"], [*_agreement(root), _agreement_on_parts(root)]),
            "## How cues go with the label",
            "",
            "Share of sentences that have a cue, and share of outcomes among these.",
            "",
            _table(["cue", "real", "outcomes", "natural", "outcomes"], _cues(natural, real)),
        ]
    )
