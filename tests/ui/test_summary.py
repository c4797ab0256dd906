"""What is to be put right is brought before the eyes, not only named at the top."""

from __future__ import annotations

from aln_review.domain.bilingual import Language
from tests.ui.desk import words
from tests.ui.rooms import settle
from ui.widgets import ErrorSummary, LineField, ScrollPage


def test_the_field_and_what_is_said_of_it_come_into_view() -> None:
    """The summary pushed the field it named out at the foot, with the sentence beneath it."""
    page, summary = ScrollPage(), ErrorSummary(words(Language.CY))
    fields = [LineField(str(number)) for number in range(9)]
    for part in (summary, *fields):
        page.add(part)
    page.resize(600, 300)
    page.show()
    settle()
    fields[5].take_focus()
    summary.show_errors([(fields[5], "error.erase.name")])
    settle()
    low = fields[5].mapTo(page.viewport(), fields[5].rect().bottomLeft()).y()
    assert 0 < low <= page.viewport().height()
    page.close()
