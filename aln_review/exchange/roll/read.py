"""Tell a workbook from delimited text by its first bytes, never by its name."""

from __future__ import annotations

from pathlib import Path

from aln_review.domain.errors import WorldFault
from aln_review.exchange.roll.csv import read_csv
from aln_review.exchange.roll.rules import RollRules
from aln_review.exchange.roll.table import MAX_BYTES, Table
from aln_review.exchange.roll.xlsx import read_xlsx

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Excel 97 to 2003, and also a newer workbook that is locked with a password."""
_NEVER = (
    b"%PDF",
    b"{\\rtf",
    b"<?xml",
    b"<!DOCTYPE",
    b"<html",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"SQLite",
)


def read_roll_file(path: Path, rules: RollRules) -> Table:
    """Read a roll from a file; a file beyond the limit is not even opened.

    Raises:
        WorldFault: it cannot be opened, or as :func:`read_roll`.

    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _too_large()
        data = path.read_bytes()
    except OSError:
        raise WorldFault("error.roll.unreadable_file") from None
    return read_roll(data, rules)


def read_roll(data: bytes, rules: RollRules) -> Table:
    """Read a roll from the bytes of a file.

    Raises:
        WorldFault: not a table this program reads; the key says what it is and what to do.

    """
    if not data.strip():
        raise WorldFault("error.roll.empty_file")
    if len(data) > MAX_BYTES:
        raise _too_large()
    if data.startswith(b"PK\x03\x04"):
        return read_xlsx(data, rules)
    if data.startswith(_OLD_OFFICE):
        raise WorldFault("error.roll.old_workbook")
    if data.lstrip().startswith(_NEVER):
        raise WorldFault("error.roll.not_a_table")
    return read_csv(data, rules)


def _too_large() -> WorldFault:
    return WorldFault("error.roll.file_too_large", megabytes=MAX_BYTES // (1024 * 1024))
