from __future__ import annotations

import json
import unicodedata
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from aln_review.domain.errors import Refusal, WorldFault
from aln_review.vault.keyslots import (
    STANDARD_COST,
    DataKey,
    KdfCost,
    SlotKind,
    VaultHeader,
    add_slot,
    open_slot,
    remove_slot,
    renew_slots,
    replace_slot,
)
from tests.faults.failing_files import FAULTS, FailingFiles, Killed
from tests.vault.makers import CHEAP, KEY, PASSPHRASE, SHEET, header, seeded

KEYHOLDER = "prifathrawes y pentref"


def fault_of(made: VaultHeader, kind: SlotKind, secret: str) -> str:
    with pytest.raises(WorldFault) as fault:
        open_slot(made, kind, secret)
    return fault.value.key


def test_every_slot_gives_the_same_key() -> None:
    made = header()
    assert open_slot(made, SlotKind.PASSPHRASE, PASSPHRASE) == KEY
    assert open_slot(made, SlotKind.RECOVERY, " ".join(SHEET)) == KEY
    assert open_slot(made, SlotKind.KEYHOLDER, KEYHOLDER) == KEY


@pytest.mark.parametrize(
    "typed",
    [
        unicodedata.normalize("NFD", PASSPHRASE),
        "  tŷ  bach\ttwt o’r\nmôr ",
        "tŷ bach twt o'r môr",
        "ｔŷ bach twt o’r môr",
    ],
)
def test_a_passphrase_is_the_same_however_it_is_typed(typed: str) -> None:
    assert open_slot(header(), SlotKind.PASSPHRASE, typed) == KEY


@pytest.mark.parametrize("typed", ["", "Tŷ bach twt o’r môr", "ty bach twt o’r mor", KEYHOLDER])
def test_another_passphrase_does_not_open(typed: str) -> None:
    assert fault_of(header(), SlotKind.PASSPHRASE, typed) == "error.vault.wrong_passphrase"


def test_recovery_words_need_neither_accents_nor_case() -> None:
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFD", " ".join(SHEET))
        if not unicodedata.combining(letter)
    )
    numbered = "\n".join(f"{at}. {word.upper()}," for at, word in enumerate(plain.split(), 1))
    assert open_slot(header(), SlotKind.RECOVERY, numbered) == KEY
    swapped = " ".join((SHEET[1], SHEET[0], *SHEET[2:]))
    assert fault_of(header(), SlotKind.RECOVERY, swapped) == "error.vault.wrong_recovery"


def test_standard_cost_is_what_was_promised() -> None:
    assert STANDARD_COST.memory_kib >= 128 * 1024
    assert STANDARD_COST.iterations >= 3
    made = add_slot(VaultHeader.create("v", "l"), SlotKind.PASSPHRASE, PASSPHRASE, KEY, seeded())
    assert made.slots[0].cost == STANDARD_COST


@pytest.mark.parametrize(
    "cost",
    [
        KdfCost(memory_kib=1024 * 1024 + 1, iterations=1),
        KdfCost(memory_kib=1024 * 1024, iterations=5),
        KdfCost(memory_kib=64, iterations=10**12),
        KdfCost(memory_kib=64, iterations=0),
        KdfCost(memory_kib=64, lanes=10_000),
        KdfCost(memory_kib=-1),
    ],
)
def test_a_file_may_not_demand_the_whole_computer(cost: KdfCost) -> None:
    made = header()
    slots = tuple(replace(slot, cost=cost) for slot in made.slots)
    read = VaultHeader.from_bytes(made.with_slots(slots).to_bytes())
    assert fault_of(read, SlotKind.PASSPHRASE, PASSPHRASE) == "error.vault.demands_too_much"


def test_a_slot_moved_to_another_vault_does_not_open() -> None:
    moved = VaultHeader.create("another", "Ysgol Brawf").with_slots(header().slots)
    assert fault_of(moved, SlotKind.PASSPHRASE, PASSPHRASE) == "error.vault.wrong_passphrase"


def test_a_slot_of_another_kind_does_not_open() -> None:
    made = header()
    slots = tuple(replace(slot, kind=SlotKind.KEYHOLDER) for slot in made.slots)
    key = fault_of(made.with_slots(slots), SlotKind.KEYHOLDER, PASSPHRASE)
    assert key == "error.vault.wrong_keyholder"


