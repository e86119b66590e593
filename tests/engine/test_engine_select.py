"""Which rules run under which settings, and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrlint.core.errors import ConfigError
from okrlint.core.finding import Severity
from okrlint.core.rule import Profile, Rule
from okrlint.core.settings import Settings
from okrlint.engine import decide, rules_for


def _rule(code: str, name: str) -> Rule:
    return Rule(code, name, "A rule.", Severity.WARNING, "document", "key_result_count", "{count}")


VAGUE, TWO, WINDOW, MANY = (
    _rule("OKR304", "vague-quantity"),
    _rule("OKR310", "two-measures"),
    _rule("OKR309", "missing-window"),
    _rule("OKR601", "too-many-objectives"),
)
RULES = (VAGUE, TWO, WINDOW, MANY)
PROFILES = {
    "team": Profile("team", "Team.", select=("OKR304", "OKR310", "OKR601", "OKR101")),
    "strict": Profile("strict", "All.", select=("ALL",)),
    "own": Profile("own", "Own.", "team", ignore=("OKR601",), severity={"OKR3": Severity.INFO}),
    "back": Profile("back", "Back.", "own", select=("too-many-objectives",)),
}
TEAM = Settings()


def states(settings: Settings) -> dict[str, str]:
    """What is decided for every rule."""
    return {rule.code: decide(settings, rule, PROFILES).state for rule in RULES}


def test_the_profile_decides() -> None:
    assert states(TEAM) == {"OKR304": "on", "OKR310": "on", "OKR309": "off", "OKR601": "on"}
    assert set(states(Settings(profile="strict")).values()) == {"on"}


def test_a_profile_goes_on_from_the_one_that_it_extends() -> None:
    assert states(Settings(profile="own")) == {"OKR304": "on", "OKR310": "on", "OKR309": "off", "OKR601": "muted"}
    assert states(Settings(profile="back"))["OKR601"] == "on"
    assert decide(Settings(profile="back"), VAGUE, PROFILES).severity is Severity.INFO


def test_select_replaces_what_the_profile_selects() -> None:
    assert states(TEAM._replace(select=("OKR309",))) == {
        "OKR304": "off",
        "OKR310": "off",
        "OKR309": "on",
        "OKR601": "off",
    }


@pytest.mark.parametrize("selector", ["OKR304", "okr304", "vague-quantity", "OKR3", "OKR", "ALL", "OKR30"])
def test_a_rule_is_meant_by_code_start_name_or_all(selector: str) -> None:
    assert states(TEAM._replace(select=(selector,)))["OKR304"] == "on"


@pytest.mark.parametrize("selector", ["OKR31", "OKR3045", "vague", "VAGUE-QUANTITY", "OK", "O", "304"])
def test_and_by_nothing_else(selector: str) -> None:
    from okrlint.engine.selectors import specificity

    assert specificity(selector, "OKR304", "vague-quantity") == 0


@pytest.mark.parametrize(
    ("select", "ignore", "state"),
    [
        (("OKR3",), ("OKR304",), "muted"),
        (("OKR304",), ("OKR3",), "on"),
        (("vague-quantity",), ("OKR3",), "on"),
        (("ALL",), ("OKR3",), "muted"),
        (("OKR3",), ("ALL",), "on"),
        (("OKR30",), ("OKR3",), "on"),
        (("OKR304",), ("vague-quantity",), "muted"),
        (("OKR3",), ("OKR3",), "muted"),
        (("OKR6",), ("OKR304",), "off"),
        ((), ("OKR304",), "muted"),
        ((), ("OKR6",), "on"),
    ],
)
def test_the_most_exact_selector_wins_and_ignore_wins_a_tie(
    select: tuple[str, ...], ignore: tuple[str, ...], state: str
) -> None:
    assert states(TEAM._replace(select=select, ignore=ignore))["OKR304"] == state


def test_an_ignored_rule_that_nothing_turned_on_does_not_run() -> None:
    settings = TEAM._replace(ignore=("OKR309",))
    assert states(settings)["OKR309"] == "off"
    assert "OKR309" not in {bound.rule.code for bound in rules_for(settings, RULES, PROFILES)}


def test_rules_for_binds_what_runs() -> None:
    settings = TEAM._replace(ignore=("OKR601",), severity={"OKR304": Severity.ERROR}, options={"OKR310": {"most": 3}})
    bound = {one.rule.code: one for one in rules_for(settings, RULES, PROFILES)}
    assert set(bound) == {"OKR304", "OKR310", "OKR601"}
    assert bound["OKR601"].muted
    assert not bound["OKR304"].muted
    assert bound["OKR304"].severity is Severity.ERROR
    assert bound["OKR310"].options == {"most": 3}


def test_severities_by_start_of_code_and_by_code() -> None:
    severity = {"OKR3": Severity.INFO, "two-measures": Severity.ERROR}
    settings = TEAM._replace(severity=severity)
    assert decide(settings, VAGUE, PROFILES).severity is Severity.INFO
    assert decide(settings, TWO, PROFILES).severity is Severity.ERROR
    assert decide(settings, MANY, PROFILES).severity is Severity.WARNING


def test_options_under_code_and_name_are_one() -> None:
    options = {"OKR304": {"most": 3}, "vague-quantity": {"least": 2}}
    bound = rules_for(TEAM._replace(options=options), RULES, PROFILES)
    assert bound[0].options == {"most": 3, "least": 2}


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        (TEAM._replace(select=("OKR3004",)), r'there is no rule "OKR3004" \(did you mean "OKR304"\?\)'),
        (TEAM._replace(ignore=("vague-quantty",)), r'"vague-quantty" \(did you mean "vague-quantity"\?\)'),
        (TEAM._replace(severity={"OKR9": Severity.INFO}), 'there is no rule "OKR9"'),
        (TEAM._replace(options={"zzz": {}}), 'there is no rule "zzz"$'),
        (TEAM._replace(per_file_ignores={"*.md": ("OKR7",)}), 'there is no rule "OKR7"'),
        (TEAM._replace(profile="teem"), r'there is no profile "teem" \(did you mean "team"\?\)'),
        (TEAM._replace(options={"OKR304": {"mst": 3}}), r'has no option "mst" \(did you mean "most"\?\)'),
        (TEAM._replace(per_file_ignores={"*.md": ("OKR304",), "!": ("OKR304",)}), "is not a glob"),
    ],
)
def test_a_mistake_is_refused(settings: Settings, says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        rules_for(settings, RULES, PROFILES)


def test_a_mistake_is_named_with_its_place() -> None:
    origins = {"ignore": "okrlint.toml:4", "rules": "okrlint.toml:9", "rules.OKR304": "okrlint.toml:10"}
    with pytest.raises(ConfigError, match=r'^okrlint\.toml:4: there is no rule "OKR9"'):
        rules_for(TEAM._replace(ignore=("OKR9",), origins=origins), RULES, PROFILES)
    with pytest.raises(ConfigError, match=r"^okrlint\.toml:10: OKR304 vague-quantity has no option"):
        rules_for(TEAM._replace(options={"OKR304": {"mst": 3}}, origins=origins), RULES, PROFILES)


def test_a_code_that_a_profile_reserves_may_be_named_before_its_rule_exists() -> None:
    assert rules_for(TEAM._replace(ignore=("OKR101",)), RULES, PROFILES)


def test_the_reasons_of_a_decision() -> None:
    origins = {"ignore": "okrlint.toml:4", "severity.OKR3": "okrlint.toml:7"}
    settings = TEAM._replace(ignore=("vague-quantity",), severity={"OKR3": Severity.INFO}, origins=origins)
    assert decide(settings, VAGUE, PROFILES).reasons == (
        'profile "team" (select OKR304) turns it on',
        "okrlint.toml:4: ignore vague-quantity keeps it quiet; it still runs, so that what it silences stays silent",
        "okrlint.toml:7: severity OKR3 makes it info",
    )
    assert decide(TEAM, WINDOW, PROFILES).reasons == (
        'profile "team" does not turn it on',
        "the rule itself is warning",
    )
    assert decide(TEAM._replace(select=("OKR6",)), VAGUE, PROFILES).reasons[0] == "select does not turn it on"
    own = decide(Settings(profile="own"), VAGUE, PROFILES)
    assert own.reasons[-1] == 'profile "own" (severity OKR3) makes it info'


def test_quiet_in_some_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings = TEAM._replace(root=str(tmp_path), per_file_ignores={"drafts/": ("OKR3",), "*-old.md": ("OKR601",)})
    bound = {one.rule.code: one for one in rules_for(settings, RULES, PROFILES)}
    assert bound["OKR304"].ignored_in == ("drafts/",)
    assert not bound["OKR304"].muted
    decision = decide(settings, VAGUE, PROFILES, "drafts/okrs.md")
    assert decision.state == "muted"
    assert 'per-file-ignores "drafts/" keeps it quiet' in decision.reasons
    assert decide(settings, VAGUE, PROFILES, "okrs.md").state == "on"
    assert decide(settings, MANY, PROFILES, "drafts/okrs-old.md").state == "muted"
