"""What a writer can ask an editor for, once more in every editor."""

from __future__ import annotations

from pathlib import Path

import pytest
import pytest_asyncio
from editor import acted, apply, at, code_actions, opened, titles
from lsprotocol import types
from pytest_lsp import LanguageClient

pytestmark = pytest.mark.asyncio(loop_scope="module")

TEXT = """# Garden shop OKRs, 2026 Q3

## O1: Neighbours find all they need for their balcony with us

- KR1.1: 🚀 Raise the share of returning customers from 31% to 40% by end of September
- KR1.2: Launch the new balcony planner
- KR1.3: Raise the share of calls answered within a minute from 60% to TBD

## O2: Neighbours learn to garden by themselves

- KR2.1: Raise the number of guests at workshops from 20 to 60 (supports: O1)
"""


@pytest_asyncio.fixture(loop_scope="module")
async def uri(client: LanguageClient, folder: Path) -> str:
    found = (folder / "features" / "okrs.md").as_uri()
    await opened(client, found, TEXT)
    return found


def document(uri: str) -> types.TextDocumentIdentifier:
    return types.TextDocumentIdentifier(uri)


def start(client: LanguageClient, word: str) -> types.Position:
    return at(client, TEXT, word).start


async def test_a_hover_tells_what_a_key_result_is(client: LanguageClient, uri: str) -> None:
    asked = types.HoverParams(document(uri), start(client, "returning"))
    found = await client.text_document_hover_async(asked)
    assert found is not None
    assert isinstance(found.contents, types.MarkupContent)
    words = found.contents.value
    assert "Outcome" in words
    assert "31%" in words
    assert "40%" in words
    assert "end of September" in words
    assert found.range is not None
    assert found.range.start == start(client, "Raise the share of ret")


async def test_a_hover_asks_what_a_coach_would(client: LanguageClient, uri: str) -> None:
    found = await client.text_document_hover_async(types.HoverParams(document(uri), start(client, "planner")))
    assert found is not None
    assert isinstance(found.contents, types.MarkupContent)
    assert "Output" in found.contents.value
    assert "Who will do something differently when this is done, and how would you notice?*" in found.contents.value


async def test_a_hover_on_an_objective_shows_its_set(client: LanguageClient, uri: str) -> None:
    found = await client.text_document_hover_async(types.HoverParams(document(uri), start(client, "Neighbours find")))
    assert found is not None
    assert isinstance(found.contents, types.MarkupContent)
    assert "2 of 3 key results are outcomes" in found.contents.value
    assert "output: Launch the new balcony planner" in found.contents.value


async def test_there_is_no_hover_where_nothing_stands(client: LanguageClient, uri: str) -> None:
    for place in (types.Position(0, 3), types.Position(999, 0)):
        assert await client.text_document_hover_async(types.HoverParams(document(uri), place)) is None
    elsewhere = types.HoverParams(document("file:///nowhere.md"), types.Position(0, 0))
    assert await client.text_document_hover_async(elsewhere) is None


async def test_lenses_above_objectives(client: LanguageClient, uri: str) -> None:
    found = await client.text_document_code_lens_async(types.CodeLensParams(document(uri)))
    told = [(one.range.start.line, one.command.title if one.command else "") for one in found or ()]
    assert told == [
        (2, "2 of 3 key results are outcomes"),
        (2, "suggest guardrail"),
        (8, "1 of 1 key result is an outcome"),
        (8, "suggest guardrail"),
    ]


async def test_hints_are_off_unless_somebody_wants_them(client: LanguageClient, uri: str) -> None:
    whole = types.Range(types.Position(0, 0), types.Position(99, 0))
    assert await client.text_document_inlay_hint_async(types.InlayHintParams(document(uri), whole)) in ((), [])


async def test_symbols(client: LanguageClient, uri: str) -> None:
    found = await client.text_document_document_symbol_async(types.DocumentSymbolParams(document(uri)))
    assert found
    first = found[0]
    assert first.name == "O1: Neighbours find all they need for their balcony with us"
    if isinstance(first, types.DocumentSymbol):
        assert [len(one.children or ()) for one in found if isinstance(one, types.DocumentSymbol)] == [3, 1]
    else:
        assert [one.kind for one in found].count(types.SymbolKind.Field) == 4


async def test_symbols_of_the_workspace(client: LanguageClient, uri: str) -> None:
    found = await client.workspace_symbol_async(types.WorkspaceSymbolParams("workshops GUESTS"))
    assert [one.location.uri for one in found or ()] == [uri]


