"""Files of OKRs to measure with: sentences that differ in words and numbers, the same ones for the same arguments."""

from __future__ import annotations

import random
from pathlib import Path

_WHO = ("guests", "members", "patients", "readers", "drivers", "tenants", "growers", "nurses", "parents", "cooks")
_WHAT = (
    *("parking", "laundry", "billing", "lighting", "seating", "bread", "water", "heating", "notes", "bicycles"),
    *("lockers", "gardens", "windows", "maps", "tickets", "badges", "lifts", "menus", "parcels", "invoices"),
)
_DOES = (
    "come back within {low} days",
    "finish their first visit without help",
    "find a seat within {low} minutes",
    "book again without a call",
    "report a fault themselves",
    "choose the night service",
    "renew for another year",
    "recommend us to a friend",
)
_SENTENCES = (
    "Launch the {what} page for {who}",
    "Hold {low} workshops with {who} about {what}",
    "Write a guide on {what} for {who}",
    "Migrate the {what} records to the new store by week {low}",
    "Hire {low} people for {what}",
    "Significantly more {who} use {what}",
    "Share of {who} who {does}: {low} % to {high} %",
    "{high} % of {who} {does}, up from {low} %",
    "Complaints of {who} about {what} fall from {high} to {low} a month",
    "Average wait of {who} for {what} falls from {high} to {low} minutes",
    "{who} who {does} rise from {low} to {high}",
    "Train all staff in {what}",
)
KEY_RESULTS = 20
"""Key results of a file, four below each of its objectives."""


def _sentence(chosen: random.Random) -> str:
    low = chosen.randint(2, 60)
    high = low + chosen.randint(3, 39)
    what = f"{chosen.choice(_WHAT)} {chosen.choice(_WHAT)}"
    does = chosen.choice(_DOES).format(low=low)
    return chosen.choice(_SENTENCES).format(who=chosen.choice(_WHO), what=what, does=does, low=low, high=high)


def _text(number: int) -> str:
    chosen = random.Random(number)  # noqa: S311
    lines = [f"# OKRs of team {number}, 2027-Q1", ""]
    for place in range(KEY_RESULTS // 4):
        lines += [f"## Objective: {chosen.choice(_WHO).capitalize()} enjoy the {chosen.choice(_WHAT)} {number}", ""]
        lines += [f"- KR{place + 1}.{below + 1}: {_sentence(chosen)}" for below in range(4)] + [""]
    return "\n".join(lines)


def write(folder: Path, files: int) -> Path:
    """Make a folder with so many files, a repository of its own."""
    (folder / ".git").mkdir(parents=True)
    for number in range(files):
        (folder / f"okr{number:05}.md").write_text(_text(number), encoding="utf-8")
    return folder
