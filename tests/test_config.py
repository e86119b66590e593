"""Configurations: finding, reading, extending, resolving."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from okrlint import config
from okrlint.core.errors import ConfigError
from okrlint.core.finding import Severity
from okrlint.core.settings import INCLUDE


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project, the current folder."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def wrong(project: Path, text: str) -> str:
    """The error that a configuration gives."""
    (project / "okrlint.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        config.resolve("okrs.md")
    return str(caught.value)


def test_without_a_configuration(project: Path) -> None:
    settings = config.resolve("okrs.md")
    assert (settings.profile, settings.select, settings.fail_on) == ("team", (), Severity.WARNING)
    assert settings.include == INCLUDE
    assert settings.root == str(project)
    assert settings.file == ""
    assert settings.origin("profile") == "default"


def test_every_key_is_read_with_its_origin(project: Path) -> None:
    (project / "okrlint.toml").write_text(
        """\
profile = "strict"
select = ["OKR3", "slogan"]
ignore = ["OKR304"]
fail-on = "error"
min-confidence = 0.5
include = ["plans/"]
exclude = ["archive/"]

[severity]
missing-baseline = "error"
OKR303 = "off"

[per-file-ignores]
"drafts/" = ["OKR2"]

[rules.too-many-key-results]
most = 4

