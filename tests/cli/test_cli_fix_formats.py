"""`okrlint fix --unsafe` in every format that it writes; Excel and Word files are left as they are."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from click.testing import Result

Okrlint = Callable[..., Result]

OLD = "Launch the new booking app"
OTHER = "Complaints at the desk: 30 to 12 a week"
FILES = {
    "md": f"# Hotel, 2026 Q3\n\n## Objective: Guests come back\n\n- KR1: {OLD}\n- KR2: {OTHER}\n",
    "mdx": (
        "import Card from './card'\n\n# Hotel, 2026 Q3\n\n<Card tone={calm}>\n\n## Objective: Guests come back\n\n"
        f"- KR1: {OLD} {{/* soon */}}\n- KR2: {OTHER}\n\n</Card>\n"
    ),
    "html": (
        "<h1>Hotel, 2026&nbsp;Q3</h1>\n<h2>Objective: Guests come back</h2>\n"
        f"<ul>\n<li><b>KR1:</b> {OLD}</li>\n<li><b>KR2:</b> {OTHER}</li>\n</ul>\n"
    ),
    "org": (
        "#+TITLE: Hotel, 2026 Q3\n* TODO Objective: Guests come back :hotel:\n"
        f"** KR1: {OLD}\n   :PROPERTIES:\n   :OWNER: Ines\n   :END:\n** KR2: {OTHER}\n"
    ),
    "txt": f"Hotel OKRs, 2026 Q3\n\nObjective: Guests come back\n  KR 1 {OLD} (Owner: Ines)\n  KR 2 {OTHER}\n",
    "yaml": f"objectives:\n  - objective: Guests come back\n    key_results:\n      - {OLD}\n      - '{OTHER}'\n",
    "json": json.dumps({"objectives": [{"objective": "Guests come back", "key_results": [OLD, OTHER]}]}, indent=2),
    "toml": (
        "period = '2026-Q3' # a comment\n\n[[objectives]]\nobjective = 'Guests come back'\n"
        f"key_results = [\n  '{OLD}',\n  \"{OTHER}\",\n]\n"
    ),
    "csv": f"Objective;Key result;Owner\nGuests come back;{OLD};Ines\n;{OTHER};Tom\n",
    "tsv": f"Objective\tKey result\tOwner\nGuests come back\t{OLD}\tInes\n\t{OTHER}\tTom\n",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def sentences(okrlint: Okrlint, name: str) -> list[str]:
    """The key results that okrlint reads in a file."""
    read = json.loads(okrlint("outline", name, "--format", "json").stdout)
    return [
        kr["text"]
        for document in read["files"]
        for objective in document["objectives"]
        for kr in objective["key_results"]
    ]


@pytest.mark.parametrize("suffix", FILES)
def test_a_key_result_is_rewritten_and_read_back(okrlint: Okrlint, folder: Path, suffix: str) -> None:
    path = folder / f"okrs.{suffix}"
    path.write_bytes(FILES[suffix].encode())
    result = okrlint("fix", "--unsafe", path.name)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.endswith("OKR101 fixed: Rewrite it\n1 fix in 1 file\n")
    rewritten, other = sentences(okrlint, path.name)
    assert other == OTHER
    assert rewritten.startswith("[target] % of guests ")
    written = f"'{rewritten}'" if suffix == "yaml" else rewritten
    assert path.read_bytes().decode() == FILES[suffix].replace(OLD, written)


def word() -> bytes:
    made = docx.Document()
    for text, style in (("Objective: Guests come back", "Heading 1"), (OLD, "List Bullet"), (OTHER, "List Bullet")):
        made.add_paragraph(text, style=style)
    made.save(out := io.BytesIO())
    return out.getvalue()


def workbook() -> bytes:
    made = openpyxl.Workbook()
    for row in (("Objective", "Key result"), ("Guests come back", OLD), (None, OTHER)):
        made.active.append(row)  # type: ignore[union-attr]
    made.save(out := io.BytesIO())
    return out.getvalue()


@pytest.mark.parametrize(("name", "make"), [("okrs.docx", word), ("okrs.xlsx", workbook)])
def test_office_documents_stay_as_they_are(
    okrlint: Okrlint, folder: Path, name: str, make: Callable[[], bytes]
) -> None:
    path = folder / name
    path.write_bytes(data := make())
    assert sentences(okrlint, name) == [OLD, OTHER]
    assert "OKR101" in okrlint("check", name).stdout
    result = okrlint("fix", "--unsafe", name)
    assert (result.exit_code, result.stdout) == (0, "nothing to fix\n")
    assert path.read_bytes() == data
