"""Whatever is typed or pasted: hidden marks go, what is too long is refused, the rest stays."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aln_review.casework.commands.authority import ReturnArrival
from aln_review.casework.commands.joining import TakeRegister
from aln_review.casework.commands.keeping import KeepDrafts, WithDrafts
from aln_review.casework.commands.learners import SaveLearner
from aln_review.casework.commands.words import EditWords, RecordWords
from aln_review.casework.typed import LONGER, MOST_LINE, MOST_TEXT, as_typed
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.dispatch import ReturnReason
from aln_review.domain.errors import Refusal
from aln_review.domain.learner import Consent, Learner
from aln_review.domain.people import Perspective
from aln_review.domain.words import Sheet
from aln_review.packages.shapes import clean

BORN = date(2016, 1, 1)


def said(text: str, who: str = "Elin") -> RecordWords:
    return RecordWords("r", Sheet.NOW, text, Language.CY, who, Perspective.LEARNER)


@given(st.text(max_size=200))
def test_a_text_is_cleaned_wherever_it_stands(text: str) -> None:
    learner = Learner("", text, "Môn", BORN, languages=Text(cy=text), consent=Consent())
    kept = as_typed(WithDrafts(SaveLearner(learner), "page", (("field", text),)))
    assert isinstance(kept.command, SaveLearner)
    found = kept.command.learner
    assert {found.forename, found.languages.cy, kept.texts[0][1]} == {clean(text)}
    assert as_typed(kept) is kept


def test_hidden_direction_marks_do_not_turn_a_name_round() -> None:
    turned = Learner("", "Elin\u202enoM\u202c", "\u2066Prydderch\u2069", BORN)
    found = as_typed(SaveLearner(turned)).learner
    assert found.name == "ElinnoM Prydderch"


def test_letters_that_need_joining_marks_keep_them() -> None:
    family = "👩\u200d👧 ŵ ŷ ’"
    assert as_typed(EditWords("w", family, Language.CY)).text == family


@pytest.mark.parametrize(
    ("command", "most"),
    [
        (said("a" * (MOST_TEXT + 1)), MOST_TEXT),
        (said("a", "b" * (MOST_LINE + 1)), MOST_LINE),
        (SaveLearner(Learner("", "a" * (MOST_LINE + 1), "b", BORN)), MOST_LINE),
        (SaveLearner(Learner("", "a", "b", BORN, languages=Text(en="c" * 20_001))), MOST_TEXT),
        (KeepDrafts("page", (("field", "a" * 20_000_000),)), MOST_TEXT),
        (ReturnArrival("a", (ReturnReason("2A", "b" * 4_001),)), LONGER[ReturnReason]),
    ],
)
def test_what_is_too_long_is_refused_with_the_length_that_fits(command: object, most: int) -> None:
    with pytest.raises(Refusal) as refused:
        as_typed(command)
    assert (refused.value.key, refused.value.facts["limit"]) == ("error.text.too_long", most)


def test_what_just_fits_stays_the_same_object() -> None:
    for command in (said("a" * MOST_TEXT, "b" * MOST_LINE), said("Dwy linell\nac un arall")):
        assert as_typed(command) is command


def test_files_have_limits_of_their_own() -> None:
    register = TakeRegister("a" * (MOST_TEXT + 1))
    assert as_typed(register) is register
