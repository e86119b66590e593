"""Packs of users: read strictly, on by default, and never more than data."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from okrlint import config, packs
from okrlint.core.errors import ConfigError
from okrlint.core.finding import Severity
from okrlint.core.settings import Settings
from okrlint.engine import decide, rules_for
from okrlint.workspace.catalogue import own_rules, rules

RULE = """\
code: ACME101
name: house-jargon
summary: Words of ours.
severity: warning
applies_to: key_result
check: phrase
with:
  phrases: [north star]
message: '"{phrase}" is jargon'
why: Nobody else knows it.
silences: [vague-quantity, OKR310]
examples:
  bad:
    - "- The <<north star>> rises"
    - "- A <<north star>>"
  good: ["- Calls answered: 3 in 10 to 6 in 10", "- Letters answered: 3 in 10 to 6 in 10"]
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one pack of one rule, the current folder."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "okr-rules").mkdir()
    (tmp_path / "okr-rules" / "jargon.yaml").write_text(RULE, encoding="utf-8")
    (tmp_path / "okrlint.toml").write_text('extend-packs = ["okr-rules"]\n')
    monkeypatch.chdir(tmp_path)
    return tmp_path


def own_codes() -> list[str]:
    """The codes of the rules of packs that hold in the current folder."""
    return [rule.code for rule in own_rules(config.resolve("okrs.md"))]


def wrong() -> str:
    """The mistake in the pack of the current folder."""
    with pytest.raises(ConfigError) as caught:
        own_codes()
    return str(caught.value)


def test_a_pack_is_read(project: Path) -> None:
    rule = own_rules(config.resolve("okrs.md"))[0]
    assert (rule.code, rule.severity, rule.url) == ("ACME101", Severity.WARNING, "")
    assert (rule.pack, rule.origin) == (str(project / "okr-rules"), "okr-rules/jargon.yaml")
    assert [one.code for one in rules(config.resolve("okrs.md"))][-2:] == ["OKR903", "ACME101"]


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("code: ACME101", "code: OKR101", 1, 'begin with "OKR"'),
        ("code: ACME101", "code: OKRX101", 1, 'begin with "OKR"'),
        ("code: ACME101", "code: A101", 1, '"code" must look like'),
        ("code: ACME101", "code: ACME10101", 1, '"code" must look like'),
        ("name: house-jargon", "name: activity", 2, '"activity" is already OKR102 activity of okrlint itself'),
        ("name: house-jargon", "name: okr102", 2, "would be taken for a code"),
        ("name: house-jargon", "name: all", 2, "would be taken for a code"),
        ("severity: warning", "severity: fatal", 4, "must be one of info, warning, error"),
        ("severity: warning", "severity: warning\nfix: yes", 5, 'unknown key "fix"'),
        ("why: Nobody else knows it.\n", "", 1, '"why" is missing'),
        ("applies_to: key_result", "applies_to: document", 5, 'the check "phrase" is for key_result, objective'),
        ("applies_to: key_result", "applies_to: suppression", 5, '"applies_to" must be one of key_result, objective'),
        ("check: phrase", "check: frase", 6, 'names the check "frase", which does not exist (did you mean "phrase"?)'),
        ("check: phrase", "check: os.path", 6, '"check" must look like'),
        ("check: phrase", "check: __init__", 6, "does not exist"),
        ("check: phrase", "check: sys", 6, "does not exist"),
        ("  phrases:", "  prases:", 8, 'has no option "prases" (did you mean "phrases"?)'),
        ("[north star]", "north star", 8, 'the option "phrases" of ACME101 house-jargon must be a list'),
        ("OKR310]", "OKR3100]", 11, '"silences" names "OKR3100", which is no rule'),
        ("OKR310]", "ACME101]", 11, '"silences" names ACME101 itself'),
        ("OKR310]", "OKR310]\nadds: {OKR3: more}", 12, '"adds" names "OKR3", which is no rule'),
        ("<<north star>> rises", "<<north star rises", 14, "<< and >> do not pair"),
        ("why: Nobody", "why: &a Nobody", 10, ""),
        ("why: Nobody else knows it.", "why: [*a, *a]", 10, "aliases and tags are not supported"),
        ("why: Nobody else knows it.", "why: !!python/object/apply:os.abort []", 10, "aliases and tags are not"),
        ("why: Nobody else knows it.", "why: a\0b", 10, "a control character"),
    ],
)
def test_a_mistake_is_named_at_its_line(project: Path, old: str, new: str, line: int, says: str) -> None:
    text = RULE.replace(old, new, 1)
    assert text != RULE
    (project / "okr-rules" / "jargon.yaml").write_text(text, encoding="utf-8")
    if not says:
        assert own_codes() == ["ACME101"]
        return
    assert wrong().startswith(f"okr-rules/jargon.yaml:{line}: ")
    assert says in wrong()


