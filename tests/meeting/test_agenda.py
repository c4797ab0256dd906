from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from aln_review.domain.bilingual import Language
from aln_review.domain.setting import SettingKind
from aln_review.domain.words import SHEETS, Sheet
from aln_review.language.catalogue import Catalogue
from aln_review.meeting.agenda import PRESETS, agenda, minutes_for, preparation, prompts
from tests.meeting.makers import participant, review

CATALOGUES = [Catalogue.load(language, strict=True) for language in Language]


@pytest.mark.parametrize("minutes", PRESETS)
def test_the_minutes_of_a_preset_add_up(minutes: int) -> None:
    items = agenda(minutes)
    assert [item.sheet for item in items] == list(SHEETS)
    assert [item.number for item in items] == list(range(1, 9))
    assert sum(item.minutes for item in items) == minutes
    assert all(item.minutes > 0 for item in items)


@pytest.mark.parametrize(("minutes", "total"), [(5, 20), (44, 20), (60, 45), (120, 85)])
def test_another_length_takes_the_longest_preset_that_fits(minutes: int, total: int) -> None:
    assert sum(item.minutes for item in agenda(minutes)) == total


def test_no_sheet_has_no_minutes() -> None:
    assert minutes_for(Sheet.NONE, 85) == 0
    assert prompts(Sheet.NONE, SettingKind.SCHOOL) == ()


def test_every_heading_and_prompt_is_worded_in_both_languages() -> None:
    for words, item, kind in product(CATALOGUES, agenda(85), SettingKind):
        for key in (item.title, item.short, item.empty, *prompts(item.sheet, kind)):
            sentence = words.t(key, name="Elin")
            assert sentence
            assert "{" not in sentence


def test_a_college_speaks_to_adults() -> None:
    school, college = (
        [CATALOGUES[0].t(k, name="Siwan") for s in SHEETS for k in prompts(s, kind)]
        for kind in (SettingKind.SCHOOL, SettingKind.COLLEGE)
    )
    assert any("byddet ti" in prompt for prompt in school)
    assert not any("ti" in prompt.split() for prompt in college)


@pytest.mark.parametrize("minutes", PRESETS)
def test_every_line_of_preparation_is_worded(minutes: int) -> None:
    keys = preparation(review(minutes=minutes))
    assert len(set(keys)) == len(keys)
    for words, key in product(CATALOGUES, keys):
        assert words.has(f"meeting.prepare.{key}")


def test_an_interpreter_is_booked_when_somebody_needs_one() -> None:
    plain = review()
    signed = replace(plain, participants=(*plain.participants, participant("T", interpreter="BSL")))
    assert "interpreter_booked" not in preparation(plain)
    assert preparation(signed)[-1] == "interpreter_booked"
    assert CATALOGUES[1].has("meeting.prepare.interpreter_booked")
