"""Text in Welsh and English, knowing which one was first.

The original is never edited by a translation and a translation is never passed off as what was
said. When the original changes, the other language goes stale until a person checks it.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum


class Language(StrEnum):
    """The two official languages of Wales, by ISO 639-1 code."""

    CY = "cy"
    EN = "en"

    @property
    def other(self) -> Language:
        """The other of the two."""
        return Language.EN if self is Language.CY else Language.CY


def nfc(text: str) -> str:
    """One way to write ŵ: pasted and typed text compare equal (Unicode NFC)."""
    return unicodedata.normalize("NFC", text)


@dataclass(frozen=True, slots=True)
class Text:
    """One statement in one or both languages.

    ``original`` says which language came first; ``stale`` that the other one was made from an
    earlier original and waits for a reader's check.
    """

    original: Language = Language.CY
    cy: str = ""
    en: str = ""
    stale: bool = False

    @classmethod
    def of(cls, text: str, language: Language) -> Text:
        """Text said or written in one language only."""
        text = nfc(text)
        return cls(language, cy=text) if language is Language.CY else cls(language, en=text)

    @classmethod
    def both(cls, cy: str, en: str, original: Language = Language.CY) -> Text:
        """A pair that stands as equals, such as the two names of a school."""
        return cls(original, nfc(cy), nfc(en))

    @property
    def said(self) -> str:
        """The words in the language they were first said or written in."""
        return self.get(self.original)

    @property
    def empty(self) -> bool:
        """Nothing in either language."""
        return not (self.cy.strip() or self.en.strip())

    def get(self, language: Language) -> str:
        """Exactly that language's text, which may be empty."""
        return self.cy if language is Language.CY else self.en

    def read(self, language: Language) -> str:
        """What a reader of ``language`` is shown: that language, or else the original."""
        return self.get(language) or self.said or self.get(self.original.other)

    def language_read(self, language: Language) -> Language:
        """The language that :meth:`read` gives: what a paper or screen reader must be told."""
        if self.get(language):
            return language
        return self.original if self.said else self.original.other

    def with_(self, language: Language, text: str) -> Text:
        """The text changed in one language; a changed original makes a translation stale."""
        text = nfc(text)
        if self.get(language) == text:
            return self
        changed = replace(self, cy=text) if language is Language.CY else replace(self, en=text)
        if self.empty:
            return replace(changed, original=language, stale=False)
        stale = language is self.original and bool(self.get(self.original.other))
        return replace(changed, stale=stale)

    def checked(self) -> Text:
        """A person has read both and says they agree."""
        return replace(self, stale=False)
