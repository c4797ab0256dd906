"""Everyone is locked out: from a request to the authority, and back in with its answer."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from aln_review.casework.asking import ask, asked, begin_answered, take_answer
from aln_review.casework.commands.authority import RevokeKey
from aln_review.casework.door import Door
from aln_review.casework.handover import hand_over
from aln_review.casework.helping import HelpDesk
from aln_review.casework.keyring import Proof
from aln_review.casework.post import VaultRegister
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import Refusal, WorldFault
from aln_review.language.lemmas import lemmas
from aln_review.packages.escrow import read_request
from aln_review.vault.escrow import ASKED_NAME, seal_mark, wrap_answer
from aln_review.vault.header import HEADER_NAME, VaultHeader
from aln_review.vault.keys import DataKey
from aln_review.vault.keyslots import SlotKind
from tests.casework.escrowed import PROOF, actions, answered, given, keys_of, stopped
from tests.casework.handing import BRANWEN, NEW, learners_of, log_of, quietly, tried
from tests.casework.town import let_in, open_desk
from tests.casework.vaults import (
    CHEAP,
    PASSPHRASE,
    TODAY,
    Made,
    add_learner,
    make,
    make_tools,
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


# Everyone is locked out


def test_from_a_locked_vault_to_the_authority_and_back_in(school: Made, desk: Made) -> None:
    given(school, desk)
    learners = learners_of(school.vault)
    school.vault.close()
    door = school.door
    assert door.look().authority == ("Cyngor y Prawf", "Test Council")
    request = ask(door)
    assert ask(door) == request
    helper = HelpDesk(desk.door, desk.vault)
    view = helper.look(request.text)
    assert (view.name, view.registered) == (view.registered, view.name)
    assert view.words == request.words
    answer = answered(desk, request)
    typed = " ".join(answer.words)
    assert not [word for word in answer.words if f'"{word}"' in answer.text]
    taken = take_answer(door, answer.text)
    waiting = begin_answered(door, taken, typed)
    assert waiting.kind is SlotKind.ESCROW
    done = hand_over(door, waiting, BRANWEN, NEW, tried(door), quietly)
    assert done.fault is None
    after = replace(school, vault=done.casework)
    assert learners_of(after.vault) == learners
    assert door.opened_by is SlotKind.PASSPHRASE
    opened = [line.detail for line in log_of(after.vault) if line.action == "vault.opened"]
    assert "escrow" in opened
    assert log_of(desk.vault)[-1].action == "authority.helped"
    after.vault.close()
    # What was said and sent opens nothing any more; the new passphrase does.
    assert stopped(take_answer, door, answer.text) == "error.help.other_request"
    assert stopped(door.prove_answer, taken, typed) == "error.help.other_key"
    assert stopped(door.unlock, PASSPHRASE) == "error.vault.wrong_passphrase"
    door.unlock(NEW).close()
    # And the authority still has a key, of the new data key.
    assert asked(door) is None
    assert answered(desk, ask(door)).words != answer.words


def test_whoever_stops_before_the_end_leaves_the_vault_as_it_was(school: Made, desk: Made) -> None:
    given(school, desk)
    school.vault.close()
    answer = answered(desk, ask(school.door))
    before = (school.door.folder / HEADER_NAME).read_bytes()
    taken = take_answer(school.door, answer.text)
    begin_answered(school.door, taken, " ".join(answer.words)).casework.close()
    assert (school.door.folder / HEADER_NAME).read_bytes() == before
    begin_answered(school.door, taken, " ".join(answer.words)).casework.close()
    school.door.unlock(PASSPHRASE).close()


def test_nobody_rang_or_a_wrong_passphrase_at_the_desk_gives_nothing(
    school: Made, desk: Made
) -> None:
    given(school, desk)
    text, helper = ask(school.door).text, HelpDesk(desk.door, desk.vault)
    before = actions(desk)
    wrong = Proof(SlotKind.PASSPHRASE, "rhywbeth arall yn llwyr")
    assert stopped(helper.answer, text, PROOF, Language.CY, rang=False) == "error.help.not_rung"
    found = stopped(helper.answer, text, wrong, Language.CY, rang=True)
    assert found == "error.vault.wrong_passphrase"
    assert actions(desk) == before
    own = HelpDesk(school.door, school.vault)
    assert stopped(own.look, text) == "error.desk.not_an_authority"


def test_another_authority_opens_nothing(school: Made, desk: Made, tmp_path: Path) -> None:
    given(school, desk)
    text = ask(school.door).text
    other = open_desk(tmp_path / "other", seed=99)
    assert stopped(answered, other, text) == "error.help.other_authority"
    other.shut()


def test_a_request_that_names_another_vault_than_is_sealed_is_refused(
    school: Made, desk: Made
) -> None:
    """Else a thief could have the key of a stolen laptop sent to a setting that knows them."""
    given(school, desk)
    header = school.door.read_header()
    renamed = VaultHeader.create("0192-other", "x").with_slots(header.slots)
    school.door.write_header(renamed.with_escrow(header.escrow))
    assert stopped(answered, desk, ask(school.door)) == "error.help.damaged"


def test_a_setting_outside_the_register_is_said_to_be(school: Made, desk: Made) -> None:
    given(school, desk)
    request = ask(school.door)
    entries = VaultRegister(desk.vault).register().entries
    kid = next(one.keys.kid for one in entries if one.setting == "s-school")
    desk.vault.do(RevokeKey(kid, TODAY))
    assert HelpDesk(desk.door, desk.vault).look(request.text).registered is None


def test_answers_that_are_not_this_requests_are_refused_in_words(
    school: Made, desk: Made, tmp_path: Path
) -> None:
    given(school, desk)
    school.vault.close()
    door = school.door
    first = answered(desk, ask(door))
    (door.folder / ASKED_NAME).unlink()
    assert stopped(take_answer, door, first.text) == "error.help.other_request"
    second = answered(desk, ask(door))
    assert stopped(take_answer, door, first.text) == "error.help.other_request"
    taken = take_answer(door, second.text)
    mixed = stopped(begin_answered, door, taken, " ".join(first.words))
    assert mixed == "error.vault.wrong_escrow"
    other = make(tmp_path / "third", seed=31)
    let_in(desk.vault, other.vault)
    keys_of(other).give(PROOF)
    theirs = answered(desk, ask(other.door))
    assert stopped(take_answer, door, theirs.text) == "error.help.other_vault"
    other.shut()


def test_wrong_words_wait_as_every_other_secret_does(school: Made, desk: Made) -> None:
    given(school, desk)
    school.vault.close()
    answer, other = answered(desk, ask(school.door)), school.door.new_sheet(Language.CY)
    taken = take_answer(school.door, answer.text)
    said = [
        stopped(begin_answered, school.door, taken, " ".join(other.words)) for _ in range(6)
    ]  # fmt: skip
    assert "error.vault.wrong_escrow" in said
    assert "error.vault.wait" in said
    assert stopped(begin_answered, school.door, taken, "un gair") == "error.vault.recovery_count"


def test_an_answer_with_another_key_opens_nothing_and_says_so(school: Made, desk: Made) -> None:
    """Somebody else's answer, well made: the words fit, and the key is not this vault's."""
    given(school, desk)
    school.vault.close()
    request = ask(school.door).request
    sheet = school.door.new_sheet(Language.EN)
    words, random = " ".join(sheet.words), school.door.tools.random
    forged = wrap_answer(request.vault, request.nonce, words, DataKey(bytes(32)), random, CHEAP)
    with pytest.raises(Refusal) as caught:
        begin_answered(school.door, forged, words)
    assert caught.value.key == "error.help.other_key"


def test_whoever_comes_in_another_way_learns_that_the_authority_was_asked(
    school: Made, desk: Made
) -> None:
    given(school, desk)
    school.vault.close()
    answer = answered(desk, ask(school.door))
    again = replace(school, vault=school.door.unlock(PASSPHRASE))
    assert actions(again).count("vault.help_asked") == 1
    assert not (school.door.folder / ASKED_NAME).exists()
    assert stopped(take_answer, school.door, answer.text) == "error.help.other_request"
    again.vault.close()


def test_without_a_key_for_an_authority_nothing_is_asked(school: Made) -> None:
    assert asked(school.door) is None
    assert stopped(ask, school.door) == "error.escrow.none"


@pytest.mark.parametrize("found", [b"", b"\xff\xfe", b"{}", b"[" * 100_000])
def test_a_request_kept_here_that_cannot_be_read_is_made_anew(
    school: Made, desk: Made, found: bytes
) -> None:
    given(school, desk)
    first = ask(school.door)
    (school.door.folder / ASKED_NAME).write_bytes(found)
    assert asked(school.door) is None
    assert ask(school.door).request.nonce != first.request.nonce


def test_a_request_holds_no_name_and_no_word_of_the_record(school: Made, desk: Made) -> None:
    given(school, desk)
    text = ask(school.door).text
    for word in ("Prydderch", "Rowlands", "Ysgol", "Prawf y"):
        assert word not in text
    header = school.door.read_header()
    assert header.escrow is not None
    assert read_request(text).sealed == header.escrow.sealed
    assert seal_mark(header.escrow.sealed)


def test_a_copy_keeps_it_and_a_copy_elsewhere_is_taken_over_with_it(
    school: Made, desk: Made, tmp_path: Path
) -> None:
    """The laptop is broken: its vault was put on another one, where nobody knows a way in."""
    given(school, desk)
    learners = learners_of(school.vault)
    school.vault.close()
    moved = tmp_path / "new laptop" / "vault"
    shutil.copytree(school.door.folder, moved, ignore=shutil.ignore_patterns("*.lock"))
    door = Door(moved, make_tools(moved.parent, school.clock, seed=77), lemmas, CHEAP)
    door.take()
    answer = answered(desk, ask(door))
    waiting = begin_answered(door, take_answer(door, answer.text), " ".join(answer.words))
    done = hand_over(door, waiting, BRANWEN, NEW, tried(door), quietly)
    assert done.fault is None
    assert not done.casework.read_only
    assert learners_of(done.casework) == learners
    done.casework.close()
    door.release()
    with pytest.raises(WorldFault):
        door.unlock(PASSPHRASE)
