"""A whole vault put back to an earlier day, noticed: what was seen last is kept beside it.

The vault alone cannot know. When it is locked and when a copy is made, the number of lines in the
access log and the last line's digest are written to a small file outside the vault's folder. A
vault with fewer lines, or with another line at that number, is not the one that was seen.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from aln_review.store.unit_of_work import UnitOfWork
from aln_review.vault.files import Files, write_safely

SEEN_NAME = "last-seen.json"
_MOST_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Seen:
    """The end of an access log, as it was seen last."""

    vault: str
    lines: int
    digest: str
    at: datetime
    """When it was seen, in UTC according to this computer."""


@dataclass(frozen=True, slots=True)
class Older:
    """A vault that is not the newest that was seen here."""

    seen_at: datetime
    """When the newer one was last in use, in UTC."""
    ends_at: datetime
    """When something was last done in this one, in UTC."""
    missing: int
    """Lines of the log that the newer one had and this one has not, as far as can be told."""


class LastSeen:
    """The small file."""

    def __init__(self, folder: Path, files: Files) -> None:
        self._path = folder / SEEN_NAME
        self._files = files

    def compare(self, unit: UnitOfWork, vault_id: str) -> Older | None:
        """Whether the vault is older than what was seen; nothing when it is not, or none was."""
        seen = self._read()
        if seen is None or seen.vault != vault_id:
            return None
        there = unit.log_link(seen.lines) if seen.lines else None
        if not seen.lines or (there is not None and there.digest == seen.digest):
            return None
        last = unit.log_link()
        ends = datetime.fromisoformat(last.access.at) if last else seen.at
        lines = last.access.seq if last else 0
        return Older(seen.at, ends, max(0, seen.lines - lines))

    def note(self, unit: UnitOfWork, vault_id: str, at: datetime) -> None:
        """Keep what the vault ends with.

        Raises:
            WorldFault: the disk refused; what was kept before stands.

        """
        last = unit.log_link()
        if last is not None:
            self._write(Seen(vault_id, last.access.seq, last.digest, at))

    def forget(self, vault_id: str) -> None:
        """An earlier vault was put back on purpose: the next one to open is the right one.

        Raises:
            WorldFault: the disk refused.

        """
        seen = self._read()
        if seen is not None and seen.vault == vault_id:
            self._write(Seen(vault_id, 0, "", seen.at))

    def _read(self) -> Seen | None:
        """What was kept; a file that cannot be read says nothing, and keeps nobody out."""
        try:
            found = msgspec.json.decode(self._files.read(self._path, _MOST_BYTES), type=Seen)
        except (OSError, msgspec.MsgspecError):
            return None
        return found if found.at.tzinfo is not None else None

    def _write(self, seen: Seen) -> None:
        content = {**asdict(seen), "at": seen.at.isoformat()}
        write_safely(self._files, self._path, json.dumps(content).encode())
