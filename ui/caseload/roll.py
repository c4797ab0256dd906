"""Importing a class list: the file, what its columns mean, what would change, and only then."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from aln_review.casework.roll_view import DryRun, KeepRoll, ReadRoll, RollToMap, TryRoll, let_go
from aln_review.casework.say import Say
from aln_review.domain.errors import AlnError
from ui.caseload.roll_columns import RollColumns
from ui.caseload.roll_report import RollResult, RollRows
from ui.desk import Crumb, Screen
from ui.retranslate import What
from ui.widgets import (
    Button,
    Card,
    EmptyState,
    FlowLayout,
    IconLabel,
    Label,
    PrimaryButton,
    Role,
    ScrollPage,
    SideBySide,
    Step,
    StepState,
    StepTrack,
    Tone,
    column,
)
from ui.widgets.boxes import PAGE_MARGIN

DIALOG = QFileDialog.Option.DontUseNativeDialog
STEPS = ("file", "columns", "report", "done")


class ImportRoll(Screen):
    """Four steps. Back and *Cancel* change nothing at any of them."""

    def build(self) -> None:
        """Heading and steps, the part of the step in hand, the way on."""
        self._at = STEPS[0]
        self._busy = False
        self._roll: list[RollToMap] = []
        self._dry: list[DryRun] = []
        self.page = ScrollPage()
        self.outer = column(self.page, spacing=0)
        self.setLayout(self.outer)
        self.setAcceptDrops(True)
        self.heading = self.put(Label(Role.DISPLAY), "import.heading")
        self.lead = Label()
        self.track = StepTrack(self.words, numbered=True)
        head = column(self.heading, self.lead, spacing=0)
        self.page.add(SideBySide(head, self.track, shares=(50, 50), least=56, spacing=24))
        self.busy = IconLabel("hourglass", Role.STRONG, Tone.TEAL)
        self.problem = IconLabel("circle-alert", Role.STRONG, Tone.RUST)
        self.page.add(self.busy)
        self.page.add(self.problem)
        self.file = self._make_file()
        self.columns = RollColumns(self)
        self.report = RollRows(self)
        self.result = RollResult(self)
        self.parts: dict[str, QWidget] = dict(
            zip(STEPS, (self.file, self.columns, self.report, self.result), strict=True)
        )
        for part in self.parts.values():
            self.page.add(part)
        self.page.body.addStretch(1)
        self.back = self.put(Button("arrow-left"), "shell.back")
        self.cancel = self.put(Button(), "import.cancel")
        self.go = PrimaryButton()
        self.why = Label(Role.SMALL, Tone.MUTED)
        ways = QWidget()
        ways.setLayout(FlowLayout(self.back, self.go, self.cancel, spacing=12))
        self.foot = QWidget()
        foot = column(self.why, ways, spacing=4)
        foot.setContentsMargins(PAGE_MARGIN, 8, PAGE_MARGIN, 10)
        self.foot.setLayout(foot)
        self.outer.addWidget(self.foot)

    def _make_file(self) -> QWidget:
        self.choose = self.put(PrimaryButton("folder-open"), "import.choose")
        empty = EmptyState("file-down", self.choose, tone=Tone.TEAL)
        self.say(empty.setText, "import.drop")
        self.say(empty.setHint, "import.drop_hint")
        return Card(empty)

    def bind(self) -> None:
        """Choosing, going on, going back."""
        self.choose.clicked.connect(self._choose)
        self.go.clicked.connect(self._onward)
        self.back.clicked.connect(self._back)
        self.cancel.clicked.connect(self.desk.back)
        self.columns.changed.connect(self._mapped)
        self.result.again.connect(self._again)

    def show_for(self, **_args: object) -> None:
        """Begin with the file."""
        self._show_step()

    def leave(self) -> None:
        """The rows are done with."""
        self._let_go()

    def _let_go(self) -> None:
        """Have what was read and worked out freed where nobody waits for it."""
        roll, dry = self._roll, self._dry
        self._roll, self._dry = [], []
        self.columns.let_go()
        self.report.let_go()
        for one in roll:
            self.desk.bridge.run(partial(let_go, one, *dry))

    def crumbs(self) -> tuple[Crumb, ...]:
        """From the learners."""
        return (Crumb("shell.learners", "learners"), Crumb("shell.import"))

    def retranslate(self) -> None:
        """Rows are worded as they are listed."""
        super().retranslate()
        self.columns.retell()
        self.report.retell()

    def reflow(self, _columns: int, small: bool) -> None:
        """The way on always shows; in a narrow window it stands at the end of the page."""
        layout = self.foot.layout()
        if layout is None:
            return
        if small:
            layout.setContentsMargins(0, 4, 0, 0)
            self.page.add(self.foot)
        else:
            layout.setContentsMargins(PAGE_MARGIN, 8, PAGE_MARGIN, 10)
            self.outer.addWidget(self.foot)

    def first_focus(self) -> QWidget | None:
        """Choosing the file."""
        return self.choose

    # One step

    def _show_step(self, problem: What = "") -> None:
        place = STEPS.index(self._at)
        for name, part in self.parts.items():
            part.setVisible(name == self._at)
        self.say(self.lead.setText, self._lead())
        self.say(self.problem.setText, problem)
        self.problem.setVisible(bool(problem))
        states = [StepState.DONE] * place + [StepState.NOW] + [StepState.TO_COME] * 3
        if self._at == STEPS[-1]:
            states[place] = StepState.DONE
        told = zip(states, STEPS, strict=False)
        self.track.set_steps([Step(state, f"import.step.{name}") for state, name in told])
        self.back.setVisible(self._at in ("columns", "report"))
        self.go.setVisible(self._at in ("columns", "report"))
        self.cancel.setVisible(self._at != "done")
        self._set_busy("")
        self.page.verticalScrollBar().setValue(0)

    def _lead(self) -> What:
        if self._at == "report" and self._dry and self._dry[0].changes_nothing:
            return "import.nothing"
        if self._at == "report":
            return Say.of("import.lead.report", **self._counts())
        return f"import.lead.{self._at}"

    def _counts(self) -> dict[str, int]:
        names = ("new", "changed", "unchanged", "refused")
        return {name: self._dry[0].counts[name] for name in names}

    def _set_busy(self, key: str) -> None:
        self._busy = bool(key)
        self.say(self.busy.setText, key)
        self.busy.setVisible(bool(key))
        for part in (self.choose, self.back, self.go):
            part.setEnabled(not key)
        if key:
            self.desk.announce(self.words.t(key))
        else:
            self._say_way_on()

    def _say_way_on(self) -> None:
        why: What = ""
        if self._at == "columns":
            self.say(self.go.setText, "import.to_report")
            missing = self._roll[0].missing
            self.go.setEnabled(not missing)
            if missing:
                why = Say.of("import.missing", what=self.words.say(missing[0]))
        elif self._at == "report":
            dry = self._dry[0]
            many = dry.counts["new"] + dry.counts["changed"]
            self.count(self.go.setText, "import.keep", many)
            self.go.setVisible(not dry.changes_nothing)
        self.say(self.why.setText, why)
        self.why.setVisible(bool(why))

    def _back(self) -> None:
        self._at = STEPS[STEPS.index(self._at) - 1]
        self._show_step()

    def _again(self) -> None:
        self._at = STEPS[0]
        self._let_go()
        self._show_step()
        self.choose.setFocus()

    def _onward(self) -> None:
        if self._at == "columns":
            self._set_busy("import.comparing")
            self.ask(TryRoll(self._roll[0]), self.show_tried, self._failed)
        else:
            self._set_busy("import.keeping")
            self.do(KeepRoll(self._roll[0]), self._kept, self._failed)

    # The file

    def _choose(self) -> None:
        words = self.words
        chosen, _ = QFileDialog.getOpenFileName(
            self,
            words.t("import.choose_title"),
            str(Path.home()),
            words.t("import.filter"),
            options=DIALOG,
        )
        if chosen:
            self.read(Path(chosen))

    def read(self, path: Path) -> None:
        """Read a file that was chosen or dropped."""
        self._set_busy("import.reading")
        self.ask(ReadRoll(path), self.show_read, self._failed)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file may be dropped while the page asks for one."""
        if self._at == STEPS[0] and not self._busy and _one_file(event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        event.acceptProposedAction()
        self.read(Path(event.mimeData().urls()[0].toLocalFile()))

    def show_read(self, roll: RollToMap) -> None:
        """A file was read: ask what its columns mean."""
        self._let_go()
        self._roll = [roll]
        self.columns.show_roll(roll)
        self._at = "columns"
        self._show_step("import.cut_short" if roll.cut_short else "")
        self.go.setFocus()

    def _mapped(self, place: int, meaning: str) -> None:
        self._roll = [self._roll[0].with_column(place, meaning)]
        self.columns.show_meanings(self._roll[0])
        self._say_way_on()

    def show_tried(self, dry: DryRun) -> None:
        """What importing would do; any earlier try is done with."""
        for old in self._dry:
            self.desk.bridge.run(old.let_go)
        self._dry = [dry]
        self.report.show_dry(dry)
        self._at = "report"
        self._show_step()
        self.go.setFocus()

    def _kept(self, done: DryRun) -> None:
        self.result.show_done(done)
        self._at = "done"
        self._show_step()
        self.result.first.setFocus()

    def _failed(self, error: AlnError) -> None:
        """Nothing was kept: the page stays where it was and says why."""
        self._show_step(Say(error.key, error.facts))
        (self.go if self.go.isVisible() else self.choose).setFocus()
        self.desk.announce(self.words.t(error.key, **error.facts))


def _one_file(urls: list[QUrl]) -> bool:
    return len(urls) == 1 and urls[0].isLocalFile()
