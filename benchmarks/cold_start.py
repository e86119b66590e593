"""How long `okrlint` takes to start, against an interpreter that only imports click.

Rounds are interleaved (A B C A B C …) and each round gives one ratio, because absolute times swing with whatever else
the machine does. Run it with an interpreter that has okrlint: `python benchmarks/cold_start.py --rounds 21`.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

FILE = """# Library, 2026-Q3

## Objective: Teenagers make the library theirs

- KR1: Teenagers who come back within a month: 12 % to 30 %
- KR2: Books that they propose and we buy: 4 to 20 a month
- KR3: Launch a reading app
- KR4: Evenings with more than 15 visitors: 2 of 12 to 8 of 12
- KR5: Significantly more events
"""


def commands(folder: Path) -> dict[str, list[str]]:
    """What is measured, by name; the first one is what the others are compared with."""
    (folder / "okrs.md").write_text(FILE, encoding="utf-8")
    (folder / ".git").mkdir()
    python = sys.executable
    return {
        "python -c 'import click'": [python, "-c", "import click"],
        "python -c pass": [python, "-c", "pass"],
        "okrlint --version": [python, "-m", "okrlint", "--version"],
        "okrlint check okrs.md": [python, "-m", "okrlint", "check", "--exit-zero", "okrs.md"],
    }


def seconds(command: list[str], folder: Path) -> float:
    """Wall time of one run with compiled modules. Raises CalledProcessError where it fails."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env=environment)
    return time.perf_counter() - start


def measured(rounds: int) -> dict[str, list[float]]:
    """Times of every command, round by round; a first round warms the caches and does not count."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        each = commands(folder)
        times: dict[str, list[float]] = {label: [] for label in each}
        for number in range(rounds + 1):
            for label, command in each.items():
                taken = seconds(command, folder)
                if number:
                    times[label].append(taken)
    return times


def table(times: dict[str, list[float]]) -> str:
    """Medians in milliseconds, and medians and spreads of the ratios to the first command."""
    base = next(iter(times.values()))
    lines = [f"{'command':28} {'median ms':>10} {'min ms':>8} {'ratio':>7}  {'spread'}"]
    for label, taken in times.items():
        ratios = sorted(one / other for one, other in zip(taken, base, strict=True))
        low, high = ratios[min(1, len(ratios) - 1)], ratios[max(len(ratios) - 2, 0)]
        lines.append(
            f"{label:28} {median(taken) * 1000:10.0f} {min(taken) * 1000:8.0f} {median(ratios):7.2f}  "
            f"{low:.2f}-{high:.2f}"
        )
    return "\n".join(lines)


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=21)
    rounds = parser.parse_args().rounds
    if rounds < 1:
        parser.error("--rounds must be at least 1")
    print(table(measured(rounds)))


if __name__ == "__main__":
    main()
