"""What the keys ask for: the sheet and a second key tried once a term, and two people."""

from __future__ import annotations

from datetime import date

import pytest

from aln_review.casework.commands.keys import PostponeKeyholder
from aln_review.casework.key_labels import Holder, KeyRole, keep_labels, key_labels
from aln_review.casework.keyring import Keyring, Proof, SlotKind
from aln_review.casework.queries.keys import CareView, KeyCare
from aln_review.casework.term_dates import Period, SaveTermDates, TermDates
from tests.casework.vaults import PASSPHRASE, Made

HERS = "llwynog bwrdd castell"
MINE = Proof(SlotKind.PASSPHRASE, PASSPHRASE)


def care(made: Made) -> CareView:
    return made.vault.ask(KeyCare())


def asked(made: Made) -> list[str]:
    return [note.key for note in care(made).notes]


def with_two_keys(made: Made) -> Keyring:
    keys = Keyring(made.door, made.vault)
    keys.add_keyholder(MINE, Holder("Mair Puw", KeyRole.HEAD), HERS)
    return keys


def words_of(made: Made) -> str:
    return " ".join(made.sheet.words)


def test_one_person_alone_is_asked_until_there_is_a_second_key(made: Made) -> None:
    assert asked(made) == ["care.alone"]
    assert care(made).ask_for_holder
    made.vault.do(PostponeKeyholder())
    assert asked(made) == ["care.alone"]
    assert not care(made).ask_for_holder
    with_two_keys(made)
    assert care(made) == CareView()


def test_a_term_without_dates_is_a_hundred_and_twenty_days(made: Made) -> None:
    keys = with_two_keys(made)
    made.clock.forward(days=119)
    assert asked(made) == []
    made.clock.forward(days=1)
    assert asked(made) == ["care.sheet_due", "care.holder_due"]
    assert len(care(made).due) == 2
    keys.rehearse_sheet(words_of(made))
    assert asked(made) == ["care.holder_due"]
    keys.rehearse_keyholder(HERS)
    assert asked(made) == []


@pytest.mark.parametrize(("days", "due"), [(20, False), (43, False), (44, True)])
def test_where_term_dates_are_known_a_new_term_asks(made: Made, days: int, due: bool) -> None:
    terms = (
        Period(date(2026, 9, 1), date(2026, 12, 18)),
        Period(date(2027, 1, 6), date(2027, 3, 19)),
    )
    made.vault.do(SaveTermDates(TermDates(terms)))
    with_two_keys(made)
    made.clock.forward(days=days)
    assert ("care.sheet_due" in asked(made)) is due


def test_a_sheet_tried_in_the_last_weeks_is_not_asked_for_on_the_first_day(made: Made) -> None:
    terms = (Period(date(2026, 12, 1), date(2026, 12, 18)),)
    made.vault.do(SaveTermDates(TermDates(terms)))
    with_two_keys(made)
    made.clock.forward(days=27)
    assert asked(made) == []
    made.clock.forward(days=1)
    assert "care.sheet_due" in asked(made)


def test_a_vault_that_never_kept_dates_asks_for_a_try(made: Made) -> None:
    with_two_keys(made)
    with made.vault.store.unit() as unit:
        labels = {
            one: type(label)(label.kind) if label.kind is SlotKind.RECOVERY else label
            for one, label in key_labels(unit).items()
        }
        keep_labels(unit, labels)
    assert asked(made) == ["care.sheet_unknown"]
