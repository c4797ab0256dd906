"""The one data key of a vault, and how it is passed about without being shown."""

from __future__ import annotations

from collections.abc import Callable

from aln_review.domain.errors import WorldFault

KEY_BYTES = 32


class DataKey:
    """The random 256-bit key that encrypts the database; keyslots only wrap it.

    Held in a mutable buffer so that locking can overwrite it. Python may have copied the bytes
    elsewhere: overwriting is done as well as it can be, and is not promised.
    """

    __slots__ = ("_bytes",)

    def __init__(self, key: bytes) -> None:
        """Take the key.

        Raises:
            WorldFault: not 32 bytes, so it came from a damaged header.

        """
        if len(key) != KEY_BYTES:
            raise WorldFault("error.vault.header_damaged")
        self._bytes = bytearray(key)

    @classmethod
    def new(cls, random: Callable[[int], bytes]) -> DataKey:
        """A new key from an injected source of randomness, such as ``secrets.token_bytes``."""
        return cls(random(KEY_BYTES))

    def raw(self) -> bytes:
        """The 32 bytes, for the engine and for wrapping only."""
        return bytes(self._bytes)

    def copy(self) -> DataKey:
        """A second holder of the same key, wiped on its own."""
        return DataKey(self.raw())

    def wipe(self) -> None:
        """Overwrite the key; this object opens nothing afterwards."""
        for place in range(len(self._bytes)):
            self._bytes[place] = 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DataKey) and self._bytes == other._bytes

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return "DataKey(hidden)"
