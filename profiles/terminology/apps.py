from django.apps import AppConfig


class TerminologyConfig(AppConfig):
    name = "profiles.terminology"
    verbose_name = "Kodesystemer"
