"""Shared code sets: one subject of its own, and how profiles use its published versions."""
