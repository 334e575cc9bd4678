from django.apps import AppConfig


class StandardsConfig(AppConfig):
    name = "profiles.standards"
    verbose_name = "Profilstandarden"
