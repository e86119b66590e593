"""okrlint finds key results that are not outcomes."""

__version__ = "0.1.0"
