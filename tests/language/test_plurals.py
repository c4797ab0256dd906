"""The six Welsh forms and the two English ones."""

from __future__ import annotations

from typing import Any

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from aln_review.domain.bilingual import Language
from aln_review.language.plurals import FORMS, HEADER, form

CLDR: Any = {language: Locale(language.value).plural_form for language in Language}


@pytest.mark.parametrize(
    ("count", "name"),
    [
        (0, "zero"),
        (1, "one"),
        (2, "two"),
        (3, "few"),
        (4, "other"),
        (5, "other"),
        (6, "many"),
        (7, "other"),
        (10, "other"),
        (11, "other"),
        (20, "other"),
        (103, "other"),
    ],
)
def test_welsh_forms(count: int, name: str) -> None:
    assert FORMS[Language.CY][form(Language.CY, count)] == name


@given(st.sampled_from(Language), st.integers(min_value=0, max_value=10_000_000))
def test_agrees_with_cldr(language: Language, count: int) -> None:
    assert FORMS[language][form(language, count)] == CLDR[language](count)


@pytest.mark.parametrize("language", Language)
def test_the_header_says_how_many_forms(language: Language) -> None:
    assert HEADER[language].startswith(f"nplurals={len(FORMS[language])};")


@pytest.mark.parametrize("language", Language)
def test_a_negative_count_takes_the_last_form(language: Language) -> None:
    assert form(language, -1) == len(FORMS[language]) - 1
