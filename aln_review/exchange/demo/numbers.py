"""Invented learner numbers that pass the published checks.

The rules are the Department for Education's for the unique pupil number and the Education and
Skills Funding Agency's for the unique learner number. No Welsh authority has the number that the
demo settings carry, so a number made here can belong to nobody.
"""

from __future__ import annotations

_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def upn(authority: str, school: str, entered: int, serial: int) -> str:
    """A unique pupil number: check letter, authority, school, two-digit year, serial.

    Raises:
        ValueError: the parts do not make twelve digits.

    """
    digits = f"{authority}{school}{entered % 100:02}{serial:03}"
    if len(digits) != 12 or not digits.isdigit():
        raise ValueError("upn")
    total = sum(int(digit) * place for place, digit in enumerate(digits, start=2))
    return _LETTERS[total % 23] + digits


def uln(serial: int) -> str:
    """The first valid unique learner number at or after a nine-digit serial.

    Raises:
        ValueError: the serial is not nine digits long.

    """
    if not 100_000_000 <= serial < 999_999_990:
        raise ValueError("uln")
    while True:
        total = sum(int(digit) * (10 - place) for place, digit in enumerate(str(serial)))
        if total % 11:
            return f"{serial}{10 - total % 11}"
        serial += 1
