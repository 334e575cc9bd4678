"""Versions of the standard are published too; under which standards each version runs is proved and kept."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# What was published before runs under its own standard; for the others nothing is proved.
FORWARDS = """
CREATE OR REPLACE FUNCTION publication_approved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM authoring_profileversion
        WHERE id = NEW.version_id AND profile_id = NEW.profile_id
            AND document = NEW.document AND content_hash = NEW.content_hash
            AND number = concat_ws('.', NEW.major, NEW.minor, NEW.patch)
    ) THEN
        RAISE EXCEPTION 'only the content of the version itself is published'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF (
        SELECT count(DISTINCT kind) FROM review_decision d
        WHERE d.version_id = NEW.version_id AND d.outcome = 'approved' AND d.voided_at IS NULL
            AND d.content_hash = NEW.content_hash
            AND NOT EXISTS (
                SELECT 1 FROM authoring_edit e WHERE e.version_id = d.version_id AND e.by_id = d.by_id
            )
    ) < 2 THEN
        RAISE EXCEPTION 'a version is published with a clinical and a technical approval of its content'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER proofs_only_grow BEFORE UPDATE OR DELETE ON publication_proof
    FOR EACH ROW EXECUTE FUNCTION accounts_refuse_change();
INSERT INTO publication_proof (published_id, standard, patients, proved_at)
    SELECT id, standard, 0, published_at FROM publication_publishedversion;
"""
BACKWARDS = """
DROP TRIGGER proofs_only_grow ON publication_proof;
CREATE OR REPLACE FUNCTION publication_approved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM authoring_profileversion
        WHERE id = NEW.version_id AND profile_id = NEW.profile_id
            AND document = NEW.document AND content_hash = NEW.content_hash
            AND number = format('%s.%s.%s', NEW.major, NEW.minor, NEW.patch)
    ) THEN
        RAISE EXCEPTION 'only the content of the version itself is published'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF (
        SELECT count(DISTINCT kind) FROM review_decision d
        WHERE d.version_id = NEW.version_id AND d.outcome = 'approved' AND d.voided_at IS NULL
            AND d.content_hash = NEW.content_hash
            AND NOT EXISTS (
                SELECT 1 FROM authoring_edit e WHERE e.version_id = d.version_id AND e.by_id = d.by_id
            )
    ) < 2 THEN
        RAISE EXCEPTION 'a version is published with a clinical and a technical approval of its content'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("authoring", "0003_the_standard"),
        ("publication", "0002_published_for_ever"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Proof",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("standard", models.CharField(max_length=20, verbose_name="standard")),
                ("patients", models.PositiveIntegerField(verbose_name="testpatienter")),
                ("proved_at", models.DateTimeField(auto_now_add=True, verbose_name="tidspunkt")),
            ],
            options={
                "verbose_name": "bevis",
                "verbose_name_plural": "beviser",
                "ordering": ["published_id", "id"],
                "default_permissions": (),
            },
        ),
        migrations.RemoveConstraint(
            model_name="publishedversion",
            name="a_version_number_is_used_once",
        ),
        migrations.AlterField(
            model_name="publishedversion",
            name="patch",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddConstraint(
            model_name="publishedversion",
            constraint=models.UniqueConstraint(
                fields=("profile", "major", "minor", "patch"),
                name="a_version_number_is_used_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddField(
            model_name="proof",
            name="published",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proofs",
                to="publication.publishedversion",
                verbose_name="udgivet version",
            ),
        ),
        migrations.AddConstraint(
            model_name="proof",
            constraint=models.UniqueConstraint(
                fields=("published", "standard"), name="a_standard_is_proved_once"
            ),
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
