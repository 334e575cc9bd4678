"""The forms offer the measures of a draft's own standard, and say what they show."""

from __future__ import annotations

import json
from typing import Any

import pytest

from profiles.authoring.forms.code_set import CodeSetForm
from profiles.authoring.forms.columns import ColumnForm, column_form
from profiles.authoring.forms.criterion import ValueForm, form_for
from profiles.authoring.forms.node import CRITERION, bare, parsed
from profiles.standard.catalogue import load_catalogue
from profiles.standard.document import Column
from profiles.standard.kinds import Setting
from profiles.standard.reading import read_json

from ..standard.opioids import opioids

Json = dict[str, Any]

NEWER = Setting(read_json(opioids()), load_catalogue("1.1"))
OLDER = Setting(
    read_json(
        {
            **opioids(),
            "standard": "1.0",
            **{name: [] for name in ("groups", "columns", "patient_view", "actions", "data_quality")},
            "default_sort": [],
            "code_sets": [each for each in opioids()["code_sets"] if each["id"] != "omeq"],
        }
    ),
    load_catalogue("1.0"),
)
TAKEN = {"element": "medication", "where": [{"field": "code", "in": "omeq"}], "window": {"from": "P0D"}}
KIDNEYS = {"element": "measurement", "where": [{"field": "code", "in": "egfr"}]}


def choices(form: Any, name: str) -> list[str]:
    return [value for value, _ in form.fields[name].choices]


@pytest.mark.parametrize("kind", [ColumnForm, ValueForm])
def test_the_new_measures_are_offered_in_1_1_and_not_in_1_0(kind: Any):
    assert {"weighted_sum", "change"} <= set(choices(kind(setting=NEWER), "measure"))
    assert not {"weighted_sum", "change"} & set(choices(kind(setting=OLDER), "measure"))


def test_a_measure_that_the_standard_has_not_is_not_taken_from_a_form():
    form = ColumnForm(data={"title": "T", "measure": "change", "element": "measurement"}, setting=OLDER)
    assert not form.is_valid()
    assert "measure" in form.errors


@pytest.mark.parametrize(
    "measure",
    [
        {"type": "weighted_sum", "field": "daily_dose", "of": TAKEN},
        {"type": "change", "field": "daily_dose", "of": TAKEN},
        {"type": "change", "of": KIDNEYS},
        {"type": "highest", "field": "daily_dose", "of": TAKEN},
        {"type": "weighted_sum", "of": KIDNEYS},
        {"type": "change", "field": "packages", "of": {"element": "prescription"}},
        {"type": "latest", "field": "bed_days", "of": {"element": "hospital_contact"}},
    ],
    ids=lambda measure: f"{measure['type']} of {measure['of']['element']}",
)
def test_a_form_saves_the_measure_that_it_shows(measure: Json):
    column = Column.model_validate_json(read_column(measure))
    shown = column_form(column, NEWER)
    assert shown is not None
    criterion = parsed(
        CRITERION, {"id": "it", "type": "compare", "measure": measure, "operator": "at_least", "value": 5}
    )
    form = form_for(criterion, NEWER)
    assert isinstance(form, ValueForm)
    saved = ValueForm(data=form.initial, setting=NEWER, node_id="it")
    assert saved.is_valid(), saved.errors
    assert bare(saved.part("it").to_json()) == bare(criterion.to_json())


def read_column(measure: Json) -> str:
    return json.dumps({"id": "shown", "title": "Vist", "measure": measure})


def test_only_elements_with_a_number_are_offered_and_a_mean_is_of_measurements():
    change = ColumnForm(initial={"measure": "change"}, setting=NEWER)
    assert choices(change, "element") == ["medication", "prescription", "measurement", "hospital_contact"]
    mean = ColumnForm(initial={"measure": "average"}, setting=NEWER)
    assert choices(mean, "element") == ["measurement"]
    assert choices(ColumnForm(initial={"measure": "latest"}, setting=OLDER), "element") == ["measurement"]


def test_a_sum_asks_for_a_code_set_with_a_unit_and_a_change_of_whole_numbers_does_not():
    asked = {"measure": "weighted_sum", "element": "medication"}
    form = ColumnForm(data={"title": "T", **asked, "number": "daily_dose"}, setting=NEWER)
    assert not form.is_valid()
    assert "code_set" in form.errors
    assert choices(form, "code_set") == ["", "omeq"]
    packages = {"measure": "change", "element": "prescription", "number": "packages"}
    assert ColumnForm(data={"title": "T", "flags": "1", **packages}, setting=NEWER).is_valid()


def test_every_column_and_comparison_of_the_example_has_a_form():
    document = NEWER.document
    assert all(column_form(each, NEWER) for each in document.columns if each.id != "latest-renewal")
    whens = [each.when for each in (*document.groups, *document.actions)]
    assert all(form_for(each, NEWER) for each in whens)


def test_a_dose_may_have_a_factor_and_a_unit_from_1_1():
    assert "atc" in NEWER.catalogue.number_systems()
    assert "atc" not in OLDER.catalogue.number_systems()
    assert "Kun ved målinger" in CodeSetForm(setting=OLDER).fields["unit"].help_text
    assert "Kun ved målinger" not in CodeSetForm(setting=NEWER).fields["unit"].help_text
