"""What the elements of HTML, and those of Confluence and Notion, mean for a reader."""

from __future__ import annotations

from collections.abc import Mapping

from okrlint.core import lazy_re as re
from okrlint.formats.html_tokens import Token
from okrlint.formats.prose.nodes import Style

HEADINGS = {f"h{level}": level for level in range(1, 7)}
_VOID = "area base br col embed hr img input link meta source track wbr param"
_SKIPPED = """
    script style template noscript svg math canvas object iframe pre textarea blockquote nav select button audio video
    dialog xmp noembed noframes ac:parameter ac:placeholder ac:plain-text-body ac:task-id ac:task-uuid ri:user
"""
_BLOCKS = """
    html body address article aside details dd div dl dt fieldset figcaption figure footer form header hgroup hr legend
    li main ol p section summary table tbody td tfoot th thead tr ul caption center menu title
    ac:structured-macro ac:rich-text-body ac:layout ac:layout-section ac:layout-cell ac:task-list ac:task ac:task-body
"""
VOID = frozenset(_VOID.split())
"""Elements that have no end tag."""

SKIPPED = frozenset(_SKIPPED.split())
"""Elements whose content is not read: code, quotations, what a page needs to work."""

BLOCKS = frozenset(_BLOCKS.split()) | frozenset(HEADINGS)
LISTS = frozenset({"ul", "ol", "menu", "ac:task-list", "dl"})
ITEMS = frozenset({"li", "ac:task", "dd"})
CELLS = frozenset({"td", "th"})

_STYLES = {
    **dict.fromkeys(("b", "strong", "dt"), Style.STRONG),
    **dict.fromkeys(("i", "em", "cite"), Style.EMPHASIS),
    **dict.fromkeys(("s", "del", "strike"), Style.STRUCK),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), Style.CODE),
    "a": Style.LINK,
}
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_STRUCK = re.compile(r"(?:\A|;)(?>[^;:]*?text-decoration)[\w-]*+\s*+:[^;]*line-through", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_BADGES = re.compile(r"\b(?:status-macro|aui-lozenge|lozenge|badge|status-value|chip|pill)\b")
_INLINE_MACROS = frozenset({"status", "jira", "date", "anchor", "emoji", "profile"})
_TITLE = r"(?:[-_](?:title|text|name|header|heading|statement))?"
_CLASSES = (
    ("Objective: ", re.compile(rf"(?:okr[-_]?)?objective{_TITLE}")),
    ("KR: ", re.compile(rf"(?:okr[-_]?)?(?:key[-_]?result|(?<=okr-)kr|(?<=okr_)kr){_TITLE}")),
)
_LEVEL = re.compile(r"\blst-kix_\w+-(\d)|\bql-indent-(\d)|\blevel(\d)\s+lfo\d")


def style_of(token: Token, attributes: Mapping[str, str]) -> Style:
    """How the words in an element are set."""
    style, css = _STYLES.get(token.name, Style.PLAIN), attributes.get("style", "")
    if css and _BOLD.search(css):
        style |= Style.STRONG
    if css and _STRUCK.search(css):
        style |= Style.STRUCK
    return style | Style.CODE if _BADGES.search(attributes.get("class", "")) else style


def is_skipped(token: Token, attributes: Mapping[str, str]) -> bool:
    """Whether nobody reads what stands in an element: code, quotations, hidden parts."""
    hidden = "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")) is not None
    return token.name in SKIPPED or hidden or "mso-list:ignore" in attributes.get("style", "").lower().replace(" ", "")


def is_block(token: Token, attributes: Mapping[str, str]) -> bool:
    """Whether an element stands in lines of its own."""
    if token.name == "ac:structured-macro":
        return attributes.get("ac:name") not in _INLINE_MACROS
    return token.name in BLOCKS


def label_in(attributes: Mapping[str, str]) -> str:
    """The label that the class of an element stands for ("objective", "key-result"), else nothing."""
    classes = attributes.get("class", "").lower().split()
    return next((label for label, pattern in _CLASSES if any(map(pattern.fullmatch, classes))), "")


def depth_in(attributes: Mapping[str, str]) -> int | None:
    """How deep an item stands by its class or style, where a program writes flat lists; None where nothing says it."""
    match = _LEVEL.search(attributes.get("class", "") + " " + attributes.get("style", ""))
    if match is None:
        return None
    return int(match[1] or match[2] or 0) if not match[3] else int(match[3]) - 1
