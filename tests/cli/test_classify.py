"""`okrlint classify` as people and programs call it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

import okrlint as package
from okrlint.core.labels import Labels, Unjudged

Okrlint = Callable[..., Result]

SHIP = "Launch the new booking page"
SEATS = "60 % of guests book a table without phoning us, up from 35 %"
KEYS = ["kind", "uncertain", "probabilities", "measured", "binary", "individual", "gameable", "health"]


def rows(result: Result) -> list[dict[str, Any]]:
    """The lines of a result."""
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.split("\n") if line]


def test_a_sentence(okrlint: Okrlint) -> None:
    (row,) = rows(okrlint("classify", SHIP))
    assert list(row) == ["text", *KEYS]
    assert (row["kind"], row["uncertain"], row["binary"], row["measured"]) == ("output", False, True, "none")
    assert sum(row["probabilities"].values()) == pytest.approx(1)
    assert all(share == round(share, 3) for share in row["probabilities"].values())


def test_an_objective_is_kept(okrlint: Okrlint) -> None:
    (row,) = rows(okrlint("classify", SEATS, "--objective", "Guests find a table at once"))
    assert (row["kind"], row["measured"], row["objective"]) == ("outcome", "full", "Guests find a table at once")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "in.jsonl",
            json.dumps({"text": SHIP, "team": "web"}) + "\n\n" + json.dumps({"text": SEATS, "objective": None}),
        ),
        ("in.csv", f'text,objective,team\n{SHIP},,web\n"{SEATS}",Guests,\n'),
        ("in.txt", f"{SHIP}\r\n\r\n  {SEATS}\n"),
    ],
)
def test_files_keep_their_order_and_fields(okrlint: Okrlint, project: Path, name: str, text: str) -> None:
    (project / name).write_text(text, newline="")
    found = rows(okrlint("classify", "--input", name))
    assert [(row["text"], row["kind"]) for row in found] == [(SHIP, "output"), (SEATS, "outcome")]
    assert found[0].get("team", "web") == "web"


@pytest.mark.parametrize("name", ["in.jsonl", "in.csv", "in.txt"])
def test_a_line_ends_where_a_line_ends_and_nowhere_else(okrlint: Okrlint, project: Path, name: str) -> None:
    sentence = "Guests who return\u2028within a month\x0cor two: 20 % to 35 %"
    row = json.dumps({"text": sentence}, ensure_ascii=False)
    written = {"in.jsonl": f"{row}\n", "in.csv": f"text\n{sentence}\n", "in.txt": f"{sentence}\n"}
    (project / name).write_text(written[name], encoding="utf-8", newline="")
    assert [one["text"] for one in rows(okrlint("classify", "--input", name))] == [sentence]


def test_standard_input(okrlint: Okrlint) -> None:
    assert [row["text"] for row in rows(okrlint("classify", "--input", "-", stdin=f"{SHIP}\n{SEATS}\n"))] == [
        SHIP,
        SEATS,
    ]
    assert rows(okrlint("classify", "--input", "-", stdin=json.dumps({"text": SHIP, "id": 7})))[0]["id"] == 7
    assert okrlint("classify", "--input", "-", stdin="").stdout == ""


def test_a_sentence_is_judged_alone(okrlint: Okrlint, project: Path) -> None:
    (project / "in.txt").write_text("\n".join([SEATS, "v2 spec", SHIP, "Reach " + "very " * 400 + "many"]) + "\n")
    together = rows(okrlint("classify", "--input", "in.txt"))
    assert together[2] == rows(okrlint("classify", SHIP))[0]
    assert together[0] == rows(okrlint("classify", SEATS))[0]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "there is nothing to judge"),
        (" \t…", "there is nothing to judge"),
        ("Die Kunden sind mit der neuen Buchungsseite zufrieden", "this is not English"),
        ("Los clientes reservan una mesa sin llamar por teléfono", "this is not English"),
        ("顾客不用打电话就能订位", "this is not English"),
    ],
)
def test_what_is_not_judged_says_why(okrlint: Okrlint, text: str, reason: str) -> None:
    (row,) = rows(okrlint("classify", text))
    assert row == {"text": text, **dict.fromkeys(KEYS), "reason": reason}


@pytest.mark.parametrize(
    "text", ["w" * 1_000_000, "seats " * 170_000, "book\x00ed \x1b[31mtables\x07", "\ud83d tables", "💶" * 50 + " 5"]
)
def test_odd_text_is_judged_all_the_same(text: str) -> None:
    assert isinstance(package.classify(text), Labels)


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("a.jsonl", '{"text": "x"}\n{"text": 3}\n', 'a.jsonl:2: the field "text" is missing or no text'),
        ("a.jsonl", '{"text": "x", "objective": 3}', 'a.jsonl:1: the field "objective" is no text'),
        ("a.jsonl", "\n{\n", "a.jsonl:2: this is no JSON: "),
        ("a.jsonl", "[1]", "a.jsonl:1: a JSON object is expected"),
        ("a.csv", "sentence\nx\n", 'a.csv:1: the header has no column "text"'),
        ("a.csv", 'text\nx\n"y', "a.csv:3: this is no CSV: "),
        ("a.csv", "", 'a.csv:1: the header has no column "text"'),
        ("a.txt", "\x00\x01", "a.txt: cannot be read: it is a binary file, not text"),
    ],
)
def test_a_wrong_line_is_named(okrlint: Okrlint, project: Path, name: str, text: str, reason: str) -> None:
    (project / name).write_text(text)
    result = okrlint("classify", "--input", name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"okrlint: {reason}")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("arguments", [(), (SHIP, "--input", "okrs.md")])
def test_one_source_of_sentences(okrlint: Okrlint, arguments: tuple[str, ...]) -> None:
    result = okrlint("classify", *arguments)
    assert result.exit_code == 2
    assert result.stderr == "okrlint: give a TEXT, or a file with --input (- for standard input)\n"


def test_from_python() -> None:
    assert isinstance(package.classify("Kunden sind mit uns zufrieden, und das bleibt so für lange Zeit"), Unjudged)
    many = package.classify_many([SHIP, SEATS], [None, "Guests"])
    assert [one.kind for one in many if isinstance(one, Labels)] == ["output", "outcome"]
    assert package.classify_many(iter([SHIP])) == [package.classify(SHIP)]
    with pytest.raises(ValueError, match="shorter"):
        package.classify_many([SHIP, SEATS], ["one"])
    with pytest.raises(AttributeError, match="no attribute 'classfy'"):
        package.classfy  # type: ignore[attr-defined]  # noqa: B018
