"""Judge one open document as `okrlint check` in the current folder would judge its file."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date

from okrlint import config
from okrlint.core.errors import OkrlintError
from okrlint.core.finding import Diagnostic
from okrlint.core.settings import INCLUDE, Settings
from okrlint.core.source import Source
from okrlint.engine.lint import document_of
from okrlint.workspace.globs import globs
from okrlint.workspace.run import lint_group
from okrlint.workspace.search import is_excluded
from okrlint.workspace.settings import SettingsFinder
from okrlint.workspace.sniff import looks_like_okrs

_HEAD = 16 * 1024
"""Characters that are looked at; a search looks at as many bytes."""


def _is_meant(file: str, source: Source, settings: Settings) -> bool:
    """Whether the name or the text of a file says that it has OKRs, as for a search."""
    folder, here = os.path.dirname(file), os.getcwd()
    top = here if file.startswith(here.rstrip(os.sep) + os.sep) else folder
    base = top if settings.include == INCLUDE else settings.root
    if globs(settings.include, base, any_case=True).verdict(file):
        return True
    return looks_like_okrs(source.text[:_HEAD].encode("utf-8", "ignore"), source.format or "")


def _found(file: str, source: Source, settings: Settings) -> list[Diagnostic]:
    """What the rules say under some settings. A file without OKRs that nobody takes for one is left in peace."""
    if not source.format or is_excluded(file, False, settings):
        return []
    document = document_of(source, settings.fields)
    if not document.objectives and not _is_meant(file, source, settings):
        return []
    return lint_group([document], settings, date.today())


def lint(file: str, source: Source, complain: Callable[[str], None]) -> list[Diagnostic]:
    """The diagnostics of the text of a file (an absolute path), which need not be saved.

    A broken configuration is complained about, and the defaults count in its place.
    """
    try:
        return _found(file, source, SettingsFinder().of_folder(os.path.dirname(file)))
    except OkrlintError as error:
        complain(str(error))
    return _found(file, source, config.defaults())
