"""Names: what is used is defined, and nothing is defined twice (A1, A3, A13, A17, A18)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..document import Document, Expected, Filter, MemberOf, Node, ParameterValue, Reference, Sort
from ..identifiers import identified, namespace_of
from ..kinds import Setting
from ..problem import Problem
from ..walk import Spot, walk


def ids_are_unique(spot: Spot[Document], _: Setting) -> Iterator[Problem]:
    """A3: one namespace for nodes; code sets, references and parameters have one each."""
    counted = Counter(identified(spot.part))
    if not any(times > 1 for times in counted.values()):
        return
    for below in walk(spot.part):
        part, namespace = below.part, namespace_of(below.part)
        if isinstance(part, Node | Reference) and namespace and counted[(namespace, part.id)] > 1:
            yield below.problem(f"Id'et »{part.id}« er brugt mere end én gang. Giv hver del sit eget.", "id")


def code_set_is_defined(spot: Spot[Filter], setting: Setting) -> Iterator[Problem]:
    """A1."""
    wanted = spot.part.in_
    if wanted is not None and wanted not in setting.code_sets:
        yield spot.problem(f"Kodesættet »{wanted}« findes ikke i profilen.", "in")


def references_are_defined(spot: Spot[Node], setting: Setting) -> Iterator[Problem]:
    """A1, A18: ``references`` are ids of the document's own references."""
    for index, wanted in enumerate(spot.part.references):
        if wanted not in setting.references:
            yield spot.problem(f"Referencen »{wanted}« findes ikke i profilen.", "references", index)


def expectation_has_its_reference(spot: Spot[Expected], setting: Setting) -> Iterator[Problem]:
    """A1."""
    wanted = spot.part.reference
    if wanted is not None and wanted not in setting.references:
        yield spot.problem(f"Referencen »{wanted}« findes ikke i profilen.", "reference")


def parameter_is_defined(spot: Spot[ParameterValue], setting: Setting) -> Iterator[Problem]:
    """A1."""
    wanted = spot.part.parameter
    if wanted not in setting.parameters:
        yield spot.problem(f"Den lokale grænse »{wanted}« findes ikke i profilen.", "parameter")


def sorted_column_is_defined(spot: Spot[Sort], setting: Setting) -> Iterator[Problem]:
    """A13."""
    wanted = spot.part.column
    if wanted not in {column.id for column in setting.document.columns}:
        yield spot.problem(f"Kolonnen »{wanted}«, som listen skal sorteres efter, findes ikke.", "column")


def profile_is_not_its_own_member(spot: Spot[MemberOf], setting: Setting) -> Iterator[Problem]:
    """A17, 4.4: a document that refers to itself is a cycle of one."""
    own = (setting.document.profile, setting.document.version)
    if (spot.part.profile, spot.part.version) == own:
        yield spot.problem("Profilen henviser til sig selv. Vælg en anden profil.", "profile")


RULES = (
    (Document, (ids_are_unique,)),
    (Filter, (code_set_is_defined,)),
    (Node, (references_are_defined,)),
    (Expected, (expectation_has_its_reference,)),
    (ParameterValue, (parameter_is_defined,)),
    (Sort, (sorted_column_is_defined,)),
    (MemberOf, (profile_is_not_its_own_member,)),
)
