"""Passphrases: suggested from a list of words, and judged by what a guesser would try.

Advice followed: three random words (NCSC), at least 15 characters where it is the only factor and
no rules on kinds of character (OWASP ASVS 5.0, 6.2). The estimator knows English only, so the
Welsh and English words we suggest from are handed to it, and each costs a guesser the whole list.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from aln_review.domain.errors import OwnFault
from aln_review.domain.late import late
from aln_review.vault.wrapping import SlotKind, normalised

if TYPE_CHECKING:
    import zxcvbn as estimator
else:
    estimator = late("zxcvbn")

FEWEST_CHARACTERS = 15
FEWEST_WORDS = 3
FEWEST_BITS = 32.0
"""Two to this power guesses: at a second each, a hundred years of a guesser's computer."""
_YEAR = re.compile(r"(19|20)\d\d")
_YEARS = 200.0
_RUNS = re.compile(r"[^\W\d_]+|\d+|[^\w\s]+|_+")
_LOOKED_AT = 72
_MOST_DRAWS = 200


class Verdict(StrEnum):
    """What to tell whoever chooses a passphrase."""

    TOO_SHORT = "too_short"
    GUESSABLE = "guessable"
    FINE = "fine"


@dataclass(frozen=True, slots=True)
class Strength:
    """The verdict, and about how many guesses it would take as a power of two."""

    verdict: Verdict
    bits: float

    @property
    def key(self) -> str:
        """Message key of the sentence."""
        return f"vault.strength.{self.verdict.value}"


def strength(passphrase: str, words: Sequence[str]) -> Strength:
    """How hard a passphrase is to guess for someone who knows our lists of words."""
    text = normalised(SlotKind.PASSPHRASE, passphrase).decode("utf-8", "replace")
    bits = _bits(text, words) if text else 0.0
    if len(text) < FEWEST_CHARACTERS:
        return Strength(Verdict.TOO_SHORT, bits)
    return Strength(Verdict.FINE if bits >= FEWEST_BITS else Verdict.GUESSABLE, bits)


def suggest(words: Sequence[str], choose: Callable[[int], int], count: int = FEWEST_WORDS) -> str:
    """Random words that are long enough and hard to guess, with spaces between.

    ``choose`` gives a random number below its argument, such as ``secrets.randbelow``. A draw
    that is too short or too easy is drawn again, and with one more word if that does not help.

    Raises:
        OwnFault: the list is too short to make a passphrase from.

    """
    wanted = max(count, FEWEST_WORDS)
    for draw in range(_MOST_DRAWS):
        more = wanted + draw // 20
        text = " ".join(words[choose(len(words))] for _ in range(more)) if words else ""
        if strength(text, words).verdict is Verdict.FINE:
            return text
    raise OwnFault("error.vault.word_list", count=len(words))


def _bits(text: str, words: Sequence[str]) -> float:
    """The cheaper of two guessers: one takes words and numbers one by one, one all together."""
    known = [word for word in dict.fromkeys(w.casefold() for w in words) if word]
    parts = dict.fromkeys(_RUNS.findall(text[:_LOOKED_AT]))
    return min(
        sum(_guesses(part, known) for part in parts),
        _guesses("".join(text.split())[:_LOOKED_AT], known),
    )


def _guesses(text: str, known: list[str]) -> float:
    bits = 0.0
    for match in estimator.zxcvbn(text, user_inputs=known)["sequence"]:
        guesses = float(match["guesses"])
        if match.get("dictionary_name") == "user_inputs":
            variations = match["uppercase_variations"] * match["l33t_variations"]
            guesses = len(known) * float(variations)
        elif _YEAR.fullmatch(match["token"]):
            guesses = min(guesses, _YEARS)
        bits += math.log2(max(1.0, guesses))
    return bits
