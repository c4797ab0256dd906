"""Decrypting one page of a vault's database without its engine: for a file the engine gives up on.

SQLCipher 4 with a raw key: AES-256 in CBC mode, the vector stored in the page. Nobody decrypts a
page here whose authentication code was not proved first.
"""

from __future__ import annotations

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC

from aln_review.vault.keys import DataKey


def decrypt(key: DataKey, vector: bytes, sealed: bytes) -> bytes:
    """The page's content; ``sealed`` is a whole number of 16-byte blocks."""
    opener = Cipher(AES256(key.raw()), CBC(vector)).decryptor()
    return opener.update(sealed) + opener.finalize()
