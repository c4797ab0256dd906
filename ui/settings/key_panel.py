"""One task with a key, in place of the list of keys: what is asked, what is done, the way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from aln_review.casework.keyring import Keyring, KeysView, Proof, Way
from aln_review.casework.say import Say
from aln_review.domain.errors import AlnError
from ui.desk import Screen
from ui.post import casework_of
from ui.retranslate import What
from ui.unlock.passphrase import pass_field
from ui.widgets import (
    Button,
    Card,
    CardHead,
    ErrorSummary,
    Field,
    FlowLayout,
    IconLabel,
    Label,
    PassField,
    PrimaryButton,
    Role,
    Tone,
    column,
)

Wrong = list[tuple[Field, What]]


class KeyPanel(Card):
    """``finished(Say)`` when it is done, with what to say of it; ``given_up()`` on the way back.

    ``name`` is the middle of its message keys: heading, lead, the button, and the sentence at
    the end.
    """

    finished = Signal(object)
    given_up = Signal()
    name = ""
    icon = "key-round"
    tone = Tone.TEAL

    def __init__(self, screen: Screen) -> None:
        super().__init__(spacing=14)
        self._screen = screen
        self.body.setContentsMargins(26, 22, 26, 24)
        put = screen.put
        self.heading = CardHead(self.icon, self.tone)
        self.lead = put(Label(), f"keys.{self.name}.lead")
        self.errors = ErrorSummary(screen.words)
        self.inside = column(spacing=14)
        self.go = put(PrimaryButton("check"), f"keys.{self.name}.go")
        self.back = put(Button("arrow-left"), "shell.back")
        self.told = put(IconLabel("hourglass", Role.SMALL_STRONG, Tone.TEAL), "keys.working")
        self.told.hide()
        for part in (self.heading, self.lead, self.errors):
            self.add(part)
        self.add(self.inside)
        self.add(self.told)
        self.add(FlowLayout(self.back, self.go, spacing=12))
        put(self.heading, f"keys.{self.name}.heading")
        self.build()
        self.go.clicked.connect(self._go)
        self.back.clicked.connect(self._back)

    # What each one fills in

    def build(self) -> None:
        """Make the fields."""

    def begin(self, view: KeysView, ways: tuple[Way, ...]) -> None:
        """The task begins, for these keys."""

    def wrong(self) -> Wrong:
        """What is to be put right before anything is done."""
        return []

    def work(self) -> Callable[[], object]:
        """What to do away from the window's thread."""
        raise NotImplementedError

    def said(self) -> Say:
        """What to say once it is done."""
        return Say.of(f"keys.{self.name}.done")

    def place(self, error: AlnError) -> Wrong:
        """The field that an error is about."""
        raise NotImplementedError

    def forget(self) -> None:
        """Leave nothing typed in the widgets."""
        for field in self.findChildren(PassField):
            field.line.clear()
        self.errors.show_errors([])

    def first_focus(self) -> QWidget:
        """Where the keyboard starts."""
        return self.back

    # The same for all

    @property
    def keys(self) -> Keyring:
        """The open vault's keys."""
        desk = self._screen.desk
        return Keyring(desk.door, casework_of(desk.bridge))

    def proof_field(self) -> PassField:
        """The secret that opened the vault, asked for again."""
        field = pass_field(self._screen, "keys.your_passphrase")
        self._screen.say(field.setHint, "keys.your_passphrase_hint")
        return field

    def proof(self, field: PassField) -> Proof:
        """What was typed, as whoever came in proves it."""
        return Proof(self._screen.desk.door.opened_by, field.value())

    def _go(self) -> None:
        if not self.go.isEnabled():
            return
        wrong = self.wrong()
        self.errors.show_errors(wrong)
        if wrong:
            return
        self._set_busy(True)
        self._screen.desk.bridge.run(self.work(), self._done, self._refused)

    def _done(self, _none: object) -> None:
        self._set_busy(False)
        said = self.said()
        self.forget()
        self.finished.emit(said)

    def _refused(self, error: AlnError) -> None:
        self._set_busy(False)
        self.errors.show_errors(self.place(error))

    def _set_busy(self, busy: bool) -> None:
        self.told.setVisible(busy)
        for part in (self.go, self.back):
            part.setEnabled(not busy)

    def _back(self) -> None:
        self.forget()
        self.given_up.emit()


def at_field(field: Field, error: AlnError) -> Wrong:
    """An error said at one field."""
    return [(field, Say(error.key, error.facts))]
