"""Whether the vault is well: every check with what it found, and what can be mended."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from aln_review.casework.health import HealthLine, examine_vault, mend_search
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
    Tone,
    clear,
    column,
    line,
)


class HealthPage(Screen):
    """Nothing is changed by looking."""

    def build(self) -> None:
        """One button, and what was found."""
        self.page = ScrollPage()
        self.setLayout(column(self.page, spacing=0))
        heading = self.put(Label(Role.DISPLAY), "shell.health")
        self.page.add(column(heading, self.put(Label(), "health.lead"), spacing=0))
        self.look = self.put(PrimaryButton("stethoscope"), "health.examine")
        self.mend = self.put(Button("wrench"), "health.mend")
        self.mend.hide()
        self.found = column(spacing=10)
        well = Card(self.put(CardHead("heart-pulse", Tone.GREEN), "health.checks"), spacing=12)
        well.add(line(self.look, self.mend, end=True))
        well.add(self.found)
        self.page.add(well)

    def bind(self) -> None:
        """A look, a repair."""
        self.look.clicked.connect(self._examine)
        self.mend.clicked.connect(self._mend)

    def crumbs(self) -> tuple[Crumb, ...]:
        """From the settings."""
        return (Crumb("shell.settings", "settings"), Crumb("shell.health"))

    def first_focus(self) -> QWidget | None:
        """Looking."""
        return self.look

    def _failed(self, error: AlnError) -> None:
        self.look.setEnabled(True)
        self.mend.setEnabled(True)
        self.desk.say_error(error)

    def _examine(self) -> None:
        self._run(partial(examine_vault, casework_of(self.desk.bridge)))

    def _mend(self) -> None:
        self._run(partial(mend_search, casework_of(self.desk.bridge)))

    def _run(self, work: partial[tuple[HealthLine, ...]]) -> None:
        clear(self.found)
        looking = IconLabel("hourglass", Role.BODY, Tone.TEAL)
        self.found.addWidget(self.put(looking, "health.looking"))
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