def test_changing_a_passphrase_leaves_the_others() -> None:
    changed = replace_slot(
        header(), SlotKind.PASSPHRASE, PASSPHRASE, "tair cath fach ddu", seeded(9), CHEAP
    )
    assert open_slot(changed, SlotKind.PASSPHRASE, "tair cath fach ddu") == KEY
    assert open_slot(changed, SlotKind.RECOVERY, " ".join(SHEET)) == KEY
    assert fault_of(changed, SlotKind.PASSPHRASE, PASSPHRASE) == "error.vault.wrong_passphrase"
    assert len(changed.slots) == 3


def test_changing_needs_the_old_one() -> None:
    with pytest.raises(WorldFault):
        replace_slot(header(), SlotKind.PASSPHRASE, "na", "tair cath fach ddu", seeded(), CHEAP)


def test_a_forgotten_passphrase_is_renewed_by_whoever_has_the_key() -> None:
    key = open_slot(header(), SlotKind.RECOVERY, " ".join(SHEET))
    renewed = renew_slots(header(), SlotKind.PASSPHRASE, "tair cath", key, seeded(3), CHEAP)
    assert open_slot(renewed, SlotKind.PASSPHRASE, "tair cath") == KEY
    assert fault_of(renewed, SlotKind.PASSPHRASE, PASSPHRASE) == "error.vault.wrong_passphrase"


def test_a_slot_goes_only_when_another_opens() -> None:
    made = header()
    (keyholder,) = made.of(SlotKind.KEYHOLDER)
    left = remove_slot(made, keyholder.id, SlotKind.PASSPHRASE, PASSPHRASE)
    assert [slot.kind for slot in left.slots] == [SlotKind.PASSPHRASE, SlotKind.RECOVERY]
    with pytest.raises(WorldFault):
        remove_slot(made, keyholder.id, SlotKind.PASSPHRASE, "na")
    with pytest.raises(WorldFault):
        remove_slot(made, keyholder.id, SlotKind.KEYHOLDER, KEYHOLDER)
    with pytest.raises(Refusal):
        remove_slot(made, "no such", SlotKind.PASSPHRASE, PASSPHRASE)
    only = made.with_slots((keyholder,))
    with pytest.raises(Refusal):
        remove_slot(only, keyholder.id, SlotKind.KEYHOLDER, KEYHOLDER)


def test_an_empty_secret_makes_no_slot() -> None:
    for kind, secret in ((SlotKind.PASSPHRASE, " \t"), (SlotKind.RECOVERY, "1. 2. 3.")):
        with pytest.raises(Refusal) as refusal:
            add_slot(header(), kind, secret, KEY, seeded(), CHEAP)
        assert refusal.value.key == "error.vault.empty_secret"


def test_slots_are_not_without_number() -> None:
    made = header()
    for seed in range(13):
        made = add_slot(made, SlotKind.KEYHOLDER, "pen", KEY, seeded(seed), CHEAP)
    with pytest.raises(Refusal):
        add_slot(made, SlotKind.KEYHOLDER, "pen", KEY, seeded(), CHEAP)


def test_a_header_comes_back_from_its_file(tmp_path: Path) -> None:
    made = header()
    path = tmp_path / "vault.json"
    made.write(path)
    assert VaultHeader.read(path) == made
    assert [file.name for file in tmp_path.iterdir()] == ["vault.json"]
    text = path.read_text("utf-8")
    assert PASSPHRASE not in text
    assert KEY.raw().hex() not in text


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "error.vault.header_damaged"),
        (b"{", "error.vault.header_damaged"),
        (b"[]", "error.vault.header_damaged"),
        (b"{}", "error.vault.header_damaged"),
        (b"\xff\xfe", "error.vault.header_damaged"),
        (b"[" * 60_000, "error.vault.header_damaged"),
        (b"{" + b" " * 70_000 + b"}", "error.vault.header_damaged"),
        (b'{"format": 3}', "error.vault.newer"),
        (b'{"format": 2}', "error.vault.header_damaged"),
        (b'{"format": true}', "error.vault.header_damaged"),
        (
            b'{"format": 1, "engine": "other", "vault": "v", "slots": []}',
            "error.vault.header_damaged",
        ),
    ],
)
def test_what_is_no_header_is_refused(data: bytes, key: str, tmp_path: Path) -> None:
    path = tmp_path / "vault.json"
    path.write_bytes(data)
    with pytest.raises(WorldFault) as fault:
        VaultHeader.read(path)
    assert fault.value.key == key


