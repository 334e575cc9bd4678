"""The document that a new profile starts from: valid, and with nothing decided yet."""

from __future__ import annotations

from .document import Document, Group, Kind

FIRST_VERSION = "1.0.0"
INCLUSION = "inclusion"


def blank_document(
    *, profile: str, title: str, kind: Kind | str, owner: str, purpose: str, standard: str = "1.0"
) -> Document:
    """A document with empty lists and an empty ``all`` as inclusion.

    Raises ``pydantic.ValidationError`` when ``profile`` is no id or a text is no plain text.
    """
    return Document(
        standard=standard,
        profile=profile,
        version=FIRST_VERSION,
        title=title,
        kind=Kind(kind),
        purpose=purpose,
        owner=owner,
        references=(),
        code_sets=(),
        inclusion=Group(id=INCLUSION, type="all", of=()),
        groups=(),
        columns=(),
        patient_view=(),
        actions=(),
        data_quality=(),
        parameters=(),
    )
