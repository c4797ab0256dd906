"""A copy of the vault as one closed file, for a stick or a share: safe to sync, move and keep.

The file is: eight bytes that say what it is and in which format; the length of the head; the head
as JSON (when the copy was made, the size and SHA-256 of the database, the vault's own header with
its keyslots); the copy's key, wrapped under the vault's data key and bound to everything before
it; the SHA-256 of all that; the encrypted database. Nothing in it names anybody.

Limits first: no byte beyond the head is read before the head's digest and the file's length hold.
"""

from __future__ import annotations

import base64
import binascii
import errno
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, TypeVar

from aln_review.domain.errors import WorldFault
from aln_review.store import backup
from aln_review.vault.copy_key import WRAPPED_BYTES, unwrap_copy_key, wrap_copy_key
from aln_review.vault.files import OWNER_ONLY, Disk, Files, world
from aln_review.vault.header import MOST_BYTES as MOST_HEADER
from aln_review.vault.header import VaultHeader
from aln_review.vault.keys import DataKey

T = TypeVar("T")

SUFFIX = ".alncopy"
MAGIC = b"ALNCOPY"
FORMAT = 1
MOST_HEAD = 2 * MOST_HEADER
MOST_DATABASE = 64 << 30
"""Bytes. No vault comes near it; a file that claims more is refused unread."""
_LENGTH_BYTES = 4
_DIGEST_BYTES = 32
_START = len(MAGIC) + 1 + _LENGTH_BYTES
_CHUNK = 1 << 20
_SPOILT = frozenset({"error.copy.damaged", "error.copy.not_a_copy", "error.copy.newer"})
_SPARE = 1 << 20
"""Bytes left free on the second place beside the copy."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a copy says of itself before it is opened."""

    at: datetime
    size: int
    """Bytes of the database."""
    digest: str
    """SHA-256 of the encrypted database, lower-case hexadecimal."""
    header: bytes
    """The vault's header file as it was when the copy was made."""
    wrapped: bytes
    bound: bytes
    begins: int
    """Where in the file the database begins."""

    def vault(self) -> VaultHeader:
        """The vault's header with its keyslots.

        Raises:
            WorldFault: damaged beyond reading.

        """
        return VaultHeader.from_bytes(self.header)

    def key(self, data_key: DataKey) -> DataKey:
        """The copy's own key.

        Raises:
            WorldFault: it was made with another data key.

        """
        return unwrap_copy_key(data_key, self.wrapped, self.bound)


@dataclass(frozen=True, slots=True)
class Source:
    """A closed, verified copy that is to be taken along."""

    path: Path
    key: DataKey
    header: bytes
    at: datetime


def seal(
    source: Source,
    target: Path,
    work: Path,
    random: Callable[[int], bytes],
    files: Files | None = None,
) -> backup.Copy:
    """Write a copy as one file. It has been read back, opened and counted before it has its name.

    ``work`` is a folder on the local disk for encrypted files on their way.

    Raises:
        WorldFault: the second place is missing, full or takes nothing; it gave other bytes back;
            the source does not open. Nothing that could be taken for a copy is left there.

    """
    disk = files or Disk()
    copy_key = DataKey.new(random)
    name = f"copy-{random(8).hex()}"
    made, again = work / f"{name}.out", work / f"{name}.back"
    part = target.with_name(target.name + ".part")
    try:
        inner = backup.copy_closed(source.path, source.key, made, copy_key)
        head = _head(source, made, copy_key, random)
        with _at_place():
            _refuse_little_room(target.parent, len(head) + inner.size)
            _write(part, head, made)
            disk.sync(part)
            _forget_cache(part)
        _prove(part, source.key, again, inner.counts)
        with _at_place():
            size = part.stat().st_size
            disk.replace(part, target)
            _sync_folder(disk, target.parent)
        return backup.Copy(target, size, inner.counts)
    finally:
        copy_key.wipe()
        for left in (part, made, again):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def _prove(part: Path, key: DataKey, again: Path, counts: Mapping[str, int]) -> None:
    """Read back what was written, open it and count it."""
    try:
        head = read_head(part)
        extract(part, head, again)
        found = backup.verify(again, head.key(key))
    except WorldFault as fault:
        if fault.key in _SPOILT:
            raise WorldFault("error.copy.differs") from None
        raise
    if found != counts:
        raise WorldFault("error.copy.differs")


def read_head(path: Path) -> Head:
    """What a copy says of itself.

    Raises:
        WorldFault: missing, not a copy, damaged, cut short, or of a newer format.

    """
    try:
        whole = path.stat().st_size
        with path.open("rb") as file:
            return _parse(file, whole)
    except FileNotFoundError:
        raise WorldFault("error.copy.missing") from None
    except OSError as fault:
        raise place_fault(fault) from None


