"""The pages of a vault's file one by one, without the engine; only those that are as written.

The newest committed content counts: the journal's where it holds the page, else the file's. Where
that newest content is damaged the page is lost, and no older one takes its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from aln_review.store.damage import frames
from aln_review.store.pages import (
    MAC_BYTES,
    PAGE_BYTES,
    SALT_BYTES,
    mac_key,
    page_fits,
)
from aln_review.vault.keys import DataKey
from aln_review.vault.page_cipher import decrypt

RESERVED = 80
"""Bytes at each page's end: the vector and the code."""
USABLE = PAGE_BYTES - RESERVED
MAGIC = b"SQLite format 3\x00"
LOCK_PAGE = (1 << 30) // PAGE_BYTES + 1
"""SQLite keeps no content in the page at 1 GiB: systems lock files there."""


class RawPages:
    """Pages counted from one, decrypted. The file is read and never written."""

    def __init__(self, path: Path, key: DataKey) -> None:
        self._key = key
        self._file: BinaryIO = path.open("rb")
        salt = self._file.read(SALT_BYTES)
        self._code_key = mac_key(key, salt)
        self._journal, size = _committed(path)
        self.count = size or path.stat().st_size // PAGE_BYTES
        """Pages of the database after its last commit."""
        self.damaged: set[int] = set()
        """Pages that were asked for and are not what was written."""

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def page(self, number: int) -> bytes | None:
        """The usable part of a page; ``None`` when it is not what was written."""
        sealed = self._journal.get(number) or self._read(number)
        if len(sealed) < PAGE_BYTES or not page_fits(sealed, number, self._code_key):
            self.damaged.add(number)
            return None
        start = SALT_BYTES if number == 1 else 0
        vector = sealed[USABLE : PAGE_BYTES - MAC_BYTES]
        content = decrypt(self._key, vector, sealed[start:USABLE])
        return MAGIC + content if number == 1 else content

    def every(self) -> Iterator[tuple[int, bytes]]:
        """The pages that are as written, in order."""
        for number in range(1, self.count + 1):
            content = None if number == LOCK_PAGE else self.page(number)
            if content is not None:
                yield number, content

    def _read(self, number: int) -> bytes:
        self._file.seek((number - 1) * PAGE_BYTES)
        return self._file.read(PAGE_BYTES)


def _committed(path: Path) -> tuple[dict[int, bytes], int]:
    """The journal's newest committed pages, and the size after the last commit (0: no commit)."""
    newest: dict[int, bytes] = {}
    since: dict[int, bytes] = {}
    size = 0
    for number, commits, page in frames(path):
        since[number] = page
        if commits:
            newest.update(since)
            since.clear()
            size = commits
    return newest, size
