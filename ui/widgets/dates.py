"""A date is written, as people write it, or chosen from a calendar; never only one of the two."""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt
from PySide6.QtWidgets import QCalendarWidget, QFrame, QVBoxLayout, QWidget

from aln_review.domain.bilingual import Language
from ui.retranslate import Sayings, Words
from ui.widgets.buttons import IconButton
from ui.widgets.fields import LineField

NUMBERS = re.compile(r"^(\d{1,2})[/. -](\d{1,2})[/. -](\d{2}|\d{4})$")
ISO = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")
WORDED = re.compile(r"^(\d{1,2})\s+([^\W\d_]+)\s+(\d{4})$")
EXAMPLE = date(2026, 12, 1)


def month_number(name: str, words: Words) -> int:
    """The month of a name, or of its first three letters, in either language; 0 if none."""
    wanted = name.casefold()
    for language in Language:
        catalogue = words.in_language(language)
        for number in range(1, 13):
            month = catalogue.t(f"date.month.{number}").casefold()
            if month == wanted or (len(wanted) >= 3 and month.startswith(wanted)):
                return number
    return 0


def read_day(text: str, words: Words) -> date | None:
    """The day somebody wrote: ``1/12/2026``, ``1.12.26``, ISO, ``1 Rhagfyr 2026``; else none."""
    text = " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())
    parts = (0, 0, 0)
    if found := NUMBERS.match(text):
        year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
        parts = (year, int(found[2]), int(found[1]))
    elif found := ISO.match(text):
        parts = (int(found[1]), int(found[2]), int(found[3]))
    elif found := WORDED.match(text):
        parts = (int(found[3]), month_number(found[2], words), int(found[1]))
    year, month, day = parts
    if not (1900 <= year <= 2200 and 1 <= month <= 12 and 1 <= day <= days_in(year, month)):
        return None
    return date(year, month, day)


def days_in(year: int, month: int) -> int:
    """Days in a month of the Gregorian calendar."""
    return QDate(year, month, 1).daysInMonth()


class DateField(LineField):
    """A date. What is written is put into words when the focus leaves.

    ``value()`` is ISO or, where it cannot be read as a date, what was written; ``day()`` the date,
    or none while it is empty or cannot be read.
    """

    def __init__(self, name: str, words: Words) -> None:
        super().__init__(name, limit=40)
        self._words = words
        self._sayings = Sayings(words)
        self.button = IconButton("calendar-days")
        self._sayings.say(self.button.setText, "shell.choose_date")
        self.side.addWidget(self.button)
        self.button.clicked.connect(self.open_calendar)
        self.left.connect(self._word)
        words.switched.connect(self._switched)

    def day(self) -> date | None:
        """The date written; none while it is empty or cannot be read."""
        return read_day(self.line.text(), self._words)

    def set_day(self, day: date | None) -> None:
        """Show this date in words; none empties the field."""
        self.line.setText("" if day is None else self._words.date(day, "long"))

    def value(self) -> str:
        """ISO, or what was written where it is no date."""
        day = self.day()
        return super().value() if day is None else day.isoformat()

    def set_value(self, value: str) -> None:
        """Show an ISO date in words, or exactly this text."""
        day = read_day(value, self._words)
        if day is None:
            super().set_value(value)
        else:
            self.set_day(day)

    def draft(self) -> str:
        """What is written, not the date it may already look like: ``1/12/20`` may become 2026."""
        return self.line.text() if self.line.isModified() else self.value()

    def set_draft(self, text: str) -> None:
        """Put back what was written, letter for letter, unless it is a date of ours."""
        if ISO.match(text):
            self.set_value(text)
        else:
            self.line.setText(text)
            self.line.setModified(True)
        self.edited.emit()

    @property
    def readable(self) -> bool:
        """Whether it is empty or a date."""
        return not self.line.text().strip() or self.day() is not None

    def _word(self) -> None:
        day = self.day()
        if day is not None:
            self.set_day(day)

    def _switched(self) -> None:
        day = self.day()
        self._sayings.say_all()
        if day is not None and not self.line.isModified():
            self.set_day(day)

    def open_calendar(self) -> None:
        """Show a month under the field; a day chosen closes it."""
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = month_view(self._words.language, popup)
        day = self.day()
        if day is not None:
            calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        calendar.activated.connect(self._chosen)
        calendar.clicked.connect(self._chosen)
        calendar.activated.connect(popup.close)
        calendar.clicked.connect(popup.close)
        box = QVBoxLayout(popup)
        box.setContentsMargins(4, 4, 4, 4)
        box.addWidget(calendar)
        popup.move(self.frame.mapToGlobal(QPoint(0, self.frame.height())))
        popup.show()
        calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    def _chosen(self, chosen: QDate) -> None:
        self.set_day(date(chosen.year(), chosen.month(), chosen.day()))
        self.edited.emit()


def month_view(language: Language, parent: QWidget) -> QCalendarWidget:
    """A month in one language, weeks from Monday."""
    spoken = QLocale.Language.Welsh if language is Language.CY else QLocale.Language.English
    calendar = QCalendarWidget(parent)
    calendar.setLocale(QLocale(spoken, QLocale.Country.UnitedKingdom))
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    return calendar
