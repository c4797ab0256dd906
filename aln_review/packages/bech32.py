"""Bech32 (BIP 173): how age spells its keys. Only writing is needed; age itself reads."""

from __future__ import annotations

_CHARSET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(_GENERATOR):
            if top >> place & 1:
                check ^= generator
    return check


def _fives(data: bytes) -> list[int]:
    """The bits of ``data`` in groups of five, the last padded with zeros."""
    bits = len(data) * 8
    padded = -(-bits // 5) * 5
    number = int.from_bytes(data, "big") << (padded - bits)
    return [number >> shift & 31 for shift in range(padded - 5, -1, -5)]


def encode(prefix: str, data: bytes) -> str:
    """``data`` under a lower-case ``prefix``, with its checksum."""
    values = _fives(data)
    spread = [ord(letter) >> 5 for letter in prefix] + [0] + [ord(c) & 31 for c in prefix]
    check = _polymod([*spread, *values, 0, 0, 0, 0, 0, 0]) ^ 1
    tail = [check >> 5 * (5 - place) & 31 for place in range(6)]
    return prefix + "1" + "".join(_CHARSET[value] for value in [*values, *tail])
