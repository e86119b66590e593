"""Feed every target with bytes that atheris makes up, each for some time; what breaks a target is kept.

pip install atheris
python -m benchmarks.fuzz --seconds 120 --corpus FOLDER
python -m benchmarks.fuzz markdown lsp --seconds 3600 --corpus FOLDER
python -m benchmarks.fuzz markdown FOLDER/markdown/crash-...
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
from pathlib import Path

_LONGEST_INPUT = 4096
_LONGEST_RUN = 25
"""Seconds that one input may take; instrumented code takes a few times as long as usual."""
_MEGABYTES = 3000


def _fuzz(name: str, arguments: list[str]) -> None:
    """Run one target in this process, which ends with it."""
    import atheris

    with atheris.instrument_imports(include=["okrlint", "markdown_it", "mdit_py_plugins", "openpyxl", "docx", "pygls"]):
        from benchmarks.fuzz.targets import TARGETS
    atheris.Setup([sys.argv[0], *arguments], TARGETS[name])
    atheris.Fuzz()


def _prepared(name: str, corpus: Path) -> Path:
    """The folder of a target, with its seeds and words."""
    from benchmarks.fuzz.seeds import SEEDS, words_of

    folder = corpus / name
    (folder / "inputs").mkdir(parents=True, exist_ok=True)
    for seed in SEEDS[name]:
        (folder / "inputs" / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
    escaped = ("".join(f"\\x{byte:02x}" for byte in word) for word in words_of(name))
    (folder / "words").write_text("".join(f'"{word}"\n' for word in escaped), encoding="ascii")
    return folder


def _run(name: str, corpus: Path, seconds: int, inputs: list[str]) -> bool:
    """Fuzz one target in a process of its own, or try some inputs; whether it held."""
    folder = _prepared(name, corpus)
    limits = [f"-timeout={_LONGEST_RUN}", f"-rss_limit_mb={_MEGABYTES}"]
    search = [
        f"-max_total_time={seconds}",
        f"-max_len={_LONGEST_INPUT}",
        f"-dict={folder / 'words'}",
        f"-artifact_prefix={folder}/",
        "-print_final_stats=1",
        str(folder / "inputs"),
    ]
    command = [sys.executable, "-m", "benchmarks.fuzz", "--one", name, "--", *limits, *(inputs or search)]
    with (folder / "log").open("wb") as log:
        done = subprocess.run(command, stdout=log, stderr=subprocess.STDOUT, check=False)
    lines = (folder / "log").read_text(encoding="utf-8", errors="replace").splitlines()
    tried = next((line.split()[-1] for line in lines if "number_of_executed_units" in line), str(len(inputs)))
    print(f"{name}: {tried} inputs, {'held' if not done.returncode else f'broken: see {folder}/log'}", flush=True)
    return not done.returncode


def main() -> int:
    """Fuzz what is named, else everything; 1 where something broke."""
    from benchmarks.fuzz.seeds import SEEDS

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="targets, or one target and inputs to try again")
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--corpus", type=Path, required=True, help="where inputs and findings are kept")
    given = parser.parse_args()
    names = [name for name in given.names if name in SEEDS]
    inputs = [name for name in given.names if name not in SEEDS]
    if missing := [path for path in inputs if not Path(path).is_file()]:
        parser.error(f"there is no target or file {missing[0]}; targets are {', '.join(SEEDS)}")
    held = [_run(name, given.corpus, given.seconds, inputs) for name in names or SEEDS]
    return 0 if all(held) else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        _fuzz(sys.argv[2], sys.argv[4:])
    else:
        sys.exit(main())
