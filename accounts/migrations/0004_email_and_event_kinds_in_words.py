from typing import ClassVar

from django.db import migrations, models

import accounts.events


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("accounts", "0003_api_clients"),
    ]

    operations: ClassVar = [
        migrations.AlterField(
            model_name="auditevent",
            name="kind",
            field=models.CharField(
                choices=accounts.events.event_choices, max_length=60, verbose_name="hændelse"
            ),
        ),
        migrations.AlterField(
            model_name="historicaluser",
            name="email",
            field=models.EmailField(
                db_index=True,
                error_messages={"unique": "Der er allerede en person med den e-mail."},
                max_length=254,
                verbose_name="e-mail",
            ),
        ),
        migrations.AlterField(
            model_name="user",
            name="email",
            field=models.EmailField(
                error_messages={"unique": "Der er allerede en person med den e-mail."},
                max_length=254,
                unique=True,
                verbose_name="e-mail",
            ),
        ),
    ]
