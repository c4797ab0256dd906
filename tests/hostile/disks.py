"""Small disks that are really full, folders that really refuse, and where a test may have them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

NOBODY = 65534
FILLER = "filler"


def need_a_mount() -> None:
    """Skip, and say loudly what is not proved, where no small disk can be had."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("NOT PROVED HERE: a really full disk needs Linux and root to mount one")


@contextmanager
def small_disk(point: Path, size: int) -> Iterator[Path]:
    """A file system in memory of so many bytes."""
    need_a_mount()
    point.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(point)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("NOT PROVED HERE: this machine does not let a test mount a small disk")
    try:
        yield point
    finally:
        subprocess.run(["umount", "--lazy", str(point)], check=True)


def read_only(point: Path, *, yes: bool) -> None:
    """Let nobody write to a mounted disk, or let them again."""
    how = "ro" if yes else "rw"
    subprocess.run(["mount", "-o", f"remount,{how}", str(point)], check=True)


def fill(disk: Path, leave: int = 0) -> None:
    """Leave so many bytes, in whole pages, and not one more."""
    blank(disk)
    with (disk / FILLER).open("wb", buffering=0) as file:
        for size in (1 << 20, 65_536, 4_096, 1):
            try:
                while file.write(bytes(size)) == size:
                    pass
            except OSError:
                continue
        if leave:
            file.truncate(max(0, file.tell() - leave))


def blank(disk: Path) -> None:
    """Make room again."""
    (disk / FILLER).unlink(missing_ok=True)


@contextmanager
def as_nobody() -> Iterator[None]:
    """Somebody whom the system does not let do everything, for as long as the block lasts."""
    if not hasattr(os, "seteuid"):
        pytest.skip("NOT PROVED HERE: this system knows no permissions a test can take away")
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
