"""The examples of the repository: two with findings, one without."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrlint import workspace

EXAMPLES = Path(__file__).parents[2] / "examples"


def codes(name: str) -> set[str]:
    """The codes of what is found in an example."""
    result = workspace.check([str(EXAMPLES / name)], workspace.Options(isolated=True))
    assert not result.unreadable
    return {diagnostic.code for diagnostic in result.diagnostics}


def test_the_clean_example_is_clean() -> None:
    assert codes("clinic-okrs.md") == set()


@pytest.mark.parametrize("name", ["library-okrs.md", "orchard-okrs.yaml"])
def test_the_others_have_findings(name: str) -> None:
    assert "OKR314" in codes(name)


def test_the_comment_in_an_example_keeps_something_quiet() -> None:
    assert not {"OKR304", "OKR902"} & codes("orchard-okrs.yaml")
