"""A roll as read from a file, before anybody has said what its columns mean.

Rows are packed as one string each: a list of 200,000 learners stays within some tens of
megabytes, and a row is split only when it is looked at.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, MutableMapping, MutableSequence, Sequence
from dataclasses import dataclass
from enum import StrEnum

from aln_review.domain.errors import WorldFault
from aln_review.exchange.roll.freeing import free

MAX_BYTES = 64 * 1024 * 1024
MAX_ROWS = 250_000
"""Three times the learners of the largest authority in Wales."""
MAX_COLUMNS = 300
LOOKED_AT = 30
"""Rows searched for the headings: exports begin with a school name, a title, a date."""

_SPLIT = "\x1f"
_PIECE = 1 << 15
"""Characters looked at in one go."""
_LINE_END = re.compile(r"\r?\n|\r")
_HARMLESS = str.maketrans(
    dict.fromkeys(
        [*(c for c in range(32) if chr(c) not in "\t\n\r"), *range(0x7F, 0xA0), 0x2028, 0x2029], " "
    )
)
_INVISIBLE = str.maketrans(
    dict.fromkeys(
        [
            0xAD,
            0x061C,
            0xFEFF,
            *range(0x200B, 0x2010),
            *range(0x202A, 0x202F),
            *range(0x2060, 0x2070),
        ]
    )
)


class Flaw(StrEnum):
    """What is wrong with a row as a row, before its values are read. Values are message keys."""

    CUT = "roll.refused.cut"
    QUOTES = "roll.refused.quotes"
    COLUMNS = "roll.refused.columns"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a table came from, as far as it was understood."""

    format: str
    """``csv`` or ``xlsx``."""
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    heading_row: int = 1
    """The row of the headings, counted from 1 as a spreadsheet does."""
    cut_short: bool = False
    """The file ends in the middle of a record."""


@dataclass(frozen=True, slots=True)
class Table:
    """Headings and rows of text; every row has as many cells as there are headings."""

    headings: tuple[str, ...]
    source: Source
    numbers: MutableSequence[int]
    """The number of each row, counted from 1 as a spreadsheet does."""
    packed: MutableSequence[str]
    flaws: MutableMapping[int, Flaw]
    """By row number: rows that cannot be trusted to have their cells in the right columns."""

    def __len__(self) -> int:
        return len(self.packed)

    def cells(self, index: int) -> list[str]:
        """The cells of the row at ``index``, trimmed."""
        cells = [" ".join(cell.split()) for cell in self.packed[index].split(_SPLIT)]
        return cells + [""] * (len(self.headings) - len(cells))

    def column(self, place: int) -> Iterator[str]:
        """One cell of every sound row."""
        for number, row in zip(self.numbers, self.packed, strict=True):
            if number not in self.flaws:
                cells = row.split(_SPLIT)
                yield cells[place].strip() if place < len(cells) else ""

    def let_go(self) -> None:
        """It is done with: free its rows a piece at a time."""
        free(self.packed, self.numbers, self.flaws)

    def samples(self, place: int, count: int = 3) -> tuple[str, ...]:
        """The first few different values of a column, for the mapping screen."""
        found: dict[str, None] = {}
        for value in self.column(place):
            if value:
                found[value] = None
            if len(found) == count:
                break
        return tuple(found)


class TableBuilder:
    """Collects rows within limits and packs them."""

    def __init__(self, headings: Sequence[str]) -> None:
        self._headings = tuple(" ".join(heading.split()) for heading in headings)
        self._numbers: list[int] = []
        self._packed: list[str] = []
        self._flaws: dict[int, Flaw] = {}
        if len(self._headings) > MAX_COLUMNS:
            raise WorldFault("error.roll.too_many_columns", limit=MAX_COLUMNS)

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self._headings)

    def add(self, number: int, cells: Sequence[str], flaw: Flaw | None = None) -> None:
        """Keep one row unless it is blank; cells beyond the last heading are a flaw.

        Raises:
            WorldFault: more rows than any roll has.

        """
        if not any(cell.strip() for cell in cells):
            return
        if len(self._packed) == MAX_ROWS:
            raise WorldFault("error.roll.too_many_rows", limit=MAX_ROWS)
        if flaw is None and any(cell.strip() for cell in cells[self.width :]):
            flaw = Flaw.COLUMNS
        self._numbers.append(number)
        self._packed.append(_SPLIT.join(cells[: self.width]))
        if flaw is not None:
            self._flaws[number] = flaw

    def table(self, source: Source) -> Table:
        """The finished table.

        Raises:
            WorldFault: there are headings and nothing under them.

        """
        if not self._packed:
            raise WorldFault("error.roll.no_rows")
        return Table(self._headings, source, self._numbers, self._packed, self._flaws)


def clean_lines(text: str, piece: int = _PIECE) -> Iterator[str]:
    """The lines of a file, each :func:`clean`, a piece at a time: others have their turn."""
    place = 0
    while place < len(text):
        found = _LINE_END.search(text, place + piece)
        end = found.end() if found else len(text)
        # No letter is composed across the end of a line.
        yield from clean(text[place:end]).splitlines()
        place = end


def clean(text: str) -> str:
    """Composed letters; control characters to spaces; invisible and direction marks removed."""
    return unicodedata.normalize("NFC", text).translate(_HARMLESS).translate(_INVISIBLE)