[fields]
"Ziel" = "target"
""",
        encoding="utf-8",
    )
    settings = config.resolve("teams/okrs.md")
    assert settings.profile == "strict"
    assert settings.select == ("OKR3", "slogan")
    assert settings.ignore == ("OKR304", "OKR303")
    assert settings.fail_on is Severity.ERROR
    assert settings.min_confidence == 0.5
    assert settings.include == ("plans/",)
    assert settings.exclude == ("archive/",)
    assert settings.severity == {"missing-baseline": Severity.ERROR}
    assert settings.per_file_ignores == {"drafts/": ("OKR2",)}
    assert settings.options == {"too-many-key-results": {"most": 4}}
    assert settings.fields == {"Ziel": "target"}
    assert settings.file == "okrlint.toml"
    places = {
        ("profile",): 1,
        ("ignore",): 3,
        ("severity", "OKR303"): 11,
        ("per-file-ignores", "drafts/"): 14,
        ("rules", "too-many-key-results", "most"): 17,
        ("fields", "Ziel"): 20,
    }
    assert {keys: settings.origin(*keys) for keys in places} == {
        keys: f"okrlint.toml:{line}" for keys, line in places.items()
    }


def test_the_closest_file_wins_and_nothing_is_merged(project: Path) -> None:
    (project / "okrlint.toml").write_text('profile = "strict"\nignore = ["OKR1"]\n')
    near = project / "teams" / "sales"
    near.mkdir(parents=True)
    (near.parent / ".okrlint.toml").write_text('fail-on = "error"\n')
    settings = config.resolve(near / "okrs.md")
    assert (settings.profile, settings.ignore, settings.fail_on) == ("team", (), Severity.ERROR)
    assert settings.root == str(near.parent)
    assert config.resolve("elsewhere/okrs.md").profile == "strict"
    assert config.resolve(project).profile == "strict"


def test_the_order_in_one_folder(project: Path) -> None:
    (project / "pyproject.toml").write_text('[tool.okrlint]\nprofile = "google"\n')
    assert config.resolve("okrs.md").origin("profile") == "pyproject.toml:2"
    (project / ".okrlint.toml").write_text('profile = "starter"\n')
    assert config.resolve("okrs.md").profile == "starter"
    (project / "okrlint.toml").write_text('profile = "strict"\n')
    assert config.resolve("okrs.md").profile == "strict"


@pytest.mark.parametrize("text", ["[tool.ruff]\nline-length = 9\n", "# okrlint\n[tool]\n", "not = toml = at all"])
def test_a_pyproject_without_our_table_does_not_count(project: Path, text: str) -> None:
    (project / "okrlint.toml").write_text('profile = "strict"\n')
    (project / "inner").mkdir()
    (project / "inner" / "pyproject.toml").write_text(text)
    assert config.resolve("inner/okrs.md").profile == "strict"


def test_a_broken_pyproject_that_speaks_of_okrlint(project: Path) -> None:
    (project / "pyproject.toml").write_text('[tool.okrlint]\nprofile = "team\n')
    with pytest.raises(ConfigError, match=r"^pyproject\.toml:2: is not TOML: illegal character"):
        config.resolve("okrs.md")


def test_the_search_stops_at_the_root_of_a_repository(project: Path) -> None:
    (project / "okrlint.toml").write_text('profile = "strict"\n')
    inner = project / "inner"
    inner.mkdir()
    (inner / ".git").write_text("gitdir: elsewhere\n")
    assert config.resolve(inner / "okrs.md").profile == "team"
    (inner / "okrlint.toml").write_text('profile = "google"\n')
    assert config.resolve(inner / "okrs.md").profile == "google"


def test_overrides_win(project: Path) -> None:
    (project / "okrlint.toml").write_text('profile = "strict"\nignore = ["OKR1"]\nfail-on = "error"\n')
    settings = config.resolve("okrs.md", {"profile": "google", "fail-on": "info"})
    assert (settings.profile, settings.ignore, settings.fail_on) == ("google", ("OKR1",), Severity.INFO)
    assert settings.origin("profile") == "--profile"
    assert settings.origin("ignore") == "okrlint.toml:2"


def test_a_select_of_the_command_line_starts_from_nothing(project: Path) -> None:
    (project / "okrlint.toml").write_text('ignore = ["OKR1"]\n[severity]\nOKR2 = "off"\nOKR3 = "info"\n')
    settings = config.resolve("okrs.md", {"select": ["OKR101"]})
    assert settings.select == ("OKR101",)
    assert settings.ignore == ()
    assert settings.severity == {"OKR3": Severity.INFO}
    assert "severity.OKR2" not in settings.origins


def test_an_impossible_override(project: Path) -> None:
    with pytest.raises(ConfigError, match=r'^--fail-on must be one of "info", "warning", "error", not "never"'):
        config.resolve("okrs.md", {"fail-on": "never"})


def test_a_rule_that_is_switched_off_says_where(project: Path) -> None:
    (project / "okrlint.toml").write_text('[severity]\nOKR2 = "off"\n')
    assert config.resolve("okrs.md").origin("ignore") == "okrlint.toml:2"


def test_extends(project: Path) -> None:
    (project / "shared").mkdir()
    (project / "shared" / "base.toml").write_text(
        'profile = "strict"\nignore = ["OKR1"]\n[severity]\nOKR3 = "info"\nOKR4 = "info"\n'
    )
    (project / "okrlint.toml").write_text(
        'extends = "shared/base.toml"\nignore = ["OKR2"]\n[severity]\nOKR4 = "error"\n'
    )
    settings = config.resolve("okrs.md")
    assert settings.profile == "strict"
    assert settings.ignore == ("OKR2",)
    assert settings.severity == {"OKR3": Severity.INFO, "OKR4": Severity.ERROR}
    assert settings.origin("profile") == "shared/base.toml:1"
    assert settings.origin("severity", "OKR4") == "okrlint.toml:4"
    assert settings.root == str(project)


def test_extends_of_a_pyproject(project: Path) -> None:
    (project / "shared").mkdir()
    (project / "shared" / "pyproject.toml").write_text('[tool.okrlint]\nprofile = "strict"\n')
    (project / "okrlint.toml").write_text('extends = "shared/pyproject.toml"\n')
    assert config.resolve("okrs.md").profile == "strict"


def test_extends_in_a_circle(project: Path) -> None:
    (project / "a.toml").write_text('profile = "team"\n\nextends = "okrlint.toml"\n')
    message = wrong(project, 'extends = "a.toml"\n')
    assert message == "a.toml:3: extends goes in a circle: okrlint.toml -> a.toml -> okrlint.toml"


def test_extends_itself(project: Path) -> None:
    message = wrong(project, 'extends = "okrlint.toml"\n')
    assert message == "okrlint.toml:1: extends goes in a circle: okrlint.toml -> okrlint.toml"


def test_extends_what_is_not_there(project: Path) -> None:
    assert wrong(project, '\nextends = "gone.toml"') == "okrlint.toml:2: extends names gone.toml, which does not exist"


def test_extends_a_pyproject_without_our_table(project: Path) -> None:
    (project / "pyproject.toml").write_text("[project]\n")
    assert wrong(project, 'extends = "pyproject.toml"') == "pyproject.toml: has no table [tool.okrlint]"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('# x\nselct = ["OKR1"]\n', '2: unknown key "selct" (did you mean "select"?)'),
        ('fail_on = "info"\n', '1: unknown key "fail_on" (did you mean "fail-on"?)'),
        ("zzz = 1\n", '1: unknown key "zzz"'),
        ('select = "OKR1"\n', "1: select must be a list, not a string"),
        ('\nselect = ["OKR1",\n 3]\n', "2: item 2 of select must be a string, not a number"),
        ("profile = true\n", "1: profile must be a string, not true or false"),
        ("profile = 2026-01-01\n", "1: profile must be a string, not a date or time"),
        (
            'fail-on = "warn"\n',
            '1: fail-on must be one of "info", "warning", "error", not "warn" (did you mean "warning"?)',
        ),
        ("min-confidence = 1.5\n", "1: min-confidence must be from 0 to 1, not 1.5"),
        ("min-confidence = nan\n", "1: min-confidence must be from 0 to 1, not nan"),
        ('min-confidence = "high"\n', "1: min-confidence must be a number, not a string"),
        ("min-confidence = true\n", "1: min-confidence must be a number, not true or false"),
        (
            '[severity]\nOKR1 = "info"\nOKR304 = "warn"\n',
            '3: severity.OKR304 must be one of "info", "warning", "error", "off", not "warn" (did you mean "warning"?)',
        ),
        ('severity = "info"\n', "1: severity must be a table, not a string"),
        ('[per-file-ignores]\n"a/*" = "OKR1"\n', '2: per-file-ignores."a/*" must be a list, not a string'),
        ("[rules]\n\nslogan = 3\n", "3: rules.slogan must be a table, not a number"),
    ],
)
def test_mistakes_are_named_at_their_line(project: Path, text: str, message: str) -> None:
    assert wrong(project, text) == f"okrlint.toml:{message}"


def test_an_unknown_field(project: Path) -> None:
    message = wrong(project, '[fields]\n"Ziel" = "targt"\n')
    assert message.startswith('okrlint.toml:2: fields.Ziel must be one of "baseline", "target"')
    assert message.endswith('not "targt" (did you mean "target"?)')


def test_the_first_of_several_mistakes(project: Path) -> None:
    assert wrong(project, "zzz = 1\nprofile = 3\n").startswith("okrlint.toml:1: ")
    assert wrong(project, "profile = 3\nzzz = 1\n").startswith("okrlint.toml:1: profile")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('profile = "team"\nselect = [\n', "2: is not TOML: "),
        ("a = 1\na = 2\n", "2: is not TOML: cannot overwrite a value"),
        ("= 1\n", "1: is not TOML: "),
        ('a = "' + "\0" + '"\n', "1: is not TOML: illegal character"),
        ("a = " + "9" * 5000, "1: is not TOML: "),
    ],
)
def test_what_is_no_toml(project: Path, text: str, message: str) -> None:
    found = wrong(project, text)
    assert found.startswith(f"okrlint.toml:{message}")
    assert "\n" not in found


def test_toml_that_is_nested_too_deep(project: Path) -> None:
    found = wrong(project, "a = " + "[" * 100_000 + "]" * 100_000)
    assert found.startswith("okrlint.toml: is not TOML that okrlint can read")


def test_a_configuration_that_is_not_utf_8(project: Path) -> None:
    (project / "okrlint.toml").write_bytes(b'profile = "team"\nignore = ["caf\xe9"]\n')
    with pytest.raises(ConfigError, match=r"^okrlint\.toml:2: is not UTF-8$"):
        config.resolve("okrs.md")


def test_a_configuration_with_a_byte_order_mark_and_line_ends_of_windows(project: Path) -> None:
    (project / "okrlint.toml").write_bytes(b'\xef\xbb\xbf\r\nprofile = "strict"\r\n')
    settings = config.resolve("okrs.md")
    assert (settings.profile, settings.origin("profile")) == ("strict", "okrlint.toml:2")


def test_tool_okrlint_that_is_no_table(project: Path) -> None:
    (project / "pyproject.toml").write_text("[tool]\nokrlint = 3\n")
    with pytest.raises(ConfigError, match=r"^pyproject\.toml:2: tool\.okrlint must be a table$"):
        config.resolve("okrs.md")


def test_a_named_configuration_that_is_not_there(project: Path) -> None:
    with pytest.raises(ConfigError, match=r"^gone\.toml: there is no such configuration file$"):
        config.load("gone.toml")


def test_paths_of_configurations_are_short(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "okrlint.toml").write_text('profile = "strict"\n')
    (project / "teams").mkdir()
    monkeypatch.chdir(project / "teams")
    assert config.resolve("okrs.md").origin("profile") == "../okrlint.toml:1"


def test_a_folder_with_the_name_of_a_configuration(project: Path) -> None:
    (project / "okrlint.toml").mkdir()
    assert config.resolve("okrs.md").profile == "team"


def test_every_answer_on_the_way_up_is_remembered(project: Path) -> None:
    known: dict[str, Any] = {}
    assert config.closest(str(project / "a" / "b"), known) is None
    assert set(known) == {str(project / "a" / "b"), str(project / "a"), str(project)}
    known[str(project)] = "remembered"
    assert config.closest(str(project / "c"), known) == "remembered"


def test_a_configuration_that_cannot_be_read(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "okrlint.toml").write_text("")

    def refuse(*_args: Any, **_kwargs: Any) -> Any:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(ConfigError, match=r"^okrlint\.toml: cannot be read: permission denied$"):
        config.resolve("okrs.md")
