"""The same three objectives, written in every format, give the same outline and the same diagnostics."""

from __future__ import annotations

import csv
import html
import io
import json

import docx
import pytest
import yaml
from openpyxl import Workbook

from okrlint.analysis import analyse
from okrlint.core.settings import Settings
from okrlint.core.source import Source
from okrlint.engine import lint, rules_for
from okrlint.formats import read
from okrlint.packs import core_rules, profiles

OKRS = [
    (
        "Guests find the way & stay — 🚲 or on foot",
        [
            ("Visitors who reach the second room: 40% to 65%", "Ines"),
            ("Significantly fewer guests ask at the desk", "Tom"),
        ],
    ),
    (
        "Reach 900 members",
        [("Renewals within 30 days: 61% to TBD", "Ines"), ("Members who bring a friend: 4% to 12%", "Tom")],
    ),
    ("The shop pays for the garden", [('Margin on "own beds" goods from 12% to 20%', "Åsa")]),
]


def headings() -> str:
    lines = ["# OKRs 2026 Q3", ""]
    for number, (objective, key_results) in enumerate(OKRS, 1):
        lines += [f"## Objective {number}: {objective.replace('&', '&amp;')}", ""]
        lines += [f"- **KR{number}.{n}:** {text} (Owner: {owner})" for n, (text, owner) in enumerate(key_results, 1)]
        lines.append("")
    return "\n".join(lines)


def labels() -> str:
    lines = ["---", "period: 2026 Q3", "---", ""]
    for objective, key_results in OKRS:
        first, rest = objective.split(" ", 1)
        lines += [f"**Objective:** {first}", rest, "", "Key results:", ""]
        lines += [f"1. {text} — Owner: {owner}" for text, owner in key_results]
        lines.append("")
    return "\r\n".join(lines)


def table() -> str:
    lines = ["## Q3 2026", "", "| Objective | Key result | Owner |", "|---|:-:|---|"]
    for objective, key_results in OKRS:
        for place, (text, owner) in enumerate(key_results):
            lines.append(f"| {'' if place else objective} | {text} | {owner} |")
    return "\n".join(lines) + "\n"


def tree() -> dict[str, object]:
    objectives = [
        {"objective": objective, "key_results": [{"text": text, "owner": owner} for text, owner in key_results]}
        for objective, key_results in OKRS
    ]
    return {"period": "2026 Q3", "objectives": objectives}


def page() -> str:
    lines = ["<!DOCTYPE html>", "<title>Team page</title>", "<h1>OKRs 2026&nbsp;Q3</h1>"]
    for number, (objective, key_results) in enumerate(OKRS, 1):
        lines += [f"<h2>Objective {number}: {html.escape(objective).replace('—', '&mdash;')}</h2>", "<ul>"]
        lines += [
            f"<li><strong>KR{number}.{n}:</strong>\n{html.escape(text)} (Owner: {owner})</li>"
            for n, (text, owner) in enumerate(key_results, 1)
        ]
        lines.append("</ul>")
    return "\n".join(lines)


def spanned() -> str:
    lines = ["<h2>Q3 2026</h2><table><tr><th>Objective</th><th>Key result</th><th>Owner</th></tr>"]
    for objective, key_results in OKRS:
        for place, (text, owner) in enumerate(key_results):
            first = "" if place else f"<td rowspan={len(key_results)}>{html.escape(objective)}"
            lines.append(f"<tr>{first}<td>{html.escape(text)}<td>{owner}")
    return "\n".join([*lines, "</table>"])


def tables() -> str:
    lines = ["period = '2026 Q3'"]
    for objective, key_results in OKRS:
        lines += ["[[objectives]]", f"objective = {json.dumps(objective, ensure_ascii=False)}"]
        for text, owner in key_results:
            lines += ["[[objectives.key_results]]", f"text = '''{text}'''", f'owner = "{owner}"']
    return "\n".join(lines)


def components() -> str:
    body = headings().replace("&amp;", "&").replace("## Objective", "<Team id={3} />\n\n## Objective")
    return f"import Team from './team'\n\n{body}\n<Footer>\n</Footer>\n"


def org() -> str:
    lines = ["#+TITLE: OKRs 2026 Q3"]
    for number, (objective, key_results) in enumerate(OKRS, 1):
        lines.append(f"* TODO [#B] Objective {number}: {objective} :team:")
        for n, (text, owner) in enumerate(key_results, 1):
            lines += [f"** KR{number}.{n}: {text}", ":PROPERTIES:", f":Owner: {owner}", ":END:"]
    return "\n".join(lines)


