from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.utils.html import escape

from accounts.rights import ROLES, ProfileRight
from cockpit.manual import SECTIONS, lints
from cockpit.workflow_drawing import WIDTH, draw
from profiles.authoring.workflow import TRANSITIONS, State, Step, Transition
from profiles.standard.lint import ADVICE

pytestmark = pytest.mark.django_db


@pytest.fixture
def manual(client: Client) -> str:
    return client.get("/manual/").content.decode()


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.name)
def test_the_table_of_contents_leads_to_every_section(manual: str, section) -> None:
    assert f'href="#{section.name}">{section.title}<' in manual
    assert f'id="{section.name}"' in manual


@pytest.mark.parametrize("transition", TRANSITIONS, ids=lambda transition: transition.step.value)
def test_every_step_of_the_workflow_is_told_with_its_conditions(manual: str, transition: Transition) -> None:
    assert f'<th scope="row">{transition.step.label}</th>' in manual
    for condition in transition.conditions:
        assert condition.label in manual


@pytest.mark.parametrize("role", ROLES)
def test_every_role_is_told(manual: str, role) -> None:
    assert f'<th scope="row">{role.label}</th>' in manual
    assert ROLES[role].description in manual


@override_settings(BASE_URL="https://profiler.example.org/")
def test_examples_of_the_api_use_the_tools_own_address(client: Client) -> None:
    assert "curl https://profiler.example.org/api/v1/profiles\n" in client.get("/manual/").content.decode()


@pytest.mark.parametrize(
    ("open_reading", "said"), [(True, "uden at logge ind"), (False, "Kald kræver en API-klient")]
)
def test_the_manual_tells_who_may_read(client: Client, open_reading: bool, said: str) -> None:
    with override_settings(OPEN_READING=open_reading):
        assert said in client.get("/manual/").content.decode()


def test_clinical_examples_are_marked(manual: str) -> None:
    assert "ikke klinisk godkendt" in manual


def keys_of_the_editor() -> set[str]:
    """The keys that the menus of the editor name."""
    menus = (settings.BASE_DIR / "templates" / "authoring" / "editor").glob("*_menu.html")
    return {key for menu in menus for key in re.findall(r"<kbd>([^<]+)</kbd>", menu.read_text())}


def test_every_key_of_the_editor_is_told(manual: str) -> None:
    assert keys_of_the_editor()
    assert {key for key in keys_of_the_editor() if f"<kbd>{key}</kbd>" not in manual} == set()


def test_the_drawing_has_every_state_and_every_step() -> None:
    drawing = draw(TRANSITIONS)
    written = " ".join(words.text for arrow in drawing.arrows for words in arrow.words)
    assert {box.state for box in drawing.boxes} == set(State.values)
    for step in Step:
        assert str(step.label) in written


def test_a_step_that_is_taken_away_leaves_the_drawing() -> None:
    fewer = [transition for transition in TRANSITIONS if transition.step != Step.PUBLISH]
    written = [words.text for arrow in draw(fewer).arrows for words in arrow.words]
    assert Step.PUBLISH.label not in written


def test_steps_back_are_drawn_back() -> None:
    back = [arrow for arrow in draw(TRANSITIONS).arrows if arrow.back]
    assert len(back) == len({State.IN_REVIEW, State.APPROVED})


def test_nothing_is_drawn_outside_the_paper() -> None:
    drawing = draw(TRANSITIONS)
    assert all(box.x >= 0 and box.x + box.width <= WIDTH for box in drawing.boxes)
    assert all(
        0 <= words.x <= WIDTH and 0 < words.y < drawing.height for a in drawing.arrows for words in a.words
    )


def test_a_new_step_forward_is_drawn_with_its_words() -> None:
    rights = frozenset({ProfileRight.EDIT})
    only = Transition(Step.SUBMIT, frozenset({State.DRAFT}), State.IN_REVIEW, rights)
    forward = draw([only]).arrows
    assert [words.text for words in forward[0].words] == ["Send til gennemgang"]


def test_every_lint_is_explained(manual: str) -> None:
    for advice in ADVICE:
        assert f'id="lint-{advice.code}"' in manual
        assert escape(advice.explanation) in manual
        assert escape(advice.example) in manual


def test_no_lint_is_told_twice() -> None:
    told = [advice.code for group in lints() for advice in group["advice"]]
    assert sorted(told) == sorted({advice.code for advice in ADVICE})
