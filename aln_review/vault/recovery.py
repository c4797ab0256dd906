"""The recovery sheet's sixteen words: 160 random bits and 16 that check them.

The words come from a list of 2,048 handed in, so eleven bits each. The check finds a wrong or
swapped word 65,535 times in 65,536 before any key is derived; a single word can be checked
against the sheet while it is typed back.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Sequence

from aln_review.domain.errors import OwnFault, WorldFault

WORD_COUNT = 16
LIST_LENGTH = 2048
BITS_PER_WORD = 11
SECRET_BYTES = 20
CHECK_BYTES = 2


def fold(text: str) -> list[str]:
    """The words of a text without accents, case, punctuation or numbering: *1. Ŵy* is *wy*."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    kept = (
        letter if unicodedata.category(letter)[0] == "L" else " "
        for letter in decomposed
        if not unicodedata.combining(letter)
    )
    return "".join(kept).split()


class WordList:
    """A list of 2,048 words, any two of which differ without accents and case."""

    def __init__(self, words: Sequence[str]) -> None:
        """Check and index the list.

        Raises:
            OwnFault: not 2,048 single words that all differ.

        """
        folded = [fold(word) for word in words]
        self._places = {parts[0]: place for place, parts in enumerate(folded) if len(parts) == 1}
        if len(words) != LIST_LENGTH or len(self._places) != LIST_LENGTH:
            raise OwnFault("error.vault.word_list", count=len(self._places))
        self._words = tuple(words)

    def new(self, random: Callable[[int], bytes]) -> tuple[str, ...]:
        """Sixteen new words from an injected source of randomness."""
        return self.encode(random(SECRET_BYTES))

    def encode(self, secret: bytes) -> tuple[str, ...]:
        """The sixteen words of twenty bytes.

        Raises:
            OwnFault: not twenty bytes.

        """
        if len(secret) != SECRET_BYTES:
            raise OwnFault("error.vault.recovery_length", count=len(secret))
        bits = int.from_bytes(secret + _check(secret), "big")
        shifts = range(BITS_PER_WORD * (WORD_COUNT - 1), -1, -BITS_PER_WORD)
        return tuple(self._words[bits >> shift & (LIST_LENGTH - 1)] for shift in shifts)

    def decode(self, text: str) -> bytes:
        """The twenty bytes of sixteen words, however they were typed.

        Raises:
            WorldFault: not sixteen words; a word, counted from one, that is not in the list; or
                words that do not belong together.

        """
        typed = fold(text)
        if len(typed) != WORD_COUNT:
            raise WorldFault("error.vault.recovery_count", count=len(typed), needed=WORD_COUNT)
        bits = 0
        for position, word in enumerate(typed, 1):
            if word not in self._places:
                raise WorldFault("error.vault.recovery_word", position=position)
            bits = bits << BITS_PER_WORD | self._places[word]
        whole = bits.to_bytes(SECRET_BYTES + CHECK_BYTES, "big")
        secret = whole[:SECRET_BYTES]
        if whole[SECRET_BYTES:] != _check(secret):
            raise WorldFault("error.vault.recovery_check")
        return secret

    def knows(self, word: str) -> bool:
        """Whether one typed word is in the list."""
        folded = fold(word)
        return len(folded) == 1 and folded[0] in self._places


def word_at(sheet: Sequence[str], position: int, typed: str) -> bool:
    """Whether a typed word is the sheet's word at a position counted from one.

    Raises:
        OwnFault: the sheet has no such position.

    """
    if not 1 <= position <= len(sheet):
        raise OwnFault("error.vault.recovery_length", count=position)
    return fold(typed) == fold(sheet[position - 1])


def _check(secret: bytes) -> bytes:
    return hashlib.sha256(b"aln-review recovery 1" + secret).digest()[:CHECK_BYTES]
