"""Words put into files: read back, they are what was put in, and nothing else has changed."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from html.parser import HTMLParser
from importlib import import_module

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from okrlint.core.finding import Edit
from okrlint.core.model import Document
from okrlint.core.source import Source, Span
from okrlint.formats import read
from okrlint.formats.writing import UnwritableError, edits

PLAIN = "Guests who rebook within 30 days: 12% to 20%"
NASTY = [
    "Raise rebookings from [baseline] to [target]",
    "[target] of guests rebook",
    "Rebookings: 12% #1 in town, from 1 to 2",
    "- 5 * 3 `ticks` *and* _lines_ __too__ ~~gone~~",
    "1. First, then {braces} & ampersands &amp; <b>tags</b>",
    'It\'s "quoted" \\ and | piped; with, commas',
    "# not a heading",
    "? a key",
    "yes",
    "12:30",
    "null",
    "> quoted text @home !tag %percent",
    "[x] done [a](b) [^note] ends in #",
    "Zufriedene Gäste — 20 € 🍎",
    "'single' start and end'",
]

TRIMMED = [words for words in NASTY if words[0] in "-1?yn[" or " | " in words or words.endswith("🍎")]
"""Words of which okrlint takes a part for a list mark, an id, a tick or an ornament, or which are no sentence."""

MARKDOWN = """\
# Hotel, 2026 Q3

## Objective: Guests come back

- KR1: SENTENCE (Owner: Ines)
- **KR2:** **Guests who bring a friend: 4% to 12%**
- KR3: Complaints at the desk: 30 to 12 a week <!-- okrlint: ignore OKR112 -->
"""
TABLE = """\
## Hotel, Q3 2026

| Objective | Key result | Owner |
|---|:-:|---|
| Guests come back | SENTENCE | Ines |
| | Complaints at the desk: 30 to 12 a week | Tom |
"""
YAML = """\
period: 2026 Q3   # a comment
objectives:
  - objective: Guests come back
    key_results:
      - SENTENCE
      - 'Complaints at the desk: 30 to 12 a week'
