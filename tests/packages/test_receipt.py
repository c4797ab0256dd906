"""Receipts prove one thing about one package, or nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aln_review.domain.dispatch import ReturnReason
from aln_review.domain.errors import Refusal
from aln_review.packages import signing
from aln_review.packages.canonical import canonical, parse
from aln_review.packages.identity import Identity
from aln_review.packages.receipt import (
    Receipt,
    ReceiptKind,
    check_about,
    check_rises,
    claim,
    read_receipt,
    sign_receipt,
)
from tests.packages import makers
from tests.packages.makers import NOW, World

SHA = "ab" * 32
DELIVERED = Receipt(makers.package_id(1), SHA, ReceiptKind.DELIVERED, 4, NOW)
ACCEPTED = Receipt(makers.package_id(1), SHA, ReceiptKind.ACCEPTED, 2, NOW)
RETURNED = Receipt(
    makers.package_id(1),
    SHA,
    ReceiptKind.RETURNED,
    3,
    NOW,
    (ReturnReason("2B", "Faint?\nPa mor aml?"), ReturnReason("", "Dim dyddiad")),
)


@pytest.fixture(scope="module")
def people() -> World:
    return makers.world()


def key_of(token: str, people: World) -> str:
    with pytest.raises(Refusal) as caught:
        read_receipt(token, people.register)
    return caught.value.key


@pytest.mark.parametrize("receipt", [DELIVERED, ACCEPTED, RETURNED])
def test_a_receipt_survives_the_road(people: World, receipt: Receipt) -> None:
    signer = people.gateway if receipt.kind is ReceiptKind.DELIVERED else people.desk
    token = sign_receipt(receipt, signer)
    found = read_receipt(token + "\n", people.register)
    assert (found.receipt, found.token) == (receipt, token)
    assert found.signer.keys == signer.public
    assert claim(token).receipt == receipt
    assert claim(token).kid == signer.kid


@pytest.mark.parametrize(
    ("receipt", "name"),
    [(DELIVERED, "desk"), (DELIVERED, "school"), (ACCEPTED, "gateway"), (RETURNED, "school")],
)
def test_wrong_signer_of_another_role(people: World, receipt: Receipt, name: str) -> None:
    identity: Identity = getattr(people, name)
    assert key_of(sign_receipt(receipt, identity), people) == "error.receipt.wrong_role"


def test_wrong_signer_nobody_knows(people: World) -> None:
    token = sign_receipt(DELIVERED, people.stranger)
    assert key_of(token, people) == "error.receipt.unknown_signer"


def test_wrong_signer_with_the_right_name(people: World) -> None:
    honest = sign_receipt(DELIVERED, people.gateway)
    forged = sign_receipt(DELIVERED, people.stranger)
    token = f"{honest.rpartition('.')[0]}.{forged.rpartition('.')[2]}"
    assert key_of(token, people) == "error.receipt.signature"


def test_a_revoked_gateways_receipt_proves_nothing(people: World) -> None:
    register = people.register.revoke(people.gateway.kid, date(2026, 11, 30), NOW)
    with pytest.raises(Refusal) as caught:
        read_receipt(sign_receipt(DELIVERED, people.gateway), register)
    assert caught.value.key == "error.receipt.unknown_signer"


def test_mix_and_match_another_package_or_other_bytes() -> None:
    check_about(DELIVERED, DELIVERED.package, SHA)
    for package, sha in ((makers.package_id(2), SHA), (DELIVERED.package, "cd" * 32)):
        with pytest.raises(Refusal) as caught:
            check_about(DELIVERED, package, sha)
        assert caught.value.key == "error.receipt.other_package"


def test_rollback_a_position_only_rises() -> None:
    check_rises(DELIVERED, 3)
    for seen in (4, 5, 1000):
        with pytest.raises(Refusal) as caught:
            check_rises(DELIVERED, seen)
        assert caught.value.key == "error.receipt.rolled_back"


@pytest.mark.parametrize(
    "receipt",
    [
        Receipt(makers.package_id(1), SHA, ReceiptKind.RETURNED, 1, NOW),
        Receipt(
            makers.package_id(1), SHA, ReceiptKind.ACCEPTED, 1, NOW, (ReturnReason("2B", "x"),)
        ),
        Receipt(makers.package_id(1), SHA, ReceiptKind.ACCEPTED, 0, NOW),
        Receipt("not-an-id", SHA, ReceiptKind.ACCEPTED, 1, NOW),
        Receipt(makers.package_id(1), "ab", ReceiptKind.ACCEPTED, 1, NOW),
        Receipt(makers.package_id(1), SHA, ReceiptKind.RETURNED, 1, NOW, (ReturnReason("2B", ""),)),
    ],
)
def test_a_receipt_that_says_nothing_is_not_signed(people: World, receipt: Receipt) -> None:
    with pytest.raises(Refusal) as caught:
        sign_receipt(receipt, people.desk)
    assert caught.value.key == "error.receipt.contents"


@pytest.mark.parametrize("field", ["kind", "position", "reasons", "sha256", "at", "format"])
def test_a_signed_receipt_of_another_shape_is_refused(people: World, field: str) -> None:
    value = parse(signing.read(sign_receipt(ACCEPTED, people.desk), signing.RECEIPT, 9999).payload)
    for odd in (None, "sideways", [1]):
        token = signing.sign(canonical({**value, field: odd}), people.desk, signing.RECEIPT)
        assert key_of(token, people) == "error.receipt.damaged"


REASONS = st.lists(
    st.builds(
        ReturnReason,
        section=st.sampled_from(["", "1A", "2B", "3D"]),
        reason=st.text("abcŵŷâ’\n ", min_size=1, max_size=60),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=40, deadline=None)
@given(
    reasons=REASONS,
    position=st.integers(1, 2**53 - 1),
    seconds=st.integers(0, 3 * 10**8),
)
def test_any_return_round_trips(reasons: list[ReturnReason], position: int, seconds: int) -> None:
    people = makers.world()
    at = NOW + timedelta(seconds=seconds)
    made = Receipt(makers.package_id(1), SHA, ReceiptKind.RETURNED, position, at, tuple(reasons))
    assert read_receipt(sign_receipt(made, people.desk), people.register).receipt == made
