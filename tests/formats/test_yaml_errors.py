"""YAML that cannot be read: one plain line, at the right place, and soon."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from unittest.mock import patch

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from okrlint.core.errors import UnreadableError
from okrlint.core.source import Source
from okrlint.formats import read

LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(12)
)
JARGON = re.compile(r"token|parsing|scanning|stream|<unicode string>|block mapping|node|scalar")
LOADERS = ["CSafeLoader", "SafeLoader"]


@pytest.fixture(params=LOADERS)
def _loader(request: pytest.FixtureRequest) -> Iterator[None]:
    with patch.object(yaml, "CSafeLoader", getattr(yaml, request.param)):
        yield


@pytest.mark.usefixtures("_loader")
@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("a: b\nkr: Raise NPS: from 3 to 4\n", "2:14", "a second ': ' in one line"),
        ("a: b\n  c: d\n", "2:4", "a key is not expected here"),
        ("a:\n\tb: c\n", "2:1", "a tab is used to indent"),
        ("a:\n  - b\n\t- c\n", "3:1", "a tab is used to indent"),
        ("a: 'foo\nb: c\n", "1:4", "opened here and never closed"),
        ('\ufeffa: "foo\r\nb: c\r\n', "1:5", "opened here and never closed"),
        ("a: 'it's here'\n", "1:8", "goes on after its closing quotation mark"),
        ('a: "x" and "y"\n', "1:8", "goes on after its closing quotation mark"),
        ("- ok\n- **Bold** words\n", "2:3", "a text that starts with '*' must stand in quotes"),
        ("- *bold words\n", "1:3", "the alias *bold repeats nothing"),
        ("- @ines owns it\n", "1:3", "a text that starts with '@' must stand in quotes"),
        ("- % of guests\n", "1:3", "a text that starts with '%' must stand in quotes"),
        ("- `code`\n", "1:3", "a text that starts with '`' must stand in quotes"),
        ("- & more\n", "1:3", "a text that starts with '&' must stand in quotes"),
        ("- !x!y z\n", "1:3", "a text that starts with '!' must stand in quotes"),
        ("- > quoted\n", "1:3", "a text that starts with '|' or '>'"),
        ("krs:\n  - a\n - b\n", "3:2", "check the indentation"),
        ("a: [b, c\nd: e\n", "1:4", "lacks a ',' or a ']'"),
        ("a: {b: c\n", "1:4", "lacks a ',' or a '}'"),
        ("a: b\nfoo\nc: d\n", "2:1", "a ':' is missing after this"),
        ("a: - b\n", "1:4", "a list must begin in a line of its own"),
        ('a: "\\q"\n', None, "must be written twice"),
        ("a: &x [*x]\n", "1:8", "stands inside the very thing that it repeats"),
        ("a: b\n<<<<<<< HEAD\nc: d\n=======\nc: e\n>>>>>>> main\n", "2:1", "a merge conflict is not resolved"),
        ("a: b\0\n", "1:5", "a NUL byte"),
        ("a: 😀\n b\x07\n", "2:3", "a control character (U+0007)"),
        ("a: \ud800\n", "1:4", "a control character (U+D800)"),
        ("%YAML 3.0\n--- a\n", "1:1", "this version of YAML is not known"),
        ("[" * 10_000, "1:65", "nested more than 64 levels"),
        ("[\n" * 10_000, "65:1", "nested more than 64 levels"),
        ("{a: " * 10_000, "1:257", "nested more than 64 levels"),
        ("- " * 10_000, "1:129", "nested more than 64 levels"),
        ("".join(" " * n + "a:\n" for n in range(1000)), "65:65", "nested more than 64 levels"),
        (LAUGHS, None, "aliases repeat more than 100,000 values"),
        (LAUGHS.replace("x", "[]"), None, "aliases repeat more than 100,000 values"),
        (
            "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 400)),
            "64:12",
            "more than 64 levels",
        ),
    ],
)
def test_bad_yaml_is_one_plain_line(text: str, place: str | None, reason: str) -> None:
    with pytest.raises(UnreadableError, match=re.escape(reason)) as caught:
        read(Source("plan.yaml", text))
    line = str(caught.value)
    assert re.match(rf"plan\.yaml:{place or '[0-9]+:[0-9]+'}: cannot be read: ", line)
    assert "\n" not in line
    assert not JARGON.search(line)


@pytest.mark.parametrize(("escape", "column"), [("\\U00110000", 5), ("\\UFFFFFFFF", 5)])
def test_an_escape_beyond_unicode(escape: str, column: int) -> None:
    with (
        patch.object(yaml, "CSafeLoader", yaml.SafeLoader),
        pytest.raises(UnreadableError, match="names no character") as caught,
    ):
        read(Source("plan.yaml", f'a: "{escape}"\n'))
    assert (caught.value.line, caught.value.column) == (1, column)


@pytest.mark.usefixtures("_loader")
def test_tags_are_never_acted_on(tmp_path: Path) -> None:
    text = f"""objective: !!python/name:os.system Guests return
