"""The rules an action may be refused by, each with a sentence that a person can act on."""

from __future__ import annotations


class AccountsError(Exception):
    """An action was refused; ``str(error)`` is the Danish sentence to show."""


class NotActive(AccountsError):
    """Something was about to be given to a person who cannot sign in."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} er ikke aktiv. Gør personen aktiv først.")


class StillNeeded(AccountsError):
    """Reading was to be taken from somebody who holds a right that needs it."""

    def __init__(self) -> None:
        super().__init__("Den, der har andre rettigheder, skal kunne læse. Tag de andre rettigheder først.")


class LastManager(AccountsError):
    """Nobody would be left who may manage the rights of a profile."""

    def __init__(self, things: str) -> None:
        super().__init__(
            f"Så er der ingen tilbage til at styre rettigheder på {things}. Giv retten til en anden først."
        )


class LastAdministrator(AccountsError):
    """Nobody would be left who may administer people."""

    def __init__(self) -> None:
        super().__init__("Der skal være mindst én aktiv administrator. Giv rollen til en anden først.")


class WrongPassword(AccountsError):
    """The current password was not the person's."""

    def __init__(self) -> None:
        super().__init__("Den nuværende adgangskode er ikke rigtig.")


class SignInThrottled(AccountsError):
    """Too many wrong passwords lately, for this account or from this address."""

    def __init__(self, minutes: int) -> None:
        super().__init__(f"Der er forsøgt for mange gange. Vent {minutes} minutter, og prøv så igen.")
