from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Personer og rettigheder"

    def ready(self) -> None:
        """Roles are part of the code, so every migration (and every test's flush) leaves them as it says."""
        from accounts.actions.roles import sync_roles

        post_migrate.connect(sync_roles, sender=self, dispatch_uid="accounts.sync_roles")
