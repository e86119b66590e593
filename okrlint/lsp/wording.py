"""Wording when somebody asks for it: for the elements of a few lines, worked out beside what the editor waits for."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from okrlint.core.model import Document, KeyResult, Objective
from okrlint.engine import Advised
from okrlint.engine.elements import judged, line_range, own_spans
from okrlint.workspace import wording
from okrlint.workspace.wording import Wanted

if TYPE_CHECKING:
    from okrlint.lsp.lint import Judgement
    from okrlint.lsp.places import Place
    from okrlint.lsp.server import Server

_log = logging.getLogger("okrlint.lsp")
_NOTHING = Advised()


async def _advised(server: Server, wanted: Wanted, judgement: Judgement) -> Advised:
    """Wording as it is remembered, else as the classifier's thread works it out; nothing where that fails."""
    known = server.wording.known(wanted, judgement.rules)
    if known is not None:
        return known
    loop = asyncio.get_running_loop()
    try:
        found = await loop.run_in_executor(server.executor, server.wording, wanted, judgement.rules)
    except Exception:
        _log.exception("there is no wording")
        return _NOTHING
    server.keep()
    return found


def _near(document: Document, node: Objective | KeyResult, lines: range) -> bool:
    """Whether an element has a part on some lines."""
    return any(not set(line_range(document.source, span)).isdisjoint(lines) for span in own_spans(node))


async def on_lines(server: Server, judgement: Judgement, lines: range) -> dict[int, Advised]:
    """Wording for the elements that have a part on some lines, by the number of the diagnostic that it is for."""
    document = judged(judgement.document)
    facts = server.known(document, judgement.needs)
    asked = wording.wanted(
        judgement.diagnostics, document, judgement.rules, facts, lambda node: _near(document, node, lines)
    )
    found = [(one.number, await _advised(server, one, judgement)) for one in list(asked)]
    return {number: advised for number, advised in found if number is not None}


async def guardrail(server: Server, judgement: Judgement, objective: Objective) -> str:
    """A guardrail for a set; "" where okrlint knows none that fits."""
    document = judged(judgement.document)
    facts = server.known(document, judgement.needs)
    found = next((one for one in document.objectives if one.text is objective.text), objective)  # without struck ones
    advised = await _advised(server, wording.guardrail(found, judgement.rules, facts), judgement)
    return next((one.text for one in advised.suggestions if one.replaces is None), "")


async def question(server: Server, judgement: Judgement, place: Place) -> str:
    """What a coach would ask about a key result; "" where it was not judged."""
    if place.key_result is None:
        return ""
    document = judged(judgement.document)
    facts = server.known(document, judgement.needs | {"labels", "measures"})
    asked = wording.wanted(
        judgement.diagnostics, document, judgement.rules, facts, lambda node: node.text is place.node.text
    )
    strategy = next((one.request.strategy for one in asked), None)
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(
        server.executor, wording.question, place.objective, place.key_result, facts, strategy
    )
