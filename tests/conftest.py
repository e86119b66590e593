"""What all tests have in common."""

from __future__ import annotations

import os

os.environ["OKRLINT_NO_CACHE"] = "1"  # what a test changes inside okrlint no cache can know
