"""A profile that Mette has just begun: dementia, with the shared code set and one of her own to look through.

An example, not clinically approved.
"""

from __future__ import annotations

from accounts.models import User
from profiles.authoring.actions import create_profile, save_content
from profiles.authoring.models import ProfileVersion
from profiles.authoring.shared.actions import use_shared
from profiles.standard.document import CodeSet, Document, Group, QualityQuery

from .people import METTE, DemoPerson

People = dict[DemoPerson, User]

_MEDICINES = CodeSet.model_validate_json(
    """{"id": "demensmedicin", "title": "Medicin mod demens",
        "rationale": "Kun til at finde manglende koder; medicinen gør ingen til patient i profilen.",
        "rules": [{"system": "atc", "code": "N06D", "include": true, "descendants": true}]}"""
)
_POPULATION = Group.model_validate_json(
    """{"id": "inclusion", "type": "all", "of": [
        {"id": "adult", "type": "compare", "measure": {"type": "age"}, "operator": "at_least", "value": 18},
        {"id": "coded", "type": "exists", "label": "Har en demensdiagnose",
         "of": {"element": "diagnosis", "where": [{"field": "code", "in": "demens"}]}}]}"""
)
_UNCODED = QualityQuery.model_validate_json(
    """{"id": "uncoded", "title": "Medicin mod demens uden diagnosen",
        "why": "Medicinen gives næsten kun ved demens, så diagnosen mangler måske.",
        "correction": "Se i journalen, om diagnosen er stillet, og kod den som forløbsdiagnose.",
        "when": {"id": "uncoded-when", "type": "all", "of": [
            {"id": "treated", "type": "exists", "of": {"element": "medication",
             "where": [{"field": "code", "in": "demensmedicin"}], "window": {"from": "P0D"}}},
            {"id": "not-coded", "type": "not", "of": {"id": "has-code", "type": "exists",
             "of": {"element": "diagnosis", "where": [{"field": "code", "in": "demens"}]}}}]}}"""
)


def tell_the_dementia(people: People, shared: ProfileVersion) -> ProfileVersion:
    """The draft has its population and a data-quality query whose codes nobody has looked at yet."""
    mette = people[METTE]
    draft = create_profile(
        by=mette,
        slug="demens",
        title="Demens",
        kind="disease",
        owner=mette.organisation,
        purpose="Find alle med en kendt demenssygdom, så klinikken kan følge op sammen.",
    )
    use_shared(version=draft, by=mette, shared=shared, base_revision=draft.revision)
    draft.refresh_from_db()
    return save_content(
        version=draft,
        by=mette,
        document=_written(draft.content),
        base_revision=draft.revision,
        summary="Population og en datakvalitetsliste",
    )


def _written(document: Document) -> Document:
    return document.model_copy(
        update={
            "limitations": "Eksempel, ikke klinisk godkendt.",
            "code_sets": (*document.code_sets, _MEDICINES),
            "inclusion": _POPULATION,
            "data_quality": (_UNCODED,),
        }
    )
