"""How long editors wait: from a change to its diagnostics, in a document of 200 key results and 200 diagnostics.

Servers take turns, edit by edit, so that whatever else the machine does falls on all alike. With rumdl installed
(`pip install rumdl`) its server is measured beside okrlint's, on the same text:

    python benchmarks/lsp_speed.py --edits 500
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

NAME = "speed-okrs.md"
WHO = ("returning customers", "first-time buyers", "phone calls answered", "balcony planners", "workshop guests")
CAPABILITIES: dict[str, Any] = {
    "textDocument": {"publishDiagnostics": {"relatedInformation": True, "versionSupport": True}}
}


def document(objectives: int = 40, each: int = 5) -> str:
    """A document with one finding for nearly every key result."""
    chance, lines = random.Random(1), ["# Garden shop OKRs, 2026 Q3", ""]  # noqa: S311 - nothing secret
    for number in range(1, objectives + 1):
        lines += [f"## Objective {number}: Neighbours of district {number} find all they need for their balcony", ""]
        for place in range(1, each + 1):
            who = chance.choice(WHO)
            kinds = (
                f"Raise the share of {who} in street {place} from {10 + number}% to TBD",
                f"Significantly improve the number of {who} in street {place}{number} to TBD",
                f"Significantly raise the {who} in street {number}{place} to XX%",
            )
            lines.append(f"- KR{number}.{place}: {chance.choice(kinds)}")
        lines.append("")
    return "\n".join(lines)


class Server:
    """A language server over pipes."""

    def __init__(self, name: str, command: list[str], folder: Path, text: str) -> None:
        self.name, self.uri, self.version = name, (folder / NAME).as_uri(), 1
        self.costs: list[float] = []
        self.began = time.perf_counter()
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder)
        start = {"processId": None, "rootUri": None, "capabilities": CAPABILITIES}
        self.send({"id": 1, "method": "initialize", "params": start})
        while self.receive().get("id") != 1:
            pass
        self.notify("initialized", {})
        document = {"uri": self.uri, "languageId": "markdown", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})
        self.found = len(self.published()["diagnostics"])
        self.first = time.perf_counter() - self.began

    def send(self, message: dict[str, Any]) -> None:
        """Send a message."""
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin  # noqa: S101 - it is a pipe
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def notify(self, method: str, params: dict[str, Any]) -> None:
        """Send a notification."""
        self.send({"method": method, "params": params})

    def receive(self) -> dict[str, Any]:
        """The next message; what the server asks is answered with nothing."""
        assert self.process.stdout  # noqa: S101 - it is a pipe
        size = 0
        while line := self.process.stdout.readline().strip():
            key, _, value = line.partition(b":")
            size = int(value) if key.lower() == b"content-length" else size
        message: dict[str, Any] = json.loads(self.process.stdout.read(size))
        if "method" in message and "id" in message:
            self.send({"id": message["id"], "result": None})
        return message

    def published(self) -> dict[str, Any]:
        """The next diagnostics."""
        while (message := self.receive()).get("method") != "textDocument/publishDiagnostics":
            pass
        params: dict[str, Any] = message["params"]
        return params

    def settle(self) -> None:
        """Ask something that is answered when all before is done."""
        self.version += 1
        asked = self.version + 10_000
        self.send({"id": asked, "method": "textDocument/hover", "params": self.at(0, 0)})
        while self.receive().get("id") != asked:
            pass

    def at(self, line: int, character: int) -> dict[str, Any]:
        """A position in the document."""
        return {"textDocument": {"uri": self.uri}, "position": {"line": line, "character": character}}

    def change(self, line: int, start: int, end: int, words: str) -> None:
        """Type something."""
        self.version += 1
        where = {"start": {"line": line, "character": start}, "end": {"line": line, "character": end}}
        document = {"uri": self.uri, "version": self.version}
        self.notify(
            "textDocument/didChange", {"textDocument": document, "contentChanges": [{"range": where, "text": words}]}
        )

    def timed(self, line: int, start: int, end: int, words: str) -> tuple[float, float]:
        """Milliseconds from a change to its first diagnostics, and to the last ones."""
        before, began = self.spent(), time.perf_counter()
        self.change(line, start, end, words)
        while self.published().get("version", self.version) != self.version:
            pass
        first = last = time.perf_counter()
        self.costs.append(self.spent() - before)
        if self.name == "okrlint":
            asked = 1_000_000 + self.version
            self.send({"id": asked, "method": "textDocument/codeLens", "params": {"textDocument": {"uri": self.uri}}})
            while (message := self.receive()).get("id") != asked:
                if message.get("method") == "textDocument/publishDiagnostics":
                    last = time.perf_counter()
        return (first - began) * 1000, (last - began) * 1000

    def spent(self) -> float:
        """Milliseconds of processor time of the thread that answers; 0 where the system does not tell."""
        try:
            return int(Path(f"/proc/{self.process.pid}/schedstat").read_text(encoding="utf-8").split()[0]) / 1e6
        except OSError:
            return 0.0

    def memory(self) -> float:
        """Megabytes at the most; 0 where the system does not tell."""
        try:
            status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        except OSError:
            return 0.0
        return int(status.split("VmHWM:")[1].split()[0]) / 1024

    def end(self) -> None:
        """Stop the server."""
        self.process.kill()
        self.process.wait()


def percentile(values: list[float], share: float) -> float:
    """The value that a share of all does not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def edit(servers: list[Server], edits: int, text: str) -> dict[str, list[tuple[float, float]]]:
    """Type a word at the end of a key result, and take it back; all servers in turn."""
    chance, lines = random.Random(2), text.split("\n")  # noqa: S311 - nothing secret
    places = [number for number, line in enumerate(lines) if line.startswith("- KR")]
    found: dict[str, list[tuple[float, float]]] = {server.name: [] for server in servers}
    for number in range(edits // 2):
        line = chance.choice(places)
        end, words = len(lines[line]), f" or {number}"
        for server in servers:
            found[server.name] += [server.timed(line, end, end, words), server.timed(line, end, end + len(words), "")]
    return found


def imported() -> float:
    """Seconds that Python takes to import pygls alone."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "from pygls.lsp.server import LanguageServer"], check=True)
    return time.perf_counter() - began


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=500)
    given = parser.parse_args()
    text, commands = document(), {"okrlint": [sys.executable, "-m", "okrlint", "lsp", "--no-cache"]}
    if rumdl := shutil.which("rumdl"):
        commands["rumdl"] = [rumdl, "server"]
    with tempfile.TemporaryDirectory() as folder:
        starts = []
        for _ in range(5):
            once = Server("okrlint", commands["okrlint"], Path(folder), text)
            starts.append(once.first / imported())
            once.end()
        servers = [Server(name, command, Path(folder), text) for name, command in commands.items()]
        servers[0].settle()
        edit(servers, 20, text)
        for name, pairs in edit(servers, given.edits, text).items():
            first, last = [one for one, _ in pairs], [one for _, one in pairs]
            server = next(one for one in servers if one.name == name)
            shown = ", ".join(
                f"p{share:.0%} {percentile(first, share):.1f}".replace("%", "") for share in (0.5, 0.95, 0.99)
            )
            print(f"{name}: {server.found} diagnostics; change to publish, ms: {shown}; max {max(first):.1f}")
            if name == "okrlint":
                print(f"  with the classifier: p50 {percentile(last, 0.5):.1f}, p99 {percentile(last, 0.99):.1f}")
            costs = server.costs[-len(first) :]
            print(f"  processor time, ms: p50 {percentile(costs, 0.5):.1f}, p99 {percentile(costs, 0.99):.1f}")
            print(f"  first diagnostics after {server.first * 1000:.0f} ms; at most {server.memory():.0f} MiB")
        print(f"okrlint's first diagnostics / import of pygls: {sorted(starts)[2]:.2f} (median of 5)")
        for server in servers:
            server.end()


if __name__ == "__main__":
    main()
