"""Rounds of review, comments, approvals and what publication still waits for."""
