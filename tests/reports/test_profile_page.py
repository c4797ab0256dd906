"""One side of A4: fitted, measured quickly, honest when it is too long."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aln_review.domain.bilingual import Language, Text
from aln_review.domain.errors import WorldFault
from aln_review.domain.profile import Audience, ShareState, Sharing
from aln_review.reports.document import ProfilePaper, Saying
from aln_review.reports.profile_page import LARGEST, SMALLEST, measure_profile, profile_pdf
from tests.reports.papers import PROFILE, long_profile, photo, say, words
from tests.reports.reading import placed, said_by, structure, text

EN = words(Language.EN)
CY = words(Language.CY)


def body_sizes(data: bytes) -> set[float]:
    root = structure(data)
    marks = {mark for body in root.all("LBody") for mark in body.marks}
    return {string.size for string in placed(data) if (string.page, string.mark) in marks}


@pytest.mark.parametrize("language", list(Language))
def test_the_page_is_set_in_the_size_that_was_measured(language: Language) -> None:
    fit = measure_profile(PROFILE, language, words(language))
    paper = profile_pdf(PROFILE, language, words(language), photo())
    assert fit.fits
    assert fit.lines_over == 0
    assert paper.pages == 1
    assert body_sizes(paper.data) == {fit.size_pt}
    assert fit.size_pt % 0.25 == 0


def test_a_short_profile_is_set_large_and_a_full_one_smaller() -> None:
    few = ProfilePaper("Macsen", "Macsen", important=(say("Ceir coch.", "Red cars."),))
    assert measure_profile(few, Language.EN, EN).size_pt == LARGEST
    full = replace(PROFILE, important=PROFILE.important * 5, support=PROFILE.support * 6)
    fit = measure_profile(full, Language.EN, EN)
    assert fit.fits
    assert SMALLEST <= fit.size_pt < LARGEST
    assert profile_pdf(full, Language.EN, EN).pages == 1


def test_too_long_is_said_in_lines_and_printed_all_the_same() -> None:
    paper = long_profile()
    fit = measure_profile(paper, Language.CY, CY)
    assert not fit.fits
    assert fit.size_pt == SMALLEST
    assert fit.share_at_11 > 1
    assert fit.lines_over > 0
    printed = profile_pdf(paper, Language.CY, CY, photo())
    assert printed.pages > 1
    assert body_sizes(printed.data) == {SMALLEST}
    root, strings = structure(printed.data), placed(printed.data)
    items = [said_by(body, strings) for body in root.all("LBody")]
    assert len(items) == len(paper.admire) + len(paper.important) + len(paper.support)


def test_taking_that_many_lines_away_makes_it_fit() -> None:
    line = Saying(Text.of("Un llinell.", Language.CY))
    paper = ProfilePaper("Elin", "Elin", important=(line,) * 80)
    fit = measure_profile(paper, Language.CY, CY)
    assert not fit.fits
    kept = 80 - fit.lines_over
    assert measure_profile(replace(paper, important=(line,) * kept), Language.CY, CY).fits


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text("abcŵŷ ", max_size=120), max_size=14), st.integers(0, 14))
def test_whatever_is_measured_as_fitting_prints_on_one_side(said: list[str], at: int) -> None:
    items = tuple(Saying(Text.of(text_, Language.CY), "Mam") for text_ in said)
    paper = replace(PROFILE, admire=items[:at], important=items[at:], support=items[::2])
    fit = measure_profile(paper, Language.CY, CY)
    printed = profile_pdf(paper, Language.CY, CY)
    assert (printed.pages == 1) == fit.fits
    assert SMALLEST <= fit.size_pt <= LARGEST
    if fit.fits:
        lowest = min(string.baseline for string in placed(printed.data))
        assert lowest > 42.5


def test_a_photograph_does_not_change_the_fit() -> None:
    full = replace(PROFILE, name="Gwenllïan Prydderch", important=PROFILE.important * 5)
    with_one = profile_pdf(full, Language.EN, EN, photo())
    without = profile_pdf(full, Language.EN, EN)
    assert body_sizes(with_one.data) == body_sizes(without.data)
    assert len(structure(with_one.data).all("Figure")) == 1
    assert structure(without.data).all("Figure") == []


def test_the_name_is_the_largest_thing_on_the_page() -> None:
    data = profile_pdf(PROFILE, Language.CY, CY).data
    strings = placed(data)
    largest = max(strings, key=lambda string: string.size)
    assert largest.text == "Elin Haf"
    assert 38 <= largest.size <= 46


def test_praise_carries_the_name_of_its_giver() -> None:
    said = " ".join(text(profile_pdf(PROFILE, Language.CY, CY).data).split())
    assert "Rwyt ti’n gwneud i ni chwerthin. Wyn" in said


def test_the_foot_says_whose_words_and_who_may_have_them() -> None:
    said = " ".join(text(profile_pdf(PROFILE, Language.EN, EN).data).split())
    assert "Elin’s words, written down by Ms Parry on 26 November 2026." in said
    assert "Elin saw it first, on 26 November 2026." in said
    assert "May be shared with: everyday staff, until 31 July 2027." in said
    assert "next setting" not in said


def test_audiences_with_one_end_share_a_sentence() -> None:
    until = date(2027, 7, 31)
    sharing = (
        Sharing(Audience.CLASS_STAFF, ShareState.AGREED, until),
        Sharing(Audience.LUNCH_STAFF, ShareState.AGREED, until),
        Sharing(Audience.WHOLE_SETTING, ShareState.AGREED),
    )
    said = " ".join(
        text(profile_pdf(replace(PROFILE, sharing=sharing), Language.EN, EN).data).split()
    )
    assert "May be shared with: everyday staff, lunch staff, until 31 July 2027." in said
    assert "May be shared with: everyone who works here." in said


def test_nobody_asked_means_not_to_be_shared() -> None:
    said = " ".join(text(profile_pdf(replace(PROFILE, sharing=()), Language.EN, EN).data).split())
    assert "Not to be shared yet: ask Elin first." in said


def test_characters_that_cannot_be_printed_are_reported() -> None:
    odd = replace(PROFILE, important=(say("Fy nghi 🐶", "My dog 🐶"),))
    assert profile_pdf(odd, Language.CY, CY).missing == ("🐶",)
    assert profile_pdf(PROFILE, Language.CY, CY).missing == ()


def test_what_is_no_photograph_is_refused() -> None:
    with pytest.raises(WorldFault):
        profile_pdf(PROFILE, Language.CY, CY, b"no photograph")


def test_an_empty_heading_says_so() -> None:
    said = text(profile_pdf(ProfilePaper("Macsen", "Macsen"), Language.CY, CY).data)
    assert said.count("Dim byd yma eto.") == 3
