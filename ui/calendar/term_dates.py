"""Term dates: when the setting meets, so that school days can be counted."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from aln_review.casework.rules import DayType
from aln_review.casework.say import Say
from aln_review.casework.term_dates import (
    DaysOff,
    Period,
    SaveTermDates,
    TermDates,
    TermDatesPage,
    TermDatesView,
)
from aln_review.domain.errors import AlnError
from ui.desk import Crumb, Screen
from ui.widgets import (
    Button,
    Card,
    CardHead,
    ChoiceField,
    DateField,
    IconButton,
    IconLabel,
    Label,
    PrimaryButton,
    Role,
    ScrollPage,
    Tone,
    clear,
    column,
    line,
)

KINDS_OFF = (DayType.TRAINING, DayType.HOLIDAY, DayType.CLOSURE)
TERMS = 3


class PeriodRow(QWidget):
    """From one day to another. ``gone`` when it is taken away."""

    gone = Signal(object)

    def __init__(self, screen: Screen, name: str, kind: DayType | None = None) -> None:
        super().__init__()
        self.first = DateField(f"{name}-first", screen.words)
        self.last = DateField(f"{name}-last", screen.words)
        screen.say(self.first.setText, "term_dates.from")
        screen.say(self.last.setText, "term_dates.to")
        self.remove = screen.put(IconButton("trash-2"), "term_dates.remove")
        self.remove.clicked.connect(self._remove)
        self.kind = ChoiceField(f"{name}-kind", [one.value for one in KINDS_OFF])
        screen.say(self.kind.setText, "term_dates.what")
        for one in KINDS_OFF:
            screen.say(partial(self.kind.set_option, one.value), f"term_dates.kind.{one.value}")
        self.kind.setVisible(kind is not None)
        if kind is not None:
            self.kind.set_value(kind.value)
        self.setLayout(line(self.first, self.last, self.kind, self.remove))

    def _remove(self) -> None:
        self.gone.emit(self)

    def period(self) -> tuple[date, date] | None:
        """Both days, once both were given."""
        first, last = self.first.day(), self.last.day()
        return None if first is None or last is None else (first, last)


class TermDatesScreen(Screen):
    """Terms and days off, saved together."""

    KINDS = frozenset()

    def build(self) -> None:
        """Heading, what is missing, terms, days off."""
        self._terms: list[PeriodRow] = []
        self._off: list[PeriodRow] = []
        self.page = ScrollPage()
        self.setLayout(column(self.page, spacing=0))
        self.heading = self.put(Label(Role.DISPLAY), "shell.term_dates")
        self.summary = self.put(Label(), "term_dates.why")
        self.save = self.put(PrimaryButton("save"), "term_dates.save")
        self.page.add(line(column(self.heading, self.summary, spacing=0), self.save))
        self.found = column(spacing=4)
        self.page.add(self.found)
        self.terms = column(spacing=8)
        self.add_term = self.put(Button("plus"), "term_dates.add_term")
        head = self.put(CardHead("calendar-range", Tone.TEAL), "term_dates.terms")
        hint = self.put(Label(Role.SMALL), "term_dates.terms_hint")
        self.page.add(Card(head, hint, self.terms, self.add_term))
        self.off = column(spacing=8)
        self.add_off = self.put(Button("plus"), "term_dates.add_off")
        head = self.put(CardHead("calendar-x", Tone.AMBER), "term_dates.off")
        hint = self.put(Label(Role.SMALL), "term_dates.off_hint")
        self.page.add(Card(head, hint, self.off, self.add_off))
        self.page.body.addStretch(1)

    def bind(self) -> None:
        """Add and save."""
        self.add_term.clicked.connect(self._new_term)
        self.add_off.clicked.connect(self._new_off)
        self.save.clicked.connect(self._save)

    def show_for(self, **_args: object) -> None:
        """Ask for the dates entered."""
        self.ask(TermDatesPage(), self._show)

    def crumbs(self) -> tuple[Crumb, ...]:
        """From the settings."""
        return (Crumb("shell.settings", "settings"), Crumb("shell.term_dates"))

    def first_focus(self) -> QWidget | None:
        """Adding a term."""
        return self.add_term

    def _show(self, view: TermDatesView) -> None:
        self._show_found(view)
        for box, rows in ((self.terms, self._terms), (self.off, self._off)):
            clear(box)
            rows.clear()
        for term in view.dates.terms:
            self._fill(self._add(self.terms, self._terms, None), term)
        for off in view.dates.off:
            self._fill(self._add(self.off, self._off, off.kind), off)
        if not view.dates.terms:
            for _ in range(TERMS):
                self._add(self.terms, self._terms, None)

    def _show_found(self, view: TermDatesView) -> None:
        clear(self.found)
        if view.invented:
            told = IconLabel("flask-conical", Role.BODY, Tone.AMBER)
            self.found.addWidget(self.put(told, "term_dates.invented"))
        elif view.known_until is None:
            told = IconLabel("circle-alert", Role.BODY, Tone.RUST)
            self.found.addWidget(self.put(told, "term_dates.unknown"))
        else:
            told = IconLabel("circle-check", Role.BODY, Tone.GREEN)
            until = Say.of("term_dates.known_until", until=view.known_until)
            self.found.addWidget(self.put(told, until))
        if view.ends:
            told = IconLabel("hourglass", Role.BODY, Tone.RUST)
            count = Say.many("term_dates.cannot_count", len(view.ends))
            self.found.addWidget(self.put(told, count))

    def _add(self, box: QBoxLayout, rows: list[PeriodRow], kind: DayType | None) -> PeriodRow:
        name = f"{'off' if kind else 'term'}-{len(rows)}"
        row = PeriodRow(self, name, kind)
        row.gone.connect(self._take_away)
        rows.append(row)
        box.addWidget(row)
        return row

    @staticmethod
    def _fill(row: PeriodRow, period: Period) -> None:
        row.first.set_day(period.first)
        row.last.set_day(period.last)

    def _new_term(self) -> None:
        self._add(self.terms, self._terms, None).first.line.setFocus()

    def _new_off(self) -> None:
        self._add(self.off, self._off, DayType.TRAINING).first.line.setFocus()

    def _take_away(self, row: PeriodRow) -> None:
        for rows in (self._terms, self._off):
            if row in rows:
                rows.remove(row)
        row.hide()
        row.deleteLater()

    def _save(self) -> None:
        terms = tuple(Period(*found) for row in self._terms if (found := row.period()))
        off = tuple(
            DaysOff(*found, DayType(row.kind.value()))
            for row in self._off
            if (found := row.period())
        )
        self.hand_over(SaveTermDates(TermDates(terms, off)), self._saved, self._refused)

    def _saved(self, _dates: TermDates) -> None:
        self.desk.announce(self.words.t("term_dates.saved"))
        self.ask(TermDatesPage(), self._show_found)

    def _refused(self, error: AlnError) -> None:
        clear(self.found)
        told = IconLabel("circle-alert", Role.BODY, Tone.RUST)
        self.found.addWidget(self.put(told, Say(error.key, error.facts)))
