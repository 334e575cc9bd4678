"""The only writer of rounds, comments and decisions: lock, check, change, record, announce on commit."""

from .decisions import approve, request_changes
from .discussion import comment_on, reopen_comment, reply, resolve_comment
from .submission import submit_for_review, take_back

__all__ = [
    "approve",
    "comment_on",
    "reopen_comment",
    "reply",
    "request_changes",
    "resolve_comment",
    "submit_for_review",
    "take_back",
]
