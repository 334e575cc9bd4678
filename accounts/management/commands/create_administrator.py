"""The first person of a new installation: an administrator, who then adds the others in the browser."""

from __future__ import annotations

from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.text import slugify

from accounts.actions import create_organisation, create_person
from accounts.models import Organisation
from accounts.rights import Role


class Command(BaseCommand):
    help = "Opretter en administrator. Adgangskoden spørges der om, eller den læses fra --password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument("organisation", help="organisationens navn; den oprettes, hvis den ikke findes")
        parser.add_argument("--password", default="")

    @transaction.atomic
    def handle(self, *_args: Any, **given: Any) -> None:
        password = given["password"] or getpass("Adgangskode: ")
        try:
            validate_password(password)
            person = create_person(
                email=given["email"],
                name=given["name"],
                organisation=_organisation(given["organisation"]),
                password=password,
                roles=[Role.ADMINISTRATOR],
                by=None,
            )
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        self.stdout.write(f"{person.name} er oprettet som administrator.")


def _organisation(name: str) -> Organisation:
    known = Organisation.objects.filter(name=name).first()
    kind = Organisation.Kind.STEWARD
    return known or create_organisation(slug=slugify(name), name=name, kind=kind, by=None)
