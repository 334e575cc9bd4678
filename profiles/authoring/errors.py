"""What an action on a profile can refuse, each by name and with the words a person sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from profiles.standard.shared_code_set import CODE_SET_PREFIX

from .workflow import State

if TYPE_CHECKING:
    from .models import Profile, ProfileVersion
    from .subjects import ChangeTold


class AuthoringError(Exception):
    """Base: ``str(error)`` is a Danish sentence that says what to do."""


class SlugTaken(AuthoringError):
    def __init__(self, slug: str) -> None:
        super().__init__(f"Kortnavnet {slug} er allerede i brug. Vælg et andet kortnavn.")


class NameOfCodeSet(SlugTaken):
    """A profile would be told from a shared code set by nothing."""

    def __init__(self) -> None:
        AuthoringError.__init__(
            self, f"Kun fælles kodesæt har et kortnavn, der begynder med {CODE_SET_PREFIX}. Vælg et andet."
        )


class NotShared(AuthoringError):
    """What was to be used is no published shared code set, or not any more."""

    def __init__(self, version: ProfileVersion) -> None:
        reason = f": {version.withdrawn.reason}" if version.withdrawn else ""
        said = f"er trukket tilbage{reason}" if version.withdrawn else "er ikke et udgivet fælles kodesæt"
        super().__init__(f"{version} {said.rstrip('.')}. Vælg en anden version.")


class NotLinked(AuthoringError):
    def __init__(self) -> None:
        super().__init__("Kodesættet er ikke hentet fra et fælles kodesæt. Siden viser, hvad der står nu.")


class HoldsCprNumber(AuthoringError):
    """A text beside the document looks as if it names a patient."""

    def __init__(self) -> None:
        super().__init__("Teksten indeholder noget, der ligner et CPR-nummer. Her må ikke stå patientdata.")


class DraftExists(AuthoringError):
    def __init__(self, profile: Profile) -> None:
        super().__init__(f"{profile} har allerede en kladde. Skriv videre i den.")


class NothingPublished(AuthoringError):
    def __init__(self, profile: Profile) -> None:
        super().__init__(f"{profile} har endnu ingen udgivet version at bygge videre på.")


class WrongState(AuthoringError):
    """The version is not in a state from which the action is possible."""

    def __init__(self, version: ProfileVersion, *needed: State) -> None:
        wanted = " eller ".join(state.label.lower() for state in needed)
        self.version = version
        now = version.get_state_display()
        super().__init__(f"{version} er nu “{now}”. Det kan kun lade sig gøre i tilstanden {wanted}.")


class AlreadyWithdrawn(AuthoringError):
    def __init__(self, version: ProfileVersion) -> None:
        super().__init__(f"{version} er allerede trukket tilbage.")


class StaleSave(AuthoringError):
    """Somebody saved since the page was shown: ``version`` is what stands now, ``changes`` what they did."""

    def __init__(self, version: ProfileVersion, base_revision: int) -> None:
        from .revisions import changes_since, editors_since

        self.version = version
        self.base_revision = base_revision
        self.editors = editors_since(version, base_revision)
        self.changes: tuple[ChangeTold, ...] = changes_since(version, base_revision)
        names = " og ".join(self.editors) or "En anden"
        super().__init__(
            f"{names} har gemt, siden du åbnede siden. Dine ændringer er ikke gemt endnu; de står stadig her."
        )


class NothingToSee(AuthoringError):
    """No code was chosen, or one that is not in the code set any more."""

    def __init__(self) -> None:
        super().__init__("Vælg mindst én kode, som stadig er med i kodesættet.")


class NoReasonGiven(AuthoringError):
    def __init__(self, longest: int) -> None:
        super().__init__(
            f"Skriv, hvorfor en stikprøve er nok; et par ord er nok, og højst {longest} tegn. Intet er gemt."
        )
