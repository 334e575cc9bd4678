"""Every kind of event the audit trail may hold."""

from __future__ import annotations

from django.db.models import TextChoices


class Event(TextChoices):
    PERSON_CREATED = "person-created", "Person oprettet"
    PERSON_CHANGED = "person-changed", "Person ændret"
    PERSON_DEACTIVATED = "person-deactivated", "Person gjort inaktiv"
    PERSON_REACTIVATED = "person-reactivated", "Person gjort aktiv igen"
    ROLES_CHANGED = "roles-changed", "Roller ændret"
    PASSWORD_CHANGED = "password-changed", "Adgangskode ændret"
    SIGNED_IN = "signed-in", "Logget ind"
    SIGN_IN_REFUSED = "sign-in-refused", "Login afvist"
    RIGHT_GRANTED = "right-granted", "Rettighed givet"
    RIGHT_REVOKED = "right-revoked", "Rettighed taget tilbage"
    ORGANISATION_CREATED = "organisation-created", "Organisation oprettet"
    ORGANISATION_CHANGED = "organisation-changed", "Organisation ændret"
    CLIENT_CREATED = "client-created", "API-klient oprettet"
    CLIENT_REMOVED = "client-removed", "API-klient fjernet"
    CODE_SYSTEM_CREATED = "code-system-created", "Kodesystem oprettet"
    CODES_IMPORT_BEGUN = "codes-import-begun", "Indlæsning af koder påbegyndt"
    CODES_RELEASED = "codes-released", "Udgave af kodesystem lagt ind"
    CODE_MAP_ADDED = "code-map-added", "Kodeoversættelse lagt ind"
    CODES_IMPORT_FAILED = "codes-import-failed", "Indlæsning af koder mislykket"
    CODES_IMPORT_GIVEN_UP = "codes-import-given-up", "Indlæsning af koder opgivet"
    PROFILE_CREATED = "profile-created", "Profil oprettet"
    DRAFT_STARTED = "draft-started", "Kladde påbegyndt"
    DRAFT_EDITED = "draft-edited", "Kladde ændret"
    RELEASE_MOVED = "release-moved", "Udgave af kodesystem skiftet"
    CODES_SEEN = "codes-seen", "Koder set"
    BRANCH_SAMPLED = "branch-sampled", "Gren set som stikprøve"
    DRAFT_DISCARDED = "draft-discarded", "Kladde kasseret"
    VERSION_SUBMITTED = "version-submitted", "Sendt til gennemgang"
    VERSION_TAKEN_BACK = "version-taken-back", "Taget tilbage til kladde"
    COMMENT_MADE = "comment-made", "Kommentar skrevet"
    COMMENT_RESOLVED = "comment-resolved", "Kommentar løst"
    COMMENT_REOPENED = "comment-reopened", "Kommentar åbnet igen"
    CHANGES_REQUESTED = "changes-requested", "Bedt om ændringer"
    APPROVED_CLINICALLY = "approved-clinically", "Godkendt klinisk"
    APPROVED_TECHNICALLY = "approved-technically", "Godkendt teknisk"
    APPROVALS_VOIDED = "approvals-voided", "Godkendelser bortfaldet"
    VERSION_PUBLISHED = "version-published", "Udgivet"
    VERSION_WITHDRAWN = "version-withdrawn", "Trukket tilbage"


def event_choices() -> list[tuple[str, str]]:
    """The kinds as choices of a field; a function, so that a new kind needs no migration."""
    return [(kind.value, str(kind.label)) for kind in Event]
