"""A document as the review tells it: section by section, everything that has a sentence, each with its place.

Made of the standard's narrative and nothing else; titles and facts that the narrative leaves to the page are
added here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from profiles.authoring.words import KINDS
from profiles.standard.catalogue import load_catalogue
from profiles.standard.document import Document
from profiles.standard.narrative import Narrative, Sentence, Span, Spans, narrate, text_of
from profiles.standard.tree import nodes

#: Sections whose ids are a namespace of their own (A3).
OWN_NAMESPACE = frozenset({"code_sets", "references", "parameters"})
LISTED = (
    "code_sets",
    "groups",
    "columns",
    "patient_view",
    "actions",
    "data_quality",
    "parameters",
    "references",
)


@dataclass(frozen=True)
class Told:
    """One sentence in its place.

    ``key`` tells it apart from everything else in the document; ``place`` is where a comment may stand,
    ``None`` for what belongs to another's place. ``head`` is the words of a group's rail, which then has no
    ``parts``. ``hidden`` are the places whose words are already in the sentence, with their own sentences.
    """

    key: str
    place: str | None
    kind: str
    title: Spans = ()
    head: Spans = ()
    parts: Spans = ()
    label: Spans = ()
    rationale: Spans = ()
    children: tuple[Told, ...] = ()
    hidden: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return text_of(self.head or self.parts)

    @property
    def child_keys(self) -> frozenset[str]:
        return frozenset(child.key for child in self.children)

    def below(self) -> Iterator[Told]:
        """Itself and everything under it, in document order."""
        yield self
        for child in self.children:
            yield from child.below()


def place(section: str, node: str | None) -> str | None:
    """The name of the place of a node in a section of the document."""
    return f"{section}/{node}" if node and section in OWN_NAMESPACE else node


@dataclass(frozen=True)
class Telling:
    """A whole version: what it is in running text under a heading, and every section by name."""

    heading: str
    summary: Spans
    sections: Mapping[str, tuple[Told, ...]]

    def everything(self) -> Iterator[Told]:
        """Every sentence, in reading order."""
        return (each for tops in self.sections.values() for top in tops for each in top.below())


def tell(document: Document) -> Telling:
    """The document, told section by section."""
    narrative = narrate(document, load_catalogue(document.standard))
    titles = _titles(document)
    sections = {
        "inclusion": (narrative.inclusion,),
        "exclusion": (narrative.exclusion,) if narrative.exclusion else (),
        **{name: getattr(narrative, name) for name in LISTED},
    }
    told = {name: tuple(_told(each, name, titles) for each in said) for name, said in sections.items()}
    return Telling(
        "Population", narrative.summary_parts, {"facts": tuple(_facts(document, narrative)), **told}
    )


def _told(sentence: Sentence, section: str, titles: Mapping[str, str]) -> Told:
    here = place(section, sentence.node)
    if sentence.kind == "flag":
        return Told(f"{here}:{sentence.text}", None, "flag", parts=sentence.parts)
    on_rail = bool(sentence.heading) and not sentence.is_whole
    shown = () if sentence.is_whole else sentence.children
    return Told(
        key=here or sentence.kind,
        place=here,
        kind=sentence.kind,
        title=_plain(titles.get(here or "")),
        head=sentence.heading if on_rail else (),
        parts=() if on_rail else sentence.parts,
        label=_plain(sentence.label),
        rationale=_plain(sentence.rationale),
        children=tuple(_told(child, section, titles) for child in shown),
        hidden=dict(_said_within(sentence, section)) if sentence.is_whole else {},
    )


def _said_within(sentence: Sentence, section: str) -> Iterator[tuple[str, str]]:
    for child in sentence.children:
        for each in child.below():
            here = place(section, each.node)
            if here is not None and each.kind != "flag":
                yield here, each.text


def _facts(document: Document, narrative: Narrative) -> Iterator[Told]:
    written = {
        "Titel": document.title,
        "Art": KINDS[document.kind],
        "Ejer": document.owner,
        "Formål": document.purpose,
        "Beskrivelse": document.description,
        "Begrænsninger": document.limitations,
        "Standard": document.standard,
        "Forventet": narrative.expected and narrative.expected.text,
        "Rækkefølge": narrative.sort and narrative.sort.text,
    }
    for title, text in written.items():
        if text:
            yield Told(f"fact:{title}", None, "fact", title=_plain(title), parts=_plain(text))


def _titles(document: Document) -> dict[str, str]:
    """The titles that the sentences do not say: of everything but code sets, references and parameters."""
    shared = (spot for spot in nodes(document) if spot.section not in OWN_NAMESPACE)
    titled = ((spot.node, getattr(spot.part, "title", None)) for spot in shared)
    return {node: title for node, title in titled if node and title}


def _plain(text: str | None) -> Spans:
    return (Span(text),) if text else ()
