"""The courier in memory: retries, poison, order, and histories nobody would write down."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aln_review.domain.dispatch import LineState, ReturnReason
from aln_review.domain.errors import Refusal
from aln_review.packages.identity import Identity
from aln_review.packages.receipt import Receipt, ReceiptKind, sign_receipt
from aln_review.packages.register import Role, sign_register
from aln_review.sync.faults import NotTaken
from aln_review.sync.outbox import wait
from tests.packages import makers
from tests.packages.makers import NOW, World, chance
from tests.sync.town import Town
from tests.sync.vaults import put


@pytest.fixture(scope="module")
def people() -> World:
    return makers.world()


@pytest.fixture
def town(people: World, tmp_path: Path) -> Town:
    return Town(people, tmp_path)


def test_delivered_accepted_and_then_quiet(town: Town) -> None:
    package = put(town.school, town.people, town.folder)
    assert town.school_side.round(town.out).offered == 1
    assert town.state(package) is LineState.DELIVERED
    assert town.desk_side.round(town.back).collected == 1
    town.desk.accept(package, 1)
    assert town.desk_side.round(town.back).answered == 1
    assert town.school_side.round(town.out).matched == 1
    assert town.state(package) is LineState.ACCEPTED
    for _ in range(3):
        assert not town.school_side.round(town.out).changed
        assert not town.desk_side.round(town.back).changed


def test_returned_with_its_reasons(town: Town) -> None:
    package = put(town.school, town.people, town.folder)
    town.school_side.round(town.out)
    reasons = (ReturnReason("2B", "Pa mor aml?"),)
    line = town.school.outbox[package]
    receipt = Receipt(package, line.sha256, ReceiptKind.RETURNED, 1, NOW, reasons)
    assert town.school_side.outbox.match(sign_receipt(receipt, town.people.desk))
    after = town.school.outbox[package]
    assert (after.state, after.reasons) == (LineState.RETURNED, reasons)


def test_a_lost_reply_does_not_send_twice(town: Town) -> None:
    package = put(town.school, town.people, town.folder)
    town.out.storm = ["after"] * 4
    for _ in range(4):
        assert not town.school_side.round(town.out).reached
        assert town.state(package) is LineState.OFFERING
        town.later()
    town.school_side.round(town.out)
    assert town.state(package) is LineState.DELIVERED
    assert town.school.outbox[package].attempts == 5
    town.desk_side.round(town.back)
    assert (len(town.post.kept), town.desk.takes) == (1, 1)


def test_a_poison_line_never_blocks_the_others(town: Town) -> None:
    packages = [put(town.school, town.people, town.folder, n) for n in range(1, 9)]
    town.out.poison[packages[0]] = NotTaken("error.gateway.too_large", final=True)
    town.out.poison[packages[3]] = NotTaken("error.gateway.unknown_addressee")
    done = town.school_side.round(town.out)
    assert done.offered == 6
    assert [t.about for t in done.troubles] == [packages[0], packages[3]]
    assert town.state(packages[0]) is LineState.REFUSED
    assert town.school.outbox[packages[3]].problem == "error.gateway.unknown_addressee"
    town.later()
    town.school_side.round(town.out)
    assert town.out.tried.count(packages[0]) == 1
    assert town.out.tried.count(packages[3]) == 2


def test_no_network_touches_one_line_and_waits(town: Town) -> None:
    for number in range(1, 5):
        put(town.school, town.people, town.folder, number)
    town.out.storm = ["before"]
    done = town.school_side.round(town.out)
    assert [t.about for t in done.troubles] == ["connection"]
    assert sorted(line.attempts for line in town.school.lines()) == [0, 0, 0, 1]
    assert town.school_side.round(town.out).offered == 3
    assert town.school_side.round(town.out).offered == 0
    town.later()
    assert town.school_side.round(town.out).offered == 1


@given(attempts=st.integers(1, 200), chance=st.floats(0, 1))
def test_waiting_doubles_is_spread_and_ends_at_nine_hours(attempts: int, chance: float) -> None:
    found = wait(attempts, chance)
    assert timedelta(seconds=15) <= found <= timedelta(hours=9)
    assert wait(attempts, 0) <= found <= wait(attempts, 1)
    assert wait(attempts + 1, 0) >= wait(attempts, 0)


def test_a_line_taken_back_is_never_offered(town: Town) -> None:
    package = put(town.school, town.people, town.folder)
    line = town.school.outbox[package]
    town.school.save(replace(line, state=LineState.TAKEN_BACK))
    town.school_side.round(town.out)
    assert town.post.kept == {}
    assert town.out.tried == []


def test_a_line_taken_back_while_the_courier_looks_is_not_offered(town: Town) -> None:
    package = put(town.school, town.people, town.folder)
    (line,) = town.school_side.outbox.due()
    town.school.save(replace(line, state=LineState.TAKEN_BACK))
    trouble = town.school_side.outbox.offer(line, town.out)
    assert trouble is not None
    assert trouble.key == "error.dispatch.taken_back"
    assert (town.out.tried, town.state(package)) == ([], LineState.TAKEN_BACK)


def test_a_line_waits_until_its_time(town: Town) -> None:
    package = put(town.school, town.people, town.folder)
    line = town.school.outbox[package]
    town.school.save(replace(line, next_try_at=NOW + timedelta(seconds=10)))
    assert town.school_side.round(town.out).offered == 0
    town.clock.at += timedelta(seconds=10)
    assert town.school_side.round(town.out).offered == 1


def test_wrong_signer_a_receipt_of_anyone_else_moves_nothing(town: Town) -> None:
    package = put(town.school, town.people, town.folder)
    for identity in (town.people.school, town.people.stranger, town.people.desk):
        town.post.identity = identity
        town.post.kept.clear()
        done = town.school_side.round(town.out)
        assert done.troubles[0].key in {"error.receipt.wrong_role", "error.receipt.unknown_signer"}
        assert town.state(package) is LineState.OFFERING
        assert town.school.outbox[package].delivered_receipt == ""
        town.later()


def test_mix_and_match_another_packages_receipt_moves_nothing(town: Town) -> None:
    one = put(town.school, town.people, town.folder, 1)
    two = put(town.school, town.people, town.folder, 2)
    town.school_side.round(town.out)
    line = town.school.outbox[one]
    forged = Receipt(one, town.school.outbox[two].sha256, ReceiptKind.ACCEPTED, 9, NOW)
    with pytest.raises(Refusal, match="other_package"):
        town.school_side.outbox.match(sign_receipt(forged, town.people.desk))
    assert town.school.outbox[one] == line


def test_rollback_a_gateway_that_begins_again_is_noticed(town: Town) -> None:
    first = put(town.school, town.people, town.folder, 1)
    town.school_side.round(town.out)
    town.post.kept.clear()
    town.post.head = 0
    second = put(town.school, town.people, town.folder, 2)
    done = town.school_side.round(town.out)
    assert [t.key for t in done.troubles] == ["error.receipt.rolled_back"]
    assert (town.state(first), town.state(second)) == (LineState.DELIVERED, LineState.OFFERING)


def test_rollback_two_packages_never_share_a_place(town: Town) -> None:
    first = put(town.school, town.people, town.folder, 1)
    second = put(town.school, town.people, town.folder, 2)
    for package in (first, second):
        line = town.school.outbox[package]
        receipt = Receipt(package, line.sha256, ReceiptKind.ACCEPTED, 5, NOW)
        token = sign_receipt(receipt, town.people.desk)
        if package == first:
            assert town.school_side.outbox.match(token)
        else:
            with pytest.raises(Refusal, match="rolled_back"):
                town.school_side.outbox.match(token)


def test_a_second_other_answer_changes_nothing(town: Town) -> None:
    package = put(town.school, town.people, town.folder)
    sha256 = town.school.outbox[package].sha256
    yes = sign_receipt(Receipt(package, sha256, ReceiptKind.ACCEPTED, 1, NOW), town.people.desk)
    no = Receipt(package, sha256, ReceiptKind.RETURNED, 2, NOW, (ReturnReason("", "na"),))
    assert town.school_side.outbox.match(yes)
    assert not town.school_side.outbox.match(yes)
    with pytest.raises(Refusal, match="conflict"):
        town.school_side.outbox.match(sign_receipt(no, town.people.desk))
    assert town.state(package) is LineState.ACCEPTED


def test_an_answer_that_overtakes_the_delivery_stays(town: Town) -> None:
    """By stick the desk's answer may come before the gateway's reply does."""
    package = put(town.school, town.people, town.folder)
    town.out.storm = ["after"]
    town.school_side.round(town.out)
    town.desk_side.round(town.back)
    town.desk.accept(package, 1)
    assert town.school_side.outbox.match(town.desk.arrivals[package].receipt)
    late = town.post.kept[package].receipt
    assert town.school_side.outbox.match(late)
    line = town.school.outbox[package]
    assert (line.state, line.delivered_receipt) == (LineState.ACCEPTED, late)


def test_a_strangers_receipt_in_a_shared_place_is_passed_over(town: Town) -> None:
    receipt = Receipt(makers.package_id(77), "ab" * 32, ReceiptKind.ACCEPTED, 1, NOW)
    assert not town.school_side.outbox.match(sign_receipt(receipt, town.people.desk))


def test_an_emptied_gateway_removes_nothing(town: Town) -> None:
    for number in (1, 2, 3):
        put(town.school, town.people, town.folder, number)
    town.school_side.round(town.out)
    town.desk_side.round(town.back)
    town.post.kept.clear()
    town.post.letters.clear()
    town.post.head = 0
    done = town.desk_side.round(town.back)
    assert "error.sync.gateway_rolled_back" in {t.key for t in done.troubles}
    assert len(town.desk.arrivals) == 3
    assert len(town.school.lines()) == 3


def test_another_gateway_at_the_same_address_is_read_from_its_start(town: Town) -> None:
    for number in (1, 2, 3):
        put(town.school, town.people, town.folder, number)
    town.school_side.round(town.out)
    town.desk_side.round(town.back)
    other = Identity.create(chance("another gateway"))
    register = town.people.register.enrol(makers.entry(other, Role.GATEWAY), NOW)
    town.desk.held_register = sign_register(register, town.people.desk)
    town.post.identity, town.post.head = other, 0
    town.post.kept.clear()
    package = put(town.school, town.people, town.folder, 4)
    town.desk_side.round(town.back)
    assert town.school_side.round(town.out).offered == 1
    assert town.desk_side.round(town.back).collected == 1
    assert package in town.desk.arrivals


def test_other_bytes_under_a_known_id_are_not_taken_in(town: Town) -> None:
    package = put(town.school, town.people, town.folder)
    town.school_side.round(town.out)
    town.desk_side.round(town.back)
    kept = town.post.kept[package]
    kept.data = b"other"
    kept.waiting = replace(kept.waiting, sha256="cd" * 32, position=town.post.next())
    before = town.desk.came[package]
    done = town.desk_side.round(town.back)
    assert [t.key for t in done.troubles] == ["error.sync.other_bytes"]
    assert town.desk.came[package] == before


def test_bytes_changed_by_the_gateway_are_not_taken_in(town: Town) -> None:
    package = put(town.school, town.people, town.folder)
    town.school_side.round(town.out)
    town.post.kept[package].data = b"other"
    done = town.desk_side.round(town.back)
    assert [t.key for t in done.troubles] == ["error.sync.other_bytes"]
    assert town.desk.arrivals == {}
    assert [p.name for p in town.folder.iterdir()] == []


def test_one_package_that_cannot_be_kept_does_not_hide_the_next(town: Town) -> None:
    one = put(town.school, town.people, town.folder, 1)
    two = put(town.school, town.people, town.folder, 2)
    town.school_side.round(town.out)
    honest = town.post.kept[one].data
    town.post.kept[one].data = b"broken"
    assert town.desk_side.round(town.back).collected == 1
    assert set(town.desk.arrivals) == {two}
    town.post.kept[one].data = honest
    assert town.desk_side.round(town.back).collected == 1
    assert set(town.desk.arrivals) == {one, two}


def test_the_register_travels_and_never_back(town: Town) -> None:
    wider = town.people.register.enrol(makers.entry(town.people.stranger, Role.SETTING, "b"), NOW)
    town.desk.held_register = sign_register(wider, town.people.desk)
    town.desk_side.round(town.back)
    taken = town.school_side.round(town.out)
    assert (taken.renewed, taken.changed) == (1, True)
    assert not town.school_side.round(town.out).changed
    assert town.school.register().version == 4
    town.post.register = sign_register(town.people.register, town.people.desk)
    done = town.school_side.round(town.out)
    assert [(t.about, t.key) for t in done.troubles] == [("register", "error.register.older")]
    assert town.school.register().version == 4
