"""Migrates the database and loads the demo in one process, because loading Django costs seconds each time.

Prints what ``manage.py demo`` prints: the demo's sign-ins.
"""

import os

import django
from django.core.management import call_command


def make_ready() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cockpit.settings")
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("demo")


if __name__ == "__main__":
    make_ready()
