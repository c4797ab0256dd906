"""Coming in: one field, one button, and comfort for whoever forgot."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from aln_review.casework.core import Casework
from aln_review.casework.door import DoorState, Outside
from aln_review.casework.say import Say
from aln_review.domain.errors import AlnError
from aln_review.domain.late import late
from ui.desk import Crumb, Screen
from ui.unlock.forgotten import Forgotten
from ui.unlock.narrow import Narrow
from ui.unlock.older import OlderVault
from ui.unlock.passphrase import pass_field
from ui.unlock.trouble import Trouble, is_trouble
from ui.widgets import (
    Button,
    Card,
    FlowLayout,
    IconLabel,
    Label,
    PrimaryButton,
    Role,
    Rule,
    ScrollPage,
    TextButton,
    Tone,
    column,
    line,
)
from ui.widgets.cards import Disc

if TYPE_CHECKING:
    from aln_review.casework import entry as coming_in
else:
    coming_in = late("aln_review.casework.entry")

SECOND = 1000
WRONG = frozenset(
    {
        "error.vault.wrong_passphrase",
        "error.vault.wrong_keyholder",
        "error.vault.empty_secret",
    }
)
TOO_EARLY = "error.vault.wait"


class Unlock(Screen):
    """``locked_at``: when the vault was locked in this window. ``refused``: why none may open."""

    def build(self) -> None:
        """The card in the middle; the sheet's page and the page for trouble beside it, hidden."""
        self._left = 0
        self._busy = False
        self._keyholder = False
        self.page = ScrollPage()
        self.card = self._make_card()
        self.forgotten = Forgotten(self)
        self.trouble = Trouble(self)
        self.older = OlderVault(self)
        self.saved = IconLabel("shield-check", Role.SMALL, Tone.MUTED)
        self.saved.glyph.set_icon("shield-check", Tone.GREEN)
        self.saved.hide()
        whole = QWidget()
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(14)
        for part in (self.card, self.forgotten, self.trouble, self.older):
            box.addWidget(part)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.saved)
        foot.addStretch(1)
        box.addLayout(foot)
        self.middle = Narrow(whole, 34.0)
        self.page.body.addStretch(2)
        self.page.add(self.middle)
        self.page.body.addStretch(3)
        self.setLayout(column(self.page, spacing=0))
        self._tick = QTimer(self)
        self._tick.setInterval(SECOND)
        self._show_part(self.card)

    def _make_card(self) -> Card:
        self.heading = self.put(Label(Role.DISPLAY), "shell.unlock")
        self.whose = Label(Role.BODY, Tone.MUTED)
        titles = column(self.heading, self.whose, spacing=0)
        self.passphrase = pass_field(self, "unlock.passphrase")
        self.say(self.passphrase.setHint, "unlock.hint")
        self.go = self.put(PrimaryButton("lock-open"), "shell.unlock")
        policy = self.go.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Expanding)
        self.go.setSizePolicy(policy)
        self.told = IconLabel("hourglass", Role.SMALL_STRONG, Tone.TEAL)
        self.told.hide()
        forgot = self.put(Label(Role.STRONG), "unlock.forgotten")
        self.use_sheet = self.put(Button("file-key"), "unlock.use_sheet")
        self.use_keyholder = self.put(Button("user-round-key"), "unlock.use_keyholder")
        self.use_keyholder.hide()
        self.ask_authority = self.put(Button("landmark"), "unlock.ask_authority")
        self.ask_authority.hide()
        self.back = self.put(Button("arrow-left"), "shell.back")
        self.back.hide()
        ways = FlowLayout(self.use_sheet, self.use_keyholder, self.ask_authority, spacing=10)
        self.take_over = self.put(TextButton(after="chevron-right"), "unlock.take_over")
        self.others = QWidget()
        handed = line(self.take_over, end=True)
        self.others.setLayout(column(forgot, ways, handed, spacing=8))
        card = Card(spacing=14)
        card.body.setContentsMargins(30, 28, 30, 28)
        card.add(line(Disc("lock", Tone.TEAL, 54), titles, spacing=16))
        card.add(self.passphrase)
        card.add(self.go)
        card.add(self.told)
        card.add(Rule())
        card.add(self.others)
        card.add(self.back)
        return card

    def bind(self) -> None:
        """Unlocking, the sheet, and the second hand of a wait."""
        self.go.clicked.connect(self._unlock)
        self.passphrase.line.returnPressed.connect(self._unlock)
        self.passphrase.edited.connect(self._edited)
        self.use_sheet.clicked.connect(self._forgot)
        self.use_keyholder.clicked.connect(self._as_keyholder)
        self.back.clicked.connect(self._as_oneself)
        self.forgotten.given_up.connect(self._remembered)
        self.forgotten.came_in.connect(self._in)
        self.trouble.again.connect(self._look_again)
        self.take_over.clicked.connect(self._hand_over)
        self.ask_authority.clicked.connect(partial(self.desk.open, "ask-authority"))
        self.older.accepted.connect(self._enter)
        self.older.declined.connect(self._remembered)
        self._tick.timeout.connect(self._second)

    def show_for(self, **args: object) -> None:
        """Look at what stands at the vault's place, unless it is known why nothing may open."""
        locked_at, refused = args.get("locked_at"), args.get("refused")
        if isinstance(locked_at, datetime):
            self.say(self.saved.setText, "unlock.locked_at", at=locked_at)
            self.saved.show()
        if isinstance(refused, AlnError):
            self._in_trouble(refused)
            return
        self.desk.bridge.run(self.desk.door.look, self._looked)

    def crumbs(self) -> tuple[Crumb, ...]:
        """The bar shows the product's name alone."""
        return (Crumb(""),)

    def first_focus(self) -> QWidget | None:
        """The passphrase."""
        return self.passphrase.line

    def leave(self) -> None:
        """Nothing typed here outlives the page."""
        self.older.forget()
        self._tick.stop()
        self.passphrase.line.clear()
        self.forgotten.forget()

    def _show_part(self, wanted: QWidget) -> None:
        for part in (self.card, self.forgotten, self.trouble, self.older):
            part.setVisible(part is wanted)
        self.middle.widen(34.0 if wanted is self.card else 46.0)

    def _looked(self, outside: Outside) -> None:
        if outside.state is DoorState.NO_VAULT:
            self.desk.open("first-run")
            return
        if outside.state is DoorState.DAMAGED:
            self._in_trouble(outside.problem or "error.vault.header_damaged")
            return
        self.say(self.whose.setText, "unlock.vault", label=outside.label)
        self.use_keyholder.setVisible(outside.has_keyholder)
        self.ask_authority.setVisible(outside.authority is not None)
        self._wait(outside.wait_seconds)

    # With the passphrase

    def _edited(self) -> None:
        self.passphrase.setError("")

    def _unlock(self) -> None:
        if not self.go.isEnabled():
            return
        if not self.passphrase.value().strip():
            self.say(self.passphrase.setError, "unlock.nothing_typed")
            self.passphrase.take_focus()
            return
        self._set_busy(True)
        text, language = self.passphrase.value(), self.words.language
        way = coming_in.come_in_as_keyholder if self._keyholder else coming_in.come_in
        work = partial(way, self.desk.door, text, language)
        self.desk.bridge.run(work, self._in, self._out)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.go.setEnabled(not busy and not self._left)
        self.passphrase.line.setReadOnly(busy)
        ways = (self.take_over, self.use_sheet, self.use_keyholder, self.ask_authority, self.back)
        for other in ways:
            other.setEnabled(not busy)
        if busy:
            self._tell("unlock.opening")

    def _tell(self, what: Say | str) -> None:
        self.say(self.told.setText, what)
        self.told.setVisible(bool(what))

    def _in(self, entry: coming_in.Entry) -> None:
        self.passphrase.line.clear()
        self.forgotten.forget()
        if isinstance(entry, coming_in.Opened):
            self._set_busy(False)
            self._tell("")
            self._enter(entry.casework)
        else:
            self.desk.open("first-run", resume=entry)

    def _enter(self, vault: Casework) -> None:
        """Go in, unless there is something to be told or done first."""
        if vault.found.unfinished is not None:
            self.desk.open("rotation", resume=vault)
        elif vault.found.older is not None:
            self.older.show_vault(vault, vault.found.older)
            self._show_part(self.older)
        else:
            # A second keyholder comes for the keys, not for somebody else's half-done page.
            self.desk.host.enter(vault, "keys" if self._keyholder else "")

    def _out(self, error: AlnError) -> None:
        self._set_busy(False)
        self._tell("")
        if is_trouble(error):
            self._in_trouble(error)
            return
        if error.key in WRONG:
            self.say(self.passphrase.setError, error.key)
            self.passphrase.line.selectAll()
            self.passphrase.take_focus()
            self.desk.announce(self.words.t(error.key))
        elif error.key != TOO_EARLY:
            self.say(self.passphrase.setError, Say(error.key, error.facts))
        self.desk.bridge.run(self.desk.door.look, self._looked_after)

    def _looked_after(self, outside: Outside) -> None:
        self._wait(outside.wait_seconds)

    # Waiting

    def _wait(self, seconds: int) -> None:
        """After several wrong tries the next one waits; the wait is said and counted down."""
        self._left = seconds
        if seconds:
            self._tell(Say.many("unlock.wait", seconds))
            self._tick.start()
        else:
            self._tick.stop()
            self._tell("")
        self.go.setEnabled(not seconds and not self._busy)

    def _second(self) -> None:
        self._wait(max(0, self._left - 1))
        if not self._left:
            self.desk.announce(self.words.t("unlock.may_try"))

    # As second keyholder: the same field, the same waits

    def _as_keyholder(self) -> None:
        self._show_way(keyholder=True)

    def _as_oneself(self) -> None:
        self._show_way(keyholder=False)

    def _show_way(self, *, keyholder: bool) -> None:
        self._keyholder = keyholder
        self.passphrase.line.clear()
        self.passphrase.setError("")
        names = ("unlock.keyholder", "unlock.keyholder_passphrase", "unlock.keyholder_hint")
        mine = ("shell.unlock", "unlock.passphrase", "unlock.hint")
        heading, label, hint = names if keyholder else mine
        self.say(self.heading.setText, heading)
        self.say(self.passphrase.setText, label)
        self.say(self.passphrase.setHint, hint)
        self.others.setVisible(not keyholder)
        self.back.setVisible(keyholder)
        self.passphrase.take_focus()

    # With the sheet, and in trouble

    def _hand_over(self) -> None:
        self.desk.open("handover")

    def _forgot(self) -> None:
        self.forgotten.begin()
        self._show_part(self.forgotten)
        self.forgotten.first_focus().setFocus()

    def _remembered(self) -> None:
        self._show_part(self.card)
        self.passphrase.take_focus()

    def _in_trouble(self, error: AlnError | str) -> None:
        self.trouble.show_error(error)
        self._show_part(self.trouble)

    def _look_again(self) -> None:
        """Try to become the owner once more: what stood in the way may be gone."""
        self.desk.bridge.run(self.desk.door.take, self._taken, self._in_trouble)

    def _taken(self, _nothing: None) -> None:
        self._show_part(self.card)
        self.desk.bridge.run(self.desk.door.look, self._looked)
        self.passphrase.take_focus()
