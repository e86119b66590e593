"""What is known from earlier runs, and learnt for later ones."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from okrlint.core.progress import Progress, silent
from okrlint.core.said import Said
from okrlint.workspace.gather import Files
from okrlint.workspace.settings import Options

if TYPE_CHECKING:
    from okrlint.engine.kept import Kept
    from okrlint.workspace.store import Store


class Keeping(NamedTuple):
    """What the classifier said of sentences, and the diagnostics of files."""

    said: Said | None = None
    files: Kept | None = None

    @classmethod
    def of(
        cls, store: Store | None, files: Files, options: Options, today: date | None, tell: Progress = silent
    ) -> Keeping:
        """What a store has about some files, or several processes find; nothing of those compared with what they were.

        `tell` hears how far these processes are.
        """
        alone = options.jobs == 1 or len(files) < 2
        if store is None and (alone or options.diff_base is not None):
            return cls()
        from okrlint.workspace.jobs import Ahead
        from okrlint.workspace.kept import KeptFiles
        from okrlint.workspace.keys import file_keys
        from okrlint.workspace.said import KeptSaid

        said = KeptSaid(store) if store else None
        if options.diff_base is not None:
            return cls(said)
        kept = KeptFiles(store, file_keys(files, options, today)) if store else None
        return cls(said, Ahead(kept, options.jobs, store, tell))


NOTHING_KEPT = Keeping()
