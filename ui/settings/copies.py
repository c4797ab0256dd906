"""Copies of the vault, and whether the vault is well."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from aln_review.casework.copies import (
    CopiesView,
    HealthLine,
    copies,
    examine_vault,
    keep_copy,
    mend_search,
)
from aln_review.casework.say import Say
from aln_review.domain.errors import AlnError
from ui.desk import Crumb, Screen
from ui.post import casework_of
from ui.widgets import (
    Button,
    Card,
    CardHead,
    IconLabel,
    Label,
    PrimaryButton,
    Role,
    Rule,
    ScrollPage,
    SideBySide,
    Tone,
    clear,
    column,
    line,
)

MIB = 1024 * 1024


class CopiesPage(Screen):
    """The copies kept, one to be made now; every check of the vault, and what can be mended."""

    def build(self) -> None:
        """Copies on the left, health on the right."""
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
        self.look = self.put(Button("stethoscope"), "copies.examine")
        self.mend = self.put(Button("wrench"), "copies.mend")
        self.mend.hide()
        self.found = column(spacing=10)
        well = Card(self.put(CardHead("heart-pulse", Tone.GREEN), "copies.health"), spacing=12)
        well.add(self.put(Label(Role.SMALL, Tone.MUTED), "copies.health_hint"))
        well.add(line(self.look, self.mend, end=True))
        well.add(self.found)
        left, right = column(kept, end=True), column(well, end=True)
        self.page.add(SideBySide(left, right, shares=(1, 1), least=48))

    def bind(self) -> None:
        """A copy, a look, a repair."""
        self.now.clicked.connect(self._copy)
        self.look.clicked.connect(self._examine)
        self.mend.clicked.connect(self._mend)

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
        for button in (self.now, self.look, self.mend):
            button.setEnabled(True)
        self.desk.say_error(error)

    def _examine(self) -> None:
        self._run(partial(examine_vault, casework_of(self.desk.bridge)))

    def _mend(self) -> None:
        self._run(partial(mend_search, casework_of(self.desk.bridge)))

    def _run(self, work: partial[tuple[HealthLine, ...]]) -> None:
        clear(self.found)
        looking = IconLabel("hourglass", Role.BODY, Tone.TEAL)
        self.found.addWidget(self.put(looking, "copies.looking"))
        self.look.setEnabled(False)
        self.mend.setEnabled(False)
        self.desk.bridge.run(work, self._examined, self._failed)

    def _examined(self, lines: tuple[HealthLine, ...]) -> None:
        clear(self.found)
        self.look.setEnabled(True)
        self.mend.setEnabled(True)
        self.mend.setVisible(any(one.repairable for one in lines))
        for one in lines:
            icon, tone = ("circle-check", Tone.GREEN) if one.good else ("circle-x", Tone.RUST)
            title = self.put(IconLabel(icon, Role.STRONG, tone), one.title)
            title.label.set_tone(Tone.PLAIN)
            told = self.put(Label(Role.SMALL, Tone.MUTED), one.finding)
            self.found.addLayout(column(title, told, spacing=0))
            self.found.addWidget(Rule(room=1))
