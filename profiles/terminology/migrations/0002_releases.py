"""Releases of code systems, maps between them, and files on their way in."""

from typing import ClassVar

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("terminology", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        # The shipped codes come back as a release when the migrations are done.
        migrations.RunSQL("DELETE FROM terminology_concept", migrations.RunSQL.noop),
        migrations.CreateModel(
            name="CodeMap",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=100, verbose_name="navn")),
                ("date", models.DateField(verbose_name="kildens dato")),
                ("source", models.CharField(max_length=500, verbose_name="kilde")),
                ("file_name", models.CharField(max_length=200, verbose_name="fil")),
                ("sha256", models.CharField(max_length=64, verbose_name="aftryk")),
                ("rows", models.PositiveIntegerField(verbose_name="forbindelser")),
                ("licence", models.CharField(blank=True, max_length=300, verbose_name="licens")),
                ("imported_at", models.DateTimeField(auto_now_add=True, verbose_name="indlæst")),
            ],
            options={
                "verbose_name": "kodeoversættelse",
                "verbose_name_plural": "kodeoversættelser",
                "ordering": ["from_system_id", "to_system_id", "-id"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Import",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("format", models.CharField(max_length=40, verbose_name="format")),
                ("title", models.CharField(max_length=100, verbose_name="navn")),
                ("date", models.DateField(verbose_name="kildens dato")),
                ("source", models.CharField(max_length=500, verbose_name="kilde")),
                ("licence", models.CharField(blank=True, max_length=300, verbose_name="licens")),
                ("complete", models.BooleanField(default=True, verbose_name="hele kodesystemet")),
                ("file_name", models.CharField(max_length=200, verbose_name="fil")),
                ("stored_as", models.CharField(max_length=100)),
                ("size", models.PositiveBigIntegerField(verbose_name="bytes")),
                ("sha256", models.CharField(max_length=64, verbose_name="aftryk")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Venter"),
                            ("reading", "Læses"),
                            ("loading", "Lægges ind"),
                            ("done", "Lagt ind"),
                            ("unchanged", "Lagt ind i forvejen"),
                            ("failed", "Kunne ikke læses"),
                            ("interrupted", "Afbrudt"),
                        ],
                        default="waiting",
                        max_length=20,
                        verbose_name="tilstand",
                    ),
                ),
                ("lines_read", models.PositiveIntegerField(default=0, verbose_name="linjer læst")),
                ("rows_read", models.PositiveIntegerField(default=0, verbose_name="koder læst")),
                ("bytes_read", models.PositiveBigIntegerField(default=0, verbose_name="bytes læst")),
                ("problem", models.TextField(blank=True, verbose_name="hvad der var galt")),
                ("begun_at", models.DateTimeField(auto_now_add=True, verbose_name="påbegyndt")),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="sidst set")),
            ],
            options={
                "verbose_name": "indlæsning",
                "verbose_name_plural": "indlæsninger",
                "ordering": ["-id"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Mapping",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_key", models.CharField(db_index=True, max_length=40, verbose_name="fra kode")),
                ("to_key", models.CharField(db_index=True, max_length=40, verbose_name="til kode")),
                ("relation", models.CharField(blank=True, max_length=40, verbose_name="forhold")),
                ("remark", models.CharField(blank=True, max_length=300, verbose_name="bemærkning")),
            ],
            options={
                "verbose_name": "forbindelse",
                "verbose_name_plural": "forbindelser",
                "ordering": ["from_key", "to_key"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Release",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="nummer")),
                ("title", models.CharField(max_length=100, verbose_name="navn")),
                ("date", models.DateField(verbose_name="kildens dato")),
                ("source", models.CharField(max_length=500, verbose_name="kilde")),
                ("file_name", models.CharField(max_length=200, verbose_name="fil")),
                ("format", models.CharField(max_length=40, verbose_name="format")),
                ("sha256", models.CharField(max_length=64, verbose_name="aftryk")),
                ("rows", models.PositiveIntegerField(verbose_name="koder")),
                ("complete", models.BooleanField(verbose_name="hele kodesystemet")),
                ("licence", models.CharField(blank=True, max_length=300, verbose_name="licens")),
                ("imported_at", models.DateTimeField(auto_now_add=True, verbose_name="indlæst")),
            ],
            options={
                "verbose_name": "udgave",
                "verbose_name_plural": "udgaver",
                "ordering": ["system_id", "-number"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="StagedConcept",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("line", models.PositiveIntegerField()),
                ("code", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=40)),
                ("title", models.CharField(max_length=300)),
                ("unit", models.CharField(blank=True, max_length=40)),
                ("parent", models.CharField(blank=True, max_length=40)),
                (
                    "synonyms",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300), default=list, size=None
                    ),
                ),
                ("opened", models.DateField(null=True)),
                ("closed", models.DateField(null=True)),
                ("replaced_by", models.CharField(blank=True, max_length=40)),
                ("rank", models.PositiveIntegerField(default=0)),
                (
                    "words",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=100), default=list, size=None
                    ),
                ),
            ],
            options={
                "verbose_name": "læst kode",
                "verbose_name_plural": "læste koder",
                "ordering": ["of_id", "line"],
                "default_permissions": (),
            },
        ),
        migrations.RemoveConstraint(
            model_name="concept",
            name="a_code_once_in_a_system",
        ),
        migrations.AddField(
            model_name="codesystem",
            name="aliases",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=200),
                blank=True,
                default=list,
                size=None,
                verbose_name="andre URI'er",
            ),
        ),
        migrations.AddField(
            model_name="concept",
            name="closed",
            field=models.DateField(blank=True, null=True, verbose_name="gyldig til"),
        ),
        migrations.AddField(
            model_name="concept",
            name="opened",
            field=models.DateField(blank=True, null=True, verbose_name="gyldig fra"),
        ),
        migrations.AddField(
            model_name="concept",
            name="parent",
            field=models.CharField(blank=True, max_length=40, verbose_name="overordnet"),
        ),
        migrations.AddField(
            model_name="concept",
            name="rank",
            field=models.PositiveIntegerField(default=0, verbose_name="plads"),
        ),
        migrations.AddField(
            model_name="concept",
            name="replaced_by",
            field=models.CharField(blank=True, max_length=40, verbose_name="erstattet af"),
        ),
        migrations.AddField(
            model_name="concept",
            name="since",
            field=models.PositiveIntegerField(default=1, verbose_name="fra udgave"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="concept",
            name="synonyms",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=300),
                blank=True,
                default=list,
                size=None,
                verbose_name="andre navne",
            ),
        ),
        migrations.AddField(
            model_name="concept",
            name="until",
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name="før udgave"),
        ),
        migrations.AddField(
            model_name="concept",
            name="words",
            field=django.contrib.postgres.search.SearchVectorField(null=True, verbose_name="ord"),
        ),
        migrations.AddIndex(
            model_name="concept",
            index=models.Index(fields=["system", "parent", "key"], name="concept_children"),
        ),
        migrations.AddIndex(
            model_name="concept",
            index=models.Index(fields=["key"], name="concept_by_prefix", opclasses=["varchar_pattern_ops"]),
        ),
        migrations.AddConstraint(
            model_name="concept",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until", None)), fields=("system", "key"), name="a_code_once_in_a_system"
            ),
        ),
        migrations.AddConstraint(
            model_name="concept",
            constraint=models.UniqueConstraint(
                fields=("system", "key", "since"), name="a_code_changes_once_a_release"
            ),
        ),
        migrations.AddConstraint(
            model_name="concept",
            constraint=models.CheckConstraint(
                condition=models.Q(("until", None), ("until__gt", models.F("since")), _connector="OR"),
                name="a_concept_holds_for_a_release",
            ),
        ),
        migrations.AddField(
            model_name="codemap",
            name="from_system",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="terminology.codesystem",
                verbose_name="fra",
            ),
        ),
        migrations.AddField(
            model_name="codemap",
            name="imported_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="indlæst af",
            ),
        ),
        migrations.AddField(
            model_name="codemap",
            name="to_system",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="terminology.codesystem",
                verbose_name="til",
            ),
        ),
        migrations.AddField(
            model_name="import",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="af",
            ),
        ),
        migrations.AddField(
            model_name="import",
            name="map",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="imports",
                to="terminology.codemap",
                verbose_name="oversættelse",
            ),
        ),
        migrations.AddField(
            model_name="import",
            name="system",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="imports",
                to="terminology.codesystem",
                verbose_name="kodesystem",
            ),
        ),
        migrations.AddField(
            model_name="mapping",
            name="map",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="mappings",
                to="terminology.codemap",
                verbose_name="oversættelse",
            ),
        ),
        migrations.AddField(
            model_name="release",
            name="imported_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="indlæst af",
            ),
        ),
        migrations.AddField(
            model_name="release",
            name="system",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="releases",
                to="terminology.codesystem",
                verbose_name="kodesystem",
            ),
        ),
        migrations.AddField(
            model_name="import",
            name="release",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="imports",
                to="terminology.release",
                verbose_name="udgave",
            ),
        ),
        migrations.AddField(
            model_name="stagedconcept",
            name="of",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="staged", to="terminology.import"
            ),
        ),
        migrations.AddConstraint(
            model_name="mapping",
            constraint=models.UniqueConstraint(
                fields=("map", "from_key", "to_key"), name="two_codes_are_connected_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.UniqueConstraint(
                fields=("system", "number"), name="a_release_number_once_in_a_system"
            ),
        ),
        migrations.AddConstraint(
            model_name="stagedconcept",
            constraint=models.UniqueConstraint(fields=("of", "key"), name="a_code_once_in_an_import"),
        ),
    ]
