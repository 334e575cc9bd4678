"""A profile uses a shared code set: whole in the document, pinned beside it, and updated by nobody unseen."""

from __future__ import annotations

from threading import Barrier, Thread
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from accounts.models import AuditEvent, User
from profiles.authoring.actions import create_code_set, start_draft
from profiles.authoring.errors import NotLinked, NotShared, StaleSave, WrongState
from profiles.authoring.models import ProfileVersion, SharedUse
from profiles.authoring.revisions import revision_of
from profiles.authoring.shared.actions import let_go, take_update, use_shared
from profiles.authoring.shared.links import Link, link_findings, links_of
from profiles.authoring.shared.updating import NO_CLINIC, Update
from profiles.publication.actions import withdraw_version
from profiles.review.actions import submit_for_review
from profiles.standard.document import Rule
from profiles.standard.reading import read
from profiles.standard.shared_code_set import blank_shared
from tests.shared_code_sets import DEMENTIA, PublishSet, code_set, make_code_set
from tests.versions import edit_as, fresh

pytestmark = pytest.mark.django_db


def link(version: ProfileVersion, code_set: str = "demens") -> Link:
    return links_of(fresh(version))[code_set]


def with_own_rules(version: ProfileVersion, by: User, *rules: dict[str, Any]) -> ProfileVersion:
    """Write in the linked code set itself."""
    document = fresh(version).content
    sets = tuple(
        each.model_copy(update={"rules": tuple(Rule(**rule) for rule in rules)})
        if each.id == "demens"
        else each
        for each in document.code_sets
    )
    return edit_as(version, by, document.model_copy(update={"code_sets": sets}))


@pytest.fixture
def using(draft: ProfileVersion, set_1_0: ProfileVersion, anna: User) -> ProfileVersion:
    """Anna's draft with the codes of dementia 1.0.0."""
    use_shared(version=draft, by=anna, shared=set_1_0, base_revision=draft.revision)
    return fresh(draft)


def undo(version: ProfileVersion, by: User) -> ProfileVersion:
    now = fresh(version)
    earlier = revision_of(now, now.revision - 1)
    assert earlier is not None
    return edit_as(now, by, earlier.content, "Fortrød")


def test_the_codes_stand_in_the_document_which_is_whole_by_itself(
    using: ProfileVersion, set_1_0: ProfileVersion
) -> None:
    alone = read(using.document)
    taken = next(each for each in alone.code_sets if each.id == "demens")
    assert taken.rules == set_1_0.content.code_sets[0].rules
    assert "kodesaet-" not in using.document
    assert not link(using).deviates
    assert using.edits.first().summary == "Hentede fælles kodesæt Demens 1.0.0"


def test_a_name_that_is_taken_gets_another(
    using: ProfileVersion, set_1_0: ProfileVersion, anna: User
) -> None:
    made = use_shared(version=using, by=anna, shared=set_1_0, base_revision=using.revision)
    assert made.code_set == "demens-2"


def test_what_is_no_published_code_set_cannot_be_taken(
    draft: ProfileVersion, set_draft: ProfileVersion, anna: User
) -> None:
    for other in (set_draft, draft):
        with pytest.raises(NotShared):
            use_shared(version=draft, by=anna, shared=other, base_revision=draft.revision)
    assert fresh(draft).revision == draft.revision


def test_a_withdrawn_version_cannot_be_taken_and_the_reason_is_told(
    draft: ProfileVersion, set_1_0: ProfileVersion, anna: User, ulla: User
) -> None:
    withdraw_version(version=set_1_0, by=ulla, reason="DF00 var en fejl")
    with pytest.raises(NotShared, match="DF00 var en fejl"):
        use_shared(version=draft, by=anna, shared=set_1_0, base_revision=draft.revision)


def test_only_those_who_may_edit_the_profile_take_and_let_go(
    using: ProfileVersion, set_1_0: ProfileVersion, gunnar: User, rikke: User
) -> None:
    asked: dict[str, Any] = {"version": using, "base_revision": using.revision}
    for person in (gunnar, rikke):
        with pytest.raises(PermissionDenied):
            use_shared(**asked, by=person, shared=set_1_0)
        with pytest.raises(PermissionDenied):
            take_update(**asked, by=person, code_set="demens", to=set_1_0)
        with pytest.raises(PermissionDenied):
            let_go(**asked, by=person, code_set="demens")


