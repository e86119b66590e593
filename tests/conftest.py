"""What holds for all tests."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("okrlint", deadline=None)  # a busy machine is no mistake; pytest-timeout ends what hangs
settings.load_profile("okrlint")
