"""A learner's words on a page: in quotation marks, always in the language they were spoken in."""

from __future__ import annotations

from aln_review.casework.say import Say
from aln_review.domain.bilingual import Text
from ui.desk import Screen
from ui.theme import Role
from ui.tokens import Tone
from ui.widgets.labels import Label


def quoted(text: Text) -> str:
    """The words as spoken, in typographic quotation marks."""
    return f"“{text.said}”"


class Gloss(Label):
    """Who said it and in which language; what it means, for a reader of the other language."""

    def __init__(self, screen: Screen, spoken: Say, text: Text) -> None:
        super().__init__(Role.SMALL, Tone.MUTED)
        self._words = screen.words
        self._spoken = spoken
        self._text = text
        screen.words.switched.connect(self._tell)
        self._tell()

    def _tell(self) -> None:
        language = self._words.language
        other = self._text.get(language) if language is not self._text.original else ""
        says = [self._words.say(self._spoken)]
        if other:
            says.append(self._words.t("learner.gloss", text=other))
        self.setText(" ".join(says))
