from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from okrlint import resources


def test_the_folders_are_there() -> None:
    assert (resources.rules_folder() / "index.json").is_file()
    assert resources.models_folder().is_dir()


@pytest.mark.parametrize(("folder", "name"), [(resources.rules_folder, "rules"), (resources.models_folder, "models")])
def test_a_folder_in_the_package_comes_before_one_beside_it(
    folder: Callable[[], Path], name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "okrlint"
    (tmp_path / name).mkdir()
    package.mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", package)
    assert folder() == tmp_path / name

    (package / name).mkdir()
    assert folder() == package / name
