"""Delimited text as school systems and spreadsheets write it.

Encoding, delimiter and the row of headings are worked out, not asked. A record that cannot be
split safely is kept and marked, so that the report can name it; nothing is guessed into the
wrong column.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aln_review.domain.errors import WorldFault
from aln_review.exchange.roll.freeing import free
from aln_review.exchange.roll.headings import HeadingRow, find_headings
from aln_review.exchange.roll.rules import RollRules
from aln_review.exchange.roll.table import LOOKED_AT, Flaw, Source, Table, TableBuilder, clean_lines

DELIMITERS = (",", ";", "\t", "|")
_PIECE = 1 << 18
"""Bytes decoded in one go."""
_MAX_LINES = 40
"""Lines one quoted record may run over before its quote is taken for a stray one."""


@dataclass(frozen=True, slots=True)
class _Record:
    number: int
    cells: list[str]
    lines: int
    """Lines it took; none when a quote in it is never closed."""


def decode(data: bytes) -> tuple[str, str]:
    """Text and the name of its encoding: UTF-8, UTF-16 or else Windows-1252.

    A file cut in the middle of a letter is still UTF-8: the half letter is dropped.

    Raises:
        WorldFault: the bytes are not text at all.

    """
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _text(data, name)
    head = data[:4096]
    zeros = head.count(0)
    if zeros > len(head) // 4:
        return _text(data, "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be")
    if zeros > len(head) // 50:
        raise WorldFault("error.roll.not_a_table")
    try:
        return _decoded(data, "utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _text(data, "windows-1252")


def _decoded(data: bytes, encoding: str) -> str:
    """A piece at a time: nobody else has a turn while one is decoded."""
    decoder = codecs.getincrementaldecoder(encoding)()
    pieces = (data[place : place + _PIECE] for place in range(0, len(data), _PIECE))
    return "".join(map(decoder.decode, pieces))


def _text(data: bytes, encoding: str) -> tuple[str, str]:
    if encoding == "windows-1252":
        return data.decode(encoding, "replace"), encoding
    try:
        text = _decoded(data, encoding)
    except UnicodeDecodeError:
        raise WorldFault("error.roll.not_a_table") from None
    return text, encoding.removesuffix("-sig")


def read_csv(data: bytes, rules: RollRules) -> Table:
    """Read delimited text.

    Raises:
        WorldFault: not text, no columns, nothing under the headings, or beyond the limits.

    """
    text, encoding = decode(data)
    lines = list(clean_lines(text))
    ended = text[-1:] in {"\n", "\r"}
    del text
    first, told = (1, lines[0][4:5]) if lines and lines[0].lower().startswith("sep=") else (0, "")
    delimiter, heading = _layout(
        lines[first:], (told,) if told in DELIMITERS else DELIMITERS, rules
    )
    if heading.index < 0:
        raise WorldFault("error.roll.not_a_table")
    records = _records(lines, first, delimiter)
    for _ in range(heading.index):
        next(records)
    head = next(records)
    builder = TableBuilder(_without_blank_end(head.cells))
    last = _Record(0, [], 1)
    for record in records:
        builder.add(last.number, last.cells, _flaw(last, builder.width))
        last = record
    cut = not ended and (last.lines == 0 or 0 < len(last.cells) < builder.width)
    builder.add(last.number, last.cells, Flaw.CUT if cut else _flaw(last, builder.width))
    free(lines)
    return builder.table(Source("csv", encoding, delimiter, "", head.number, cut))


def _flaw(record: _Record, width: int) -> Flaw | None:
    swallowed = record.lines > 1 and len(record.cells) < width
    return Flaw.QUOTES if record.lines == 0 or swallowed else None


def _without_blank_end(cells: Sequence[str]) -> Sequence[str]:
    while cells and not cells[-1].strip():
        cells = cells[:-1]
    return cells


def _layout(
    lines: Sequence[str], delimiters: Sequence[str], rules: RollRules
) -> tuple[str, HeadingRow]:
    """The delimiter under which some row reads best as headings; then the one giving most cells."""
    best = delimiters[0], HeadingRow(-1, 0, 0)
    for delimiter in delimiters:
        records = _records(lines[: LOOKED_AT * 4], 0, delimiter)
        rows = [record.cells for record, _ in zip(records, range(LOOKED_AT), strict=False)]
        found = find_headings(rows, rules)
        if (found.known, found.width) > (best[1].known, best[1].width):
            best = delimiter, found
    return best


def _records(lines: Sequence[str], start: int, delimiter: str) -> Iterator[_Record]:
    """Split lines into numbered records; a quote left open for too long breaks one line only."""
    number, place = 0, start
    while place < len(lines):
        number += 1
        line = lines[place]
        if '"' not in line:
            yield _Record(number, line.split(delimiter), 1)
            place += 1
            continue
        cells, used = _quoted(lines, place, delimiter)
        yield _Record(number, cells, used)
        place += used or 1


def _quoted(lines: Sequence[str], place: int, delimiter: str) -> tuple[list[str], int]:
    """One record with quotes and the lines it took; none when its quote is never closed."""
    for used in range(1, min(_MAX_LINES, len(lines) - place) + 1):
        piece = "\n".join(lines[place : place + used])
        try:
            return _split(piece, delimiter), used
        except csv.Error:
            continue
    return lines[place].replace('"', "").split(delimiter), 0


def _split(piece: str, delimiter: str) -> list[str]:
    rows = list(csv.reader(piece.splitlines(keepends=True), delimiter=delimiter, strict=True))
    return rows[0] if len(rows) == 1 else _not_one()


def _not_one() -> list[str]:
    raise csv.Error
