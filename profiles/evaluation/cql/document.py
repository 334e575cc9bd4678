"""A whole document as one CQL library."""

from __future__ import annotations

from profiles.standard.catalogue import Catalogue
from profiles.standard.document import Action, Document, Parameter, QualityQuery, Subgroup
from profiles.standard.problem import InvalidDocument
from profiles.standard.validity import problems_of

from ..fhir.mapping import BASE
from .columns import define_column
from .criteria import Criteria, Package
from .library import Library
from .losses import NotSayable
from .patient import IS_ACTIVE, define_patient
from .scope import INDEX_DATE, Scope
from .words import choice, name

FHIR = "4.0.1"


def to_cql(document: Document, *, package: Package, catalogue: Catalogue, base: str = BASE) -> str:
    """The text of a library over FHIR R4; the index date is its parameter ``IndexDate``.

    ``package`` holds the documents that ``member_of`` reaches as ``profile@version``; ``base`` is where the
    standard's own code systems and extensions have their addresses, the same as in the bundles. Raises
    ``InvalidDocument``, ``PackageProblem`` and :class:`~.losses.NotSayable`.
    """
    if problems := problems_of(document, catalogue):
        raise InvalidDocument(problems)
    scope = Scope(Library(catalogue.standard), document, catalogue, base)
    head = _head(scope)
    define_patient(scope)
    criteria = Criteria(package)
    _define_outcome(criteria, scope)
    _define_whens(criteria, scope)
    for column in document.columns:
        define_column(column, criteria, scope.at(column.id))
    if scope.library.losses:
        raise NotSayable(scope.library.losses)
    return "\n\n".join([head, *scope.library.parts.values()]) + "\n"


def _head(scope: Scope) -> str:
    document = scope.document
    lines = [
        f"// {document.title}, version {document.version}, efter profilstandard {document.standard}.",
        "// Skrevet af profilværktøjet ud fra profilens dokument. Dokumentet er det, der gælder.",
        f"library {name(document.profile.replace('-', '_'))} version '{document.version}'",
        "",
        f"using FHIR version '{FHIR}'",
        "",
        "// Opgørelsesdatoen. Intet læser uret (2.1).",
        f"parameter {INDEX_DATE} Date",
        *(_parameter(parameter, scope) for parameter in document.parameters),
        "",
        "context Patient",
    ]
    return "\n".join(lines)


def _parameter(parameter: Parameter, scope: Scope) -> str:
    default = scope.at(parameter.id).number(parameter.default)
    parameter_name = name(scope.named("parameter", parameter.id))
    return f"// {parameter.title}\nparameter {parameter_name} Decimal default {default}"


def _define_outcome(criteria: Criteria, scope: Scope) -> None:
    """``in``, ``out``, ``unknown``, or null for a patient without an outcome (5.1, 5.2)."""
    is_in = criteria.outcome(scope)
    outcomes = [(f"not {IS_ACTIVE}", "null"), (f"{is_in} is true", "'in'"), (f"{is_in} is false", "'out'")]
    scope.library.define("outcome", choice(outcomes, "'unknown'"), "Udfald (5.2).")


def _define_whens(criteria: Criteria, scope: Scope) -> None:
    """Groups, actions and data-quality queries: each is the truth of its criterion."""
    document = scope.document
    parts: tuple[Subgroup | Action | QualityQuery, ...]
    parts = (*document.groups, *document.actions, *document.data_quality)
    for part in parts:
        scope.library.define(f"when-{part.id}", criteria.truth(part.when, scope), part.title)
