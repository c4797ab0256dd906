"""The order of lists, the same on every machine and in every export.

Vocabulary follows the Welsh alphabet, where *ch dd ff ng ll ph rh th* are letters of their own.
People's names follow A to Z with accents and punctuation set aside, so that a list of learners
stands in the order of the school's own register. The operating system's order differs from one
machine to the next, so it is never asked.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_LETTERS: Final = "a b c ch d dd e f ff g ng h i j k l ll m n o p ph q r rh s t th u v w x y z"
_SPLITS: Final = (
    "ban|gor dan|gos llon|gyf llan|g hen|goed maen|g pen|g bron|g un|gell ton|gwyn "
    "ar|hol ar|hos par|ha par|he cyr|hae an|rhe un|rhyw gwrth|huddl"
)

ALPHABET: Final = tuple(_LETTERS.split())
"""The Welsh alphabet, with *k q v x z* for loan words at their Latin places."""

APART: Final = tuple(_SPLITS.split())
"""Beginnings of words in which two neighbouring letters only look like one letter."""

SortKey = tuple[tuple[int, ...], str, str]
"""Compares by letters first, then by accents, then exactly."""

_RANK: Final = {letter: rank for rank, letter in enumerate(ALPHABET, start=1)}
_DIGRAPHS: Final = frozenset(letter for letter in ALPHABET if len(letter) == 2)
_APART: Final = tuple((word.replace("|", ""), word.index("|")) for word in APART)
_WORD: Final = re.compile(r"[^\W\d_]+|.", re.DOTALL)


def folded(text: str) -> str:
    """Lower case without accents: ``Tŷ Môn`` becomes ``ty mon``."""
    apart = unicodedata.normalize("NFD", text)
    return "".join(c for c in apart if not unicodedata.combining(c)).casefold()


def welsh_key(text: str) -> SortKey:
    """The place of a word or phrase in Welsh alphabetical order. Spaces come before letters."""
    ranks: list[int] = []
    for word in _WORD.findall(folded(text)):
        ranks.extend(_ranks(word))
    return tuple(ranks), text.casefold(), text


def name_key(text: str) -> SortKey:
    """The place of a person's name, A to Z; accents, hyphens and apostrophes do not count."""
    plain = folded(text).replace("-", " ")
    ranks = tuple(ord(c) for c in plain if c.isalnum() or c == " ")
    return ranks, text.casefold(), text


def _ranks(word: str) -> list[int]:
    split = next((at for start, at in _APART if word.startswith(start)), 0)
    ranks: list[int] = []
    at = 0
    while at < len(word):
        pair = word[at : at + 2]
        if pair in _DIGRAPHS and at + 1 != split:
            ranks.append(_RANK[pair])
            at += 2
        else:
            ranks.append(_RANK.get(word[at], _other(word[at])))
            at += 1
    return ranks


def _other(character: str) -> int:
    """Digits and letters of other alphabets after ours; spaces and punctuation before."""
    if character.isalnum():
        return len(ALPHABET) + 1 + ord(character)
    return 0 if character.isspace() else -1
