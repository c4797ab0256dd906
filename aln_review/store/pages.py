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
JOURNAL_HEADER_BYTES = 32
FRAME_BYTES = 24
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


def salt_of(path: Path, key: DataKey) -> bytes:
    """The file's salt, from the journal when the file's own first page is spoiled.

    The engine takes it from the file alone. When the power goes while the journal is being moved
    into the file, the first page may be rubbish, and the journal has it again whole.
    """
    with path.open("rb") as file:
        page = file.read(PAGE_BYTES)
    salt = page[:SALT_BYTES]
    if len(page) == PAGE_BYTES and page_fits(page, 1, mac_key(key, salt)):
        return salt
    return _salt_in_journal(path) or salt


def spoiled_salt(path: Path, key: DataKey) -> bytes:
    """The salt the engine has to be told because it cannot read it from the file, or nothing."""
    salt = salt_of(path, key)
    with path.open("rb") as file:
        return b"" if file.read(SALT_BYTES) == salt else salt


def _salt_in_journal(path: Path) -> bytes:
    """SQLite's file format, section 4: a header of 32 bytes, then frames of 24 and a page each."""
    try:
        journal = path.with_name(path.name + "-wal").open("rb")
    except OSError:
        return b""
    with journal:
        salts = journal.read(JOURNAL_HEADER_BYTES)[16:24]
        while len(frame := journal.read(FRAME_BYTES + PAGE_BYTES)) == FRAME_BYTES + PAGE_BYTES:
            if frame[8:16] != salts:
                break
            if int.from_bytes(frame[:4]) == 1:
                return frame[FRAME_BYTES : FRAME_BYTES + SALT_BYTES]
    return b""
