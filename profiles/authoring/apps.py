from django.apps import AppConfig


class AuthoringConfig(AppConfig):
    name = "profiles.authoring"
    verbose_name = "Profiler"
