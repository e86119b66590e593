"""The OKRs of the whole workspace as they were saved: for links between files and for searching."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from okrlint.core.errors import OkrlintError, UnreadableError
from okrlint.core.model import Document
from okrlint.formats import format_of, read
from okrlint.lsp.project import Project
from okrlint.workspace.decode import read_source
from okrlint.workspace.files import Found, find, shown_path
from okrlint.workspace.search import is_excluded

_log = logging.getLogger("okrlint.lsp")


def within(file: str, folder: str) -> bool:
    """Whether a file lies in a folder, or below it; both are absolute paths."""
    return file.startswith(folder.rstrip(os.sep) + os.sep)


@dataclass(eq=False)
class Index:
    """The documents of some folders by file. What cannot be read is logged and left out."""

    project: Project
    roots: tuple[str, ...] = ()
    documents: dict[str, Document] = field(default_factory=dict)

    def scan(self, roots: Iterable[str]) -> Iterator[str]:
        """Read the files with OKRs in some folders, one with every step; gives the file."""
        for root in roots:
            try:
                for found in find([root], self.project.settings_of):
                    if isinstance(found, UnreadableError):
                        _log.info("left out: %s", found)
                    else:
                        self._read(found)
                        yield found.file
            except OkrlintError as error:
                _log.warning("the files of %s were not read: %s", root, error)

    def _read(self, found: Found) -> None:
        """Read one file."""
        try:
            settings = self.project.settings_of(os.path.dirname(found.file))
            self.documents[found.file] = read(read_source(found.file, found.shown), settings.fields)
        except Exception as error:  # one file that cannot be read must not keep the others from being read
            self.documents.pop(found.file, None)
            _log.info("left out %s: %s", found.shown, error)

    def update(self, file: str) -> None:
        """Read a file again that was saved, or forget one that is gone."""
        known = file in self.documents
        if not os.path.isfile(file):
            self.documents.pop(file, None)
        elif known or (self.root_of(file) and format_of(file) and self._is_meant(file)):
            self._read(Found(file, shown_path(file)))

    def _is_meant(self, file: str) -> bool:
        """Whether a search of the file's folder gives the file."""
        try:
            settings = self.project.settings_of(os.path.dirname(file))
            if is_excluded(file, False, settings):
                return False
            taken = find([os.path.dirname(file)], self.project.settings_of)
            return any(isinstance(found, Found) and found.file == file for found in taken)
        except OkrlintError:
            return False

    def root_of(self, file: str) -> str | None:
        """The innermost of the folders that a file lies in; None where it lies in none."""
        return max((root for root in self.roots if within(file, root)), key=len, default=None)

    def forget(self, root: str) -> None:
        """Leave out the files of a folder that is none of the workspace any more."""
        for file in [file for file in self.documents if within(file, root) and not self.root_of(file)]:
            del self.documents[file]

    def beside(self, file: str) -> list[Document]:
        """The other documents of the same folder of the workspace, in the order of their names."""
        root = self.root_of(file)
        if root is None:
            return []
        return [
            self.documents[other] for other in sorted(self.documents) if other != file and self.root_of(other) == root
        ]
