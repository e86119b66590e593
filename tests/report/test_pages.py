"""Pages of HTML: nothing of what strangers wrote is markup, and templates of users stay in their box."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from report_sample import HOSTILE, RUN

from okrlint.core.errors import OkrlintError
from okrlint.core.source import Source
from okrlint.report import html
from okrlint.report.run import Run
from okrlint.report.safe import one_line
from okrlint.report.scorecard import page
from okrlint.report.scorecard.build import Asked, scorecard

CARD = scorecard(RUN, Asked(score=True))


class Reader(HTMLParser):
    """Collects the tags, the addresses, the anchors and the words of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.anchors: list[str] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        self.anchors += [value or "" for name, value in attrs if name == "id"]
        assert not [name for name, _ in attrs if name.startswith("on")]

    def handle_data(self, data: str) -> None:
        self.words += data


PAGES = {"report": page.render(CARD), "check": html.render(RUN)}


@pytest.mark.parametrize("name", PAGES)
def test_what_strangers_wrote_is_only_words(name: str) -> None:
    read = Reader(PAGES[name])
    assert not read.tags & {"script", "img", "b", "i", "iframe", "link", "object"}
    assert all(link.startswith(("#", "https://okrlint.readthedocs.io/")) for link in read.links)
    assert not [link for link in read.links if link.startswith("#") and link[1:] not in read.anchors]
    assert len(read.anchors) == len(set(read.anchors))
    assert "<script>alert(1)</script>" in read.words
    assert "{{ 7*7 }}" in read.words
    assert not {"\x1b", "\x00", "\u202e"} & set(PAGES[name])


def test_the_page_shows_sentence_suggestions_and_place() -> None:
    words = Reader(PAGES["report"]).words
    for expected in (
        one_line(HOSTILE),
        "Teams that use it: [baseline] to [target]",
        "Sheet1!A1",
        "To ask:",
        "Who <i>gains</i>?",
        "scan.md",
        "The score.",
    ):
        assert expected in words
    assert "score" not in Reader(page.render(scorecard(RUN, Asked()))).words.lower()


def test_the_same_run_gives_the_same_page() -> None:
    assert page.render(scorecard(RUN, Asked(score=True))) == PAGES["report"]


def test_a_long_line_is_cut_around_the_finding() -> None:
    long = Source("a.md", f"{'x' * 5000} Ship {'y' * 5000}")
    assert len(html.render(Run([_moved(long)]))) - len(html.render(Run())) < 3000


def _moved(source: Source) -> object:
    """The first diagnostic of the sample, about a word of another source."""

    from okrlint.core.source import Span

    start = source.text.index("Ship")
    return RUN.diagnostics[0]._replace(source=source, span=Span(start, start + 4), related=(), fixes=(), message="m")


def test_a_template_of_ones_own() -> None:
    own = Source("own.html", "{% for team in report.teams %}<p>{{ team.name }}: {{ team.share.told }}</p>{% endfor %}")
    assert page.render(CARD, own).startswith("<p>clean.md: no key results</p><p>plan.xlsx: 1 not judged</p>")
    extended = Source("own.html", '{% extends "report.html" %}{% block header %}<h1>Ours</h1>{% endblock %}')
    assert "<h1>Ours</h1>" in page.render(CARD, extended)


def test_a_template_of_ones_own_escapes_too() -> None:
    own = Source("own.html", "{{ report.teams[2].periods[0].objectives[0].key_results[0].text }}")
    assert "&lt;script&gt;" in page.render(CARD, own)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{% if %}", "own.html:1: the template cannot be used"),
        ("\n\n{{ nothing.there }}", "own.html:3: the template cannot be used: 'nothing' is undefined"),
        ("{{ report.teams.append(1) }}", "own.html:1: "),
        ("{{ ''.__class__.__mro__ }}", "own.html:1: the template cannot be used: .*unsafe"),
        ("{{ report.__init__.__globals__ }}", "unsafe"),
        ("{{ 1 / 0 }}", "own.html:1: .*division"),
        ('{% include "../rendering.py" %}', "own.html"),
        ("{% for n in range(10**9) %}{% endfor %}", "own.html:1: "),
    ],
)
def test_a_template_cannot_leave_its_box(text: str, words: str) -> None:
    with pytest.raises(OkrlintError, match=words):
        page.render(CARD, Source("own.html", text))


def test_the_templates_load_nothing() -> None:
    folder = Path(html.__file__).parent / "templates"
    for template in folder.iterdir():
        text = template.read_text(encoding="utf-8")
        assert not [
            word for word in ("http:", "https:", "url(h", "@import", "<script", "|safe", "| safe") if word in text
        ]
