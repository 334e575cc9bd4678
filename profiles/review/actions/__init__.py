"""The only writer of rounds, comments and decisions. Lock, check, change, record; announce when it is committed."""

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