def test_writing_in_the_codes_shows_that_they_deviate_and_how(using: ProfileVersion, anna: User) -> None:
    with_own_rules(using, anna, DEMENTIA[0])
    assert link(using).deviates
    assert [each.kind for each in link(using).own_changes] == ["changed"]


def test_another_order_is_no_deviation(using: ProfileVersion, anna: User) -> None:
    with_own_rules(using, anna, *DEMENTIA[::-1])
    assert not link(using).deviates


def test_the_codes_can_be_taken_again(using: ProfileVersion, set_1_0: ProfileVersion, anna: User) -> None:
    now = with_own_rules(using, anna, DEMENTIA[0])
    take_update(version=now, by=anna, code_set="demens", to=set_1_0, base_revision=now.revision)
    assert not link(using).deviates
    assert fresh(using).edits.first().summary == "Hentede Demens 1.0.0 igen"


def test_taken_again_they_are_also_when_the_version_is_withdrawn(
    using: ProfileVersion, set_1_0: ProfileVersion, anna: User, ulla: User
) -> None:
    withdraw_version(version=set_1_0, by=ulla, reason="Forkert")
    now = with_own_rules(using, anna, DEMENTIA[0])
    take_update(version=now, by=anna, code_set="demens", to=set_1_0, base_revision=now.revision)
    assert not link(using).deviates


def test_letting_go_keeps_the_codes_and_is_in_the_history(using: ProfileVersion, anna: User) -> None:
    let_go(version=using, by=anna, code_set="demens", base_revision=using.revision)
    assert links_of(fresh(using)) == {}
    assert "demens" in [each.id for each in fresh(using).content.code_sets]
    told = AuditEvent.objects.filter(profile="type-2-diabetes").first()
    assert told is not None
    assert told.details["summary"] == "Slap forbindelsen til Demens 1.0.0"
    with pytest.raises(NotLinked):
        let_go(version=using, by=anna, code_set="demens", base_revision=using.revision)


def test_an_old_page_changes_nothing(using: ProfileVersion, set_1_0: ProfileVersion, anna: User) -> None:
    asked: dict[str, Any] = {"version": using, "by": anna, "base_revision": using.revision - 1}
    with pytest.raises(StaleSave):
        let_go(**asked, code_set="demens")
    with pytest.raises(StaleSave):
        use_shared(**asked, shared=set_1_0)
    assert SharedUse.objects.count() == 1


# --- updates --------------------------------------------------------------------------------------


def test_an_update_is_offered_and_never_taken_by_itself(
    using: ProfileVersion, set_2_0: ProfileVersion
) -> None:
    found = link(using)
    assert found.update == set_2_0
    assert found.shared.number == "1.0.0"
    assert [(each.code, each.severity.value) for each in link_findings(links_of(using))] == [
        ("newer-profile", "hint")
    ]


def test_an_update_says_which_codes_come_in_and_go_out(
    using: ProfileVersion, set_2_0: ProfileVersion
) -> None:
    update = Update(link(using), set_2_0)
    assert [row.code.code for family in update.codes_in.families for row in family.rows] == ["DF01"]
    assert update.codes_out.total == 0
    assert [each.kind for each in update.changes] == ["changed"]


def test_an_update_is_taken_by_one_action_and_can_be_undone(
    using: ProfileVersion, set_1_0: ProfileVersion, set_2_0: ProfileVersion, anna: User
) -> None:
    take_update(version=using, by=anna, code_set="demens", to=set_2_0, base_revision=using.revision)
    assert link(using).shared == set_2_0
    assert not link(using).deviates
    assert fresh(using).edits.first().summary == "Tog opdateringen Demens 2.0.0"
    undo(using, anna)
    assert link(using).shared == set_1_0
    assert not link(using).deviates


def test_undoing_that_codes_were_taken_forgets_the_link(using: ProfileVersion, anna: User) -> None:
    undo(using, anna)
    assert not SharedUse.objects.exists()


