"""Pages that are not what was written, and only those.

The engine checks the file alone. A journal that could be moved into the file in part only,
because somebody was reading, leaves pages in the file that were never written yet: zeros, whose
content lies in the journal. A process that ends then leaves a sound vault, so such a page is
judged by the journal (SQLite's file format, section 4: the write-ahead log).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from pathlib import Path

from aln_review.store.engine import Connection
from aln_review.store.pages import (
    FRAME_BYTES,
    JOURNAL_HEADER_BYTES,
    PAGE_BYTES,
    mac_key,
    page_fits,
    salt_of,
)
from aln_review.vault.keys import DataKey

_SALTS = slice(16, 24)
_FRAME_SALTS = slice(8, 16)
_PAGE = re.compile(r"\bpage (\d+)\b")
_MAGIC = b"\x37\x7f\x06"
"""What a journal begins with; the lowest bit of the next byte says how its sums were made."""
_LOOKS = 3
"""Another look, twice, for a page that was being written during the one before."""


def damaged_pages(connection: Connection, path: Path, key: DataKey) -> int:
    """How many pages of the database in ``path`` are damaged.

    Raises:
        WorldFault: the file cannot be read.

    """
    found = _damaged(connection, path, key)
    for _ in range(_LOOKS - 1):
        if found:
            found &= _damaged(connection, path, key)
    return len(found)


def _damaged(connection: Connection, path: Path, key: DataKey) -> set[str]:
    said = {str(row[0]) for row in connection.rows("PRAGMA cipher_integrity_check")}
    if not said:
        return said
    numbers = {one: int(match[1]) for one in said if (match := _PAGE.search(one))}
    sound = _sound_in_journal(path, set(numbers.values()), mac_key(key, salt_of(path, key)))
    return {one for one in said if numbers.get(one, 0) not in sound}


def _sound_in_journal(path: Path, wanted: set[int], code_key: bytes) -> set[int]:
    """Those pages whose newest committed content in the journal carries the right code."""
    newest: dict[int, bool] = {}
    uncommitted: dict[int, bool] = {}
    for number, commits, page in frames(path):
        if number in wanted:
            uncommitted[number] = page_fits(page, number, code_key)
        if commits:
            newest.update(uncommitted)
            uncommitted.clear()
    return {number for number, fits in newest.items() if fits}


def frames(path: Path) -> Iterator[tuple[int, int, bytes]]:
    """The journal's frames as the engine would recover them: page, size after a commit, content.

    A frame counts while its salts are the header's and the running checksum holds. Salts alone
    are not enough: a transaction that was undone after part of it had reached the journal, or
    whose last write failed, leaves frames with today's salts behind the shorter one that was
    written over it, and the last of them may even say that it commits.
    """
    try:
        journal = path.with_name(path.name + "-wal").open("rb")
    except FileNotFoundError:
        return
    with journal:
        header = journal.read(JOURNAL_HEADER_BYTES)
        if len(header) < JOURNAL_HEADER_BYTES or not header.startswith(_MAGIC):
            return
        order = ">" if header[3] & 1 else "<"
        page_bytes = int.from_bytes(header[8:12])
        sums = _checksum(header[:24], order, (0, 0))
        if page_bytes != PAGE_BYTES or header[24:] != struct.pack(">2I", *sums):
            return
        salts = header[_SALTS]
        while len(frame := journal.read(FRAME_BYTES + PAGE_BYTES)) == FRAME_BYTES + PAGE_BYTES:
            page = frame[FRAME_BYTES:]
            sums = _checksum(frame[:8] + page, order, sums)
            if frame[_FRAME_SALTS] != salts or frame[16:24] != struct.pack(">2I", *sums):
                return
            yield int.from_bytes(frame[:4]), int.from_bytes(frame[4:8]), page


def _checksum(data: bytes, order: str, start: tuple[int, int]) -> tuple[int, int]:
    """SQLite's file format, section 4.2: two sums over pairs of 32-bit words."""
    one, two = start
    for first, second in struct.iter_unpack(f"{order}2I", data):
        one = (one + first + two) & 0xFFFFFFFF
        two = (two + second + one) & 0xFFFFFFFF
    return one, two
