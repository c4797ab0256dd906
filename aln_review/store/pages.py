"""The encrypted pages themselves, read without the engine.

The engine gives one answer, *not a database*, to a wrong key and to a damaged first page. They
need different sentences, so the message authentication codes of some pages are checked here, as
SQLCipher 4 lays them out: 4,096-byte pages whose last 80 bytes are a 16-byte initialisation
vector and an HMAC-SHA-512 over content, vector and page number; the first 16 bytes of the file
are the salt.
"""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

from aln_review.vault.keys import DataKey

PAGE_BYTES = 4096
SALT_BYTES = 16
MAC_BYTES = 64
_MAC_SALT_MASK = 0x3A
_MAC_ROUNDS = 2
_LOOKED_AT = 32


def mac_key(key: DataKey, salt: bytes) -> bytes:
    """The key of the pages' authentication codes."""
    masked = bytes(byte ^ _MAC_SALT_MASK for byte in salt)
    return hashlib.pbkdf2_hmac("sha512", key.raw(), masked, _MAC_ROUNDS, 32)


def page_fits(page: bytes, number: int, key: bytes) -> bool:
    """Whether a page, counted from one, carries the code that :func:`mac_key`'s key gives it."""
    content = page[SALT_BYTES if number == 1 else 0 : -MAC_BYTES]
    code = hmac.new(key, content + number.to_bytes(4, "little"), "sha512").digest()
    return hmac.compare_digest(code, page[-MAC_BYTES:])


def key_fits(path: Path, key: DataKey) -> bool:
    """Whether any of the file's first pages was written with this key.

    *No* means another vault's key, or damage so wide that the two cannot be told apart.
    """
    with path.open("rb") as file:
        salt = file.read(SALT_BYTES)
        if len(salt) < SALT_BYTES:
            return False
        code_key = mac_key(key, salt)
        file.seek(0)
        for number in range(1, _LOOKED_AT + 1):
            page = file.read(PAGE_BYTES)
            if len(page) < PAGE_BYTES:
                return False
            if page_fits(page, number, code_key):
                return True
    return False
