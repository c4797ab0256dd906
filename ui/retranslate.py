"""Display text is never stored: a widget is told what to say, and told again on a switch.

``say(label.setText, "today.heading", name="Nia")`` says it now and remembers the key and the
facts, not the sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

from PySide6.QtCore import QObject, Signal

from aln_review.casework.say import NOT_COUNTED, Say
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.errors import Fact
from aln_review.language.catalogue import Catalogue
from ui.reach import Reach

What = str | Say | Text
"""A message key, a sentence not yet worded, or text that somebody wrote."""


class Words(QObject):
    """The words in use: one catalogue at a time, shared by every screen."""

    switched = Signal()

    def __init__(self, catalogues: Mapping[Language, Catalogue], language: Language) -> None:
        super().__init__()
        self._catalogues = catalogues
        self._language = language

    @property
    def language(self) -> Language:
        """The language the screens are in."""
        return self._language

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of the language the screens are in."""
        return self._catalogues[self._language]

    def in_language(self, language: Language) -> Catalogue:
        """The catalogue of one language, whatever the screens are in."""
        return self._catalogues[language]

    def switch(self, language: Language) -> None:
        """Put every screen into this language."""
        if language is not self._language:
            self._language = language
            self.switched.emit()

    def t(self, key: str, **facts: Fact) -> str:
        """The sentence of a key."""
        return self.catalogue.t(key, **facts)

    def n(self, key: str, count: int, **facts: Fact) -> str:
        """The sentence of a key in the form that a count asks for."""
        return self.catalogue.n(key, count, **facts)

    def text(self, text: Text) -> str:
        """What somebody wrote, as a reader of this language is shown it."""
        return self.catalogue.text(text)

    def date(self, day: date | datetime, form: str = "long") -> str:
        """A date in words: ``weekday``, ``long``, ``short``, ``month``; ``time`` of a datetime."""
        return self.catalogue.date(day, form)

    def say(self, what: What, **facts: Fact) -> str:
        """Word a key, a :class:`Say` or a :class:`Text`; an empty one is no text at all."""
        if isinstance(what, Text):
            return self.text(what)
        if isinstance(what, str):
            return self.t(what, **facts) if what else ""
        if not what.key:
            return ""
        if what.count != NOT_COUNTED:
            return self.n(what.key, what.count, **what.facts)
        return self.t(what.key, **what.facts)


class Sayings:
    """What the widgets of one screen were told to say, to be said again after a switch."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._told: dict[tuple[object, ...], tuple[Reach, What, dict[str, Fact]]] = {}

    def say(self, setter: Callable[[str], object], what: What, **facts: Fact) -> None:
        """Say it now and after every switch; telling the same setter again replaces it."""
        reach = Reach(setter)
        self._told[reach.key] = (reach, what, facts)
        reach(self._words.say(what, **facts))

    def count(self, setter: Callable[[str], object], key: str, n: int, **facts: Fact) -> None:
        """The same for a key with plural forms."""
        self.say(setter, Say.many(key, n, **facts))

    def forget(self, setter: Callable[[str], object]) -> None:
        """Say this one no more."""
        self._told.pop(Reach(setter).key, None)

    def say_all(self) -> None:
        """Say everything again, in the language now in use; the dead are dropped."""
        self._told = {key: told for key, told in self._told.items() if told[0].alive}
        for reach, what, facts in list(self._told.values()):
            reach(self._words.say(what, **facts))
