"""The errors that reach a person: one clear line each, exit code 2."""

from __future__ import annotations

from collections.abc import Iterable


class OkrlintError(Exception):
    """The user's mistake, or input that cannot be read. `str()` is the line to show."""


class ConfigError(OkrlintError):
    """A mistake in a configuration or rule file, with its place."""

    def __init__(self, message: str, path: str = "", line: int = 0) -> None:
        place = f"{path}:{line}: " if path and line else f"{path}: " if path else ""
        super().__init__(place + message)


class UnreadableError(OkrlintError):
    """A file, or a text, that cannot be read at all. Lines and columns count from 1; 0 where there is none."""

    def __init__(self, reason: str, path: str = "", line: int = 0, column: int = 0) -> None:
        place = f"{path}:{line}:{column}: " if line else f"{path}: " if path else ""
        super().__init__(f"{place}cannot be read: {reason}")
        self.reason = reason
        self.path = path
        self.line = line
        self.column = column


def reason_of(error: OSError) -> str:
    """Why the system refused, in small letters as in the middle of a sentence."""
    reason = error.strerror or str(error)
    return reason[:1].lower() + reason[1:]


def closest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """The known word that is most like this one, "" where none is; capitals, "_" and "-" do not matter."""
    from difflib import get_close_matches

    spellings = {spelling.casefold().replace("_", "-"): spelling for spelling in known}
    close = get_close_matches(word.casefold().replace("_", "-"), spellings, n=1, cutoff=cutoff)
    return spellings[close[0]] if close else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of an error about an unknown word: ' (did you mean "…"?)' where a known one is close, else nothing."""
    close = closest(word, known)
    return f' (did you mean "{close}"?)' if close else ""


def was_interrupted(error: BaseException | None) -> bool:
    """Whether Ctrl-C is what an error comes from: Python wraps it where it makes a class."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None
