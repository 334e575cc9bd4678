"""Maps come in as codes do, and bringing either in is a right."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("terminology", "0002_releases"),
    ]

    operations: ClassVar = [
        migrations.AlterModelOptions(
            name="codesystem",
            options={
                "default_permissions": (),
                "ordering": ["id"],
                "permissions": [("manage_codes", "Indlæse kodesystemer")],
                "verbose_name": "kodesystem",
                "verbose_name_plural": "kodesystemer",
            },
        ),
        migrations.AlterField(
            model_name="import",
            name="system",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="imports",
                to="terminology.codesystem",
                verbose_name="kodesystem",
            ),
        ),
        migrations.AddField(
            model_name="import",
            name="to_system",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="terminology.codesystem",
                verbose_name="oversat til",
            ),
        ),
        migrations.AlterField(
            model_name="import",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "Venter"),
                    ("reading", "Læses"),
                    ("loading", "Lægges ind"),
                    ("done", "Lagt ind"),
                    ("unchanged", "Lagt ind i forvejen"),
                    ("failed", "Kunne ikke læses"),
                    ("interrupted", "Afbrudt"),
                    ("given-up", "Opgivet"),
                ],
                default="waiting",
                max_length=20,
                verbose_name="tilstand",
            ),
        ),
        migrations.CreateModel(
            name="StagedConnection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("line", models.PositiveIntegerField()),
                ("from_key", models.CharField(max_length=40)),
                ("to_key", models.CharField(max_length=40)),
                ("relation", models.CharField(blank=True, max_length=40)),
                ("remark", models.CharField(blank=True, max_length=300)),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="connections",
                        to="terminology.import",
                    ),
                ),
            ],
            options={
                "verbose_name": "læst forbindelse",
                "verbose_name_plural": "læste forbindelser",
                "ordering": ["of_id", "line"],
                "default_permissions": (),
            },
        ),
    ]
