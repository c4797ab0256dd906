"""Asking for the passphrase once more, before something that cannot be called back.

``step_up(self, "step_up.why.erase", self._erase)`` shows the question over the page; ``_erase`` is
called once the passphrase was proved, and never if the person goes back, or the vault locks first.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog

from aln_review.casework.door import Outside
from aln_review.casework.proving import prove_passphrase, proved_within
from aln_review.casework.say import Say
from aln_review.domain.errors import AlnError
from ui.desk import Screen
from ui.reach import Reach
from ui.retranslate import Sayings, What
from ui.theme import Role, current
from ui.tokens import Tone
from ui.widgets import (
    Button,
    CardHead,
    FlowLayout,
    IconLabel,
    Label,
    PassField,
    PrimaryButton,
    ScrollPage,
    column,
)

SECOND = 1000
WRONG = ("error.vault.wrong_passphrase", "error.vault.wrong_keyholder")
TOO_EARLY = "error.vault.wait"
ALWAYS = timedelta(0)
"""Ask, however short a while ago the passphrase was typed."""


def step_up(
    screen: Screen, why: What, done: Callable[[], object], *, unless_within: timedelta = ALWAYS
) -> None:
    """Call ``done()`` once the passphrase is proved; at once if that was within ``unless_within``.

    ``why`` is a whole sentence that says what is about to happen.
    """
    if proved_within(screen.desk.door, unless_within):
        done()
        return
    StepUp(screen, why, done).open()


class StepUp(QDialog):
    """One passphrase field over the page. It goes with its page, so a lock leaves none behind.

    ``proved()`` when the passphrase was right, after the dialog has closed.
    """

    proved = Signal()

    def __init__(self, screen: Screen, why: What, done: Callable[[], object]) -> None:
        super().__init__(screen)
        self._desk = screen.desk
        self._done = Reach(done)
        self._sayings = Sayings(screen.words)
        self._left = 0
        self._busy = False
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._build(why)
        self._room = screen.window().size()
        self._fit()
        self._tick = QTimer(self)
        self._tick.setInterval(SECOND)
        self._tick.timeout.connect(self._second)
        self.go.clicked.connect(self._try)
        self.cancel.clicked.connect(self.close)
        self.field.line.returnPressed.connect(self._try)
        self.field.edited.connect(self._edited)
        self.field.eye.toggled.connect(self._say_eye)
        screen.words.switched.connect(self._retell)
        self._desk.bridge.run(self._desk.door.look, self._looked)
        self.field.take_focus()

    def _build(self, why: What) -> None:
        say = self._sayings.say
        head = CardHead("key-round", Tone.AMBER)
        self.why = Label(Role.BODY)
        self.field = PassField("")
        self.told = IconLabel("hourglass", Role.SMALL_STRONG, Tone.TEAL)
        self.told.hide()
        self.go, self.cancel = PrimaryButton(), Button()
        say(self.setWindowTitle, "shell.product")
        say(self.setAccessibleName, "step_up.heading")
        say(head.setText, "step_up.heading")
        say(self.why.setText, why)
        say(self.field.setText, "unlock.passphrase")
        say(self.go.setText, "step_up.go")
        say(self.cancel.setText, "shell.cancel")
        self._say_eye(shown=False)
        self._page = ScrollPage(margin=24, spacing=14)
        self._page.body.setContentsMargins(24, 22, 24, 22)
        for part in (head, self.why, self.field, self.told):
            self._page.add(part)
        self._page.add(FlowLayout(self.go, self.cancel, spacing=12))
        self.setLayout(column(self._page, spacing=0))

    def _fit(self) -> None:
        """As high as its words, or as its window, and then it scrolls."""
        wide = round(min(30 * current().em, self._room.width() * 0.9))
        high = self._page.sheet.heightForWidth(wide)
        self.resize(wide, min(high, self._room.height() - 16))

    def _retell(self) -> None:
        self._sayings.say_all()
        self._fit()

    def _say_eye(self, shown: bool) -> None:
        self._sayings.say(self.field.eye.setText, "unlock.hide" if shown else "unlock.show")

    def _edited(self) -> None:
        self._sayings.say(self.field.setError, "")

    def _tell(self, what: Say | str) -> None:
        self._sayings.say(self.told.setText, what)
        self.told.setVisible(bool(what))
        self._fit()

    def _try(self) -> None:
        if not self.go.isEnabled():
            return
        if not self.field.value().strip():
            self._sayings.say(self.field.setError, "unlock.nothing_typed")
            self.field.take_focus()
            return
        self._set_busy(True)
        self._tell("step_up.looking")
        work = partial(prove_passphrase, self._desk.door, self.field.value())
        self._desk.bridge.run(work, self._right, self._wrong)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.go.setEnabled(not busy and not self._left)
        self.field.line.setReadOnly(busy)

    def _right(self, _nothing: None) -> None:
        self.close()
        self.proved.emit()
        self._done()

    def _wrong(self, error: AlnError) -> None:
        self._set_busy(False)
        self._tell("")
        if error.key != TOO_EARLY:
            known = "step_up.wrong" if error.key in WRONG else ""
            self._sayings.say(self.field.setError, known or Say(error.key, error.facts))
            self._desk.announce(self.field.error_text())
        self.field.line.selectAll()
        self.field.take_focus()
        self._fit()
        self._desk.bridge.run(self._desk.door.look, self._looked)

    def _looked(self, outside: Outside) -> None:
        self._wait(outside.wait_seconds)

    def _wait(self, seconds: int) -> None:
        """After several wrong tries the next one waits; the wait is said and counted down."""
        self._left = seconds
        if seconds:
            self._tell(Say.many("unlock.wait", seconds))
            self._tick.start()
        elif self._tick.isActive():
            self._tick.stop()
            self._tell("")
            self._desk.announce(self._desk.words.t("unlock.may_try"))
        self.go.setEnabled(not seconds and not self._busy)

    def _second(self) -> None:
        self._wait(max(0, self._left - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape changes nothing; Return is the field's own."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing typed outlives the question."""
        self.field.line.clear()
        super().closeEvent(event)
