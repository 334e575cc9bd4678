from django.apps import AppConfig
from django.db.models.signals import post_migrate


class TerminologyConfig(AppConfig):
    name = "profiles.terminology"
    verbose_name = "Kodesystemer"

    def ready(self) -> None:
        from .actions import load_shipped_codes

        post_migrate.connect(load_shipped_codes, sender=self)
