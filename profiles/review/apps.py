from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "profiles.review"
    verbose_name = "Gennemgang"
