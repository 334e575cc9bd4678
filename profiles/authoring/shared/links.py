"""Where a draft's code sets came from: the published version of a shared code set that each was taken from.

The document holds the codes themselves and stays whole without this; the link is the tool's own note, and
says whether the two still agree, whether a newer version is published, and whether the old one is withdrawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from profiles.standard.difference import Change, difference
from profiles.standard.document import CodeSet, Document
from profiles.standard.lint import RULEBOOK, Lint
from profiles.standard.shared_code_set import (
    SharedCodeSet,
    as_document,
    carried,
    same_codes_and_words,
)

from ..errors import NotShared
from ..findings import NEWER, WITHDRAWN
from ..models import ProfileVersion, SharedUse, Withdrawal
from ..workflow import State


@dataclass(frozen=True)
class Link:
    """A code set of a version with the shared version it came from, and the newer one there may be."""

    version: ProfileVersion
    code_set: CodeSet
    shared: ProfileVersion
    update: ProfileVersion | None

    @property
    def name(self) -> str:
        """``Demens 1.0.0``."""
        return str(self.shared)

    @property
    def withdrawn(self) -> Withdrawal | None:
        return self.shared.withdrawn

    @property
    def deviates(self) -> bool:
        """Whether the code set was written in since it was taken."""
        return not same_codes_and_words(self.code_set, shared_set(self.shared))

    @property
    def own_changes(self) -> tuple[Change, ...]:
        """What was changed here since it was taken."""
        return changes_between(shared_set(self.shared), self.code_set, self.version.content.standard)


def shared_set(version: ProfileVersion) -> CodeSet:
    """The code set of a version of a shared code set."""
    return version.content.code_sets[0]


def taken_from(source: ProfileVersion, own: CodeSet, version: ProfileVersion) -> CodeSet:
    """What a code set of a version becomes when it is taken from a source.

    It keeps its id and the sources that are listed where it stands; a fork keeps its own title too.
    """
    taken = carried(shared_set(source), own.id)
    kept: dict[str, object] = {"references": own.references} if own.references else {}
    if version.profile.is_code_set:
        kept["title"] = own.title
    return taken.model_copy(update=kept)


def changes_between(before: CodeSet, after: CodeSet, standard: str) -> tuple[Change, ...]:
    """What changed between two sets, whatever they are called where they stand."""
    old, new = (
        as_document(
            SharedCodeSet(
                standard=standard, version="1.0.0", code_set=carried(each, after.id), owner="", references=()
            )
        )
        for each in (before, after)
    )
    return tuple(each for each in difference(old, new) if each.section == "code_sets")


def links_of(version: ProfileVersion) -> dict[str, Link]:
    """The links of a version, by the id of the code set; two queries, one where nothing is linked."""
    sets = {each.id: each for each in version.content.code_sets}
    uses = version.shared_uses.select_related("shared__profile", "shared__withdrawal")
    found = [use for use in uses if use.code_set in sets]
    newest = newest_in_use(use.shared.profile_id for use in found)
    return {use.code_set: Link(version, sets[use.code_set], use.shared, _newer(use, newest)) for use in found}


def newest_in_use(profiles: Iterable[int]) -> dict[int, ProfileVersion]:
    """The highest version of each shared code set that is published and not withdrawn; one query."""
    wanted = set(profiles)
    if not wanted:
        return {}
    versions = ProfileVersion.objects.of_code_sets().published().in_use().filter(profile__in=wanted)
    found = sorted(versions.select_related("profile"), key=lambda each: each.semantic_number)
    return {each.profile_id: each for each in found}


def _newer(use: SharedUse, newest: dict[int, ProfileVersion]) -> ProfileVersion | None:
    found = newest.get(use.shared.profile_id)
    return found if found and found.semantic_number > use.shared.semantic_number else None


def source_now(use: SharedUse, document: Document) -> ProfileVersion | None:
    """The version that a code set is taken from as it stands now; ``None`` when the code set is gone.

    It is the one that was taken, also where it was written in since; but when it says exactly what another
    version of the same shared code set says, as after an undo, then that one.
    """
    code_set = next((each for each in document.code_sets if each.id == use.code_set), None)
    if code_set is None or same_codes_and_words(code_set, shared_set(use.shared)):
        return use.shared if code_set else None
    others = use.shared.profile.versions.published().select_related("profile").order_by("-pk")
    return next((each for each in others if same_codes_and_words(code_set, shared_set(each))), use.shared)


def require_shared(version: ProfileVersion) -> None:
    """Raise ``NotShared`` unless the version is a published shared code set that nobody has withdrawn."""
    if not version.profile.is_code_set or version.state != State.PUBLISHED or version.withdrawn:
        raise NotShared(version)


def link_findings(links: Mapping[str, Link]) -> Iterator[Lint]:
    """What the next version should look at: sources that are withdrawn, or followed by a newer version."""
    for node, link in links.items():
        if link.withdrawn:
            reason = link.withdrawn.reason.rstrip(".")
            message = f"{link.name}, som kodesættet er hentet fra, er trukket tilbage: {reason}."
            yield Lint(RULEBOOK[WITHDRAWN].severity, WITHDRAWN, node, message)
        if link.update:
            message = (
                f"{link.name} er fulgt af {link.update.number}. Se koder og patienter, før du tager den."
            )
            yield Lint(RULEBOOK[NEWER].severity, NEWER, node, message)
