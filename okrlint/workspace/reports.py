"""The reports of whole runs, kept between runs: where nothing has changed, nothing has to be judged or rendered."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from okrlint.workspace.store import Store

_SURROGATES = "surrogatepass"


class Report(NamedTuple):
    """What a run has to say: the text of its report, notes, and whether something is as severe as `fail-on`."""

    text: str
    notes: tuple[str, ...] = ()
    failed: bool = False


def dumped(report: Report) -> bytes:
    """A report as bytes: a line that says how many notes follow and whether the run failed, the notes, the text."""
    notes = [" ".join(note.split("\n")) for note in report.notes]
    head = f"{int(report.failed)} {len(notes)}"
    return "\n".join([head, *notes, report.text]).encode("utf-8", _SURROGATES)


def loaded(data: bytes) -> Report:
    """The report that was dumped."""
    head, _, rest = data.decode("utf-8", _SURROGATES).partition("\n")
    failed, count = map(int, head.split())
    *notes, text = rest.split("\n", count)
    return Report(text, tuple(notes), bool(failed))


def kept_or(
    store: Store | None, key: bytes | None, fresh: Callable[[Store | None], tuple[Report, bool]]
) -> tuple[Report, bool]:
    """The report that a store has, else a fresh one, which is kept; and whether a file could not be read.

    Without a key, and where a file could not be read, nothing is kept.
    """
    found = store.get(key) if store and key else None
    if found is not None:
        return loaded(found), False
    report, unread = fresh(store)
    if store and key and not unread:
        store.put("reports", key, dumped(report))
    return report, unread
