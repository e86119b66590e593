"""What classifying costs: a fresh process for 20 sentences against `import spacy`, sentences a second, peak memory.

Rounds are interleaved, and each gives one ratio, because absolute times swing with whatever else the machine does.
`python benchmarks/classify.py --rounds 11`
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

SENTENCES = [
    "Launch the new booking page by June",
    "60 % of guests book a table without phoning us, up from 35 %",
    "Hold two tasting evenings a month",
    "Waiters spend their break away from the counter",
    "Kitchen orders that come back: 9 to 3 in a hundred",
    "Menu in braille",
    "Find out why lunch guests do not return",
    "Average rating on the review sites stays above 4.5",
    "Train all staff in allergens",
    "Guests with a reservation sit down within five minutes",
]


def seconds(command: list[str]) -> float:
    """Wall time of one run. Raises CalledProcessError where it fails."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def cold(rounds: int, path: Path) -> None:
    """Print what a fresh process takes, as a ratio to importing spaCy."""
    python = sys.executable
    commands = {
        "python -c 'import spacy'": [python, "-c", "import spacy"],
        "okrlint classify, 20 sentences": [python, "-m", "okrlint", "classify", "--input", str(path)],
        "python -c 'import onnxruntime'": [python, "-c", "import onnxruntime"],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            taken = seconds(command)
            if number:
                times[name].append(taken)
    base = times["python -c 'import spacy'"]
    print(f"{'command':34} {'median ms':>10} {'ratio':>6}")
    for name, taken in times.items():
        ratio = median(one / other for one, other in zip(taken, base, strict=True))
        print(f"{name:34} {median(taken) * 1000:10.0f} {ratio:6.2f}")


def warm(count: int) -> None:
    """Print sentences a second in one process, all different, and its peak memory."""
    import okrlint

    okrlint.classify("warm up")
    sentences = [f"{SENTENCES[number % len(SENTENCES)]} ({number})" for number in range(count)]
    start = time.perf_counter()
    okrlint.classify_many(sentences)
    taken = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count / taken:.0f} sentences a second, {taken / count * 1000:.1f} ms each, peak {peak:.0f} MiB")


def main() -> None:
    """Measure both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--sentences", type=int, default=1000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sentences.jsonl"
        path.write_text("".join(json.dumps({"text": text}) + "\n" for text in SENTENCES * 2))
        os.chdir(folder)
        cold(given.rounds, path)
    warm(given.sentences)


if __name__ == "__main__":
    main()
