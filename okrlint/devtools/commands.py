"""The development commands: generated files, the scaffold of a rule, the comparison with real documents."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import get_args

from okrlint.core.errors import OkrlintError
from okrlint.core.rule import Scope
from okrlint.resources import rules_folder
from okrlint.training.corpus import REALWORLD


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")


def _index(given: argparse.Namespace) -> int:
    """Write the indexes of the rules and of the rewrites, or check them."""
    from okrlint.devtools.index import write_index
    from okrlint.devtools.rewrites import write_rewrites

    written = {"rules/index.json": write_index, "rules/rewrites/index.jsonl": write_rewrites}
    stale = [name for name, write in written.items() if not write(check=given.check)]
    if given.check and stale:
        _say(f"{name} is not current: run `python -m okrlint.devtools index`" for name in stale)
        return 1
    return 0


def _docs(given: argparse.Namespace) -> int:
    """Write all generated files, or check them."""
    from okrlint.devtools.docs import outdated, write

    code = _index(given)
    if not given.check:
        _say(f"wrote {name}" for name in write(rules_folder().parent))
        return code
    found = outdated(rules_folder().parent)
    _say(f"{name} is not current: run `python -m okrlint.devtools docs`" for name in found)
    return 1 if found else code


def _model(given: argparse.Namespace) -> int:
    """Measure the shipped model and write its figures and card, or check them."""
    from okrlint.devtools.model import differences, write

    if not given.check:
        _say(f"wrote {name}" for name in write())
        return 0
    found = differences()
    if not os.environ.get(REALWORLD):
        _say([f"real documents are not at hand: name their folder with {REALWORLD}; the corpus alone was measured"])
    _say(f"the figures of the model are not those that stand there: {line}" for line in found)
    return int(bool(found))


def _screenshots(_: argparse.Namespace) -> int:
    """Take the pictures of the documentation anew; needs chromium."""
    from okrlint.devtools.screenshots import write

    _say(f"wrote {name}" for name in write(rules_folder().parent))
    return 0


def _release(_: argparse.Namespace) -> int:
    """Tell what stands in the way of a release."""
    from okrlint.devtools.release import obstacles

    found = obstacles()
    _say(f"not ready: {line}" for line in found)
    return int(bool(found))


def _corpus(given: argparse.Namespace) -> int:
    """Write the figures of the corpus, or check them."""
    from okrlint.devtools import datasheet

    if not os.environ.get(REALWORLD):
        _say([f"real documents are not at hand: name their folder with {REALWORLD}; nothing was compared"])
        return 0
    path = rules_folder().parent / datasheet.FILE
    text = datasheet.render()
    if not given.check:
        path.write_text(text, encoding="utf-8", newline="\n")
    elif not path.is_file() or path.read_text(encoding="utf-8") != text:
        _say([f"{datasheet.FILE} is not current: run `python -m okrlint.devtools corpus`"])
        return 1
    return 0


def _licences(given: argparse.Namespace) -> int:
    """Write the page of licences from what is installed, or check that it fits, whatever the versions."""
    from okrlint.devtools import licences

    root = rules_folder().parent
    if not given.check:
        (root / licences.PAGE).write_text(licences.render(root), encoding="utf-8", newline="\n")
        return 0
    found = licences.problems(root)
    _say([*found, "run `python -m okrlint.devtools licences`"] if found else [])
    return int(bool(found))


def _new_rule(given: argparse.Namespace) -> int:
    """Write a rule file to start from."""
    from okrlint.devtools.scaffold import NewRule, write_rule

    asked = NewRule(given.code, given.name, given.summary, given.severity, given.applies_to, given.check)
    path = write_rule(asked, rules_folder() / given.pack)
    _say(
        [
            f"wrote {path}",
            "next: say why, write two bad and two good examples, then run",
            "  python -m okrlint.devtools docs",
            "  pytest tests/checks",
        ]
    )
    return 0


def _realworld(given: argparse.Namespace) -> int:
    """Compare what okrlint reads in real documents with what is there."""
    from okrlint.devtools.bars import missed
    from okrlint.devtools.realworld import compare, report

    folder = given.folder or os.environ.get(REALWORLD)
    if not folder:
        raise OkrlintError(f"name the folder of real documents, or set {REALWORLD} to it")
    comparisons = compare(Path(folder))
    _say(report(comparisons, given.differences))
    found = missed(comparisons) if given.check else []
    _say(f"below the bar: {line}" for line in found)
    return int(bool(found))


def _add_new_rule(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    new_rule = commands.add_parser("new-rule", help=_new_rule.__doc__)
    new_rule.add_argument("code", help="for instance OKR321")
    new_rule.add_argument("name", help="what it reports, for instance vague-quantity")
    new_rule.add_argument("--summary", default="", help="one sentence")
    new_rule.add_argument("--severity", choices=["info", "warning", "error"], default="info")
    new_rule.add_argument("--applies-to", choices=get_args(Scope), default="key_result")
    new_rule.add_argument("--check", default="phrase", help="a module of okrlint.checks")
    new_rule.add_argument("--pack", default="core", help="a folder of rules/")
    new_rule.set_defaults(run=_new_rule)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m okrlint.devtools", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    generating = {"docs": _docs, "index": _index, "model": _model, "corpus": _corpus, "licences": _licences}
    for name, run in generating.items():
        command = commands.add_parser(name, help=run.__doc__)
        command.add_argument("--check", action="store_true", help="change nothing; exit with 1 where a file is old")
        command.set_defaults(run=run)
    commands.add_parser("release", help=_release.__doc__).set_defaults(run=_release)
    commands.add_parser("screenshots", help=_screenshots.__doc__).set_defaults(run=_screenshots)
    _add_new_rule(commands)
    realworld = commands.add_parser("realworld", help=_realworld.__doc__)
    realworld.add_argument("folder", nargs="?", help=f"holds docs/ and outline.jsonl; {REALWORLD} where not given")
    realworld.add_argument("--differences", action="store_true", help="show every line that differs")
    realworld.add_argument("--check", action="store_true", help="exit with 1 below the bars")
    realworld.set_defaults(run=_realworld)
    return parser


def main(arguments: Sequence[str]) -> int:
    """Run a command; 0 all is well, 1 something is not as it should be, 2 a mistake on the command line."""
    given = _parser().parse_args(arguments)
    try:
        code: int = given.run(given)
    except OkrlintError as error:
        sys.stderr.write(f"okrlint.devtools: {error}\n")
        return 2
    return code
