"""The main job by clicking and typing alone: from an empty list of profiles to pulled JSON that is run."""

from __future__ import annotations

import re
from datetime import date
from io import StringIO
from pathlib import Path

from django.core.management import call_command
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from cockpit.demo.content import PATIENTS
from profiles.evaluation import evaluate
from profiles.standard.reading import read

from .conftest import AssertAccessible, SignIn

SLUG = "type-2-diabetes"
DRAFT = f"/profiles/{SLUG}/draft"
REVIEW = f"/profiles/{SLUG}/review/"
API = f"/api/v1/profiles/{SLUG}/versions/1.0.0"
WHY_CHANGES = "Aldersgrænsen skal være 18 år, ikke 16."

# The demo's forty patients under what is written here: everyone of 18 with a diagnosis of type 2, or with an
# HbA1c of at least 48 twice in two years, which nobody has. Type 1 is not left out, so 11, 13 and 28 are in.
FOUND = {1, 2, 3, 4, 8, 11, 12, 13, 16, 18, 23, 25, 28, *range(29, 38), 40}


def press(place: Page | Locator, name: str) -> None:
    place.get_by_role("button", name=name, exact=True).first.click()


def create_profile(page: Page) -> None:
    page.goto("/profiles/")
    page.locator("main").get_by_role("link", name="Ny profil").first.click()
    form = page.locator("form", has=page.locator("[name=purpose]"))
    form.locator("[name=title]").fill("Type 2-diabetes")
    form.locator("[name=kind]").select_option(label="Sygdom")
    form.locator("[name=owner]").select_option(label="PLO")
    form.locator("[name=purpose]").fill("Find voksne med type 2-diabetes.")
    press(form, "Opret kladde")
    expect(page).to_have_url(re.compile(f"{DRAFT}/purpose/$"))


def write_limitations(page: Page) -> None:
    page.get_by_label("Begrænsninger").fill("Eksempel, ikke klinisk godkendt.")
    press(page.locator("#work"), "Gem")
    expect(page.locator("#saved")).to_contain_text("Anna")


def add_reference(page: Page) -> None:
    page.goto(f"{DRAFT}/references/")
    page.locator("#work [data-add]").click()
    page.get_by_label("Titel").fill("Type 2-diabetes – en metabolisk sygdom")
    page.get_by_label("Udgiver").fill("DSAM")
    press(page.locator("#node-new"), "Gem")
    expect(page.locator("#work")).to_contain_text("DSAM")


def add_code_set(page: Page, title: str, *rows: tuple[str, str], unit: str = "") -> None:
    page.goto(f"{DRAFT}/new-code-set/")
    page.get_by_label("Titel").fill(title)
    page.get_by_label("Enhed").fill(unit)
    press(page, "Opret kodesættet")
    expect(page).to_have_url(re.compile(f"{DRAFT}/code-sets/"))
    for system, code in rows:
        page.get_by_role("combobox", name="Søg efter koder").fill(code)
        page.locator(".hit").get_by_role("button", name=re.compile(f"Tag med {code} ")).click()
        expect(page.locator(f"#row-{system}-{code}")).to_contain_text("Med")


def refused_code(page: Page) -> None:
    """A code that does not exist is told so at its line, and what was typed is still there."""
    page.get_by_role("link", name="Indsæt liste").click()
    page.get_by_label("Kodesystem").select_option(label="SKS")
    page.locator("#add-codes").fill("DX99999")
    press(page, "Læs listen")
    expect(page.locator("#work")).to_contain_text("“DX99999” findes ikke i SKS")
    expect(page.locator("#add-codes")).to_have_value("DX99999")


def begin_criterion(page: Page, parent: str, kind: str) -> Locator:
    page.locator(f"#add-{parent}").click()
    form = page.locator("#node-new")
    form.get_by_label("Hvad handler betingelsen om?").select_option(label=kind)
    return form


def keep(page: Page, form: Locator, sentence: str) -> None:
    press(form, "Gem")
    expect(page.locator("#node-new")).to_have_count(0)
    expect(page.locator("#work")).to_contain_text(sentence)


def add_age(page: Page, years: str) -> None:
    form = begin_criterion(page, "inclusion", "Alder")
    form.get_by_label("Alderen er").select_option(label="mindst")
    form.get_by_label("År", exact=True).fill(years)
    keep(page, form, f"mindst {years} år")


def add_group(page: Page) -> str:
    """A group in the inclusion that asks for at least one of its parts; returns its id."""
    root = page.locator("#root-inclusion .row-menu").first
    root.locator("summary").click()
    press(root, "Tilføj gruppe heri")
    group = page.locator("#root-inclusion li.rail li.rail").last
    expect(group).to_be_visible()
    node = (group.get_attribute("id") or "").removeprefix("node-")
    page.goto(f"{DRAFT}/population/?open={node}")
    form = page.locator(f"#form-{node}")
    form.get_by_label("Hvordan hænger de sammen?").select_option(label="Mindst én af disse skal gælde")
    form.get_by_label("Navn").fill("Har diagnosen")
    press(form, "Gem")
    expect(page.locator("#work")).to_contain_text("Har diagnosen")
    return node


def add_diagnosis(page: Page, group: str, kind: str, *states: str) -> None:
    form = begin_criterion(page, group, "Noget er registreret")
    form.get_by_label("Element").select_option(label="Diagnose")
    form.get_by_label("Kodesæt").select_option(label="Type 2-diabetes")
    for label in (kind, *states):
        form.get_by_label(label, exact=True).check()
    keep(page, form, f"Har en {kind.lower()} i")


