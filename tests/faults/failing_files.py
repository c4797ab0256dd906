"""A file layer over the real disk that fails at the n-th call, in one of several ways."""

from __future__ import annotations

import errno
from pathlib import Path

from aln_review.vault.files import Disk

FAULTS = (errno.EIO, errno.ENOSPC, errno.EACCES)


class Killed(BaseException):
    """The process ended here: nothing after it ran, not even a handler."""


class FailingFiles:
    """Counts the calls; the n-th one fails, or ends the process half-way through."""

    def __init__(self, at: int, code: int = 0) -> None:
        self.calls = 0
        self._at = at
        self._code = code
        self._disk = Disk()

    @property
    def reached(self) -> bool:
        """Whether the n-th call came."""
        return self.calls >= self._at

    def read(self, path: Path, limit: int) -> bytes:
        self._step()
        return self._disk.read(path, limit)

    def write(self, path: Path, data: bytes) -> None:
        self.calls += 1
        if self.calls == self._at:
            self._disk.write(path, data[: len(data) // 2])
            self._fail()
        self._disk.write(path, data)

    def sync(self, path: Path) -> None:
        self._step()
        self._disk.sync(path)

    def replace(self, source: Path, target: Path) -> None:
        self._step()
        self._disk.replace(source, target)

    def sync_folder(self, folder: Path) -> None:
        self._step()
        self._disk.sync_folder(folder)

    def remove(self, path: Path) -> None:
        self._step()
        self._disk.remove(path)

    def _step(self) -> None:
        self.calls += 1
        if self.calls == self._at:
            self._fail()

    def _fail(self) -> None:
        if self._code:
            raise OSError(self._code, "made for a test")
        raise Killed
