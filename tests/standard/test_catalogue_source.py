"""9.1: standards that were published in the tool stand beside those that are shipped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from profiles.standard.catalogue import (
    DIRECTORY,
    UnknownStandard,
    load_catalogue,
    serve_standards_from,
    standards,
)

SHIPPED = (DIRECTORY / "1.1.json").read_text()


class Published:
    """A source that remembers what it was asked for."""

    def __init__(self, **catalogues: str) -> None:
        self.catalogues = {each.replace("_", "."): written for each, written in catalogues.items()}
        self.asked: list[str] = []

    def standards(self) -> Iterable[str]:
        return self.catalogues

    def catalogue(self, standard: str) -> str | None:
        self.asked.append(standard)
        return self.catalogues.get(standard)


def written_as(standard: str) -> str:
    return SHIPPED.replace('"standard": "1.1"', f'"standard": "{standard}"')


@pytest.fixture(autouse=True)
def shipped_alone_afterwards() -> Iterator[None]:
    yield
    serve_standards_from(None)


def test_a_published_standard_is_served_and_read_once():
    source = Published(**{"1_10": written_as("1.10"), "1_9": written_as("1.9")})
    serve_standards_from(source)
    assert standards()[-2:] == ("1.9", "1.10")
    assert load_catalogue("1.10").standard == "1.10"
    assert load_catalogue("1.10") is load_catalogue("1.10")
    assert source.asked == ["1.10"]


def test_a_standard_that_is_published_later_is_found_then():
    source = Published()
    serve_standards_from(source)
    with pytest.raises(UnknownStandard):
        load_catalogue("1.9")
    source.catalogues["1.9"] = written_as("1.9")
    assert load_catalogue("1.9").standard == "1.9"


def test_what_is_shipped_is_never_asked_for_elsewhere():
    source = Published(**{"1_0": written_as("1.0")})
    serve_standards_from(source)
    assert load_catalogue("1.0").find_element("hospital_contact") is None
    assert source.asked == []


def test_another_source_takes_over():
    serve_standards_from(Published(**{"1_9": written_as("1.9")}))
    load_catalogue("1.9")
    serve_standards_from(None)
    assert "1.9" not in standards()
    with pytest.raises(UnknownStandard, match=r"1\.9 kendes ikke"):
        load_catalogue("1.9")


def test_many_readers_get_the_one_catalogue():
    serve_standards_from(Published(**{"1_9": written_as("1.9")}))
    with ThreadPoolExecutor(8) as readers:
        read = list(readers.map(load_catalogue, ["1.9"] * 64))
    assert len({id(each) for each in read}) == 1
