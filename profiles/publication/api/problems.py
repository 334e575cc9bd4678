"""Every API error as ``application/problem+json`` (RFC 9457), with a Danish explanation."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import CharField, IntegerField, Serializer

CONTENT_TYPE = "application/problem+json"

EXPLANATIONS: dict[int, str] = {
    status.HTTP_400_BAD_REQUEST: "Forespørgslen kan ikke forstås.",
    status.HTTP_401_UNAUTHORIZED: "Adgang kræver et gyldigt adgangstoken. Hent et på /oauth/token.",
    status.HTTP_403_FORBIDDEN: "Adgangstokenet giver ikke ret til at læse udgivne profiler.",
    status.HTTP_404_NOT_FOUND: "Der er intet på den adresse.",
    status.HTTP_405_METHOD_NOT_ALLOWED: "Adressen kan kun læses.",
    status.HTTP_406_NOT_ACCEPTABLE: "Svaret findes kun som JSON.",
    status.HTTP_500_INTERNAL_SERVER_ERROR: "Det gik galt hos os. Intet er ændret; prøv igen om lidt.",
}


class MalformedIfNoneMatch(exceptions.APIException):
    """An ``If-None-Match`` that is no list of entity tags (RFC 9110, 13.1.2)."""

    status_code = status.HTTP_400_BAD_REQUEST
    default_detail = 'If-None-Match skal være * eller en liste af mærker i anførselstegn, fx "abc".'
    default_code = "malformed-if-none-match"


class NotPublished(exceptions.NotFound):
    """A profile without that published version."""

    def __init__(self, slug: str, version: str) -> None:
        super().__init__(f"Profilen {slug} har ingen udgivet version {version}.")


class CodeSetNotPublished(exceptions.NotFound):
    """A shared code set without that published version."""

    def __init__(self, slug: str, version: str) -> None:
        super().__init__(f"Kodesættet {slug} har ingen udgivet version {version}.")


class MalformedWords(exceptions.APIException):
    status_code = status.HTTP_400_BAD_REQUEST
    default_detail = "Der søges efter højst 200 tegn, og ikke efter styretegn."
    default_code = "malformed-words"


class MalformedVersion(exceptions.APIException):
    status_code = status.HTTP_404_NOT_FOUND
    default_detail = "En version skrives som tre tal, fx 1.0.0."
    default_code = "malformed-version"


class NothingRuns(exceptions.NotFound):
    """A profile none of whose versions runs under the standards that the consumer can run (G2)."""

    def __init__(self, slug: str, standards: tuple[str, ...]) -> None:
        known = " eller ".join(standards)
        super().__init__(
            f"Ingen gældende version af {slug} er vist at kunne køre under profilstandard {known}."
        )


class MalformedStandards(exceptions.APIException):
    status_code = status.HTTP_400_BAD_REQUEST
    default_code = "malformed-standards"

    def __init__(self, value: str) -> None:
        super().__init__(
            f"“{value}” er ikke en kendt profilstandard. Skriv dem, systemet kan køre, med komma imellem, "
            "fx standards=1.0,1.1; de kendte står på /api/v1/standards."
        )


class NoSuchStandard(exceptions.NotFound):
    """A version of the standard that is neither shipped nor published."""

    def __init__(self, number: str) -> None:
        super().__init__(f"Der er ingen profilstandard {number}. De kendte står på /api/v1/standards.")


class NoSuchCodeSet(exceptions.NotFound):
    """A published version without that code set."""

    def __init__(self, published: object, code_set: str) -> None:
        super().__init__(f"{published} har intet kodesæt {code_set}.")


OWN_WORDS = (
    CodeSetNotPublished,
    MalformedWords,
    MalformedIfNoneMatch,
    MalformedStandards,
    MalformedVersion,
    NoSuchCodeSet,
    NoSuchStandard,
    NothingRuns,
    NotPublished,
)


class ProblemSerializer(Serializer[Any]):
    """The shape of an error, for the documentation."""

    type = CharField(default="about:blank")
    title = CharField()
    status = IntegerField()
    detail = CharField()
    instance = CharField()


def problem_response(error: Exception, context: dict[str, Any]) -> Response | None:
    """The answer to an exception in an API view; ``None`` (a plain 500) for what nobody foresaw."""
    refusal = _as_api_exception(error)
    if refusal is None:
        return None
    request: Request = context["request"]
    challenge = getattr(refusal, "auth_header", None)
    headers = {"WWW-Authenticate": challenge} if challenge else {}
    body = problem(refusal.status_code, _detail(error, refusal), request.path)
    return Response(body, refusal.status_code, headers=headers, content_type=CONTENT_TYPE)


def problem(code: int, detail: str, instance: str) -> dict[str, Any]:
    """The body of a problem."""
    return {
        "type": "about:blank",
        "title": HTTPStatus(code).phrase,
        "status": code,
        "detail": detail,
        "instance": instance,
    }


def _as_api_exception(error: Exception) -> exceptions.APIException | None:
    if isinstance(error, exceptions.APIException):
        return error
    if isinstance(error, Http404):
        return exceptions.NotFound()
    if isinstance(error, PermissionDenied):
        return exceptions.PermissionDenied()
    return None


def _detail(error: Exception, refusal: exceptions.APIException) -> str:
    """The error's own words where it has some, else the words for its status."""
    own = str(error) if isinstance(error, OWN_WORDS) else ""
    return own or EXPLANATIONS.get(refusal.status_code, str(refusal.detail))
