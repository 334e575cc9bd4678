"""The document a person means on the command line, and those it refers to.

A published version is taken from its published bytes; a profile without a version is its newest, and
``slug@draft`` the open draft. A path to a document file is that file.
"""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import CommandError

from profiles.authoring.findings import package_of
from profiles.authoring.models import ProfileVersion
from profiles.publication.models import PublishedVersion
from profiles.publication.numbers import parse_number
from profiles.standard.document import Document
from profiles.standard.problem import InvalidDocument
from profiles.standard.reading import read
from profiles.standard.validity.package import key_of

DRAFT = "draft"


def find_document(name: str) -> Document:
    """The document a person means. Raises ``CommandError`` with what there is instead."""
    if name.endswith(".json"):
        return _from_file(Path(name))
    slug, _, version = name.partition("@")
    if version == DRAFT:
        return _draft(slug)
    return _published(slug, version)


def _from_file(path: Path) -> Document:
    try:
        return read(path.read_bytes())
    except OSError as error:
        raise CommandError(f"Filen {path} kan ikke læses.") from error
    except InvalidDocument as error:
        places = "\n".join(f"  {problem.place or '/'}: {problem.message}" for problem in error.problems)
        raise CommandError(f"{path} er ikke et gyldigt dokument:\n{places}") from error


def _draft(slug: str) -> Document:
    draft = ProfileVersion.objects.of_profiles().open().filter(profile__slug=slug).first()
    if draft is None:
        raise CommandError(f"{slug} har ingen kladde.")
    return draft.content


def _published(slug: str, version: str) -> Document:
    published = PublishedVersion.objects.of_profiles().filter(profile__slug=slug).by_number()
    number = parse_number(version)
    found = published.numbered(slug, number) if number else published.first()
    if found is None or (version and number is None):
        known = ", ".join(row.number for row in published) or "ingen"
        raise CommandError(f"{slug} er ikke udgivet som {version or 'noget'}. Udgivne versioner: {known}.")
    return read(found.document)


def find_package(document: Document, folder: Path | None) -> dict[str, Document]:
    """What the document refers to: published versions, and before them the documents of a folder.

    Raises ``CommandError`` for a folder that is none, a file that is no document, and two of one version.
    """
    beside = _documents_in(folder) if folder is not None else {}
    published: dict[str, Document] = {}
    for each in (document, *beside.values()):
        published |= package_of(each)
    return published | beside


def _documents_in(folder: Path) -> dict[str, Document]:
    if not folder.is_dir():
        raise CommandError(f"Mappen {folder} findes ikke.")
    found: dict[str, Document] = {}
    for path in sorted(folder.glob("*.json")):
        document = _from_file(path)
        key = key_of(document.profile, document.version)
        if key in found:
            raise CommandError(f"{path} er {key}, som allerede findes i en anden fil i mappen.")
        found[key] = document
    return found
