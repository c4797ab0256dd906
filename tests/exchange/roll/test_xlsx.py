"""Workbooks: real ones made here, damaged ones, and bombs."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from aln_review.domain.errors import AlnError
from aln_review.exchange.roll.read import read_roll
from aln_review.exchange.roll.report import Status
from tests.exchange.roll.makers import HEADINGS, RULES, planned

SHEET = "xl/worksheets/sheet1.xml"


def workbook(*sheets: tuple[str, list[tuple[object, ...]]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(data: bytes, **parts: bytes) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, parts.get(name, old.read(name)))
    return out.getvalue()


ROWS: list[tuple[object, ...]] = [
    HEADINGS,
    ("Llŷr", "Siân", date(2015, 9, 3), "W660200024001", 5, "Derwen"),
    ("Parri", "Twm", datetime(2015, 9, 4), None, 5.0, True),  # noqa: DTZ001
    (None, None, None, None, None, None),
    ("Ifans", "Mali", "3 Medi 2015", "#N/A", "05", 42.5),
]


def test_dates_numbers_and_gaps() -> None:
    table = read_roll(workbook(("Rhestr", ROWS)), RULES)
    assert table.cells(0) == ["Llŷr", "Siân", "2015-09-03", "W660200024001", "5", "Derwen"]
    assert table.cells(1) == ["Parri", "Twm", "2015-09-04", "", "5", "True"]
    assert table.cells(2) == ["Ifans", "Mali", "3 Medi 2015", "", "05", "42.5"]
    assert list(table.numbers) == [2, 3, 5]


def test_the_first_sheet_with_headings_is_taken_wherever_they_stand() -> None:
    notes: list[tuple[object, ...]] = [("Nodiadau", "am y rhestr"), ("dim", "byd")]
    title: list[tuple[object, ...]] = [("Ysgol y Bont",), (), *ROWS]
    table = read_roll(workbook(("Notes", notes), ("Roll", title)), RULES)
    assert (table.source.sheet, table.source.heading_row) == ("Roll", 3)
    assert len(table) == 3


def test_every_row_is_understood() -> None:
    report = planned(workbook(("Rhestr", ROWS)))
    assert [row.status for row in report.rows] == [Status.NEW] * 3


def test_a_claimed_size_is_not_believed() -> None:
    data = workbook(("Rhestr", ROWS))
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheet = parts.read(SHEET)
    lying = sheet.replace(b'ref="A1:F5"', b'ref="A1:A2"')
    assert lying != sheet
    assert len(read_roll(repacked(data, **{SHEET: lying}), RULES)) == 3


def key_of(data: bytes) -> str:
    with pytest.raises(AlnError) as caught:
        read_roll(data, RULES)
    return caught.value.key


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    data = workbook(("Rhestr", ROWS))
    assert key_of(repacked(data, **{SHEET: b" " * 40_000_000})) == "error.roll.workbook_too_large"


def test_entities_are_refused() -> None:
    evil = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
    data = workbook(("Rhestr", ROWS))
    assert key_of(repacked(data, **{SHEET: evil})) == "error.roll.damaged_workbook"


def test_other_zips_and_other_spreadsheets_are_named() -> None:
    for name, key in [
        ("hello.txt", "error.roll.not_a_table"),
        ("content.xml", "error.roll.other_spreadsheet"),
        ("xl/workbook.bin", "error.roll.other_spreadsheet"),
    ]:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as parts:
            parts.writestr(name, b"x")
        assert key_of(out.getvalue()) == key


WHOLE = workbook(("Rhestr", ROWS))


@given(st.integers(4, len(WHOLE) - 1), st.integers(1, 255))
def test_a_changed_byte_is_read_or_refused_by_name(place: int, change: int) -> None:
    data = bytearray(WHOLE)
    data[place] ^= change
    try:
        assert len(read_roll(bytes(data), RULES)) > 0
    except AlnError as refused:
        key = refused.key
    else:
        key = "error.roll."
    assert key.startswith("error.roll.")


@given(st.integers(4, len(WHOLE) - 1))
def test_a_cut_workbook_is_refused_by_name(length: int) -> None:
    assert key_of(WHOLE[:length]).startswith("error.roll.")
