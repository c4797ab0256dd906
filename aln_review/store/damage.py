"""Pages that are not what was written, and only those.

The engine checks the file alone. A journal that could be moved into the file in part only,
because somebody was reading, leaves pages in the file that were never written yet: zeros, whose
content lies in the journal. A process that ends then leaves a sound vault, so such a page is
judged by the journal (SQLite's file format, section 4: the write-ahead log).
"""

from __future__ import annotations

import re
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
_LOOKS = 2
"""A second look, for a page that was being written during the first."""


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
    try:
        journal = path.with_name(path.name + "-wal").open("rb")
    except FileNotFoundError:
        return set()
    with journal:
        salts = journal.read(JOURNAL_HEADER_BYTES)[_SALTS]
        while len(frame := journal.read(FRAME_BYTES + PAGE_BYTES)) == FRAME_BYTES + PAGE_BYTES:
            if frame[_FRAME_SALTS] != salts:
                break
            number, commits = int.from_bytes(frame[:4]), int.from_bytes(frame[4:8])
            if number in wanted:
                uncommitted[number] = page_fits(frame[FRAME_BYTES:], number, code_key)
            if commits:
                newest.update(uncommitted)
                uncommitted.clear()
    return {number for number, fits in newest.items() if fits}
