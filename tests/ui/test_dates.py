"""Dates as people write them, in both languages."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aln_review.domain.bilingual import Language
from tests.ui.desk import words
from ui.widgets import DateField
from ui.widgets.dates import read_day

BOTH = {language: words(language) for language in Language}


@pytest.mark.parametrize(
    "text",
    [
        "1/12/2026",
        "01.12.26",
        "1-12-2026",
        "2026-12-01",
        "1 Rhagfyr 2026",
        "1 December 2026",
        " 1  rhag 2026 ",
        "1\N{NO-BREAK SPACE}Rhagfyr 2026",
    ],
)
def test_every_way_of_writing_it_is_read(text: str) -> None:
    assert read_day(text, BOTH[Language.CY]) == date(2026, 12, 1)


@pytest.mark.parametrize("text", ["", "yfory", "31/2/2026", "32/1/2026", "1/13/2026", "1/1/1066"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_day(text, BOTH[Language.EN]) is None


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.sampled_from(list(Language)))
def test_what_we_write_we_read(day: date, language: Language) -> None:
    spoken = BOTH[language]
    for style in ("long", "short"):
        assert read_day(spoken.date(day, style), BOTH[language.other]) == day


def test_the_field_follows_the_language_and_gives_iso() -> None:
    spoken = words(Language.EN)
    field = DateField("when", spoken)
    field.line.setText("1.12.26")
    field.left.emit()
    assert field.line.text().replace("\N{NO-BREAK SPACE}", " ") == "1 December 2026"
    spoken.switch(Language.CY)
    assert field.line.text().replace("\N{NO-BREAK SPACE}", " ") == "1 Rhagfyr 2026"
    assert field.value() == "2026-12-01"
    field.line.setText("rhywbryd")
    assert not field.readable
    assert field.value() == "rhywbryd"
