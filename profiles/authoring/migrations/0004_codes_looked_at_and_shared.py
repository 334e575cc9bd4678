"""Which releases a version is read against, which shared code sets it uses, and who has seen which code."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORWARDS = """
CREATE FUNCTION authoring_settled_in_draft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM authoring_profileversion
        WHERE id = coalesce(NEW.version_id, OLD.version_id) AND state <> 'draft'
    ) THEN
        RAISE EXCEPTION 'version % is no draft any more', coalesce(NEW.version_id, OLD.version_id)
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER releases_pinned_in_draft BEFORE INSERT OR UPDATE OR DELETE ON authoring_releasepin
    FOR EACH ROW EXECUTE FUNCTION authoring_settled_in_draft();
CREATE TRIGGER shared_use_in_draft BEFORE INSERT OR UPDATE OR DELETE ON authoring_shareduse
    FOR EACH ROW EXECUTE FUNCTION authoring_settled_in_draft();
CREATE TRIGGER looks_only_grow BEFORE UPDATE OR DELETE ON authoring_look
    FOR EACH ROW EXECUTE FUNCTION accounts_refuse_change();
"""
BACKWARDS = """
DROP TRIGGER looks_only_grow ON authoring_look;
DROP TRIGGER shared_use_in_draft ON authoring_shareduse;
DROP TRIGGER releases_pinned_in_draft ON authoring_releasepin;
DROP FUNCTION authoring_settled_in_draft();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("accounts", "0005_names_hold_no_cpr"),
        ("authoring", "0003_the_standard"),
        ("terminology", "0002_releases"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Look",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code_set", models.CharField(max_length=100, verbose_name="kodesæt")),
                ("key", models.CharField(max_length=40, verbose_name="normaliseret kode")),
                (
                    "sampled_under",
                    models.CharField(blank=True, max_length=40, verbose_name="set som stikprøve under"),
                ),
                ("reason", models.TextField(blank=True, max_length=2000, verbose_name="begrundelse")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="tidspunkt")),
            ],
            options={
                "verbose_name": "set kode",
                "verbose_name_plural": "sete koder",
                "ordering": ["profile_id", "code_set", "system_id", "key", "at"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ReleasePin",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
            options={
                "verbose_name": "fastholdt udgave",
                "verbose_name_plural": "fastholdte udgaver",
                "ordering": ["version_id", "system_id"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="SharedUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code_set", models.CharField(max_length=100, verbose_name="kodesæt")),
            ],
            options={
                "verbose_name": "brug af fælles kodesæt",
                "verbose_name_plural": "brug af fælles kodesæt",
                "ordering": ["version_id", "code_set"],
                "default_permissions": (),
            },
        ),
        migrations.RemoveConstraint(
            model_name="profile",
            name="the_standard_has_its_own_slug",
        ),
        migrations.AlterField(
            model_name="historicalprofile",
            name="subject",
            field=models.CharField(
                choices=[
                    ("profile", "Profil"),
                    ("standard", "Profilstandard"),
                    ("code-set", "Fælles kodesæt"),
                ],
                default="profile",
                max_length=20,
                verbose_name="emne",
            ),
        ),
        migrations.AlterField(
            model_name="profile",
            name="subject",
            field=models.CharField(
                choices=[
                    ("profile", "Profil"),
                    ("standard", "Profilstandard"),
                    ("code-set", "Fælles kodesæt"),
                ],
                default="profile",
                max_length=20,
                verbose_name="emne",
            ),
        ),
        migrations.AddConstraint(
            model_name="profile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("slug", "standard"), ("subject", "standard")),
                    models.Q(("slug__startswith", "kodesaet-"), ("subject", "code-set")),
                    models.Q(
                        models.Q(("slug", "standard"), _negated=True),
                        models.Q(("slug__startswith", "kodesaet-"), _negated=True),
                        ("subject", "profile"),
                    ),
                    _connector="OR",
                ),
                name="a_slug_tells_the_subject",
            ),
        ),
        migrations.AddField(
            model_name="look",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="af",
            ),
        ),
        migrations.AddField(
            model_name="look",
            name="profile",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="looks",
                to="authoring.profile",
                verbose_name="profil",
            ),
        ),
        migrations.AddField(
            model_name="look",
            name="system",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="terminology.codesystem",
                verbose_name="kodesystem",
            ),
        ),
        migrations.AddField(
            model_name="releasepin",
            name="release",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pins",
                to="terminology.release",
                verbose_name="udgave",
            ),
        ),
        migrations.AddField(
            model_name="releasepin",
            name="system",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="terminology.codesystem",
                verbose_name="kodesystem",
            ),
        ),
        migrations.AddField(
            model_name="releasepin",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pins",
                to="authoring.profileversion",
                verbose_name="version",
            ),
        ),
        migrations.AddField(
            model_name="shareduse",
            name="shared",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="used_in",
                to="authoring.profileversion",
                verbose_name="fælles kodesæt",
            ),
        ),
        migrations.AddField(
            model_name="shareduse",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="shared_uses",
                to="authoring.profileversion",
                verbose_name="version",
            ),
        ),
        migrations.AddConstraint(
            model_name="look",
            constraint=models.UniqueConstraint(
                fields=("profile", "code_set", "system", "key", "by"), name="a_person_sees_a_code_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="look",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sampled_under", ""), models.Q(("reason", ""), _negated=True), _connector="OR"
                ),
                name="a_sample_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="releasepin",
            constraint=models.UniqueConstraint(
                fields=("version", "system"), name="one_release_a_system_a_version"
            ),
        ),
        migrations.AddConstraint(
            model_name="shareduse",
            constraint=models.UniqueConstraint(
                fields=("version", "code_set"), name="a_code_set_comes_from_one"
            ),
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
