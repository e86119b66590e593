"""Edit a document at random as editors do, and compare what the server knows with a fresh reading of the same text.

python benchmarks/lsp_state.py --edits 20000 --seed 1
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable
from functools import cache

from lsprotocol import types
from pygls.workspace import PositionCodec

from okrlint.analysis.known import Known
from okrlint.core.finding import Diagnostic
from okrlint.core.model import Document
from okrlint.core.source import Source, Span
from okrlint.engine.memory import Memory
from okrlint.formats import markdown
from okrlint.formats.prose import replay
from okrlint.lsp import convert
from okrlint.lsp.lint import Judge, Judgement
from okrlint.lsp.project import Project

NAME = "random-okrs.md"
START = """# Garden shop OKRs, 2026 Q3

## O1: Neighbours find all they need for their balcony with us

- KR1.1: 🚀 Raise the share of returning customers from 31% to 40%
- KR1.2: Launch the new balcony planner
- KR1.3: Significantly improve the answers on the phone to TBD

## O2: Neighbours learn to garden by themselves

- KR2.1: Raise the number of guests at workshops from 20 to 60 (supports: O1)
- KR2.2: Train the guides <!-- okrlint: ignore OKR109 they asked for it -->

Notes follow.
"""
PIECES = (
    *(
        "a",
        " ",
        "9",
        "%",
        "\n",
        "\r\n",
        "\n\n",
        "é",
        "🚀",
        "#",
        "## ",
        "- ",
        "* ",
        "`",
        "```\n",
        "~~~\n",
        "<!--",
        "-->",
        "|",
    ),
    *(
        "---\n",
        "[x]: /y\n",
        "[x]",
        "<div>\n",
        "    ",
        "\t",
        "KR",
        "KR3.1: ",
        "Objective 3: ",
        "> ",
        "1. ",
        "\u2028",
        "\x0c",
    ),
    *(
        "## Objective 4: Guests feel at home\n\n",
        "- Raise visits from 5 to 9\n",
        "- Launch the shop\n",
        "TBD",
        " from 3 to 4",
    ),
    *("~~", "**", "Owner: Ana\n", "## Health metrics\n", "Key results:\n", "| a | b |\n| - | - |\n| c | d |\n"),
    "<!-- okrlint: ignore -->",
    *(" (supports: O11)", " (supports: O2)", " (supports: KR21.1)", " (supports: Guests feel at home with us)", "O11"),
)
OTHERS = {
    "company-okrs.md": """# Company OKRs, 2026 Q3

## O11: Neighbours take us for their own garden shop (supports: O2)

- KR11.1: Raise the share of returning customers from 31% to 40%

## O12: Guests feel at home with us
""",
    "team-okrs.md": """# Team OKRs, 2026 Q3

## O21: Everybody on the phone has time to listen (supports: O1)

- KR21.1: Raise visits from 5 to 9 (supports: KR1.1)
- KR21.2: Cut the calls that nobody answers from 30% to 10% (supports: Neighbours learn to garden by themselves)
""",
}
"""The other files of the workspace."""
CODECS = tuple(PositionCodec(name) for name in ("utf-8", "utf-16", "utf-32"))

Change = tuple[int, int, str]
"""What stands from one offset to another is replaced by some words."""


class Writer:
    """Somebody who types, deletes, goes back and works with several cursors. `text` is what the editor shows."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - nothing secret
        self.text = START
        self._past: list[str] = []

    def _one(self) -> Change:
        start = self.random.randrange(len(self.text) + 1)
        if self.random.random() < 0.45:
            return start, min(len(self.text), start + self.random.choice((1, 1, 2, 5, 20, 80))), ""
        return start, start, self.random.choice(PIECES)

    def changes(self) -> list[Change]:
        """The next changes, each of the text as the one before leaves it."""
        chance = self.random.random()
        if chance < 0.15 and self._past:
            before = self._past.pop()
            return [(0, len(self.text), before)]
        self._past = [*self._past[-20:], self.text]
        if len(self.text) > 3 * len(START) or chance < 0.17:
            return [(0, len(self.text), START)]
        return [self._one() for _ in range(3 if chance < 0.25 else 1)]


def applied(source: Source, writer: Writer, codec: PositionCodec) -> Source:
    """The text after the writer's next changes, as the server sees them; they are made in the editor as well."""
    for start, end, words in writer.changes():
        end = min(max(start, end), len(writer.text))
        start = min(start, end)
        shown = Source(NAME, writer.text)
        where = convert.range_of(shown, Span(start, end), codec)
        low, high = convert.offset(shown, where.start, codec), convert.offset(shown, where.end, codec)
        writer.text = writer.text[:low] + words + writer.text[max(low, high) :]
        source = convert.changed(source, types.TextDocumentContentChangePartial(where, words), codec)
    return source


def told(judgement: Judgement) -> list[tuple[object, ...]]:
    """What an editor would show."""
    return [_told(one) for one in judgement.diagnostics]


def _told(one: Diagnostic) -> tuple[object, ...]:
    return one.code, one.span, one.severity, one.message, one.confidence, one.related, one.fixes


def _fresh(judge: Judge, source: Source) -> Judgement:
    """A reading that remembers nothing."""
    markdown.forget()
    replay.forget()
    fresh = Judge(judge.file, judge.project, judge.known, Memory())
    return fresh.judge(Source(source.path, source.text, source.format), fail, others())


@cache
def others() -> tuple[Document, ...]:
    """The other documents of the workspace."""
    return tuple(markdown.read_at_once(Source(path, text), {}) for path, text in OTHERS.items())


def fail(message: str) -> None:
    """End with a message."""
    raise SystemExit(message)


def compare(judge: Judge, source: Source, learn: Callable[[], bool]) -> str:
    """What differs after an edit, "" where nothing does."""
    first = judge.judge(source, fail, others())
    if first.document.objectives and first.document != markdown.read_at_once(source, {}):
        return "the document differs from the one that is read at once"
    if told(first) != told(_fresh(judge, source)):
        return "the findings differ from those of a fresh reading"
    if not learn():
        return ""
    for sentence in first.unread:
        judge.known.learn(sentence)
    last = judge.judge(source, fail, others())
    if not last.complete or told(last) != told(_fresh(judge, source)):
        return "the findings differ once the classifier has read all"
    taken_back = [one for one in told(first) if one not in told(last)]
    return f"findings were taken back: {taken_back}" if taken_back else ""


def run(edits: int, seed: int) -> int:
    """Edit and compare; the number of the edit after which something differs, 0 where nothing does."""
    writer = Writer(seed)
    judge = Judge(f"/nowhere/{NAME}", Project(watched=True), Known(), Memory())
    source = Source(NAME, writer.text, "markdown")
    for number in range(1, edits + 1):
        source = applied(source, writer, writer.random.choice(CODECS))
        wrong = "the texts differ" if source.text != writer.text else ""
        wrong = wrong or compare(judge, source, lambda: writer.random.random() < 0.2)
        if wrong:
            print(f"seed {seed}, edit {number}: {wrong}\n{source.text!r}")
            return number
    return 0


def main() -> int:
    """Run from the command line; 1 where something differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    began = time.perf_counter()
    if run(given.edits, given.seed):
        return 1
    print(f"{given.edits} edits, seed {given.seed}: identical every time ({time.perf_counter() - began:.0f} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
