"""The ZIP inside the seal, in exactly one form: stored, fixed dates, no extras, no comments.

Written and read as a stream, so that no plain copy of a package ever lies on a disk. Any ZIP
tool opens it; the reader here takes no ZIP but the one the writer would have made.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass

from aln_review.domain.errors import Refusal
from aln_review.packages.files import BLOCK

_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END = struct.Struct("<4sHHHHIIH")
_LOCAL_SIGN, _CENTRAL_SIGN, _END_SIGN = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_VERSION = 20
_DAY = 0x21
"""1 January 1980, the first day a ZIP can write."""
_MAX_NAME = 80


@dataclass(frozen=True, slots=True)
class Member:
    """One file of the archive. ``crc`` is its CRC-32."""

    name: str
    size: int
    crc: int

    def local(self) -> bytes:
        """The header that stands before the bytes."""
        name = self.name.encode("ascii")
        head = (_LOCAL_SIGN, _VERSION, 0, 0, 0, _DAY, self.crc, self.size, self.size, len(name), 0)
        return _LOCAL.pack(*head) + name

    def central(self, offset: int) -> bytes:
        """The line in the directory at the end."""
        name = self.name.encode("ascii")
        sizes = (self.crc, self.size, self.size, len(name))
        fixed = (_CENTRAL_SIGN, _VERSION, _VERSION, 0, 0, 0, _DAY)
        return _CENTRAL.pack(*fixed, *sizes, 0, 0, 0, 0, 0, offset) + name


def directory(members: Iterable[Member]) -> bytes:
    """What closes the archive: the directory and its end record."""
    lines, offset = [], 0
    for member in members:
        lines.append(member.central(offset))
        offset += len(member.local()) + member.size
    body = b"".join(lines)
    return body + _END.pack(_END_SIGN, 0, 0, len(lines), len(lines), len(body), offset, 0)


class Puller:
    """Turns a stream of blocks into something with ``read``, for age to pull from."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks
        self._held = memoryview(b"")

    def read(self, size: int = -1, /) -> bytes:
        """At most ``size`` bytes; none at the end."""
        while not self._held:
            block = next(self._blocks, None)
            if block is None:
                return b""
            self._held = memoryview(block)
        out = self._held if size < 0 else self._held[:size]
        self._held = self._held[len(out) :]
        return bytes(out)


Take = Callable[[bytes], None]
Begin = Callable[[Member], Take]
"""Called at the start of each member; gives back what takes its bytes."""


class ArchiveSink:
    """Parses the one form as bytes are pushed in.

    ``begin`` is asked before any byte of a member is taken and refuses by raising. After the
    last byte :meth:`close` must be called: it proves the directory.
    """

    def __init__(self, begin: Begin, limit: int) -> None:
        self._begin = begin
        self._members: list[Member] = []
        self._left = limit
        self._held = bytearray()
        self._wanted = 1
        self._parser = self._parse()
        next(self._parser)

    def write(self, data: bytes, /) -> int:
        """Take the next bytes.

        Raises:
            Refusal: another form than ours, or more bytes than allowed.

        """
        self._left -= len(data)
        if self._left < 0:
            raise Refusal("error.package.too_large")
        self._held += data
        if len(self._held) >= self._wanted:
            self._parser.send(False)
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> tuple[Member, ...]:
        """The members, once the archive is known to be complete.

        Raises:
            Refusal: it stops in the middle, or something follows it.

        """
        try:
            self._parser.send(True)
        except StopIteration:
            return tuple(self._members)
        raise Refusal("error.package.archive")

    def _take(self, size: int) -> Generator[None, bool, bytes]:
        """The next ``size`` bytes, waiting for them."""
        while len(self._held) < size:
            self._wanted = size
            if (yield):
                raise Refusal("error.package.archive")
        out = bytes(self._held[:size])
        del self._held[:size]
        return out

    def _parse(self) -> Generator[None, bool, None]:
        while True:
            sign = yield from self._take(4)
            if sign == _CENTRAL_SIGN:
                break
            yield from self._member(sign)
        rest = directory(self._members)[4:]
        found = yield from self._take(len(rest))
        if found != rest:
            raise Refusal("error.package.archive")
        while not self._held:
            self._wanted = 1
            if (yield):
                return
        raise Refusal("error.package.archive")

    def _member(self, sign: bytes) -> Generator[None, bool, None]:
        head = sign + (yield from self._take(_LOCAL.size - 4))
        fields = _LOCAL.unpack(head)
        crc, size, length, extra = fields[6], fields[8], fields[9], fields[10]
        if fields[0] != _LOCAL_SIGN or not 0 < length <= _MAX_NAME or extra:
            raise Refusal("error.package.archive")
        if fields[3]:
            raise Refusal("error.package.compressed")
        raw = yield from self._take(length)
        try:
            member = Member(raw.decode("ascii"), size, crc)
        except UnicodeDecodeError:
            raise Refusal("error.package.entry_name") from None
        if member.local() != head + raw:
            raise Refusal("error.package.archive")
        take = self._begin(member)
        self._members.append(member)
        yield from self._bytes(member, take)

    def _bytes(self, member: Member, take: Take) -> Generator[None, bool, None]:
        left, crc = member.size, 0
        while left:
            block = yield from self._take(min(left, BLOCK))
            left -= len(block)
            crc = zlib.crc32(block, crc)
            take(block)
        if crc != member.crc:
            raise Refusal("error.package.archive")
