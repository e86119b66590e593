"""What is read from HTML, plain text, org, MDX and TOML, as people and programs write them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from origins import mistakes, texts

from okrlint.core.source import Source
from okrlint.formats import read

SHAPES = yaml.safe_load((Path(__file__).parent / "texts.yaml").read_text(encoding="utf-8"))


def outline(text: str, path: str) -> list[str]:
    """Objectives and key results, a line each, with ids before and fields behind them."""
    found = []
    for objective in read(Source(path, text)).objectives:
        for mark, one in (("", objective), *(("- ", kr) for kr in objective.key_results)):
            ident = f"({one.id}) " if one.id else ""
            fields = "".join(f" {field.name}={field.text}" for field in one.fields)
            found.append(f"{mark}{ident}{one.text}{fields}")
    return found


@pytest.mark.parametrize("name", SHAPES)
def test_shapes(name: str) -> None:
    assert outline(SHAPES[name]["text"], name) == SHAPES[name]["outline"].splitlines()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("name", [name for name in SHAPES if not name.endswith(".toml")])
def test_texts_of_shapes_stand_where_they_say(name: str, end: str) -> None:
    source = Source(name, SHAPES[name]["text"].replace("\n", end))
    document = read(source)
    assert document.objectives
    assert [mistake for text in texts(document) for mistake in mistakes(text, source.text)] == []
