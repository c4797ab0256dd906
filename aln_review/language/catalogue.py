"""Words for the reader: a key and its facts in, a sentence in Welsh or English out.

Every sentence stands whole in both catalogues. A place in a sentence may name a style
(``{due:weekday}``); styles of days are those of :class:`aln_review.language.dates.Style`, and
``{n:number}`` groups thousands.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Final

from aln_review.domain.bilingual import Language, Text
from aln_review.domain.errors import Fact
from aln_review.language.dates import Style, day_in_words, relative
from aln_review.language.plurals import form
from aln_review.language.po import Messages, read

TRANSLATIONS: Final = Path(__file__).resolve().parents[2] / "translations"
"""Where the catalogues lie in a checkout; an installed or frozen product passes its own place."""

MISSES: Final[set[tuple[Language, str]]] = set()
"""Keys, or ``key{place}``, asked for and not found: read by the tests, never by the product."""

PLACE: Final = re.compile(r"\{(\w+)(?::(\w+))?\}")
"""A place in a sentence, with its style if it names one."""

Day = date
"""The class named ``date``, where a method has that name."""

LocalTime = Callable[[datetime], datetime]
"""Turns a moment that knows its zone into the clock on the reader's wall."""


def machine_time(at: datetime) -> datetime:
    """The moment by this machine's clock; one without a zone is taken as it stands."""
    return at if at.tzinfo is None else at.astimezone()


class Catalogue:
    """The product's words in one language.

    ``strict`` is for tests: a missing key or fact raises ``KeyError`` where a reader would be
    shown the key in brackets and go on working.
    """

    def __init__(
        self,
        language: Language,
        messages: Messages,
        *,
        strict: bool = False,
        local: LocalTime = machine_time,
    ) -> None:
        self.language = language
        self._messages = messages
        self._strict = strict
        self._local = local

    @classmethod
    def load(
        cls,
        language: Language,
        directory: Path = TRANSLATIONS,
        *,
        strict: bool = False,
        local: LocalTime = machine_time,
    ) -> Catalogue:
        """The catalogue of ``language`` in ``directory``; raises OwnFault if it cannot be read."""
        messages = read(directory / f"{language.value}.po")
        return cls(language, messages, strict=strict, local=local)

    @property
    def keys(self) -> frozenset[str]:
        """Every key of ours, for the tests of coverage."""
        return frozenset(self._messages.ours)

    def has(self, key: str) -> bool:
        """Whether the catalogue words this key."""
        return key in self._messages.ours

    def counted(self, key: str) -> bool:
        """Whether the wording of this key follows a count."""
        return key in self._messages.counted

    def t(self, key: str, **facts: Fact) -> str:
        """The sentence of ``key`` with its places filled by ``facts``."""
        forms = self._forms(key)
        return self._filled(key, forms[-1], facts)

    def n(self, key: str, count: int, **facts: Fact) -> str:
        """The sentence of ``key`` in the form ``count`` takes; ``{n}`` is the count.

        A key without plural forms is worded as it is, so that a caller need not know.
        """
        forms = self._forms(key)
        index = min(form(self.language, count), len(forms) - 1)
        return self._filled(key, forms[index], {"n": f"{count:,}", **facts})

    def text(self, text: Text) -> str:
        """What a person wrote, in the reader's language or else as it was written."""
        return text.read(self.language)

    def date(self, day: Day, style: str = Style.LONG) -> str:
        """A day or moment in words; ``style`` is a value of :class:`Style`."""
        if isinstance(day, datetime):
            day = self._local(day)
        return day_in_words(day, Style(style), self._say)

    def relative(self, day: Day, today: Day) -> str:
        """Today, tomorrow, yesterday, a weekday within the week, or the long date."""
        return relative(day, today, self._say)

    def native(self, context: str, source: str, count: int = -1) -> str:
        """Our wording of a sentence that belongs to the toolkit; empty if there is none."""
        forms = self._messages.native.get((context, source), ("",))
        if count < 0:
            return forms[-1]
        return forms[min(form(self.language, count), len(forms) - 1)]

    def _forms(self, key: str) -> tuple[str, ...]:
        forms = self._messages.ours.get(key)
        return (self._missed(key),) if forms is None else forms

    def _say(self, key: str) -> str:
        return self._forms(key)[-1]

    def _missed(self, what: str) -> str:
        MISSES.add((self.language, what))
        if self._strict:
            raise KeyError(what)
        return f"[{what}]"

    def _filled(self, key: str, sentence: str, facts: dict[str, Fact]) -> str:
        if "{" not in sentence:
            return sentence

        def fill(place: re.Match[str]) -> str:
            fact = facts.get(place[1])
            if fact is None:
                return self._missed(f"{key}{{{place[1]}}}")
            return self._in_words(fact, place[2] or "")

        return PLACE.sub(fill, sentence)

    def _in_words(self, fact: Fact, style: str) -> str:
        if isinstance(fact, Text):
            return self.text(fact)
        if isinstance(fact, datetime):
            return self.date(fact, style or Style.MOMENT)
        if isinstance(fact, date):
            return self.date(fact, style or Style.LONG)
        if isinstance(fact, float):
            return f"{fact:,.10g}"
        if isinstance(fact, int):
            return f"{fact:,}" if style == "number" else str(fact)
        return fact
