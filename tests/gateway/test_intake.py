"""Sealed bytes on the disk, with the disk's ill will."""

from __future__ import annotations

import hashlib
import os
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aln_review.gateway.intake import ABANDONED, Intake, Upload
from aln_review.gateway.refusals import Refused
from tests.gateway.running import Clock
from tests.packages.makers import NOW, package_id

DATA = bytes(range(256)) * 8


def upload(data: bytes = DATA, sender: str = "a" * 64) -> Upload:
    return Upload(sender, package_id(1), hashlib.sha256(data).hexdigest(), len(data))


def test_pieces_become_one_file_under_its_own_digest(tmp_path: Path) -> None:
    intake = Intake(tmp_path, Clock(NOW))
    assert intake.add(upload(), 0, DATA[:1000]) == 1000
    assert intake.add(upload(), 1000, DATA[1000:]) == len(DATA)
    intake.finish(upload())
    assert intake.path(upload().sha256).read_bytes() == DATA
    assert intake.offset(upload()) == 0
    intake.finish(upload())


def test_a_torn_piece_goes_on_where_it_tore(tmp_path: Path) -> None:
    """A kill in the middle of a write leaves the beginning of a piece."""
    intake = Intake(tmp_path, Clock(NOW))
    (tmp_path / "arriving" / upload().name).write_bytes(DATA[:777])
    assert intake.offset(upload()) == 777
    intake.add(upload(), 777, DATA[777:])
    intake.finish(upload())
    assert intake.path(upload().sha256).read_bytes() == DATA


def test_scrambled_bytes_after_a_power_cut_are_dropped(tmp_path: Path) -> None:
    intake = Intake(tmp_path, Clock(NOW))
    (tmp_path / "arriving" / upload().name).write_bytes(bytes(len(DATA)))
    with pytest.raises(Refused) as caught:
        intake.finish(upload())
    assert (caught.value.status, caught.value.headers) == (422, {"Upload-Offset": "0"})
    assert intake.offset(upload()) == 0


def test_two_senders_of_one_id_do_not_meet(tmp_path: Path) -> None:
    intake = Intake(tmp_path, Clock(NOW))
    intake.add(upload(), 0, DATA[:10])
    assert intake.offset(upload(sender="b" * 64)) == 0
    assert intake.offset(upload(DATA + b"x")) == 0


def test_a_full_disk_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    intake = Intake(tmp_path, Clock(NOW))

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(Refused) as caught:
        intake.add(upload(), 0, b"x")
    assert (caught.value.status, caught.value.key) == (507, "error.gateway.full")


def test_what_was_abandoned_is_dropped_and_what_was_not_is_kept(tmp_path: Path) -> None:
    first = Intake(tmp_path, Clock(NOW))
    first.add(upload(), 0, DATA[:10])
    first.add(upload(DATA + b"y"), 0, DATA[:10])
    old = (NOW - ABANDONED - timedelta(days=1)).timestamp()
    os.utime(tmp_path / "arriving" / upload().name, (old, old))
    young = NOW.timestamp()
    os.utime(tmp_path / "arriving" / upload(DATA + b"y").name, (young, young))
    again = Intake(tmp_path, Clock(NOW))
    assert (again.offset(upload()), again.offset(upload(DATA + b"y"))) == (0, 10)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(sizes=st.lists(st.integers(0, 700), max_size=12), again=st.integers(0, 2**32))
def test_any_cutting_gives_the_same_bytes(tmp_path: Path, sizes: list[int], again: int) -> None:
    intake = Intake(tmp_path / str(again), Clock(NOW))
    at = 0
    for size in (*sizes, len(DATA)):
        at = intake.add(upload(), at, DATA[at : at + size])
    intake.finish(upload())
    assert intake.path(upload().sha256).read_bytes() == DATA
