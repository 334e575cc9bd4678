"""What is published stays as it is, and that somebody edited is never forgotten: held by the database."""

from typing import ClassVar

from django.db import migrations

FORWARDS = """
CREATE FUNCTION authoring_keep_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'version % is % and never changes', OLD.id, OLD.state
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER published_version_stays BEFORE UPDATE OR DELETE ON authoring_profileversion
    FOR EACH ROW WHEN (OLD.state IN ('published', 'discarded'))
    EXECUTE FUNCTION authoring_keep_published();

CREATE FUNCTION authoring_content_in_draft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the content of version % changes only while it is a draft', OLD.id
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER content_changes_in_draft BEFORE UPDATE ON authoring_profileversion
    FOR EACH ROW WHEN (OLD.document IS DISTINCT FROM NEW.document AND OLD.state <> 'draft')
    EXECUTE FUNCTION authoring_content_in_draft();

CREATE TRIGGER edits_only_grow BEFORE UPDATE OR DELETE ON authoring_edit
    FOR EACH ROW EXECUTE FUNCTION accounts_refuse_change();
"""
BACKWARDS = """
DROP TRIGGER edits_only_grow ON authoring_edit;
DROP TRIGGER content_changes_in_draft ON authoring_profileversion;
DROP FUNCTION authoring_content_in_draft();
DROP TRIGGER published_version_stays ON authoring_profileversion;
DROP FUNCTION authoring_keep_published();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("authoring", "0001_initial"),
        ("accounts", "0002_audit_only_grows"),
    ]
    operations: ClassVar = [migrations.RunSQL(FORWARDS, BACKWARDS)]
