"""A run with all that reports have to show: hostile text, suggestions, fixes, other places, a file without lines."""

from __future__ import annotations

from okrlint.core.errors import UnreadableError
from okrlint.core.finding import Diagnostic, Edit, Fix, Related, Severity, Suggestion
from okrlint.core.model import Document, KeyResult, Objective
from okrlint.core.rule import Described, Example, Rule, RulePage
from okrlint.core.source import Place, Source, Span
from okrlint.core.text import Text
from okrlint.report.run import Run

HOSTILE = (
    "Ship <script>alert(1)</script> & 'x' \"y\" \x1b[31m\x00\u202e ]]> {{ 7*7 }} [a](http://e.example) "
    "| @ada #1 `tick` %0A ::error::z 50%, a:b"
)
TEXT = f"# Fünf 🍎 O1\n- KR {HOSTILE}\n- Second thing\n"
SOURCE = Source("team a/ökrs,1:2.md", TEXT)
SHEET = Source("plan.xlsx", "Goal\tMore\n", "xlsx", (Place(0, "Sheet1!A1"), Place(5, "Sheet1!B1")))


def at(source: Source, words: str) -> Span:
    """Where some words stand."""
    start = source.text.index(words)
    return Span(start, start + len(words))


def text(source: Source, words: str) -> Text:
    """Some words with their place."""
    return Text.verbatim(words, source.text.index(words))


DOCUMENT = Document(
    SOURCE,
    "markdown",
    (
        Objective(
            text(SOURCE, "Fünf 🍎 O1"),
            key_results=(KeyResult(text(SOURCE, HOSTILE)), KeyResult(text(SOURCE, "Second thing"))),
        ),
    ),
)
SHEET_DOCUMENT = Document(
    SHEET, "xlsx", (Objective(text(SHEET, "Goal"), key_results=(KeyResult(text(SHEET, "More")),)),)
)
CLEAN = Document(Source("clean.md", "# Calm\n"), "markdown", (Objective(Text.verbatim("Calm", 2)),))
REWRITE = "Teams that use it: [baseline] to [target]"
URL = "https://okrlint.readthedocs.io/rules/deliverable/"
ERROR = Diagnostic(
    code="OKR101",
    name="deliverable",
    severity=Severity.ERROR,
    confidence=0.91234,
    message=f'Something to finish ("{HOSTILE}"): who will do what differently?',
    span=at(SOURCE, HOSTILE),
    source=SOURCE,
    related=(Related(at(SOURCE, "Second"), "see [here](http://e.example)"),),
    fixes=(
        Fix("Say it once", (Edit(at(SOURCE, "Second thing"), "Second"),), safe=True),
        Fix("says who", (Edit(at(SOURCE, HOSTILE), REWRITE),)),
    ),
    suggestions=(
        Suggestion(REWRITE, "says who", replaces=at(SOURCE, HOSTILE)),
        Suggestion("Another <b>key result</b>"),
    ),
    url=URL,
)
WARNING = Diagnostic("ACME1", "own", Severity.WARNING, 1.0, "A rule of one's own", at(SOURCE, "Second"), SOURCE)
INFO = Diagnostic(
    "OKR112", "unclear-kind", Severity.INFO, 1.0, "Which?", at(SHEET, "More"), SHEET, question="Who <i>gains</i>?"
)
RULE = Rule("OKR101", "deliverable", "A thing to finish.", Severity.WARNING, "key_result", "judged", "…")
PAGE = RulePage("Nobody may notice.\nSo ask.\n\nMore.", (), (Example("- Ship it"),), (Example("- 3 of 10 use it"),))
RUN = Run(
    (ERROR, WARNING, INFO),
    (DOCUMENT, SHEET_DOCUMENT, CLEAN),
    (UnreadableError("it is a binary file, not text", "scan.md", 2, 3),),
    {"OKR101": Described(RULE, PAGE)},
    version="1.2.3",
)
