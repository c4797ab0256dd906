"""What both ends of the wire agree on: what a request's signature covers, and how digests read.

RFC 9421 signatures (Ed25519), RFC 9530 digests. Neither end imports the other; both import this.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from datetime import timedelta

TAG = "aln-review-1"
"""Named in every signature, so that none made for another purpose is taken."""
LABEL = "aln"
SKEW = timedelta(seconds=300)
"""How far the two clocks may differ."""
CHUNK = 1 << 20
"""Bytes of one upload chunk."""
MAX_CHUNK = 4 << 20

ADDRESSEE = "Aln-Addressee"
CONTENT_DIGEST = "Content-Digest"
REPR_DIGEST = "Repr-Digest"
UPLOAD_LENGTH = "Upload-Length"
UPLOAD_OFFSET = "Upload-Offset"

COVERED = ("@method", "@authority", "@path", "@query", "content-digest")
"""Covered by the signature of every call."""
COVERED_UPLOAD = (*COVERED, "repr-digest")
"""Covered when a package is asked after."""
COVERED_CHUNK = (*COVERED_UPLOAD, "aln-addressee", "upload-length", "upload-offset")
"""Covered when a piece of a package is sent."""

_DIGEST = re.compile(r"sha-256=:([A-Za-z0-9+/]{43}=):")


def digest_field(sha256_hex: str) -> str:
    """A SHA-256 as the value of a digest field."""
    return f"sha-256=:{base64.b64encode(bytes.fromhex(sha256_hex)).decode('ascii')}:"


def digest_of(body: bytes) -> str:
    """The digest field's value for ``body``."""
    return digest_field(hashlib.sha256(body).hexdigest())


def digest_hex(field: str) -> str:
    """The SHA-256 a digest field names, lower-case hexadecimal.

    Raises:
        ValueError: another algorithm, several, or not a digest at all.

    """
    match = _DIGEST.fullmatch(field)
    if match is None:
        raise ValueError("digest")
    try:
        found = base64.b64decode(match.group(1), validate=True).hex()
    except binascii.Error:
        raise ValueError("digest") from None
    if digest_field(found) != field:
        raise ValueError("digest")
    return found
