"""Every target of speed and memory, measured interleaved with what it is compared with; writes `docs/benchmarks.md`.

`python benchmarks/targets.py --proselint PATH --textlint PATH --write` measures everything, with the programs that are
named; without one, what is compared with it is left out. Rounds are interleaved (A B C A B C …), and each gives one
ratio, because absolute times swing with whatever else the machine does.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import NamedTuple

from corpus import KEY_RESULTS, write

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
RULES = "OKR601,OKR602,OKR603,OKR604,OKR607,OKR611,OKR616"
"""Rules that need no classifier and have no wording to offer."""


class Run(NamedTuple):
    """What one process took: wall and processor time in seconds, and the most memory in MiB."""

    wall: float
    cpu: float
    memory: float


class Target(NamedTuple):
    """At most `limit` times what something else takes."""

    name: str
    over: str
    limit: float


@dataclass
class Bench:
    """Commands by name, and what they took, round by round."""

    folder: Path
    runs: dict[str, list[Run]] = field(default_factory=dict)

    def measure(self, name: str, command: Sequence[str], where: Path, cache: str) -> None:
        """Run a command once."""
        compiled = str(self.folder / "compiled")
        environment = {**os.environ, "OKRLINT_CACHE_DIR": str(self.folder / cache), "PYTHONPYCACHEPREFIX": compiled}
        for name_of_other in ("OKRLINT_NO_CACHE", "PYTHONDONTWRITEBYTECODE"):
            environment.pop(name_of_other, None)
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=where, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        _, _, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        self.runs.setdefault(name, []).append(Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024))

    def middle(self, name: str) -> Run:
        """The medians of a command."""
        return Run(*(median(column) for column in zip(*self.runs[name], strict=True)))

    def ratio(self, name: str, over: str, of: Callable[[Run], float]) -> str:
        """Median and spread of the ratios, round by round."""
        pairs = zip(self.runs[name], self.runs[over], strict=True)
        found = sorted(of(one) / of(other) for one, other in pairs)
        return f"{median(found):.2f} ({found[0]:.2f}-{found[-1]:.2f})"


def okrlint(*arguments: str) -> list[str]:
    """A command line as its users have it: the script that pip installs beside the interpreter."""
    script = Path(sys.executable).with_name("okrlint")
    return [str(script) if script.exists() else shutil.which("okrlint") or "okrlint", *arguments]


def change(folder: Path, number: int) -> None:
    """Make one key result of the first file another one."""
    file = folder / "okr00000.md"
    lines = file.read_text(encoding="utf-8").split("\n")
    lines[4] = f"- KR1.1: Riders who find their parcel at once: {number + 20} % to {number + 45} %"
    file.write_text("\n".join(lines), encoding="utf-8")


def peers(given: argparse.Namespace, *arguments: str) -> dict[str, list[str]]:
    """The programs to compare with, as far as they are there."""
    found = {}
    if given.proselint:
        found["proselint"] = [given.proselint, "check", *arguments]
    if given.textlint:
        found["textlint"] = [given.textlint, "--config", given.textlint_config, *arguments]
    return found


def starts(bench: Bench, given: argparse.Namespace) -> None:
    """One small file: unchanged, with rules only, and with one changed key result."""
    folder = write(bench.folder / "one", 1)
    file, python = "okr00000.md", sys.executable
    commands = {
        'python -c "import click"': [python, "-c", "import click"],
        'python -c "import spacy"': [python, "-c", "import spacy"],
        "unchanged": okrlint("check", file),
        "rules only": okrlint("check", "--no-cache", "--select", RULES, file),
        "one changed key result": okrlint("check", file),
        **peers(given, file),
    }
    for number in range(-1, given.rounds):
        for name, command in commands.items():
            if name == "one changed key result":
                change(folder, number)
            bench.measure(name, command, folder, "cache-one")
        if number < 0:
            bench.runs.clear()


def hundred(bench: Bench, given: argparse.Namespace) -> None:
    """A hundred files, nothing known of any."""
    folder = write(bench.folder / "hundred", 100)
    names = sorted(path.name for path in folder.glob("*.md"))
    for _ in range(given.long_rounds):
        bench.measure("100 files, rules only", okrlint("check", "--no-cache", "--select", RULES, "."), folder, "none")
        bench.measure("100 files", okrlint("check", "--no-cache", "."), folder, "none")
        bench.measure("100 files, one process", okrlint("check", "--no-cache", "--jobs", "1", "."), folder, "none")
        for name, command in peers(given, *names).items():
            bench.measure(f"{name}, 100 files", command, folder, "none")


def many(bench: Bench, files: int) -> None:
    """Many files of different sentences: nothing known, then everything."""
    folder = write(bench.folder / "many", files)
    bench.measure(f"{files} files", okrlint("check", "."), folder, "cache-many")
    for _ in range(3):
        bench.measure(f"{files} files, unchanged", okrlint("check", "."), folder, "cache-many")
    (folder / "okr00000.md").write_text("# OKRs\n\n## Objective: Riders smile\n\n- KR1: 4 % of riders: 9 %\n")
    bench.measure(f"{files} files, one changed", okrlint("check", "."), folder, "cache-many")


def growth(bench: Bench, most: int) -> list[tuple[int, Run, Run]]:
    """Key results, and what they take with rules only and where nothing has changed."""
    found, files = [], 1
    while files * KEY_RESULTS <= most:
        folder = write(bench.folder / f"growth-{files}", files)
        plain, known = f"growth {files}", f"growth {files}, unchanged"
        select = ("check", "--jobs", "1", "--select", RULES, ".")
        bench.measure(plain, okrlint(*select, "--no-cache"), folder, "none")
        bench.measure("fill", okrlint(*select), folder, "cache-growth")
        bench.measure(known, okrlint(*select), folder, "cache-growth")
        found.append((files * KEY_RESULTS, bench.middle(plain), bench.middle(known)))
        files *= 10
    return found


TARGETS = (
    Target("unchanged", 'python -c "import click"', 1.6),
    Target("unchanged", "proselint", 0.6),
    Target("rules only", "proselint", 1.0),
    Target("one changed key result", 'python -c "import spacy"', 0.7),
    Target("one changed key result", "textlint", 1.2),
    Target("100 files", "textlint, 100 files", 1.0),
)
MEMORY = {"unchanged": 35, "rules only": 55, "one changed key result": 200, "100 files": 200}
"""MiB that a run may take."""


def main() -> None:
    """Measure everything and print the page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--long-rounds", type=int, default=3)
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--most", type=int, default=100_000, help="key results of the largest folder")
    parser.add_argument("--proselint")
    parser.add_argument("--textlint")
    parser.add_argument("--textlint-config", default=".textlintrc.json")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md and its picture")
    given = parser.parse_args()
    from page import picture, render

    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name))
        starts(bench, given)
        hundred(bench, given)
        many(bench, given.files)
        grown = growth(bench, given.most)
    text = render(bench, TARGETS, MEMORY, given.files, grown)
    print(text)
    if given.write:
        PAGE.write_text(text, encoding="utf-8")
        PAGE.with_suffix(".svg").write_text(picture(grown), encoding="utf-8")


if __name__ == "__main__":
    main()
