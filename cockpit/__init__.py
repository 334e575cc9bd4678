"""The project: settings, addresses, worker, security, home page, demo."""

from .celery import app as celery_app

__all__ = ["celery_app"]
