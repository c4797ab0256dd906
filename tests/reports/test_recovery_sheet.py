"""The recovery sheet: every word, numbered, on one side, in both languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from aln_review.domain.bilingual import Language
from aln_review.reports.recovery_sheet import recovery_pdf
from tests.reports.papers import RECOVERY, words
from tests.reports.reading import placed, said_by, structure, text


@pytest.mark.parametrize("language", list(Language))
def test_words_are_numbered_in_order_on_one_side(language: Language) -> None:
    paper = recovery_pdf(RECOVERY, words(language), words(language.other))
    root, strings = structure(paper.data), placed(paper.data)
    listed = next(item for item in root.all("L") if "afal" in said_by(item, strings))
    said = [said_by(item, strings) for item in listed.kids]
    assert said == [f"{n} {word}" for n, word in enumerate(RECOVERY.words, start=1)]
    assert paper.pages == 1


@pytest.mark.parametrize("language", list(Language))
def test_both_languages_stand_on_the_sheet_and_say_which_they_are(language: Language) -> None:
    paper = recovery_pdf(RECOVERY, words(language), words(language.other))
    said = " ".join(text(paper.data).split())
    for sentence in (
        "Whoever has this sheet",
        "Gall pwy bynnag",
        "Cromgell yr ysgol",
        "School vault",
    ):
        assert sentence in said
    others = [e for e in structure(paper.data).walk() if e.language == language.other.value]
    assert len(others) >= 7
    assert paper.title == {"cy": "Taflen adfer", "en": "Recovery sheet"}[language.value]


def test_words_of_the_other_language_are_read_in_it() -> None:
    paper = recovery_pdf(RECOVERY, words(Language.EN), words(Language.CY))
    items = [e for e in structure(paper.data).all("LI") if e.language == "cy"]
    assert len(items) == 16
    welsh = replace(RECOVERY, words_language=Language.EN)
    own = recovery_pdf(welsh, words(Language.EN), words(Language.CY))
    assert [e for e in structure(own.data).all("LI") if e.language == "cy"] == []


def test_a_long_word_stays_in_its_box() -> None:
    long = replace(RECOVERY, words=("llanfairpwllgwyngyllgogerych",) * 16)
    paper = recovery_pdf(long, words(Language.CY), words(Language.EN))
    boxes = [s for s in placed(paper.data) if s.text.startswith("llanfair")]
    assert len(boxes) == 16
    assert max(s.right - s.left for s in boxes) <= 81
    assert paper.pages == 1
