"""The key of a copy that leaves the computer, wrapped under the data key of its vault.

Each such copy has a random key of its own, so that the same pages never leave twice under one
key, and one copy's key opens nothing else. Whoever opens a keyslot in the copy's head has the data
key, and with it the copy's.
"""

from __future__ import annotations

from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from aln_review.domain.errors import WorldFault
from aln_review.vault.keys import KEY_BYTES, DataKey

NONCE_BYTES = 12
WRAPPED_BYTES = NONCE_BYTES + KEY_BYTES + 16
_PURPOSE = b"aln-review copy key 1"


def wrap_copy_key(
    key: DataKey, copy_key: DataKey, bound: bytes, random: Callable[[int], bytes]
) -> bytes:
    """The copy's key, sealed with AES-256-GCM-SIV (RFC 8452) and bound to the copy's head."""
    nonce = random(NONCE_BYTES)
    return nonce + AESGCMSIV(_derived(key)).encrypt(nonce, copy_key.raw(), bound)


def unwrap_copy_key(key: DataKey, wrapped: bytes, bound: bytes) -> DataKey:
    """The copy's key.

    Raises:
        WorldFault: the data key is not the one the copy was made with (``error.copy.wrong_key``).

    """
    nonce, sealed = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
    try:
        return DataKey(AESGCMSIV(_derived(key)).decrypt(nonce, sealed, bound))
    except InvalidTag:
        raise WorldFault("error.copy.wrong_key") from None


def _derived(key: DataKey) -> bytes:
    """Not the data key itself, which encrypts the database's pages (RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=_PURPOSE).derive(key.raw())
