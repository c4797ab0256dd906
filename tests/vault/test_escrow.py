from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aln_review.domain.errors import OwnFault, WorldFault
from aln_review.vault.escrow import Answered, seal_mark, wrap_answer
from aln_review.vault.header import MOST_SEALED, EscrowSlot, VaultHeader, slot_out
from aln_review.vault.keyslots import SlotKind, open_slot
from tests.vault.makers import CHEAP, KEY, PASSPHRASE, SHEET, header, seeded

WORDS = " ".join(SHEET)


def answer(nonce: str = "n-1") -> Answered:
    return wrap_answer("v-1", nonce, WORDS, KEY, seeded(3), CHEAP)


@given(st.binary(min_size=1, max_size=MOST_SEALED), st.text(max_size=60), st.text(max_size=60))
def test_a_header_gives_back_the_authoritys_key(sealed: bytes, cy: str, en: str) -> None:
    made = header().with_escrow(EscrowSlot(sealed, (cy, en)))
    read = VaultHeader.from_bytes(made.to_bytes())
    assert read == made
    assert read.whole
    assert open_slot(read, SlotKind.PASSPHRASE, PASSPHRASE) == KEY
    assert read.with_database().with_slots(read.slots).escrow == made.escrow
    assert VaultHeader.from_bytes(made.with_escrow(None).to_bytes()).escrow is None


def test_a_program_that_knows_nothing_of_it_reads_every_other_slot() -> None:
    """Such a program takes slots of the kinds it knows and the checksum over all that is there."""
    content = json.loads(header().with_escrow(EscrowSlot(b"age", ("A", "B"))).to_bytes())
    assert {slot["kind"] for slot in content["slots"]} == {"passphrase", "recovery", "keyholder"}
    assert content["format"] == 1


@pytest.mark.parametrize(
    "entry",
    [None, 7, {}, {"sealed": "?", "cy": "", "en": ""}, {"sealed": "", "cy": "", "en": ""},
     {"sealed": "YQ==", "cy": 1, "en": ""}, {"sealed": "YQ" * MOST_SEALED, "cy": "", "en": ""}],
)  # fmt: skip
def test_one_that_cannot_be_read_spoils_no_other(entry: object) -> None:
    content = json.loads(header().with_escrow(EscrowSlot(b"age")).to_bytes())
    read = VaultHeader.from_bytes(json.dumps({**content, "escrow": entry}).encode())
    assert read.escrow is None
    assert not read.whole
    assert open_slot(read, SlotKind.PASSPHRASE, PASSPHRASE) == KEY


def test_every_byte_changed_in_it_is_noticed() -> None:
    data = header().with_escrow(EscrowSlot(bytes(range(200)), ("Cyngor", "Council"))).to_bytes()
    begin = data.index(b'"escrow"')
    for at in range(begin, data.index(b"}", begin) + 1):
        changed = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
        try:
            read = VaultHeader.from_bytes(changed)
        except WorldFault:
            continue
        assert not read.whole


def test_what_an_answer_holds_has_no_place_in_a_header() -> None:
    content = json.loads(header().to_bytes())
    content["slots"].append(slot_out(answer().slot))
    read = VaultHeader.from_bytes(json.dumps(content).encode())
    assert not read.of(SlotKind.ESCROW)
    assert not read.whole


def test_an_answer_opens_with_its_words_for_its_request_and_vault_alone() -> None:
    made = answer()
    assert open_slot(made.as_header(), SlotKind.ESCROW, WORDS.upper()) == KEY
    for other in (
        Answered("v-2", made.nonce, made.slot),
        Answered(made.vault_id, "n-2", made.slot),
    ):
        with pytest.raises(WorldFault) as caught:
            open_slot(other.as_header(), SlotKind.ESCROW, WORDS)
        assert caught.value.key == "error.vault.wrong_escrow"
    with pytest.raises(WorldFault):
        open_slot(made.as_header(), SlotKind.ESCROW, " ".join(reversed(SHEET)))
    with pytest.raises(OwnFault):
        answer(nonce="")


def test_a_mark_tells_every_byte() -> None:
    marks = {seal_mark(bytes([value]) + b"rest") for value in range(256)}
    assert len(marks) == 256
