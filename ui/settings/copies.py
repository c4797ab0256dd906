"""Copies of the vault."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from aln_review.casework.copies import CopiesView, copies, keep_copy
from aln_review.casework.say import Say
from aln_review.domain.errors import AlnError
from ui.desk import Crumb, Screen
from ui.post import casework_of
from ui.widgets import (
    Card,
    CardHead,
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

MIB = 1024 * 1024


class CopiesPage(Screen):
    """The copies kept, and one to be made now."""

    def build(self) -> None:
        """The copies."""
        self.page = ScrollPage()
        self.setLayout(column(self.page, spacing=0))
        heading = self.put(Label(Role.DISPLAY), "shell.copies")
        lead = self.put(Label(), "copies.lead")
        self.page.add(column(heading, lead, spacing=0))
        self.now = self.put(PrimaryButton("copy"), "copies.now")
        self.folder = Label(Role.SMALL, Tone.MUTED)
        self.kept = column(spacing=6)
        kept = Card(self.put(CardHead("copy", Tone.TEAL), "copies.kept"), spacing=12)
        kept.add(line(self.now, end=True))
        kept.add(self.kept)
        kept.add(self.folder)
        self.page.add(kept)

    def bind(self) -> None:
        """A copy."""
        self.now.clicked.connect(self._copy)

    def show_for(self, **_args: object) -> None:
        """Which copies there are."""
        self.desk.bridge.run(partial(copies, self.desk.door), self._show, self.desk.say_error)

    def crumbs(self) -> tuple[Crumb, ...]:
        """From the settings."""
        return (Crumb("shell.settings", "settings"), Crumb("shell.copies"))

    def first_focus(self) -> QWidget | None:
        """Making a copy."""
        return self.now

    def _show(self, view: CopiesView) -> None:
        clear(self.kept)
        self.say(self.folder.setText, "copies.folder", folder=view.folder)
        if not view.copies:
            none = IconLabel("triangle-alert", Role.BODY, Tone.RUST)
            self.kept.addWidget(self.put(none, "copies.none"))
        for copy in view.copies:
            one = IconLabel("circle-check", Role.BODY, Tone.GREEN)
            one.label.set_tone(Tone.PLAIN)
            size = max(1, round(copy.size / MIB))
            self.kept.addWidget(self.put(one, Say.of("copies.one", at=copy.at, size=size)))

    def _copy(self) -> None:
        self.now.setEnabled(False)
        make = partial(keep_copy, self.desk.door, casework_of(self.desk.bridge))
        self.desk.bridge.run(make, self._copied, self._failed)

    def _copied(self, view: CopiesView) -> None:
        self.now.setEnabled(True)
        self.desk.announce(self.words.t("copies.made"))
        self._show(view)

    def _failed(self, error: AlnError) -> None:
        self.now.setEnabled(True)
        self.desk.say_error(error)
