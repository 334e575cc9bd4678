"""A published version is approved by two kinds of eyes, equal to what was approved, and never changes."""

from typing import ClassVar

from django.db import migrations

FORWARDS = """
CREATE FUNCTION publication_approved() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER published_is_approved BEFORE INSERT ON publication_publishedversion
    FOR EACH ROW EXECUTE FUNCTION publication_approved();
CREATE TRIGGER published_for_ever BEFORE UPDATE OR DELETE ON publication_publishedversion
    FOR EACH ROW EXECUTE FUNCTION accounts_refuse_change();
"""
BACKWARDS = """
DROP TRIGGER published_for_ever ON publication_publishedversion;
DROP TRIGGER published_is_approved ON publication_publishedversion;
DROP FUNCTION publication_approved();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("publication", "0001_initial"),
        ("review", "0002_four_eyes"),
    ]
    operations: ClassVar = [migrations.RunSQL(FORWARDS, BACKWARDS)]
