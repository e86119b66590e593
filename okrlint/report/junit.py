"""Diagnostics as JUnit XML: a suite for each file, a test for each diagnostic."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as Tree

from okrlint.core import lazy_re as re
from okrlint.core.errors import UnreadableError
from okrlint.core.finding import Diagnostic, Severity
from okrlint.report.place import named
from okrlint.report.run import Run
from okrlint.report.safe import one_line
from okrlint.report.wording import tries

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_UNIT = "okrlint"


def _fit(text: str) -> str:
    """Text without the characters that XML cannot have."""
    return _NO_XML.sub("\ufffd", text)


def _element(parent: Tree.Element, tag: str, **attributes: str) -> Tree.Element:
    """A new element below another."""
    return Tree.SubElement(parent, tag, {name: _fit(value) for name, value in attributes.items()})


def _said(diagnostic: Diagnostic) -> str:
    """The message with its place and other wordings."""
    place = f"{diagnostic.path}:{named(diagnostic.source, diagnostic.span.start)}"
    said = f"{place}: {diagnostic.code} {one_line(diagnostic.message)}"
    return "\n".join([said, *tries(diagnostic), diagnostic.url]).rstrip()


def _test(suite: Tree.Element, diagnostic: Diagnostic) -> None:
    """A diagnostic: a failure, unless it is only for information."""
    place = named(diagnostic.source, diagnostic.span.start)
    name = f"{diagnostic.code} {diagnostic.name} ({place})"
    test = _element(suite, "testcase", name=name, classname=diagnostic.path)
    if diagnostic.severity is Severity.INFO:
        below = _element(test, "system-out")
    else:
        kind = f"{diagnostic.severity}: {diagnostic.code}"
        below = _element(test, "failure", type=kind, message=one_line(diagnostic.message))
    below.text = _fit(_said(diagnostic))


def _suite(suites: Tree.Element, path: str, diagnostics: Sequence[Diagnostic]) -> None:
    """A file; where nothing was found it has one test, which passes."""
    failed = sum(one.severity is not Severity.INFO for one in diagnostics)
    counts = {"tests": str(max(len(diagnostics), 1)), "failures": str(failed), "errors": "0", "skipped": "0"}
    suite = _element(suites, "testsuite", name=path, package=_UNIT, file=path, **counts)
    for diagnostic in diagnostics:
        _test(suite, diagnostic)
    if not diagnostics:
        _element(suite, "testcase", name="nothing to report", classname=path)


def _unreadable(suites: Tree.Element, error: UnreadableError) -> None:
    """A file that could not be read."""
    counts = {"tests": "1", "failures": "0", "errors": "1", "skipped": "0"}
    suite = _element(suites, "testsuite", name=error.path, package=_UNIT, file=error.path, **counts)
    test = _element(suite, "testcase", name="can be read", classname=error.path)
    _element(test, "error", type="unreadable", message=one_line(error.reason)).text = _fit(one_line(str(error)))


def _total(suites: Iterable[Tree.Element], name: str) -> str:
    """The sum of a count over all suites."""
    return str(sum(int(suite.get(name, "0")) for suite in suites))


def render(run: Run) -> str:
    """The XML document."""
    suites = Tree.Element("testsuites", {"name": _UNIT})
    by_path: dict[str, list[Diagnostic]] = {document.source.path: [] for document in run.documents}
    for diagnostic in run.diagnostics:
        by_path.setdefault(diagnostic.path, []).append(diagnostic)
    for path, diagnostics in by_path.items():
        _suite(suites, path, diagnostics)
    for error in run.unreadable:
        _unreadable(suites, error)
    for name in ("tests", "failures", "errors"):
        suites.set(name, _total(suites, name))
    Tree.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Tree.tostring(suites, encoding="unicode") + "\n"
