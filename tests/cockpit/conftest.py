"""Versions in every state, brought there as the tests of review bring them."""

from tests.review.conftest import approved, draft, in_review, next_draft, published

__all__ = ["approved", "draft", "in_review", "next_draft", "published"]
