"""Reports for programs: the shapes that are promised."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from typing import Any

import jsonschema
import pytest

from okrlint.core.errors import UnreadableError
from okrlint.core.finding import Diagnostic, Related, Severity, Suggestion
from okrlint.core.model import Cycle, Document, Field, Initiative, KeyResult, Objective
from okrlint.core.source import Place, Source, Span
from okrlint.core.text import Text
from okrlint.report import json as report
from okrlint.report import outline, outline_json
from okrlint.report import text as text_report
from okrlint.report.run import Run

TEXT = "# School meals\n\nO1 Children like lunch\n- KR1 Plates\n  empty: 31 % to 60 % (Ana)\n  - New menu\n- Stray\n"
SOURCE = Source("school/okrs.md", TEXT)


def at(words: str) -> Text:
    """Words as they stand in the example."""
    return Text.verbatim(words, TEXT.index(words))


KEY_RESULT = KeyResult(
    at("Plates\n  empty: 31 % to 60 %"),
    at("KR1"),
    (Field("owner", at("Ana")),),
    (Initiative(at("New menu")),),
)
STATED = Objective(at("Children like lunch"), at("O1"), (), (KEY_RESULT,), team=at("School meals"))
UNSTATED = Objective(Text("", ()), key_results=(KeyResult(at("Stray")),), cycle=Cycle("2026-Q4", None))
DOCUMENT = Document(SOURCE, "markdown", (STATED, UNSTATED), Cycle("2026-Q3", None))
DIAGNOSTIC = Diagnostic(
    code="OKR304",
    name="vague-quantity",
    severity=Severity.WARNING,
    confidence=0.87654,
    message="“like” 🍎",
    span=at("Plates\n  empty").span(),
    source=SOURCE,
    related=(Related(at("Stray").span(), "here too"),),
    suggestions=(Suggestion("Plates that come back empty: 31 % to 60 %", "counted"),),
    url="https://okrlint.readthedocs.io/rules/vague-quantity/",
)
NODES = [
    {
        "id": "O1",
        "label": "O1",
        "path": "school/okrs.md",
        "line": 3,
        "column": 4,
        "text": "Children like lunch",
        "team": "School meals",
        "period": "2026-Q3",
        "kind": "objective",
        "under": None,
    },
    {
        "id": "KR1",
        "label": "KR1",
        "path": "school/okrs.md",
        "line": 4,
        "column": 7,
        "text": "Plates\n  empty: 31 % to 60 %",
        "team": "School meals",
        "period": "2026-Q3",
        "kind": "key_result",
        "under": "O1",
    },
    {
        "id": "school/okrs.md:7:3",
        "label": None,
        "path": "school/okrs.md",
        "line": 7,
        "column": 3,
        "text": "Stray",
        "team": None,
        "period": "2026-Q4",
        "kind": "key_result",
        "under": None,
    },
]
UNREADABLE = UnreadableError("it is a binary file, not text", "scan.md")


def valid(rendered: str, shape: str) -> Any:
    """A report as a value, once its schema agrees."""
    schema = json.loads(files("okrlint.report").joinpath(f"schemas/{shape}.json").read_text(encoding="utf-8"))
    value = json.loads(rendered)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(value)
    return value


def test_the_shape_of_check() -> None:
    value = valid(report.render(Run([DIAGNOSTIC], [DOCUMENT], [UNREADABLE])), "check")
    assert value == {
        "version": 1,
        "diagnostics": [
            {
                "path": "school/okrs.md",
                "line": 4,
                "column": 7,
                "end_line": 5,
                "end_column": 8,
                "code": "OKR304",
                "name": "vague-quantity",
                "severity": "warning",
                "confidence": 0.877,
                "message": "“like” 🍎",
                "suggestions": ["Plates that come back empty: 31 % to 60 %"],
                "question": None,
                "related": [
                    {
                        "path": "school/okrs.md",
                        "line": 7,
                        "column": 3,
                        "end_line": 7,
                        "end_column": 8,
                        "message": "here too",
                    }
                ],
                "url": "https://okrlint.readthedocs.io/rules/vague-quantity/",
            }
        ],
        "unreadable": [{"path": "scan.md", "line": 0, "column": 0, "reason": "it is a binary file, not text"}],
        "summary": {"files": 1, "objectives": 1, "key_results": 2, "errors": 0, "warnings": 1, "infos": 0},
        "alignment": {"nodes": NODES, "edges": []},
    }


def test_another_place_may_be_in_another_file() -> None:
    other = Source("town.md", "# Town\n\nO1 Children eat\n")
    elsewhere = DIAGNOSTIC._replace(related=(Related(Span(8, 10), "above", other),))
    (related,) = valid(report.render(Run([elsewhere], [DOCUMENT])), "check")["diagnostics"][0]["related"]
    assert (related["path"], related["line"], related["column"]) == ("town.md", 3, 1)
    assert "see town.md:3:1: above" in text_report.render(Run([elsewhere], [DOCUMENT]))


def test_the_graph_names_every_node_once() -> None:
    town = "# Town\n\nO1 Children eat\n"
    parent = Objective(Text.verbatim("Children eat", 11), Text.verbatim("O1", 8))
    supporting = replace(
        STATED, fields=(Field("parent", at("lunch")), Field("parent", Text.verbatim("Children eat", 0)))
    )
    documents = [Document(Source("town.md", town), "markdown", (parent,)), replace(DOCUMENT, objectives=(supporting,))]
    for rendered, shape in ((report.render(Run([], documents)), "check"), (outline_json.render(documents), "outline")):
        graph = valid(rendered, shape)["alignment"]
        assert [node["id"] for node in graph["nodes"]] == ["town.md#O1", "school/okrs.md#O1", "KR1"]
        assert graph["edges"] == [{"from": "school/okrs.md#O1", "to": "town.md#O1", "by": "text"}]


def test_check_of_nothing() -> None:
    value = valid(report.render(Run([], [])), "check")
    assert value["diagnostics"] == []
    assert value["summary"]["files"] == 0


def test_the_shape_of_outline() -> None:
    value = valid(outline_json.render([DOCUMENT], [UNREADABLE]), "outline")
    (file,) = value["files"]
    stated, unstated = file["objectives"]
    assert (file["path"], file["cycle"]) == ("school/okrs.md", "2026-Q3")
    assert {key: stated[key] for key in ("id", "text", "line", "column", "end_column", "period", "team")} == {
        "id": "O1",
        "text": "Children like lunch",
        "line": 3,
        "column": 4,
        "end_column": 23,
        "period": "2026-Q3",
        "team": "School meals",
    }
    (key_result,) = stated["key_results"]
    assert key_result["owner"] == "Ana"
    assert key_result["fields"] == {"owner": "Ana"}
    assert key_result["initiatives"] == [{"text": "New menu", "line": 6, "column": 5, "end_line": 6, "end_column": 13}]
    labels = ("kind", "uncertain", "probabilities", "measured", "binary", "individual", "gameable", "health", "measure")
    assert [key_result[label] for label in labels] == [None] * 9
    assert (unstated["text"], unstated["line"], unstated["column"], unstated["period"]) == ("", 7, 3, "2026-Q4")
    assert value["unreadable"][0]["path"] == "scan.md"


@pytest.mark.parametrize(
    "render", [lambda: report.render(Run([DIAGNOSTIC], [DOCUMENT])), lambda: outline_json.render([DOCUMENT])]
)
def test_the_same_input_gives_the_same_text(render: Any) -> None:
    assert render() == render()
    assert render().endswith("}\n")
    assert "\\u" not in render()


def test_halves_of_characters_can_be_written() -> None:
    text = outline_json.render(
        [Document(Source("a\udcff.json", "x"), "json", (Objective(Text.verbatim("\ud800", 0)),))]
    )
    text.encode("utf-8")
    assert valid(text, "outline")["files"][0]["objectives"][0]["text"] == "\ufffd"


def test_outline_as_text() -> None:
    assert outline.render([DOCUMENT, Document(Source("empty.md", ""), "markdown")]) == (
        "school/okrs.md (2026-Q3)\n"
        "      3:4  O Children like lunch\n"
        "              team: School meals\n"
        "              id: O1\n"
        "      4:7     KR Plates empty: 31 % to 60 %\n"
        "                 id: KR1\n"
        "                 owner: Ana\n"
        "      6:5        initiative: New menu\n"
        "        -  O (no objective is stated)\n"
        "              period: 2026-Q4\n"
        "      7:3     KR Stray\n"
        "\n"
        "empty.md\n"
        "           no objectives or key results found\n"
    )


def test_what_is_struck_out_is_shown_as_such() -> None:
    struck = Objective(at("Children like lunch"), key_results=(KeyResult(at("Stray"), struck=True),), struck=True)
    document = Document(SOURCE, "markdown", (struck,))
    assert "KR Stray (struck out)" in outline.render([document])
    assert "O Children like lunch (struck out)" in outline.render([document])
    objective = valid(outline_json.render([document]), "outline")["files"][0]["objectives"][0]
    assert objective["struck"] is True
    assert objective["key_results"][0]["struck"] is True


def test_an_outline_is_safe_to_print() -> None:
    hostile = Text.verbatim("rise\x1b[2J\nup", 0)
    rendered = outline.render([Document(Source("a.md", "x"), "markdown", (Objective(hostile),))])
    assert "\x1b" not in rendered
    assert "rise\u241b[2J up" in rendered


def test_the_place_in_a_file_that_has_no_lines() -> None:
    sheet = replace(SOURCE, places=(Place(0, "A1"), Place(TEXT.index("Plates"), "Plan!B4")))
    document = replace(DOCUMENT, source=sheet)
    checked = valid(report.render(Run([DIAGNOSTIC._replace(source=sheet)], [document])), "check")
    assert checked["diagnostics"][0]["place"] == "Plan!B4"
    outlined = valid(outline_json.render([document]), "outline")
    assert outlined["files"][0]["objectives"][0]["place"] == "A1"
    assert outlined["files"][0]["objectives"][0]["key_results"][0]["place"] == "Plan!B4"
    assert [node["place"] for node in outlined["alignment"]["nodes"]] == ["A1", "Plan!B4", "Plan!B4"]
    assert "place" not in json.loads(report.render(Run([DIAGNOSTIC], [DOCUMENT])))["diagnostics"][0]
    assert "  Plan!B4     KR Plates" in outline.render([document])
