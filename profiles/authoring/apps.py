from django.apps import AppConfig


class AuthoringConfig(AppConfig):
    name = "profiles.authoring"
    verbose_name = "Profiler"

    def ready(self) -> None:
        """Standards that are published in the tool are known to the language from here on."""
        from profiles.standard.catalogue import serve_standards_from

        from .standards import PublishedStandards

        serve_standards_from(PublishedStandards())
