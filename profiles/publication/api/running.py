"""What a consumer says it can run: ``?standards=1.0,1.1`` (9.3). It is offered the newest that fits (G2)."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from profiles.publication.numbers import is_standard
from profiles.standard.catalogue import standards

from .problems import MalformedStandards

NAME = "standards"
STANDARDS = OpenApiParameter(
    NAME,
    {"type": "string", "pattern": r"^\d{1,4}\.\d{1,4}(,\d{1,4}\.\d{1,4})*$", "example": "1.0,1.1"},
    OpenApiParameter.QUERY,
    description="De profilstandarder, systemet kan køre. Udelades den, vises alle versioner.",
)


def standards_of(request: Request) -> tuple[str, ...]:
    """The standards the consumer runs; none when it does not say. Raises ``MalformedStandards``."""
    given = request.query_params.getlist(NAME)
    asked = [each.strip() for each in ",".join(given).split(",")] if given else []
    known = standards() if asked else ()
    for each in asked:
        if not is_standard(each) or each not in known:
            raise MalformedStandards(each)
    return tuple(dict.fromkeys(asked))
