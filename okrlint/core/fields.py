"""Names of what may stand beside a sentence."""

from __future__ import annotations

FIELDS = (
    "baseline",
    "target",
    "current",
    "unit",
    "metric",
    "owner",
    "due",
    "start",
    "status",
    "score",
    "confidence",
    "priority",
    "type",
    "parent",
    "period",
    "team",
)
"""Names that a `Field` may have."""
