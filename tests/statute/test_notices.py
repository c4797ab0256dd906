from __future__ import annotations

from pathlib import Path

from aln_review.domain.setting import SettingKind
from aln_review.statute.notices import Party, load_notices
from aln_review.statute.states import load_states

RULES = Path(__file__).parents[2] / "resources" / "rules"
NOTICES = load_notices(RULES / "notices.json")
STATES = load_states(RULES / "states.json")


def test_all_twenty_one_are_there_with_their_law_in_both_languages() -> None:
    assert [notice.id for notice in NOTICES.notices] == [f"N{n}" for n in range(1, 22)]
    for notice in NOTICES.notices:
        assert notice.law
        assert notice.given_by
        assert notice.given_to
        for text in (notice.title, *notice.states):
            assert text.cy
            assert text.en
            assert text.cy != text.en
    assert len(NOTICES.pack) == 5


def test_every_notice_follows_an_event_that_exists() -> None:
    events = {event for machine in STATES.machines.values() for event in machine.events}
    for notice in NOTICES.notices:
        assert set(notice.after) <= events


def test_which_notices_an_event_calls_for() -> None:
    (no_aln,) = NOTICES.after("decided_no_aln", SettingKind.SCHOOL)
    assert no_aln.id == "N2"
    assert no_aln.reviewing_officer
    assert Party.YOUNG_PERSON in no_aln.given_to
    assert NOTICES.after("decided_no_aln", SettingKind.EARLY_YEARS) == ()
    assert NOTICES.after("nothing", SettingKind.SCHOOL) == ()


def test_what_was_not_checked_says_so() -> None:
    verified = {notice.id: notice.verified for notice in NOTICES.notices}
    assert verified["N1"] == "unverified"
    assert verified["N12"] == "primary"
