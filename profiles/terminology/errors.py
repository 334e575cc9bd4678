"""What an import can be refused for, each with a sentence that a person can act on."""

from __future__ import annotations

from datetime import date


class ImportRefused(Exception):
    """The import was refused; ``str(error)`` is the Danish sentence, ``field`` what it is about."""

    field = ""


class OlderThanNewest(ImportRefused):
    """The source is older than what there is."""

    field = "date"

    def __init__(self, given: date, newest: date) -> None:
        super().__init__(
            f"Filen er fra {given:%d.%m.%Y}, og den nyeste udgave er fra {newest:%d.%m.%Y}. "
            "En ældre udgave kan ikke lægges oven på en nyere."
        )


class WrongSystem(ImportRefused):
    """The format does not give what was asked for."""

    field = "system"


class NotOpen(ImportRefused):
    """The import is over, so that it can be neither continued nor given up."""

    def __init__(self) -> None:
        super().__init__("Indlæsningen er afsluttet.")


class AtWork(ImportRefused):
    """The import is being read at this moment."""

    def __init__(self) -> None:
        super().__init__("Indlæsningen er i gang. Den skal ikke fortsættes.")
