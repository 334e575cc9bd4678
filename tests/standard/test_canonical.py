"""Conformance: 8.2 – one document, one row of bytes, one hash."""

from __future__ import annotations

import json
from hashlib import sha256

import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from profiles.standard.canonical import canonical_bytes, content_hash
from profiles.standard.reading import read, read_json

from .examples import AGE, comparing, profile
from .strategies import document_values, documents


@settings(max_examples=25, deadline=None)
@given(documents())
def test_the_canonical_form_is_rfc_8785_of_the_json(document):
    assert canonical_bytes(document) == rfc8785.dumps(document.to_json())


@settings(max_examples=25, deadline=None)
@given(documents())
def test_the_canonical_form_is_canonical(document):
    assert canonical_bytes(read(canonical_bytes(document))) == canonical_bytes(document)


@settings(max_examples=25, deadline=None)
@given(document_values(), st.randoms(use_true_random=False))
def test_the_hash_does_not_know_the_order_of_properties(value, random):
    assert content_hash(read_json(value)) == content_hash(read_json(_shuffled(value, random)))


def _shuffled(value, random):
    if isinstance(value, dict):
        names = list(value)
        random.shuffle(names)
        return {name: _shuffled(value[name], random) for name in names}
    return [_shuffled(below, random) for below in value] if isinstance(value, list) else value


def test_the_hash_does_not_know_how_a_number_was_typed():
    def hashed(literal):
        return content_hash(
            read(json.dumps(comparing(AGE, "equal", 7)).replace('"value": 7', f'"value": {literal}'))
        )

    assert hashed("7") == hashed("7.0") == hashed("0.7e1") == hashed("7.00")
    assert hashed("7") != hashed("7.1")


def test_the_hash_is_sha_256_of_the_bytes():
    document = read_json(profile())
    assert content_hash(document) == sha256(canonical_bytes(document)).hexdigest()


def test_numbers_are_written_as_ecmascript_writes_them():
    assert b'"value":1e-10,' not in canonical_bytes(read_json(comparing(AGE, "equal", 7)))
    assert b'"value":1e-10}' in canonical_bytes(read_json(comparing(AGE, "equal", 1e-10)))
    assert b'"value":100000000000000}' in canonical_bytes(read_json(comparing(AGE, "equal", 1e14)))


def test_danish_letters_are_utf_8_and_not_escaped():
    assert "Målt på ny".encode() in canonical_bytes(read_json(profile(title="Målt på ny")))


def test_a_word_that_is_changed_changes_the_hash():
    assert content_hash(read_json(profile())) != content_hash(read_json(profile(title="Diabetes, type 2")))


def test_a_list_keeps_its_order():
    sets = profile()["code_sets"]
    assert content_hash(read_json(profile(code_sets=sets[::-1]))) != content_hash(read_json(profile()))
