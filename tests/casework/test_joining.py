"""Joining an authority and holding its register: what is refused, and that nothing then changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from aln_review.casework.commands.authority import (
    GOOD_FOR,
    ApproveJoin,
    EnrolGateway,
    Invite,
    OpenDesk,
    RevokeKey,
)
from aln_review.casework.commands.joining import JoinAuthority, TakeRegister
from aln_review.casework.core import Casework
from aln_review.casework.post import HeldMembership, VaultRegister
from aln_review.casework.queries.dispatch import Send
from aln_review.packages.identity import Identity
from aln_review.packages.register import Role, sign_register
from tests.casework.plans import refusal
from tests.casework.town import let_in, open_desk
from tests.casework.vaults import TODAY, Made, make


@dataclass(frozen=True)
class Two:
    """A desk and a school that have not met."""

    desk: Made
    school: Made


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    found = Two(open_desk(tmp_path / "desk"), make(tmp_path / "school"))
    yield found
    found.desk.shut()
    found.school.shut()


def log(vault: Casework) -> list[str]:
    with vault.store.view() as unit:
        assert unit.chain().whole
        return [line.action for line in unit.access_log()]


def test_joining_from_invitation_to_register(two: Two) -> None:
    token = let_in(two.desk.vault, two.school.vault)
    view = two.school.vault.ask(Send())
    assert view.membership.joined
    assert view.membership.request == ""
    assert view.membership.register_version == 2
    entries = VaultRegister(two.school.vault).register().entries
    assert [entry.role for entry in entries] == [Role.DESK, Role.SETTING]
    assert log(two.school.vault)[-2:] == ["authority.asked_to_join", "register.taken"]
    assert log(two.desk.vault)[-2:] == ["register.published", "authority.enrolled"]
    assert VaultRegister(two.desk.vault).token() == token


def test_the_setting_is_not_joined_until_a_register_names_it(two: Two) -> None:
    two.school.vault.do(JoinAuthority(two.desk.vault.do(Invite()).value))
    waiting = two.school.vault.ask(Send()).membership
    assert waiting.request
    assert not waiting.joined
    held = two.school.vault.do(TakeRegister(VaultRegister(two.desk.vault).token())).value
    assert held.register_version == 1
    assert held.request
    assert not held.joined


def test_an_invitation_out_of_date_is_refused(two: Two) -> None:
    invitation = two.desk.vault.do(Invite()).value
    two.school.clock.forward(days=GOOD_FOR.days)
    two.school.vault.do(JoinAuthority(invitation))
    two.school.clock.forward(days=1)
    assert refusal(two.school.vault, JoinAuthority(invitation)) == "error.join.out_of_date"


def test_an_answer_to_an_invitation_out_of_date_is_refused(two: Two) -> None:
    answer = two.school.vault.do(JoinAuthority(two.desk.vault.do(Invite()).value)).value
    two.desk.clock.forward(days=GOOD_FOR.days + 1)
    assert refusal(two.desk.vault, ApproveJoin(answer)) == "error.join.out_of_date"
    assert len(VaultRegister(two.desk.vault).register().entries) == 1


def test_an_invitation_lets_one_setting_in(two: Two, tmp_path: Path) -> None:
    invitation = two.desk.vault.do(Invite()).value
    answer = two.school.vault.do(JoinAuthority(invitation)).value
    two.desk.vault.do(ApproveJoin(answer))
    assert refusal(two.desk.vault, ApproveJoin(answer)) == "error.join.code_used"
    other = make(tmp_path / "other", seed=11)
    try:
        second = other.vault.do(JoinAuthority(invitation)).value
        assert refusal(two.desk.vault, ApproveJoin(second)) == "error.join.code_used"
    finally:
        other.shut()


def test_one_authority_at_a_time(two: Two, tmp_path: Path) -> None:
    let_in(two.desk.vault, two.school.vault)
    other = open_desk(tmp_path / "elsewhere", seed=12)
    try:
        invitation = other.vault.do(Invite()).value
        assert refusal(two.school.vault, JoinAuthority(invitation)) == "error.join.elsewhere"
        answer = refused_elsewhere(two, other.vault)
        assert answer == "error.join.other_authority"
    finally:
        other.shut()


def refused_elsewhere(two: Two, other: Casework) -> str:
    """An answer to one authority handed in at another."""
    answer = two.school.vault.do(JoinAuthority(two.desk.vault.do(Invite()).value)).value
    return refusal(other, ApproveJoin(answer))


@pytest.mark.parametrize("place", [0, 40, -200, -1])
def test_a_changed_letter_is_refused(two: Two, place: int) -> None:
    invitation = two.desk.vault.do(Invite()).value
    answer = two.school.vault.do(JoinAuthority(invitation)).value
    register = VaultRegister(two.desk.vault).token()
    held = two.school.vault.ask(HeldMembership()).membership
    for vault, command in (
        (two.school.vault, JoinAuthority(changed(invitation, place))),
        (two.desk.vault, ApproveJoin(changed(answer, place))),
        (two.school.vault, TakeRegister(changed(register, place))),
    ):
        assert refusal(vault, command).startswith(("error.join.", "error.register.", "error.invit"))
    assert two.school.vault.ask(HeldMembership()).membership == held


def changed(text: str, place: int) -> str:
    letters = list(text.strip())
    letters[place] = "A" if letters[place] != "A" else "B"
    return "".join(letters)


# registers


def test_an_older_register_is_refused_and_the_same_one_changes_nothing(two: Two) -> None:
    first = VaultRegister(two.desk.vault).token()
    newer = let_in(two.desk.vault, two.school.vault)
    held = two.school.vault.ask(HeldMembership()).membership
    assert refusal(two.school.vault, TakeRegister(first)) == "error.register.older"
    before = log(two.school.vault)
    assert two.school.vault.do(TakeRegister(newer)).value == held
    assert log(two.school.vault) == before
    assert VaultRegister(two.school.vault).token() == newer


def test_another_roots_register_is_refused(two: Two, tmp_path: Path) -> None:
    let_in(two.desk.vault, two.school.vault)
    ours = VaultRegister(two.school.vault).register()
    forger = Identity.create(two.school.vault.tools.random)
    forged = sign_register(replace(ours, version=9, root=forger.public.fingerprint), forger)
    assert refusal(two.school.vault, TakeRegister(forged)).startswith("error.register.")
    assert VaultRegister(two.school.vault).register().version == ours.version


def test_a_register_is_taken_only_by_one_who_was_invited(two: Two) -> None:
    token = VaultRegister(two.desk.vault).token()
    assert refusal(two.school.vault, TakeRegister(token)) == "error.dispatch.not_joined"


def test_a_withdrawn_key_is_no_longer_joined(two: Two) -> None:
    let_in(two.desk.vault, two.school.vault)
    kid = two.school.vault.ask(HeldMembership()).membership.own_kid
    tomorrow = two.desk.clock.now().date() + timedelta(days=1)
    token = two.desk.vault.do(RevokeKey(kid, tomorrow)).value
    assert two.school.vault.do(TakeRegister(token)).value.joined
    two.school.clock.forward(days=1)
    token = two.desk.vault.do(RevokeKey(kid, tomorrow)).value
    assert not two.school.vault.do(TakeRegister(token)).value.joined


def test_only_an_authority_has_a_desk_and_only_one(two: Two) -> None:
    for command in (
        OpenDesk(),
        Invite(),
        ApproveJoin("x"),
        EnrolGateway("x"),
        RevokeKey("x", TODAY),
    ):
        assert refusal(two.school.vault, command) == "error.desk.not_an_authority"
    assert refusal(two.desk.vault, OpenDesk()) == "error.desk.open_already"
