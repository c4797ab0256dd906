"""Whether the vault is well: every check with what it found, and what can be mended."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from aln_review.casework.health import (
    CHECKS,
    HealthLine,
    Repair,
    examine_one,
    mend,
    title_of,
)
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

REPAIRS = {Repair.SEARCH: "health.mend.search", Repair.LOOSE: "health.mend.loose"}
"""What the button of each repair says."""
ASKED = "health.ask_loose"


class CheckRow(QWidget):
    """One check. ``mend`` is the button of its repair; hidden where nothing can be mended here."""

    def __init__(self, page: HealthPage, name: str) -> None:
        super().__init__()
        self._page = page
        self.name = name
        self.title = page.put(IconLabel("circle-dashed", Role.STRONG, Tone.MUTED), title_of(name))
        self.title.label.set_tone(Tone.PLAIN)
        self.told = Label(Role.SMALL, Tone.MUTED)
        self.told.hide()
        self.details = column(spacing=2)
        self.mend = Button("wrench")
        self.mend.hide()
        self.mend.clicked.connect(self._mend)
        self._repair = Repair.NONE
        under = column(self.told, spacing=6)
        under.addLayout(self.details)
        under.addLayout(line(self.mend, end=True))
        under.setContentsMargins(30, 0, 0, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(self.title)
        box.addLayout(under)
        box.addWidget(Rule(room=6))

    def wait(self, *, now: bool) -> None:
        """Its turn has come, or not yet."""
        self.title.set_state("hourglass" if now else "circle-dashed", Tone.TEAL)
        self.told.setVisible(now)
        self._page.say(self.told.setText, "health.looking" if now else "")
        clear(self.details)
        self.mend.hide()

    def show_line(self, found: HealthLine) -> None:
        """What was found."""
        icon, tone = ("circle-check", Tone.GREEN) if found.good else ("circle-x", Tone.RUST)
        self.title.set_state(icon, tone)
        self.title.label.set_tone(Tone.PLAIN)
        page = self._page
        page.say(self.told.setText, found.finding)
        self.told.show()
        clear(self.details)
        for detail in found.details:
            self.details.addWidget(page.put(IconLabel("dot", Role.SMALL, Tone.RUST), detail))
        if found.more:
            more = Label(Role.SMALL, Tone.MUTED)
            page.count(more.setText, "health.more", found.more)
            self.details.addWidget(more)
        self._repair = found.repair
        self.mend.setVisible(found.repair is not Repair.NONE)
        if found.repair in REPAIRS:
            page.say(self.mend.setText, REPAIRS[found.repair])

    def _mend(self) -> None:
        self._page.start_mending(self._repair)


class HealthPage(Screen):
    """Looking changes nothing; one check after the other, each shown as soon as it is done."""

    def build(self) -> None:
        """One button, how far it is, and every check."""
        self.page = ScrollPage()
        self.setLayout(column(self.page, spacing=0))
        heading = self.put(Label(Role.DISPLAY), "shell.health")
        self.page.add(column(heading, self.put(Label(), "health.lead"), spacing=0))
        self.look = self.put(PrimaryButton("stethoscope"), "health.examine")
        self.far = self.put(IconLabel("info", Role.BODY, Tone.MUTED), "health.not_yet")
        self.rows = {name: CheckRow(self, name) for name in CHECKS}
        self._bad = 0
        well = Card(self.put(CardHead("heart-pulse", Tone.GREEN), "health.checks"), spacing=12)
        well.add(line(self.look, end=True))
        well.add(self.far)
        well.add(Rule(room=1))
        self.list = column(*self.rows.values(), spacing=12)
        well.add(self.list)
        self.page.add(well)

    def bind(self) -> None:
        """A look."""
        self.look.clicked.connect(self._examine)

    def crumbs(self) -> tuple[Crumb, ...]:
        """From the settings."""
        return (Crumb("shell.settings", "settings"), Crumb("shell.health"))

    def first_focus(self) -> QWidget | None:
        """Looking."""
        return self.look

    def _examine(self) -> None:
        self._bad = 0
        self.look.setEnabled(False)
        for place, row in enumerate(self.rows.values()):
            self.list.insertWidget(place, row)
            row.wait(now=False)
        self._next(0)

    def _next(self, place: int) -> None:
        if place == len(CHECKS):
            self._done()
            return
        self.far.set_state("hourglass", Tone.TEAL)
        self.say(self.far.setText, "health.how_far", done=place, of=len(CHECKS))
        self.rows[CHECKS[place]].wait(now=True)
        work = partial(examine_one, casework_of(self.desk.bridge), CHECKS[place])
        self.desk.bridge.run(work, partial(self._one, place), self._failed)

    def _one(self, place: int, found: HealthLine) -> None:
        if not found.good:
            # What needs somebody is read first.
            self.list.insertWidget(self._bad, self.rows[found.name])
        self._bad += not found.good
        self.rows[found.name].show_line(found)
        self._next(place + 1)

    def _done(self) -> None:
        self.look.setEnabled(True)
        icon, tone = ("circle-x", Tone.RUST) if self._bad else ("circle-check", Tone.GREEN)
        self.far.set_state(icon, tone)
        if self._bad:
            self.count(self.far.setText, "health.bad", self._bad)
        else:
            self.say(self.far.setText, "health.well")
        self.desk.announce(self.far.text())

    def start_mending(self, repair: Repair) -> None:
        """Mend at once what loses nothing; ask before bytes are dropped."""
        if repair is Repair.LOOSE:
            choices = {repair.value: "health.mend.loose", "cancel": "shell.cancel"}
            self.desk.host.ask(ASKED, choices, self._answered)
        else:
            self._mend(repair)

    def _answered(self, answer: str) -> None:
        if answer == Repair.LOOSE.value:
            self._mend(Repair.LOOSE)

    def _mend(self, repair: Repair) -> None:
        self.look.setEnabled(False)
        self.rows[repair.value].wait(now=True)
        work = partial(mend, self.desk.door, casework_of(self.desk.bridge), repair)
        self.desk.bridge.run(work, self._mended, self._failed)

    def _mended(self, found: HealthLine) -> None:
        self._bad -= found.good
        self.rows[found.name].show_line(found)
        self._done()

    def _failed(self, error: AlnError) -> None:
        self.look.setEnabled(True)
        self.far.set_state("info", Tone.MUTED)
        self.say(self.far.setText, "health.not_done")
        self.desk.say_error(error)
