"""Joining an authority: open its invitation, compare the words, wait for its register."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from aln_review.casework.belonging import Membership
from ui.desk import Screen
from ui.outbox.spoken import Known, SpokenWords
from ui.widgets import Button, Card, CardHead, FlowLayout, Label, PrimaryButton, Tone, column

DIALOG = QFileDialog.Option.DontUseNativeDialog


class JoinCard(Card):
    """Shown until a register names this setting. Signals carry a file's path.

    ``invited`` for an ``.alninvite``, ``registered`` for a register, ``answer_wanted`` where the
    answer should be written.
    """

    invited = Signal(str)
    registered = Signal(str)
    answer_wanted = Signal(str)

    def __init__(self, screen: Screen) -> None:
        super().__init__(band=Tone.TEAL)
        self._screen = screen
        head = screen.put(CardHead("handshake", Tone.TEAL), "join.heading")
        self.told = Label()
        self.words = screen.put(SpokenWords(screen.words), "join.own_words")
        self.invitation = screen.put(PrimaryButton("mail-open"), "join.open_invitation")
        self.answer = screen.put(Button("save"), "join.save_answer")
        self.register = screen.put(Button("book-user"), "join.open_register")
        self.invitation.clicked.connect(self._choose_invitation)
        self.answer.clicked.connect(self._choose_answer)
        self.register.clicked.connect(self._choose_register)
        self.add(
            column(
                head,
                self.told,
                self.words,
                FlowLayout(self.invitation, self.answer, self.register, spacing=12),
                spacing=10,
            )
        )

    def show_membership(self, held: Membership, own: Known) -> None:
        """Say how far joining has come; gone once a register names us."""
        self.setVisible(not held.joined)
        asked = bool(held.request)
        key = "join.waiting" if asked else "join.not_yet"
        self._screen.say(self.told.setText, key, authority=held.authority)
        self.answer.setVisible(asked)
        self.register.setVisible(asked)
        self.words.show_words(own if asked else ())

    def _choose(self, title: str, ending: str) -> str:
        words = self._screen.words
        found, _ = QFileDialog.getOpenFileName(
            self, words.t(title), str(Path.home()), ending, options=DIALOG
        )
        return found

    def _choose_invitation(self) -> None:
        found = self._choose("join.open_invitation", "*.alninvite")
        if found:
            self.invited.emit(found)

    def _choose_register(self) -> None:
        found = self._choose("join.open_register", "*.jws")
        if found:
            self.registered.emit(found)

    def _choose_answer(self) -> None:
        words = self._screen.words
        place = str(Path.home() / "setting.alnjoin")
        found, _ = QFileDialog.getSaveFileName(
            self, words.t("join.save_answer"), place, "*.alnjoin", options=DIALOG
        )
        if found:
            self.answer_wanted.emit(found)
