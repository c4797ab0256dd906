"""The three files of a vault that nobody can open: given back whole, or refused in words."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aln_review.domain.bilingual import Text
from aln_review.domain.errors import Refusal
from aln_review.packages.escrow import (
    MOST_BYTES,
    Deposit,
    new_request,
    open_deposit,
    read_answer,
    read_request,
    seal_deposit,
    write_answer,
    write_request,
)
from aln_review.packages.identity import Identity
from aln_review.packages.manifest import names_of
from aln_review.packages.sealing import seal
from aln_review.vault.escrow import wrap_answer
from aln_review.vault.header import MOST_SEALED
from aln_review.vault.keys import DataKey
from tests.vault.makers import CHEAP, KEY, SHEET, seeded

DESK = Identity.create(seeded(21))
OTHER = Identity.create(seeded(22))
AT = datetime(2026, 11, 30, 9, 15, tzinfo=UTC)
DEPOSIT = Deposit("v-1", "s-1", Text.both("Ysgol y Prawf", "Test School"), "a" * 64, AT, KEY)
SEALED = seal_deposit(DEPOSIT, DESK.public.age_recipient)
REQUEST = new_request("v-1", SEALED, AT, seeded(4))
ANSWER = wrap_answer("v-1", REQUEST.nonce, " ".join(SHEET), KEY, seeded(5), CHEAP)
NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), max_size=300)


def refused(of: str, text: str) -> str:
    with pytest.raises(Refusal) as caught:
        (read_request if of == "request" else read_answer)(text)
    return caught.value.key


@settings(max_examples=50, deadline=None)
@given(st.binary(min_size=32, max_size=32), NAMES, NAMES)
def test_what_is_sealed_comes_out_as_it_went_in(key: bytes, cy: str, en: str) -> None:
    made = replace(DEPOSIT, key=DataKey(key), name=Text.both(cy, en))
    sealed = seal_deposit(made, DESK.public.age_recipient)
    assert len(sealed) <= MOST_SEALED
    found = open_deposit(sealed, DESK)
    assert names_of(found.name) == names_of(made.name)
    assert replace(found, name=made.name) == made
    assert "key" not in repr(made)


def test_only_the_authority_it_was_sealed_to_opens_it() -> None:
    with pytest.raises(Refusal) as caught:
        open_deposit(SEALED, OTHER)
    assert caught.value.key == "error.help.other_authority"


def test_every_byte_changed_in_what_is_sealed_is_refused() -> None:
    keys = set()
    for at in range(len(SEALED)):
        for bit in (1, 128):
            changed = SEALED[:at] + bytes([SEALED[at] ^ bit]) + SEALED[at + 1 :]
            with pytest.raises(Refusal) as caught:
                open_deposit(changed, DESK)
            keys.add(caught.value.key)
    assert keys <= {"error.help.damaged", "error.help.other_authority"}
    for length in range(0, len(SEALED), 7):
        with pytest.raises(Refusal):
            open_deposit(SEALED[:length], DESK)


@pytest.mark.parametrize("inside", [b"", b"{}", b"\xff", b"[" * 5000, b'{"format":"aln-escrow-1"}'])
def test_what_anybody_may_seal_is_refused_unless_it_is_a_deposit(inside: bytes) -> None:
    made = io.BytesIO()
    seal(io.BytesIO(inside), made, [DESK.public.age_recipient])
    with pytest.raises(Refusal) as caught:
        open_deposit(made.getvalue(), DESK)
    assert caught.value.key == "error.help.damaged"


@given(st.binary(min_size=1, max_size=MOST_SEALED), st.datetimes(timezones=st.just(UTC)))
def test_a_request_comes_back_whole(sealed: bytes, at: datetime) -> None:
    if at.year < 1000:
        return
    made = new_request("0192-v", sealed, at, seeded(1))
    text = write_request(made)
    read = read_request(text)
    assert read == made
    assert read.fingerprint == made.fingerprint
    assert len(text) <= MOST_BYTES


def test_an_answer_comes_back_whole() -> None:
    read = read_answer(write_answer(ANSWER))
    assert (read.vault_id, read.nonce) == (ANSWER.vault_id, ANSWER.nonce)
    assert replace(read.slot, id=ANSWER.slot.id) == ANSWER.slot


@pytest.mark.parametrize(
    ("of", "text"), [("request", write_request(REQUEST)), ("answer", write_answer(ANSWER))]
)
def test_every_byte_changed_on_the_way_is_refused(of: str, text: str) -> None:
    data = text.strip().encode()
    for at in range(len(data)):
        changed = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
        assert refused(of, changed.decode("utf-8", "replace")) == "error.help.damaged"
        assert refused(of, data[:at].decode()) == "error.help.damaged"
        assert refused(of, (data[:at] + data[at + 1 :]).decode()) == "error.help.damaged"


def test_one_is_not_taken_for_the_other_and_a_large_one_is_not_read() -> None:
    assert refused("request", write_answer(ANSWER)) == "error.help.damaged"
    assert refused("answer", write_request(REQUEST)) == "error.help.damaged"
    for of in ("request", "answer"):
        assert refused(of, "[" * (MOST_BYTES + 1)) == "error.help.too_large"
        assert refused(of, "[" * MOST_BYTES) == "error.help.damaged"


def test_another_request_has_another_number_and_other_words_to_compare() -> None:
    other = new_request("v-1", SEALED, AT, seeded(6))
    assert other.nonce != REQUEST.nonce
    assert other.fingerprint != REQUEST.fingerprint
