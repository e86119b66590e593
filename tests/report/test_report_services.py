"""Reports for services: SARIF, GitHub, GitLab, JUnit, reviewdog."""

from __future__ import annotations

import json
import re
from typing import Any
from xml.etree import ElementTree as Tree

import pytest
from report_sample import HOSTILE, INFO, RUN, SOURCE, URL, WARNING, at

from okrlint.report import github, gitlab, junit, rdjson, sarif
from okrlint.report.run import Run

SAFE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@pytest.fixture(scope="module")
def log() -> Any:
    """The run of the SARIF log."""
    value = json.loads(sarif.render(RUN))
    assert (value["version"], len(value["runs"])) == ("2.1.0", 1)
    return value["runs"][0]


def test_sarif_has_the_rules_that_spoke_with_what_github_wants(log: Any) -> None:
    rules = {rule["id"]: rule for rule in log["tool"]["driver"]["rules"]}
    assert sorted(rules) == ["ACME1", "OKR101", "OKR112"]
    rule = rules["OKR101"]
    assert (rule["shortDescription"]["text"], rule["fullDescription"]["text"]) == (
        "A thing to finish.",
        "Nobody may notice. So ask.",
    )
    assert "- Ship it" in rule["help"]["text"]
    assert rule["helpUri"] == URL
    assert rule["defaultConfiguration"] == {"level": "warning"}
    assert rules["ACME1"]["fullDescription"]["text"] == "ACME1 own"


def test_sarif_results_stand_at_their_places(log: Any) -> None:
    first, second, sheet = log["results"]
    assert [one["level"] for one in log["results"]] == ["error", "warning", "note"]
    assert all(log["tool"]["driver"]["rules"][one["ruleIndex"]]["id"] == one["ruleId"] for one in log["results"])
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "team%20a/%C3%B6krs,1%3A2.md"
    assert place["region"] | {"snippet": None} == {
        "startLine": 2,
        "startColumn": 6,
        "endLine": 2,
        "endColumn": 6 + len(HOSTILE),
        "snippet": None,
    }
    assert first["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 3
    assert sheet["locations"][0]["physicalLocation"]["region"]["startLine"] == 1
    assert sheet["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "Sheet1!B1"}]
    assert sheet["message"]["text"].startswith("Sheet1!B1: ")
    assert second["partialFingerprints"] != first["partialFingerprints"]
    assert first["partialFingerprints"]["primaryLocationLineHash"].endswith(":1")


def test_sarif_messages_hold_no_links_and_fixes_say_what_changes(log: Any) -> None:
    first = log["results"][0]
    assert "](" not in json.dumps([first["message"], first["relatedLocations"]])
    assert "Try: Another <b>key result</b>" in first["message"]["text"]
    changes = [one["artifactChanges"][0]["replacements"][0] for one in first["fixes"]]
    assert [one["insertedContent"]["text"] for one in changes] == [
        "Second",
        "Teams that use it: [baseline] to [target]",
    ]
    assert changes[0]["deletedRegion"] == {"startLine": 3, "startColumn": 3, "endLine": 3, "endColumn": 15}


def test_sarif_says_what_could_not_be_read(log: Any) -> None:
    (invocation,) = log["invocations"]
    (told,) = invocation["toolExecutionNotifications"]
    assert not invocation["executionSuccessful"]
    assert told["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "scan.md"
    assert json.loads(sarif.render(Run()))["runs"][0]["invocations"][0]["executionSuccessful"]


def test_an_absolute_path_is_a_file_address() -> None:
    assert sarif._artifact("/srv/okrs 1.md") == {"uri": "file:///srv/okrs%201.md"}
    assert sarif._artifact("D:/okrs 1.md") == {"uri": "file:///D:/okrs%201.md"}


def test_github_has_one_command_a_line() -> None:
    lines = github.render(RUN).split("\n")
    assert [line.split(" ")[0] for line in lines[:4]] == ["::error", "::warning", "::notice", "::error"]
    assert lines[1] == (
        "::warning title=ACME1 own,file=team a/ökrs%2C1%3A2.md,line=3,endLine=3,col=3,endColumn=9::A rule of one's own"
    )
    assert lines[2] == ("::notice title=OKR112 unclear-kind,file=plan.xlsx::Sheet1!B1: Which?%0AAsk: Who <i>gains</i>?")
    assert lines[3] == "::error title=cannot be read,file=scan.md,line=2,col=3::it is a binary file, not text"
    assert lines[4:] == ["1 error, 1 warning, 1 info in 2 files; 3 objectives, 3 key results read", ""]
    assert "%250A" in lines[0]


def test_github_takes_columns_only_on_one_line() -> None:
    long = WARNING._replace(span=at(SOURCE, "🍎 O1\n- KR"))
    assert "line=1,endLine=2::" in github.render(Run([long]))


def test_gitlab_gives_everything_a_fingerprint_of_its_own() -> None:
    found = json.loads(gitlab.render(Run((*RUN.diagnostics, WARNING), RUN.documents, RUN.unreadable)))
    assert [one["severity"] for one in found] == ["major", "minor", "info", "minor", "major"]
    assert len({one["fingerprint"] for one in found}) == len(found)
    assert found[0]["location"] == {"path": SOURCE.path, "lines": {"begin": 2, "end": 2}}
    assert found[2]["description"] == "OKR112: Sheet1!B1: Which? Ask: Who <i>gains</i>?"
    assert found[4]["check_name"] == "unreadable"


def test_junit_has_a_suite_for_each_file() -> None:
    root = Tree.fromstring(junit.render(RUN))  # noqa: S314 - our own
    assert [(suite.get("name"), suite.get("tests"), suite.get("failures")) for suite in root] == [
        (SOURCE.path, "2", "2"),
        ("plan.xlsx", "1", "0"),
        ("clean.md", "1", "0"),
        ("scan.md", "1", "0"),
    ]
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("5", "2", "1")
    names = [case.get("name") for case in root.iter("testcase")]
    assert names[2:] == ["OKR112 unclear-kind (Sheet1!B1)", "nothing to report", "can be read"]
    failure = next(root.iter("failure"))
    assert failure.get("type") == "error: OKR101"
    assert "Try: Teams that use it" in (failure.text or "")


def test_reviewdog_counts_columns_in_bytes_and_offers_wordings() -> None:
    value = json.loads(rdjson.render(RUN))
    first, _, sheet, unread = value["diagnostics"]
    apple = at(SOURCE, "🍎")
    assert rdjson._range(SOURCE, apple) == {"start": {"line": 1, "column": 9}, "end": {"line": 1, "column": 13}}
    assert first["severity"] == "ERROR"
    assert first["code"] == {"value": "OKR101", "url": URL}
    assert [one["text"] for one in first["suggestions"]] == ["Second", "Teams that use it: [baseline] to [target]"]
    assert first["message"].endswith("\nTry: Teams that use it: [baseline] to [target]\nTry: Another <b>key result</b>")
    assert sheet["message"] == "Sheet1!B1: Which?\nAsk: Who <i>gains</i>?"
    assert sheet["location"] == {"path": "plan.xlsx"}
    assert unread["location"] == {"path": "scan.md"}


@pytest.mark.parametrize("module", [github, junit])
def test_what_people_read_in_a_log_has_no_escapes(module: Any) -> None:
    assert not SAFE.search(module.render(RUN))


@pytest.mark.parametrize("module", [sarif, github, gitlab, junit, rdjson])
def test_nothing_found_is_a_report_too(module: Any) -> None:
    assert module.render(Run())
    assert module.render(Run([INFO])) == module.render(Run([INFO]))
