"""The canonical form of a document: the bytes that are reviewed, signed and served (8.2).

RFC 8785 (JCS) of the properties that were written. Two documents with the same bytes are the same version;
the order of properties and the way numbers were typed play no part.
"""

from __future__ import annotations

from hashlib import sha256

import rfc8785

from .document import Document


def canonical_bytes(document: Document) -> bytes:
    """The UTF-8 bytes of the document in RFC 8785 form."""
    return rfc8785.dumps(document.to_json())


def content_hash(document: Document) -> str:
    """SHA-256 of the canonical bytes, 64 lower-case hexadecimal digits."""
    return sha256(canonical_bytes(document)).hexdigest()
