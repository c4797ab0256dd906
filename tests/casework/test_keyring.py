"""The ways into an open vault: added, changed, tried and removed, and never the last one lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from aln_review.casework.core import Casework
from aln_review.casework.door import Door
from aln_review.casework.entry import Opened, come_in, come_in_as_keyholder
from aln_review.casework.key_labels import Holder, KeyRole, keep_labels
from aln_review.casework.keyring import MOST_KEYHOLDERS, Keyring, Proof, SlotKind
from aln_review.casework.log_kinds import LogKind, kind_of
from aln_review.casework.queries.access_log import AccessLog
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import AlnError, OwnFault, Refusal, WorldFault
from aln_review.language.lemmas import lemmas
from aln_review.vault.keyslots import DataKey, VaultHeader, add_slot, remove_slot
from aln_review.vault.tuning import Tuning
from tests.casework.vaults import CHEAP, PASSPHRASE, Made, make_tools
from tests.vault.test_tuning import Computer

HEAD = Holder("Mair Puw", KeyRole.HEAD)
HERS = "llwynog bwrdd castell"
OTHER = "afon dwfn mynydd"
MINE = Proof(SlotKind.PASSPHRASE, PASSPHRASE)


def ring(made: Made) -> Keyring:
    return Keyring(made.door, made.vault)


def keyholder(keys: Keyring) -> str:
    (way,) = (way for way in keys.ways() if way.label.kind is SlotKind.KEYHOLDER)
    return way.slot_id


def actions(vault: Casework) -> list[str]:
    return [line.action for line in vault.ask(AccessLog()).lines]


def key_of(error: pytest.ExceptionInfo[AlnError]) -> str:
    return error.value.key


def words_of(made: Made) -> str:
    return " ".join(made.sheet.words)


def test_a_new_vault_knows_both_its_keys_and_since_when(made: Made) -> None:
    ways = ring(made).ways()
    assert [way.label.kind for way in ways] == [SlotKind.PASSPHRASE, SlotKind.RECOVERY]
    assert {way.label.made_at for way in ways} == {made.vault.tools.now()}


def test_a_second_keyholder_comes_in_as_themselves(made: Made) -> None:
    ring(made).add_keyholder(MINE, replace(HEAD, name="  Mair \t Puw "), HERS)
    made.vault.close()
    assert made.door.look().has_keyholder
    entry = come_in_as_keyholder(made.door, HERS, Language.CY)
    vault = entry.casework
    line = vault.ask(AccessLog()).lines
    assert "Mair Puw" in {one.actor for one in line[:2]}
    assert made.door.opened_by.value == "keyholder"
    vault.close()
    made.door.unlock(PASSPHRASE).close()
    assert made.door.opened_by.value == "passphrase"


def test_the_header_names_nobody(made: Made, tmp_path: Path) -> None:
    ring(made).add_keyholder(MINE, HEAD, HERS)
    text = (tmp_path / "vault" / "vault.json").read_text("utf-8")
    assert "Mair" not in text
    assert "head" not in text


def test_a_keyholder_waits_like_everybody(made: Made) -> None:
    ring(made).add_keyholder(MINE, HEAD, HERS)
    made.vault.close()
    for _ in range(4):
        with pytest.raises(WorldFault) as wrong:
            made.door.unlock_as_keyholder(OTHER)
        assert key_of(wrong) == "error.vault.wrong_keyholder"
    with pytest.raises(WorldFault) as early:
        made.door.unlock_as_keyholder(HERS)
    assert key_of(early) == "error.vault.wait"


@pytest.mark.parametrize(
    ("holder", "secret", "key"),
    [
        (Holder(" ", KeyRole.HEAD), HERS, "error.vault.keyholder_name"),
        (HEAD, "ysgol", "vault.strength.too_short"),
        (HEAD, f" {PASSPHRASE}", "error.vault.same_secret"),
    ],
)
def test_a_key_that_would_be_none_is_refused(
    made: Made, holder: Holder, secret: str, key: str
) -> None:
    with pytest.raises(Refusal) as refused:
        ring(made).add_keyholder(MINE, holder, secret)
    assert key_of(refused) == key
    assert len(ring(made).ways()) == 2


def test_keyholders_are_not_without_number(made: Made) -> None:
    keys = ring(made)
    for number in range(MOST_KEYHOLDERS):
        keys.add_keyholder(MINE, HEAD, f"{HERS} {number}")
    with pytest.raises(Refusal) as refused:
        keys.add_keyholder(MINE, HEAD, HERS)
    assert key_of(refused) == "error.vault.too_many_keyholders"


Change = Callable[[Keyring, Proof], object]


@pytest.mark.parametrize(
    "change",
    [
        lambda keys, proof: keys.change_passphrase(proof, OTHER),
        lambda keys, proof: keys.replace_sheet(proof, keys._door.new_sheet(Language.CY)),
        lambda keys, proof: keys.add_keyholder(proof, HEAD, OTHER),
        lambda keys, proof: keys.change_keyholder(proof, keyholder(keys), HEAD, OTHER),
        lambda keys, proof: keys.remove_keyholder(proof, keyholder(keys)),
    ],
)
def test_nothing_is_changed_without_a_secret_given_again(
    made: Made, tmp_path: Path, change: Change
) -> None:
    keys = ring(made)
    keys.add_keyholder(MINE, HEAD, HERS)
    header = (tmp_path / "vault" / "vault.json").read_bytes()
    log = len(actions(made.vault))
    for wrong in (Proof(SlotKind.PASSPHRASE, "na"), Proof(SlotKind.KEYHOLDER, PASSPHRASE)):
        with pytest.raises(WorldFault):
            change(keys, wrong)
    assert (tmp_path / "vault" / "vault.json").read_bytes() == header
    assert len(actions(made.vault)) == log
    change(keys, MINE)
    assert len(actions(made.vault)) == log + 1


def test_a_keyholder_lets_the_passphrase_be_set_anew(made: Made) -> None:
    keys = ring(made)
    keys.add_keyholder(MINE, HEAD, HERS)
    keys.change_passphrase(Proof(SlotKind.KEYHOLDER, HERS), OTHER)
    made.vault.close()
    with pytest.raises(WorldFault):
        made.door.unlock(PASSPHRASE)
    made.door.unlock(OTHER).close()
    made.door.unlock_as_keyholder(HERS).close()


def test_changing_a_keyholder_takes_the_old_passphrase_from_them(made: Made) -> None:
    keys = ring(made)
    keys.add_keyholder(MINE, HEAD, HERS)
    before = keyholder(keys)
    now_him = Holder("Ifan Rees", KeyRole.DEPUTY)
    keys.change_keyholder(Proof(SlotKind.KEYHOLDER, HERS), before, now_him, OTHER)
    assert keyholder(keys) != before
    (way,) = (way for way in keys.ways() if way.label.holder)
    assert way.label.holder == now_him
    with pytest.raises(Refusal) as gone:
        keys.change_keyholder(MINE, before, HEAD, HERS)
    assert key_of(gone) == "error.vault.slot_gone"
    made.vault.close()
    with pytest.raises(WorldFault):
        made.door.unlock_as_keyholder(HERS)
    made.door.unlock_as_keyholder(OTHER).close()


def test_a_key_taken_back_opens_nothing_and_not_by_itself(made: Made) -> None:
    keys = ring(made)
    keys.add_keyholder(MINE, HEAD, HERS)
    with pytest.raises(WorldFault):
        keys.remove_keyholder(Proof(SlotKind.KEYHOLDER, HERS), keyholder(keys))
    keys.remove_keyholder(MINE, keyholder(keys))
    assert [way.label.kind for way in keys.ways()] == [SlotKind.PASSPHRASE, SlotKind.RECOVERY]
    assert actions(made.vault)[0] == "vault.keyholder_removed"
    made.vault.close()
    assert not made.door.look().has_keyholder
    with pytest.raises(WorldFault):
        made.door.unlock_as_keyholder(HERS)


@pytest.mark.parametrize("kind", [SlotKind.PASSPHRASE, SlotKind.RECOVERY])
def test_the_last_passphrase_and_the_last_sheet_stay(made: Made, kind: SlotKind) -> None:
    keys = ring(made)
    keys.add_keyholder(MINE, HEAD, HERS)
    (slot,) = made.door.read_header().of(kind)
    with pytest.raises(Refusal) as refused:
        keys.remove_keyholder(MINE, slot.id)
    assert key_of(refused) == "error.vault.slot_gone"
    with pytest.raises(Refusal) as lower:
        remove_slot(made.door.read_header(), slot.id, SlotKind.KEYHOLDER, HERS)
    assert key_of(lower) == "error.vault.always_kept"


def test_rehearsing_the_sheet_opens_it_and_changes_only_the_date(
    made: Made, tmp_path: Path
) -> None:
    header = (tmp_path / "vault" / "vault.json").read_bytes()
    made.clock.forward(days=40)
    numbered = " ".join(f"{n}. {word.upper()}" for n, word in enumerate(made.sheet.words, 1))
    ring(made).rehearse_sheet(numbered)
    (sheet,) = (way for way in ring(made).ways() if way.label.kind is SlotKind.RECOVERY)
    assert sheet.label.tried_at == made.vault.tools.now()
    assert actions(made.vault)[0] == "vault.sheet_rehearsed"
    assert (tmp_path / "vault" / "vault.json").read_bytes() == header


def test_another_sheet_or_a_wrong_word_is_no_rehearsal(made: Made) -> None:
    other = made.door.new_sheet(Language.CY)
    wrong = list(made.sheet.words)
    wrong[6] = "zzzz"
    log = len(actions(made.vault))
    for typed, key in (
        (" ".join(other.words), "error.vault.wrong_recovery"),
        (" ".join(wrong), "error.vault.recovery_word"),
    ):
        with pytest.raises(WorldFault) as fault:
            ring(made).rehearse_sheet(typed)
        assert key_of(fault) == key
    assert len(actions(made.vault)) == log


def test_a_keyholder_rehearses_too(made: Made) -> None:
    keys = ring(made)
    keys.add_keyholder(MINE, HEAD, HERS)
    with pytest.raises(WorldFault):
        keys.rehearse_keyholder(OTHER)
    made.clock.forward(days=1)
    keys.rehearse_keyholder(HERS)
    (way,) = (way for way in keys.ways() if way.label.holder)
    assert way.label.tried_at == made.vault.tools.now()
    assert actions(made.vault)[0] == "vault.keyholder_rehearsed"


def test_a_secret_that_opens_another_key_proves_nothing(made: Made) -> None:
    header = made.door.read_header()
    stranger = DataKey(bytes(32))
    made.door.write_header(
        add_slot(
            header.with_slots(()),
            SlotKind.PASSPHRASE,
            OTHER,
            stranger,
            made.vault.tools.random,
            CHEAP,
        )
    )
    with pytest.raises(OwnFault):
        ring(made).change_passphrase(Proof(SlotKind.PASSPHRASE, OTHER), HERS)


def test_a_key_made_elsewhere_is_named_when_the_vault_opens(made: Made) -> None:
    header = made.door.read_header()
    key = made.vault.store.key()
    more = add_slot(header, SlotKind.KEYHOLDER, OTHER, key, made.vault.tools.random, CHEAP)
    made.door.write_header(more)
    made.vault.close()
    vault = made.door.unlock(PASSPHRASE)
    assert "key.unknown" in actions(vault)
    made.door.write_header(header)
    vault.close()
    vault = made.door.unlock(PASSPHRASE)
    assert "key.gone" in actions(vault)
    assert {kind_of(one) for one in ("key.gone", "key.unknown", "key.added")} == {LogKind.KEYS}
    vault.close()


def test_a_vault_from_before_there_were_labels_opens_without_a_word(made: Made) -> None:
    typed = {place: made.sheet.words[place - 1] for place in made.sheet.asked}
    made.door.sheet_tried(made.vault, made.sheet, typed)
    with made.vault.store.unit() as unit:
        keep_labels(unit, {})
    made.vault.close()
    entry = come_in(made.door, PASSPHRASE, Language.CY)
    assert isinstance(entry, Opened)
    assert not {"key.unknown", "key.added", "key.gone"} & set(actions(entry.casework))
    assert {way.label.made_at for way in ring(replace(made, vault=entry.casework)).ways()} == {None}
    entry.casework.close()


def test_new_slots_are_tuned_and_a_change_does_not_measure_again(
    made: Made, tmp_path: Path
) -> None:
    made.vault.close()
    computer = Computer(5.0)
    floor = replace(CHEAP, iterations=2)
    tuning = Tuning(computer.steady, computer.derive, floor)
    door = Door(tmp_path / "vault", make_tools(tmp_path, made.clock), lemmas, tuning)
    keys = Keyring(door, door.unlock(PASSPHRASE))
    keys.change_passphrase(MINE, OTHER)
    (slot,) = door.read_header().of(SlotKind.PASSPHRASE)
    assert slot.cost.iterations >= floor.iterations
    trials = len(computer.asked)
    assert trials
    keys.change_passphrase(Proof(SlotKind.PASSPHRASE, OTHER), PASSPHRASE)
    assert len(computer.asked) == trials
    keys._casework.close()


def test_a_header_of_another_vault_is_not_read_for_this_one(made: Made) -> None:
    other = VaultHeader.create("another", "x").with_slots(made.door.read_header().slots)
    made.door.write_header(other)
    with pytest.raises(WorldFault):
        ring(made).change_passphrase(MINE, OTHER)