def plain() -> str:
    lines = ["OKRs 2026 Q3", "============", ""]
    for number, (objective, key_results) in enumerate(OKRS, 1):
        lines.append(f"Objective {number}: {objective}")
        lines += [f"  KR {number}.{n} {text} (Owner: {owner})" for n, (text, owner) in enumerate(key_results, 1)]
        lines.append("")
    return "\n".join(lines)


def bullets() -> str:
    lines = ["Our OKRs for Q3 2026:", ""]
    for objective, key_results in OKRS:
        lines.append(f"* {objective}")
        lines += [f"    \u2022 {text} (Owner: {owner})" for text, owner in key_results]
    return "\r\n".join(lines)


def word() -> bytes:
    made = docx.Document()
    made.add_heading("OKRs 2026 Q3", 0)
    for number, (objective, key_results) in enumerate(OKRS, 1):
        made.add_heading(f"Objective {number}: {objective}", 1)
        for text, owner in key_results:
            made.add_paragraph(f"{text} (Owner: {owner})", style="List Bullet")
    made.save(out := io.BytesIO())
    return out.getvalue()


def rows() -> list[list[str]]:
    """One row for each key result; the objective stands in the first of its rows only."""
    found = [["OKRs Q3 2026", "", ""], ["Objective", "Key result", "Owner"]]
    for objective, key_results in OKRS:
        found += [["" if place else objective, *pair] for place, pair in enumerate(key_results)]
    return found


def items() -> list[list[str]]:
    """One row for each objective and each key result."""
    found = [["ID", "Type", "Title", "Parent ID", "Owner", "Period"]]
    for number, (objective, key_results) in enumerate(OKRS, 1):
        found.append([f"O{number}", "Objective", objective, "", "", "Q3 2026"])
        found += [
            [f"KR{number}.{n}", "Key Result", text, f"O{number}", owner, "Q3 2026"]
            for n, (text, owner) in enumerate(key_results, 1)
        ]
    return found


def separated(table: list[list[str]], **how: str) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, **how).writerows(table)  # type: ignore[arg-type]
    return buffer.getvalue()


def workbook(table: list[list[str]]) -> bytes:
    book, buffer = Workbook(), io.BytesIO()
    for row in table:
        book.active.append([cell or None for cell in row])  # type: ignore[union-attr]
    book.save(buffer)
    return buffer.getvalue()


RENDERINGS: dict[str, str | bytes] = {
    "headings.md": headings(),
    "labels.md": labels(),
    "table.md": table(),
    "block.yaml": yaml.safe_dump(tree(), allow_unicode=True, sort_keys=False, width=40),
    "flow.yaml": yaml.safe_dump(tree(), default_flow_style=True, allow_unicode=False, sort_keys=False),
    "indented.json": json.dumps(tree(), indent=2, ensure_ascii=False),
    "escaped.json": json.dumps(tree()),
    "page.html": page(),
    "spanned.html": spanned(),
    "tables.toml": tables(),
    "components.mdx": components(),
    "headlines.org": org(),
    "plain.txt": plain(),
    "bullets.txt": bullets(),
    "word.docx": word(),
    "rows.csv": separated(rows()),
    "rows.tsv": separated(rows(), delimiter="\t"),
    "items.csv": separated(items(), delimiter=";"),
    "rows.xlsx": workbook(rows()),
    "items.xlsx": workbook(items()),
}


def source_named(name: str) -> Source:
    content = RENDERINGS[name]
    return Source(name, content) if isinstance(content, str) else Source(name, "", data=content)


@pytest.mark.parametrize("name", RENDERINGS)
def test_every_format_gives_the_same_outline(name: str) -> None:
    document = read(source_named(name))
    found = [
        (objective.text.value, [(kr.text.value, kr.field("owner")) for kr in objective.key_results])
        for objective in document.objectives
    ]
    owned = [(text, [(words, owner.value if owner else None) for words, owner in krs]) for text, krs in found]
    assert owned == OKRS
    assert {document.period_of(objective) for objective in document.objectives} == {"2026-Q3"}


@pytest.mark.parametrize("name", RENDERINGS)
def test_every_format_gives_the_same_diagnostics(name: str) -> None:
    rules = rules_for(Settings(), core_rules(), profiles())
    document = read(source_named(name))
    source = document.source
    diagnostics = lint([document], rules, analyse=analyse)
    found = [(one.code, " ".join(source[one.span].split())[:12]) for one in diagnostics]
    assert found == [
        ("OKR304", "Significantl"),
        ("OKR501", "900"),
        ("OKR314", "TBD"),
        ("OKR603", "The shop pay"),
    ]
