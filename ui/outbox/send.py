"""Send and receive: each package is a sentence, the most needy first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from aln_review.casework.belonging import Membership
from aln_review.casework.commands.dispatch import TakeBack, TryNow
from aln_review.casework.commands.joining import JoinAuthority, TakeRegister
from aln_review.casework.mail import Mail
from aln_review.casework.queries.dispatch import Send, SendView
from aln_review.casework.queries.keeping import SettingsPage, SettingsView
from aln_review.casework.say import NOTHING, Say
from aln_review.domain.dispatch import LineState, OutboxLine
from aln_review.domain.errors import AlnError
from aln_review.domain.setting import SettingKind
from ui.desk import Screen
from ui.files import read_text, write_text
from ui.outbox.join import JoinCard
from ui.outbox.line import LineCard
from ui.post import mail_of
from ui.widgets import (
    Button,
    EmptyState,
    FlowLayout,
    Label,
    MessageBox,
    Role,
    Row,
    ScrollPage,
    Segment,
    SideBySide,
    Tone,
    clear,
    column,
    line,
)

SENT, ARRIVED, ARCHIVE = "sent", "arrived", "archive"
DIALOG = QFileDialog.Option.DontUseNativeDialog


class SendAndReceive(Screen):
    """What is on its way, what came back, what arrived."""

    KINDS = frozenset({"outbox", "arrivals", "meta"})

    def build(self) -> None:
        """Heading, the two ways out, the three lists."""
        self._view: SendView | None = None
        self._kind = SettingKind.SCHOOL
        self.page = ScrollPage()
        self.setLayout(column(self.page, spacing=0))
        self.heading = self.put(Label(Role.DISPLAY), "shell.send")
        self.summary = Label()
        self._told = ["", ""]
        self.stick = self.put(Button("hard-drive-download"), "send.by_stick")
        self.network = self.put(Button("refresh-cw"), "send.try_network")
        self.lists = Segment(SENT, ARRIVED, ARCHIVE)
        for value in (SENT, ARRIVED, ARCHIVE):
            self.say(partial(self.lists.set_option, value), f"send.list.{value}")
        self.lists.choose(SENT)
        self.joining = JoinCard(self)
        self.cards = column(spacing=14)
        head = column(self.heading, self.summary, spacing=0)
        self.page.add(
            SideBySide(head, FlowLayout(self.stick, self.network, spacing=12), shares=(1, 0))
        )
        self.page.add(self.joining)
        self.page.add(line(self.lists, end=True))
        self.page.add(self.cards)

    def bind(self) -> None:
        """The two ways out, the lists, joining."""
        self.stick.clicked.connect(self._choose_folder)
        self.network.clicked.connect(self._try_network)
        self.lists.chosen.connect(self._show_list)
        self.joining.invited.connect(self._join)
        self.joining.registered.connect(self._register)
        self.joining.answer_wanted.connect(self._save_answer)

    def show_for(self, **_args: object) -> None:
        """Ask what is on its way."""
        self.ask(Send(), self._show)
        self.ask(SettingsPage(), self._know)

    def first_focus(self) -> QWidget | None:
        """The lists."""
        return self.lists

    def _know(self, view: SettingsView) -> None:
        self._kind = view.setting.kind

    def _show(self, view: SendView) -> None:
        self._view = view
        back = sum(v.line.state is LineState.RETURNED for v in view.lines)
        self.say(partial(self._tell, 0), view.summary)
        self.say(partial(self._tell, 1), view.second if back else NOTHING)
        done = {one.line.id for one in view.archived}
        self.lists.set_count(SENT, str(sum(one.line.id not in done for one in view.lines)))
        self.lists.set_count(ARRIVED, str(len(view.arrived)))
        self.joining.show_membership(view.membership, view.own_words)
        self.desk.host.set_badge("send", back)
        self._show_list(self.lists.value())

    def _tell(self, place: int, sentence: str) -> None:
        """Two whole sentences, one after the other."""
        self._told[place] = sentence
        self.summary.setText(" ".join(filter(None, self._told)))

    def _show_list(self, which: str) -> None:
        clear(self.cards)
        if self._view is None:
            return
        if which == ARRIVED:
            self._show_arrived(self._view)
            return
        done = {v.line.id for v in self._view.archived}
        wanted = [v for v in self._view.lines if (v.line.id in done) is (which == ARCHIVE)]
        if which == ARCHIVE:
            wanted = list(self._view.archived)
        for view in wanted:
            card = LineCard(self, view)
            card.answer.connect(self._answer)
            card.take_back.connect(self._take_back)
            card.show_receipt.connect(self._show_receipt)
            self.cards.addWidget(card)
        if not wanted:
            self._empty(which)

    def _show_arrived(self, view: SendView) -> None:
        for arrival in view.arrived:
            row = Row("package-check", Tone.BLUE, chevron=False)
            self.say(row.setText, Say.of("send.arrival", sender=arrival.sender))
            self.say(row.setSecond, Say.of("send.arrived_at", at=arrival.arrived_at))
            self.cards.addWidget(row)
        if not view.arrived:
            self._empty(ARRIVED)

    def _empty(self, which: str) -> None:
        empty = EmptyState("send")
        self.say(empty.setText, f"send.empty.{which}")
        self.say(empty.setHint, f"send.empty.{which}.hint")
        self.cards.addWidget(empty)

    # The two ways out

    def _try_network(self) -> None:
        self.network.setEnabled(False)
        self.desk.host.set_queue("send.trying", waiting=True)
        self.do(TryNow(), self._go)

    def _go(self, _waiting: int) -> None:
        self._carry(_round)

    def _carry(self, work: Callable[[Mail], str]) -> None:
        try:
            mail = mail_of(self.desk.bridge)
        except AlnError as error:
            self._went_wrong(error)
            return
        self.desk.bridge.carry(partial(work, mail), self._went, self._went_wrong)

    def _went(self, problem: str) -> None:
        self.network.setEnabled(True)
        self.desk.host.set_queue(problem or "send.round_done", waiting=bool(problem))
        self.desk.announce(self.words.t(problem or "send.round_done"))
        self.show_for()

    def _went_wrong(self, error: AlnError) -> None:
        self.network.setEnabled(True)
        self.desk.host.set_queue(error.key, waiting=True)
        self.desk.say_error(error)

    def _choose_folder(self) -> None:
        title = self.words.t("send.choose_folder")
        chosen = QFileDialog.getExistingDirectory(
            self, title, str(Path.home()), QFileDialog.Option.ShowDirsOnly | DIALOG
        )
        if chosen:
            work = partial(_folder_round, Path(chosen), self._kind)
            self.do(TryNow())
            self._carry(work)

    # One package

    def _answer(self, line_id: str) -> None:
        found = self._line(line_id)
        if found is not None:
            self.desk.open("learner", learner=found.learner_id, tab="plan")

    def _take_back(self, line_id: str) -> None:
        self.do(TakeBack(line_id))

    def _show_receipt(self, line_id: str) -> None:
        found = self._line(line_id)
        if found is None:
            return
        at = found.answered_at or found.delivered_at or found.frozen_at
        box = MessageBox(
            self.window(),
            self.words,
            heading="send.receipt",
            choices={"close": "shell.close"},
            sentence=Say.of("send.receipt.says", at=at, digest=found.sha256[:16]),
            icon="shield-check",
            tone=Tone.GREEN,
        )
        box.open()

    def _line(self, line_id: str) -> OutboxLine | None:
        lines = self._view.lines if self._view else ()
        return next((v.line for v in lines if v.line.id == line_id), None)

    # Joining

    def _join(self, path: str) -> None:
        self.desk.bridge.run(partial(read_text, Path(path)), self._answer_invitation)

    def _answer_invitation(self, text: str) -> None:
        self.do(JoinAuthority(text), self._answered)

    def _answered(self, _answer: str) -> None:
        try:
            mail = mail_of(self.desk.bridge)
        except AlnError as error:
            self._stays_here(error)
            return
        self.desk.bridge.carry(mail.ask_to_join, self._asked, self._stays_here)

    def _asked(self, _nothing: None) -> None:
        self.show_for()

    def _stays_here(self, _error: AlnError) -> None:
        """No network: the answer goes as a file, which the card offers."""
        self.show_for()

    def _register(self, path: str) -> None:
        self.desk.bridge.run(partial(read_text, Path(path)), self._take_register)

    def _take_register(self, text: str) -> None:
        self.do(TakeRegister(text), self._joined)

    def _joined(self, _held: Membership) -> None:
        self.show_for()

    def _save_answer(self, path: str) -> None:
        answer = self._view.membership.request if self._view else ""
        self.desk.bridge.run(partial(write_text, Path(path), answer), self._saved_answer)

    def _saved_answer(self, _done: bool) -> None:
        self.desk.announce(self.words.t("send.answer_saved"))


def _round(mail: Mail) -> str:
    """One round; the message key of what stopped it, empty when nothing did."""
    troubles = mail.round().troubles
    return troubles[0].key if troubles else ""


def _folder_round(folder: Path, kind: SettingKind, mail: Mail) -> str:
    troubles = mail.round_by_folder(folder, kind).troubles
    return troubles[0].key if troubles else ""
