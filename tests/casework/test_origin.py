"""One owner: a vault carried to another place is read and not written until it is taken over."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from aln_review.casework.commands.learners import SaveLearner
from aln_review.casework.door import LOCAL_COMPUTER, Door
from aln_review.casework.entry import Opened, come_in
from aln_review.casework.handover import begin_handover, hand_over, take_over_here
from aln_review.casework.keyring import Keyring, Proof
from aln_review.casework.origin import PLACE, TOKEN_NAME, marks_in
from aln_review.casework.queries.keeping import SettingsPage
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import AlnError, WorldFault
from aln_review.domain.learner import Learner
from aln_review.language.lemmas import lemmas
from aln_review.vault.keyslots import SlotKind
from tests.casework.handing import (
    BRANWEN,
    HEAD,
    NEW,
    learners_of,
    log_of,
    quietly,
    tried,
    with_keyholder,
)
from tests.casework.vaults import CHEAP, PASSPHRASE, TODAY, Clock, Made, make_tools

HERE, THERE = "1f0c-this-computer", "77aa-another-computer"


def door_at(data: Path, computer: str, clock: Clock) -> Door:
    around = replace(LOCAL_COMPUTER, computer=computer)
    door = Door(data / "vault", make_tools(data, clock, seed=3), lemmas, CHEAP, around)
    door.take()
    return door


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    """A vault at home on the computer ``HERE``."""
    found = with_keyholder(tmp_path / "a")
    found.shut()
    yield found
    found.door.release()


def opened(door: Door, secret: str = PASSPHRASE) -> Opened:
    entry = come_in(door, secret, Language.CY)
    assert isinstance(entry, Opened)
    return entry


def at_home(made: Made) -> Path:
    """The data folder, with a vault that knows its computer."""
    data = made.door.folder.parent
    door = door_at(data, HERE, made.clock)
    vault = take_over_here(door, opened(door).casework, PASSPHRASE)
    vault.close()
    door.release()
    return data


def test_at_home_it_is_written_as_ever(made: Made) -> None:
    door = door_at(at_home(made), HERE, made.clock)
    vault = opened(door).casework
    assert not vault.read_only
    vault.do(SaveLearner(Learner("", "Guto", "Puw", TODAY)))
    vault.close()
    door.release()


@pytest.mark.parametrize("what", ["whole profile", "vault only", "same computer"])
def test_carried_elsewhere_it_is_read_and_left_as_it_is(
    made: Made, tmp_path: Path, what: str
) -> None:
    home, other = at_home(made), tmp_path / "b"
    shutil.copytree(home if what == "whole profile" else home / "vault",
                    other if what == "whole profile" else other / "vault")  # fmt: skip
    door = door_at(other, HERE if what == "same computer" else THERE, made.clock)
    before = (door.folder / "vault.db").read_bytes()
    vault = opened(door).casework
    assert vault.read_only
    assert vault.found.elsewhere
    assert [one.forename for one in learners_of(vault)] == ["Elin"]
    assert vault.ask(SettingsPage()).setting.person == "Nia Rowlands"
    with pytest.raises(WorldFault) as fault:
        vault.do(SaveLearner(Learner("", "Guto", "Puw", TODAY)))
    assert fault.value.key == "error.store.read_only"
    proof = Proof(SlotKind.PASSPHRASE, PASSPHRASE)
    with pytest.raises(WorldFault):
        Keyring(door, vault).change_passphrase(proof, NEW)
    vault.close()
    assert (door.folder / "vault.db").read_bytes() == before
    door.release()


def test_taken_over_it_is_at_home_here_and_elsewhere_there(made: Made, tmp_path: Path) -> None:
    home, other = at_home(made), tmp_path / "b"
    shutil.copytree(home, other)
    door = door_at(other, THERE, made.clock)
    reading = opened(door).casework
    with pytest.raises(WorldFault):
        take_over_here(door, reading, "not this one")
    vault = take_over_here(door, reading, PASSPHRASE)
    assert not vault.read_only
    with vault.store.view() as unit:
        marks = marks_in(unit)
    assert marks is not None
    assert marks.generation == 3
    assert "vault.moved" in {line.action for line in log_of(vault)}
    vault.close()
    again = opened(door).casework
    assert not again.read_only
    again.close()
    door.release()
    # And should it be carried back, the old place is elsewhere.
    shutil.rmtree(home / "vault")
    shutil.copytree(other / "vault", home / "vault")
    back = door_at(home, HERE, made.clock)
    vault = opened(back).casework
    assert vault.read_only
    vault.close()
    back.release()


def test_a_handover_takes_it_over_too(made: Made, tmp_path: Path) -> None:
    home, other = at_home(made), tmp_path / "b"
    shutil.copytree(home / "vault", other / "vault")
    door = door_at(other, THERE, made.clock)
    waiting = begin_handover(door, SlotKind.KEYHOLDER, HEAD)
    assert waiting.casework.read_only
    done = hand_over(door, waiting, BRANWEN, NEW, tried(door), quietly)
    assert done.fault is None
    assert not done.casework.read_only
    done.casework.close()
    vault = opened(door, NEW).casework
    assert not vault.read_only
    assert vault.ask(SettingsPage()).setting.person == BRANWEN.person
    vault.close()
    door.release()


def test_a_vault_from_before_there_were_marks_is_at_home_where_it_is_opened(made: Made) -> None:
    data = made.door.folder.parent
    door = door_at(data, HERE, made.clock)
    vault = opened(door).casework
    with vault.store.unit() as unit:
        unit.meta.put(PLACE, None)
    vault.close()
    (data / TOKEN_NAME).unlink()
    vault = opened(door).casework
    assert not vault.read_only
    with vault.store.view() as unit:
        assert marks_in(unit) is not None
    vault.close()
    door.release()


def test_a_computer_whose_number_cannot_be_asked_goes_by_its_profile(made: Made) -> None:
    door = door_at(at_home(made), "", made.clock)
    vault = opened(door).casework
    assert not vault.read_only
    vault.close()
    door.release()


@pytest.mark.parametrize("token", [b"", b"{}", b'{"token": 3}', b'{"token": "abc"}', b"\xff" * 9])
def test_a_token_that_cannot_be_read_is_no_reason_to_write(made: Made, token: bytes) -> None:
    data = at_home(made)
    (data / TOKEN_NAME).write_bytes(token)
    door = door_at(data, HERE, made.clock)
    vault = opened(door).casework
    assert vault.read_only
    vault = take_over_here(door, vault, PASSPHRASE)
    assert not vault.read_only
    vault.close()
    door.release()


def test_neither_number_nor_token_stands_in_the_vault_in_clear(made: Made) -> None:
    data = at_home(made)
    door = door_at(data, HERE, made.clock)
    vault = opened(door).casework
    with vault.store.view() as unit:
        held = str(unit.meta.get(PLACE))
    assert HERE not in held
    assert (data / TOKEN_NAME).read_text().split('"')[3] not in held
    vault.close()
    door.release()


def test_nothing_that_closes_a_copy_raises(made: Made, tmp_path: Path) -> None:
    other = tmp_path / "b"
    shutil.copytree(at_home(made) / "vault", other / "vault")
    door = door_at(other, THERE, made.clock)
    vault = opened(door).casework
    try:
        vault.keep_end()
    except AlnError:
        pytest.fail("a copy has nothing to keep")
    vault.close()
    assert not (other / "last-seen.json").exists()
    door.release()
