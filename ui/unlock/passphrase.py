"""Choosing a passphrase: three words suggested, judged in words while it is typed, typed twice."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from aln_review.domain.bilingual import Language, nfc
from aln_review.domain.errors import AlnError
from ui.desk import Screen
from ui.retranslate import What
from ui.widgets import (
    Button,
    Card,
    CardHead,
    Field,
    FlowLayout,
    IconLabel,
    Label,
    PassField,
    Role,
    Segment,
    SideBySide,
    TextButton,
    Tone,
    column,
    line,
)

REST = 200
"""Milliseconds of rest in typing before a passphrase is judged."""
STRENGTH = "vault.strength."
FINE = "vault.strength.fine"


def pass_field(screen: Screen, label: What) -> PassField:
    """A passphrase's field. It has no name, so that no draft ever keeps what is typed in it."""
    field = screen.put(PassField(""), label)
    field.eye.toggled.connect(partial(_say_eye, screen, field))
    _say_eye(screen, field, shown=False)
    return field


def _say_eye(screen: Screen, field: PassField, shown: bool) -> None:
    screen.say(field.eye.setText, "unlock.hide" if shown else "unlock.show")


class NewPassphrase(QWidget):
    """Both fields, the judgement, and the suggestion; ``changed()`` when any of it changed."""

    changed = Signal()

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen = screen
        self._judged = ""
        self._verdict = ""
        self.first = pass_field(screen, "passphrase.new")
        screen.say(self.first.setHint, "passphrase.new_hint")
        self.strength = IconLabel("info", Role.SMALL, Tone.MUTED)
        self.again = pass_field(screen, "passphrase.again")
        screen.say(self.again.setHint, "passphrase.again_hint")
        self.same = IconLabel("circle-check", Role.SMALL_STRONG, Tone.GREEN)
        screen.say(self.same.setText, "passphrase.same")
        self.same.hide()
        left = column(self.first, self.strength, self.again, self.same, spacing=10, end=True)
        self.suggestion = self._make_suggestion()
        self.setLayout(column(SideBySide(left, self.suggestion, shares=(58, 42), spacing=28)))
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._judge)
        self.first.edited.connect(self._edited)
        self.again.edited.connect(self._edited)
        self._say_strength()
        self.suggest()

    def _make_suggestion(self) -> Card:
        screen = self._screen
        bulb = CardHead("lightbulb", Tone.AMBER, role=Role.TITLE)
        head = screen.put(bulb, "passphrase.suggested")
        self.words = Label(Role.HEADING, Tone.TEAL)
        self.language = Segment(*(one.value for one in (Language.CY, Language.EN)))
        for one in Language:
            screen.say(partial(self.language.set_option, one.value), f"shell.language_{one.value}")
        self.language.choose(screen.words.language.value)
        self.other = screen.put(TextButton("refresh-cw"), "passphrase.another")
        self.use = screen.put(Button("arrow-left"), "passphrase.use")
        self.copy = screen.put(TextButton("clipboard-copy"), "passphrase.copy")
        self.copied = Label(Role.SMALL, Tone.GREEN)
        self.copied.hide()
        told = screen.put(Label(Role.SMALL, Tone.MUTED), "passphrase.suggested_why")
        self.other.clicked.connect(self.suggest)
        self.use.clicked.connect(self._use)
        self.copy.clicked.connect(self._copy)
        self.language.chosen.connect(self._in_language)
        buttons = FlowLayout(self.use, self.other, self.copy, spacing=10)
        return Card(
            head, self.words, told, line(self.language, end=True), buttons, self.copied, spacing=10
        )

    def suggest(self) -> None:
        """Three other words."""
        language = Language(self.language.value())
        door = self._screen.desk.door
        self._screen.desk.bridge.run(partial(door.suggest, language), self._suggested)

    def _suggested(self, words: str) -> None:
        self.words.setText(words)

    def _in_language(self, _value: str) -> None:
        self.suggest()

    def _use(self) -> None:
        self.first.line.setText(self.words.text())
        self.again.line.clear()
        self._edited()
        self.again.take_focus()

    def _copy(self) -> None:
        """For a password manager: it stays on the clipboard for ten seconds."""
        self._screen.desk.host.lend_secret(self.words.text())
        self._screen.say(self.copied.setText, "passphrase.copied")
        self.copied.show()
        self._screen.desk.announce(self.copied.text())

    def _edited(self) -> None:
        self.first.setError("")
        self.again.setError("")
        self.strength.show()
        self._show_same()
        self._rest.start()
        self.changed.emit()

    def _show_same(self) -> None:
        typed = self.again.value()
        self.same.setVisible(bool(typed) and typed == self.first.value())

    def _judge(self) -> None:
        text = self.first.value()
        if not text:
            self._judged = self._verdict = ""
            self._say_strength()
            return
        run = self._screen.desk.bridge.run
        run(partial(self._screen.desk.door.judge, text), partial(self._said, text))

    def _said(self, text: str, judged: object) -> None:
        if text != self.first.value():
            return
        self._judged, self._verdict = text, getattr(judged, "key", "")
        self._say_strength()
        self.changed.emit()

    def _say_strength(self) -> None:
        states: dict[str, tuple[str, Tone, str]] = {
            "": ("info", Tone.MUTED, "passphrase.strength"),
            FINE: ("shield-check", Tone.GREEN, FINE),
        }
        icon, tone, key = states.get(
            self._verdict, ("triangle-alert", Tone.RUST, self._verdict or "passphrase.strength")
        )
        self.strength.set_state(icon, tone)
        self._screen.say(self.strength.setText, key)

    def refused(self, error: AlnError) -> list[tuple[Field, What]]:
        """The same for the door's own refusal; empty when it is about something else."""
        if not error.key.startswith(STRENGTH):
            return []
        self.strength.hide()
        return [(self.first, error.key)]

    def judge_now(self) -> None:
        """Do not wait for the typing to rest."""
        self._rest.stop()
        if self._judged != self.first.value():
            self._judge()

    def value(self) -> str:
        """What was chosen."""
        return nfc(self.first.value())

    def wrong(self) -> list[tuple[Field, What]]:
        """What is still to be put right, for an error summary.

        One that is not judged yet passes here: the door judges it again and refuses a weak one.
        """
        typed = self.first.value()
        if not typed:
            return [(self.first, "passphrase.missing")]
        if self._judged == typed and self._verdict != FINE:
            self.strength.hide()
            return [(self.first, self._verdict)]
        if self.again.value() != typed:
            return [(self.again, "passphrase.differs")]
        return []

    def forget(self) -> None:
        """Take what was typed off the screen and out of the widgets."""
        for field in (self.first, self.again):
            field.line.clear()
        self.words.setText("")
        self._judged = self._verdict = ""
        self.same.hide()
        self._say_strength()
