"""A rule file to start from."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NamedTuple

from okrlint import packs
from okrlint.core.errors import ConfigError, OkrlintError
from okrlint.resources import rules_folder

_TEMPLATE = """\
code: {code}
name: {name}
summary: {summary}
severity: {severity}
applies_to: {applies_to}
check: {check}
message: "Say what is wrong, and ask what would be right."
why: |
  Say in two or three sentences why this hurts.
sources: []
examples:
  bad:
    - "- <<Mark>> what is wrong"
    - "- A second one, with the place <<marked>>"
  good:
    - "- What the first one should have said"
    - "- What the second one should have said"
"""


class NewRule(NamedTuple):
    """What is known about a rule that nobody has written yet."""

    code: str
    name: str
    summary: str = ""
    severity: str = "info"
    applies_to: str = "key_result"
    check: str = "phrase"


def _refuse(new: NewRule) -> None:
    """Raise OkrlintError where the code or the name cannot be, or a rule has it already."""
    if not re.fullmatch(r"[A-Z]{2,8}\d{3}", new.code) or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", new.name):
        raise OkrlintError(f'write a code and a name like "OKR321 vague-quantity", not "{new.code} {new.name}"')
    for rule in packs.load_rules(rules_folder()):
        if new.code == rule.code or new.name == rule.name:
            raise OkrlintError(f"{rule.code} {rule.name} is there already: {rule.origin}")


def write_rule(new: NewRule, folder: Path) -> Path:
    """Write the file of a new rule into a pack and give its path; nothing is left where it would be no rule.

    Raises OkrlintError for a code or name that is taken or wrong.
    """
    _refuse(new)
    summary = json.dumps(new.summary or "Say in one sentence what is reported.", ensure_ascii=False)
    path = folder / f"{new.code}-{new.name}.yaml"
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(_TEMPLATE.format_map({**new._asdict(), "summary": summary}), encoding="utf-8", newline="\n")
    try:
        packs.load_rule(path)
    except ConfigError:
        path.unlink()
        raise
    return path
