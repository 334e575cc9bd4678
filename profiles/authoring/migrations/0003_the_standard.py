"""The profile standard takes its place beside the profiles, and what is published can be withdrawn."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORWARDS = """
DROP TRIGGER content_changes_in_draft ON authoring_profileversion;
CREATE TRIGGER content_changes_in_draft BEFORE UPDATE ON authoring_profileversion
    FOR EACH ROW WHEN (
        (OLD.document IS DISTINCT FROM NEW.document OR OLD.release_notes IS DISTINCT FROM NEW.release_notes)
        AND OLD.state <> 'draft'
    )
    EXECUTE FUNCTION authoring_content_in_draft();

CREATE FUNCTION authoring_withdraw_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM authoring_profileversion WHERE id = NEW.version_id AND state = 'published'
    ) THEN
        RAISE EXCEPTION 'only a published version is withdrawn'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER withdrawn_is_published BEFORE INSERT ON authoring_withdrawal
    FOR EACH ROW EXECUTE FUNCTION authoring_withdraw_published();
CREATE TRIGGER withdrawals_only_grow BEFORE UPDATE OR DELETE ON authoring_withdrawal
    FOR EACH ROW EXECUTE FUNCTION accounts_refuse_change();
"""
BACKWARDS = """
DROP TRIGGER withdrawals_only_grow ON authoring_withdrawal;
DROP TRIGGER withdrawn_is_published ON authoring_withdrawal;
DROP FUNCTION authoring_withdraw_published();
DROP TRIGGER content_changes_in_draft ON authoring_profileversion;
CREATE TRIGGER content_changes_in_draft BEFORE UPDATE ON authoring_profileversion
    FOR EACH ROW WHEN (OLD.document IS DISTINCT FROM NEW.document AND OLD.state <> 'draft')
    EXECUTE FUNCTION authoring_content_in_draft();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("accounts", "0005_names_hold_no_cpr"),
        ("authoring", "0002_what_is_written_stays"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField(max_length=5000, verbose_name="begrundelse")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="tidspunkt")),
            ],
            options={
                "verbose_name": "tilbagetrækning",
                "verbose_name_plural": "tilbagetrækninger",
                "ordering": ["-at"],
                "default_permissions": (),
            },
        ),
        migrations.RemoveConstraint(
            model_name="profileversion",
            name="version_number_is_semantic",
        ),
        migrations.AddField(
            model_name="historicalprofile",
            name="subject",
            field=models.CharField(
                choices=[("profile", "Profil"), ("standard", "Profilstandard")],
                default="profile",
                max_length=20,
                verbose_name="emne",
            ),
        ),
        migrations.AddField(
            model_name="historicalprofileversion",
            name="release_notes",
            field=models.TextField(blank=True, max_length=5000, verbose_name="ændringer i denne version"),
        ),
        migrations.AddField(
            model_name="profile",
            name="subject",
            field=models.CharField(
                choices=[("profile", "Profil"), ("standard", "Profilstandard")],
                default="profile",
                max_length=20,
                verbose_name="emne",
            ),
        ),
        migrations.AddField(
            model_name="profileversion",
            name="release_notes",
            field=models.TextField(blank=True, max_length=5000, verbose_name="ændringer i denne version"),
        ),
        migrations.AddConstraint(
            model_name="profile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("slug", "standard"), ("subject", "standard")),
                    models.Q(models.Q(("slug", "standard"), _negated=True), ("subject", "profile")),
                    _connector="OR",
                ),
                name="the_standard_has_its_own_slug",
            ),
        ),
        migrations.AddConstraint(
            model_name="profileversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__regex", "^[0-9]+\\.[0-9]+(\\.[0-9]+)?$")),
                name="version_number_is_semantic",
            ),
        ),
        migrations.AddField(
            model_name="withdrawal",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="af",
            ),
        ),
        migrations.AddField(
            model_name="withdrawal",
            name="version",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="withdrawal",
                to="authoring.profileversion",
                verbose_name="version",
            ),
        ),
        migrations.AddConstraint(
            model_name="withdrawal",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="a_withdrawal_says_why"
            ),
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
