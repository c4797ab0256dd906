"""Excel workbooks: the first sheet with a plausible row of headings, formulas as their values.

A workbook is a zip of XML: sizes are judged before anything is unpacked, and no document type
or entity is accepted (the reader's hardened parser refuses them).
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Protocol
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from aln_review.domain.errors import WorldFault
from aln_review.exchange.roll.headings import HeadingRow, find_headings
from aln_review.exchange.roll.rules import RollRules
from aln_review.exchange.roll.table import (
    LOOKED_AT,
    MAX_COLUMNS,
    Source,
    Table,
    TableBuilder,
    clean,
)

MAX_PARTS = 2_000
MAX_UNPACKED = 320 * 1024 * 1024
MAX_RATIO = 200
"""Real sheets pack some 10 to 40 times; a bomb packs a thousand."""
_LARGE = 4 * 1024 * 1024

_DAMAGE = (
    zipfile.BadZipFile, zlib.error, InvalidFileException, ParseError, OSError, EOFError,
    ArithmeticError, AttributeError, LookupError, NotImplementedError, RuntimeError, TypeError,
    ValueError,
)  # fmt: skip
"""What the library raises on a damaged workbook, entities refused by its parser included."""

_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"})


class _Sheet(Protocol):
    """The little of a read-only worksheet that is used here."""

    title: str

    def reset_dimensions(self) -> None:
        """Forget the size the file claims."""

    def iter_rows(
        self, *, max_row: int | None = None, max_col: int, values_only: bool
    ) -> Iterable[Sequence[object]]:
        """Rows of values."""


def read_xlsx(data: bytes, rules: RollRules) -> Table:
    """Read a workbook.

    Raises:
        WorldFault: damaged, too large when unpacked, no sheet with columns, or beyond the limits.

    """
    try:
        _judge_sizes(data)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            return _first_table(book.worksheets, rules)
        finally:
            book.close()
    except _DAMAGE:
        raise WorldFault("error.roll.damaged_workbook") from None


def _judge_sizes(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        entries = parts.infolist()
        names = {entry.filename for entry in entries}
        if "xl/workbook.bin" in names or "content.xml" in names:
            raise WorldFault("error.roll.other_spreadsheet")
        if not any(name.startswith("xl/") for name in names):
            raise WorldFault("error.roll.not_a_table")
        packed = any(
            entry.file_size > max(_LARGE, MAX_RATIO * entry.compress_size) for entry in entries
        )
        if packed or len(entries) > MAX_PARTS or sum(e.file_size for e in entries) > MAX_UNPACKED:
            raise WorldFault("error.roll.workbook_too_large")


def _first_table(sheets: Sequence[_Sheet], rules: RollRules) -> Table:
    chosen: tuple[_Sheet, HeadingRow] | None = None
    for sheet in sheets:
        sheet.reset_dimensions()
        top = sheet.iter_rows(max_row=LOOKED_AT, max_col=MAX_COLUMNS + 1, values_only=True)
        found = find_headings([[_text(value) for value in row] for row in top], rules)
        if found.plausible or (chosen is None and found.index >= 0):
            chosen = sheet, found
        if found.plausible:
            break
    if chosen is None:
        raise WorldFault("error.roll.not_a_table")
    return _read(*chosen)


def _read(sheet: _Sheet, heading: HeadingRow) -> Table:
    rows = iter(sheet.iter_rows(max_col=MAX_COLUMNS + 1, values_only=True))
    for _ in range(heading.index):
        next(rows)
    head = [_text(value) for value in next(rows)]
    while head and not head[-1]:
        head.pop()
    builder = TableBuilder(head)
    for number, row in enumerate(rows, start=heading.index + 2):
        filled = [value for value in row if value is not None]
        if filled:
            builder.add(number, [_text(value) for value in row])
    return builder.table(Source("xlsx", sheet=sheet.title, heading_row=heading.index + 1))


def _text(value: object) -> str:
    """A cell as the roll's text: dates as ISO 8601, whole numbers without a point."""
    if value is None or value in _ERRORS:
        return ""
    if isinstance(value, datetime):
        midnight = value.time() == time(0)
        return value.date().isoformat() if midnight else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.15g}"
    return clean(str(value)).replace("\n", ", ").strip()
