"""Field templates, written once for every form."""

from __future__ import annotations

from django import forms
from django.template.loader import render_to_string
from pytest_django.asserts import assertHTMLEqual


class EveryField(forms.Form):
    title = forms.CharField(label="Titel", help_text="Kort og genkendelig")
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)
    kind = forms.ChoiceField(label="Art", choices=[("a", "Første"), ("b", "Anden")])
    way = forms.ChoiceField(label="Vej", choices=[("a", "Ja"), ("b", "Nej")], widget=forms.RadioSelect)
    parts = forms.MultipleChoiceField(
        label="Dele", choices=[("a", "Et"), ("b", "To")], widget=forms.CheckboxSelectMultiple, required=False
    )
    agreed = forms.BooleanField(label="Enig", help_text="Sæt kryds")
    revision = forms.IntegerField(widget=forms.HiddenInput, initial=3)


def field(name: str, data: dict[str, str] | None = None) -> str:
    form = EveryField(data)
    return str(form[name].as_field_group())


def test_a_label_belongs_to_its_control() -> None:
    assert 'for="id_title"' in field("title")
    assert 'id="id_title"' in field("title")


def test_a_hint_is_read_with_its_control() -> None:
    html = field("title")
    assert '<span class="form-hint" id="id_title_helptext">Kort og genkendelig</span>' in html
    assert 'aria-describedby="id_title_helptext"' in html


def test_an_error_is_at_the_field_read_with_it_and_in_danish() -> None:
    html = field("title", {})
    assert "Dette felt er påkrævet." in html
    assert 'id="id_title_error"' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert "form-error" in html


def test_what_may_be_left_out_says_so() -> None:
    assert "(kan udelades)" in field("note")
    assert "(kan udelades)" not in field("title")


def test_what_was_typed_is_kept() -> None:
    assert ">Mange ord</textarea>" in field("note", {"note": "Mange ord"}).replace("\n", "")
    assert 'value="b" selected' in field("kind", {"kind": "b"})
    assert "checked" in field("agreed", {"agreed": "on"})


def test_every_control_has_the_design_systems_look() -> None:
    assert 'class="form-input"' in field("title")
    assert 'class="form-input"' in field("note")
    assert 'class="form-select"' in field("kind")
    assert field("way").count('class="form-radio"') == 2
    assert field("parts").count('class="form-checkbox"') == 2
    assert 'class="form-checkbox"' in field("agreed")


def test_choices_stand_in_a_fieldset_with_a_legend() -> None:
    html = field("way", {})
    assert '<legend class="form-label">Vej</legend>' in html
    assert '<fieldset aria-describedby="id_way_error">' in html
    assert 'for="id_way_1">Nej</label>' in html


def test_a_hidden_field_is_only_itself() -> None:
    hidden = '<input type="hidden" name="revision" value="3" id="id_revision">'
    assertHTMLEqual(str(EveryField()["revision"]), hidden)


def test_a_class_of_the_forms_own_is_added() -> None:
    class Narrow(forms.Form):
        count = forms.IntegerField(widget=forms.NumberInput(attrs={"class": "narrow", "min": 1}))

    assert 'class="form-input narrow"' in str(Narrow()["count"])
    assert 'min="1"' in str(Narrow()["count"])


def summary(data: dict[str, str] | None) -> str:
    return render_to_string("components/error_summary.html", {"form": EveryField(data)})


def test_the_summary_links_to_every_field_that_is_wrong() -> None:
    html = summary({"kind": "c"})
    assert '<a href="#id_title">Titel</a>: Dette felt er påkrævet.' in html
    assert '<a href="#id_kind">Art</a>' in html
    assert '<a href="#id_way">Vej</a>' in html
    assert 'href="#id_note"' not in html


def test_the_summary_tells_what_no_field_shows() -> None:
    form = EveryField({"revision": "tre"})
    form.is_valid()
    form.add_error(None, "Der er allerede en profil med det navn.")
    html = render_to_string("components/error_summary.html", {"form": form})
    assert "<li>Der er allerede en profil med det navn.</li>" in html
    assert "<li>Indtast et heltal.</li>" in html


def test_nothing_wrong_is_no_summary() -> None:
    assert summary(None).strip() == ""
