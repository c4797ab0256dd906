"""Settings: how the app looks and locks, whose vault it is, and the ways to the rest."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from aln_review.casework.queries.keeping import SettingsPage as Ask
from aln_review.casework.queries.keeping import SettingsView
from ui.desk import Screen
from ui.settings.look import LookCard
from ui.settings.names import NamesCard
from ui.widgets import Card, CardHead, Label, Role, Row, ScrollPage, SideBySide, Tone, column

WAYS = (
    ("term-dates", "calendar-range", "settings.term_dates", "settings.term_dates_hint"),
    ("keys", "key-round", "settings.keys", "settings.keys_hint"),
    ("copies", "copy", "settings.copies", "settings.copies_hint"),
    ("health", "heart-pulse", "settings.health", "settings.health_hint"),
    ("keeping", "archive", "settings.keeping", "settings.keeping_hint"),
    ("law", "scale", "settings.law", "settings.law_hint"),
    ("access-log", "footprints", "settings.log", "settings.log_hint"),
)
"""Page, icon, and what is said of it."""


class SettingsPage(Screen):
    """Whatever is chosen here holds at once, and is kept in the vault."""

    KINDS = frozenset()

    def build(self) -> None:
        """Look and locking beside names; the ways to the other pages below."""
        self.page = ScrollPage()
        self.setLayout(column(self.page, spacing=0))
        self.heading = self.put(Label(Role.DISPLAY), "shell.settings")
        self.summary = self.put(Label(), "settings.lead")
        self.page.add(column(self.heading, self.summary, spacing=0))
        self.look = LookCard(self)
        self.names = NamesCard(self)
        self.ways = Card(self.put(CardHead("settings", Tone.SLATE), "settings.more"), spacing=0)
        self.rows: dict[str, Row] = {}
        for page, icon, title, hint in WAYS:
            row = Row(icon, Tone.TEAL)
            self.say(row.setText, title)
            self.say(row.setSecond, hint)
            row.clicked.connect(partial(self.desk.open, page))
            self.rows[page] = row
            self.ways.add(row)
        left = column(self.look, spacing=14, end=True)
        right = column(self.ways, self.names, spacing=14, end=True)
        self.page.add(SideBySide(left, right, shares=(1, 1), least=52))

    def show_for(self, **_args: object) -> None:
        """Ask for what is kept."""
        self.ask(Ask(), self._show)

    def first_focus(self) -> QWidget | None:
        """The size of the text."""
        return self.look.text_size.combo

    def leave(self) -> None:
        """A name that was changed and not saved stays as it was: there is a button for it."""
        self.look.leave()

    def _show(self, view: SettingsView) -> None:
        self.look.show_for(view.preferences)
        self.names.show_for(view.setting)
