"""Diagnostics and documents become text for people and JSON for programs."""
