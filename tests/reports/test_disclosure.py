"""What a family is given on paper: no label is parted from what it names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from aln_review.domain.bilingual import Language
from aln_review.reports.disclosure import disclosure_pdf
from aln_review.reports.document import DisclosedLine
from tests.reports.papers import DISCLOSURE, both, words
from tests.reports.reading import texts


@pytest.mark.parametrize("said", range(8))
def test_a_label_stands_on_the_page_of_what_it_names(said: int) -> None:
    """Above a page's foot stood "Telephone", and the number on the next."""
    lines = [DisclosedLine(both(f"Llinell {one}", f"Line {one}")) for one in range(said)]
    lines += [
        DisclosedLine(both(f"Rhif {one}", f"Number {one}"), both(f"Ffôn {one}", f"Telephone {one}"))
        for one in range(60)
    ]
    long = replace(DISCLOSURE, parts=(("people", tuple(lines)),))
    pages = texts(disclosure_pdf(long, words(Language.EN)).data)
    assert len(pages) > 2
    for page in pages:
        for one in range(60):
            label = f"Telephone {one}" in page.split("\n")
            assert label == (f"Number {one}" in page.split("\n")), one
