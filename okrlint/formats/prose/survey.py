"""A first look over a whole document: which ways of marking OKRs its author uses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import takewhile

from okrlint.core import lazy_re as re
from okrlint.formats.periods import find_period
from okrlint.formats.prose.labels import Label, Labelled, label_of
from okrlint.formats.prose.nodes import Kind, Line, Node, Style
from okrlint.formats.prose.sections import is_guide
from okrlint.formats.prose.words import GUIDE_OPENERS, VERBS

_TAG = re.compile(r"^\W{0,3}P(?:\d|X|\?)(?=[\W_])|[\[(]P[\d?]")
_OKR = re.compile(r"\bOKRs?\b|\bobjectives?\s*(?:and|&|\+)\s*key[\s-]results?\b|\bobjectives$", re.IGNORECASE)
_INTRODUCES = re.compile(r"\bkey[\s-]results\b|\bKRs\b", re.IGNORECASE)
_ADDRESS = re.compile(r"\W*(?:\w+:\s*)?https?://\S+$")
_FIGURE = re.compile(r"\d\s?%|\b\d[\d.,]*\b")
_STATEMENT = re.compile(r"\b(?:should|shall|will|must|can|never|always)\b", re.IGNORECASE)
_CHANGE = re.compile(r"\d\s?%|^(?>.*?\bfrom\b).*\bto\b", re.MULTILINE)
_REASONS = re.compile(
    r"^(?:because|since|currently|today|right now|so far|this|these|it|see|we believe|note)\b", re.IGNORECASE
)


def names_okrs(value: str) -> bool:
    """Whether a heading says that OKRs follow."""
    words = value.split()
    verb = bool(words) and words[0].lower() in VERBS
    return bool(_OKR.search(value)) and len(words) <= 12 and not verb


def is_tagged(node: Node) -> bool:
    """Whether an item carries a priority ("[P0]"), by which authors mark what counts."""
    value = node.line.value
    return "P" in value and bool(_TAG.search(value))


def is_link(node: Node) -> bool:
    """Whether a line is nothing but a link (after a label at the most)."""
    line = node.line
    return line.styled(Style.LINK) or ("://" in line.value and bool(_ADDRESS.match(line.value)))


def is_name(value: str) -> bool:
    """Whether words are a short name rather than a statement of what is wanted."""
    words = value.split()
    if not words or len(words) > 8 or value.endswith("."):
        return False
    return words[0].lower() not in VERBS and not _STATEMENT.search(value) and not _CHANGE.search(value)


def is_sentence(line: Line) -> bool:
    """Whether a line is one statement, not a paragraph, an introduction or a label."""
    value = line.value
    if _REASONS.search(value):
        return False
    if not 3 <= len(value.split()) <= 60 or value.endswith((":", ",")) or re.search(r"[a-z)][.!?]\s+[A-Z]", value):
        return False
    return label_of(line).label is Label.NONE


def states_aim(line: Line) -> bool:
    """Whether a sentence below a short name is the objective itself, not a remark about it."""
    first = line.value.split()[0].lower() if line.value.split() else ""
    return (
        is_sentence(line)
        and not _REASONS.search(line.value)
        and (first in VERBS or bool(_STATEMENT.search(line.value)))
    )


def is_target(node: Node) -> bool:
    """Whether a heading is marked as an objective by the sign that many tools give it."""
    return node.line.value.startswith("🎯") and not names_okrs(node.line.value)


def introduces(line: Line) -> bool:
    """Whether a line says that the list below it holds key results."""
    return line.value.endswith(":") and bool(_INTRODUCES.search(line.value))


def is_measured(nodes: Iterable[Node]) -> bool:
    """Whether at least two list items begin a sequence of nodes, most of them with a figure."""
    items = list(takewhile(lambda node: node.kind is Kind.ITEM, nodes))
    return len(items) > 1 and sum(bool(_FIGURE.search(item.line.value)) for item in items) > len(items) / 2


def opens_guide(node: Node) -> bool:
    """Whether a heading explains rather than aims."""
    return node.line.value.lower().lstrip("0123456789. ").startswith(GUIDE_OPENERS) and not names_okrs(node.line.value)


def _holds_leaves(node: Node) -> bool:
    """Whether at least two headings without any below them stand directly under a heading."""
    below = [child for child in node.children if child.kind is Kind.HEADING]
    return len(below) > 1 and not any(inner.kind is Kind.HEADING for child in below for inner in child.children)


@dataclass(slots=True)
class Survey:
    """What a document's author uses: labels, containers, lists of lists, headings and nothing else.

    `certain`: labels that nothing but OKRs have ("KR:", "Objective 2", several objectives with measures); one
    "Objective" and "Key results" stand in many a report.
    """

    root: Node
    labels: dict[int, Labelled] = field(default_factory=dict)
    holders: set[int] = field(default_factory=set)
    has_objectives: bool = False
    has_key_results: bool = False
    certain: bool = False
    bullets: bool = False
    targets: bool = False
    headings_only: bool = False

    def __post_init__(self) -> None:
        order = [node for node in self.root.descendants() if node.kind is not Kind.TABLE]
        for node in order:
            self.labels[id(node)] = node.label or label_of(node.line)
        self._mark_holders()
        nodes = self._outside_guides(self.root)
        seen = {self.label(node).label for node in nodes}
        self.has_objectives = Label.OBJECTIVE in seen
        objectives = [self.label(node) for node in nodes if self.label(node).label is Label.OBJECTIVE]
        measured = len(objectives) > 1 and bool(seen & {Label.KEY_RESULTS, Label.METRICS})
        self.certain = Label.KEY_RESULT in seen or measured or any(found.id is not None for found in objectives)
        self.has_key_results = bool(seen & {Label.KEY_RESULT, Label.KEY_RESULTS}) or any(
            node.kind is Kind.LINE and introduces(node.line) for node in nodes
        )
        self.targets = any(node.kind is Kind.HEADING and is_target(node) for node in order)
        self.bullets = self._objectives_are_bullets(order)
        kinds = {node.kind for node in self.root.descendants()}
        self.headings_only = not kinds & {Kind.ITEM, Kind.TABLE} and any(map(_holds_leaves, order))

    def label(self, node: Node) -> Labelled:
        """The label of a node's line."""
        return self.labels.get(id(node)) or label_of(node.line)

    def holds_key_results(self, node: Node) -> bool:
        """Whether labelled key results stand below a node."""
        return id(node) in self.holders

    @property
    def labelled(self) -> bool:
        """Whether the author marks objectives or key results with words."""
        return self.has_objectives or self.has_key_results

    def _mark_holders(self) -> None:
        """Note every node that has a labelled key result somewhere below it."""
        above: dict[int, Node] = {}
        stack = [self.root]
        while stack:
            node = stack.pop()
            for child in node.children:
                above[id(child)] = node
                stack.append(child)
                if child.kind is not Kind.TABLE and self.label(child).label is Label.KEY_RESULT:
                    self._mark_upwards(child, above)

    def _mark_upwards(self, node: Node, above: dict[int, Node]) -> None:
        parent = above.get(id(node))
        while parent is not None and id(parent) not in self.holders:
            self.holders.add(id(parent))
            parent = above.get(id(parent))

    def _outside_guides(self, node: Node) -> list[Node]:
        found: list[Node] = []
        stack = list(node.children)
        while stack:
            child = stack.pop()
            if child.kind is Kind.HEADING and is_guide(child.line.value) and find_period(child.line.text) is None:
                continue
            if child.kind is not Kind.TABLE:
                found.append(child)
            stack.extend(child.children)
        return found

    @staticmethod
    def _objectives_are_bullets(order: list[Node]) -> bool:
        """Whether lists hold objectives with their key results below, rather than key results below headings."""
        inner = {id(child) for node in order if node.kind is Kind.ITEM for child in node.items}
        tops = [node for node in order if node.kind is Kind.ITEM and id(node) not in inner and not is_link(node)]
        if not tops:
            return False
        below = [child for node in tops for child in node.items]
        tagged_below, tagged_tops = sum(map(is_tagged, below)), sum(map(is_tagged, tops))
        if tagged_below + tagged_tops > 0.3 * (len(below) + len(tops)) and tagged_below != tagged_tops:
            return tagged_below > tagged_tops
        return sum(bool(node.items) for node in tops) * 2 >= len(tops)
