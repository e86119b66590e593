"""Changes of the text that are offered: rewrites made by hand, in every format, each read again."""

from __future__ import annotations

import json

import pytest
from lsprotocol import types
from pygls.workspace import PositionCodec

from okrlint.core.finding import Diagnostic, Edit, Severity, Suggestion
from okrlint.core.model import Document
from okrlint.core.source import Source
from okrlint.engine import fix
from okrlint.engine.lint import document_of
from okrlint.lsp import remedies
from okrlint.lsp.convert import Client
from okrlint.lsp.edits import applied, workspace_edit
from okrlint.lsp.places import places

MARKDOWN = (
    "# OKRs 2026 Q3\n\n## O1: Guests feel at home\n\n1. KR1.1: Launch the loyalty card\n2. KR1.2: Train the staff\n"
)
YAML = (
    "okrs:\n  - objective: Guests feel at home\n    key_results:\n      - Launch the loyalty card\n"
    "      - text: Train the staff\n        owner: Ana\n"
)
JSON = json.dumps({"objectives": [{"objective": "Guests feel at home", "key_results": ["Launch the loyalty card"]}]})
WORDS = 'Guests who come back: from [baseline] to [target], as "Ana" counts'
CODEC = PositionCodec("utf-16")


def read(name: str, text: str) -> Document:
    return document_of(Source(name, text))


def said(document: Document) -> list[str]:
    return [one.text.value for one in document.key_results]


HTML = "<h1>OKRs 2026 Q3</h1><h2>Objective 1: Guests feel at home</h2>\n<ul>\n  <li>KR1: Train the staff</li>\n</ul>\n"
TOML = (
    '[[objectives]]\nobjective = "Guests feel at home"\nkey_results = [\n  "Launch the card",\n  "Train the staff"\n]\n'
)
ORG = "* OKRs 2026 Q3\n** Objective: Guests feel at home\n- KR1: Launch the loyalty card\n- KR2: Train the staff\n"
CSV = "Objective,Key result\nGuests feel at home,Launch the loyalty card\nGuests feel at home,Train the staff\n"
LINES = json.dumps(json.loads(JSON), indent=2)


def finding(document: Document) -> Diagnostic:
    span = next(document.key_results).text.span()
    return Diagnostic("OKR101", "deliverable", Severity.WARNING, 1.0, "", span, document.source)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("okrs.md", MARKDOWN),
        ("okrs.yaml", YAML),
        ("okrs.json", JSON),
        ("okrs.html", HTML),
        ("okrs.toml", TOML),
        ("okrs.org", ORG),
        ("okrs.csv", CSV),
        ("okrs.mdx", MARKDOWN),
        ("okrs.txt", MARKDOWN),
    ],
)
def test_a_rewrite_stands_where_the_words_stood(name: str, text: str, line_end: str) -> None:
    document = read(name, text.replace("\n", line_end))
    suggestion = Suggestion(WORDS, replaces=next(document.key_results).text.span())
    edits = remedies.tried(document, {}, [fix.rewrite(document, finding(document), suggestion)])
    assert edits
    after = document_of(applied(document.source, edits))
    assert said(after) == [WORDS, *said(document)[1:]]


@pytest.mark.parametrize(
    ("name", "text", "end"),
    [
        ("okrs.md", MARKDOWN, f"3. KR1.3: {WORDS}\n"),
        ("okrs.yaml", YAML, f"        owner: Ana\n      - text: '{WORDS}'\n"),
        ("okrs.html", HTML, f"  <li>KR2: {WORDS}</li>\n</ul>\n"),
        ("okrs.toml", TOML, f'  "Train the staff",\n  {json.dumps(WORDS)}\n]\n'),
        ("okrs.org", ORG, f"- KR3: {WORDS}\n"),
        ("okrs.json", LINES, f'",\n        {json.dumps(WORDS)}\n      ]\n    }}\n  ]\n}}'),
    ],
)
def test_a_key_result_to_add_stands_behind_the_set(name: str, text: str, end: str) -> None:
    document = read(name, text)
    edits = remedies.added(document, {}, document.objectives[0], WORDS)
    assert edits is not None
    after = applied(document.source, edits)
    assert after.text.endswith(end)
    assert said(document_of(after)) == [*said(document), WORDS]


def test_what_cannot_be_written_is_not_offered() -> None:
    document = read("okrs.json", JSON)
    assert remedies.added(document, {}, document.objectives[0], WORDS) is None
    assert remedies.tried(document, {}, [fix.rewrite(document, finding(document), Suggestion(WORDS))]) == ()


def test_fixes_are_tried_together_and_those_that_would_lose_something_are_left_out() -> None:
    document = read("okrs.md", MARKDOWN)
    first, second = (one.id for one in document.key_results)
    assert first
    assert second
    renamed = fix.Change(finding(document), "", (Edit(second.span(), "KR1.3"),))
    again = fix.Change(finding(document), "", (Edit(second.span(), "KR1.4"),))
    line = document.source.line_span(5)
    lost = fix.Change(finding(document), "", (Edit(line, "And so on"),))
    assert remedies.tried(document, {}, [renamed, again, lost]) == renamed.edits
    assert remedies.tried(document, {}, [lost]) == ()


@pytest.mark.parametrize("word", remedies.MARKS)
@pytest.mark.parametrize(("name", "text"), [("okrs.md", MARKDOWN), ("okrs.yaml", YAML)])
def test_marks_are_read_as_marks(name: str, text: str, word: str) -> None:
    document = read(name, text)
    last = list(document.key_results)[-1]
    edits = remedies.marked(document, {}, last, word)
    assert edits is not None
    after = document_of(applied(document.source, edits))
    assert said(after) == said(document)
    assert word in str(list(after.key_results)[-1].field("type"))
    assert remedies.marked(after, {}, list(after.key_results)[-1], word) is None


def test_work_becomes_an_initiative_in_yaml_and_nothing_is_lost() -> None:
    document = read("okrs.yaml", YAML)
    first, second = (place for place in places(document) if place.key_result)
    edits = remedies.moved(document, {}, first)
    assert edits is not None
    after = document_of(applied(document.source, edits))
    assert said(after) == ["Train the staff"]
    assert [one.text.value for one in after.objectives[0].initiatives] == ["Launch the loyalty card"]
    assert remedies.moved(document, {}, second) is None


def test_blanks_are_stops_where_the_editor_can() -> None:
    document = read("okrs.md", MARKDOWN)
    edits = remedies.added(document, {}, document.objectives[0], "From [baseline] to $[target]}") or ()
    able, plain = Client(CODEC, changes=True, snippets=True), Client(CODEC, changes=True)
    found = workspace_edit(document.source, edits, "file:///okrs.md", 3, able, blanks=True).document_changes or ()
    assert isinstance(found[0], types.TextDocumentEdit)
    assert found[0].text_document.version == 3
    (snippet,) = found[0].edits
    assert isinstance(snippet, types.SnippetTextEdit)
    assert snippet.snippet.value.endswith(r"From ${1:[baseline]} to \$${2:[target]}\}")
    for client in (plain, Client(CODEC)):
        edit = workspace_edit(document.source, edits, "file:///okrs.md", 3, client, blanks=True)
        changes = edit.changes["file:///okrs.md"] if edit.changes else (edit.document_changes or ())[0].edits  # type: ignore[union-attr]
        assert [one.new_text.endswith("From [baseline] to $[target]}") for one in changes] == [True]  # type: ignore[union-attr]
