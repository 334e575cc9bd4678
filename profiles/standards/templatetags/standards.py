"""How the text of a rule is marked: code in backticks, a word with weight in asterisks."""

from __future__ import annotations

import re

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

MARKED = re.compile(r"(`[^`]+`|\*[^*`]+\*)")
TAGS = {"`": "<code>{}</code>", "*": "<strong>{}</strong>"}


@register.filter
def marked(text: str) -> SafeString:
    """The text with its code and its weighty words as HTML; everything else escaped."""
    return format_html_join("", "{}", ([_piece(each)] for each in MARKED.split(text) if each))


def _piece(piece: str) -> SafeString | str:
    is_marked = MARKED.fullmatch(piece) is not None
    return format_html(TAGS[piece[0]], piece[1:-1]) if is_marked else piece
