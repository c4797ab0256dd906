"""Opening a package that may be hostile: limits, seal, names, signature, hashes, schema.

In that order, and each refusal has its own key. Only our own sealed copy is ever read, so that
a stick swapped half way changes nothing, and no plain byte is written to a disk: an entry is
opened into memory when it is asked for, and its hash is checked again.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO, Self

from aln_review.domain.errors import Refusal, WorldFault
from aln_review.domain.wales import day_in_wales
from aln_review.packages import signing
from aln_review.packages.archive import ArchiveSink, Member, Take
from aln_review.packages.canonical import NotCanonical, parse
from aln_review.packages.container import MAX_RECORD, MAX_SEALED
from aln_review.packages.files import BLOCK, drop
from aln_review.packages.identity import Identity
from aln_review.packages.manifest import MIMETYPE, RECORD, EntryLine, Manifest
from aln_review.packages.record import RECORD_SHAPE
from aln_review.packages.register import Register, RegisterEntry, Role, Standing
from aln_review.packages.sealing import MAX_HEADER, check_header, unseal
from aln_review.packages.shapes import Misshapen

_HEAD_LIMITS = {"mimetype": 100, "manifest.json": 1 << 18, "manifest.jws": 1 << 19}
_HEAD = tuple(_HEAD_LIMITS)
_SKEW = timedelta(seconds=300)
_STANDING_KEYS = {
    Standing.NOT_YET: "error.package.key_not_yet",
    Standing.EXPIRED: "error.package.key_expired",
    Standing.REVOKED: "error.package.key_revoked",
}


class UnknownSigner(Refusal):
    """Nobody the register names. It may be shown as unknown; it cannot be filed."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What opening takes: whose package it must be, and the age secret key."""

    fingerprint: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Opened:
    """A package that passed every check. Use it as a context: leaving it drops the copy."""

    manifest: Manifest
    sender_entry: RegisterEntry
    record: Mapping[str, Any]
    """The structured record, of the published shape."""
    sha256: str
    """Of the sealed file: what a receipt speaks of."""
    size: int
    cautions: tuple[str, ...]
    """Message keys of what a person should know before accepting."""
    sealed: Path
    _secret: str = field(repr=False)

    @property
    def files(self) -> Mapping[str, EntryLine]:
        """What it holds beside the record, by name."""
        return {e.name: e for e in self.manifest.entries if e.name != RECORD}

    def read(self, name: str) -> bytes:
        """One entry's bytes.

        Raises:
            Refusal: no such entry, or the copy was changed since it was checked.

        """
        found = io.BytesIO()
        self.copy(name, found)
        return found.getvalue()

    def copy(self, name: str, target: BinaryIO) -> None:
        """Write one entry to ``target``, block by block.

        Raises:
            Refusal: no such entry, or the copy was changed since it was checked.

        """
        line = next((e for e in self.manifest.entries if e.name == name), None)
        if line is None:
            raise Refusal("error.package.no_such_entry")
        sum_ = hashlib.sha256()

        def keep(block: bytes) -> None:
            sum_.update(block)
            target.write(block)

        def begin(member: Member) -> Take:
            return keep if member.name == name else _drop

        with self.sealed.open("rb") as source:
            sink = ArchiveSink(begin, 2 * MAX_SEALED)
            unseal(source, sink, self._secret)
            sink.close()
        if sum_.hexdigest() != line.sha256:
            raise Refusal("error.package.damaged")

    def close(self) -> None:
        """Drop the sealed copy."""
        drop(self.sealed)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_package(
    path: Path, identity: Identity, register: Register, workdir: Path, now: datetime
) -> Opened:
    """Check everything about the package at ``path`` and give it back ready to be shown.

    ``workdir`` is inside the vault's own area: a sealed copy lies there until the result is
    closed. ``now`` is this computer's clock, used for cautions only, never to refuse.

    Raises:
        UnknownSigner: well formed, but signed by a key the register does not name.
        Refusal: any other fault, each with its own key.
        WorldFault: the file cannot be read or copied.

    """
    keys = Opening(identity.public.fingerprint, identity.age_secret)
    return open_with(keys, path, register, workdir, now)


def open_with(
    keys: Opening, path: Path, register: Register, workdir: Path, now: datetime
) -> Opened:
    """:func:`open_package` for a reader that holds the sealing half alone.

    Raises:
        UnknownSigner: well formed, but signed by a key the register does not name.
        Refusal: any other fault, each with its own key.
        WorldFault: the file cannot be read or copied.

    """
    sealed, sha256, size = _own_copy(path, workdir)
    with contextlib.ExitStack() as undo:
        undo.callback(drop, sealed)
        gate = _Gate(keys.fingerprint, register)
        with sealed.open("rb") as source:
            sink = ArchiveSink(gate.begin, 2 * MAX_SEALED)
            unseal(source, sink, keys.secret)
            sink.close()
        manifest, entry = gate.finish()
        record = _record(gate.record)
        undo.pop_all()
    cautions = _cautions(manifest, entry, now)
    return Opened(manifest, entry, record, sha256, size, cautions, sealed, keys.secret)


def _own_copy(path: Path, workdir: Path) -> tuple[Path, str, int]:
    try:
        with path.open("rb") as source:
            check_header(source.read(MAX_HEADER))
            source.seek(0)
            name = hashlib.sha256(str(path).encode("utf-8", "surrogateescape")).hexdigest()[:24]
            copy = workdir / f"{name}.alnpkg"

            with contextlib.ExitStack() as undo:
                undo.callback(drop, copy)
                with copy.open("wb") as target:
                    sha256, size = _copied(source, target)
                undo.pop_all()
    except OSError as fault:
        full = fault.errno in {errno.ENOSPC, errno.EDQUOT}
        key = "error.files.not_written" if full else "error.package.unreadable"
        raise WorldFault(key) from None
    return copy, sha256, size


