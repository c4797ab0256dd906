"""Days and times in both languages, against literals and against CLDR by way of babel."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from aln_review.domain.bilingual import Language
from aln_review.language.catalogue import Catalogue
from aln_review.language.dates import NO_BREAK, Style

DAY = date(2026, 12, 1)
CY = Catalogue.load(Language.CY, strict=True)
EN = Catalogue.load(Language.EN, strict=True)


@pytest.mark.parametrize(
    ("style", "cy", "en"),
    [
        (Style.LONG, "1 Rhagfyr 2026", "1 December 2026"),
        (Style.SHORT, "01/12/2026", "01/12/2026"),
        (Style.WEEKDAY, "Dydd Mawrth, 1 Rhagfyr", "Tuesday 1 December"),
        (Style.DAY, "dydd Mawrth, 1 Rhagfyr", "Tuesday 1 December"),
        (Style.ON, "ddydd Mawrth, 1 Rhagfyr", "Tuesday 1 December"),
        (Style.FULL, "Dydd Mawrth, 1 Rhagfyr 2026", "Tuesday 1 December 2026"),
        (Style.ON_FULL, "ddydd Mawrth, 1 Rhagfyr 2026", "Tuesday 1 December 2026"),
        (Style.DAY_MONTH, "1 Rhagfyr", "1 December"),
        (Style.MONTH, "Rhagfyr 2026", "December 2026"),
        (Style.MOMENT, "1 Rhagfyr 2026", "1 December 2026"),
        (Style.TIME, "00:00", "00:00"),
    ],
)
def test_styles(style: Style, cy: str, en: str) -> None:
    assert CY.date(DAY, style).replace(NO_BREAK, " ") == cy
    assert EN.date(DAY, style).replace(NO_BREAK, " ") == en


def test_a_moment_has_its_time() -> None:
    at = datetime(2026, 3, 9, 7, 5)  # noqa: DTZ001
    assert CY.date(at, "time") == "07:05"
    assert CY.date(at, "moment").replace(NO_BREAK, " ") == "9 Mawrth 2026, 07:05"


def test_day_and_month_stay_on_one_line() -> None:
    for style in (Style.LONG, Style.WEEKDAY, Style.ON, Style.FULL, Style.MOMENT):
        assert f"1{NO_BREAK}Rhagfyr" in CY.date(DAY, style)


@given(st.dates())
def test_long_and_full_agree_with_cldr(day: date) -> None:
    def plain(text: str) -> str:
        return text.replace(NO_BREAK, " ")

    assert plain(CY.date(day, "long")) == format_date(day, "d MMMM y", "cy")
    assert plain(EN.date(day, "long")) == format_date(day, "d MMMM y", "en_GB")
    assert plain(CY.date(day, "full")) == format_date(day, "EEEE, d MMMM y", "cy")
    assert plain(EN.date(day, "full")) == format_date(day, "EEEE d MMMM y", "en_GB")


@pytest.mark.parametrize(
    ("days", "cy", "en"),
    [
        (0, "heddiw", "today"),
        (1, "yfory", "tomorrow"),
        (-1, "ddoe", "yesterday"),
        (3, "dydd Gwener, 4 Rhagfyr", "Friday 4 December"),
        (7, "8 Rhagfyr 2026", "8 December 2026"),
        (-2, "29 Tachwedd 2026", "29 November 2026"),
    ],
)
def test_relative(days: int, cy: str, en: str) -> None:
    day = DAY + timedelta(days=days)
    assert CY.relative(day, DAY).replace(NO_BREAK, " ") == cy
    assert EN.relative(day, DAY).replace(NO_BREAK, " ") == en


def test_an_unknown_style_is_refused() -> None:
    with pytest.raises(ValueError, match="lomg"):
        CY.date(DAY, "lomg")
