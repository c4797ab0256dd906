"""Finishing: whoever asks, however many at once, the same paper comes out."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from aln_review.domain.bilingual import Language
from aln_review.reports.finish import Facts, paper
from aln_review.reports.plan_report import plan_pdf
from aln_review.reports.profile_page import profile_pdf
from aln_review.reports.tags import Node, Role
from tests.reports.papers import PROFILE, plan, words
from tests.reports.reading import text


def _profile(language: Language) -> bytes:
    return profile_pdf(PROFILE, language, words(language)).data


def _plan(language: Language) -> bytes:
    return plan_pdf(plan(), language, words(language)).data


def test_papers_made_at_the_same_time_do_not_mix() -> None:
    alone = [make(language) for make in (_profile, _plan) for language in Language]
    with ThreadPoolExecutor(4) as pool:
        jobs = [
            pool.submit(make, language)
            for _ in range(3)
            for make in (_profile, _plan)
            for language in Language
        ]
    assert [job.result() for job in jobs] == alone * 3


def test_a_title_may_hold_any_character() -> None:
    said = 'Elin <& "Ŵyn"> 中'
    root = Node(Role.DOCUMENT)
    made = paper(Facts(said, Language.CY), root, lambda _pen: None)
    assert made.title == said
    assert made.pages == 1
    assert text(made.data) == ""
