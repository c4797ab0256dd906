"""Check letters and digits of the numbers that school systems give learners.

A wrong identifier is warned about and stored, never refused: the learner still needs the plan.
The public libraries hold English authority numbers only and so refuse every Welsh UPN; hence
our own rules, which look at shape and check character and leave authority numbers alone.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
"""Twenty-three letters: I, O and S are left out because they look like digits."""
_UPN_VALUES = {sign: n for n, sign in enumerate(_UPN_LETTERS)} | {str(n): n for n in range(10)}
_UPN_SHAPE = re.compile(r"[A-HJ-NP-RT-Z][0-9]{11}[0-9A-HJ-NP-RT-Z]")
_ULN_SHAPE = re.compile(r"[1-9][0-9]{9}")
_ULN_STAND_IN = "9999999999"
_UNKNOWN_UPN = re.compile(r"UN[1-5]")


class Identifier(StrEnum):
    """What a check of an identifier found."""

    EMPTY = "empty"
    GOOD = "good"
    TEMPORARY = "temporary"
    """Well formed, but one that a school gives until the real one is known."""
    BAD_SHAPE = "bad-shape"
    BAD_CHECK = "bad-check"


def tidy_identifier(text: str) -> str:
    """Capital letters and digits alone, as identifiers are compared and stored."""
    return re.sub(r"[\s\-\u2010-\u2015.]", "", text).upper()


@lru_cache(maxsize=4_096)
def check_upn(upn: str) -> Identifier:
    """Check a tidied unique pupil number.

    Letter, authority (3 digits), school (4), year (2), serial (3). The letter is the sum of
    each value times its place (2 to 13), modulo 23. A thirteenth character that is a letter
    marks a temporary number and counts as its place in the alphabet of check letters.
    Source: the published rule and vectors of the Department for Education.
    """
    if not upn or _UNKNOWN_UPN.fullmatch(upn):
        return Identifier.EMPTY
    if not _UPN_SHAPE.fullmatch(upn):
        return Identifier.BAD_SHAPE
    total = sum(place * _UPN_VALUES[sign] for place, sign in enumerate(upn[1:], start=2))
    if _UPN_LETTERS[total % 23] != upn[0]:
        return Identifier.BAD_CHECK
    return Identifier.TEMPORARY if upn[-1].isalpha() else Identifier.GOOD


@lru_cache(maxsize=4_096)
def check_uln(uln: str) -> Identifier:
    """Check a tidied unique learner number.

    Ten digits, the first not nought. The first nine times 10 to 2 are summed, modulo 11;
    a remainder of nought is no number, otherwise the last digit is ten less the remainder.
    Source: Education and Skills Funding Agency, derived data rule 01.
    """
    if not uln:
        return Identifier.EMPTY
    if not _ULN_SHAPE.fullmatch(uln):
        return Identifier.BAD_SHAPE
    if uln == _ULN_STAND_IN:
        return Identifier.TEMPORARY
    rest = sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), uln, strict=False))
    rest %= 11
    return Identifier.GOOD if rest and 10 - rest == int(uln[9]) else Identifier.BAD_CHECK
