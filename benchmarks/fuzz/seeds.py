"""What fuzzing starts from: a few inputs for every target, and words that they are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from benchmarks.fuzz.session import SEEDS as SESSIONS

_MARKDOWN = """---
owner: Ana
---
# Bakery OKRs, 2026 Q3

## Objective 1: **Guests** come back &amp; stay

| KR | From | To | Owner |
| --- | --- | --- | --- |
| KR1.1: Bookings per week | 3 | 5 | Ana |

- KR1.2: Waits: 9 → 4 minutes <!-- okrlint: ignore OKR101 -->
  - Owner: Bo
- KR1.2: ~~Launch~~ the `app` by [[TBD]](x)

### Initiatives

1. Train the guides
"""
_HTML = (
    "<!DOCTYPE html><h1>OKRs 2026 Q3</h1><h2 id=x>Objective: Guests &eacute; return</h2><ul><li><b>KR1</b>: Launch"
    "<br>the app</li><li>KR2: 3 to 5 &#8364;<!-- okrlint: ignore --></ul><table><tr><th rowspan=2>Objective<th>"
    "Key result<tr><td>Visits<td><s>5</s></table><script>x</script><pre>a\n b</pre>"
)
_MDX = (
    "import A from 'a'\n\n# OKRs {2026} Q3\n\n<Card title={`x`}>\n\n## Objective: Guests return\n\n"
    "- KR1: Launch the {app}\n\n</Card>\n\n{/* okrlint: ignore */}\n"
)
_ORG = (
    "#+TITLE: OKRs 2026 Q3\n* Objective: Guests return :team:\n:PROPERTIES:\n:OWNER: Ana\n:END:\n"
    "- [ ] KR1 :: *Launch* the [[https://x][app]]\n** KR2: =3= to ~5~\n| KR | To |\n|----+----|\n| Visits | 5 |\n"
    "#+begin_src\nx\n#+end_src\n# okrlint: ignore\n"
)
_TEXT = (
    "OKRs 2026 Q3\n============\n\nObjective 1: Guests return\n  KR 1: Launch the app\n  KR 2: from 3 to 5\n\n"
    "1) Visits\n\tO - more\n+----+\n| KR | 5 |\n+----+\n"
)
_YAML = """%YAML 1.2
---
period: 2026-Q3
objectives: &a
- objective: "Guests \\u00e9 return"
  owner: no
  key_results:
  - {text: 'Launch the app', target: 12:30}
  - |-
    Visits from 3
    to 5
  - >+
    folded # okrlint: ignore
other: *a
<<: {id: !!str O1}
"""
_JSON = (
    '{"period": "2026-Q3", "objectives": [{"objective": "Guests \\u00e9 return", "key_results": ["Launch the app", '
    '{"text": "Visits", "baseline": 3, "target": 5e0, "//": "okrlint: ignore"}], "owner": null}]}'
)
_TOML = (
    'period = "2026-Q3"\n[[objectives]]\nobjective = """\\\n  Guests return"""\nkey_results = ["Launch the app", '
    "{text = 'Visits', target = 5}] # okrlint: ignore\n[objectives.owner]\nname = \"A\\u00e9\"\n"
)
_CSV = (
    'Objective;Key Result;Baseline;Target;Owner\r\n"Guests ""return""";"Launch\r\nthe app";3;5;Ana\r\n'
    ";Visits;1.000,5;=A1;Bo\r\n\r\nTeam,KR1,KR2\nShop,Visits,Wait\n"
)
_CONFIG = (
    'select = ["OKR1", "vague-quantity"]\nextends = "x.toml"\nprofile = "team"\n[severity]\nOKR304 = "info"\n'
    '[rules.vague-quantity]\nphrases = ["x"]\n[per-file-ignores]\n"a/**" = ["OKR5"]\n[fields]\nGoal = "objective"\n'
)
_PACK = (
    "code: BAK101\nname: no-vans\nsummary: Says that vans are work.\napplies_to: key_result\ncheck: phrase\n"
    "severity: warning\nwith: {phrases: [app]}\nmessage: '\"{phrase}\" is work'\nwhy: Vans change nothing.\n"
    "sources: [us]\nsilences: [OKR304]\nadds: {OKR101: x}\nexamples:\n"
    '  bad: ["- KR1: Launch the <<app>>", "- KR1: Build an <<app>>"]\n'
    '  good: ["- KR1: Waits: 9 to 4 minutes", "- KR1: Riders return: 40 to 60 %"]\n'
)
_PATTERN = _PACK.replace("check: phrase", "check: pattern").replace(
    "{phrases: [app]}", "{patterns: [[{LOWER: {REGEX: 'ap+'}, OP: '+'}]]}"
)
_BASELINE = '{"version": 1, "findings": [{"code": "OKR101", "path": "okrs.md", "text": "Launch", "count": 2}]}'
_SENTENCES = (
    "Raise weekly active users from 31% to 45 (now 33.5) by the end of Q3 2026",
    "Cut p95 < 300 ms, ≥ 40 of 60 teams, 1 in 3, $1.2M ARR, top 5, half of, 2x, by a third, per week, without loss",
    "45 → [target] NPS 30–40, X% to TBD within 7 days of 2026-07-01, 1.000,5 € ½ ٣ ² 1e9 00",
)
_ARCHIVES = (
    b"",
    b"\x00\x00\x01\x00junk",
    b"\x01\x02\x00\x40<x/>",
    b"\x02\x07\x01\x00&a;<c r='ZZZ9'><v>9</v></c>",
    b"\x03\x05\x00\x00<?xml version='1.0'?><x/>",
    b"\x04\x00\x08\x00",
    b"\x05\x03",
    b"\x06PK\x03\x04",
)


def _bytes(*texts: str) -> tuple[bytes, ...]:
    return tuple(text.encode() for text in texts)


SEEDS: Mapping[str, Sequence[bytes]] = {
    "markdown": (*_bytes(_MARKDOWN), _MARKDOWN.replace("\n", "\r").encode("utf-16")),
    "html": _bytes(_HTML),
    "mdx": _bytes(_MDX),
    "org": _bytes(_ORG),
    "text": _bytes(_TEXT),
    "yaml": _bytes(_YAML),
    "json": _bytes(_JSON),
    "toml": _bytes(_TOML),
    "csv": (*_bytes(_CSV), _CSV.replace("Guests", "Gäste").encode("windows-1252")),
    "xlsx": _ARCHIVES,
    "docx": _ARCHIVES,
    "measure": _bytes(*_SENTENCES),
    "config": _bytes(_CONFIG),
    "pyproject": _bytes("[tool.okrlint]\n" + _CONFIG.replace("\n[", "\n[tool.okrlint.")),
    "pack": _bytes(_PACK, _PATTERN),
    "baseline": _bytes(_BASELINE),
    "lsp": SESSIONS,
}
"""Inputs that every target understands."""

COMMON = (b"\0", b"\n", b"\r", b"\r\n", b"\t", b" " * 9, b"\xff", b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"\xf0\x9f\x9a\x80")
"""Bytes that are odd everywhere."""


def words_of(name: str) -> list[bytes]:
    """The words, marks and odd bytes that inputs of a target are made of."""
    own = {word for seed in SEEDS[name] for line in seed.splitlines() for word in line.split() if len(word) < 60}
    marks = {bytes([byte]) for seed in SEEDS[name] for byte in seed if not chr(byte).isalnum()}
    return sorted({*own, *marks, *COMMON, b"Objective 2: ", b"KR2: ", b"- ", b"okrlint: ignore", b"2026 Q3"})