def _copied(source: BinaryIO, target: BinaryIO) -> tuple[str, int]:
    sum_, size = hashlib.sha256(), 0
    while block := source.read(BLOCK):
        size += len(block)
        if size > MAX_SEALED:
            raise Refusal("error.package.too_large")
        sum_.update(block)
        target.write(block)
    return sum_.hexdigest(), size


def _drop(_: bytes) -> None:
    """Bytes of an entry nobody asked for."""


class _Gate:
    """Decides, member by member, whether the next bytes may be taken at all."""

    def __init__(self, fingerprint: str, register: Register) -> None:
        self._fingerprint = fingerprint
        self._register = register
        self._head: dict[str, bytearray] = {}
        self._waiting: list[EntryLine] = []
        self._done: list[tuple[EntryLine, Callable[[], str]]] = []
        self._sender: tuple[Manifest, RegisterEntry] | None = None
        self.record = bytearray()

    def begin(self, member: Member) -> Take:
        """See :data:`aln_review.packages.archive.Begin`."""
        place = len(self._head)
        if place < len(_HEAD):
            if member.name != _HEAD[place]:
                raise Refusal("error.package.archive")
            if member.size > _HEAD_LIMITS[member.name]:
                raise Refusal("error.package.too_large")
            kept = self._head[member.name] = bytearray()
            return _extender(kept)
        if self._sender is None:
            self._sender = self._signed()
            self._waiting = list(self._sender[0].entries)
        return self._entry(member)

    def finish(self) -> tuple[Manifest, RegisterEntry]:
        """Manifest and sender, once every listed byte was seen and is the listed byte."""
        if self._sender is None:
            self._sender = self._signed()
            self._waiting = list(self._sender[0].entries)
        if self._waiting:
            raise Refusal("error.package.entry_missing")
        for line, sum_ in self._done:
            if sum_() != line.sha256:
                raise Refusal("error.package.entry_hash")
        return self._sender

    def _entry(self, member: Member) -> Take:
        names = [line.name for line in self._waiting]
        if member.name not in names:
            again = any(line.name == member.name for line, _ in self._done)
            if again or member.name in _HEAD:
                raise Refusal("error.package.entry_twice")
            raise Refusal("error.package.entry_extra")
        if names[0] != member.name:
            raise Refusal("error.package.entry_order")
        line = self._waiting.pop(0)
        if line.size != member.size:
            raise Refusal("error.package.entry_size")
        if line.name == RECORD and line.size > MAX_RECORD:
            raise Refusal("error.package.too_large")
        sum_ = hashlib.sha256()
        self._done.append((line, sum_.hexdigest))
        keep = _extender(self.record) if line.name == RECORD else _drop

        def take(block: bytes) -> None:
            sum_.update(block)
            keep(block)

        return take

    def _signed(self) -> tuple[Manifest, RegisterEntry]:
        """Everything the first three members must prove before a fourth is looked at."""
        if len(self._head) < len(_HEAD):
            raise Refusal("error.package.archive")
        if bytes(self._head["mimetype"]) != MIMETYPE.encode("ascii"):
            raise Refusal("error.package.mimetype")
        data = bytes(self._head["manifest.json"])
        manifest = Manifest.from_bytes(data)
        token = self._head["manifest.jws"].decode("ascii", "replace")
        try:
            unverified = signing.read(token, signing.MANIFEST, _HEAD_LIMITS["manifest.jws"])
        except signing.BadSignature:
            raise Refusal("error.package.signature_form") from None
        if unverified.payload != data:
            raise Refusal("error.package.other_manifest")
        if unverified.kid != manifest.sender.kid:
            raise Refusal("error.package.other_signer")
        entry = self._register.entry(unverified.kid)
        if entry is None:
            name = manifest.sender.name
            raise UnknownSigner("error.package.unknown_signer", setting=name)
        try:
            unverified.verify(entry.keys)
        except signing.BadSignature:
            raise Refusal("error.package.signature") from None
        self._allowed(manifest, entry)
        return manifest, entry

    def _allowed(self, manifest: Manifest, entry: RegisterEntry) -> None:
        if manifest.addressee != self._fingerprint:
            raise Refusal("error.package.other_addressee")
        if entry.setting != manifest.sender.setting:
            raise Refusal("error.package.other_sender")
        if entry.role is Role.GATEWAY:
            raise Refusal("error.package.wrong_role")
        standing = entry.standing(day_in_wales(manifest.created))
        if standing is not Standing.GOOD:
            raise Refusal(_STANDING_KEYS[standing])


def _extender(kept: bytearray) -> Take:
    def take(block: bytes) -> None:
        kept.extend(block)

    return take


def _record(data: bytearray) -> dict[str, Any]:
    try:
        value = parse(bytes(data))
        RECORD_SHAPE.check(value)
    except (NotCanonical, Misshapen):
        raise Refusal("error.package.record") from None
    return value


def _cautions(manifest: Manifest, entry: RegisterEntry, now: datetime) -> tuple[str, ...]:
    found = []
    if manifest.created > now + _SKEW:
        found.append("caution.package.clock_ahead")
    if entry.standing(day_in_wales(now)) is Standing.REVOKED:
        found.append("caution.package.key_revoked_since")
    return tuple(found)
