"""What differs between a profile, the profile standard and a shared code set, and nothing else does.

All are drafted, reviewed, published and withdrawn by the same actions, on the same pages and under the
same triggers. Those ask a subject how a text is read, what number it gets, what stands in its way, and what
changed between two of them: a document and its semantic difference for a profile, a catalogue and its
difference for the standard, and for a shared code set a document of that one set.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from profiles.standard.canonical import canonical_bytes
from profiles.standard.catalogue import Catalogue, load_catalogue
from profiles.standard.difference import FieldChange, Kind, difference
from profiles.standard.document import CodeSet, Document
from profiles.standard.lint import Lint
from profiles.standard.narrative import narrate
from profiles.standard.problem import InvalidDocument
from profiles.standard.reading import read
from profiles.standard.shared_code_set import (
    canonical_shared,
    of_document,
    required_bump_of_codes,
)
from profiles.standard.version import required_bump
from profiles.terminology.lookup import code_problems

from .catalogue.content import (
    StandardChange,
    canonical_catalogue,
    catalogue_changes,
    catalogue_findings,
    read_catalogue,
    why_the_number,
)
from .catalogue.words import summary_words
from .findings import findings
from .models import (
    CODE_SET_PREFIX,
    LeastBump,
    Profile,
    ProfileVersion,
    SubjectName,
    parsed_code_set,
    parsed_profile,
)
from .numbering import numbered, numbered_code_set, numbered_standard
from .shared.content import code_set_findings, code_set_summary

Content = Document | Catalogue


class ChangeTold(Protocol):
    """A change as pages tell it."""

    @property
    def kind(self) -> Kind: ...
    @property
    def title(self) -> str: ...
    @property
    def fields(self) -> Sequence[FieldChange]: ...


class Subject(Protocol):
    """How the contents of one kind of subject are understood; a content is what ``read`` gives."""

    #: What a version's very first save is called.
    begun: str
    #: What it is called in running text, all of it, and whose something is: ``profilen``, ``profilens``.
    the: str
    whole: str
    of: str

    def read(self, text: str) -> Any:
        """The content of a text. Raises ``InvalidDocument`` when it is none."""

    def settled(self, content: Any, version: ProfileVersion) -> str:
        """The canonical form of the content, under the number it would be published as.

        Raises ``InvalidDocument`` when nobody could read it.
        """

    def code_sets(self, content: Any) -> tuple[CodeSet, ...]:
        """The code sets of the content."""

    def refuse_unknown_codes(self, content: Any) -> None:
        """Raise ``InvalidDocument`` for codes that the tool does not know."""

    def text(self, content: Any) -> str:
        """The canonical form."""

    def number(self, content: Any) -> str:
        """The version number that the content carries."""

    def title(self, content: Any) -> str:
        """What the subject is called."""

    def summary(self, content: Any) -> str:
        """What the content is about, in running text."""

    def standard(self, content: Any) -> str:
        """The version of the standard that the content is written in, or is."""

    def findings(self, content: Any) -> tuple[Lint, ...]:
        """What stands in the way or asks for a look, the gravest first."""

    def difference(self, before: Any, after: Any) -> tuple[ChangeTold, ...]:
        """What changed, in the content's own order."""

    def number_reasons(self, before: Any, after: Any) -> tuple[str, ...]:
        """Why a version gets the number it gets, one sentence a reason."""


class _Profiles:
    begun = "Profilen blev oprettet"
    the, whole, of = "profilen", "hele profilen", "profilens"

    def read(self, text: str) -> Document:
        return parsed_profile(text)

    def settled(self, content: Document, version: ProfileVersion) -> str:
        written = self.text(content)
        valid = self.read(written)
        least = LeastBump(version.raised_to)
        named = numbered(valid, slug=version.profile.slug, base=version.base, least=least)
        return written if named == valid else self.text(named)

    def code_sets(self, content: Document) -> tuple[CodeSet, ...]:
        return content.code_sets

    def refuse_unknown_codes(self, content: Document) -> None:
        if problems := code_problems(content.code_sets):
            raise InvalidDocument(problems)

    def text(self, content: Document) -> str:
        return canonical_bytes(content).decode()

    def number(self, content: Document) -> str:
        return content.version

    def title(self, content: Document) -> str:
        return content.title

    def summary(self, content: Document) -> str:
        return narrate(content, load_catalogue(content.standard)).summary

    def standard(self, content: Document) -> str:
        return content.standard

    def findings(self, content: Document) -> tuple[Lint, ...]:
        return findings(content)

    def difference(self, before: Document, after: Document) -> tuple[ChangeTold, ...]:
        return difference(before, after)

    def number_reasons(self, before: Document, after: Document) -> tuple[str, ...]:
        return tuple(required_bump(before, after)[1])


