"""Copies of the vault: on this computer, at a second place, and put back for practice."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from aln_review.casework.copies import CopiesView, accept_shrink, copies, keep_copy
from aln_review.casework.copies_state import Rehearsal
from aln_review.casework.rehearsing import rehearse
from aln_review.casework.second_place import (
    SecondView,
    choose_place,
    copy_out,
    forget_place,
    second_place,
)
from aln_review.domain.errors import AlnError
from ui.desk import Crumb, Screen
from ui.post import casework_of
from ui.settings.copies_card import AlarmCard, HereCard, RehearsalCard, SecondCard
from ui.widgets import Label, Role, ScrollPage, SideBySide, column

DIALOG = QFileDialog.Option.DontUseNativeDialog | QFileDialog.Option.ShowDirsOnly


class CopiesPage(Screen):
    """What is kept here, what lies elsewhere, and whether a copy can really be put back."""

    def build(self) -> None:
        """An alarm above; this computer at the left; the second place and rehearsal beside it."""
        self.page = ScrollPage()
        self.setLayout(column(self.page, spacing=0))
        heading = self.put(Label(Role.DISPLAY), "shell.copies")
        lead = self.put(Label(), "copies.lead")
        self.page.add(column(heading, lead, spacing=0))
        self.alarm = AlarmCard(self)
        self.here = HereCard(self)
        self.second = SecondCard(self)
        self.rehearsal = RehearsalCard(self)
        self.page.add(self.alarm)
        left = column(self.here, end=True)
        right = column(self.second, self.rehearsal, spacing=14, end=True)
        self.page.add(SideBySide(left, right, shares=(1, 1), least=52))

    def bind(self) -> None:
        """Each card's verbs."""
        self.here.now.clicked.connect(self._copy)
        self.here.back.clicked.connect(self._restore)
        self.alarm.look.clicked.connect(self._examine)
        self.alarm.right.clicked.connect(self._accept)
        self.second.wanted.connect(self._choose)
        self.second.go.clicked.connect(self._copy_out)
        self.second.none.clicked.connect(self._forget)
        self.rehearsal.now.clicked.connect(self._rehearse)

    def show_for(self, **_args: object) -> None:
        """What there is; a stick may take its time to answer."""
        door, casework = self.desk.door, casework_of(self.desk.bridge)
        self.desk.bridge.run(partial(copies, door, casework), self._show)
        self.desk.bridge.run(partial(second_place, door, casework), self.second.show_view)

    def crumbs(self) -> tuple[Crumb, ...]:
        """From the settings."""
        return (Crumb("shell.settings", "settings"), Crumb("shell.copies"))

    def first_focus(self) -> QWidget | None:
        """Making a copy."""
        return self.here.now

    def _show(self, view: CopiesView) -> None:
        self.alarm.show_view(view)
        self.here.show_view(view)
        self.rehearsal.show_done(view.state.rehearsal)

    def _failed(self, error: AlnError) -> None:
        self.desk.say_error(error)
        self.show_for()

    # This computer

    def _copy(self) -> None:
        self.here.busy("copies.making")
        make = partial(keep_copy, self.desk.door, casework_of(self.desk.bridge))
        self.desk.bridge.run(make, self._copied, self._failed)

    def _copied(self, view: CopiesView) -> None:
        self.desk.announce(self.words.t("copies.made"))
        self._show(view)

    def _restore(self) -> None:
        self.desk.open("restore")

    # Much is missing

    def _examine(self) -> None:
        self.desk.open("health")

    def _accept(self) -> None:
        self.alarm.right.setEnabled(False)
        self.here.busy("copies.making")
        accept = partial(accept_shrink, self.desk.door, casework_of(self.desk.bridge))
        self.desk.bridge.run(accept, self._copied, self._failed)

    # The second place

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, self.words.t("copies.second.choose_title"), str(Path.home()), DIALOG
        )
        if chosen:
            self.use_folder(Path(chosen))

    def use_folder(self, folder: Path) -> None:
        """Take a folder as the second place, and put the newest copy there."""
        self.second.busy("copies.second.copying")
        choose = partial(choose_place, self.desk.door, casework_of(self.desk.bridge), folder)
        self.desk.bridge.run(choose, self._taken_along, self._failed)

    def _copy_out(self) -> None:
        self.second.busy("copies.second.copying")
        door, casework = self.desk.door, casework_of(self.desk.bridge)
        self.desk.bridge.run(partial(copy_out, door, casework), self._there, self._failed)

    def _there(self, _none: None) -> None:
        door, casework = self.desk.door, casework_of(self.desk.bridge)
        self.desk.bridge.run(partial(second_place, door, casework), self._taken_along)

    def _taken_along(self, view: SecondView) -> None:
        self.second.show_view(view)
        self.desk.announce(self.words.t("copies.second.proved"))

    def _forget(self) -> None:
        forget = partial(forget_place, self.desk.door, casework_of(self.desk.bridge))
        self.desk.bridge.run(forget, self.second.show_view, self._failed)

    # The rehearsal

    def _rehearse(self) -> None:
        self.rehearsal.busy("copies.rehearsal.going")
        work = partial(rehearse, self.desk.door, casework_of(self.desk.bridge))
        self.desk.bridge.run(work, self._rehearsed, self._failed)

    def _rehearsed(self, done: Rehearsal) -> None:
        self.rehearsal.show_done(done)
        self.desk.announce(self.words.t("copies.rehearsal.proved"))
