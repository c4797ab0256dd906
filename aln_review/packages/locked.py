"""A file locked with a passphrase, for somebody who has no key (age-encryption.org/v1, scrypt).

Whoever is told the passphrase opens it with any age program: nothing of ours is needed.
"""

from __future__ import annotations

import pyrage

from aln_review.domain.errors import Refusal

LEAST = 8
"""Letters. The window judges a passphrase before; this is the floor beneath it."""


def lock(data: bytes, passphrase: str) -> bytes:
    """The bytes as an age file that this passphrase opens.

    Raises:
        Refusal: the passphrase is far too short.

    """
    if len(passphrase.strip()) < LEAST:
        raise Refusal("error.disclosure.passphrase")
    locked: bytes = pyrage.passphrase.encrypt(data, passphrase)
    return locked


def unlock(locked: bytes, passphrase: str) -> bytes:
    """The bytes again.

    Raises:
        Refusal: another passphrase, or not such a file.

    """
    try:
        opened: bytes = pyrage.passphrase.decrypt(locked, passphrase)
    except (pyrage.DecryptError, ValueError):
        raise Refusal("error.disclosure.passphrase") from None
    return opened