async def test_folding(client: LanguageClient, uri: str) -> None:
    found = await client.text_document_folding_range_async(types.FoldingRangeParams(document(uri)))
    assert [(one.start_line, one.end_line) for one in found or ()] == [(2, 6), (8, 10)]


async def test_semantic_tokens(client: LanguageClient, uri: str) -> None:
    found = await client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(document(uri)))
    assert found is not None
    lines, line, column = TEXT.split("\n"), 0, 0
    told = []
    for place in range(0, len(found.data), 5):
        down, right, length, kind, _ = found.data[place : place + 5]
        line, column = line + down, right if down else column + right
        told.append((line, length, kind))
    assert (4, 3, 1) in told
    assert (4, 3, 2) in told
    assert max(line for line, _, _ in told) < len(lines)


async def test_from_a_parent_s_name_to_the_parent_and_back(client: LanguageClient, uri: str) -> None:
    name = at(client, TEXT, "(supports: O1)")
    inside = types.Position(name.end.line, name.end.character - 2)
    found = await client.text_document_definition_async(types.DefinitionParams(document(uri), inside))
    assert isinstance(found, list)
    assert [one.range.start.line for one in found if isinstance(one, types.Location)] == [2]
    context = types.ReferenceContext(include_declaration=False)
    asked = types.ReferenceParams(context, document(uri), start(client, "Neighbours find"))
    back = await client.text_document_references_async(asked)
    assert [one.range.start.line for one in back or ()] == [10]


async def test_completion_of_parents_ids_and_patterns(client: LanguageClient, folder: Path) -> None:
    other = (folder / "features" / "more-okrs.md").as_uri()
    text = TEXT + "- \n- KR2.2: Raise guests from 1 to 2 (parent: )\n"
    await opened(client, other, text)
    place = types.Position(11, 2)
    found = await client.text_document_completion_async(types.CompletionParams(document(other), place))
    assert isinstance(found, types.CompletionList)
    assert found.items[0].label == "KR2.2:"
    assert any("[baseline]" in (one.detail or "") for one in found.items)
    end = at(client, text, "(parent: )").end
    asked = types.CompletionParams(document(other), types.Position(end.line, end.character - 1))
    parents = await client.text_document_completion_async(asked)
    assert isinstance(parents, types.CompletionList)
    assert {"O1", "O2"} <= {one.label for one in parents.items}


async def test_what_can_be_done_about_a_key_result(client: LanguageClient, uri: str) -> None:
    actions = await code_actions(client, uri, at(client, TEXT, "TBD"))
    assert {"Mark as learning", "Mark as compliance", "Mark as health", "Move to initiatives"} <= titles(actions)
    assert "Keep OKR314 quiet here, with a reason" in titles(actions)
    assert any(one.startswith("Why? OKR314") for one in titles(actions))


async def test_a_suppression_keeps_the_finding_quiet(client: LanguageClient, uri: str) -> None:
    actions = await code_actions(client, uri, at(client, TEXT, "TBD"))
    after = apply(client, TEXT, acted(actions, "Keep OKR314 quiet here, with a reason"), uri)
    assert "to TBD <!-- okrlint: ignore OKR314 " in after
    assert await opened(client, uri, after) == []


async def test_work_moves_to_the_initiatives(client: LanguageClient, uri: str) -> None:
    actions = await code_actions(client, uri, at(client, TEXT, "Launch"))
    after = apply(client, TEXT, acted(actions, "Move to initiatives"), uri)
    assert "- KR1.2" not in after
    assert "### Initiatives\n\n- Launch the new balcony planner\n" in after


async def test_a_mark_says_what_a_key_result_is_for(client: LanguageClient, uri: str) -> None:
    actions = await code_actions(client, uri, at(client, TEXT, "Launch"))
    after = apply(client, TEXT, acted(actions, "Mark as compliance"), uri)
    assert "- KR1.2: [compliance] Launch the new balcony planner\n" in after


async def test_a_guardrail_stands_behind_the_set(client: LanguageClient, uri: str) -> None:
    actions = await code_actions(client, uri, at(client, TEXT, "Neighbours find"))
    after = apply(client, TEXT, acted(actions, "Add a guardrail"), uri)
    assert "to TBD\n- KR1.4: Keep [what must not suffer] at [baseline] or better\n" in after


async def test_only_what_was_asked_for(client: LanguageClient, uri: str) -> None:
    actions = await code_actions(client, uri, at(client, TEXT, "TBD"), only=["source.fixAll"])
    assert actions == []
    actions = await code_actions(client, uri, at(client, TEXT, "TBD"), only=["refactor"])
    assert {str(getattr(one.kind, "value", one.kind)) for one in actions if isinstance(one, types.CodeAction)} == {
        "refactor.rewrite"
    }
