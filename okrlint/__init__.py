"""okrlint finds key results that are not outcomes; `classify` and `classify_many` judge single sentences."""

from __future__ import annotations

TYPE_CHECKING = False  # importing typing would take a third of the time until Ctrl-C is heard
if TYPE_CHECKING:
    from typing import Any

    from okrlint.analysis import classify as classify
    from okrlint.analysis import classify_many as classify_many

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """What is loaded only where somebody asks for it."""
    if name in ("classify", "classify_many"):
        from okrlint import analysis

        return getattr(analysis, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
