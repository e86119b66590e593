"""The line of every key of a TOML file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from okrlint.config.lines import key_lines, line_of
from okrlint.config.toml import toml_key, toml_value

EXAMPLE = '''# [not-a-table]
profile = "team" # ignore = 3
select = [
  "OKR1", # ] no end
  "a = [",
]
text = """
fail-on = "no key"
[no-table]
"""
"quoted key" = 1
'lit"eral' = 2
a.b."c.d" = 3

[severity]
OKR304 = "info"
inline = { x = 1, y = [{ z = 2 }] }
"caf\\u00e9" = "info"

[ rules . "missing-baseline" ]
allow-new = true
[[several]]
one = 1
[[several]]
one = 2'''


def test_every_key_has_its_line() -> None:
    lines = key_lines(EXAMPLE)
    assert lines == {
        ("profile",): 2,
        ("select",): 3,
        ("text",): 7,
        ("quoted key",): 11,
        ('lit"eral',): 12,
        ("a", "b", "c.d"): 13,
        ("severity",): 15,
        ("severity", "OKR304"): 16,
        ("severity", "inline"): 17,
        ("severity", "café"): 18,
        ("rules", "missing-baseline"): 20,
        ("rules", "missing-baseline", "allow-new"): 21,
        ("several",): 22,
        ("several", "one"): 23,
    }


def test_a_key_inside_an_inline_table_stands_on_its_line() -> None:
    lines = key_lines(EXAMPLE)
    assert line_of(("severity", "inline", "y"), lines) == 17
    assert line_of(("nothing",), lines) == 0


def test_strings_that_look_like_the_end_of_strings() -> None:
    text = "a = '''x''''\nb = \"\"\"\\\"\"\"\"\nc = 'it''s'\n".replace("'it''s'", "'its'")
    assert tomllib.loads(text)
    assert key_lines(text) == {("a",): 1, ("b",): 2, ("c",): 3}


def test_line_ends_of_windows() -> None:
    assert key_lines("a = 1\r\n\r\n[t]\r\nb = 2\r\n") == {("a",): 1, ("t",): 3, ("t", "b"): 4}


keys = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
scalars = st.one_of(st.integers(-5, 5), st.booleans(), st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=2), max_leaves=6
)


def leaves(table: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    for key, value in table.items():
        yield (key,)
        if isinstance(value, dict):
            yield from ((key, *below) for below in leaves(value))


@given(st.lists(st.tuples(keys, values, st.integers(0, 2)), max_size=6, unique_by=lambda entry: entry[0]))
def test_any_file_that_tomllib_reads(entries: list[tuple[str, Any, int]]) -> None:
    lines, expected = [], {}
    for key, value, blank in entries:
        lines += ["# comment ' \" [ {"] * blank
        lines.append(f"{toml_key(key)} = {toml_value(value)}")
        expected[(key,)] = len(lines)
    text = "\n".join(lines)
    assert tomllib.loads(text) == {key: value for key, value, _ in entries}
    assert key_lines(text) == expected