def test_no_update_to_another_set_or_to_what_is_withdrawn(
    using: ProfileVersion, set_2_0: ProfileVersion, anna: User, ulla: User, publish_set: PublishSet
) -> None:
    other = publish_set(make_code_set(anna, name="andet", title="Andet"))
    asked: dict[str, Any] = {"by": anna, "code_set": "demens", "base_revision": using.revision}
    with pytest.raises(NotLinked):
        take_update(version=using, to=other, **asked)
    withdraw_version(version=set_2_0, by=ulla, reason="For bredt")
    with pytest.raises(NotShared, match="For bredt"):
        take_update(version=using, to=fresh(set_2_0), **asked)
    assert link(using).update is None


def test_a_withdrawn_source_is_a_warning_with_its_reason(
    using: ProfileVersion, set_1_0: ProfileVersion, ulla: User
) -> None:
    withdraw_version(version=set_1_0, by=ulla, reason="DF00 var en fejl.")
    (found,) = link_findings(links_of(fresh(using)))
    assert (found.code, found.node, found.severity.value) == ("withdrawn", "demens", "warning")
    assert "DF00 var en fejl." in found.message


def test_a_fork_is_offered_the_update_of_its_origin_and_keeps_its_title(
    set_1_0: ProfileVersion, set_2_0: ProfileVersion, anna: User
) -> None:
    made = blank_shared(
        code_set=code_set(*DEMENTIA, name="lokal", title="Lokal"), owner="PLO", description="", standard="1.0"
    )
    fork = create_code_set(by=anna, owner=anna.organisation, code_set=made, origin=set_1_0)
    assert link(fork, "lokal").update == set_2_0
    take_update(version=fork, by=anna, code_set="lokal", to=set_2_0, base_revision=fork.revision)
    taken = fresh(fork).content
    assert (taken.title, [rule.code for rule in taken.code_sets[0].rules]) == (
        "Lokal",
        ["P70", "DF00", "DF01"],
    )
    assert link(fork, "lokal").shared == set_2_0


# --- what is settled ------------------------------------------------------------------------------


def test_the_next_draft_has_the_same_links(
    draft: ProfileVersion, set_1_0: ProfileVersion, anna: User, publish_set: PublishSet
) -> None:
    use_shared(version=draft, by=anna, shared=set_1_0, base_revision=draft.revision)
    published = publish_set(draft)
    following = start_draft(profile=published.profile, by=anna)
    assert link(following).shared == set_1_0
    let_go(version=following, by=anna, code_set="demens", base_revision=following.revision)
    assert link(published).shared == set_1_0


def test_a_link_is_settled_in_the_draft_like_the_content(
    using: ProfileVersion, set_1_0: ProfileVersion, anna: User
) -> None:
    submit_for_review(version=using, by=anna)
    now = fresh(using)
    with pytest.raises(WrongState):
        let_go(version=now, by=anna, code_set="demens", base_revision=now.revision)
    with pytest.raises(WrongState):
        use_shared(version=now, by=anna, shared=set_1_0, base_revision=now.revision)
    with pytest.raises(IntegrityError, match="no draft any more"), transaction.atomic():
        SharedUse.objects.all().delete()


def test_nothing_that_is_used_can_be_deleted(using: ProfileVersion, set_1_0: ProfileVersion) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ProfileVersion.objects.filter(pk=set_1_0.pk).delete()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_update_at_once_one_is_told(
    using: ProfileVersion, set_2_0: ProfileVersion, anna: User
) -> None:
    together, outcomes = Barrier(2), []

    def take() -> None:
        together.wait()
        try:
            take_update(version=using, by=anna, code_set="demens", to=set_2_0, base_revision=using.revision)
            outcomes.append("taken")
        except StaleSave:
            outcomes.append("stale")
        finally:
            connection.close()

    threads = [Thread(target=take) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["stale", "taken"]
    assert link(using).shared == set_2_0


# --- patients -------------------------------------------------------------------------------------


def test_without_a_synthetic_clinic_the_page_says_so(
    using: ProfileVersion, set_2_0: ProfileVersion, settings: Any, tmp_path: Any
) -> None:
    settings.CLINICS = tmp_path
    update = Update(link(using), set_2_0)
    assert update.effect is None
    assert update.why_not_counted == NO_CLINIC