def test_a_missing_header_is_named(tmp_path: Path) -> None:
    with pytest.raises(WorldFault) as fault:
        VaultHeader.read(tmp_path / "vault.json")
    assert fault.value.key == "error.vault.header_missing"


def test_one_slot_beyond_reading_leaves_the_others() -> None:
    content = json.loads(header().to_bytes())
    content["slots"][0] = {"kind": 7}
    read = VaultHeader.from_bytes(json.dumps(content).encode())
    assert not read.whole
    assert open_slot(read, SlotKind.RECOVERY, " ".join(SHEET)) == KEY
    assert fault_of(read, SlotKind.PASSPHRASE, PASSPHRASE) == "error.vault.header_damaged"


@pytest.mark.parametrize("flip", [0x01, 0x10, 0x80])
def test_any_byte_gone_wrong_is_noticed_and_never_gives_another_key(flip: int) -> None:
    data = header().to_bytes()
    secrets = (
        (SlotKind.PASSPHRASE, PASSPHRASE),
        (SlotKind.RECOVERY, " ".join(SHEET)),
        (SlotKind.KEYHOLDER, KEYHOLDER),
    )
    outcomes: Counter[str] = Counter()
    for at in range(len(data)):
        changed = bytearray(data)
        changed[at] ^= flip
        try:
            read = VaultHeader.from_bytes(bytes(changed))
        except WorldFault as fault:
            outcomes[fault.key] += 1
            continue
        # White space between the fields is the one place where a byte means nothing.
        assert not read.whole or data[at : at + 1].isspace(), at
        for kind, secret in secrets:
            try:
                opened = open_slot(read, kind, secret)
            except WorldFault as fault:
                outcomes[fault.key] += 1
                continue
            assert opened == KEY
            outcomes["opened"] += 1
    assert set(outcomes) <= {"opened", "error.vault.header_damaged", "error.vault.newer"}
    assert outcomes["opened"] > len(data)


@pytest.mark.parametrize("code", [*FAULTS, 0])
def test_a_header_write_that_fails_anywhere_leaves_the_old_or_the_new(
    code: int, tmp_path: Path
) -> None:
    path = tmp_path / "vault.json"
    old = header()
    new = replace_slot(old, SlotKind.PASSPHRASE, PASSPHRASE, "tair cath", seeded(7), CHEAP)
    points = 0
    for step in range(1, 50):
        old.write(path)
        files = FailingFiles(step, code)
        try:
            new.write(path, files)
        except (WorldFault, Killed):
            points += 1
        found = VaultHeader.read(path)
        assert found in (old, new)
        assert found.whole
        if not files.reached:
            assert found == new
            break
        again = replace_slot(old, SlotKind.PASSPHRASE, PASSPHRASE, "eto", seeded(8), CHEAP)
        again.write(path)
        assert VaultHeader.read(path) == again
    assert points == 5


def test_a_disk_that_gives_back_other_bytes_is_not_believed(tmp_path: Path) -> None:
    class Liar(FailingFiles):
        def read(self, path: Path, limit: int) -> bytes:
            return b"x" + super().read(path, limit)[1:]

    path = tmp_path / "vault.json"
    header().write(path)
    with pytest.raises(WorldFault) as fault:
        VaultHeader.create("v", "l").write(path, Liar(0))
    assert fault.value.key == "error.vault.disk_fault"
    assert VaultHeader.read(path) == header()


def test_a_key_is_not_shown_and_can_be_wiped() -> None:
    key = DataKey(b"\x07" * 32)
    copy = key.copy()
    assert "7" not in repr(key)
    key.wipe()
    assert key.raw() == bytes(32)
    assert copy.raw() == b"\x07" * 32
    with pytest.raises(WorldFault):
        DataKey(b"short")
    assert DataKey.new(seeded(1)).raw() == seeded(1)(32)
