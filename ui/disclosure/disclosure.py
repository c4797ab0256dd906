"""Answering somebody who asks to see a record: every marked passage decided, then one file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from aln_review.casework.commands.disclosure import (
    BeginDisclosure,
    FinishDisclosure,
    RulePassages,
)
from aln_review.casework.commands.keeping import NoteAccess
from aln_review.casework.disclosing import Marked
from aln_review.casework.queries.disclosure import DisclosureFile, DisclosureView
from aln_review.casework.queries.disclosure import DisclosurePage as Ask
from aln_review.casework.say import Say
from aln_review.domain.errors import AlnError
from aln_review.domain.keeping import Ruling
from aln_review.domain.wales import day_in_wales
from ui.caseload.marks import written
from ui.desk import Crumb, Screen
from ui.disclosure.passage import FLAGS, PassageCard
from ui.disclosure.saving import SaveCard
from ui.files import ask_where_to_save
from ui.paper.paper import write_file
from ui.step_up import step_up
from ui.widgets import (
    Card,
    CardHead,
    DateField,
    ErrorSummary,
    IconLabel,
    Label,
    PrimaryButton,
    Role,
    ScrollPage,
    SideBySide,
    TextButton,
    Tone,
    clear,
    column,
    line,
)


class DisclosurePage(Screen):
    """Opened for ``learner``. Each decision is kept as it is made, so that it can wait a day."""

    def build(self) -> None:
        """The passage on the left; how far it has got, and the file, on the right."""
        self._view: DisclosureView | None = None
        self._at = 0
        self._deciding = False
        self._goes_on = False
        self._secret = ""
        self._dialogs: list[QFileDialog] = []
        self.page = ScrollPage()
        self.setLayout(column(self.page, spacing=0))
        self.heading = Label(Role.DISPLAY)
        self.lead = self.put(Label(), "disclosure.lead")
        self.page.add(column(self.heading, self.lead, spacing=0))
        self.begin = self._beginning()
        self.passage = PassageCard(self)
        self.clear = Card(
            self.put(CardHead("circle-check", Tone.GREEN), "disclosure.none_marked"), spacing=8
        )
        self.progress = column(spacing=8)
        progress = Card(self.put(CardHead("list-checks", Tone.TEAL), "disclosure.progress"))
        progress.add(self.progress)
        self.saving = SaveCard(self)
        left = column(self.passage, self.clear, spacing=14, end=True)
        right = column(progress, self.saving, spacing=14, end=True)
        self.both = SideBySide(left, right, shares=(3, 2), least=50)
        self.page.add(self.begin)
        self.page.add(self.both)
        self.begin.hide()
        self.both.hide()

    def _beginning(self) -> Card:
        self.asked = DateField("asked_on", self.words)
        self.say(self.asked.setText, "disclosure.asked_on")
        self.say(self.asked.setHint, "disclosure.asked_hint")
        self.start = self.put(PrimaryButton("play"), "disclosure.begin")
        self.past = column(spacing=4)
        card = Card(self.put(CardHead("file-search", Tone.TEAL), "disclosure.new"), spacing=12)
        self.errors = ErrorSummary(self.words)
        card.add(self.put(Label(Role.BODY), "disclosure.who_may"))
        card.add(self.errors)
        card.add(self.asked)
        card.add(line(self.start, end=True))
        card.add(self.past)
        return card

    def bind(self) -> None:
        """Begin, decide, move, save."""
        self.start.clicked.connect(self._begin)
        self.asked.line.returnPressed.connect(self._begin)
        self.passage.decided.connect(self._decide)
        self.passage.moved.connect(self._move)
        self.saving.wanted.connect(self._wanted)

    def show_for(self, **args: object) -> None:
        """Ask what is marked."""
        self.ask(Ask(str(args["learner"])), self._show)

    def crumbs(self) -> tuple[Crumb, ...]:
        """Learners, the learner, this page."""
        if self._view is None:
            return (Crumb("shell.learners", "learners"), Crumb("disclosure.title"))
        learner = self._view.learner
        whose = Crumb(written(learner.name), "learner", {"learner": learner.id})
        return (Crumb("shell.learners", "learners"), whose, Crumb("disclosure.title"))

    def first_focus(self) -> QWidget | None:
        """The day it was asked, or the decision."""
        return self.asked if self.begin.isVisibleTo(self) else self.passage.include

    def drafts(self) -> dict[str, str]:
        """The day it was asked for; decisions are kept as made, and a passphrase must never be."""
        return {self.asked.name: self.asked.draft()}

    def leave(self) -> None:
        """Nothing typed stays in a widget."""
        self.saving.forget()
        self._secret = ""

    def _show(self, view: DisclosureView) -> None:
        turned = self._view is None or (self._view.disclosure is None) != (view.disclosure is None)
        self._view = view
        self._deciding = False
        if turned:
            # Another day it goes on where it was left.
            waits = (at for at, one in enumerate(view.marked) if one.ruling is None)
            self._at = next(waits, 0)
        goes_on, self._goes_on = self._goes_on, False
        if goes_on:
            self._at = self._next_waiting(view)
        self.say(self.heading.setText, Say.of("disclosure.heading", name=view.learner.name))
        self.begin.setVisible(view.disclosure is None)
        self.both.setVisible(view.disclosure is not None)
        if not self.asked.line.text():
            self.asked.set_day(view.today)
        clear(self.past)
        for one in view.answered:
            if one.saved_at is not None:
                says = Say.of("disclosure.answered", on=day_in_wales(one.saved_at))
                self.past.addWidget(self.put(Label(Role.SMALL, Tone.MUTED), says))
        self._show_progress(view)
        self.saving.show_left(view.left)
        self.passage.setVisible(bool(view.marked))
        self.clear.setVisible(not view.marked)
        self._show_passage()
        if goes_on:
            # The keyboard stays where it is: nothing else would say that another one shows.
            done = self.words.t("disclosure.all_decided")
            self.desk.announce(self.passage.spoken() if view.left else done)
        first = self.saving.how if goes_on and not view.left else self.first_focus()
        # What the keyboard was on may be hidden now that it is known what to show.
        if first is not None and (turned or (goes_on and self.waits)):
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.crumbs_changed.emit()

    def _next_waiting(self, view: DisclosureView) -> int:
        """On to the next that waits, round the end to those that were passed over."""
        count = len(view.marked)
        onward = [(self._at + step) % count for step in range(count)]
        waits = (at for at in onward if view.marked[at].ruling is None)
        return next(waits, self._at)

    def _show_progress(self, view: DisclosureView) -> None:
        clear(self.progress)
        for flag, every, left in view.counts:
            icon, tone = FLAGS[flag.value]
            label = IconLabel("circle-check" if not left else icon, Role.BODY, tone)
            label.label.set_tone(Tone.PLAIN)
            says = Say.of(f"disclosure.count.{flag.value}", decided=every - left, every=every)
            self.progress.addWidget(self.put(label, says))
            if left and flag.value not in ("private", "other-learner"):
                rest = self.put(TextButton("check-check"), "disclosure.include_rest")
                name = Say.of(f"disclosure.rest_of.{flag.value}")
                self.say(rest.setAccessibleName, name)
                rest.clicked.connect(partial(self._include_rest, flag.value))
                self.progress.addLayout(line(rest, end=True))

    def _show_passage(self) -> None:
        if self._view is None or not self._view.marked:
            return
        self._at = max(0, min(self._at, len(self._view.marked) - 1))
        count = len(self._view.marked)
        marked = self._view.marked[self._at]
        sound = self._view.sounds.get(marked.passage.place)
        self.passage.show_one(marked, self._at + 1, count, sound)

    # Deciding

    def _begin(self) -> None:
        day = self.asked.day()
        self.errors.show_errors([] if day is not None else [(self.asked, "event.on_needed")])
        if self._view is not None and day is not None:
            command = BeginDisclosure(self._view.learner.id, day)
            self.hand_over(command, self._begun, self._not_begun)

    def _not_begun(self, error: AlnError) -> None:
        self.errors.show_errors([(self.asked, Say(error.key, error.facts))])

    def _begun(self, _disclosure: object) -> None:
        self.show_for(**self.args)

    def _move(self, step: int) -> None:
        self._at += step
        self._show_passage()
        self.desk.announce(self.passage.spoken())

    def _decide(self, ruling: str, reason: str) -> None:
        if self._view is not None and self._view.marked:
            self._rule((self._view.marked[self._at],), Ruling(ruling), reason)

    def _include_rest(self, flag: str) -> None:
        if self._view is not None:
            rest = tuple(
                one
                for one in self._view.marked
                if one.ruling is None and one.passage.flags[0].value == flag
            )
            self._rule(rest, Ruling.INCLUDE, "")

    def _rule(self, chosen: tuple[Marked, ...], ruling: Ruling, reason: str) -> None:
        if self._view is None or self._view.disclosure is None or self._deciding:
            # A key pressed again before the next passage shows decides nothing about that one.
            return
        self._deciding = True
        places = tuple((one.passage.place, one.passage.digest) for one in chosen)
        command = RulePassages(self._view.disclosure.id, places, ruling, reason)
        self.do(command, self._ruled, self._not_ruled)

    def _ruled(self, _disclosure: object) -> None:
        self._goes_on = True
        self.show_for(**self.args)

    def _not_ruled(self, error: AlnError) -> None:
        self._deciding = False
        self.desk.say_error(error)

    # Saving

    def _wanted(self) -> None:
        self._secret = self.saving.secret()
        step_up(self, "step_up.why.disclose", self.choose_file)

    def choose_file(self) -> None:
        """Ask where the file goes."""
        name = self.words.t("disclosure.file") + (".zip.age" if self._secret else ".zip")
        title = self.words.t("disclosure.save_as")
        self._dialogs = [ask_where_to_save(self, title, name, "", self.save_to)]

    def save_to(self, path: str) -> None:
        """Put the file together and write it there."""
        if self._view is None or self._view.disclosure is None:
            return
        self.saving.wait()
        query = DisclosureFile(self._view.disclosure.id, self._secret)
        self.ask(query, partial(self._write, path), self._refused)

    def _write(self, path: str, data: bytes) -> None:
        if self._view is None or self._view.disclosure is None:
            return
        # Written down before it leaves: a file on a stick that no line tells of must not be.
        note = NoteAccess("disclosure.leaving", self._view.learner.id, self._view.disclosure.id)
        self.do(note, partial(self._noted, path, data), self._refused)

    def _noted(self, path: str, data: bytes, _nothing: object) -> None:
        self.desk.bridge.run(partial(write_file, Path(path), data), self._written, self._refused)

    def _written(self, path: Path) -> None:
        if self._view is not None and self._view.disclosure is not None:
            command = FinishDisclosure(self._view.disclosure.id, locked=bool(self._secret))
            self.do(command, partial(self._finished, path.name), self._refused)

    def _finished(self, name: str, _disclosure: object) -> None:
        self._secret = ""
        self.saving.saved(name)
        self.passage.close_decisions()
        self.page.verticalScrollBar().setValue(0)

    def _refused(self, error: AlnError) -> None:
        self._secret = ""
        self.saving.refused(error)
