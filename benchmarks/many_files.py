"""Five hundred files with ten thousand key results: check, JSON and report, one run each, with time and memory."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).parents[1]
FILES, KEY_RESULTS, SET = 500, 20, 4


def rows() -> Iterator[dict[str, str]]:
    """The key results of the natural part of the corpus, in order."""
    for path in sorted((ROOT / "corpus" / "natural").glob("*.jsonl")):
        yield from (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())


def write_files(folder: Path, files: int) -> int:
    """Write files with OKRs; how many key results they have."""
    found, count = rows(), 0
    for number in range(files):
        lines = ["# OKRs 2027 Q1", "", f"Team: team {number}", ""]
        for place, row in enumerate(islice(found, KEY_RESULTS)):
            if place % SET == 0:
                lines += ["", f"## Objective: {' '.join(row['objective'].split())}", ""]
            lines.append(f"- {' '.join(row['text'].split())}")
            count += 1
        (folder / f"okrs-{number:03}.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return count


def measured(*arguments: str) -> tuple[float, float]:
    """Seconds and peak MiB of one run of okrlint in a process of its own (that of its largest process)."""
    script = (
        "import resource, subprocess, sys\n"
        "command = [sys.executable, '-m', 'okrlint', *sys.argv[1:]]\n"
        "code = subprocess.run(command, stdout=subprocess.DEVNULL).returncode\n"
        "print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    started = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True)
    code, peak = map(int, done.stdout.split())
    if code not in (0, 1):
        raise SystemExit(f"okrlint {' '.join(arguments)} failed: {done.stderr}")
    return time.perf_counter() - started, peak / 1024


def main() -> None:
    """Print a table of what each run takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=FILES)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, cache = Path(name) / "okrs", Path(name) / "cache"
        folder.mkdir()
        count = write_files(folder, given.files)
        kept = ("--cache-dir", str(cache))
        runs = {
            "check, nothing kept before": ("check", str(folder), *kept),
            "check --format json, files kept": ("check", str(folder), "--format", "json", *kept),
            "report, files kept": ("report", str(folder), "--output", f"{name}/report.html", *kept),
            "check again, nothing changed": ("check", str(folder), *kept),
        }
        print(f"{given.files} files, {count} key results\n\n| run | seconds | key results a second | peak MiB |")
        print("| --- | --- | --- | --- |")
        for title, arguments in runs.items():
            seconds, peak = measured(*arguments)
            print(f"| {title} | {seconds:.1f} | {count / seconds:,.0f} | {peak:.0f} |", flush=True)


if __name__ == "__main__":
    main()
