from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from aln_review.domain.errors import WorldFault
from aln_review.vault.files import Disk, world, write_safely


@pytest.mark.parametrize(
    ("code", "key"),
    [
        (errno.ENOSPC, "error.vault.disk_full"),
        (errno.EDQUOT, "error.vault.disk_full"),
        (errno.EACCES, "error.vault.not_allowed"),
        (errno.EROFS, "error.vault.not_allowed"),
        (errno.EIO, "error.vault.disk_fault"),
    ],
)
def test_the_systems_refusals_have_their_sentences(code: int, key: str) -> None:
    fault = world(OSError(code, "text with a path", "/home/elin"))
    assert fault.key == key
    assert "elin" not in f"{fault} {fault.facts}"


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no permission bits")
def test_a_file_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_safely(Disk(), path, b"one")
    write_safely(Disk(), path, b"two")
    assert path.read_bytes() == b"two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


def test_a_folder_that_is_gone_is_the_worlds_fault(tmp_path: Path) -> None:
    with pytest.raises(WorldFault):
        write_safely(Disk(), tmp_path / "gone" / "file", b"x")
