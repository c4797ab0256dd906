"""Checks spelling in Welsh and English at once, offline.

The dictionaries are data files beside the product: Hunspell's ``cy_GB`` (Bangor University,
LGPL) and ``en_GB``. Where they are not there the checker says so and accepts every word: a
missing dictionary must not stop anyone from writing. The native engine is used where it is
installed and a pure Python one elsewhere; both read the same files.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, Protocol

from spylls.hunspell import Dictionary

from aln_review.domain.bilingual import Language, nfc
from aln_review.language.collation import folded

_NATIVE: Final = "hunspell"
"""The module of the native engine. Some machines have none, so it is looked for by name."""

ROOT: Final = Path(__file__).resolve().parents[2]

PLACES: Final = (
    ROOT / "resources" / "dictionaries",
    ROOT / ".cache" / "node_modules",
    Path("/usr/share/hunspell"),
)
"""Where dictionaries are looked for when the caller names no place of its own."""

_NAMES: Final[Mapping[Language, tuple[str, ...]]] = {
    Language.CY: ("dictionary-cy/index", "cy/index", "cy_GB"),
    Language.EN: ("dictionary-en-gb/index", "en-gb/index", "en_GB"),
}

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")

JOINED: Final = frozenset(("r", "n", "i", "u", "w", "m", "th", "ch", "s", "ll", "re", "ve", "d"))
"""What may be joined to a word by an apostrophe in either language: *Tŷ'r*, *Nia's*."""

REMEMBERED: Final = 50_000
"""Words whose verdict is kept: a page is checked again at every pause in typing."""


class Engine(Protocol):
    """One dictionary, whichever library reads it."""

    def knows(self, word: str) -> bool:
        """Whether the dictionary holds the word or a form of it."""

    def suggest(self, word: str) -> Sequence[str]:
        """Words that may have been meant, the likeliest first."""


class NativeEngine:
    """Reads a dictionary with the Hunspell library itself: fast, not on every platform."""

    def __init__(self, stem: Path) -> None:
        self._checker = importlib.import_module(_NATIVE).Hunspell(
            stem.name, hunspell_data_dir=str(stem.parent), system_encoding="UTF-8"
        )

    def knows(self, word: str) -> bool:
        """Whether the dictionary holds the word or a form of it."""
        return bool(self._checker.spell(word))

    def suggest(self, word: str) -> Sequence[str]:
        """Words that may have been meant, the likeliest first."""
        return tuple(self._checker.suggest(word))


class PlainEngine:
    """Reads a dictionary in pure Python: slower to open (seconds), on every platform."""

    def __init__(self, stem: Path) -> None:
        self._checker = Dictionary.from_files(str(stem))

    def knows(self, word: str) -> bool:
        """Whether the dictionary holds the word or a form of it."""
        return bool(self._checker.lookup(word))

    def suggest(self, word: str) -> Sequence[str]:
        """Words that may have been meant, the likeliest first."""
        return tuple(self._checker.suggest(word))


@dataclass(frozen=True, slots=True)
class Slip:
    """A word no dictionary knows: where it starts and ends in the text."""

    start: int
    end: int
    word: str


class Speller:
    """Checks words against the dictionaries it was given and the words its owner taught it.

    Not shared between threads; opening takes from a quarter of a second to three, so it is
    opened away from the thread that paints.
    """

    def __init__(self, engines: Mapping[Language, Engine], own_words: Iterable[str] = ()) -> None:
        self._engines = dict(engines)
        self._own = {folded(word) for word in own_words}
        self._verdict = lru_cache(REMEMBERED)(self._look_up)

    @classmethod
    def open(
        cls, places: Sequence[Path] = PLACES, own_words: Iterable[str] = (), *, plain: bool = False
    ) -> Speller:
        """The speller with every dictionary found in ``places``; ``plain`` is for tests."""
        native = not plain and importlib.util.find_spec(_NATIVE) is not None
        make = NativeEngine if native else PlainEngine
        stems = {language: find(language, places) for language in Language}
        return cls({language: make(stem[0]) for language, stem in stems.items() if stem}, own_words)

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages that can be checked; a screen says so when one is absent."""
        return tuple(self._engines)

    def learn(self, word: str) -> None:
        """From now on accept the word, in any case and with or without accents."""
        self._own.add(folded(word))

    def knows(self, word: str, language: Language | None = None) -> bool:
        """Whether the word is right in ``language``, or in either if none is named.

        Everything is right where the dictionary is not installed.
        """
        word = nfc(word).replace("’", "'")
        if folded(word) in self._own:
            return True
        asked = tuple(self._engines) if language is None else (language,)
        if not asked or any(self._verdict(word, each) for each in asked):
            return True
        start, _, joined = word.rpartition("'")
        return bool(start) and joined.casefold() in JOINED and self.knows(start, language)

    def slips(self, text: str, language: Language | None = None) -> Iterator[Slip]:
        """The words of ``text`` that are not known, in order. Single letters are let pass."""
        for match in _WORD.finditer(text):
            word = match[0]
            if len(word) > 1 and not word.isupper() and not self.knows(word, language):
                yield Slip(match.start(), match.end(), word)

    def suggest(self, word: str, language: Language | None = None, limit: int = 6) -> list[str]:
        """What may have been meant, Welsh first; up to a second's work."""
        word = nfc(word).replace("’", "'")
        given: dict[str, None] = {}
        for each in Language if language is None else (language,):
            if each in self._engines:
                given.update(dict.fromkeys(self._engines[each].suggest(word)[:limit]))
        return [nfc(found) for found in given][: limit if language else 2 * limit]

    def _look_up(self, word: str, language: Language) -> bool:
        engine = self._engines.get(language)
        return engine is None or engine.knows(word)


def find(language: Language, places: Sequence[Path] = PLACES) -> tuple[Path, ...]:
    """The dictionaries of a language found in ``places``, without their endings; may be none."""
    stems = (place / name for place in places for name in _NAMES[language])
    return tuple(stem for stem in stems if all(_beside(stem, end).is_file() for end in _ENDS))


_ENDS: Final = (".aff", ".dic")


def _beside(stem: Path, end: str) -> Path:
    return stem.with_name(stem.name + end)
