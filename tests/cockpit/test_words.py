"""Dates, icons and states as every page writes them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.template import Context, Template

from accounts.models import User
from cockpit.templatetags import cockpit as words
from profiles.authoring.workflow import State

MOMENT = datetime(2026, 11, 21, 13, 2, tzinfo=UTC)


def test_dates_are_danish_and_local() -> None:
    assert words.danish_date(MOMENT) == "21. nov. 2026"
    assert words.danish_date(date(2026, 5, 4)) == "4. maj 2026"
    assert words.danish_date(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)) == "1. jan. 2027"


def test_times_are_danish_and_local() -> None:
    assert words.danish_time(MOMENT) == "14.02"
    assert words.danish_moment(MOMENT) == "21. nov. 2026 kl. 14.02"
    assert words.danish_time(datetime(2026, 7, 1, 7, 5, tzinfo=UTC)) == "9.05"


@time_machine.travel(datetime(2026, 11, 22, 9, 0, tzinfo=UTC), tick=False)
@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2026, 11, 22, 8, 0, tzinfo=UTC), "i dag kl. 9.00"),
        (datetime(2026, 11, 21, 23, 30, tzinfo=UTC), "i dag kl. 0.30"),
        (MOMENT, "i går kl. 14.02"),
        (datetime(2026, 11, 20, 13, 0, tzinfo=UTC), "20. nov. 2026"),
    ],
)
def test_lately_is_said_in_words(moment: datetime, said: str) -> None:
    assert words.danish_when(moment) == said


@pytest.mark.parametrize(
    "say", [words.danish_date, words.danish_time, words.danish_moment, words.danish_when]
)
def test_no_moment_is_no_words(say) -> None:
    assert say(None) == ""


@pytest.mark.parametrize("state", State)
def test_every_state_has_a_word_a_shape_and_a_look(state: State) -> None:
    html = Template("{% state_chip state %}").render(Context({"state": state.value}))
    look = (settings.BASE_DIR / "static" / "cockpit.css").read_text()
    assert str(state.label) in html
    assert "<svg" in html
    assert f".pill-{state.value} " in look


def sprite() -> str:
    folders = dict(entry for entry in settings.STATICFILES_DIRS if isinstance(entry, tuple))
    return (Path(folders["dkfds/img"]) / "all-svg-icons.svg").read_text()


@pytest.mark.parametrize("name", sorted({*words.STATE_ICONS.values(), *words.NOTICE_ICONS.values()}))
def test_every_icon_of_a_state_or_a_notice_exists(name: str) -> None:
    assert f'id="{name}"' in sprite()


def test_every_icon_a_template_names_exists() -> None:
    named = {
        name
        for template in (settings.BASE_DIR / "templates").rglob("*.html")
        for name in re.findall(r'{%\s*icon "([^"]+)"', template.read_text())
    }
    assert {name for name in named if f'id="{name}"' not in sprite()} == set()


def test_an_unknown_kind_of_notice_is_information() -> None:
    assert words.notice_icon("debug") == words.icon("info")


def test_an_avatar_is_initials_and_never_read_aloud(anna: User) -> None:
    html = Template("{% avatar person %}").render(Context({"person": anna}))
    assert ">AA<" in html
    assert 'aria-hidden="true"' in html
