"""What the review's templates ask of the discussion and the marks."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from profiles.review.marks import How, Mark, Marks
from profiles.review.passages import Passage
from profiles.review.threads import Spot, Talk

register = template.Library()

ELEMENTS = {How.IN: "<ins>{}</ins>", How.OUT: "<del>{}</del>"}


@register.filter
def at(talk: Talk, passage: Passage) -> Spot:
    """The spot of a passage, with the threads about what its sentence says within it."""
    return talk.at(passage.place or "", *passage.hidden)


@register.filter
def drawn(marks: Marks) -> SafeString:
    """A sentence with what is new underlined, what is gone struck out, and its special words marked."""
    return format_html_join("", "{}", ((_drawn(mark),) for mark in marks))


def _drawn(mark: Mark) -> SafeString | str:
    if mark.how in ELEMENTS:
        return format_html(ELEMENTS[mark.how], mark.text)
    if mark.role == "plain":
        return mark.text
    return format_html('<span class="word word-{}">{}</span>', mark.role, mark.text)
