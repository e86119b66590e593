"""Whatever goes wrong: one clear line with its place, exit code 2, the rest is still done, and no traceback."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import Result

Okrlint = Callable[..., Result]

COMMAND = [sys.executable, "-m", "okrlint"]


def run(
    *arguments: str, stdin: bytes | None = None, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """The real command."""
    return subprocess.run(
        [*COMMAND, *arguments], input=stdin, capture_output=True, env={**os.environ, **(environment or {})}
    )


def refused(result: subprocess.CompletedProcess[bytes]) -> str:
    """The one line of a command that was refused."""
    message = result.stderr.decode()
    assert result.returncode == 2, message
    assert message.startswith("okrlint: ")
    assert message.count("\n") == 1
    return message.removeprefix("okrlint: ").removesuffix("\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["chek"], 'there is no command "chek" (did you mean "check"?) (see okrlint --help)'),
        (["check", "--fromat", "json"], "No such option"),
        (["check", "--format", "xml"], "Invalid value for '--format': 'xml' is not one of 'text', 'json'"),
        (
            ["check", "--today", "tomorrow"],
            "Invalid value for '--today': 'tomorrow' does not match the format '%Y-%m-%d'",
        ),
        (["check", "--select", "OKR999"], '--select: there is no rule "OKR999"'),
        (
            ["check", "--select", "vague-quantty"],
            '--select: there is no rule "vague-quantty" (did you mean "vague-quantity"?)',
        ),
        (["check", "--profile", "strickt"], '--profile: there is no profile "strickt" (did you mean "strict"?)'),
        (["check", "--encoding", "latin-99"], 'there is no encoding "latin-99"'),
        (["check", "--config", "gone.toml"], "gone.toml: there is no such configuration file"),
        (["check", "--exclude", "!"], '"!" is not a glob as in a .gitignore'),
        (["check", "-", "-"], "standard input can be read only once"),
        (["check", "--output", "gone/report.txt"], "gone/report.txt: cannot be written: no such file or directory"),
        (["check", "--output", "."], ".: cannot be written: is a directory"),
        (["explain"], "Missing argument 'CODE|NAME|FILE:LINE' (see okrlint explain --help)"),
        (["config", "shw"], "No such command 'shw'"),
    ],
)
def test_mistakes_on_the_command_line(project: Path, arguments: list[str], message: str) -> None:
    assert message in refused(run(*arguments))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("select = [\n", "okrlint.toml:1: is not TOML: "),
        ('selct = ["OKR1"]\n', 'okrlint.toml:1: unknown key "selct" (did you mean "select"?)'),
        ('\nselect = ["OKR999"]\n', 'okrlint.toml:2: there is no rule "OKR999"'),
        ('[severity]\n"vague-quantty" = "info"\n', 'okrlint.toml:2: there is no rule "vague-quantty" (did you mean'),
        ('[per-file-ignores]\n\n"a/" = ["OKR999"]\n', 'okrlint.toml:3: there is no rule "OKR999"'),
        ("[rules.vague-quantity]\nno-such = 1\n", 'okrlint.toml:1: OKR304 vague-quantity has no option "no-such"'),
        ("[rules.nothing]\n", 'okrlint.toml:1: there is no rule "nothing"'),
        ('profile = "strickt"\n', 'okrlint.toml:1: there is no profile "strickt" (did you mean "strict"?)'),
        ('extends = "okrlint.toml"\n', "okrlint.toml:1: extends goes in a circle: okrlint.toml -> okrlint.toml"),
    ],
)
def test_mistakes_in_a_configuration(project: Path, text: str, message: str) -> None:
    (project / "okrlint.toml").write_text(text)
    assert refused(run("check")).startswith(message)


def test_a_mistake_in_one_of_several_configurations(project: Path, farm: str) -> None:
    (project / "z").mkdir()
    (project / "z" / "okrs.md").write_text(farm)
    (project / "z" / "okrlint.toml").write_text("profile = 3\n")
    assert refused(run("check")) == "z/okrlint.toml:1: profile must be a string, not a number"


def test_every_file_that_cannot_be_read_has_its_line_and_the_rest_is_judged(project: Path) -> None:
    (project / "a-okr.md").write_bytes(b"# OKRs\n\ncaf\xe9\n")
    (project / "b-okr.md").write_bytes(b"PK\x03\x04\0\0binary")
    (project / "c-okr.yaml").write_text("objectives:\n- objective: 'no end\n")
    (project / "d-okr.json").write_text('{"objectives": [,]}')
    (project / "e-okr.md").symlink_to("gone.md")
    (project / "empty-okr.md").write_bytes(b"")
    result = run("check", ".", "nowhere.md", "notes.txt", "--select", "OKR304", "--format", "json")
    lines = result.stderr.decode().splitlines()
    starts = [
        "okrlint: a-okr.md:3:4: cannot be read: byte 0xe9 is not UTF-8; name the encoding of the file with --encoding",
        "okrlint: b-okr.md: cannot be read: it is a binary file, not text",
        "okrlint: c-okr.yaml:",
        "okrlint: d-okr.json:1:17: cannot be read: ",
        "okrlint: e-okr.md: cannot be read: no such file or directory",
        "okrlint: nowhere.md: cannot be read: no such file or directory",
        "okrlint: notes.txt: cannot be read: no such file or directory",
    ]
    assert result.returncode == 2
    assert [line for line, start in zip(lines, starts, strict=True) if not line.startswith(start)] == []
    report = json.loads(result.stdout)
    assert [one["path"] for one in report["diagnostics"]] == ["okrs.md"]
    assert [one["path"] for one in report["unreadable"]] == [line.split(": ")[1].split(":")[0] for line in lines]
    assert report["summary"]["files"] == 2


def test_a_file_that_okrlint_does_not_read(project: Path) -> None:
    (project / "notes.rtf").write_text("KR1: x\n")
    assert refused(run("check", "notes.rtf")) == (
        "notes.rtf: cannot be read: okrlint does not read .rtf files; save it as .docx"
    )


def test_unreadable_files_make_2_even_with_exit_zero(project: Path) -> None:
    assert run("check", "gone.md", "okrs.md", "--exit-zero").returncode == 2


def powerless(command: Sequence[str]) -> list[str]:
    """A command without the right to read what permissions forbid, which the superuser has."""
    if os.geteuid() != 0:
        return list(command)
    tool = shutil.which("setpriv")
    if tool is None:
        pytest.skip("the superuser may read everything")
    gone = "-dac_override,-dac_read_search"
    return [tool, f"--bounding-set={gone}", f"--inh-caps={gone}", *command]


def test_folders_and_files_without_permission(project: Path, farm: str) -> None:
    (project / "closed").mkdir()
    (project / "okr-secret.md").write_text(farm)
    for name in ("okr-secret.md", "closed"):
        os.chmod(project / name, 0)
    result = subprocess.run(powerless([*COMMAND, "check", "--select", "OKR304"]), capture_output=True, text=True)
    os.chmod(project / "closed", 0o700)
    assert result.returncode == 2
    assert result.stderr.splitlines() == [
        "okrlint: closed: cannot be read: permission denied",
        "okrlint: okr-secret.md: cannot be read: permission denied",
    ]
    assert result.stdout.startswith("okrs.md:5:8: OKR304")


def test_a_file_that_vanishes_while_the_others_are_read(
    okrlint: Okrlint, monkeypatch: pytest.MonkeyPatch, farm: str
) -> None:
    from okrlint.workspace import search

    Path("b-okr.md").write_text(farm)
    by_name = search._by_name

    def vanishing(path: str, root: str, settings: object) -> bool:
        taken = by_name(path, root, settings)  # type: ignore[arg-type]
        if path.endswith("b-okr.md"):
            os.unlink(path)
        return taken

    monkeypatch.setattr(search, "_by_name", vanishing)
    result = okrlint("check", "--select", "OKR304")
    assert result.exit_code == 2
    assert result.stderr == "okrlint: b-okr.md: cannot be read: no such file or directory\n"
    assert result.stdout.startswith("okrs.md:5:8: OKR304")


@pytest.mark.parametrize("arguments", [["check", "."], ["outline", "."], ["check", "okrs.md", "--format", "json"]])
def test_terminal_escapes_in_documents_and_names(project: Path, arguments: Sequence[str], farm: str) -> None:
    hostile = "\x1b]0;owned\x07\x1b[2J\x9b31m"
    (project / "okrs.md").write_text(farm.replace("Significantly", f"Significantly{hostile} "), encoding="utf-8")
    (project / f"okr{hostile}.md").write_text(farm, encoding="utf-8")
    (project / f"okr{hostile}.yaml").write_text("a: [", encoding="utf-8")
    result = run(*arguments, "gone\x1b[2J.md")
    assert b"\x1b" not in result.stdout + result.stderr
    assert b"\x07" not in result.stdout + result.stderr


def test_a_name_that_is_no_text(project: Path, farm: str) -> None:
    name = b"okr-\xff.md"
    with open(os.path.join(os.fsencode(project), name), "wb") as file:
        file.write(farm.encode())
    assert run("check", ".", "--select", "OKR304").returncode == 1
    assert json.loads(run("check", ".", "--format", "json").stdout)["summary"]["files"] == 2


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("line.md", "# OKRs\n\n- " + "significantly more x " * 500_000),
        ("words.md", "x" * 10_000_000),
        ("stars.md", "*" * 2_000_000),
        ("quotes.md", ">" * 100_000),
        ("brackets.md", "[" * 200_000),
        ("line.json", '{"objectives": [{"objective": "x", "key_results": ["' + "y" * 10_000_000 + '"]}]}'),
        ("deep.json", "[" * 1_000_000),
        ("deep.yaml", "[" * 1_000_000),
        ("line.yaml", "objectives: " + "x" * 10_000_000),
    ],
)
def test_nothing_hangs(project: Path, name: str, text: str) -> None:
    (project / name).write_text(text)
    start = time.monotonic()
    result = run("check", name)
    assert time.monotonic() - start < 30
    assert b"Traceback" not in result.stderr
    assert len(result.stdout) < 100_000
    assert result.stderr.count(b"\n") <= 1


def test_many_aliases_in_yaml(project: Path) -> None:
    levels = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    levels += [
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    (project / "bomb.yaml").write_text("\n".join(levels) + "\nobjectives: *i\n")
    start = time.monotonic()
    result = run("check", "bomb.yaml")
    assert time.monotonic() - start < 30
    assert b"Traceback" not in result.stderr


def test_a_reader_that_goes_away(project: Path) -> None:
    (project / "okrs.md").write_text("# OKRs\n\n## Objective: x\n\n" + "- KR: Significantly more rain falls\n" * 5_000)
    command = " ".join([*COMMAND, "check", "okrs.md", "--select", "OKR304"])
    script = f"{command} | head -1; exit ${{PIPESTATUS[0]}}"
    result = subprocess.run(["bash", "-c", script], capture_output=True)
    assert (result.returncode, result.stderr) == (141, b"")
    assert result.stdout.count(b"\n") == 1


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
def test_a_full_disk(project: Path) -> None:
    with open("/dev/full", "wb") as full:
        result = subprocess.run([*COMMAND, "check"], stdout=full, stderr=subprocess.PIPE)
    assert (result.returncode, result.stderr) == (2, b"okrlint: no space left on device\n")
    assert refused(run("check", "--output", "/dev/full")) == "/dev/full: cannot be written: no space left on device"


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
def test_closed_streams(project: Path, closed: str) -> None:
    script = f"{' '.join(COMMAND)} check okrs.md gone.md --select OKR304 {closed}"
    result = subprocess.run(["bash", "-c", script], capture_output=True)
    assert result.returncode == 2
    assert b"Traceback" not in result.stderr


def test_standard_input_that_is_closed(project: Path) -> None:
    result = subprocess.run(["bash", "-c", f"{' '.join(COMMAND)} check - <&-"], capture_output=True)
    assert refused(result) == "<stdin>: cannot be read: standard input is closed"


def test_bytes_on_standard_input_that_are_no_text(project: Path) -> None:
    assert refused(run("check", "-", stdin=b"KR: \xff")).startswith(
        "<stdin>:1:5: cannot be read: byte 0xff is not UTF-8"
    )


def test_a_current_folder_that_is_gone(project: Path) -> None:
    (project / "gone").mkdir()
    script = f"cd gone && rmdir ../gone && {' '.join(COMMAND)} check ."
    assert "no such file or directory" in refused(subprocess.run(["bash", "-c", script], capture_output=True))


def test_control_c(project: Path) -> None:
    script = (
        "import os, signal\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from okrlint.cli import main\n"
        "from okrlint.workspace import run\n"
        "run.read_document = lambda *_: os.kill(os.getpid(), signal.SIGINT) or signal.pause()\n"
        "main(['check', 'okrs.md'], prog_name='okrlint')"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True)
    assert result.returncode == 130
    assert result.stderr.strip() == b""
    assert result.stdout == b""


IMPORTED = """
import os, runpy, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
done = []
def watch(event, given):
    if event == "import" and given[0] == wanted and not done:
        done.append(os.kill(os.getpid(), signal.SIGINT))
