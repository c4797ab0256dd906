"""When no vault can be opened: what happened, what is safe, what to do. Nothing is touched."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from aln_review.casework.say import Say
from aln_review.domain.errors import AlnError
from ui.desk import Screen
from ui.widgets import (
    Button,
    Card,
    FlowLayout,
    IconLabel,
    Label,
    PrimaryButton,
    Role,
    Tone,
    column,
    line,
)
from ui.widgets.cards import Disc

IN_USE = "error.vault.already_open"
PLACES = "vault.place."
DAMAGED = frozenset(
    {
        "error.store.damaged",
        "error.store.missing",
        "error.store.not_a_vault",
        "error.store.wrong_key",
        "error.store.row_unreadable",
        "error.vault.header_damaged",
        "error.vault.header_missing",
        "error.vault.demands_too_much",
    }
)
NEWER = frozenset({"error.store.newer", "error.vault.newer"})
KINDS = ("place", "in_use", "damaged", "newer", "other")


def kind_of(key: str) -> str:
    """Which of :data:`KINDS` an error is."""
    if key.startswith(PLACES):
        return "place"
    if key == IN_USE:
        return "in_use"
    if key in NEWER:
        return "newer"
    return "damaged" if key in DAMAGED else "other"


def is_trouble(error: AlnError) -> bool:
    """Whether trying again with another passphrase would change nothing."""
    return kind_of(error.key) in ("damaged", "newer")


class Trouble(QWidget):
    """A plain page. ``again()`` when the person asks to look once more."""

    again = Signal()

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen = screen
        self.heading = Label(Role.DISPLAY)
        self.what = Label()
        self.safe = IconLabel("shield-check", Role.BODY, Tone.GREEN)
        self.advice = QWidget()
        self._advice = column(spacing=8)
        self.advice.setLayout(self._advice)
        self.first, self.second, self.third = (
            IconLabel("arrow-right", Role.BODY) for _ in range(3)
        )
        for label in (self.first, self.second, self.third):
            self._advice.addWidget(label)
        self.retry = screen.put(PrimaryButton("refresh-cw"), "trouble.again")
        self.restore = screen.put(PrimaryButton("history"), "trouble.restore")
        self.close_app = screen.put(Button("x"), "trouble.close")
        card = Card(spacing=16)
        card.body.setContentsMargins(30, 28, 30, 28)
        disc = Disc("circle-alert", Tone.AMBER, 54)
        card.add(line(disc, self.heading, spacing=16))
        card.add(self.what)
        card.add(self.safe)
        card.add(screen.put(Label(Role.STRONG), "trouble.what_to_do"))
        card.add(self.advice)
        card.add(FlowLayout(self.retry, self.restore, self.close_app, spacing=12))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(card)
        self.retry.clicked.connect(self.again)
        self.restore.clicked.connect(self._restore)
        self.close_app.clicked.connect(self._close)

    def show_error(self, error: AlnError | str) -> None:
        """Word what stands in the way."""
        say = self._screen.say
        what = error if isinstance(error, str) else Say(error.key, error.facts)
        key = error if isinstance(error, str) else error.key
        kind = kind_of(key)
        say(self.heading.setText, f"trouble.{kind}.heading")
        say(self.what.setText, what)
        say(self.safe.setText, f"trouble.{kind}.safe")
        for number, label in enumerate((self.first, self.second, self.third), start=1):
            advice = f"trouble.{kind}.{number}"
            there = self._screen.words.catalogue.has(advice)
            label.setVisible(there)
            say(label.setText, advice if there else "")
        self.retry.setVisible(kind in ("place", "in_use", "other"))
        self.restore.setVisible(kind == "damaged")
        (self.restore if kind == "damaged" else self.retry).setFocus()

    def _restore(self) -> None:
        self._screen.desk.open("restore-first")

    def _close(self) -> None:
        window = self.window()
        window.close()
        QApplication.quit()
