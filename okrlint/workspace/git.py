"""Files as they were at a revision, read through the `git` program."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from okrlint.core.errors import OkrlintError, reason_of
from okrlint.workspace.files import shown_path

SECONDS = 60
"""How long one call of git may take."""

_QUIET = (
    "--no-pager",
    "--literal-pathspecs",
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "protocol.allow=never"),
)
"""No program of the repository is run, and nothing is fetched."""
_KEPT = ("GIT_CONFIG", "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM", "GIT_EXEC_PATH")
"""What counts of git's own environment; in a hook the rest names the repository of the hook for every file."""
_FILES = ("100644", "100755")
"""Modes of regular files; links and submodules are not followed."""


class Version(NamedTuple):
    """A file at a revision: the absolute path that it had there, and its bytes."""

    file: str
    data: bytes


class _Repository(NamedTuple):
    """A working tree and the commit that the revision names there."""

    root: str
    commit: str


def check_revision(revision: str) -> str:
    """A revision as it is. Raises OkrlintError for what git would take for an option, or could not be given."""
    if not revision.strip() or revision.startswith("-") or any(character < " " for character in revision):
        raise OkrlintError(f'--diff-base: "{revision}" is no revision')
    return revision


def _program() -> str:
    """Where git is; one that lies in the current folder may be a trap. Raises OkrlintError."""
    found = shutil.which("git")
    if not found or os.path.dirname(os.path.abspath(found)) == os.getcwd():
        raise OkrlintError("--diff-base needs the program git, which is not installed here")
    return found


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name.startswith(_KEPT)}
    return {**kept, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}


