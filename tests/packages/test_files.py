"""Files are whole or not there."""

from __future__ import annotations

import hashlib
import io
import stat
import sys
from pathlib import Path
from typing import BinaryIO

import pytest

from aln_review.domain.errors import Refusal, WorldFault
from aln_review.packages.files import digest, write_bytes, write_whole
from aln_review.packages.sealing import seal
from tests.packages import makers


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "a"
    write_bytes(target, b"one")
    write_bytes(target, b"two")
    assert target.read_bytes() == b"two"
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_what_fails_half_way_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "a"
    write_bytes(target, b"old")

    def fill(handle: BinaryIO) -> None:
        handle.write(b"half")
        raise Refusal("error.package.too_large")

    with pytest.raises(Refusal):
        write_whole(target, fill)
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_a_folder_that_is_gone_is_the_worlds_fault(tmp_path: Path) -> None:
    with pytest.raises(WorldFault) as caught:
        write_bytes(tmp_path / "none" / "a", b"x")
    assert caught.value.key == "error.files.not_written"


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_nobody_else_may_read_it(tmp_path: Path) -> None:
    write_bytes(tmp_path / "a", b"x")
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk to write to")
def test_sealing_onto_a_full_disk_says_so() -> None:
    with Path("/dev/full").open("wb", buffering=0) as full, pytest.raises(OSError, match="space"):
        seal(io.BytesIO(bytes(300_000)), full, [makers.world().desk.public.age_recipient])


def test_digest_counts_what_is_left() -> None:
    source = io.BytesIO(b"abc" * 50_000)
    source.seek(3)
    left = source.getvalue()[3:]
    assert digest(source) == (hashlib.sha256(left).hexdigest(), len(left))