def add_repeated_measurement(page: Page, group: str) -> None:
    form = begin_criterion(page, group, "Noget er registreret et antal gange")
    form.get_by_label("Element").select_option(label="Måling")
    form.get_by_label("Resultatet er").wait_for()
    form.get_by_label("Kodesæt").select_option(label="HbA1c")
    form.get_by_label("Resultatet er").select_option(label="mindst")
    form.locator("[name=result]").fill("48")
    form.locator("[name=from_amount]").fill("24")
    form.get_by_label("Der tælles").select_option(label="antal forskellige dage")
    form.get_by_label("Skal være").select_option(label="mindst")
    form.locator("[name=amount]").fill("2")
    keep(page, form, "mindst 2 forskellige dage")


def write_population(page: Page) -> None:
    page.goto(f"{DRAFT}/population/")
    add_age(page, "16")
    group = add_group(page)
    add_diagnosis(page, group, "Forløbsdiagnose", "Aktuel", "Relevant")
    add_diagnosis(page, group, "Kontaktdiagnose")
    add_repeated_measurement(page, group)
    expect(page.locator("#summary")).to_contain_text("mindst 16 år")


def correct_age(page: Page) -> None:
    page.goto(f"{DRAFT}/population/")
    page.get_by_role("link", name="Alder er mindst 16 år").click()
    page.get_by_label("År", exact=True).fill("18")
    press(page.locator("form.part-form"), "Gem")
    expect(page.locator("#summary")).to_contain_text("mindst 18 år")


def submit(page: Page, note: str) -> None:
    page.goto(f"{REVIEW}submit/")
    page.get_by_label("Besked til gennemgangen").fill(note)
    press(page, "Send til gennemgang")
    expect(page.locator(".document-bar")).to_contain_text("Gennemgang")


def comment_on_age(page: Page, words: str) -> None:
    page.goto(f"{REVIEW}?view=whole")
    entry = page.locator("li.entry", has_text="Alder er").last
    entry.get_by_text("Kommentér").first.click()
    entry.get_by_label("Din kommentar").first.fill(words)
    press(entry, "Send kommentar")
    expect(entry).to_contain_text(words)


def decide(page: Page, choice: str, reason: str = "") -> None:
    page.goto(REVIEW)
    page.get_by_label(re.compile(choice)).check()
    page.get_by_label("Kort begrundelse").fill(reason)
    press(page, "Send vurdering")


def look_at_the_codes(page: Page) -> None:
    """The reviewer sees every code that came in under DE11, one by one and then the rest by ticks."""
    page.goto(REVIEW)
    page.get_by_role("link", name="Se koderne").click()
    press(page, "Set, hører til DE110")
    expect(page.get_by_role("button", name="Set, hører til DE110")).to_have_count(0)
    for tick in page.get_by_label(re.compile("Vælg DE11")).all():
        tick.check()
    press(page, "Set: dem med hak hører til")
    expect(page.locator("#codes-not-seen")).to_contain_text("Alle koder er set af et menneske")


def resolve_comments(page: Page) -> None:
    page.goto(f"{REVIEW}?view=whole")
    page.get_by_role("button", name="Markér som løst").first.click()
    expect(page.locator("#work, main").first).to_contain_text("Løst")


def publish(page: Page) -> None:
    page.goto(REVIEW)
    page.get_by_label("Hvad er nyt?").fill("Første version.")
    page.get_by_label("Versionsnummer").fill("1.0.0")
    press(page, "Udgiv version 1.0.0")
    expect(page.locator("h1")).to_contain_text("Type 2-diabetes 1.0.0")


def pull(page: Page, into: Path) -> Path:
    response = page.request.get(API)
    assert response.status == 200
    again = page.request.get(API, headers={"If-None-Match": response.headers["etag"]})
    assert again.status == 304
    path = into / "pulled.json"
    path.write_bytes(response.body())
    return path


def found_in(path: Path) -> set[int]:
    results = evaluate(read(path.read_bytes()), PATIENTS, date(2026, 11, 21))
    return {int(one.patient.removeprefix("TEST-")) for one in results if one.outcome == "in"}


def test_a_profile_is_written_reviewed_approved_published_pulled_and_evaluated(
    page: Page,
    sign_in: SignIn,
    assert_accessible: AssertAccessible,
    anna: User,
    rikke: User,
    tekla: User,
    ulla: User,
    tmp_path: Path,
) -> None:
    sign_in(page, anna)
    create_profile(page)
    write_limitations(page)
    add_reference(page)
    add_code_set(page, "Type 2-diabetes", ("icpc-2-dk", "T90"), ("sks", "DE11"))
    add_code_set(page, "HbA1c", ("npu", "NPU27300"), unit="mmol/mol")
    refused_code(page)
    write_population(page)
    assert_accessible(page)
    submit(page, "Første udgave.")

    sign_in(page, rikke)
    comment_on_age(page, WHY_CHANGES)
    decide(page, "Bed om ændringer", WHY_CHANGES)

    sign_in(page, anna)
    correct_age(page)
    submit(page, "Aldersgrænsen er rettet.")

    sign_in(page, rikke)
    resolve_comments(page)
    look_at_the_codes(page)
    decide(page, "Godkend klinisk")
    sign_in(page, tekla)
    decide(page, "Godkend teknisk")
    sign_in(page, ulla)
    publish(page)
    assert_accessible(page)

    pulled = pull(page, tmp_path)
    assert found_in(pulled) == FOUND
    told = StringIO()
    call_command("evaluate", f"{SLUG}@1.0.0", str(PATIENTS), date="2026-11-21", stdout=told)
    assert f"{len(FOUND)} med" in told.getvalue()
