"""The graph of what supports what, as pictures with their places worked out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """An objective in the graph: its place in the picture and what stands in it."""

    anchor: str
    head: str
    text: str
    lines: tuple[str, ...]
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Link:
    """A line of the graph, as the path of an SVG."""

    path: str


@dataclass(frozen=True, slots=True)
class Branch:
    """An objective in the list that says the same as a picture, with what supports it and what else it supports."""

    anchor: str
    head: str
    text: str
    below: tuple[Branch, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A part of the graph that hangs together, as a picture and as a list."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    links: tuple[Link, ...]
    root: Branch
