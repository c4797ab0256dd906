"""A vault of invented learners and statements, large enough to time a search in.

Words are drawn as a language's are: a few very often, most of them seldom (Zipf's law), so that
common words, rare ones and two-letter beginnings all cost what they would cost in earnest.
"""

from __future__ import annotations

import itertools
import random
from bisect import bisect
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from aln_review.domain.bilingual import Language, Text
from aln_review.domain.learner import Learner
from aln_review.domain.people import Perspective
from aln_review.domain.words import Words
from aln_review.store.database import Store
from aln_review.vault.keys import DataKey

KEY = DataKey(bytes(range(32)))
VOCABULARY = 20_000
_STARTS = ("b", "c", "ch", "d", "dd", "f", "ff", "g", "h", "ll", "m", "n", "p", "r", "s", "t")
_MIDDLES = ("a", "e", "i", "o", "u", "w", "y", "ŵ", "ŷ", "ae", "ai", "aw", "oe", "wy")
_ENDS = ("", "b", "d", "dd", "g", "l", "n", "r", "s", "th")
_BEGUN = datetime(2020, 9, 1, 9, tzinfo=UTC)
_BATCH = 5_000


def lower(text: str) -> str:
    """Each word its own lemma: the index is measured, not the lemmatiser."""
    return text.casefold()


class Speech:
    """Invented sentences, the same for the same seed."""

    def __init__(self, seed: int = 7) -> None:
        self._random = random.Random(seed)
        syllables = ["".join(parts) for parts in itertools.product(_STARTS, _MIDDLES, _ENDS)]
        self._random.shuffle(syllables)
        pairs = itertools.islice(itertools.product(syllables, repeat=2), VOCABULARY * 40)
        found = list(dict.fromkeys(a + b for a, b in pairs))
        self._random.shuffle(found)
        self.vocabulary = (syllables[:200] + found)[:VOCABULARY]
        self._weights = list(itertools.accumulate(1 / (place + 3) for place in range(VOCABULARY)))

    def word(self) -> str:
        """One word, by how often it is said."""
        at = bisect(self._weights, self._random.random() * self._weights[-1])
        return self.vocabulary[min(at, VOCABULARY - 1)]

    def sentence(self) -> str:
        """From six to thirty words."""
        return " ".join(self.word() for _ in range(self._random.randint(6, 30)))

    def name(self) -> str:
        """A name, from the rarer words."""
        return self._random.choice(self.vocabulary[500:4_000]).capitalize()


def build(path: Path, learners: int, words: int) -> Path:
    """A vault with so many learners and statements; one that is already there is kept.

    It opens with ``KEY``.
    """
    if path.exists():
        return path
    making = path.with_name(path.name + ".making")
    making.unlink(missing_ok=True)
    speech = Speech()
    store = Store.create(making, KEY, lower)
    for first in range(0, learners, _BATCH):
        with store.unit() as unit:
            for number in range(first, min(first + _BATCH, learners)):
                unit.learners.put(
                    Learner(f"l{number:06}", speech.name(), speech.name(), date(2015, 1, 1))
                )
    for first in range(0, words, _BATCH):
        with store.unit() as unit:
            for number in range(first, min(first + _BATCH, words)):
                unit.words.put(
                    Words(
                        f"w{number:07}",
                        f"l{number % learners:06}",
                        Text.of(speech.sentence(), Language.CY),
                        "Elin",
                        Perspective.LEARNER,
                        "Gwen Pari",
                        _BEGUN + timedelta(minutes=number),
                    )
                )
    store.tidy()
    store.close()
    making.rename(path)
    return path
