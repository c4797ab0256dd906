"""What the desk may do at the gateway, and joining: answers, the register, invitations."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from aln_review.domain.dispatch import ReturnReason
from aln_review.domain.setting import SettingKind
from aln_review.packages.identity import Identity
from aln_review.packages.invitation import (
    Invitation,
    JoinRequest,
    new_code,
    write_invitation,
    write_join,
)
from aln_review.packages.receipt import Receipt, ReceiptKind, sign_receipt
from aln_review.packages.register import sign_register
from aln_review.sync.requests import Answer, Ask
from tests.gateway.calls import Caller, error, piece
from tests.gateway.running import Clock, Running, running
from tests.packages import makers
from tests.packages.makers import NOW, World, chance, package_id

SEALED = bytes(range(256)) * 40
SHA = hashlib.sha256(SEALED).hexdigest()


@pytest.fixture
def people() -> World:
    return makers.world()


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


@pytest.fixture
def empty(people: World, clock: Clock, tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path / "gateway", people, clock) as gateway:
        yield gateway


@pytest.fixture
def gateway(empty: Running, people: World, clock: Clock) -> Running:
    assert publish(empty, people, clock).status == 204
    return empty


def publish(
    gateway: Running, people: World, clock: Clock, by: Identity | None = None, token: str = ""
) -> Answer:
    signed = token or sign_register(people.register, people.desk)
    ask = Ask("PUT", "/v1/register", signed.encode())
    return Caller(gateway, by or people.desk, clock)(ask)


def sent(gateway: Running, people: World, clock: Clock, number: int = 1) -> Answer:
    ask = piece(package_id(number), SEALED, people.desk.public.fingerprint)
    return Caller(gateway, people.school, clock)(ask)


def accepted(people: World, sha256: str = SHA, by: Identity | None = None) -> str:
    receipt = Receipt(package_id(1), sha256, ReceiptKind.ACCEPTED, 1, NOW)
    return sign_receipt(receipt, by or people.desk)


def answer_with(
    gateway: Running, people: World, clock: Clock, token: str, by: Identity | None = None
) -> Answer:
    ask = Ask("PUT", f"/v1/receipts/{package_id(1)}", token.encode())
    return Caller(gateway, by or people.desk, clock)(ask)


def test_the_desks_answer_reaches_the_sender_once(
    gateway: Running, people: World, clock: Clock
) -> None:
    sent(gateway, people, clock)
    token = accepted(people)
    for _ in range(3):
        assert answer_with(gateway, people, clock, token).status == 204
    page = Caller(gateway, people.school, clock)(Ask("GET", "/v1/receipts?after=0")).json()
    assert [(i["package"], i["token"]) for i in page["items"]] == [(package_id(1), token)]
    after = page["items"][0]["position"]
    rest = Caller(gateway, people.school, clock)(Ask("GET", f"/v1/receipts?after={after}")).json()
    assert rest["items"] == []
    assert Caller(gateway, people.desk, clock)(Ask("GET", "/v1/receipts")).json()["items"] == []


def test_a_second_other_answer_is_refused(gateway: Running, people: World, clock: Clock) -> None:
    sent(gateway, people, clock)
    answer_with(gateway, people, clock, accepted(people))
    reasons = (ReturnReason("2B", "Pa mor aml?"),)
    returned = Receipt(package_id(1), SHA, ReceiptKind.RETURNED, 2, NOW, reasons)
    answer = answer_with(gateway, people, clock, sign_receipt(returned, people.desk))
    assert error(answer) == (409, "error.gateway.answered")


def test_answers_that_prove_nothing_are_not_passed_on(
    gateway: Running, people: World, clock: Clock
) -> None:
    missing = answer_with(gateway, people, clock, accepted(people))
    assert error(missing) == (404, "error.gateway.not_found")
    sent(gateway, people, clock)
    by_school = answer_with(gateway, people, clock, accepted(people), people.school)
    assert error(by_school) == (403, "error.gateway.not_allowed")
    other = answer_with(gateway, people, clock, accepted(people, "cd" * 32))
    assert error(other) == (422, "error.receipt.other_package")
    forged = answer_with(gateway, people, clock, accepted(people, by=people.school))
    assert error(forged) == (422, "error.receipt.wrong_role")
    assert error(answer_with(gateway, people, clock, "x"))[0] == 422


def test_the_register_is_published_by_the_root_and_only_rises(
    empty: Running, people: World, clock: Clock
) -> None:
    ask = Ask("GET", "/v1/register", covered=())
    assert error(Caller(empty, people.school, clock)(ask)) == (404, "error.gateway.no_register")
    for _ in range(2):
        assert publish(empty, people, clock).status == 204
    token = sign_register(people.register, people.desk)
    assert Caller(empty, people.school, clock)(ask).body.decode() == token
    by_school = publish(empty, people, clock, people.school)
    assert error(by_school) == (403, "error.gateway.not_allowed")
    older = replace(people.register, version=2)
    answer = publish(empty, people, clock, token=sign_register(older, people.desk))
    assert error(answer) == (409, "error.register.older")
    same = replace(people.register, entries=people.register.entries[:1])
    answer = publish(empty, people, clock, token=sign_register(same, people.desk))
    assert error(answer) == (409, "error.register.older")
    forged = replace(people.register, version=9, root=people.stranger.public.fingerprint)
    answer = publish(empty, people, clock, token=sign_register(forged, people.stranger))
    assert error(answer) == (422, "error.register.signature")


def test_before_a_register_the_root_alone_may_call(
    empty: Running, people: World, clock: Clock
) -> None:
    assert error(sent(empty, people, clock)) == (401, "error.gateway.signature")
    assert Caller(empty, people.desk, clock)(Ask("GET", "/v1/mailbox")).status == 200


def joining(people: World, code: str) -> tuple[str, str]:
    made = Invitation(
        code, "", people.desk.public, "999", makers.DESK_NAME, NOW, date(2026, 12, 30)
    )
    text = write_invitation(made, people.desk)
    kind = SettingKind.EARLY_YEARS
    names = ("bryn-eithin", kind, makers.SCHOOL_NAME, "Siân Bowen")
    one = JoinRequest(text, *names, people.stranger.public, NOW)
    two = JoinRequest(text, *names, people.gateway.public, NOW)
    return write_join(one, people.stranger), write_join(two, people.gateway)


def test_an_invitation_is_answered_once(gateway: Running, people: World, clock: Clock) -> None:
    code = new_code(chance("code"))
    one, two = joining(people, code)
    path = f"/v1/invitations/{code}/requests"

    def ask(token: str, where: str = path) -> Answer:
        return Caller(gateway, people.stranger, clock)(
            Ask("POST", where, token.encode(), covered=())
        )

    for _ in range(2):
        assert ask(one).status == 202
    assert error(ask(two)) == (409, "error.gateway.invitation_used")
    other = f"/v1/invitations/{new_code(chance('other'))}/requests"
    assert error(ask(one, other)) == (422, "error.join.damaged")
    assert error(ask("x")) == (422, "error.join.damaged")
    page = Caller(gateway, people.desk, clock)(Ask("GET", "/v1/requests?after=0")).json()
    assert [(item["code"], item["token"]) for item in page["items"]] == [(code, one)]
    answer = Caller(gateway, people.school, clock)(Ask("GET", "/v1/requests"))
    assert error(answer) == (403, "error.gateway.not_allowed")
    clock.at += timedelta(days=60)
    late, _ = joining(people, new_code(chance("late")))
    where = f"/v1/invitations/{new_code(chance('late'))}/requests"
    assert error(ask(late, where)) == (422, "error.join.out_of_date")
