"""Our own message box: one question, verbs on its buttons, in the language of the moment."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ui.retranslate import Sayings, What, Words
from ui.theme import Role, current
from ui.tokens import Tone
from ui.widgets.boxes import FlowLayout
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.cards import CardHead
from ui.widgets.labels import Label


class MessageBox(QDialog):
    """A heading, a sentence, and verbs. The first choice is the filled one, the last is Escape.

    ``open()`` shows it over its window; ``answered(key)`` says which verb was pressed. It switches
    language with everything else while it is open.
    """

    answered = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        words: Words,
        *,
        heading: What,
        choices: Mapping[str, What],
        sentence: What = "",
        icon: str = "circle-question-mark",
        tone: Tone = Tone.TEAL,
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._sayings = Sayings(words)
        self._keys = list(choices)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._sayings.say(self.setWindowTitle, "shell.product")
        head = CardHead(icon, tone)
        self.head, self.sentence = head, Label(Role.BODY)
        self._sayings.say(head.setText, heading)
        self._sayings.say(self.sentence.setText, sentence)
        self.sentence.setVisible(bool(self.sentence.text()))
        self.buttons: dict[str, Button] = {}
        flow = FlowLayout(spacing=12)
        for key, what in choices.items():
            button = PrimaryButton() if key == self._keys[0] else Button()
            self._sayings.say(button.setText, what)
            button.clicked.connect(partial(self._choose, key))
            flow.addWidget(button)
            self.buttons[key] = button
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 22, 24, 22)
        box.setSpacing(14)
        box.addWidget(head)
        box.addWidget(self.sentence)
        box.addLayout(flow)
        self.setMinimumWidth(round(min(28 * current().em, parent.width() * 0.9)))
        self.setMaximumWidth(max(self.minimumWidth(), round(parent.width() * 0.94)))
        self._sayings.say(self.setAccessibleName, heading)
        words.switched.connect(self.retranslate)
        self.buttons[self._keys[0]].setFocus(Qt.FocusReason.TabFocusReason)

    def sizeHint(self) -> QSize:
        """As high as its words are at the width it gets.

        Qt lets a dialog be no wider than two thirds of the screen, but measures its height before
        that: on a small screen the last line would be cut.
        """
        widest = min(self.maximumWidth(), self.screen().availableGeometry().width() * 2 // 3)
        width = max(self.minimumWidth(), min(super().sizeHint().width(), widest))
        return QSize(width, self.heightForWidth(width))

    def retranslate(self) -> None:
        """Say everything again."""
        self._sayings.say_all()

    def _choose(self, key: str) -> None:
        self.answered.emit(key)
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape is the last verb: the one that changes nothing."""
        if event.key() == Qt.Key.Key_Escape:
            self._choose(self._keys[-1])
            return
        super().keyPressEvent(event)
