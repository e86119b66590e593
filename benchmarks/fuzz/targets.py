"""What is fuzzed: every target takes any bytes, and raises where okrlint does not keep its word."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache, partial
from tempfile import mkdtemp
from typing import Any

from benchmarks.fuzz import archives, keeping
from benchmarks.fuzz.session import lsp
from okrlint import packs
from okrlint.analysis import analyse, moments, quantities
from okrlint.analysis.measures import find_measure
from okrlint.core.errors import OkrlintError
from okrlint.core.facts import Facts
from okrlint.core.model import Document
from okrlint.core.rule import BoundRule
from okrlint.core.source import Source
from okrlint.engine import fix
from okrlint.engine.bind import bind
from okrlint.engine.lint import lint
from okrlint.engine.verify import verify
from okrlint.formats import BINARY, SUFFIXES, read
from okrlint.packs.own import own_rules
from okrlint.report import json, sarif, text
from okrlint.report.run import Run
from okrlint.workspace import baseline
from okrlint.workspace.decode import source_of
from okrlint.workspace.settings import Options, SettingsFinder
from okrlint.workspace.sniff import looks_like_okrs

Target = Callable[[bytes], None]

_CLASSIFIED = frozenset({"labels", "objective_labels"})
_TODAY = date(2026, 8, 1)
_MAKE = {"xlsx": archives.workbook, "docx": archives.word}
SUFFIX = {name: suffix for suffix, name in reversed(SUFFIXES.items())}
"""The most usual suffix of every format."""


def reading(format: str, data: bytes) -> Document | None:
    """A file of a format, read as every command reads it; None where it is refused, in one line."""
    path = f"okrs{SUFFIX[format]}"
    looks_like_okrs(data, format)
    try:
        document = read(source_of(archives.damaged(_MAKE[format], data) if format in BINARY else data, path))
    except OkrlintError as error:
        keeping.check_refusal(error)
        return None
    keeping.check_document(document)
    return document


def _without_classifier(document: Document, needs: frozenset[str], *_: object) -> Facts:
    """All facts but those that would take long."""
    return analyse(document, needs - _CLASSIFIED)


@cache
def _rules() -> tuple[BoundRule, ...]:
    """All rules."""
    return tuple(bind(rule) for rule in packs.core_rules())


def judging(format: str, data: bytes) -> None:
    """A file that is read, judged by all rules, reported and mended, and then read again."""
    document = reading(format, data)
    if document is None:
        return
    found = lint([document], _rules(), analyse=_without_classifier, today=_TODAY)
    for one in found:
        keeping.check_diagnostic(one)
    run = Run(found, [document])
    for report in (json, sarif, text):
        report.render(run)

    def reread(source: Source) -> Document:
        """The document after a fix."""
        return read(replace(source, data=None))

    if format not in BINARY:
        keeping.check_document(fix.apply(document, fix.fixes(found, unsafe=True), reread).document)


def measure(data: bytes) -> None:
    """A sentence that is read by the grammars of measures, quantities and moments."""
    words = data.decode("utf-8", "replace")
    keeping.check_measure(find_measure(words), words)
    for found in (*quantities.find_quantities(words), *moments.find_moments(words)):
        keeping.expect(0 <= found.start < found.end <= len(words), f"{found} lies outside of {words!r}")


@cache
def _folder(name: str) -> str:
    """A folder for the files of a target."""
    return mkdtemp(prefix=f"okrlint-fuzz-{name}-")


def _own_file(name: str, load: Callable[[str], object], data: bytes) -> None:
    """A file of okrlint's own, which is taken or refused with one line."""
    path = os.path.join(_folder(name.replace(".", "-")), name)
    with open(path, "wb") as file:
        file.write(data)
    try:
        load(path)
    except OkrlintError as error:
        keeping.check_refusal(error)
        keeping.expect(name in str(error), f"this names no file: {error}")


def _config(path: str) -> None:
    SettingsFinder(Options()).of_folder(os.path.dirname(path))


def _pack(path: str) -> None:
    folder = os.path.dirname(path)
    rules = own_rules({folder: folder}, packs.core_rules())
    verify(rules, packs.core_rules())
    document = read(Source("okrs.md", "# OKRs 2026 Q3\n\n## Objective: Guests return\n\n- KR1: Launch the app\n"))
    lint([document], [bind(rule) for rule in rules], analyse=_without_classifier, today=_TODAY)


def _targets() -> dict[str, Target]:
    formats = sorted(set(SUFFIXES.values()))
    own: dict[str, tuple[str, Callable[[str], Any]]] = {
        "config": ("okrlint.toml", _config),
        "pyproject": ("pyproject.toml", _config),
        "pack": ("BAK101-no-vans.yaml", _pack),
        "baseline": ("okrlint-baseline.json", baseline.load),
    }
    return {
        **{name: partial(judging, name) for name in formats},
        "measure": measure,
        **{name: partial(_own_file, *given) for name, given in own.items()},
        "lsp": lsp,
    }


TARGETS = _targets()
"""Every target by its name; that of a format reads, judges, reports and mends files of it."""
