"""What lies in a vault's file and journal once every page is decrypted, free pages included.

No engine is asked: SQLCipher 4's pages are undone by hand (AES-256-CBC under the raw key, the
vector in the last 80 bytes of each page), so that nothing a page still holds is overlooked.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from aln_review.store.pages import MAC_BYTES, PAGE_BYTES, SALT_BYTES
from aln_review.vault.keys import DataKey

VECTOR_BYTES = 16
JOURNAL_HEADER = 32
FRAME_HEADER = 24


def decrypted(page: bytes, number: int, key: DataKey) -> bytes:
    """One page's content, its number counted from one."""
    start = SALT_BYTES if number == 1 else 0
    end = PAGE_BYTES - MAC_BYTES - VECTOR_BYTES
    vector = page[end : end + VECTOR_BYTES]
    undo = Cipher(algorithms.AES256(key.raw()), modes.CBC(vector)).decryptor()
    return undo.update(page[start:end]) + undo.finalize()


def pages_of(path: Path, key: DataKey) -> Iterator[bytes]:
    """Every page of the database file, used or free."""
    data = path.read_bytes()
    for at in range(0, len(data), PAGE_BYTES):
        yield decrypted(data[at : at + PAGE_BYTES], at // PAGE_BYTES + 1, key)


def frames_of(path: Path, key: DataKey) -> Iterator[bytes]:
    """Every frame of the journal beside it, also those that no longer count."""
    journal = path.with_name(path.name + "-wal")
    data = journal.read_bytes() if journal.exists() else b""
    for at in range(JOURNAL_HEADER, len(data) - FRAME_HEADER, FRAME_HEADER + PAGE_BYTES):
        number = int.from_bytes(data[at : at + 4])
        yield decrypted(data[at + FRAME_HEADER : at + FRAME_HEADER + PAGE_BYTES], number, key)


def fragments(word: str) -> tuple[bytes, bytes]:
    """Two halves of a word, in small letters: a page's end may part it, an index its beginning."""
    half = len(word) // 2
    return word[:half].lower().encode(), word[half:].lower().encode()


def found_in(path: Path, key: DataKey, words: tuple[str, ...]) -> set[str]:
    """Those words of which a half lies on any page or in any frame."""
    texts = [text.lower() for text in (*pages_of(path, key), *frames_of(path, key))]
    return {
        word
        for word in words
        if any(half in text for text in texts for half in fragments(word)[1:])
        or any(fragments(word)[0] in text for text in texts)
    }
