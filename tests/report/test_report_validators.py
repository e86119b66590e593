"""Reports, held against the schemas and reference tools of those who read them; CONTRIBUTING says how to get these."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from outside_tools import NODE, SCHEMAS, in_folder, program
from report_sample import RUN

from okrlint.core.finding import Diagnostic
from okrlint.report import github, gitlab, html, junit, rdjson, sarif
from okrlint.report.run import Run
from okrlint.report.scorecard import page
from okrlint.report.scorecard.build import Asked, scorecard

MULTITOOL = ("@microsoft", "sarif-multitool-linux", "Sarif.Multitool")
VNU = ("vnu-jar", "build", "dist", "vnu.jar")
ASKED = Asked(today=date(2026, 8, 1), score=True)
PAGES: dict[str, Callable[[Run], str]] = {
    "check": html.render,
    "report": lambda run: page.render(scorecard(run, ASKED)),
    "empty report": lambda _: page.render(scorecard(Run(), Asked())),
}


def output(*command: str | Path, **environment: str) -> str:
    """What a program writes to standard output."""
    done = subprocess.run(
        [str(word) for word in command],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, **environment},
    )
    assert done.returncode == 0, done.stderr or done.stdout
    return done.stdout


def wrong(value: Any, schema: Any) -> list[str]:
    """What a schema has against a value."""
    validator = jsonschema.validators.validator_for(schema)
    return [error.message for error in validator(schema).iter_errors(value)]


@pytest.fixture
def sarif_results(tmp_path: Path) -> Callable[[Any], list[str]]:
    """The rules of the SARIF multitool, with those of GitHub, that a log breaks."""
    tool = in_folder(NODE, *MULTITOOL)
    tool.chmod(0o755)

    def run(log: Any) -> list[str]:
        given, found = tmp_path / "given.sarif", tmp_path / "found.sarif"
        given.write_text(json.dumps(log), encoding="utf-8")
        output(tool, "validate", given, "--rule-kind", "Sarif;Ghas", "-o", found, "--log", "ForceOverwrite")
        return [one["ruleId"] for one in json.loads(found.read_text("utf-8-sig"))["runs"][0]["results"]]

    return run


def test_the_sarif_multitool_has_nothing_to_say(sarif_results: Callable[[Any], list[str]]) -> None:
    assert sarif_results(json.loads(sarif.render(RUN))) == []


def test_the_sarif_multitool_would_say_something(sarif_results: Callable[[Any], list[str]]) -> None:
    log = json.loads(sarif.render(RUN))
    del log["runs"][0]["results"][0]["partialFingerprints"]
    log["runs"][0]["results"][1]["ruleIndex"] = 99
    assert sarif_results(log)


@pytest.mark.parametrize("run", [RUN, Run()])
def test_sarif_fits_its_schema(run: Run) -> None:
    schema = json.loads(in_folder(SCHEMAS, "sarif-2.1.0.json").read_text("utf-8"))
    assert wrong(json.loads(sarif.render(run)), schema) == []


@pytest.mark.parametrize("run", [RUN, Run()])
def test_rdjson_fits_the_schema_of_reviewdog(run: Run) -> None:
    schema = json.loads(in_folder(SCHEMAS, "rdf-DiagnosticResult.json").read_text("utf-8"))
    assert wrong(json.loads(rdjson.render(run)), schema) == []


CODE_QUALITY = {
    "type": "array",
    "items": {
        "type": "object",
        "additionalProperties": False,
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!\\./)."},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
"""What GitLab documents; there is no schema of its own."""


@pytest.mark.parametrize("run", [RUN, Run()])
def test_gitlab_has_what_its_documentation_asks_for(run: Run) -> None:
    value = json.loads(gitlab.render(run))
    assert wrong(value, CODE_QUALITY) == []
    assert wrong([{**one, "severity": "bad"} for one in value], CODE_QUALITY) or not value


@pytest.mark.parametrize("run", [RUN, Run()])
def test_junit_fits_its_schema(run: Run, tmp_path: Path) -> None:
    schema, lint = in_folder(SCHEMAS, "junit-10.xsd"), program("xmllint")
    given = tmp_path / "junit.xml"
    given.write_text(junit.render(run), encoding="utf-8")
    output(lint, "--noout", "--schema", schema, given)


ENCODER = """
const { error, warning, notice } = await import(process.argv[1]);
for (const [kind, message, properties] of JSON.parse(process.argv[2]))
  ({ error, warning, notice })[kind](message, properties);
"""


def asked(diagnostic: Diagnostic) -> tuple[str, str, dict[str, Any]]:
    """What one would call GitHub's own library with for a diagnostic that has lines and nothing besides."""
    source, span = diagnostic.source, diagnostic.span
    (line, column), (end_line, end_column) = source.line_column(span.start), source.line_column(span.end)
    properties = {"title": f"{diagnostic.code} {diagnostic.name}", "file": diagnostic.path, "startLine": line}
    columns = {"endLine": end_line, "startColumn": column, "endColumn": end_column}
    kind = {"info": "notice"}.get(str(diagnostic.severity), str(diagnostic.severity))
    return kind, github._message(diagnostic), properties | columns


def test_github_gets_what_its_own_library_writes() -> None:
    core = in_folder(NODE, "@actions", "core", "lib", "core.js")
    some = [one for one in RUN.diagnostics if not one.source.places]
    calls = json.dumps([asked(one) for one in some])
    written = output(program("node"), "--input-type=module", "-e", ENCODER, core.as_uri(), calls)
    assert written.splitlines() == github.render(Run(some)).splitlines()[: len(some)]


@pytest.mark.parametrize("name", PAGES)
def test_the_validator_of_html_has_nothing_to_say(name: str, tmp_path: Path) -> None:
    jar = in_folder(NODE, *VNU)
    given = tmp_path / "page.html"
    given.write_text(PAGES[name](RUN), encoding="utf-8")
    found = output(program("java"), "-jar", jar, "--format", "json", "--stdout", "--exit-zero-always", given)
    assert json.loads(found)["messages"] == []


@pytest.mark.parametrize("name", PAGES)
def test_everybody_can_read_the_page(name: str, tmp_path: Path) -> None:
    modules = in_folder(NODE, "axe-core").parent
    in_folder(NODE, "playwright-core")
    node, chromium = program("node"), program(os.environ.get("OKRLINT_CHROMIUM", "chromium"), "chromium-browser")
    given = tmp_path / "page.html"
    given.write_text(PAGES[name](RUN), encoding="utf-8")
    looks = json.loads(output(node, Path(__file__).with_name("look.mjs"), modules, chromium, given))
    assert [(look["width"], look["colorScheme"]) for look in looks] == [
        (390, "light"),
        (1280, "light"),
        (390, "dark"),
        (1280, "dark"),
    ]
    for look in looks:
        assert (look["wrong"], look["loaded"], look["said"], look["scripts"]) == ([], [], [], 0)
        assert look["wider"] <= 0
