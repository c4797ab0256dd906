"""The certificate of erasure: both languages, equal; on one side unless much was erased."""

from __future__ import annotations

from dataclasses import replace

import pytest

from aln_review.domain.bilingual import Language
from aln_review.reports.certificate import certificate_pdf
from tests.reports.papers import BARE_CERTIFICATE, CERTIFICATE, words
from tests.reports.reading import structure, text, texts


@pytest.mark.parametrize("language", list(Language))
def test_it_says_who_what_why_and_until_when_in_both_languages(language: Language) -> None:
    paper = certificate_pdf(CERTIFICATE, words(language), words(language.other))
    said = " ".join(text(paper.data).split())
    for part in (
        "Elin Haf Morgan", "Ms Parry", "Huw Rees", "Until the 31st birthday",
        "Tan y pen-blwydd yn 31 oed", "31 August 2027", "31 Awst 2027", "212 statements",
        "Aeron Council", "Cyngor Sir Aeron",
    ):  # fmt: skip
        assert part in said, part
    assert paper.pages == 1
    others = [e for e in structure(paper.data).walk() if e.language == language.other.value]
    assert len(others) >= 7
    assert paper.missing == ()


def test_copies_that_were_removed_are_said_to_be() -> None:
    paper = certificate_pdf(BARE_CERTIFICATE, words(Language.EN), words(Language.CY))
    said = " ".join(text(paper.data).split())
    assert "were removed from the computer on 26 November 2026" in said
    assert "will have gone" not in said
    assert "second place were removed on 26 November 2026, after a new copy was read back" in said
    assert "sent to nobody" in said


@pytest.mark.parametrize("kinds", range(4, 16))
def test_whoever_signs_signs_under_words(kinds: int) -> None:
    """With a long list the line to sign on stood alone on another page than its label."""
    counts = tuple(("words", number) for number in range(kinds))
    longer = replace(CERTIFICATE, counts=counts)
    pages = texts(certificate_pdf(longer, words(Language.EN), words(Language.CY)).data)
    assert "Signature of whoever decided" in pages[-1]
    assert "Aeron Council, sent on" in pages[-1]
