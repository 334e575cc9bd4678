from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "profiles.publication"
    verbose_name = "Udgivelse"
