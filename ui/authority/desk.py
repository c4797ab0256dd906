"""The desk: what has come, what waits to be opened, what was answered."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QBoxLayout, QFileDialog, QWidget

from aln_review.casework.mail import Mail
from aln_review.casework.queries.dispatch import Desk, DeskView
from aln_review.casework.say import Say
from aln_review.domain.dispatch import Arrival, ArrivalState
from aln_review.domain.errors import AlnError
from aln_review.domain.setting import SettingKind
from ui.desk import Screen
from ui.post import mail_of
from ui.settings.key_note import KeyNote
from ui.widgets import (
    Button,
    Card,
    CardHead,
    EmptyState,
    FlowLayout,
    Label,
    PrimaryButton,
    Role,
    Row,
    ScrollPage,
    SideBySide,
    Tone,
    clear,
    column,
)

STATES = {
    ArrivalState.ARRIVED: ("package", Tone.AMBER),
    ArrivalState.VERIFIED: ("shield-check", Tone.TEAL),
    ArrivalState.UNREADABLE: ("circle-alert", Tone.RUST),
    ArrivalState.UNKNOWN_SIGNER: ("circle-question-mark", Tone.RUST),
    ArrivalState.ACCEPTED: ("circle-check", Tone.GREEN),
    ArrivalState.RETURNED: ("undo-2", Tone.PLUM),
}


class AuthorityDesk(Screen):
    """Arrivals: to open, opened, answered."""

    KINDS = frozenset({"arrivals"})

    def build(self) -> None:
        """Heading, two ways in, three cards."""
        self.page = ScrollPage()
        self.setLayout(column(self.page, spacing=0))
        self.heading = self.put(Label(Role.DISPLAY), "shell.desk")
        self.summary = Label()
        self.stick = self.put(Button("hard-drive-upload"), "desk.by_stick")
        self.answer = self.put(Button("landmark"), "desk.answer_help")
        self.collect = self.put(PrimaryButton("refresh-cw"), "desk.collect")
        head = column(self.heading, self.summary, spacing=0)
        ways = FlowLayout(self.answer, self.stick, self.collect, spacing=12)
        self.page.add(SideBySide(head, ways, shares=(1, 0)))
        self.keys = KeyNote(self)
        self.page.add(self.keys)
        self.waiting = self._card("inbox", Tone.AMBER, "desk.to_open")
        self.opened = self._card("package-open", Tone.TEAL, "desk.opened")
        self.done = self._card("archive", Tone.GREEN, "desk.done")

    def _card(self, icon: str, tone: Tone, title: str) -> QBoxLayout:
        rows = column(spacing=0)
        self.page.add(Card(self.put(CardHead(icon, tone), title), rows))
        return rows

    def bind(self) -> None:
        """The two ways in."""
        self.collect.clicked.connect(self._collect)
        self.answer.clicked.connect(partial(self.desk.open, "answer-help"))
        self.stick.clicked.connect(self._choose_folder)

    def show_for(self, **_args: object) -> None:
        """Ask what has come."""
        self.ask(Desk(), self._show)
        self.keys.look()

    def first_focus(self) -> QWidget | None:
        """Collecting."""
        return self.collect

    def _show(self, view: DeskView) -> None:
        self.say(self.summary.setText, view.summary)
        self._list(self.waiting, view.waiting, "desk.none_to_open")
        self._list(self.opened, view.opened, "desk.none_opened")
        self._list(self.done, view.done, "desk.none_done")
        self.desk.host.set_badge("desk", len(view.waiting))

    def _list(self, rows: QBoxLayout, arrivals: Sequence[Arrival], empty: str) -> None:
        clear(rows)
        for arrival in arrivals:
            icon, tone = STATES[arrival.state]
            row = Row(icon, tone)
            if arrival.learner_name:
                key = f"send.title.{arrival.kind.value}"
                named = Say.of(key, name=arrival.learner_name, version=arrival.version)
                self.say(row.setText, named)
                told = Say.of("desk.from", sender=arrival.sender, at=arrival.arrived_at)
            elif arrival.erased_on is not None:
                self.say(row.setText, "send.title.erased")
                told = Say.of("send.why.erased", on=arrival.erased_on)
            else:
                self.say(row.setText, Say.of("desk.sealed", size=arrival.size // 1024))
                told = Say.of("send.arrived_at", at=arrival.arrived_at)
            self.say(row.setSecond, Say.of(arrival.problem) if arrival.problem else told)
            row.clicked.connect(partial(self.desk.open, "arrival", arrival=arrival.id))
            rows.addWidget(row)
        if not arrivals:
            nothing = EmptyState("inbox")
            self.say(nothing.setText, empty)
            rows.addWidget(nothing)

    # Bringing in

    def _collect(self) -> None:
        self.collect.setEnabled(False)
        try:
            mail = mail_of(self.desk.bridge)
        except AlnError as error:
            self._failed(error)
            return
        self.desk.bridge.carry(partial(_round, mail), self._collected, self._failed)

    def _choose_folder(self) -> None:
        options = QFileDialog.Option.ShowDirsOnly | QFileDialog.Option.DontUseNativeDialog
        title = self.words.t("send.choose_folder")
        chosen = QFileDialog.getExistingDirectory(self, title, str(Path.home()), options)
        if not chosen:
            return
        try:
            mail = mail_of(self.desk.bridge)
        except AlnError as error:
            self._failed(error)
            return
        work = partial(_folder_round, mail, Path(chosen))
        self.desk.bridge.carry(work, self._collected, self._failed)

    def _collected(self, problem: str) -> None:
        self.collect.setEnabled(True)
        self.desk.host.set_queue(problem or "desk.collected", waiting=bool(problem))
        self.show_for()

    def _failed(self, error: AlnError) -> None:
        self.collect.setEnabled(True)
        self.desk.say_error(error)


def _round(mail: Mail) -> str:
    troubles = mail.round().troubles
    return troubles[0].key if troubles else ""


def _folder_round(mail: Mail, folder: Path) -> str:
    troubles = mail.round_by_folder(folder, SettingKind.AUTHORITY).troubles
    return troubles[0].key if troubles else ""
