"""Pages in a stable order: a new profile never makes a client see another one twice or not at all."""

from rest_framework.pagination import CursorPagination


class BySlug(CursorPagination):
    """By slug, which is unique and never changes."""

    ordering = "slug"
    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200
