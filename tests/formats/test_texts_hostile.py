"""What nobody wrote on purpose: any text, broken markup, traps. Nothing hangs, nothing fails, places hold."""

from __future__ import annotations

import contextlib
import time
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from origins import mistakes, texts

from okrlint.core.errors import UnreadableError
from okrlint.core.model import Document
from okrlint.core.source import Source
from okrlint.formats import read, toml, tree

SECONDS = 30
"""Far more than any of the traps takes, and far less than each took with time that grows with the square."""

STARTS = {
    "okrs.html": "<h1>OKRs Q3 2026</h1><h2>Objective 1: Ride more</h2><ul><li>KR1: ",
    "okrs.txt": "OKRs Q3 2026\n\nObjective 1: Ride more\n- KR1: ",
    "okrs.org": "* OKRs Q3 2026\n** Objective 1: Ride more\n- KR1: ",
    "okrs.mdx": "# OKRs Q3 2026\n\nObjective 1: Ride more\n\n- KR1: ",
    "okrs.toml": 'objective = "Ride more"\nkey_results = ["',
}
_BETWEEN = ("words between", "' ' is said")
"""Broken tags may hold anything; what stands between words is checked on texts that people write."""

ALPHABETS = {
    "okrs.html": [
        "<",
        ">",
        "</",
        "/>",
        "li",
        "ul",
        "td",
        "tr",
        "table",
        "p",
        "h2",
        "b",
        "s",
        "br",
        "<li>",
        "</ul>",
        "<td>",
    ],
    "okrs.txt": ["KR1:", "Objective:", "-", "*", "•", "1.", "|", "=", "===", "\t", "  ", "From: ", "Subject: ", ">"],
    "okrs.org": [
        "*",
        "* ",
        "** TODO ",
        "[[",
        "][",
        "]]",
        "/",
        "+",
        "=",
        "|",
        ":END:",
        ":PROPERTIES:",
        "#+",
        "::",
        "- [ ]",
    ],
    "okrs.mdx": [
        "{",
        "}",
        "<",
        ">",
        "/>",
        "<A ",
        "</A>",
        "{/*",
        "*/}",
        "`",
        "```",
        "import a from 'b'",
        "export ",
        "-",
    ],
    "okrs.toml": [
        '"',
        "'",
        '"""',
        "'''",
        "[",
        "]",
        "[[",
        "]]",
        "{",
        "}",
        "=",
        ".",
        ",",
        "#",
        "\\",
        "\\u00e9",
        "a",
        "1_0",
    ],
}
COMMON = [
    "OKR",
    "a b",
    " ",
    "\n",
    "\r\n",
    "\r",
    "&amp;",
    "&",
    ";",
    '"',
    "%",
    "→",
    "\0",
    "\x0b",
    "\x1c",
    "é",
    "🚀",
    "e\u0301",
    "א",
    "9",
]


def held(document: Document) -> list[str]:
    """What is wrong with the places of a document."""
    length = len(document.source.text)
    spans = [text.span() for text in texts(document)]
    spans += [one.span for one in (*document.comments, *document.problems)]
    return [f"{span} is outside" for span in spans if not 0 <= span.start <= span.end <= length]


def read_or_refused(source: Source) -> Document:
    """The document of a source; an empty one where it is TOML that is refused in one short line."""
    if not source.path.endswith(".toml"):
        return read(source)
    with contextlib.suppress(UnreadableError):
        return read(source)
    with pytest.raises(UnreadableError, match=r"^[^\n]{1,200}$"):
        read(source)
    return Document(source, "toml")


@settings(max_examples=200, deadline=None)
@pytest.mark.parametrize("name", STARTS)
@given(data=st.data())
def test_any_text_is_read_or_refused_in_one_line(name: str, data: st.DataObject) -> None:
    pieces = st.lists(st.sampled_from([*ALPHABETS[name], *COMMON]), max_size=40)
    text = data.draw(st.sampled_from(["", STARTS[name]])) + "".join(data.draw(pieces))
    document = read_or_refused(Source(name, text))
    assert held(document) == []
    if not name.endswith(".toml"):
        found = [mistake for one in texts(document) for mistake in mistakes(one, text)]
        assert [one for one in found if not one.startswith(_BETWEEN)] == []


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text(max_size=12), min_size=1, max_size=4), st.sampled_from(["basic", "literal", "long"]))
def test_strings_of_toml_say_what_the_standard_library_reads(words: list[str], style: str) -> None:
    marks = {"basic": ('"', '"'), "literal": ("'", "'"), "long": ('"""\\\n  ', '"""')}[style]
    text = "".join(f"[[a]]\nb = [{marks[0]}x{one}{marks[1]}]\n" for one in words)
    try:
        expected = [" ".join(item["b"][0].split()) for item in tomllib.loads(text)["a"]]
    except tomllib.TOMLDecodeError:
        return
    [entry] = toml.Reader(Source("okrs.toml", text)).document().entries
    assert isinstance(entry.value, tree.Sequence)
    lists = [inner.value for item in entry.value.items if isinstance(item, tree.Mapping) for inner in item.entries]
    found = [one.items[0] for one in lists if isinstance(one, tree.Sequence)]
    assert [one.text.value for one in found if isinstance(one, tree.Scalar)] == expected