"""
FLOW = """\
period: 2026 Q3
objectives: [{objective: Guests come back, key_results: [SENTENCE, Complaints at the desk down to 12 a week]}]
"""
JSON = json.dumps(
    {"objectives": [{"objective": "Guests come back", "key_results": ["SENTENCE", "Complaints: 30 to 12 a week"]}]},
    indent=2,
)


DOCUMENTS = {
    "okrs.md": MARKDOWN.replace("SENTENCE", "Rebook the guests"),
    "bold.md": MARKDOWN.replace("SENTENCE", "**Rebook** the guests"),
    "ends.md": MARKDOWN.replace("SENTENCE", "Rebook *the guests*"),
    "entity.md": MARKDOWN.replace("SENTENCE", "Rebook &amp; *keep* `the` guests"),
    "wrapped.md": MARKDOWN.replace("SENTENCE (Owner: Ines)", "Rebook the\n  guests of the\n  summer"),
    "crlf.md": MARKDOWN.replace("SENTENCE", "Rebook the guests").replace("\n", "\r\n"),
    "crlf.yaml": YAML.replace("SENTENCE", ">-\n        Rebook the\n        guests").replace("\n", "\r\n"),
    "crlf.json": JSON.replace("SENTENCE", "Rebook the guests").replace("\n", "\r\n"),
    "table.md": TABLE.replace("SENTENCE", "Rebook the guests"),
    "escaped.md": TABLE.replace("SENTENCE", r"Rebook\|keep the guests"),
    "plain.yaml": YAML.replace("SENTENCE", "Rebook the guests"),
    "folded-plain.yaml": YAML.replace("SENTENCE", "Rebook the\n        guests"),
    "single.yaml": YAML.replace("SENTENCE", "'Rebook the guest''s room'"),
    "double.yaml": YAML.replace("SENTENCE", '"Rebook \\"the\\" guests"'),
    "literal.yaml": YAML.replace("SENTENCE", "|\n        Rebook the guests"),
    "folded.yaml": YAML.replace("SENTENCE", ">-\n        Rebook the\n        guests"),
    "flow.yaml": FLOW.replace("SENTENCE", "Rebook the guests"),
    "anchor.yaml": YAML.replace("SENTENCE", "&first Rebook the guests"),
    "okrs.json": JSON.replace("SENTENCE", "Rebook \\u0026 keep"),
}


def applied(text: str, changes: tuple[Edit, ...]) -> str:
    for edit in sorted(changes, key=lambda edit: edit.span, reverse=True):
        text = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    return text


def outline(document: Document) -> list[tuple[object, ...]]:
    return [
        (objective.text.value, kr.id and kr.id.value, kr.text.value, [(f.name, f.text.value) for f in kr.fields])
        for objective in document.objectives
        for kr in objective.key_results
    ]


def rewritten(name: str, words: str) -> tuple[str, str, Document]:
    """The text before and after the first key result is rewritten, and the document read from it."""
    document = read(Source(name, DOCUMENTS[name]))
    first = next(document.key_results)
    text = applied(document.source.text, edits(document, first.text.span(), words))
    return document.source.text, text, read(Source(name, text))


@pytest.mark.parametrize("words", [PLAIN, *NASTY])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_is_written_is_read_back_and_the_rest_stays(name: str, words: str) -> None:
    before, after, document = rewritten(name, words)
    wanted = outline(read(Source(name, before)))
    wanted[0] = (wanted[0][0], wanted[0][1], words, wanted[0][3])
    assert any(words in found for found in native(name, after)), after
    if words not in TRIMMED:
        assert outline(document) == wanted, after


def native(name: str, text: str) -> list[str]:
    """All strings that a parser of the format, with no idea of OKRs, finds in a text."""
    if not name.endswith(".md"):
        return strings((yaml.safe_load if name.endswith(".yaml") else json.loads)(text))
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    return ["".join(part.content for part in token.children or ()) for token in tokens if token.type == "inline"]


def strings(node: object) -> list[str]:
    if isinstance(node, dict):
        return [found for value in node.values() for found in strings(value)]
    if isinstance(node, list):
        return [found for value in node for found in strings(value)]
    return [node] if isinstance(node, str) else []


WORDS = st.text(
    st.one_of(
        st.sampled_from(" abcdefgh0159:#,-[]{}'\"\\&*!|>%@`<>_~?=./();€🍎"),
        st.characters(codec="utf-8", exclude_categories=["C", "Z"]),
    ),
    min_size=1,
    max_size=40,
).filter(lambda words: bool(words.strip()))


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if name.endswith(".yaml")])
@given(words=WORDS)
@example(words="a: b")
@example(words="a #b")
def test_yaml_holds_any_words(name: str, words: str) -> None:
    document = read(Source(name, DOCUMENTS[name]))
    span = next(document.key_results).text.span()
    text = applied(document.source.text, edits(document, span, words))
    found = [" ".join(found.split()) for found in strings(yaml.safe_load(text))]
    expected = [" ".join(found.split()) for found in strings(yaml.safe_load(document.source.text))]
    place = next(number for number, said in enumerate(expected) if said.startswith("Rebook"))
    expected[place] = " ".join(words.split())
    assert found == expected, text


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if name.endswith(".md")])
@given(words=WORDS)
def test_markdown_holds_any_words(name: str, words: str) -> None:
    words = " ".join(words.split())
    before, after, _ = rewritten(name, words)
    found, expected = native(name, after), native(name, before)
    place = next(number for number, said in enumerate(expected) if "Rebook" in said)
    assert words in found[place], after
    assert found[:place] + found[place + 1 :] == expected[:place] + expected[place + 1 :], after


@given(words=WORDS)
def test_json_holds_any_words(words: str) -> None:
    _, text, _ = rewritten("okrs.json", words)
    assert " ".join(words.split()) in strings(json.loads(text))
    assert text.isascii()


TOML = """\
# a "comment" with it's quotes
[[objectives]]
objective = "Guests come back"
key_results = ["Basic \\"one\\" here", 'Literal one', '''
Long literal''', \"\"\"Long "basic" one\"\"\"]
"""


def written(module: str, text: str, old: str, words: str) -> str:
    """A text in which `old` is replaced by one of the writers."""
    start = text.index(old)
    writer = import_module(f"okrlint.formats.writing.{module}")
    return applied(text, writer.edits(Source(f"okrs.{module}", text), Span(start, start + len(old)), words))


@pytest.mark.parametrize("old", ['Basic \\"one\\" here', "Literal one", "Long literal", 'Long "basic" one', "one here"])
@given(words=WORDS)
@example(words="it's")
def test_toml_holds_any_words(old: str, words: str) -> None:
    text = TOML.replace('Basic \\"one\\" here', "one here") if old == "one here" else TOML
    words = " ".join(words.split())
    try:
        after = written("toml", text, old, words)
    except UnwritableError:
        assert old == "Long literal"
        assert "''" in words or "'" in (words[0], words[-1])
        return
    before, found = tomllib.loads(text), tomllib.loads(after)
    lists = [one["objectives"][0]["key_results"] for one in (before, found)]
    changed = [pair for pair in zip(*lists, strict=True) if pair[0] != pair[1]]
    assert [pair[1].strip() for pair in changed] in ([words], [])


def test_a_toml_key_is_left_alone() -> None:
    with pytest.raises(UnwritableError, match="no string"):
        written("toml", "[objectives.rebook]\na = 'b'\n", "rebook", "x")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("quoted", [False, True])
@given(words=WORDS)
@example(words='say "yes", or; no\tt|')
def test_csv_holds_any_words(separator: str, ending: str, quoted: bool, words: str) -> None:
    rows = [["Objective", "Key result", "Owner"], ["Come back", "Rebook guests", "I, T; U"], ["", "Bring friends", "T"]]
    out = io.StringIO()
    quoting = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    csv.writer(out, delimiter=separator, lineterminator=ending, quoting=quoting).writerows(rows)
    words = " ".join(words.split())
    after = written("csv", out.getvalue(), "Rebook guests", words)
    rows[1][1] = words
    assert list(csv.reader(io.StringIO(after, newline=""), delimiter=separator)) == rows


def test_part_of_a_csv_cell_keeps_the_rest() -> None:
    text = "id,text\n1,KR1: Rebook guests (Ines)\n"
    assert written("csv", text, "Rebook guests", "now, later") == 'id,text\n1,"KR1: now, later (Ines)"\n'


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)


@given(words=WORDS)
@example(words="a <b> & &amp; </li>")
def test_html_holds_any_words(words: str) -> None:
    words = " ".join(words.split())
    after = written("html", "<ul><li>Rebook <b>all</b> guests</li></ul>", "Rebook <b>all</b> guests", words)
    parser = _Words()
    parser.feed(after)
    parser.close()
    assert parser.found == [words]


@pytest.mark.parametrize(
    ("module", "text", "old", "reason"),
    [
        ("html", '<p><a href="x">Rebook</a> all</p>', "Rebook</a> all", "inside markup"),
        ("html", "<p>Rebook <!-- x --> all</p>", "Rebook <!-- x --> all", "a comment"),
        ("markdown", "- Rebook <!-- okrlint: ignore --> all", "Rebook <!-- okrlint: ignore --> all", "a comment"),
        ("markdown", "- [Rebook](a.md) all", "Rebook](a.md) all", "inside a link"),
        ("markdown", "- `Rebook all`", "Rebook all", "backtick"),
    ],
)
def test_what_would_lose_more_than_words_is_refused(module: str, text: str, old: str, reason: str) -> None:
    with pytest.raises(UnwritableError, match=reason):
        written(module, text, old, "with ` tick")


@pytest.mark.parametrize(
    ("module", "text", "old", "after"),
    [
        ("markdown", "- **KR1: Rebook** all", "Rebook** all", "- **KR1: Come back**"),
        ("markdown", "- **Rebook** all", "Rebook** all", "- Come back"),
        ("markdown", "- Rebook *all (Ines)*", "Rebook *all", "- *Come back (Ines)*"),
        ("html", "<p><b>KR1: Rebook</b> all</p>", "Rebook</b> all", "<p><b>KR1: Come back</b></p>"),
        ("html", "<p>Rebook <i>all</i></p>", "Rebook <i>all", "<p><i>Come back</i></p>"),
        ("org", "- *KR1: Rebook* all", "Rebook* all", "- *KR1: Come back*"),
        ("org", "- Rebook /all/", "Rebook /all", "- Come back"),
        ("mdx", "- Rebook all", "Rebook all", "- Come back"),
    ],
)
def test_emphasis_that_is_shared_stays_in_pairs(module: str, text: str, old: str, after: str) -> None:
    assert written(module, text, old, "Come back") == after


@pytest.mark.parametrize("words", ["*all* of them", "a [[link]]", "one :: two", "* star", "a \\alpha", "and :tag:"])
def test_org_refuses_what_would_be_markup(words: str) -> None:
    with pytest.raises(UnwritableError, match="would be markup"):
        written("org", "- Rebook all", "Rebook all", words)


def test_org_takes_other_words() -> None:
    words = "5 * 3 = 15, a/b and [baseline] to [target]: it's {fine} | so"
    assert written("org", "- Rebook all", "Rebook all", words) == f"- {words}"
    with pytest.raises(UnwritableError, match="would be markup"):
        written("org", "| Rebook all |", "Rebook all", words)


def test_mdx_escapes_braces_and_refuses_expressions() -> None:
    assert written("mdx", "- Rebook all", "Rebook all", "{a} < 5 <b> *c*") == r"- \{a\} \< 5 \<b> \*c\*"
    with pytest.raises(UnwritableError, match="an expression"):
        written("mdx", "- Rebook {all} now", "Rebook {all} now", "x")


def test_plain_text_takes_words_as_they_are() -> None:
    assert written("text", "KR1: Rebook all\n", "Rebook all", "*5* | {x}") == "KR1: *5* | {x}\n"


def test_a_label_that_the_file_defines_is_no_link() -> None:
    text = "- Rebook all\n\n[target]: https://example.org\n"
    assert written("markdown", text, "Rebook all", "12 to [target]").startswith("- 12 to \\[target]\n")


def test_a_full_stop_stays_where_more_follows_on_the_line() -> None:
    text = "# Q3 2026\n\n## Objective: Guests come back\n\n- Rebook all of them. Status: open\n- Rebook some.\n"
    document = read(Source("okrs.md", text))
    spans = [kr.text.span() for kr in document.key_results]
    assert [edits(document, span, "Guests who rebook")[0].replacement for span in spans] == [
        "Guests who rebook.",
        "Guests who rebook",
    ]
    assert edits(document, spans[0], "Who rebooks?")[0].replacement == "Who rebooks?"


@pytest.mark.parametrize(("words", "reason"), [(" \n ", "no words"), ("a\x07b", "control character")])
def test_words_that_no_file_should_have(words: str, reason: str) -> None:
    document = read(Source("okrs.md", DOCUMENTS["okrs.md"]))
    with pytest.raises(UnwritableError, match=reason):
        edits(document, next(document.key_results).text.span(), words)


def test_spreadsheets_are_never_written() -> None:
    document = Document(Source("okrs.xlsx", "Rebook"), "xlsx")
    with pytest.raises(UnwritableError, match="does not write into xlsx files"):
        edits(document, Span(0, 6), "more")
