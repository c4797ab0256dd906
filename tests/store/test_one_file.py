"""A copy as one file: whole or refused, whatever happens to its bytes or to its place."""

from __future__ import annotations

import errno
import hashlib
import json
import random
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from aln_review.domain.errors import WorldFault
from aln_review.store import backup, one_file
from aln_review.store.database import Store
from aln_review.store.one_file import Source, extract, read_head, seal
from aln_review.vault.keys import DataKey
from aln_review.vault.keyslots import KdfCost, SlotKind, VaultHeader, add_slot, open_slot
from tests.faults.failing_files import FAULTS, FailingFiles
from tests.store.conftest import KEY, lower
from tests.store.makers import learner, words

AT = datetime(2026, 11, 2, 16, 0, tzinfo=UTC)
CHEAP = KdfCost(memory_kib=8, iterations=1, lanes=1)
SECRET = "crochan gwennol telyn"


def _header(chance: Callable[[int], bytes]) -> bytes:
    made = VaultHeader.create("vault", "Prawf")
    return add_slot(made, SlotKind.PASSPHRASE, SECRET, KEY, chance, CHEAP).to_bytes()


@pytest.fixture(name="source")
def _source(store: Store, tmp_path: Path) -> Source:
    with store.unit() as unit:
        unit.learners.put(learner())
        unit.words.put(words("w1", "Dw i’n hoffi darllen"))
        unit.contents.put("d1", bytes(9_000))
    header = _header(random.Random(2).randbytes)
    made = backup.keep(store, header, tmp_path / "copies", AT)
    return Source(made.path, KEY, header, AT)


@pytest.fixture(name="stick")
def _stick(tmp_path: Path) -> Path:
    place = tmp_path / "stick"
    place.mkdir()
    return place


@pytest.fixture(name="work")
def _work(tmp_path: Path) -> Path:
    place = tmp_path / "area"
    place.mkdir()
    return place


def _seal(source: Source, target: Path, work: Path) -> backup.Copy:
    return seal(source, target, work, random.Random(5).randbytes)


def test_what_was_sealed_opens_with_the_passphrase_alone(
    source: Source, stick: Path, work: Path
) -> None:
    made = _seal(source, stick / "a.alncopy", work)
    assert list(stick.iterdir()) == [made.path]
    assert list(work.iterdir()) == []
    head = read_head(made.path)
    assert head.at == AT
    data_key = open_slot(head.vault(), SlotKind.PASSPHRASE, SECRET)
    target = work / "opened.db"
    extract(made.path, head, target)
    opened = Store.open(target, head.key(data_key), lower)
    with opened.view() as view:
        assert view.learners.all() == [learner()]
        assert view.contents.get("d1") == bytes(9_000)
    opened.close()
    content = made.path.read_bytes()
    assert b"darllen" not in content
    assert b"SQLite format" not in content


def test_its_key_is_its_own(source: Source, stick: Path, work: Path) -> None:
    made = seal(source, stick / "a.alncopy", work, random.Random(5).randbytes)
    other = seal(source, stick / "b.alncopy", work, random.Random(6).randbytes)
    one, two = read_head(made.path), read_head(other.path)
    assert one.key(KEY) != two.key(KEY)
    assert one.key(KEY) != KEY
    with pytest.raises(WorldFault) as fault:
        one.key(DataKey(bytes(32)))
    assert fault.value.key == "error.copy.wrong_key"


def test_every_byte_of_the_head_and_many_of_the_rest_are_vouched_for(
    source: Source, stick: Path, work: Path
) -> None:
    made = _seal(source, stick / "a.alncopy", work)
    whole = made.path.read_bytes()
    begins = read_head(made.path).begins
    chance = random.Random(3)
    places = [*range(begins), *chance.sample(range(begins, len(whole)), 150), len(whole) - 1]
    for place in places:
        changed = bytearray(whole)
        changed[place] ^= 1 << chance.randrange(8)
        made.path.write_bytes(changed)
        with pytest.raises(WorldFault) as fault:
            extract(made.path, read_head(made.path), work / "opened.db")
        assert fault.value.key in {
            "error.copy.damaged", "error.copy.not_a_copy", "error.copy.newer"
        }, place  # fmt: skip
        assert not (work / "opened.db").exists()


