"""What the review's templates ask of the discussion."""

from django import template

from profiles.review.passages import Passage
from profiles.review.threads import Spot, Talk

register = template.Library()


@register.filter
def at(talk: Talk, passage: Passage) -> Spot:
    """The spot of a passage, with the threads about what its sentence says within it."""
    return talk.at(passage.place or "", *passage.hidden)
