"""The reports of whole runs, kept between runs: where nothing has changed, nothing has to be judged or rendered."""

from __future__ import annotations

from typing import NamedTuple

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


class KeptReport:
    """The report of one run in a store; without a store or a key nothing is kept."""

    def __init__(self, store: Store | None, key: bytes | None) -> None:
        self._store, self._key = store, key

    def get(self) -> Report | None:
        """The report; None where nobody knows it."""
        found = self._store.get(self._key) if self._store and self._key else None
        return None if found is None else loaded(found)

    def put(self, report: Report) -> None:
        """Keep the report."""
        if self._store and self._key:
            self._store.put("reports", self._key, dumped(report))