def test_a_head_made_to_measure_by_a_stranger_opens_nothing(
    source: Source, stick: Path, work: Path
) -> None:
    """Its digest can be made anew by anybody; the key is bound to what the head says."""
    made = _seal(source, stick / "a.alncopy", work)
    head = read_head(made.path)
    content = json.loads(head.bound[one_file._START :])
    content["at"] = "2031-01-01T00:00:00+00:00"
    text = json.dumps(content, sort_keys=True).encode()
    bound = head.bound[: len(one_file.MAGIC) + 1] + len(text).to_bytes(4, "big") + text
    sealed = bound + head.wrapped
    digest = hashlib.sha256(sealed).digest()
    database = made.path.read_bytes()[head.begins :]
    made.path.write_bytes(sealed + digest + database)
    forged = read_head(made.path)
    assert forged.at.year == 2031
    with pytest.raises(WorldFault) as fault:
        forged.key(KEY)
    assert fault.value.key == "error.copy.wrong_key"


@pytest.mark.parametrize("left", [0, 5, 11, 12, 300, 2_000, -1])
def test_a_file_cut_short_is_refused_before_anything_is_read(
    source: Source, stick: Path, work: Path, left: int
) -> None:
    made = _seal(source, stick / "a.alncopy", work)
    made.path.write_bytes(made.path.read_bytes()[:left])
    with pytest.raises(WorldFault):
        read_head(made.path)


def test_a_head_that_claims_to_be_huge_is_not_read(stick: Path) -> None:
    path = stick / "a.alncopy"
    path.write_bytes(one_file.MAGIC + b"\x01" + b"\xff\xff\xff\xff" + bytes(100))
    with pytest.raises(WorldFault) as fault:
        read_head(path)
    assert fault.value.key == "error.copy.damaged"


@pytest.mark.parametrize("code", FAULTS)
def test_a_place_that_fails_at_any_step_is_left_without_a_copy(
    source: Source, stick: Path, work: Path, code: int
) -> None:
    keys = {
        errno.EIO: "error.copy.place_broke_off",
        errno.ENOSPC: "error.copy.place_full",
        errno.EACCES: "error.copy.place_read_only",
    }
    said: set[str] = set()
    at, files = 0, FailingFiles(1)
    while at < 1 or files.reached:
        at += 1
        files = FailingFiles(at, code)
        said.add(_said_by(source, stick / "a.alncopy", work, files))
        assert list(work.iterdir()) == []
        # Only the synchronising of the folder comes after the name, and the file is whole then.
        for left in stick.iterdir():
            assert left == stick / "a.alncopy"
            assert read_head(left).key(KEY)
            left.unlink()
    assert said == {keys[code], ""}
    assert at > 3


def _said_by(source: Source, target: Path, work: Path, files: FailingFiles) -> str:
    try:
        seal(source, target, work, random.Random(1).randbytes, files)
    except WorldFault as fault:
        return fault.key
    return ""


def test_a_place_that_is_gone_is_said_to_be_missing(
    source: Source, stick: Path, work: Path
) -> None:
    stick.rmdir()
    with pytest.raises(WorldFault) as fault:
        _seal(source, stick / "a.alncopy", work)
    assert fault.value.key == "error.copy.place_missing"
    with pytest.raises(WorldFault) as fault:
        read_head(stick / "a.alncopy")
    assert fault.value.key == "error.copy.missing"


def test_what_the_place_gave_back_otherwise_is_no_copy(
    source: Source, stick: Path, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoil(path: Path) -> None:
        content = bytearray(path.read_bytes())
        content[-5_000] ^= 4
        path.write_bytes(content)

    monkeypatch.setattr(one_file, "_forget_cache", spoil)
    with pytest.raises(WorldFault) as fault:
        _seal(source, stick / "a.alncopy", work)
    assert fault.value.key == "error.copy.differs"
    assert list(stick.iterdir()) == []
    assert list(work.iterdir()) == []
