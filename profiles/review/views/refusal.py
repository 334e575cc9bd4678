"""How a refused action is answered: its sentence in the form it came from, and a status for its kind."""

from __future__ import annotations

from django import forms

from profiles.authoring.errors import AuthoringError, WrongState
from profiles.review.errors import AlreadyApproved, CommentIsSettled, ContentChanged, FourEyes, ReviewError

#: What a view turns into an answer; anything else is a fault of the tool.
REFUSALS = (ReviewError, AuthoringError)
_OVERTAKEN = (ContentChanged, WrongState, AlreadyApproved, CommentIsSettled)


def status_of(refusal: Exception) -> int:
    """409 when someone else was first, 403 for four eyes, otherwise 422."""
    if isinstance(refusal, _OVERTAKEN):
        return 409
    return 403 if isinstance(refusal, FourEyes) else 422


def refuse(form: forms.Form, refusal: Exception, field: str | None = None) -> int:
    """Put the refusal into the form; returns the status."""
    form.add_error(field, str(refusal))
    return status_of(refusal)
