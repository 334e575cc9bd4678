"""The shared code set of the demo: dementia, published. An example, not clinically approved."""

from __future__ import annotations

from accounts.models import User
from profiles.authoring.actions import create_code_set
from profiles.authoring.models import ProfileVersion
from profiles.authoring.standards import newest_in_force
from profiles.publication.actions import publish_version
from profiles.review.actions import approve, submit_for_review
from profiles.review.models import Decision
from profiles.standard.document import CodeSet
from profiles.standard.shared_code_set import blank_shared

from .looking import see_every_code
from .people import ANDERS, KAREN, LISE, METTE, DemoPerson

People = dict[DemoPerson, User]

_DEMENTIA = CodeSet.model_validate_json(
    """{"id": "demens", "title": "Demens",
        "rationale": "Delirium ved demens er en akut tilstand og tæller ikke alene.",
        "rules": [
        {"system": "icpc-2-dk", "code": "P70", "include": true},
        {"system": "sks", "code": "DF00", "include": true, "descendants": true},
        {"system": "sks", "code": "DF01", "include": true, "descendants": true},
        {"system": "sks", "code": "DF02", "include": true, "descendants": true},
        {"system": "sks", "code": "DF03", "include": true, "descendants": true}]}"""
)
_ABOUT = "Eksempel, ikke klinisk godkendt. Patienter med en demensdiagnose, uanset årsagen."


def tell_the_code_set(people: People) -> ProfileVersion:
    """Mette writes it, Lise and Anders approve it, Karen publishes it as 1.0.0."""
    mette = people[METTE]
    shared = blank_shared(
        code_set=_DEMENTIA, owner=mette.organisation.name, description=_ABOUT, standard=newest_in_force()
    )
    draft = create_code_set(by=mette, owner=mette.organisation, code_set=shared)
    see_every_code(draft, mette)
    submit_for_review(
        version=draft, by=mette, note="Koderne til demensprofilen, så andre kan bruge de samme."
    )
    seen = draft.content_hash
    approve(version=draft, by=people[LISE], kind=Decision.Kind.CLINICAL, content_hash=seen)
    approve(version=draft, by=people[ANDERS], kind=Decision.Kind.TECHNICAL, content_hash=seen)
    publish_version(version=draft, by=people[KAREN], content_hash=seen, note="Første udgivne version.")
    return ProfileVersion.objects.select_related("profile").get(pk=draft.pk)
