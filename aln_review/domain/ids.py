"""Identifiers: UUID version 7 (RFC 9562 section 5.7), so that rows sort by when they were made."""

from __future__ import annotations

from collections.abc import Callable


def uuid7(milliseconds: int, random: bytes) -> str:
    """A version 7 UUID from Unix milliseconds and ten random bytes.

    Raises:
        ValueError: ``random`` is not ten bytes or the time is out of range.

    """
    if len(random) != 10 or not 0 <= milliseconds < 1 << 48:
        raise ValueError("uuid7")
    value = int.from_bytes(milliseconds.to_bytes(6, "big") + random, "big")
    value = value & ~(0xF << 76) | (0x7 << 76)
    value = value & ~(0x3 << 62) | (0x2 << 62)
    digits = f"{value:032x}"
    parts = digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]
    return "-".join(parts)


class Ids:
    """Makes identifiers from an injected clock and source of randomness."""

    def __init__(self, milliseconds: Callable[[], int], random: Callable[[int], bytes]) -> None:
        self._milliseconds = milliseconds
        self._random = random

    def new(self) -> str:
        """The next identifier."""
        return uuid7(self._milliseconds(), self._random(10))
