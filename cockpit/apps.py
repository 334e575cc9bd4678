from django.apps import AppConfig
from django.conf import settings

from .checks import refuse_insecure


class CockpitConfig(AppConfig):
    name = "cockpit"
    verbose_name = "Klinikkens Cockpit"

    def ready(self) -> None:
        refuse_insecure(settings)
