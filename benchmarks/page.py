"""The page of the benchmarks and its picture, from what was measured."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Mapping, Sequence
from math import log10
from typing import TYPE_CHECKING

from corpus import KEY_RESULTS

if TYPE_CHECKING:
    from targets import Bench, Run, Target

_HEAD = """\
# Benchmarks

<!-- written by `python benchmarks/targets.py --write` -->

How long okrlint takes, and how much memory, beside programs that people know. Rounds are interleaved, and each gives
one ratio: its median counts, because absolute times swing with whatever else the machine does. Times are those of whole
processes, from start to end. The files are those of `benchmarks/corpus.py`: {each} key results each, all sentences
different. Measured on {machine}, Python {python}.
"""
_WIDTH, _HEIGHT, _EDGE = 640, 360, 60


def _met(reached: float, limit: float, *, most: bool = True) -> str:
    return "yes" if (reached <= limit if most else reached >= limit) else "no"


def _ratios(bench: Bench, targets: Sequence[Target]) -> Iterator[str]:
    yield "| | compared with | at most | time (spread) | processor time | met |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for name, over, limit in targets:
        if name in bench.runs and over in bench.runs:
            wall, cpu = bench.ratio(name, over, lambda run: run.wall), bench.ratio(name, over, lambda run: run.cpu)
            met = _met(float(wall.split()[0]), limit)
            yield f"| {name} | `{over}` | {limit} | {wall} | {cpu.split()[0]} | {met} |"


def _speeds(bench: Bench, files: int) -> Iterator[str]:
    yield "| | key results a second | at least | met |"
    yield "| --- | --- | --- | --- |"
    for name, least in ((f"{files} files", 1_000), (f"{files} files, unchanged", 100_000)):
        speed = files * KEY_RESULTS / bench.middle(name).wall
        yield f"| {name} | {speed:,.0f} | {least:,} | {_met(speed, least, most=False)} |"


def _memory(bench: Bench, most: Mapping[str, int]) -> Iterator[str]:
    yield "| | MiB | at most | met |"
    yield "| --- | --- | --- | --- |"
    for name, limit in most.items():
        memory = max(run.memory for run in bench.runs[name])
        yield f"| {name} | {memory:.0f} | {limit} | {_met(memory, limit)} |"


def _times(bench: Bench) -> Iterator[str]:
    yield "| | seconds | processor seconds | MiB |"
    yield "| --- | --- | --- | --- |"
    for name in bench.runs:
        if not name.startswith(("growth", "fill")):
            run = bench.middle(name)
            yield f"| {name} | {run.wall:.3f} | {run.cpu:.3f} | {run.memory:.0f} |"


def _growth(grown: Sequence[tuple[int, Run, Run]]) -> Iterator[str]:
    yield "![Time and memory by the number of key results](benchmarks.svg)"
    yield ""
    yield "| key results | rules only: s | MiB | unchanged: s | MiB |"
    yield "| --- | --- | --- | --- | --- |"
    for count, plain, known in grown:
        yield f"| {count:,} | {plain.wall:.2f} | {plain.memory:.0f} | {known.wall:.2f} | {known.memory:.0f} |"


def render(
    bench: Bench,
    targets: Sequence[Target],
    memory: Mapping[str, int],
    files: int,
    grown: Sequence[tuple[int, Run, Run]],
) -> str:
    """The page in Markdown."""
    machine = f"{platform.system()}, {platform.machine()}"
    parts = [_HEAD.format(each=KEY_RESULTS, machine=machine, python=platform.python_version())]
    sections = {
        "Beside other programs": _ratios(bench, targets),
        "Many files": _speeds(bench, files),
        "Memory": _memory(bench, memory),
        "How it grows": _growth(grown),
        "All medians": _times(bench),
    }
    parts += [f"## {title}\n\n" + "\n".join(lines) + "\n" for title, lines in sections.items()]
    return "\n".join(parts)


def _line(points: Sequence[tuple[float, float]], most: float, color: str, name: str, row: int) -> Iterator[str]:
    """A line over logarithmic axes, with its name."""
    wide, high = _WIDTH - 2 * _EDGE, _HEIGHT - 2 * _EDGE
    places = [(_EDGE + wide * (log10(x) - 1) / 4, _HEIGHT - _EDGE - high * (log10(y) + 2) / most) for x, y in points]
    yield f'<polyline fill="none" stroke="{color}" points="{" ".join(f"{x:.0f},{y:.0f}" for x, y in places)}"/>'
    yield from (f'<circle cx="{x:.0f}" cy="{y:.0f}" r="3" fill="{color}"/>' for x, y in places)
    yield f'<text x="{_EDGE + 8}" y="{_EDGE + 16 * row}" fill="{color}">{name}</text>'


def picture(grown: Sequence[tuple[int, Run, Run]]) -> str:
    """Time and memory by the number of key results, over logarithmic axes from 10 to 100,000 and from 0.01 to 1,000."""
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" '
        'font-size="12">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>',
    ]
    for power in range(1, 6):
        x = _EDGE + (_WIDTH - 2 * _EDGE) * (power - 1) / 4
        lines.append(f'<text x="{x:.0f}" y="{_HEIGHT - _EDGE + 20}" text-anchor="middle">{10**power:,}</text>')
    for power in range(-2, 4):
        y = _HEIGHT - _EDGE - (_HEIGHT - 2 * _EDGE) * (power + 2) / 5
        lines.append(f'<text x="{_EDGE - 8}" y="{y + 4:.0f}" text-anchor="end">{10.0**power:g}</text>')
    series = (
        ("#b00020", "rules only: seconds", 1, "wall"),
        ("#1f5fa8", "unchanged: seconds", 2, "wall"),
        ("#d98200", "rules only: MiB", 1, "memory"),
        ("#3b8c3b", "unchanged: MiB", 2, "memory"),
    )
    for row, (color, name, place, what) in enumerate(series):
        points = [(float(one[0]), float(getattr(one[place], what))) for one in grown]
        lines += _line(points, 5, color, name, row)
    return "\n".join([*lines, "</svg>"]) + "\n"
