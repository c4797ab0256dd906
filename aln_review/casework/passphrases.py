"""Passphrases and recovery words as a vault's own lists of words judge, suggest and find them."""

from __future__ import annotations

from collections.abc import Mapping

from aln_review.casework.core import Tools
from aln_review.casework.threshold import NewSheet
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import Refusal, WorldFault
from aln_review.vault.passphrase import Strength, Verdict, strength, suggest
from aln_review.vault.recovery import WordList

ASKED_BACK = 3
"""How many words of a new recovery sheet are typed back before the vault is used."""


def judge(tools: Tools, passphrase: str) -> Strength:
    """How good a passphrase would be, with Welsh and English words known to the judge."""
    every = [word for words in tools.wordlists.values() for word in words]
    return strength(passphrase, every)


def refuse_weak(tools: Tools, passphrase: str) -> None:
    """Stop unless a passphrase is good enough.

    Raises:
        Refusal: too short or too easy to guess.

    """
    judged = judge(tools, passphrase)
    if judged.verdict is not Verdict.FINE:
        raise Refusal(judged.key)


def suggest_words(tools: Tools, language: Language) -> str:
    """Three or more random words that would make a good passphrase."""

    def choose(below: int) -> int:
        """A random number below ``below``, without favouring the small ones."""
        size = 8
        span = 1 << (8 * size)
        while True:
            number = int.from_bytes(tools.random(size), "big")
            if number < span - span % below:
                return number % below

    return suggest(tools.wordlists[language], choose)


def make_sheet(tools: Tools, language: Language) -> NewSheet:
    """Sixteen new words, and which of them are asked back; they open nothing yet."""
    words = WordList(tools.wordlists[language]).new(tools.random)
    places: list[int] = []
    while len(places) < ASKED_BACK:
        place = tools.random(1)[0] % len(words) + 1
        if place not in places:
            places.append(place)
    return NewSheet(words, language, tuple(sorted(places)))


def refuse_unknown(tools: Tools, typed: str) -> None:
    """Find a wrong word before any key is derived, in whichever language the sheet is.

    Raises:
        WorldFault: not sixteen words, one that is in no list, or words that do not belong together.

    """
    faults = []
    for words in tools.wordlists.values():
        try:
            WordList(words).decode(typed)
        except WorldFault as fault:
            faults.append(fault)
        else:
            return
    raise max(faults, key=_how_far)


def refuse_untried(sheet: NewSheet, typed: Mapping[int, str]) -> None:
    """Stop unless every word asked for was typed back.

    Raises:
        Refusal: a word is missing or wrong; its position is among the facts.

    """
    for position in sheet.asked:
        if not sheet.matches(position, typed.get(position, "")):
            raise Refusal("error.vault.sheet_word", position=position)


def _how_far(fault: WorldFault) -> int:
    position = fault.facts.get("position", 0)
    return position if isinstance(position, int) else 0
