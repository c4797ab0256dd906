"""Sealing with age (age-encryption.org/v1, X25519), streamed: memory does not grow with size."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import BinaryIO, Protocol

import pyrage

from aln_review.domain.errors import AlnError, OwnFault, Refusal

RECIPIENT_TYPE = "age-x25519-1"
"""Versioned, so that a post-quantum recipient can follow when the library offers one."""
MAX_HEADER = 1 << 14
_FIRST_LINE = b"age-encryption.org/v1\n"
_PIECE = 1 << 18
_LAST_LINE = re.compile(rb"\n--- [A-Za-z0-9+/]{43}\n")


class Source(Protocol):
    """Anything bytes can be pulled from."""

    def read(self, size: int = -1, /) -> bytes:
        """At most ``size`` bytes; none at the end."""


class Sink(Protocol):
    """Anything bytes can be pushed into."""

    def write(self, data: bytes, /) -> int:
        """Take all of ``data``."""


class _Pipe:
    """Both ends of sealing. age reports a fault at either end as its own: this remembers it.

    age flushes after every few kilobytes; the target is given larger pieces.
    """

    def __init__(self, source: Source, target: Sink) -> None:
        self._source = source
        self._target = target
        self._held: list[bytes] = []
        self._size = 0
        self.fault: Exception | None = None

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes to seal."""
        try:
            return self._source.read(size)
        except (AlnError, OSError) as fault:
            self.fault = fault
            raise

    def write(self, data: bytes, /) -> int:
        """The next sealed bytes."""
        # Joined once, not copied again with every few kilobytes.
        self._held.append(data)
        self._size += len(data)
        if self._size >= _PIECE:
            self.let_go()
        return len(data)

    def flush(self) -> None:
        """The sealed bytes are synced when they are all there."""

    def let_go(self) -> None:
        """Hand on what is held."""
        try:
            self._target.write(b"".join(self._held))
        except (AlnError, OSError) as fault:
            self.fault = fault
            raise
        self._held, self._size = [], 0


def public_of(secret: str) -> str:
    """The recipient (``age1…``) of an age secret key.

    Raises:
        Refusal: not an X25519 age secret key.

    """
    try:
        return str(pyrage.x25519.Identity.from_str(secret).to_public())
    except pyrage.IdentityError:
        raise Refusal("error.identity.damaged") from None


def valid_recipient(recipient: str) -> bool:
    """Whether age takes this as an X25519 recipient."""
    try:
        pyrage.x25519.Recipient.from_str(recipient)
    except pyrage.RecipientError:
        return False
    return True


def seal(source: Source, target: Sink, recipients: Sequence[str]) -> None:
    """Seal all of ``source`` into ``target`` for every one of ``recipients``.

    Raises:
        OwnFault: a recipient that no register would have let through.
        AlnError: whatever ``source`` or ``target`` raises.
        OSError: ``target`` would not take it.

    """
    pipe = _Pipe(source, target)
    try:
        keys = [pyrage.x25519.Recipient.from_str(recipient) for recipient in recipients]
    except pyrage.RecipientError:
        raise OwnFault("error.package.recipient") from None
    try:
        pyrage.encrypt_io(pipe, pipe, keys)
        pipe.let_go()
    except pyrage.EncryptError:
        if pipe.fault is None:
            raise
        raise pipe.fault from None


def check_header(start: bytes) -> None:
    """Refuse what is not a binary age file before age parses it.

    ``start`` is the file's first :data:`MAX_HEADER` bytes.

    Raises:
        Refusal: other bytes, armour, or a header longer than any honest one.

    """
    if not start.startswith(_FIRST_LINE):
        raise Refusal("error.package.not_a_package")
    if not _LAST_LINE.search(start):
        raise Refusal("error.package.header")


def unseal(source: BinaryIO, sink: Sink, secret: str) -> None:
    """Open all of ``source`` into ``sink``.

    What reaches ``sink`` is authentic block by block (64 KiB); whether the file is complete is
    known only when this returns.

    Raises:
        Refusal: sealed to another key, changed, or cut short.
        AlnError: whatever ``sink`` raises.

    """
    identity = pyrage.x25519.Identity.from_str(secret)
    check_header(source.read(MAX_HEADER))
    source.seek(0)
    try:
        pyrage.decrypt_io(source, sink, [identity])
    except AlnError:
        raise
    except pyrage.DecryptError as error:
        if "No matching keys" in str(error):
            raise Refusal("error.package.not_for_this_vault") from None
        raise Refusal("error.package.header") from None
    except OSError:
        raise Refusal("error.package.damaged") from None