krs:
- !!python/object/apply:os.mkdir ["{tmp_path}/made from 1 to 2"]
- !unknown Bookings from 3 to 5
- !!int Reviews from 1 to 2
"""
    document = read(Source("plan.yaml", text))
    assert [str(result.text) for result in document.key_results][1:] == ["Bookings from 3 to 5", "Reviews from 1 to 2"]
    assert str(document.objectives[0].text) == "Guests return"
    assert list(tmp_path.iterdir()) == []


START = "okrs:\n- objective: Guests return\n  krs:\n"


def refused(text: str) -> str:
    """The line that a person sees, empty where the text is read."""
    try:
        document = read(Source("okrs.yaml", text))
    except UnreadableError as error:
        return str(error)
    spans = [result.text.span() for result in document.key_results]
    assert all(0 <= span.start <= span.end <= len(text) for span in spans)
    return ""


@pytest.mark.parametrize(
    ("text", "bad"),
    [
        (f"{START}  - " + "word " * 2_000_000, False),
        (f'{START}  - "' + "\\n\\u00e9 " * 1_000_000 + '"\n', False),
        (f"{START}  - a" + " " * 1_000_000 + "b c\n", False),
        (f"{START}    " + "1" * 60 + "!: b c\n", False),
        (START + "".join(f"    KR{n}: Shops from 1 to {n}\n" for n in range(20_000)), False),
        ("".join(f"- {{objective: Guests return {n}, kr: Bookings from 1 to {n}}}\n" for n in range(10_000)), False),
        ("# okrlint: ignore\n" * 50_000, False),
        (LAUGHS, True),
        ("!" * 100_000, False),
        ("- !a" + " \n" * 100_000 + "  b\n", False),
        (": " * 100_000, True),
    ],
    ids=range(11),
)
def test_nothing_hangs(text: str, bad: bool) -> None:
    begun = perf_counter()
    assert bool(refused(text)) == bad
    assert perf_counter() - begun < 20


# fmt: off
PARTS = [
    "okrs:", "krs: ", "title: ", "kr: ", "objective: ", "owner: ", "teams: ", "Q3 2026: ", "results: ", "KR1: ",
    "Guests return 3", "$ref: ", "- ", ", ", ": ", "? ", "<<: ", "[", "]", "{", "}", "'", '"', "|", "|2-", ">", "&a ",
    "\n", "\n  ", "\n    ", "\r\n", "---\n", "...\n", "\t", "~", "\\", "%", "@", "\\x41", "\\U00110000", "é😀",
    "*a", "!t ", "\u2028", "\x85", "\ufeff", "# okrlint: ignore",
]
# fmt: on


@given(st.lists(st.sampled_from(PARTS), max_size=30).map("".join) | st.text(), st.sampled_from(LOADERS))
def test_any_text_is_read_or_refused(text: str, loader: str) -> None:
    with patch.object(yaml, "CSafeLoader", getattr(yaml, loader)):
        assert re.fullmatch(r"|okrs\.yaml:\d+:\d+: cannot be read: [^\n]+", refused(text))
