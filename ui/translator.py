"""Gives the toolkit its own words in Welsh: Qt ships none.

Standard buttons, the file and print dialogs and the menus of text fields ask here, by context
and English text. Our own sentences never pass this way; they are asked for by key.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTranslator

from aln_review.domain.bilingual import Language
from aln_review.language.catalogue import Catalogue

LOCALES: Final = {
    Language.CY: QLocale(QLocale.Language.Welsh, QLocale.Country.UnitedKingdom),
    Language.EN: QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
}
"""How Qt's own date and number fields write in each language."""


class PoTranslator(QTranslator):
    """Answers Qt from our catalogue; what is not there stays in English and is remembered.

    ``misses`` holds (context, source) pairs: a test opens every standard dialog and asks that
    there be none.
    """

    def __init__(self, words: Catalogue, parent: QObject) -> None:
        super().__init__(parent)
        self._words = words
        self.misses: set[tuple[str, str]] = set()

    def use(self, words: Catalogue) -> None:
        """Answer from this catalogue from now on, with nothing missed yet."""
        self._words = words
        self.misses = set()

    def isEmpty(self) -> bool:
        """Never empty, or Qt would refuse to install it."""
        return False

    def translate(
        self,
        context: str | bytes | bytearray | memoryview,
        sourceText: str | bytes | bytearray | memoryview,  # noqa: N803
        disambiguation: str | bytes | bytearray | memoryview | None = None,  # noqa: ARG002
        n: int = -1,
    ) -> str:
        """Our wording of ``sourceText``, in the form ``n`` takes if it is a count."""
        asked = (_text(context), _text(sourceText))
        found = self._words.native(*asked, n)
        if not found:
            self.misses.add(asked)
            return asked[1]
        return found


def speak(app: QCoreApplication, words: Catalogue) -> PoTranslator:
    """From now on Qt speaks the language of ``words``, open dialogs included.

    The application keeps one translator, made the first time.
    """
    QLocale.setDefault(LOCALES[words.language])
    translator = app.findChild(PoTranslator)
    if not isinstance(translator, PoTranslator):
        translator = PoTranslator(words, app)
    app.removeTranslator(translator)
    translator.use(words)
    app.installTranslator(translator)
    return translator


def _text(given: str | bytes | bytearray | memoryview) -> str:
    return given if isinstance(given, str) else bytes(given).decode("utf-8")
