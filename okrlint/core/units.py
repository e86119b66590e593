"""Names of parts of an organisation, and of those who lead one."""

from __future__ import annotations

from okrlint.core import lazy_re as re

_UNIT = re.compile(
    r"""\b(?:team|teams|department|division|unit|squad|tribe|chapter|guild|group|office|head|vp|chief|c[efmopt]o|director
      |engineering|product|design|sales|marketing|finance|operations|people|hr|support|success|legal|data|security|platform
      |research|communications?|procurement|logistics|it)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_LABEL = re.compile(r"([^:.?!]{1,40}):\s")


def is_unit(name: str) -> bool:
    """Whether a name stands for a part of an organisation, and not for one person: "Kitchen team", "Head of Sales"."""
    return _UNIT.search(name) is not None


def is_led_by_unit(text: str) -> bool:
    """Whether a sentence begins with whose it is: "CEO: …", "Engineering: …"."""
    label = _LABEL.match(text)
    return label is not None and is_unit(label[1])