TRAPS = {
    "a long line": ("txt", "Objective 1: Ride more\nKR 1: " + "a " * 25_000_000),
    "a long line of org": ("org", "* Objective 1: Ride more\n- KR 1: " + "a " * 25_000_000),
    "a long line of html": ("html", "<h2>Objective 1: Ride more</h2><p>KR 1: " + "a " * 25_000_000),
    "a long line of mdx": ("mdx", "# Objective 1: Ride more\n\n- KR 1: " + "a " * 5_000_000),
    "nested tags": ("html", "<div><b><ul><li>" * 25_000 + "KR 1: Ride more"),
    "nested tables": ("html", "<table><tr><td>" * 30_000 + "KR 1: Ride more"),
    "end tags of nothing": ("html", "<p><div>" * 50_000 + "</b></li></td></span>" * 50_000),
    "tags without an end": ("html", "<a " * 500_000),
    "attributes without an end": ("html", '<a b="' * 300_000),
    "comments without an end": ("html", "<!--" * 500_000),
    "broken entities": ("html", "<p>KR: " + "&" * 500_000 + "<p>" + "&#x" * 300_000),
    "wide spans": ("html", "<table>" + "<tr><td rowspan=65000 colspan=65000>KR" * 3000),
    "open braces": ("mdx", "{" * 500_000 + "<A " * 200_000),
    "open comments": ("mdx", "{/* " * 300_000),
    "ticks": ("mdx", "`a ``b " * 200_000),
    "stars": ("org", "*" * 15_000 + " KR\n" + "*a " * 5_000),
    "headlines": ("org", "\n".join("*" * n + " KR" for n in range(1, 1500))),
    "drawers without an end": ("org", ":A:\n" * 3_000 + "#+begin_src\n" * 3_000),
    "indentation": ("txt", "\n".join(" " * n + "- KR" for n in range(1500))),
    "arrays": ("toml", "a = " + "[" * 100_000),
    "tables": ("toml", "a" + ".a" * 100_000 + " = 1"),
    "inline tables": ("toml", "a = " + "{a = " * 100_000),
    "headers": ("toml", "[a" + ".a" * 50_000 + "]\nb = 1"),
}


@pytest.mark.parametrize("name", TRAPS)
def test_traps(name: str) -> None:
    suffix, text = TRAPS[name]
    began = time.monotonic()
    assert held(read_or_refused(Source(f"okrs.{suffix}", text))) == []
    assert time.monotonic() - began < SECONDS


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_line_end_of_windows_is_no_blank_line_of_mdx(end: str) -> None:
    lines = ["export const riders =", '  "- KR9: Not this"', "", "Objective 1: Ride more", "", "- KR1: `` `</A>", "  `"]
    document = read(Source("okrs.mdx", end.join(lines)))
    [objective] = document.objectives
    assert [one.text.value for one in objective.key_results] == ["`` </A>"]
    assert [mistake for one in texts(document) for mistake in mistakes(one, document.source.text)] == []


def test_too_long_lines_are_told_with_their_place() -> None:
    for suffix, before in {
        "txt": "Objective 1: Ride\n",
        "org": "* Objective 1: Ride\n",
        "html": "<h2>O1: Ride</h2><p>\n",
    }.items():
        source = Source(f"okrs.{suffix}", before + "KR 1: " + "x" * 30_000)
        [problem] = read(source).problems
        assert source.line_column(problem.span.start)[0] == 2 or suffix == "html"


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("a = [1,\nb = 3", ":2:", "invalid value"),
        ('a = "x', ":1:", "unterminated string"),
        ("a = 1\na = 2", ":2:", "overwrite"),
        ("[a\n", ":1:", "expected"),
        ("a = 'x", ":1:", "expected"),
        ("a = " + "[" * 70 + "]" * 70, ":", "nested"),
    ],
)
def test_broken_toml_is_told_with_its_place(text: str, place: str, reason: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(Source("okrs.toml", text))
    assert f"okrs.toml{place}" in str(caught.value)
    assert reason in str(caught.value).lower()
