"""The editor judges by the same settings as the command line."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from editor import HEAD, PLACEHOLDER, closed, codes, opened, saved, units
from lsprotocol import types
from pytest_lsp import LanguageClient

pytestmark = pytest.mark.asyncio(loop_scope="module")

PACK = Path(__file__).parents[2] / "examples" / "pack" / "okr-rules"
RULES = '["placeholder", "repeated-key-result", "unreadable"]'


async def test_saving_looks_again_and_closing_clears(client: LanguageClient, folder: Path) -> None:
    shop = folder / "saved"
    shop.mkdir(exist_ok=True)
    uri, settings = (shop / "okrs.md").as_uri(), shop / "okrlint.toml"
    settings.unlink(missing_ok=True)
    assert codes(await opened(client, uri, PLACEHOLDER)) == ["OKR314"]
    settings.write_text('select = ["unreadable"]\n')
    assert await saved(client, uri) == []
    settings.unlink()
    assert codes(await saved(client, uri)) == ["OKR314"]
    assert await closed(client, uri) == []


async def test_the_closest_configuration_counts(client: LanguageClient, folder: Path) -> None:
    shop = folder / "configured"
    (shop / "drafts").mkdir(parents=True, exist_ok=True)
    (shop / "okrlint.toml").write_text(
        f'select = {RULES}\nexclude = ["drafts/"]\n[severity]\nplaceholder = "error"\n'
        '[per-file-ignores]\n"old-*.md" = ["OKR3"]\n'
        '[fields]\n"Vorhaben" = "objective"\n"Ergebnisse" = "key_result"\n'
    )
    found = await opened(client, (shop / "okrs.md").as_uri(), PLACEHOLDER)
    assert [(one.code, one.severity) for one in found] == [("OKR314", types.DiagnosticSeverity.Error)]
    assert await opened(client, (shop / "old-okrs.md").as_uri(), PLACEHOLDER) == []
    assert await opened(client, (shop / "drafts" / "okrs.md").as_uri(), PLACEHOLDER) == []
    own = "OKRs:\n  - Vorhaben: Kinder lesen gern\n    Ergebnisse:\n      - Raise loans from 200 to TBD\n"
    assert "OKR314" in codes(await opened(client, (shop / "q3-okrs.yaml").as_uri(), own, "yaml"))


async def test_a_broken_configuration_is_told_once_and_defaults_count(client: LanguageClient, folder: Path) -> None:
    shop = folder / "mistaken"
    shop.mkdir(exist_ok=True)
    (shop / "okrlint.toml").write_text('profile = "team"\nignored = ["placeholder"]\n')
    before = len(client.messages)
    uri = (shop / "okrs.md").as_uri()
    assert "OKR314" in codes(await opened(client, uri, PLACEHOLDER))
    assert "OKR314" in codes(await saved(client, uri))
    assert "OKR314" in codes(await opened(client, (shop / "other-okrs.md").as_uri(), PLACEHOLDER))
    told = client.messages[before:]
    assert [one.type for one in told] == [types.MessageType.Warning]
    assert "mistaken/okrlint.toml:2: " in told[0].message.replace("\\", "/")
    assert '"ignored"' in told[0].message


async def test_a_rule_that_does_not_exist_is_told_too(client: LanguageClient, folder: Path) -> None:
    shop = folder / "unknown"
    shop.mkdir(exist_ok=True)
    (shop / "okrlint.toml").write_text('ignore = ["placeholders"]\n')
    before = len(client.messages)
    assert "OKR314" in codes(await opened(client, (shop / "okrs.md").as_uri(), PLACEHOLDER))
    assert [one.message for one in client.messages[before:] if '"placeholders"' in one.message]


async def test_rules_of_a_pack_and_mistakes_in_them(client: LanguageClient, folder: Path) -> None:
    shop = folder / "packed"
    shutil.copytree(PACK, shop / "okr-rules", dirs_exist_ok=True)
    rule = shop / "okr-rules" / "ACME101-house-jargon.yaml"
    (shop / "okrlint.toml").write_text('extend-packs = ["okr-rules"]\nignore = ["OKR"]\n')
    uri, text = (shop / "okrs.md").as_uri(), PLACEHOLDER + "- The run rate rises from 3 to TBD\n"
    assert codes(await opened(client, uri, text)) == ["ACME101"]
    before = len(client.messages)
    rule.write_text(rule.read_text(encoding="utf-8").replace("check: phrase", "check: os.path"), encoding="utf-8")
    for _ in range(2):
        found = codes(await saved(client, uri))
        assert "OKR314" in found
        assert "ACME101" not in found
    (told,) = client.messages[before:]
    assert "packed/okr-rules/ACME101-house-jargon.yaml:6: " in told.message.replace("\\", "/")
    assert await opened(client, rule.as_uri(), rule.read_text(encoding="utf-8"), "yaml") == []


async def test_the_editor_and_the_command_line_agree(client: LanguageClient, folder: Path) -> None:
    line = "- 🚀 Raise the share of returning customers from 31% to XX%, and quickly\n"
    text = HEAD + line + "- Answer the phone within TBD minutes\n" + line.replace("XX", "40") * 2
    (folder / "agree-okrs.md").write_text(text, encoding="utf-8", newline="")
    found = await opened(client, (folder / "agree-okrs.md").as_uri(), text)
    command = [sys.executable, "-m", "okrlint", "check", "--format", "json", "--exit-zero", "agree-okrs.md"]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=True)
    told = json.loads(done.stdout)["diagnostics"]
    lines = text.split("\n")
    expected = [
        (one["code"], one["message"], one["line"] - 1, units(client, lines[one["line"] - 1][: one["column"] - 1]))
        for one in told
    ]
    assert expected
    assert [(d.code, d.message, d.range.start.line, d.range.start.character) for d in found] == expected
