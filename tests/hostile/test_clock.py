"""Clocks two years out, going back and forth: nothing lost, nothing reordered, said in words."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from aln_review.casework.commands.cases import RecordEvent
from aln_review.casework.commands.learners import SaveLearner
from aln_review.casework.commands.plans import DraftPlan
from aln_review.casework.commands.reviews import MoveStage
from aln_review.casework.commands.words import RecordWords
from aln_review.casework.core import Query, Work
from aln_review.casework.queries.access_log import AccessLog, LogChain
from aln_review.casework.queries.learners import Caseload, LearnerPage
from aln_review.casework.queries.meeting import Meeting
from aln_review.casework.queries.today import Today
from aln_review.casework.term_dates import calendar_of
from aln_review.domain.bilingual import Language
from aln_review.domain.dispatch import LineState
from aln_review.domain.errors import WorldFault
from aln_review.domain.learner import Learner
from aln_review.domain.people import Perspective
from aln_review.domain.review import ReviewStage
from aln_review.domain.words import Sheet
from aln_review.language.catalogue import Catalogue
from aln_review.statute.deadlines import deadlines
from aln_review.sync.faults import Unreachable
from aln_review.sync.requests import Requests
from aln_review.sync.transports.https import HttpsTransport
from aln_review.vault.tries import LONGEST_SECONDS
from tests.casework.vaults import PASSPHRASE, Made, add_learner, begin_review, make
from tests.gateway.running import Running, running
from tests.hostile.doors import new_door
from tests.packages import makers
from tests.sync.town import Town
from tests.sync.vaults import put

TWO_YEARS = timedelta(days=731)
WRONG = "wrong wrong wrong"
EDGES = (
    datetime(2024, 2, 29, 23, 59, 59, tzinfo=UTC),
    datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC),
    datetime(2026, 3, 29, 1, 0, 1, tzinfo=UTC),
    datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
    datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    datetime(2028, 2, 29, 12, 0, tzinfo=UTC),
    datetime(2026, 11, 23, 10, 42, tzinfo=UTC),
    datetime(2025, 12, 31, 23, 59, 59, tzinfo=UTC),
)
"""The leap day, both turns of British summer time, the turn of the year; forwards and back."""


def wrong_tries(made: Made, count: int) -> None:
    for _ in range(count):
        made.clock.forward(seconds=made.door.look().wait_seconds)
        with pytest.raises(WorldFault):
            made.door.unlock(WRONG)


@pytest.mark.parametrize("by", [TWO_YEARS, -TWO_YEARS, timedelta(days=3650), timedelta(days=-3650)])
def test_a_wait_is_neither_skipped_nor_lengthened_by_the_clock(
    tmp_path: Path, by: timedelta
) -> None:
    made = make(tmp_path)
    made.vault.close()
    wrong_tries(made, 4)
    assert made.door.look().wait_seconds == 2
    made.clock.at += by
    # The program that waits has a clock of its own that nobody can set.
    assert 0 < made.door.look().wait_seconds <= 2
    with pytest.raises(WorldFault) as early:
        made.door.unlock(PASSPHRASE)
    assert early.value.key == "error.vault.wait"
    made.door.release()
    again = new_door(tmp_path, made.clock)
    assert again.look().wait_seconds <= LONGEST_SECONDS
    assert again.look().wait_seconds == (2 if by < timedelta() else 0)
    made.clock.forward(seconds=2)
    again.unlock(PASSPHRASE).close()


def test_work_goes_on_over_every_edge_and_keeps_its_order(made: Made) -> None:
    learner = add_learner(made.vault)
    review = begin_review(made.vault, learner)
    said = []
    for number, at in enumerate(EDGES * 2):
        made.clock.at = at
        record = RecordWords(
            review.id, Sheet.NOW, f"Geiriau {number}", Language.CY, "Elin", Perspective.LEARNER
        )
        said.append(made.vault.do(record).value.id)
        made.vault.do(SaveLearner(learner))
        for query in (Today(), Caseload(), LearnerPage(learner.id)):
            assert made.vault.ask(query)
    shown = made.vault.ask(Meeting(review.id)).sheet(Sheet.NOW).learner
    assert [card.id for card in shown] == said
    log = made.vault.ask(AccessLog())
    chain = made.vault.ask(LogChain())
    assert chain is not None
    assert chain.whole
    newest = [chain.count - place for place in range(len(log.lines))]
    assert [line.seq for line in log.lines] == newest
    for stage in (ReviewStage.READ_BACK, ReviewStage.CLOSED):
        made.vault.do(MoveStage(review.id, stage))
    assert made.vault.do(DraftPlan(learner.id, review.id)).value.sections


class DueDays(Query[tuple[date, ...]]):
    """The days on which what is counted in the vault falls due."""

    def run(self, work: Work) -> tuple[date, ...]:
        rules, calendar = work.tools.law.rules, calendar_of(work)
        found = [
            deadline.due
            for case in work.unit.cases.all()
            for deadline in deadlines(case, rules, calendar, work.today)
        ]
        return tuple(found)


@pytest.mark.parametrize("at", EDGES)
def test_a_deadline_is_a_date_and_stays_that_date_whatever_the_clock_does(
    made: Made, at: datetime
) -> None:
    learner = add_learner(made.vault)
    made.vault.do(RecordEvent(learner.id, "concern_raised", date(2026, 11, 9)))
    before = made.vault.ask(DueDays())
    assert len(before) > 0
    made.clock.at = at
    assert made.vault.ask(DueDays()) == before


def test_the_leap_day_as_a_date_of_birth_and_a_vault_closed_in_another_year(
    tmp_path: Path,
) -> None:
    made = make(tmp_path)
    made.clock.at = EDGES[0]
    kept = made.vault.do(SaveLearner(Learner("", "Elin", "Chwefror", date(2016, 2, 29)))).value
    made.shut()
    for step in (TWO_YEARS, -TWO_YEARS, -TWO_YEARS, TWO_YEARS):
        made.clock.at += step
        door = new_door(tmp_path, made.clock)
        door.take()
        vault = door.unlock(PASSPHRASE)
        with vault.store.view() as unit:
            assert unit.learners.get(kept.id) == kept
            assert unit.chain().whole
        vault.close()
        door.release()


@pytest.mark.parametrize("by", [TWO_YEARS, -TWO_YEARS])
def test_receipts_bring_the_authoritys_time_and_ours_decides_nothing(
    tmp_path: Path, by: timedelta
) -> None:
    town = Town(makers.world(), tmp_path)
    package = put(town.school, town.people, tmp_path)
    theirs = town.clock.at
    ours = theirs + by

    def out(now: datetime) -> None:
        town.school_side.outbox._now = lambda: now

    out(ours)
    town.school_side.round(town.out)
    line = town.school.outbox[package]
    assert line.state is LineState.DELIVERED
    assert line.delivered_at == theirs
    assert line.offered_at == ours
    town.desk_side.round(town.back)
    town.accept_all()
    town.desk_side.round(town.back)
    out(ours - 2 * by)
    town.school_side.round(town.out)
    line = town.school.outbox[package]
    assert line.state is LineState.ACCEPTED
    assert line.answered_at == theirs


def test_a_next_try_planned_by_a_wrong_clock_is_not_waited_for(tmp_path: Path) -> None:
    """Set two years forward, tried in vain, put right again."""
    town = Town(makers.world(), tmp_path)
    package = put(town.school, town.people, tmp_path)
    right = town.clock.at
    town.clock.at = right + TWO_YEARS
    town.out.storm = ["before"]
    town.school_side.round(town.out)
    town.clock.at = right
    town.school_side.round(town.out)
    assert town.state(package) is LineState.DELIVERED


def transport(
    running_at: Running, town: Town, now: datetime, *, desk: bool = False
) -> HttpsTransport:
    """A way to the gateway for a computer whose clock says ``now``."""
    identity = town.people.desk if desk else town.people.school
    client = httpx.Client(trust_env=False, timeout=20)
    random = makers.chance(f"{now}{desk}")
    return HttpsTransport(Requests(running_at.address, identity, lambda: now, random, client))


@pytest.mark.parametrize("by", [TWO_YEARS, -TWO_YEARS])
def test_the_gateway_says_what_time_it_is_and_nothing_is_lost(
    tmp_path: Path, by: timedelta
) -> None:
    town = Town(makers.world(), tmp_path / "town")
    package = put(town.school, town.people, tmp_path)
    with running(tmp_path / "gateway", town.people, lambda: makers.NOW) as gateway:
        with closing(transport(gateway, town, makers.NOW, desk=True)) as desk:
            desk.publish(town.school.held_register)
        with closing(transport(gateway, town, makers.NOW + by)) as wrong:
            assert {one.key for one in town.school_side.round(wrong).troubles} == {
                "error.sync.clock"
            }
            with pytest.raises(Unreachable) as told:
                wrong.mailbox(0)
        assert town.state(package) is not LineState.DELIVERED
        assert told.value.facts["at"] == makers.NOW
        for language in Language:
            said = Catalogue.load(language).t(told.value.key, **told.value.facts)
            assert "30" in said
            assert "10:15" in said
        town.later()
        with closing(transport(gateway, town, makers.NOW)) as right:
            assert town.school_side.round(right).troubles == ()
    assert town.state(package) is LineState.DELIVERED
