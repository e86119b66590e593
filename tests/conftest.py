"""What holds for all tests."""

from __future__ import annotations

import os

from hypothesis import settings

os.environ["OKRLINT_NO_CACHE"] = "1"  # what a test changes inside okrlint no cache can know
settings.register_profile("okrlint", deadline=None)  # a busy machine is no mistake; pytest-timeout ends what hangs
settings.load_profile("okrlint")
