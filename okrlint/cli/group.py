"""A group of commands that imports a command when it is called, and turns every error into one line."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any

import click

from okrlint.core.errors import OkrlintError, did_you_mean, reason_of, was_interrupted

_ALLOCATIONS = 200_000
"""New objects after which Python looks for garbage: a run is short and makes little."""
FAILED = 2
"""Exit code of a mistake by the user, or of a file that could not be read."""
INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""


def complain(message: str) -> None:
    """One line on standard error."""
    from okrlint.report.safe import one_line

    if sys.stderr is not None:
        line = f"okrlint: {one_line(message)}\n"
        encoding = sys.stderr.encoding or "utf-8"
        sys.stderr.write(line.encode(encoding, "backslashreplace").decode(encoding))
        sys.stderr.flush()


def _usage(error: click.ClickException) -> str:
    """What is wrong on the command line, and where help is."""
    context = getattr(error, "ctx", None)
    help_for = f" (see {context.command_path} --help)" if context else ""
    return f"{error.format_message().rstrip('.')}{help_for}"


def _bug() -> int:
    """Show what went wrong inside okrlint."""
    import traceback

    traceback.print_exc()
    complain("this is a mistake in okrlint itself; please report it with the lines above")
    return FAILED


def exit_code_of(run: Callable[[], Any]) -> int:
    """Run a command; its exit code, with one line on standard error where it failed."""
    try:
        return int(run() or 0)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return FAILED
    except click.ClickException as error:
        complain(_usage(error))
    except click.Abort:
        return INTERRUPTED
    except OkrlintError as error:
        complain(str(error))
    except OSError as error:
        complain(f"{error.filename}: {reason_of(error)}" if error.filename else reason_of(error))
    except Exception as error:
        return INTERRUPTED if was_interrupted(error) else _bug()
    return FAILED


class Group(click.Group):
    """Commands by name, each with the module whose `command` it is."""

    def __init__(self, *args: Any, modules: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names in the order in which they are shown."""
        return list(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of a name, None where there is none."""
        if cmd_name not in self.modules:
            return None
        command: click.Command = import_module(self.modules[cmd_name]).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments name. Raises UsageError, with a guess, where there is none."""
        name = args[0]
        if name not in self.modules and not name.startswith("-"):
            ctx.fail(f'there is no command "{name}"{did_you_mean(name, self.modules)}')
        return super().resolve_command(ctx, args)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command line and exit with its code; without `standalone_mode`, return the result of the command."""

        def run() -> Any:
            """The result of the command; errors of the command line come out as exceptions."""
            return click.Group.main(self, args, prog_name, complete_var, standalone_mode=False, **extra)

        if not standalone_mode:
            return run()
        gc.set_threshold(_ALLOCATIONS)
        sys.exit(exit_code_of(run))
