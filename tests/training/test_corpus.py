"""Labelled lines are read strictly, and the corpus of this repository is what it says it is."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from okrlint.core.errors import OkrlintError
from okrlint.core.labels import Part
from okrlint.training.corpus import Item, read, read_all
from okrlint.training.split import assigned, leaks, near_duplicates

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"
LINE: dict[str, Any] = {
    "id": "x01-01-01",
    "part": "natural",
    "document": "x01-01",
    "objective": "Calves thrive",
    "objective_label": "good",
    "text": "Farmers weigh every calf",
    "kind": "outcome",
    "measured": "full",
    "binary": False,
    "individual": False,
    "gameable": False,
    "health": False,
}


def write(folder: Path, *rows: object) -> Path:
    """A file with these lines; what is no text is written as JSON."""
    path = folder / "x01.jsonl"
    path.write_text("".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows))
    return path


def test_a_line_is_read(tmp_path: Path) -> None:
    (item,) = read(write(tmp_path, {**LINE, "spans": [[0, 7, "actor"]], "line": 4}))
    assert (item.text, item.kind, item.measured, item.writer) == ("Farmers weigh every calf", "outcome", "full", "x01")
    assert item.parts == (Part("actor", 0, 7),)
    assert item.more == {"line": 4}
    assert item.objective_kind == "good"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("{", "this is no JSON"),
        ("[]", "a JSON object is expected"),
        ({**LINE, "text": " "}, '"text" is missing or empty'),
        ({**LINE, "text": 3}, '"text" must be a text, not 3'),
        ({**LINE, "kind": "result"}, '"kind" must be one of outcome, output, activity, unclear, not "result"'),
        ({**LINE, "kind": None}, '"kind" must be one of'),
        ({**LINE, "measured": "half"}, '"measured" must be one of full, partial, none, not "half"'),
        ({**LINE, "binary": "no"}, '"binary" must be true or false, not "no"'),
        ({key: value for key, value in LINE.items() if key != "health"}, '"health" must be true or false, not null'),
        ({**LINE, "objective_label": "fine"}, '"objective_label" must be one of'),
        ({**LINE, "spans": 3}, '"spans" must be a list of [start, end, name]'),
        ({**LINE, "spans": [[0, 99, "actor"]]}, '[0, 99, "actor"] is no part of the text'),
        ({**LINE, "spans": [[0, 2, "verb"]]}, '[0, 2, "verb"] is no part of the text'),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, row: object, reason: str) -> None:
    path = write(tmp_path, LINE, "", row)
    with pytest.raises(OkrlintError) as error:
        list(read(path))
    assert str(error.value).startswith(f"{path}:3: {reason}")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OkrlintError, match="cannot be read"):
        list(read(tmp_path / "none.jsonl"))
    with pytest.raises(OkrlintError, match="has no corpus"):
        read_all(tmp_path, ("natural",))


def item(text: str, writer: str, document: str = "", pair: str = "") -> Item:
    """An item of which only this matters."""
    return Item(text, "", "output", None, {}, id=f"{writer}-1", document=document, pair=pair)


def test_near_duplicates_are_found_whatever_their_numbers_and_order() -> None:
    first = ["Ferries that leave on time from 61 % to 80 %", "v2 spec"]
    second = ["On time ferries that leave: from 12 % to 30 %", "v2 spec", "Ferries that arrive with a smile on board"]
    assert [(a, b) for a, b, _ in near_duplicates(first, second)] == [(0, 0)]


def test_leaks_between_the_sides_are_found() -> None:
    kept = [item("Print the ticket of every passenger twice", "a"), item("one", "a", "d1"), item("two", "a", "", "p1")]
    others = [item("print ticket of every passenger twice", "b"), item("x", "b", "d1"), item("y", "b", "", "p1")]
    split = assigned([*kept, *others], {"b": "test"})
    assert [(one.text, other.text) for one, other in leaks(split)] == [
        (kept[0].text, others[0].text),
        ("one", "x"),
        ("two", "y"),
    ]


@pytest.fixture(scope="module")
def corpus() -> list[Item]:
    """The corpus of the repository."""
    return read_all(CORPUS, ("natural", "hard", "rare"))


def test_the_corpus_is_as_large_as_it_says(corpus: list[Item]) -> None:
    parts = Counter(one.part for one in corpus)
    assert parts["natural"] >= 5000
    assert parts["hard"] >= 1000
    assert len(corpus) == sum(parts.values())
    assert len({one.domain for one in corpus}) >= 40
    assert sum(one.parts is not None for one in corpus) >= 1500
    assert len({(one.document, one.objective) for one in corpus if one.objective_kind}) >= 1200


def test_rare_labels_have_three_hundred_items_each(corpus: list[Item]) -> None:
    for flag in ("individual", "gameable", "health"):
        assert sum(one.flags[flag] for one in corpus) >= 300
    outcomes = [one for one in corpus if one.kind == "outcome"]
    assert sum(one.measured == "none" for one in outcomes) >= 300
    assert sum(one.flags["binary"] for one in outcomes) >= 300


def test_ids_are_given_once(corpus: list[Item]) -> None:
    assert Counter(one.id for one in corpus).most_common(1)[0][1] == 1
    assert all(one.id and one.domain for one in corpus)


def test_every_pair_has_an_outcome_and_another_kind(corpus: list[Item]) -> None:
    pairs: dict[str, list[str]] = {}
    for one in corpus:
        if one.pair:
            pairs.setdefault(one.pair, []).append(one.kind)
    assert all(len(kinds) == 2 and kinds.count("outcome") == 1 for kinds in pairs.values())


def test_nothing_leaks_between_the_sides(corpus: list[Item]) -> None:
    sides = json.loads((CORPUS / "splits.json").read_text())
    writers = [writer for group in sides.values() for writer in group]
    assert len(writers) == len(set(writers))
    split = assigned(corpus, {writer: side for side, group in sides.items() for writer in group})
    assert all(len(side) >= 500 for side in split)
    assert [(one.id, other.id) for one, other in leaks(split)] == []


def test_every_item_has_a_second_label_and_every_disagreement_is_settled(corpus: list[Item]) -> None:
    def rows(name: str) -> list[dict[str, Any]]:
        """The lines of a file of labels."""
        return [json.loads(line) for line in (CORPUS / "labels" / name).read_text().splitlines()]

    second = {row["id"]: row for row in rows("second.jsonl")}
    settled = {(row["id"], row["label"]): row["settled"] for row in rows("settled.jsonl")}
    assert set(second) == {one.id for one in corpus}
    for one in corpus:
        labels = {"kind": one.kind, "measured": one.measured, **one.flags, "objective_label": one.objective_kind}
        for name, value in labels.items():
            decided = settled.get((one.id, name))
            assert value == (second[one.id].get(name, value) if decided is None else decided), (one.id, name)
