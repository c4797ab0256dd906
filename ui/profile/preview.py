"""The A4 page as it will be printed, and how full it is in each language at once."""

from __future__ import annotations

from fractions import Fraction
from functools import partial

from PySide6.QtCore import Signal

from aln_review.casework.queries.profiles import ProfileView
from aln_review.casework.say import Say
from aln_review.domain.bilingual import Language
from aln_review.reports.document import Fit, PaperFile
from ui.desk import Desk
from ui.paper.pages import PageView, Sheets, render
from ui.retranslate import Sayings, Words
from ui.widgets import Card, FitMeter, IconLabel, Role, Segment, Tone

SHARP = 640
"""Pixels across the page that is shown small."""
FRACTIONS = {Fraction(0): "", Fraction(1, 4): "¼", Fraction(1, 2): "½", Fraction(3, 4): "¾"}


def points(size: float) -> str:
    """A type size in quarter points, as it is read: *15½*."""
    whole = int(size)
    return f"{whole}{FRACTIONS[Fraction(round((size - whole) * 4) % 4, 4)]}"


def fit_words(fit: Fit, language: Language) -> Say:
    """Fits and how large, or too long and by how much."""
    if fit.fits:
        return Say.of(f"profile.fits.{language.value}", size=points(fit.size_pt))
    return Say.many(f"profile.too_long.{language.value}", fit.lines_over)


def summary(view: ProfileView) -> Say:
    """The page in one sentence: which version, and whether it is one page."""
    if not any(said for _, said in view.columns):
        return Say.of("profile.summary_empty", name=view.learner.shown)
    over = any(not fit.fits for _, fit in view.fits)
    key = "profile.summary_over" if over else "profile.summary_fits"
    on = view.profile.changed_at.astimezone().date()
    return Say.of(key, version=view.profile.version, on=on)


class Preview(Card):
    """What is printed is what is seen; the two meters are there whichever page is shown."""

    language_chosen = Signal(str)

    def __init__(self, words: Words) -> None:
        super().__init__(sunk=True, spacing=10)
        self._sayings = Sayings(words)
        say = self._sayings.say
        self.body.setContentsMargins(14, 14, 14, 16)
        self.languages = Segment(Language.CY.value, Language.EN.value)
        for language in Language:
            say(
                partial(self.languages.set_option, language.value),
                f"shell.language_{language.value}",
            )
        self.languages.choose(words.language.value)
        self.page = PageView()
        say(self.page.setText, "profile.preview")
        self.meters = {language: FitMeter() for language in Language}
        self.lacking = {
            language: IconLabel("languages", Role.SMALL, Tone.AMBER) for language in Language
        }
        self.add(self.languages)
        self.add(self.page)
        for language in Language:
            self.add(self.meters[language])
            self.add(self.lacking[language])
        self.languages.chosen.connect(self.language_chosen)
        words.switched.connect(self._sayings.say_all)

    def language(self) -> Language:
        """The language of the page that shows."""
        return Language(self.languages.value())

    def show_view(self, view: ProfileView) -> None:
        """Say how full the page is, and what is not yet in each language."""
        for language, fit in view.fits:
            meter = self.meters[language]
            meter.set_used(fit.share_at_11)
            self._sayings.say(meter.setText, fit_words(fit, language))
        for language, count in view.untranslated:
            label = self.lacking[language]
            label.setVisible(bool(count))
            self._sayings.count(label.setText, f"profile.lacking.{language.value}", count)

    def show_page(self, sheets: Sheets) -> None:
        """Show the page that was drawn."""
        if sheets.images:
            self.page.set_page(sheets.images[0], sheets.texts[0])

    def draw(self, desk: Desk, file: PaperFile) -> None:
        """Draw the first page away from the window's thread, then show it."""
        desk.bridge.run(partial(render, file.data, SHARP, 1), self.show_page, desk.say_error)
