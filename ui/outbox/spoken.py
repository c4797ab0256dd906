"""The three words of a key in the language of the screen; pressing them says what they are for."""

from __future__ import annotations

from aln_review.domain.bilingual import Language
from ui.retranslate import Words
from ui.widgets import MessageBox, Tone, WordChips

Known = tuple[tuple[Language, tuple[str, str, str]], ...]
"""Three words in each language that has a list of them."""


class SpokenWords(WordChips):
    """Chips that change with the language: both ends of a telephone read from the same list."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._known: Known = ()
        self._language = words
        self.hide()
        words.switched.connect(self._tell)
        self.clicked.connect(self._explain)

    def show_words(self, known: Known) -> None:
        """The words in each language; none hides the chips."""
        self._known = known
        self.setVisible(bool(known))
        self._tell()

    def _tell(self) -> None:
        known = dict(self._known)
        if known:
            first = next(iter(known.values()))
            self.set_words(*known.get(self._language.language, first))

    def _explain(self) -> None:
        MessageBox(
            self.window(),
            self._language,
            heading="words.heading",
            sentence="words.explain",
            choices={"close": "shell.close"},
            icon="fingerprint-pattern",
            tone=Tone.TEAL,
        ).open()
