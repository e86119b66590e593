"""Any configuration, rule file or baseline is taken, or refused with one line."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from okrlint.core.errors import OkrlintError
from okrlint.packs.own import own_rules
from okrlint.workspace import baseline
from okrlint.workspace.settings import Options, SettingsFinder

WORDS = "select extends severity rules name examples with version findings OKR1 1e999 [ ] { } 1 , ' *a"
PARTS = st.sampled_from([*WORDS.split(), '"', "''' ", "code: BAK101\n", "= ", ": ", "\n", "- ", "&a ", "!!x ", "<<: "])
TEXTS = st.one_of(st.lists(PARTS, max_size=25).map("".join), st.text(max_size=60))


def refusal(name: str, text: str, folder: str) -> str:
    """Why okrlint does not take a file of its own; "" where it does."""
    path = Path(folder, name)
    path.write_text(text, encoding="utf-8", errors="replace")
    try:
        if name == "okrlint.toml":
            SettingsFinder(Options()).of_folder(folder)
        elif name.endswith(".json"):
            baseline.load(str(path))
        else:
            own_rules({folder: folder}, ())
    except OkrlintError as error:
        return str(error)
    return ""


@settings(max_examples=150)
@given(st.sampled_from(["okrlint.toml", "BAK101-x.yaml", "okrlint-baseline.json"]), TEXTS)
def test_any_text_is_taken_or_refused_with_one_line(name: str, text: str) -> None:
    with TemporaryDirectory() as folder:
        said = refusal(name, text, folder)
    assert "\n" not in said
    assert not said or name in said
