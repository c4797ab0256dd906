"""Delimited text in the encodings, delimiters and states of damage that schools send it in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aln_review.domain.errors import AlnError
from aln_review.exchange.roll.read import read_roll
from aln_review.exchange.roll.table import Flaw
from tests.exchange.roll.makers import HEADINGS, RULES, csv_bytes

ROW = ("Llŷr-Jones", "Siân", "03/09/2015", "W660200024001", "5", "Dosbarth Derwen")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_encoding_with_any_delimiter(encoding: str, delimiter: str) -> None:
    table = read_roll(csv_bytes(HEADINGS, ROW, delimiter=delimiter, encoding=encoding), RULES)
    assert table.headings == HEADINGS
    assert table.cells(0) == list(ROW)
    assert table.source.delimiter == delimiter


def test_windows_1252() -> None:
    row = ("O’Neill", "Siân", "03/09/2015", "", "5", "Llan")
    table = read_roll(csv_bytes(HEADINGS, row, encoding="windows-1252"), RULES)
    assert table.source.encoding == "windows-1252"
    assert table.cells(0) == list(row)


def test_headings_below_a_title_and_a_blank_line() -> None:
    data = csv_bytes(("Ysgol y Bont",), ("Rhestr, 2026",), (), HEADINGS, ROW)
    table = read_roll(data, RULES)
    assert table.headings == HEADINGS
    assert (table.source.heading_row, table.numbers[0]) == (4, 5)


def test_excels_own_delimiter_line_is_obeyed() -> None:
    table = read_roll(b"sep=;\r\n" + csv_bytes(HEADINGS, ROW, delimiter=";"), RULES)
    assert table.cells(0) == list(ROW)
    assert table.numbers[0] == 2


def test_commas_and_line_breaks_within_quotes_stay_in_their_cell() -> None:
    row = ("Ifans", "Mali", "2015-09-03", "", "5", '1 Heol y "Bont",\nBethesda')
    table = read_roll(csv_bytes(HEADINGS, row, ROW), RULES)
    assert table.cells(0)[-1] == '1 Heol y "Bont", Bethesda'
    assert table.cells(1) == list(ROW)


def test_a_stray_quote_breaks_its_own_row_alone() -> None:
    head = ",".join(HEADINGS)
    data = f'{head}\n"Ifans,Mali,2015-09-03,,5,A\nParri,Twm,2015-09-04,,5,B\n'.encode()
    table = read_roll(data, RULES)
    assert table.flaws == {2: Flaw.QUOTES}
    assert table.cells(1)[:2] == ["Parri", "Twm"]


@pytest.mark.parametrize("end", ["Parri,Twm,2015", '"Parri","Tw'])
def test_a_file_cut_in_the_middle_of_a_record_says_so(end: str) -> None:
    data = csv_bytes(HEADINGS, ROW) + end.encode()
    table = read_roll(data, RULES)
    assert table.source.cut_short
    assert table.flaws == {3: Flaw.CUT}


def test_a_file_cut_in_the_middle_of_a_letter_is_still_utf_8() -> None:
    data = csv_bytes(HEADINGS, ROW) + "Parri,Siâ".encode()[:-1]
    table = read_roll(data, RULES)
    assert table.source.encoding == "utf-8"
    assert table.cells(0) == list(ROW)
    assert table.source.cut_short


def test_a_whole_last_record_needs_no_line_end() -> None:
    table = read_roll(csv_bytes(HEADINGS, ROW).rstrip(), RULES)
    assert not table.source.cut_short
    assert not table.flaws


def test_a_cell_too_many_is_a_flaw_and_blank_cells_at_the_end_are_not() -> None:
    table = read_roll(csv_bytes(HEADINGS, (*ROW, "?"), (*ROW, "", " ")), RULES)
    assert table.flaws == {2: Flaw.COLUMNS}


def test_control_and_invisible_characters_do_not_survive() -> None:
    row = ("If\x00ans\u200b", "\ufeffMa\u202eli", "2015-09-03", "\x07", "5\u00a0", "w\u0302")
    table = read_roll(csv_bytes(HEADINGS, row), RULES)
    assert table.cells(0) == ["If ans", "Mali", "2015-09-03", "", "5", "ŵ"]


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "error.roll.empty_file"),
        (b" \r\n ", "error.roll.empty_file"),
        (b"%PDF-1.7 ...", "error.roll.not_a_table"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "error.roll.not_a_table"),
        (b"just a sentence", "error.roll.not_a_table"),
        (b"\x00\x01\x02binary", "error.roll.not_a_table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "error.roll.old_workbook"),
        (b"Surname,Forename,DOB\n", "error.roll.no_rows"),
        (b"Surname,Forename" + b",x" * 400 + b"\na,b", "error.roll.too_many_columns"),
    ],
)
def test_what_is_no_roll_is_named(data: bytes, key: str) -> None:
    with pytest.raises(AlnError) as caught:
        read_roll(data, RULES)
    assert caught.value.key == key


@given(st.binary(max_size=400))
def test_no_bytes_do_worse_than_a_named_refusal(data: bytes) -> None:
    try:
        table = read_roll(data, RULES)
    except AlnError:
        return
    for index in range(len(table)):
        assert len(table.cells(index)) >= len(table.headings)


CELL = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), max_size=12)


@given(st.lists(st.tuples(*[CELL] * len(HEADINGS)), min_size=1, max_size=8))
def test_what_a_spreadsheet_writes_is_read_back(rows: list[tuple[str, ...]]) -> None:
    written = [row for row in rows if any(cell.split() for cell in row)]
    data = csv_bytes(HEADINGS, *written, ROW)
    table = read_roll(data, RULES)
    assert len(table) == len(written) + 1
    for index, row in enumerate(written):
        assert "".join(table.cells(index)).count("x") == "".join(row).count("x")
    assert table.cells(len(written)) == list(ROW)