def test_yaml_that_grows_or_never_ends_is_refused(project: Path) -> None:
    pairs = zip("abcde", "bcdef", strict=True)
    bomb = "a: &a [x, x]\n" + "".join(f"{name}: &{name} [*{old}, *{old}]\n" for old, name in pairs)
    for text, says in ((bomb, "aliases"), ("[" * 100_000, "nested too deep"), ("#" * 1_000_001, "1000000 bytes")):
        (project / "okr-rules" / "more.yaml").write_text(text)
        assert wrong().startswith("okr-rules/more.yaml")
        assert says in wrong()


def test_a_huge_number_is_no_mistake_of_okrlint(project: Path) -> None:
    text = RULE.replace("[north star]", "[north star]\n  only_type: " + "9" * 6000)
    (project / "okr-rules" / "jargon.yaml").write_text(text, encoding="utf-8")
    assert 'the option "only_type"' in wrong()


def test_codes_and_names_may_not_repeat(project: Path) -> None:
    (project / "okr-rules" / "other.yml").write_text(RULE, encoding="utf-8")
    assert wrong() == 'okr-rules/other.yml:1: "ACME101" is already ACME101 house-jargon of okr-rules/jargon.yaml'
    (project / "okr-rules" / "other.yml").write_text(RULE.replace("ACME101", "ACME102"), encoding="utf-8")
    assert wrong().startswith('okr-rules/other.yml:2: "house-jargon" is already')
    text = RULE.replace("ACME101", "ACME1012").replace("house-jargon", "other")
    (project / "okr-rules" / "other.yml").write_text(text, encoding="utf-8")
    assert 'okr-rules/other.yml:1: "ACME1012" and "ACME101" begin alike' in wrong()


def test_rules_may_not_silence_each_other(project: Path) -> None:
    text = RULE.replace("ACME101", "ACME102").replace("house-jargon", "other").replace("OKR310", "ACME101")
    (project / "okr-rules" / "other.yaml").write_text(text, encoding="utf-8")
    assert own_codes() == ["ACME101", "ACME102"]
    (project / "okr-rules" / "jargon.yaml").write_text(RULE.replace("OKR310", "other"), encoding="utf-8")
    assert wrong().endswith("ACME101 and ACME102 silence each other")


def test_folders_that_cannot_be_packs(project: Path) -> None:
    settings = project / "okrlint.toml"
    settings.write_text('profile = "team"\nextend-packs = ["gone"]\n')
    assert wrong() == "okrlint.toml:2: extend-packs names gone, which is no folder"
    settings.write_text('extend-packs = ["okrlint.toml"]\n')
    assert "which is no folder" in wrong()
    (project / "empty").mkdir()
    settings.write_text('extend-packs = ["okr-rules", "empty"]\n')
    assert wrong() == "okrlint.toml:1: extend-packs names empty, which has no rule files (.yaml)"


def test_a_named_folder_may_be_a_link_but_what_is_in_it_stays_in_it(project: Path) -> None:
    (project / "okrlint.toml").write_text('extend-packs = ["linked", "okr-rules"]\n')
    try:
        (project / "linked").symlink_to(project / "okr-rules", target_is_directory=True)
    except OSError:
        pytest.skip("no links here")
    assert own_codes() == ["ACME101"]
    (project / "outside.yaml").write_text(RULE.replace("101", "102"), encoding="utf-8")
    (project / "okr-rules" / "out.yaml").symlink_to(project / "outside.yaml")
    assert "is a link that leads out of its pack" in wrong()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_waited_for(project: Path) -> None:
    os.mkfifo(project / "okr-rules" / "pipe.yaml")
    assert wrong() == "okr-rules/pipe.yaml: is not a file"


