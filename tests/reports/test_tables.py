"""Columns: shared out by what they hold, and always the whole width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aln_review.reports import fonts
from aln_review.reports.layout.text import Style
from aln_review.reports.tables import CELL_PAD, column_widths

STYLE = Style(11.0)
cells = st.text(alphabet="abcdefg ", max_size=60)


@given(st.lists(st.lists(cells, min_size=2, max_size=2), min_size=1, max_size=5))
def test_columns_take_the_whole_width(texts: list[list[str]]) -> None:
    heads = [f"Head {number}" for number in range(len(texts))]
    widths = column_widths(heads, texts, STYLE, 500)
    assert sum(widths) == pytest.approx(500)
    assert min(widths) > 0


def test_a_day_is_not_broken_and_prose_gets_what_is_left() -> None:
    day = "26\N{NO-BREAK SPACE}Tachwedd\N{NO-BREAK SPACE}2026"
    prose = "Mae’r neuadd ginio’n ddiogel ac mae staff yno bob dydd o’r wythnos. " * 2
    narrow, wide = column_widths(["Dyddiad", "Barn"], [[day], [prose]], STYLE, 500)
    assert narrow >= fonts.width(day, STYLE.face) * STYLE.size + CELL_PAD.left + CELL_PAD.right
    assert wide > 2 * narrow