def extract(path: Path, head: Head, target: Path) -> None:
    """Put the encrypted database of a copy into a file of its own.

    Raises:
        WorldFault: it is not the database that was written (``error.copy.damaged``), or a disk
            refused.

    """
    found = hashlib.sha256()
    try:
        with path.open("rb") as file, _new_file(target) as out:
            file.seek(head.begins)
            left = head.size
            while left and (piece := file.read(min(left, _CHUNK))):
                found.update(piece)
                out.write(piece)
                left -= len(piece)
    except OSError as fault:
        target.unlink(missing_ok=True)
        raise world(fault) from None
    if left or found.hexdigest() != head.digest:
        target.unlink(missing_ok=True)
        raise WorldFault("error.copy.damaged")


def place_fault(fault: OSError) -> WorldFault:
    """What the second place's refusal means, without the system's text: that holds a path."""
    if fault.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return WorldFault("error.copy.place_full")
    if fault.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return WorldFault("error.copy.place_read_only")
    if fault.errno in {errno.ENOENT, errno.ENOTDIR}:
        return WorldFault("error.copy.place_missing")
    return WorldFault("error.copy.place_broke_off")


@contextmanager
def _at_place() -> Iterator[None]:
    """Words what the second place refuses."""
    try:
        yield
    except OSError as fault:
        raise place_fault(fault) from None


def _head(
    source: Source, database: Path, copy_key: DataKey, random: Callable[[int], bytes]
) -> bytes:
    with database.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    content = {
        "at": source.at.astimezone(UTC).isoformat(),
        "size": database.stat().st_size,
        "digest": digest,
        "vault": base64.b64encode(source.header).decode(),
    }
    text = json.dumps(content, sort_keys=True).encode()
    bound = MAGIC + bytes([FORMAT]) + len(text).to_bytes(_LENGTH_BYTES, "big") + text
    sealed = bound + wrap_copy_key(source.key, copy_key, bound, random)
    return sealed + hashlib.sha256(sealed).digest()


def _parse(file: BinaryIO, whole: int) -> Head:
    start = file.read(_START)
    if len(start) < _START or not start.startswith(MAGIC):
        raise WorldFault("error.copy.not_a_copy")
    if start[len(MAGIC)] > FORMAT:
        raise WorldFault("error.copy.newer")
    length = int.from_bytes(start[-_LENGTH_BYTES:], "big")
    if start[len(MAGIC)] != FORMAT or length > MOST_HEAD:
        raise WorldFault("error.copy.damaged")
    text = file.read(length)
    wrapped, digest = file.read(WRAPPED_BYTES), file.read(_DIGEST_BYTES)
    if hashlib.sha256(start + text + wrapped).digest() != digest:
        raise WorldFault("error.copy.damaged")
    begins = _START + length + WRAPPED_BYTES + _DIGEST_BYTES
    head = _read(text, wrapped, start + text, begins)
    if whole != begins + head.size:
        raise WorldFault("error.copy.damaged")
    return head


def _read(text: bytes, wrapped: bytes, bound: bytes, begins: int) -> Head:
    """The head's fields; its digest held, so anything odd was written by somebody else."""
    try:
        content = json.loads(text)
        at = datetime.fromisoformat(_field(content, "at", str))
        size = _field(content, "size", int)
        header = base64.b64decode(_field(content, "vault", str), validate=True)
        digest = _field(content, "digest", str)
    except (ValueError, RecursionError, binascii.Error):
        raise WorldFault("error.copy.damaged") from None
    if at.tzinfo is None or not 0 < size <= MOST_DATABASE:
        raise WorldFault("error.copy.damaged")
    return Head(at, size, digest, header, wrapped, bound, begins)


def _field(content: object, name: str, kind: type[T]) -> T:
    found = content.get(name) if isinstance(content, Mapping) else None
    if type(found) is not kind:
        raise ValueError(name)
    return found


def _write(part: Path, head: bytes, database: Path) -> None:
    with _new_file(part) as out, database.open("rb") as file:
        out.write(head)
        shutil.copyfileobj(file, out, _CHUNK)


def _new_file(path: Path) -> BinaryIO:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, OWNER_ONLY), "wb")


def _refuse_little_room(folder: Path, needed: int) -> None:
    if shutil.disk_usage(folder).free < needed + _SPARE:
        raise WorldFault("error.copy.place_full")


def _forget_cache(path: Path) -> None:
    """Have what is read back come from the place itself, where the system lets us ask."""
    advise = getattr(os, "posix_fadvise", None)
    if advise is None:
        return
    with path.open("rb") as file:
        advise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _sync_folder(disk: Files, folder: Path) -> None:
    """Some shares cannot synchronise a folder; the file itself was, and was read back."""
    try:
        disk.sync_folder(folder)
    except OSError as fault:
        if fault.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
