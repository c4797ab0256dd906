"""The authority's key in an open vault: given, renewed, taken back, sealed anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from aln_review.casework.commands.authority import RevokeKey
from aln_review.casework.commands.joining import TakeRegister
from aln_review.casework.escrow import EscrowState
from aln_review.casework.escrow_labels import escrow_labels
from aln_review.casework.handover import rotate
from aln_review.casework.key_labels import Holder, KeyRole
from aln_review.casework.keyring import Keyring, Proof
from aln_review.casework.queries.keys import KeyCare
from aln_review.domain.bilingual import Language
from aln_review.packages.escrow import open_deposit
from aln_review.vault.header import HEADER_NAME, EscrowSlot
from aln_review.vault.keyslots import SlotKind
from tests.casework.escrowed import PROOF, actions, given, identity_of, keys_of, stopped
from tests.casework.handing import HEAD, NEW, quietly, tried
from tests.casework.town import let_in, open_desk
from tests.casework.vaults import (
    PASSPHRASE,
    TODAY,
    Made,
    add_learner,
    make,
    make_setting,
)


@pytest.fixture
def school(tmp_path: Path) -> Iterator[Made]:
    found = make(tmp_path / "school")
    add_learner(found.vault)
    yield found
    found.shut()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Made]:
    found = open_desk(tmp_path / "desk")
    yield found
    found.shut()


# In an open vault


def test_it_is_off_until_somebody_decides(school: Made, desk: Made) -> None:
    keys = keys_of(school)
    assert keys.escrow().state is EscrowState.NO_AUTHORITY
    assert stopped(keys.give, PROOF) == "error.escrow.no_desk"
    let_in(desk.vault, school.vault)
    view = keys.escrow()
    assert (view.state, view.may_give) == (EscrowState.OFFERED, True)
    assert school.door.read_header().escrow is None
    assert school.door.look().authority is None


def test_what_is_sealed_is_this_vaults_key_for_this_authority(school: Made, desk: Made) -> None:
    keys = given(school, desk)
    view = keys.escrow()
    assert view.state is EscrowState.HELD
    assert view.made_at == school.clock.now()
    assert view.authority == make_setting().authority_name
    assert dict(view.words) == dict(keys_of(school).escrow().words) != {}
    slot = school.door.read_header().escrow
    assert slot is not None
    assert slot.names == ("Cyngor y Prawf", "Test Council")
    found = open_deposit(slot.sealed, identity_of(desk))
    assert found.key == school.vault.store.key()
    assert found.vault == school.door.read_header().vault_id
    assert actions(school)[-1] == "vault.escrow_added"
    assert stopped(open_deposit, slot.sealed, identity_of(school)) == "error.help.other_authority"


def test_a_wrong_passphrase_or_a_guest_changes_nothing(school: Made, desk: Made) -> None:
    let_in(desk.vault, school.vault)
    Keyring(school.door, school.vault).add_keyholder(PROOF, Holder("Mair", KeyRole.HEAD), HEAD)
    before = (school.door.folder / HEADER_NAME).read_bytes()
    keys = keys_of(school)
    wrong = Proof(SlotKind.PASSPHRASE, "rhywbeth arall yn llwyr")
    guest = Proof(SlotKind.KEYHOLDER, HEAD)
    assert stopped(keys.give, wrong) == "error.vault.wrong_passphrase"
    assert stopped(keys.give, guest) == "error.escrow.not_yours"
    assert stopped(keys.take_back, guest) == "error.escrow.not_yours"
    assert stopped(keys.take_back, PROOF) == "error.vault.slot_gone"
    assert (school.door.folder / HEADER_NAME).read_bytes() == before


def test_taking_it_back_leaves_every_other_way(school: Made, desk: Made) -> None:
    keys = given(school, desk)
    ways = school.door.read_header().slots
    keys.take_back(PROOF)
    header = school.door.read_header()
    assert (header.escrow, header.slots) == (None, ways)
    assert keys.escrow().state is EscrowState.OFFERED
    assert actions(school)[-1] == "vault.escrow_removed"


def test_every_other_change_of_keys_keeps_it(school: Made, desk: Made) -> None:
    given(school, desk)
    slot = school.door.read_header().escrow
    ring = Keyring(school.door, school.vault)
    ring.add_keyholder(PROOF, Holder("Mair", KeyRole.HEAD), HEAD)
    ring.change_passphrase(PROOF, NEW)
    ring.replace_sheet(Proof(SlotKind.PASSPHRASE, NEW), school.door.new_sheet(Language.CY))
    holder = next(way.slot_id for way in ring.ways() if way.label.holder)
    ring.remove_keyholder(Proof(SlotKind.PASSPHRASE, NEW), holder)
    assert school.door.read_header().escrow == slot
    assert keys_of(school).escrow().state is EscrowState.HELD


def test_another_desk_in_the_register_is_said_and_the_key_made_anew(
    school: Made, desk: Made
) -> None:
    keys = given(school, desk)
    assert "care.escrow_other" not in notes(school)
    revoke = RevokeKey(identity_of(desk).kid, TODAY)
    school.vault.do(TakeRegister(desk.vault.do(revoke).value))
    view = keys.escrow()
    assert (view.state, view.may_give) == (EscrowState.OTHER, False)
    assert "care.escrow_other" in notes(school)
    assert stopped(keys.give, PROOF) == "error.escrow.no_desk"


def test_giving_it_again_takes_the_earlier_ones_place(school: Made, desk: Made) -> None:
    keys = given(school, desk)
    first = school.door.read_header().escrow
    keys.give(PROOF)
    assert school.door.read_header().escrow != first
    with school.vault.store.view() as unit:
        assert len(escrow_labels(unit)) == 1
    assert actions(school)[-1] == "vault.escrow_renewed"


def notes(made: Made) -> list[str]:
    return [note.key for note in made.vault.ask(KeyCare()).notes]


def test_a_byte_changed_or_another_file_in_its_place_is_found_at_the_next_opening(
    school: Made, desk: Made
) -> None:
    keys = given(school, desk)
    header = school.door.read_header()
    assert header.escrow is not None
    changed = bytes([*header.escrow.sealed[:-1], header.escrow.sealed[-1] ^ 1])
    school.door.write_header(header.with_escrow(replace(header.escrow, sealed=changed)))
    assert keys.escrow().state is EscrowState.UNKNOWN
    school.vault.close()
    again = replace(school, vault=school.door.unlock(PASSPHRASE))
    assert {"key.unknown", "key.gone"} <= set(actions(again))
    again.vault.close()
    third = replace(school, vault=school.door.unlock(PASSPHRASE))
    assert actions(third).count("key.unknown") == 1
    keys_of(third).give(PROOF)
    assert keys_of(third).escrow().state is EscrowState.HELD
    third.vault.close()


# Another data key


def test_another_data_key_is_sealed_to_the_same_authority(school: Made, desk: Made) -> None:
    given(school, desk)
    old = school.vault.store.key()
    done = rotate(school.door, school.vault, PASSPHRASE, tried(school.door), quietly)
    slot = school.door.read_header().escrow
    assert slot is not None
    key = done.casework.store.key()
    assert open_deposit(slot.sealed, identity_of(desk)).key == key != old
    after = replace(school, vault=done.casework)
    assert keys_of(after).escrow().state is EscrowState.HELD
    assert not {"key.unknown", "key.gone", "vault.escrow_removed"} & set(actions(after))
    done.casework.close()


def test_whoever_wrote_into_the_header_gets_no_data_key(school: Made, desk: Made) -> None:
    """The next key is sealed to whom the vault knows, not to whom the header holds a file for."""
    given(school, desk)
    header = school.door.read_header()
    school.door.write_header(header.with_escrow(EscrowSlot(b"to somebody else")))
    done = rotate(school.door, school.vault, PASSPHRASE, tried(school.door), quietly)
    assert school.door.read_header().escrow is None
    assert "vault.escrow_removed" in actions(replace(school, vault=done.casework))
    done.casework.close()


def test_a_key_the_register_took_out_of_use_is_not_sealed_to_again(
    school: Made, desk: Made
) -> None:
    given(school, desk)
    school.vault.do(
        TakeRegister(desk.vault.do(RevokeKey(identity_of(desk).kid, TODAY)).value)
    )  # fmt: skip
    done = rotate(school.door, school.vault, PASSPHRASE, tried(school.door), quietly)
    assert school.door.read_header().escrow is None
    done.casework.close()
