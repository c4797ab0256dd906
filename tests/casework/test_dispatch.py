"""Sending and receiving through the commands the windows use, between two real vaults."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from aln_review.casework.arrivals import TakeIn, opened
from aln_review.casework.commands.authority import (
    AcceptArrival,
    OpenArrival,
    ReturnArrival,
    RevokeKey,
)
from aln_review.casework.commands.dispatch import SendPlan, TakeBack, TryNow
from aln_review.casework.commands.joining import TakeRegister
from aln_review.casework.commands.plans import DraftPlan, ReopenPlan
from aln_review.casework.core import Work
from aln_review.casework.membership import REGISTER
from aln_review.casework.memory import remember
from aln_review.casework.post import HeldMembership, VaultOutbox, VaultRegister
from aln_review.casework.queries.dispatch import Send
from aln_review.casework.queries.standing import that_count
from aln_review.domain.dispatch import (
    Arrival,
    ArrivalState,
    LineState,
    OutboxLine,
    PackageKind,
    ReturnReason,
)
from aln_review.domain.errors import Refusal
from aln_review.domain.setting import SettingKind
from aln_review.packages.receipt import ReceiptKind, check_about, read_receipt
from aln_review.packages.register import sign_register
from tests.casework.plans import completed, drafted, refusal
from tests.casework.town import Town, bring, found, let_in, open_desk
from tests.casework.vaults import Made, add_learner, make

WHY = (ReturnReason("2A", "Pwy asesodd hyn?"),)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = found(tmp_path)
    yield made
    made.shut()


def set_state(town: Town, line: OutboxLine, state: LineState) -> OutboxLine:
    moved = replace(line, state=state)
    with town.school.vault.store.unit() as unit:
        unit.outbox.put(moved)
    return moved


def supersedes(town: Town, line: OutboxLine) -> str:
    """What the sealed manifest says, read by the desk."""
    arrival = town.desk.vault.do(TakeIn(line.id, town.sealed(line))).value
    with (
        town.desk.vault.store.view() as unit,
        opened(Work(unit, town.desk.vault.tools), arrival) as package,
    ):
        return package.manifest.supersedes


# sending


def test_a_package_and_its_line_are_kept_together_and_nothing_lies_beside(town: Town) -> None:
    line = town.send()
    sealed = town.sealed(line)
    assert (line.state, line.kind, line.version) == (LineState.FROZEN, PackageKind.PLAN, 1)
    assert (hashlib.sha256(sealed).hexdigest(), len(sealed)) == (line.sha256, line.size)
    assert list(town.school.vault.tools.area.iterdir()) == []
    (view,) = town.school.vault.ask(Send()).lines
    assert view.line == line
    assert view.may_take_back


def test_what_was_sealed_does_not_change_with_the_plan(town: Town) -> None:
    line = town.send()
    before = town.sealed(line)
    town.school.vault.do(ReopenPlan(town.plan.id))
    assert town.sealed(line) == before
    assert town.carry(line).state is ArrivalState.VERIFIED


def test_a_draft_goes_only_as_a_referral(town: Town) -> None:
    draft = drafted(town.school)
    assert refusal(town.school.vault, SendPlan(draft.id)) == "error.dispatch.not_complete"
    line = town.school.vault.do(SendPlan(draft.id, referral=True)).value
    assert line.kind is PackageKind.REFERRAL
    arrival = town.carry(line)
    assert (arrival.state, arrival.kind) == (ArrivalState.VERIFIED, PackageKind.REFERRAL)


def test_an_early_years_setting_always_refers(tmp_path: Path) -> None:
    town = found(tmp_path, SettingKind.EARLY_YEARS)
    try:
        other = add_learner(town.school.vault, "Mabli")
        draft = town.school.vault.do(DraftPlan(other.id)).value
        line = town.school.vault.do(SendPlan(draft.id)).value
        assert line.kind is PackageKind.REFERRAL
        assert town.carry(line).learner_name == other.name
    finally:
        town.shut()


def test_sending_again_takes_the_place_of_the_one_before(town: Town) -> None:
    first, second = town.send(), town.send()
    assert second.id != first.id
    assert second.sequence > first.sequence
    assert (supersedes(town, first), supersedes(town, second)) == ("", first.id)
    referral = town.send(referral=True)
    assert supersedes(town, referral) == ""


@settings(max_examples=8, deadline=None)
@given(moves=st.lists(st.booleans(), min_size=1, max_size=5))
def test_each_package_names_the_last_that_was_not_taken_back(
    tmp_path_factory: pytest.TempPathFactory, moves: list[bool]
) -> None:
    """True sends; false takes the newest one back."""
    town = found(tmp_path_factory.mktemp("town"))
    try:
        standing: list[OutboxLine] = []
        sequence = 0
        for sends in moves:
            if sends:
                line = town.send()
                assert line.sequence > sequence
                sequence = line.sequence
                expected = standing[-1].id if standing else ""
                assert supersedes(town, line) == expected
                standing.append(line)
            elif standing:
                town.school.vault.do(TakeBack(standing.pop().id))
        with town.school.vault.store.view() as unit:
            counted = that_count(unit.outbox.all())
        assert [line.id for line in counted] == [line.id for line in standing[-1:]]
    finally:
        town.shut()


def test_a_package_is_taken_back_only_before_it_is_offered(town: Town) -> None:
    line = town.send()
    for state in LineState:
        if state is LineState.FROZEN:
            continue
        set_state(town, line, state)
        assert refusal(town.school.vault, TakeBack(line.id)) == "error.dispatch.offered_already"
    set_state(town, line, LineState.FROZEN)
    assert town.school.vault.do(TakeBack(line.id)).value.state is LineState.TAKEN_BACK
    assert hashlib.sha256(town.sealed(line)).hexdigest() == line.sha256
    assert town.school.vault.ask(Send()).lines == ()
    with pytest.raises(Refusal):
        VaultOutbox(town.school.vault).save(replace(line, state=LineState.OFFERING))


def test_an_answered_return_asks_nothing_more_until_the_answer_is_taken_back(town: Town) -> None:
    def states() -> list[LineState]:
        with town.school.vault.store.view() as unit:
            return [line.state for line in that_count(unit.outbox.all())]

    first = town.send()
    set_state(town, first, LineState.RETURNED)
    assert states() == [LineState.RETURNED]
    again = town.send()
    assert states() == [LineState.FROZEN]
    town.school.vault.do(TakeBack(again.id))
    assert states() == [LineState.RETURNED]


def test_trying_now_clears_the_waits_of_what_is_under_way(town: Town) -> None:
    later = town.school.clock.now() + timedelta(hours=6)
    lines = [replace(town.send(), next_try_at=later) for _ in range(3)]
    states = (LineState.FROZEN, LineState.OFFERING, LineState.ACCEPTED)
    with town.school.vault.store.unit() as unit:
        for line, state in zip(lines, states, strict=True):
            unit.outbox.put(replace(line, state=state))
    assert town.school.vault.do(TryNow()).value == 2
    waiting = [v.line.id for v in town.school.vault.ask(Send()).lines if v.line.next_try_at]
    assert waiting == [lines[2].id]


# whom we may send to


def test_nobody_sends_before_joining(made: Made) -> None:
    plan = completed(made)
    assert refusal(made.vault, SendPlan(plan.id)) == "error.dispatch.not_joined"
    with made.vault.store.view() as unit:
        assert unit.outbox.all() == []


def test_a_setting_whose_key_was_withdrawn_sends_nothing_more(town: Town) -> None:
    kid = town.school.vault.ask(HeldMembership()).membership.own_kid
    today = town.desk.clock.now().date()
    token = town.desk.vault.do(RevokeKey(kid, today)).value
    before = town.send()
    held = town.school.vault.do(TakeRegister(token)).value
    assert not held.joined
    assert refusal(town.school.vault, SendPlan(town.plan.id)) == "error.dispatch.not_joined"
    arrival = town.carry(before)
    assert arrival.state is not ArrivalState.VERIFIED
    assert refusal(town.desk.vault, AcceptArrival(before.id)) == "error.desk.not_verified"


# arriving


def test_another_authority_cannot_open_it(town: Town, tmp_path: Path) -> None:
    line = town.send()
    stranger = open_desk(tmp_path / "elsewhere", seed=9)
    neighbour = make(tmp_path / "neighbour", seed=10)
    try:
        let_in(stranger.vault, neighbour.vault)
        arrival = bring(stranger.vault, line.id, town.sealed(line))
        assert arrival.state is ArrivalState.UNREADABLE
        assert arrival.problem == "error.package.not_for_this_vault"
        assert arrival.learner_name == ""
        assert refusal(stranger.vault, AcceptArrival(line.id)) == "error.desk.not_verified"
    finally:
        stranger.shut()
        neighbour.shut()


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Town, OutboxLine, bytes]]:
    """One package for every example: joining and sealing take longer than opening."""
    made = found(tmp_path_factory.mktemp("town"))
    line = made.send()
    yield made, line, made.sealed(line)
    made.shut()


@settings(max_examples=60, deadline=None)
@given(share=st.floats(0, 1, exclude_max=True), flip=st.integers(1, 255))
@example(share=0.0, flip=1)
@example(share=0.9999999, flip=128)
def test_one_byte_changed_anywhere_is_unreadable_and_says_why(
    sent: tuple[Town, OutboxLine, bytes], share: float, flip: int
) -> None:
    town, line, sealed = sent
    changed = bytearray(sealed)
    changed[int(share * len(sealed))] ^= flip
    desk = town.desk.vault
    came = Arrival(line.id, line.sha256, line.size, desk.tools.now())
    with desk.store.unit() as unit:
        unit.contents.put(line.id, bytes(changed))
        unit.arrivals.put(came)
    arrival = desk.do(OpenArrival(line.id)).value
    assert arrival.state is ArrivalState.UNREADABLE
    assert arrival.problem.startswith("error.package.")
    assert all(words.has(arrival.problem) for words in desk.tools.catalogues.values())
    assert refusal(desk, AcceptArrival(line.id)) == "error.desk.not_verified"
    assert list(desk.tools.area.iterdir()) == []


def test_other_bytes_under_the_same_name_are_not_taken_in(town: Town) -> None:
    line = town.send()
    sealed = town.sealed(line)
    assert town.carry(line).state is ArrivalState.VERIFIED
    assert refusal(town.desk.vault, TakeIn(line.id, sealed + b"x")) == "error.package.another"
    again = town.desk.vault.do(TakeIn(line.id, sealed)).value
    assert again.state is ArrivalState.VERIFIED


def test_a_package_of_somebody_unknown_is_shown_and_cannot_be_accepted(town: Town) -> None:
    line = town.send()
    with town.desk.vault.store.unit() as unit:
        remember(unit, REGISTER, first_register(town))
    arrival = town.carry(line)
    assert arrival.state is ArrivalState.UNKNOWN_SIGNER
    assert arrival.problem == "error.package.unknown_signer"
    for answer in (AcceptArrival(line.id), ReturnArrival(line.id, WHY)):
        assert refusal(town.desk.vault, answer) == "error.desk.not_verified"
    with town.desk.vault.store.unit() as unit:
        remember(unit, REGISTER, town.register)
    assert town.desk.vault.do(OpenArrival(line.id)).value.state is ArrivalState.VERIFIED


def first_register(town: Town) -> str:
    """The register as it was before the school was let in."""
    from_log = VaultRegister(town.desk.vault).register()
    early = replace(from_log, version=1, entries=from_log.entries[:1])
    identity = town.desk.vault.ask(HeldMembership()).identity
    return sign_register(early, identity)


def test_what_is_accepted_is_filed_signed_for_and_answered_once(town: Town) -> None:
    line = town.send()
    assert town.carry(line).state is ArrivalState.VERIFIED
    done = town.desk.vault.do(AcceptArrival(line.id)).value
    register = VaultRegister(town.desk.vault).register()
    receipt = read_receipt(done.receipt, register).receipt
    check_about(receipt, line.id, line.sha256)
    assert (receipt.kind, receipt.position) == (ReceiptKind.ACCEPTED, 1)
    with town.desk.vault.store.view() as unit:
        papers = unit.documents.where(learner_id=town.learner.id)
        assert unit.learners.get(town.learner.id).name == town.learner.name
        assert all(unit.contents.get(paper.id).startswith(b"%PDF-") for paper in papers)
    assert len(papers) == 2
    again = (AcceptArrival(line.id), ReturnArrival(line.id, WHY))
    assert town.desk.vault.do(OpenArrival(line.id)).value == done
    assert {refusal(town.desk.vault, one) for one in again} == {"error.desk.answered"}
    assert held(town, line) == done


def held(town: Town, line: OutboxLine) -> Arrival:
    with town.desk.vault.store.view() as unit:
        return unit.arrivals.get(line.id)


def test_a_return_says_why(town: Town) -> None:
    line = town.send()
    town.carry(line)
    for reasons in ((), (ReturnReason("2A", "  "),)):
        assert refusal(town.desk.vault, ReturnArrival(line.id, reasons)) == "error.desk.why"
    done = town.desk.vault.do(ReturnArrival(line.id, (*WHY, ReturnReason("2B", " ")))).value
    assert (done.state, done.reasons) == (ArrivalState.RETURNED, WHY)
    receipt = read_receipt(done.receipt, VaultRegister(town.desk.vault).register()).receipt
    assert (receipt.kind, receipt.reasons) == (ReceiptKind.RETURNED, WHY)


def test_nothing_is_answered_before_it_was_opened(town: Town) -> None:
    line = town.send()
    town.desk.vault.do(TakeIn(line.id, town.sealed(line)))
    for answer in (AcceptArrival(line.id), ReturnArrival(line.id, WHY)):
        assert refusal(town.desk.vault, answer) == "error.desk.not_verified"


def test_each_step_leaves_a_line_in_the_log_of_its_vault(town: Town) -> None:
    line = town.send()
    back = town.send()
    town.school.vault.do(TakeBack(back.id))
    town.carry(line)
    town.desk.vault.do(AcceptArrival(line.id))
    with town.school.vault.store.view() as unit:
        ours = [(a.action, a.subject) for a in unit.access_log(town.learner.id)]
        assert unit.chain().whole
    assert ours[-3:] == [
        ("package.frozen", line.id),
        ("package.frozen", back.id),
        ("package.taken_back", back.id),
    ]
    with town.desk.vault.store.view() as unit:
        theirs = [a.action for a in unit.access_log() if a.subject == line.id]
        filed = [a for a in unit.access_log(town.learner.id) if a.action == "document.filed"]
        assert unit.chain().whole
    assert theirs == ["arrival.came", "arrival.opened", "arrival.accepted"]
    assert len(filed) == 2


def test_the_day_of_a_moment_is_the_day_in_wales(town: Town) -> None:
    """Half past midnight in summer is still the day before by the clock the vault keeps."""
    line = town.send()
    late = datetime(2026, 7, 10, 23, 30, tzinfo=UTC)
    set_state(town, replace(line, delivered_at=late), LineState.DELIVERED)
    assert town.school.vault.ask(Send()).lines[0].sentence.facts["on"] == date(2026, 7, 11)
    set_state(town, replace(line, delivered_at=late, answered_at=late), LineState.ACCEPTED)
    assert town.school.vault.ask(Send()).lines[0].sentence.facts["on"] == date(2026, 7, 11)