class _Standard:
    begun = "Profilstandarden blev taget ind i værktøjet"
    the, whole, of = "standarden", "hele standarden", "standardens"

    def read(self, text: str) -> Catalogue:
        return read_catalogue(text)

    def settled(self, content: Catalogue, version: ProfileVersion) -> str:
        least = LeastBump(version.raised_to)
        return self.text(self.read(self.text(numbered_standard(content, version.base, least))))

    def code_sets(self, _content: Catalogue) -> tuple[CodeSet, ...]:
        return ()

    def refuse_unknown_codes(self, content: Catalogue) -> None:
        """A catalogue names code systems and no codes."""

    def text(self, content: Catalogue) -> str:
        return canonical_catalogue(content)

    def number(self, content: Catalogue) -> str:
        return content.standard

    def title(self, _content: Catalogue) -> str:
        return STANDARD_TITLE

    def summary(self, content: Catalogue) -> str:
        return summary_words(content)

    def standard(self, content: Catalogue) -> str:
        return content.standard

    def findings(self, content: Catalogue) -> tuple[Lint, ...]:
        return catalogue_findings(content)

    def difference(self, before: Catalogue, after: Catalogue) -> tuple[StandardChange, ...]:
        return catalogue_changes(before, after)

    def number_reasons(self, before: Catalogue, after: Catalogue) -> tuple[str, ...]:
        return why_the_number(before, after)


class _CodeSets(_Profiles):
    """A shared code set is read as a document of one code set, so most of it is as for a profile."""

    begun = "Kodesættet blev oprettet"
    the, whole, of = "kodesættet", "hele kodesættet", "kodesættets"

    def read(self, text: str) -> Document:
        return parsed_code_set(text)

    def settled(self, content: Document, version: ProfileVersion) -> str:
        """Raises ``InvalidDocument`` too when it says something that no code set can say."""
        of_document(content)
        valid = read(canonical_bytes(content))
        least = LeastBump(version.raised_to)
        numbered_set = numbered_code_set(valid, slug=version.profile.slug, base=version.base, least=least)
        return self.text(self.read(self.text(numbered_set)))

    def text(self, content: Document) -> str:
        return canonical_shared(content)

    def summary(self, content: Document) -> str:
        return code_set_summary(content)

    def findings(self, content: Document) -> tuple[Lint, ...]:
        return code_set_findings(content)

    def number_reasons(self, before: Document, after: Document) -> tuple[str, ...]:
        return required_bump_of_codes(before, after)[1]


STANDARD_TITLE = "Profilstandarden"
SUBJECTS: dict[str, Subject] = {
    SubjectName.PROFILE: _Profiles(),
    SubjectName.STANDARD: _Standard(),
    SubjectName.CODE_SET: _CodeSets(),
}


def subject_of(profile: Profile) -> Subject:
    """How the contents of a profile's versions, or of the standard's, are understood."""
    return SUBJECTS[profile.subject]


def subject_about(content: Content) -> Subject:
    """The same, asked by a content."""
    if isinstance(content, Catalogue):
        return SUBJECTS[SubjectName.STANDARD]
    return SUBJECTS[SubjectName.CODE_SET if is_code_set(content) else SubjectName.PROFILE]


def is_code_set(content: Content) -> bool:
    """Whether a content is that of a shared code set: its name tells, as the slug does (``models``)."""
    return isinstance(content, Document) and content.profile.startswith(CODE_SET_PREFIX)


def content_of(version: ProfileVersion) -> Any:
    """The content of a version: a document, or a catalogue for the standard."""
    return version.catalogue if version.profile.is_standard else version.content
