"""HTML from jinja2 templates: okrlint's own, and those of users in a sandbox."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

from okrlint.core.errors import OkrlintError
from okrlint.core.source import Source
from okrlint.report.safe import visible

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"


def _shown(value: Any) -> Any:
    """A value as it goes onto the page: text without what a reader could not see, or would be misled by."""
    return visible(value) if type(value) is str else value


def _environment(own: Source | None) -> Environment:
    """The sandbox in which all templates run; they see okrlint's own templates and, of files, nothing else."""
    from jinja2 import ChoiceLoader, FileSystemLoader, FunctionLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    def given(name: str) -> tuple[str, str, None] | None:
        """The user's template: its text and the name of its file."""
        return (own.text, own.path, None) if own and name == own.path else None

    return ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([FunctionLoader(given), FileSystemLoader(TEMPLATES)]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _mistake(own: Source, error: Exception) -> OkrlintError:
    """A mistake in a template of the user's own, at its line where that is known."""
    frames = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == own.path]
    line = getattr(error, "lineno", None) or (frames[-1] if frames else None)
    place = f"{own.path}:{line}" if line else own.path
    return OkrlintError(f"{place}: the template cannot be used: {error or type(error).__name__}")


def html(template: str, own: Source | None = None, **values: Any) -> str:
    """The page of a template, of okrlint's own by name or of the user's.

    Raises OkrlintError for a mistake in the user's.
    """
    from jinja2 import TemplateError

    mistakes = (TemplateError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
    environment = _environment(own)
    if own is None:
        return environment.get_template(template).render(values)
    try:
        return environment.get_template(own.path).render(values)
    except mistakes as error:
        raise _mistake(own, error) from error
