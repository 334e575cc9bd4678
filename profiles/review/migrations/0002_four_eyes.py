"""Four eyes, held by the database: who approves did not write, and approves the content under review."""

from typing import ClassVar

from django.db import migrations

FORWARDS = """
CREATE FUNCTION review_four_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE current_hash text; current_state text;
BEGIN
    SELECT content_hash, state INTO current_hash, current_state
        FROM authoring_profileversion WHERE id = NEW.version_id FOR UPDATE;
    IF NEW.content_hash <> current_hash OR current_state NOT IN ('in-review', 'approved') THEN
        RAISE EXCEPTION 'a decision is about the content under review'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.outcome = 'approved' AND EXISTS (
        SELECT 1 FROM authoring_edit WHERE version_id = NEW.version_id AND by_id = NEW.by_id
    ) THEN
        RAISE EXCEPTION 'whoever has edited a version may not approve it'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER four_eyes BEFORE INSERT ON review_decision
    FOR EACH ROW EXECUTE FUNCTION review_four_eyes();

CREATE FUNCTION review_keep_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.voided_at IS NOT NULL
        OR (to_jsonb(OLD) - 'voided_at' - 'void_reason')
            IS DISTINCT FROM (to_jsonb(NEW) - 'voided_at' - 'void_reason')
    THEN
        RAISE EXCEPTION 'a decision stands as it was made; it can only be voided'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER decision_stands BEFORE UPDATE OR DELETE ON review_decision
    FOR EACH ROW EXECUTE FUNCTION review_keep_decision();

CREATE FUNCTION review_void_approvals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM review_decision d JOIN authoring_profileversion v ON v.id = d.version_id
        WHERE v.id = NEW.id AND d.outcome = 'approved' AND d.voided_at IS NULL
            AND d.content_hash <> v.content_hash
    ) THEN
        RAISE EXCEPTION 'approvals are voided before the content changes'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER edits_void_approvals AFTER UPDATE OF document ON authoring_profileversion
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (OLD.content_hash IS DISTINCT FROM NEW.content_hash)
    EXECUTE FUNCTION review_void_approvals();
"""
BACKWARDS = """
DROP TRIGGER edits_void_approvals ON authoring_profileversion;
DROP FUNCTION review_void_approvals();
DROP TRIGGER decision_stands ON review_decision;
DROP FUNCTION review_keep_decision();
DROP TRIGGER four_eyes ON review_decision;
DROP FUNCTION review_four_eyes();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("review", "0001_initial"),
        ("authoring", "0002_what_is_written_stays"),
    ]
    operations: ClassVar = [migrations.RunSQL(FORWARDS, BACKWARDS)]
