"""Erasing one record for good: what goes, what speaks against it, and the certificate."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from aln_review.casework.commands.retention import EraseLearner, Farewell, names
from aln_review.casework.farewell import Finished, finish_erasing
from aln_review.casework.queries.retention import ErasePage as Ask
from aln_review.casework.queries.retention import EraseView
from aln_review.casework.say import Say
from aln_review.domain.errors import AlnError
from aln_review.domain.keeping import Basis
from ui.caseload.marks import written
from ui.desk import Crumb, Screen
from ui.files import ask_where_to_save
from ui.keeping.erased import DoneCard
from ui.keeping.lists import hold_says
from ui.learner.choice import EACH, AnswerField
from ui.paper.paper import write_file
from ui.post import casework_of
from ui.step_up import step_up
from ui.widgets import (
    Button,
    Card,
    CardHead,
    ErrorSummary,
    FlowLayout,
    IconLabel,
    Label,
    LineField,
    PrimaryButton,
    Role,
    ScrollPage,
    SideBySide,
    Tone,
    clear,
    column,
    line,
)
from ui.widgets.summary import Wrong

NOW, LATER = "now", "later"
NAME_KEY = "error.erase.name"


class ErasePage(Screen):
    """Opened for ``learner``. What is typed here is forgotten when the page goes."""

    def build(self) -> None:
        """What goes and what to read first on the left, the decision on the right."""
        self._view: EraseView | None = None
        self._dialogs: list[QFileDialog] = []
        self._path = ""
        self.page = ScrollPage()
        self.setLayout(column(self.page, spacing=0))
        self.heading = Label(Role.DISPLAY)
        self.lead = self.put(Label(), "erase.lead")
        self.page.add(column(self.heading, self.lead, spacing=0))
        self.gone = column(spacing=4)
        goes = Card(self.put(CardHead("eraser", Tone.SLATE), "erase.goes"), spacing=8)
        goes.add(self.gone)
        goes.add(self.put(Label(Role.SMALL, Tone.MUTED), "erase.stays"))
        self.read = column(spacing=8)
        first = Card(self.put(CardHead("book-open", Tone.AMBER), "erase.read"), spacing=10)
        first.add(self.read)
        self.to_hold = self.put(Button("hand"), "erase.to_hold")
        self.to_hold.hide()
        first.add(line(self.to_hold, end=True))
        self.decide = self._form()
        self.both = SideBySide(
            column(first, goes, spacing=14, end=True),
            column(self.decide, spacing=0, end=True),
            shares=(1, 1),
            least=50,
        )
        self.done = DoneCard(self)
        self.done.hide()
        self.page.add(self.both)
        self.page.add(self.done)
        self.both.hide()

    def _form(self) -> Card:
        self.errors = ErrorSummary(self.words)
        self.basis = AnswerField("basis")
        self.name = LineField("erase_name")
        self.witness = LineField("witness")
        self.copies = AnswerField("copies", (LATER, NOW))
        self.go = self.put(PrimaryButton("eraser"), "erase.go")
        self.cancel = self.put(Button(), "shell.cancel")
        self.say(self.basis.setText, "erase.basis")
        self.say(self.name.setText, "erase.name")
        self.say(self.witness.setText, "erase.witness")
        self.say(self.witness.setHint, "erase.witness_hint")
        self.say(self.copies.setText, "erase.copies")
        self.copies.say_answers(self, f"erase.copies.{EACH}")
        self.copies.set_value(LATER)
        card = Card(self.put(CardHead("pen-line", Tone.TEAL), "erase.decide"), spacing=14)
        for part in (self.errors, self.basis, self.copies, self.witness, self.name):
            card.add(part)
        card.add(self.put(IconLabel("file-down", Role.SMALL, Tone.MUTED), "erase.certificate_hint"))
        self.going = self.put(IconLabel("hourglass", Role.SMALL_STRONG, Tone.TEAL), "erase.going")
        self.going.hide()
        card.add(self.going)
        card.add(FlowLayout(self.go, self.cancel, spacing=12))
        return card

    def bind(self) -> None:
        """Erase, or go back."""
        self.go.clicked.connect(self._go)
        self.cancel.clicked.connect(self.desk.back)
        self.to_hold.clicked.connect(self._to_hold)
        self.done.save_again.connect(self.choose_again)

    def show_for(self, **args: object) -> None:
        """Ask what would go."""
        self.ask(Ask(str(args["learner"])), self._show)

    def crumbs(self) -> tuple[Crumb, ...]:
        """Learners, the learner while there is one, this page."""
        if self._view is None or self.done.isVisibleTo(self):
            return (Crumb("shell.keeping", "keeping"), Crumb("erase.title"))
        learner = self._view.learner
        whose = Crumb(written(learner.name), "learner", {"learner": learner.id})
        return (Crumb("shell.learners", "learners"), whose, Crumb("erase.title"))

    def first_focus(self) -> QWidget | None:
        """The ground; where the record is held, the way to what holds it."""
        return self.to_hold if self.to_hold.isVisibleTo(self) else self.basis

    def drafts(self) -> dict[str, str]:
        """A name typed to erase a record is not kept over a lock."""
        return {}

    def leave(self) -> None:
        """Nothing of the record stays in a widget."""
        self.name.line.clear()
        self.done.forget()
        self._view = None

    # What would go

    def _show(self, view: EraseView) -> None:
        self._view = view
        self.say(self.heading.setText, Say.of("erase.heading", name=view.learner.name))
        self.say(self.name.setHint, Say.of("erase.name_hint", name=view.learner.name))
        clear(self.gone)
        self.gone.addWidget(self._point("user", "erase.details"))
        for one in view.counts:
            says = Say.many(f"erase.count.{one.kind}", one.count)
            self.gone.addWidget(self._point("circle-dot", says))
        clear(self.read)
        for icon, tone, says in self._cautions(view):
            label = IconLabel(icon, Role.BODY, tone)
            label.label.set_tone(Tone.PLAIN)
            self.read.addWidget(self.put(label, says))
        for hold in view.holds:
            self.read.addWidget(self.put(Label(Role.BODY), hold.reason))
            self.read.addWidget(self.put(Label(Role.SMALL, Tone.MUTED), hold_says(hold)))
        held = self.basis.value()
        grounds = [one.value for one in Basis if one is not Basis.SCHEDULE or view.is_due]
        self.basis.add_values(grounds)
        self.basis.say_answers(self, f"erase.basis.{EACH}")
        self.basis.set_value(held or (Basis.SCHEDULE.value if view.is_due else ""))
        self.say(self.copies.setHint, Say.of("erase.copies_hint", on=view.copies_gone_by))
        self.to_hold.setVisible(bool(view.holds))
        self.decide.setVisible(not view.holds and not view.waits)
        self.both.show()
        if view.holds:
            self.to_hold.setFocus(Qt.FocusReason.OtherFocusReason)
        self.crumbs_changed.emit()

    def _to_hold(self) -> None:
        self.desk.open("hold", learner=str(self.args["learner"]))

    def _point(self, icon: str, what: Say | str) -> IconLabel:
        label = IconLabel(icon, Role.BODY, Tone.MUTED)
        label.label.set_tone(Tone.PLAIN)
        return self.put(label, what)

    def _cautions(self, view: EraseView) -> list[tuple[str, Tone, Say]]:
        found: list[tuple[str, Tone, Say]] = []
        if view.holds:
            found.append(("hand", Tone.RUST, Say.of("erase.is_held")))
        if view.waits:
            found.append(("hourglass", Tone.RUST, Say.of(view.waits)))
        found.append(("triangle-alert", Tone.RUST, Say.of("erase.no_way_back")))
        if view.is_due:
            found.append(("hourglass", Tone.GREEN, view.when))
        elif view.due is not None:
            found.append(("hourglass", Tone.AMBER, Say.of("erase.not_due", on=view.due.on)))
        else:
            found.append(("hourglass", Tone.AMBER, Say.of("erase.no_schedule")))
        if view.has_plan and not view.is_due:
            found.append(("scale", Tone.AMBER, Say.of("erase.has_plan")))
        found += [
            ("send", Tone.AMBER, Say.of("erase.sent", who=addressee)) for addressee in view.sent_to
        ]
        found.append(("users", Tone.MUTED, Say.of("erase.others")))
        return found

    # Erasing

    def _go(self) -> None:
        wrong: list[Wrong] = []
        if not self.basis.value():
            wrong.append((self.basis, "erase.basis_needed"))
        if not self.name.value().strip():
            wrong.append((self.name, "erase.name_needed"))
        elif self._view is not None and not names(self.name.value(), self._view.learner):
            # Told before a passphrase is typed and a place chosen in vain.
            wrong.append((self.name, NAME_KEY))
        self.errors.show_errors(wrong)
        if not wrong:
            step_up(self, "step_up.why.erase", self.choose_certificate)

    def choose_certificate(self) -> None:
        """Ask where the certificate goes, before there is nothing left to certify."""
        self._ask_where(self.erase_to)

    def choose_again(self) -> None:
        """Ask where else the certificate goes, once the record has gone."""
        self._ask_where(self.save_certificate)

    def _ask_where(self, chosen: Callable[[str], object]) -> None:
        title, name = self.words.t("erase.save_as"), self.words.t("paper.file.certificate")
        self._dialogs = [ask_where_to_save(self, title, name, "pdf", chosen)]

    def erase_to(self, path: str) -> None:
        """Erase the record; the certificate is written to this file."""
        if self._view is None:
            return
        self._path = path
        self._set_busy(True)
        command = EraseLearner(
            self._view.learner.id, self.name.value(), Basis(self.basis.value()),
            self.witness.value(),
        )  # fmt: skip
        self.do(command, self._erased, self._refused)

    def _set_busy(self, busy: bool) -> None:
        self.going.setVisible(busy)
        for button in (self.go, self.cancel):
            button.setEnabled(not busy)

    def _refused(self, error: AlnError) -> None:
        self._set_busy(False)
        field = self.name if error.key == NAME_KEY else self.basis
        self.errors.show_errors([(field, Say(error.key, error.facts))])

    def _erased(self, farewell: Farewell) -> None:
        self.name.line.clear()
        work = partial(
            finish_erasing, self.desk.door, casework_of(self.desk.bridge), farewell,
            self.words.language, copies_now=self.copies.value() == NOW,
        )  # fmt: skip
        self.desk.bridge.run(work, self._finished, self.desk.say_error)

    def _finished(self, finished: Finished) -> None:
        self.both.hide()
        self.lead.hide()
        self.say(self.heading.setText, "erase.done")
        self.done.show_for(finished)
        self.done.show()
        self.done.close_page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.crumbs_changed.emit()
        self.desk.announce(self.words.t("erase.done"))
        self.save_certificate(self._path)

    def save_certificate(self, path: str) -> None:
        """Write the certificate; a place that refuses is told, and it can be saved elsewhere."""
        for finished in self.done.finished:
            work = partial(write_file, Path(path), finished.certificate.data)
            self.desk.bridge.run(work, self.done.saved, self.done.not_saved)