def test_a_pack_cannot_run_anything(project: Path) -> None:
    marker = project / "it-ran"
    code = f"from pathlib import Path\nPath({str(marker)!r}).touch()\n\ndef check(node, facts):\n    return ()\n"
    for name in ("__init__.py", "evil.py", "phrase.py", "conftest.py", "sitecustomize.py"):
        (project / "okr-rules" / name).write_text(code)
    assert own_codes() == ["ACME101"]
    rules_for(config.resolve("okrs.md"), rules(config.resolve("okrs.md")), packs.profiles())
    for name in ("evil", "jargon", "okr_rules", "okr-rules.evil", "../okr-rules/evil", "okr-rules/evil.py"):
        text = RULE.replace("check: phrase", f"check: {name}")
        (project / "okr-rules" / "jargon.yaml").write_text(text, encoding="utf-8")
        assert wrong().startswith("okr-rules/jargon.yaml:6: ")
    assert not marker.exists()
    assert not any(name in sys.modules for name in ("evil", "okrlint.checks.evil"))


def test_a_change_is_seen(project: Path) -> None:
    assert own_codes() == ["ACME101"]
    (project / "okr-rules" / "second.yaml").write_text(
        RULE.replace("ACME101", "ACME102").replace("house-jargon", "other"), encoding="utf-8"
    )
    assert own_codes() == ["ACME101", "ACME102"]
    (project / "okr-rules" / "jargon.yaml").unlink()
    assert own_codes() == ["ACME102"]


def test_packs_are_inherited_and_add_up(project: Path) -> None:
    team = project / "teams" / "sales"
    (team / "mine").mkdir(parents=True)
    text = RULE.replace("ACME101", "SALES101").replace("house-jargon", "sales-talk")
    (team / "mine" / "talk.yaml").write_text(text, encoding="utf-8")
    (team / "okrlint.toml").write_text('extends = "../../okrlint.toml"\n')
    settings = config.resolve(team / "okrs.md")
    assert settings.extend_packs == (str(project / "okr-rules"),)
    assert settings.origin("extend-packs", str(project / "okr-rules")) == "okrlint.toml:1"
    (team / "okrlint.toml").write_text('extends = "../../okrlint.toml"\nextend-packs = ["mine", "../../okr-rules"]\n')
    settings = config.resolve(team / "okrs.md")
    assert settings.extend_packs == (str(project / "okr-rules"), str(team / "mine"))
    assert [rule.code for rule in own_rules(settings)] == ["ACME101", "SALES101"]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("", "on"),
        ('profile = "starter"', "on"),
        ('profile = "strict"', "on"),
        ('ignore = ["ACME"]', "muted"),
        ('ignore = ["ACME1"]', "muted"),
        ('ignore = ["house-jargon"]', "muted"),
        ('ignore = ["ACM"]', None),
        ('select = ["OKR3"]', "off"),
        ('select = ["acme101"]', "on"),
        ('select = ["ALL"]', "on"),
        ('[severity]\nACME101 = "off"', "muted"),
        ('[severity]\nhouse-jargon = "error"', "on"),
    ],
)
def test_which_rules_of_a_pack_run(project: Path, text: str, state: str | None) -> None:
    (project / "okrlint.toml").write_text(f'extend-packs = ["okr-rules"]\n{text}\n')
    settings = config.resolve("okrs.md")
    if state is None:
        with pytest.raises(ConfigError, match=r'okrlint\.toml:2: there is no rule "ACM"'):
            rules_for(settings, rules(settings), packs.profiles())
        return
    rules_for(settings, rules(settings), packs.profiles())
    decision = decide(settings, own_rules(settings)[0], packs.profiles())
    assert decision.state == state
    assert state == "off" or decision.reasons[0].endswith("turns it on")


def test_without_packs_there_are_the_rules_of_okrlint() -> None:
    assert rules(Settings()) is packs.core_rules()
