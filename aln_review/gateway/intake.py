"""Sealed bytes on the disk: arriving in pieces, kept once under their own digest.

A piece lands in a ``.part`` file; the last one makes the whole checked, synced and renamed to
where its SHA-256 says. Killed anywhere, what lies there is either whole or resumable.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from aln_review.gateway.refusals import Refused
from aln_review.packages.files import PART, digest, sync_folder

ABANDONED = timedelta(days=14)
"""A part nobody added to for so long is dropped."""


@dataclass(frozen=True, slots=True)
class Upload:
    """One package on its way in. ``sha256`` and ``size`` are what the sender promised."""

    sender: str
    package: str
    sha256: str
    size: int

    @property
    def name(self) -> str:
        """File name of the part: tells nothing, collides with nothing."""
        known = f"{self.sender}/{self.package}/{self.sha256}/{self.size}"
        return hashlib.sha256(known.encode("ascii")).hexdigest() + PART


class Intake:
    """The two folders: ``arriving`` and ``sealed``."""

    def __init__(self, data: Path, now: Callable[[], datetime]) -> None:
        self._arriving = data / "arriving"
        self._sealed = data / "sealed"
        self._turn = threading.Lock()
        for folder in (self._arriving, self._sealed):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        oldest = (now() - ABANDONED).timestamp()
        for part in self._arriving.glob("*" + PART):
            if part.stat().st_mtime < oldest:
                part.unlink(missing_ok=True)

    def path(self, sha256: str) -> Path:
        """Where whole bytes lie."""
        return self._sealed / sha256[:2] / sha256

    def offset(self, upload: Upload) -> int:
        """How many bytes of it are here already."""
        part = self._arriving / upload.name
        return part.stat().st_size if part.exists() else 0

    def add(self, upload: Upload, offset: int, piece: bytes) -> int:
        """Append a piece; how many bytes are here afterwards.

        Raises:
            Refused: the piece does not go on where the last one ended, or goes beyond the end.

        """
        part = self._arriving / upload.name
        with self._turn:
            held = self.offset(upload)
            if offset != held:
                raise Refused(409, "error.gateway.offset", {"Upload-Offset": str(held)})
            if held + len(piece) > upload.size:
                raise Refused(413, "error.gateway.too_large")
            try:
                with part.open("ab") as target:
                    target.write(piece)
            except OSError:
                raise Refused(507, "error.gateway.full") from None
            return held + len(piece)

    def finish(self, upload: Upload) -> None:
        """Check the whole and move it to its place, synced.

        Raises:
            Refused: the bytes are not the ones promised; they are dropped, to be sent again.

        """
        part = self._arriving / upload.name
        target = self.path(upload.sha256)
        with self._turn:
            if not part.exists() and target.exists():
                return
            with part.open("r+b") as source:
                found, size = digest(source)
                os.fsync(source.fileno())
            if (found, size) != (upload.sha256, upload.size):
                part.unlink()
                raise Refused(422, "error.gateway.digest", {"Upload-Offset": "0"})
            target.parent.mkdir(exist_ok=True, mode=0o700)
            part.replace(target)
            sync_folder(target.parent)
            sync_folder(self._sealed)
