"""A new profile starts from a document that can be read, with nothing decided."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from profiles.standard.blank import blank_document
from profiles.standard.catalogue import load_catalogue
from profiles.standard.document import Group, Kind
from profiles.standard.lint import lint
from profiles.standard.reading import read_json

WORDS = {
    "profile": "copd",
    "title": "KOL",
    "kind": Kind.DISEASE,
    "owner": "PLO",
    "purpose": "Følge patienter med KOL.",
}


def test_a_blank_document_is_valid_and_survives_the_way_out_and_in():
    document = blank_document(**WORDS)
    assert read_json(document.to_json()) == document


def test_a_blank_document_has_an_empty_inclusion_and_the_first_version():
    document = blank_document(**WORDS)
    assert document.inclusion == Group(id="inclusion", type="all", of=())
    assert (document.version, document.standard, document.exclusion) == ("1.0.0", "1.0", None)


def test_a_blank_document_cannot_be_submitted_as_it_is():
    codes = {
        found.code for found in lint(blank_document(**WORDS), load_catalogue()) if found.severity == "error"
    }
    assert codes == {"empty-group"}


def test_the_kind_may_be_given_as_its_word():
    assert blank_document(**{**WORDS, "kind": "pathway"}).kind is Kind.PATHWAY


def test_a_name_that_is_no_id_is_refused():
    with pytest.raises(ValidationError):
        blank_document(**{**WORDS, "profile": "KOL og astma"})
