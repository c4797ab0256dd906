"""Freezing a package: manifest, signature, archive and seal in one streamed pass.

After this nothing about the package changes: a change is a new package that supersedes.
"""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from aln_review.domain.bilingual import Language, Text
from aln_review.domain.dispatch import PackageKind
from aln_review.domain.errors import Refusal
from aln_review.packages.archive import Member, Puller, directory
from aln_review.packages.canonical import NotCanonical, canonical
from aln_review.packages.files import BLOCK, write_whole
from aln_review.packages.identity import Identity, PublicIdentity
from aln_review.packages.manifest import (
    MAX_ENTRIES,
    MAX_ENTRY,
    MIMETYPE,
    RECORD,
    EntryLine,
    Manifest,
    SenderName,
    rank,
)
from aln_review.packages.record import RECORD_SHAPE
from aln_review.packages.sealing import seal
from aln_review.packages.shapes import Misshapen
from aln_review.packages.signing import MANIFEST, sign

MAX_SEALED = 512 << 20
"""Bytes of one sealed package: beyond this nobody's gateway takes it."""
MAX_RECORD = 16 << 20


@dataclass(frozen=True, slots=True)
class Paper:
    """One file to be sent. ``open`` is called twice: once to count, once to seal."""

    name: str
    """``plan.cy.pdf`` or ``attachments/<id>``."""
    media_type: str
    open: Callable[[], BinaryIO]

    @classmethod
    def of(cls, name: str, media_type: str, data: bytes) -> Paper:
        """A file whose bytes are at hand."""
        return cls(name, media_type, lambda: io.BytesIO(data))


@dataclass(frozen=True, slots=True)
class PackageContents:
    """What is sent. ``record`` is built by :func:`aln_review.packages.record.record_of`."""

    kind: PackageKind
    record: Mapping[str, object]
    papers: tuple[Paper, ...] = ()
    attachments: tuple[Paper, ...] = ()
    form_edition: str = ""
    languages: tuple[Language, ...] = (Language.CY, Language.EN)
    supersedes: str = ""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends: the key that signs and the names the register knows it by."""

    identity: Identity
    setting: str
    name: Text
    person: str
    role: Text


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who can open: the addressee's key and, where the authority has set one, an escrow key."""

    public: PublicIdentity
    name: Text
    escrow: str = ""
    """An age recipient; empty when none."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """What makes this package this one: ``created`` is this computer's clock."""

    id: str
    sequence: int
    created: datetime


@dataclass(frozen=True, slots=True)
class Frozen:
    """A sealed package. ``sha256`` and ``size`` are of the sealed file."""

    id: str
    sha256: str
    size: int
    manifest: Manifest


@dataclass(frozen=True, slots=True)
class _Counted:
    paper: Paper
    member: Member
    sha256: str


def freeze(
    contents: PackageContents, sender: Sender, addressee: Addressee, envelope: Envelope, out: Path
) -> Frozen:
    """Write the sealed package to ``out``, whole or not at all.

    Memory does not grow with the papers; no plain byte touches the disk.

    Raises:
        Refusal: too many or too large papers, a name or record that version 1 has no place for.
        WorldFault: the disk would not take it.

    """
    papers = [Paper.of(RECORD, "application/json", _record(contents.record))]
    papers += sorted((*contents.papers, *contents.attachments), key=lambda p: rank(p.name))
    if len(papers) > MAX_ENTRIES:
        raise Refusal("error.package.too_many")
    counted = [_count(paper) for paper in papers]
    manifest = _manifest(contents, sender, addressee, envelope, counted)
    signed = manifest.to_bytes()
    token = sign(signed, sender.identity, MANIFEST).encode("ascii")
    head = [
        _count(Paper.of("mimetype", MIMETYPE, MIMETYPE.encode("ascii"))),
        _count(Paper.of("manifest.json", "application/json", signed)),
        _count(Paper.of("manifest.jws", "application/jose", token)),
    ]
    recipients = [addressee.public.age_recipient, *filter(None, [addressee.escrow])]

    counter = _Counter()

    def fill(handle: BinaryIO) -> None:
        counter.target = handle
        seal(Puller(_archive([*head, *counted])), counter, recipients)

    write_whole(out, fill)
    return Frozen(manifest.id, counter.sum.hexdigest(), counter.size, manifest)


class _Counter:
    """Counts and hashes sealed bytes on their way to the file."""

    def __init__(self) -> None:
        self.sum = hashlib.sha256()
        self.size = 0
        self.target: BinaryIO = io.BytesIO()

    def write(self, data: bytes, /) -> int:
        """The next sealed bytes."""
        self.size += len(data)
        if self.size > MAX_SEALED:
            raise Refusal("error.package.too_large")
        self.sum.update(data)
        return self.target.write(data)


def _record(record: Mapping[str, object]) -> bytes:
    try:
        RECORD_SHAPE.check(record)
        made = canonical(record)
    except Misshapen as fault:
        raise Refusal("error.package.contents", field=fault.at) from None
    except NotCanonical:
        raise Refusal("error.package.contents", field="$") from None
    if len(made) > MAX_RECORD:
        raise Refusal("error.package.too_large")
    return made


def _count(paper: Paper) -> _Counted:
    sum_, size, crc = hashlib.sha256(), 0, 0
    with paper.open() as source:
        while block := source.read(BLOCK):
            sum_.update(block)
            crc = zlib.crc32(block, crc)
            size += len(block)
            if size > MAX_ENTRY:
                raise Refusal("error.package.too_large")
    return _Counted(paper, Member(paper.name, size, crc), sum_.hexdigest())


def _manifest(
    contents: PackageContents,
    sender: Sender,
    addressee: Addressee,
    envelope: Envelope,
    counted: list[_Counted],
) -> Manifest:
    return Manifest(
        id=envelope.id,
        kind=contents.kind,
        sender=SenderName(
            sender.setting, sender.name, sender.person, sender.role, sender.identity.kid
        ),
        addressee=addressee.public.fingerprint,
        addressee_name=addressee.name,
        sequence=envelope.sequence,
        created=envelope.created,
        entries=tuple(
            EntryLine(c.paper.name, c.paper.media_type, c.member.size, c.sha256) for c in counted
        ),
        languages=contents.languages,
        form_edition=contents.form_edition,
        supersedes=contents.supersedes,
    )


def _archive(counted: list[_Counted]) -> Iterator[bytes]:
    for item in counted:
        yield item.member.local()
        left = item.member.size
        with item.paper.open() as source:
            while block := source.read(BLOCK):
                left -= len(block)
                yield block
        if left:
            raise Refusal("error.package.changed_while_freezing")
    yield directory(item.member for item in counted)