def _run(folder: str, *arguments: str, feed: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder. Raises OkrlintError where it cannot be run or takes too long."""
    command = [_program(), *_QUIET, *arguments]
    try:
        return subprocess.run(  # noqa: S603
            command, cwd=folder, env=_environment(), input=feed, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise OkrlintError(f"--diff-base: git {arguments[0]} takes longer than {SECONDS} seconds") from None
    except (OSError, ValueError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else str(error)
        raise OkrlintError(f"--diff-base: git cannot be run: {reason}") from error


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    """What git complained about, in one line."""
    lines = [line for line in done.stderr.decode("utf-8", "replace").splitlines() if line.strip()]
    fatal = [line for line in lines if line.startswith("fatal: ")]
    return (fatal or lines or [f"exit code {done.returncode}"])[0].removeprefix("fatal: ")


def _output(folder: str, *arguments: str, feed: bytes = b"") -> bytes:
    """What git prints. Raises OkrlintError where it fails."""
    done = _run(folder, *arguments, feed=feed)
    if done.returncode:
        raise OkrlintError(f"--diff-base: git {arguments[0]} fails: {_said(done)}")
    return done.stdout


def _there(folder: str) -> str:
    """The closest folder above that exists: standard input may be called what is not there yet."""
    while not os.path.isdir(folder) and folder != os.path.dirname(folder):
        folder = os.path.dirname(folder)
    return folder


def _marked(folder: str) -> str:
    """The closest folder from here upwards that has `.git`, "" where none has."""
    while not os.path.exists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return ""
        folder = above
    return folder


class _Repositories:
    """The repositories that files lie in, each asked for the revision once."""

    def __init__(self, revision: str) -> None:
        self.revision = revision
        self._roots: dict[str, str] = {}
        self._found: dict[str, _Repository] = {}

    def of(self, file: str) -> _Repository:
        """The repository of a file (an absolute path). Raises OkrlintError."""
        marked = _marked(_there(os.path.realpath(os.path.dirname(file))))
        if marked not in self._roots:
            self._roots[marked] = self._root(marked, file)
        root = self._roots[marked]
        if root not in self._found:
            self._found[root] = _Repository(root, self._commit(root))
        return self._found[root]

    def _root(self, marked: str, file: str) -> str:
        _program()
        done = _run(marked, "rev-parse", "--show-toplevel") if marked else None
        if done is None or b"not a git repository" in done.stderr:
            raise OkrlintError(f"--diff-base: {shown_path(file)} is in no git repository")
        if done.returncode:
            raise OkrlintError(f"--diff-base: git cannot read the repository of {shown_path(file)}: {_said(done)}")
        return os.path.realpath(os.fsdecode(done.stdout.removesuffix(b"\n").removesuffix(b"\r")))

    def _commit(self, root: str) -> str:
        done = _run(root, "rev-parse", "--verify", "--quiet", f"{self.revision}^{{commit}}")
        if done.returncode == 0:
            return done.stdout.decode("ascii").strip()
        shallow = _output(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
        hint = "; this is a shallow clone, so that it may have to be fetched" if shallow else ""
        raise OkrlintError(f'--diff-base: there is no revision "{self.revision}" in the repository {root}{hint}')


def _relative(file: str, root: str) -> str | None:
    """The path of a file as git has it; None for a link that leads out of the repository."""
    place = os.path.join(os.path.realpath(os.path.dirname(file)), os.path.basename(file))
    real = os.path.realpath(place) if os.path.islink(place) else place
    start = root.rstrip(os.sep) + os.sep
    return real[len(start) :].replace(os.sep, "/") if real.startswith(start) else None


def _objects(repository: _Repository) -> dict[str, str]:
    """The regular files of the commit by path, each with the name of its object."""
    listed = _output(repository.root, "ls-tree", "-r", "-z", "--full-tree", repository.commit, "--")
    found = {}
    for entry in listed.split(b"\0")[:-1]:
        about, _, path = entry.partition(b"\t")
        mode, _, name = about.decode("ascii").split(" ")
        if mode in _FILES:
            found[os.fsdecode(path)] = name
    return found


def _renamed(repository: _Repository) -> dict[str, str]:
    """For files that were renamed since the commit the path that they had there."""
    how = ("--name-status", "-M", "-z", "--diff-filter=R", "--no-ext-diff", "--no-textconv", "--ignore-submodules=all")
    parts = _output(repository.root, "diff", *how, repository.commit, "--").split(b"\0")[:-1]
    return {os.fsdecode(new): os.fsdecode(old) for _, old, new in zip(*[iter(parts)] * 3, strict=True)}


def _contents(root: str, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The objects of these names with their bytes. Raises OkrlintError where the clone does not have one."""
    wanted = list(dict.fromkeys(names))
    printed = _output(root, "cat-file", "--batch", feed="".join(f"{name}\n" for name in wanted).encode("ascii"))
    start = 0
    for name in wanted:
        end = printed.find(b"\n", start)
        head = printed[start:end].split(b" ")
        if end < 0 or len(head) != 3:
            raise OkrlintError(f"--diff-base: git does not have all of the revision here (object {name[:12]})")
        start = end + 1 + int(head[2]) + 1
        yield name, printed[end + 1 : start - 1]


def _of_repository(repository: _Repository, files: Sequence[str]) -> Mapping[str, Version]:
    """The versions of some files of one repository."""
    objects = _objects(repository)
    places = {file: path for file in files if (path := _relative(file, repository.root)) is not None}
    renamed = _renamed(repository) if any(path not in objects for path in places.values()) else {}
    old = {file: path if path in objects else renamed.get(path, "") for file, path in places.items()}
    there = {file: path for file, path in old.items() if path in objects}
    if not there:
        return {}
    data = dict(_contents(repository.root, (objects[path] for path in there.values())))
    return {
        file: Version(os.path.join(repository.root, *path.split("/")), data[objects[path]])
        for file, path in there.items()
    }


def versions(files: Iterable[str], revision: str) -> Mapping[str, Version]:
    """What files (absolute paths) were at a revision, each in its own repository; files new since then are left out.

    Raises OkrlintError where there is no git, a file is in no repository, or its repository does not know the revision.
    """
    repositories = _Repositories(check_revision(revision))
    groups: dict[_Repository, list[str]] = {}
    for file in files:
        groups.setdefault(repositories.of(file), []).append(file)
    found: dict[str, Version] = {}
    for repository, members in groups.items():
        found.update(_of_repository(repository, members))
    return found