wanted = sys.argv[1]
sys.argv = ["okrlint", "check", "--no-cache", "okrs.md"]
sys.addaudithook(watch)
runpy.run_module("okrlint", run_name="__main__")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
@pytest.mark.parametrize("module", ["okrlint.cli", "click", "okrlint.cli.group", "okrlint.core.settings", "numpy"])
def test_control_c_while_a_module_is_imported(project: Path, module: str) -> None:
    result = subprocess.run([sys.executable, "-c", IMPORTED, module], capture_output=True)
    assert (result.returncode, result.stderr.strip(), result.stdout) == (130, b"", b"")


@pytest.mark.parametrize("wrapping", [RuntimeError, ImportError])
def test_control_c_that_something_wrapped(
    okrlint: Okrlint, monkeypatch: pytest.MonkeyPatch, wrapping: type[Exception]
) -> None:
    from okrlint.workspace import run

    def interrupted(*_args: object) -> None:
        try:
            raise KeyboardInterrupt
        except KeyboardInterrupt as error:
            raise wrapping("in a class") from error

    monkeypatch.setattr(run, "check_files", interrupted)
    result = okrlint("check")
    assert (result.exit_code, result.output) == (130, "")


def test_a_mistake_of_our_own_is_not_taken_for_a_finding(okrlint: Okrlint, monkeypatch: pytest.MonkeyPatch) -> None:
    from okrlint.workspace import run

    def broken(*_args: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(run, "check_files", broken)
    result = okrlint("check")
    assert result.exit_code == 2
    assert result.stderr.endswith("please report it with the lines above\n")
