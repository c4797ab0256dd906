"""One of several answers, each a whole sentence that may wrap: for questions with few answers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from ui.desk import Screen
from ui.retranslate import What
from ui.theme import RING, Role, current
from ui.tokens import Tone
from ui.widgets.fields import Field
from ui.widgets.paint import LEFT, WRAP, longest_word, mix, pen, text_size
from ui.widgets.press import AROUND, Group, OneOf

EACH = "*"
"""In a message key: the value of whichever answer is said."""


class Answer(OneOf):
    """One answer: a circle, filled when chosen, and its sentence."""

    RADIUS = 10.0
    STEPS = AROUND

    def __init__(self, value: str) -> None:
        super().__init__(value)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _around(self) -> int:
        return current().grow(24) + 14 + 2 * (RING + 6)

    def sizeHint(self) -> QSize:
        """On one line where that is not absurdly long."""
        width = round(text_size(self.text(), current().font(Role.BODY)).width()) + self._around()
        return QSize(min(width, 560), self.heightForWidth(min(width, 560)))

    def minimumSizeHint(self) -> QSize:
        """The longest word."""
        word = longest_word(self.text(), current().font(Role.BODY))
        return QSize(round(word) + 2 + self._around(), current().target())

    def hasHeightForWidth(self) -> bool:
        """The sentence wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """All its lines."""
        room = max(1, width - self._around() + 1)
        high = text_size(self.text(), current().font(Role.BODY), room).height()
        return max(current().target() - 4, round(high) + 14)

    def draw(self, painter: QPainter) -> None:
        """Circle, dot, sentence."""
        theme = current()
        tokens = theme.tokens
        face = self.face()
        on = self.isChecked()
        if on or self.hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            hover = mix(QColor(tokens.surface), QColor(tokens.text), 0.04)
            painter.setBrush(theme.tint(Tone.TEAL) if on else hover)
            painter.drawRoundedRect(face, self.RADIUS, self.RADIUS)
        side = theme.grow(22)
        disc = QRectF(face.x() + 8, face.center().y() - side / 2, side, side)
        painter.setPen(pen(tokens.accent if on else tokens.border, 2 if on else 1.5))
        painter.setBrush(QColor(tokens.surface))
        painter.drawEllipse(disc)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent))
            inset = side * 0.27
            painter.drawEllipse(disc.adjusted(inset, inset, -inset, -inset))
        painter.setFont(theme.font(Role.BODY))
        painter.setPen(QColor(tokens.text))
        x = disc.right() + 12
        area = QRectF(x, face.y() - 0.5, face.right() - x - 4, face.height())
        painter.drawText(area, LEFT | WRAP, self.text())


class _Answers(Group):
    """The answers, one beneath the other."""

    def __init__(self) -> None:
        super().__init__()
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(2)


class AnswerField(Field):
    """A question with its answers beneath; ``chosen(value)`` when one is chosen."""

    chosen = Signal(str)

    def __init__(self, name: str, values: Sequence[str] = ()) -> None:
        self._holder = _Answers()
        super().__init__(name, self._holder)
        # The answers draw themselves: no box round them.
        self.side.removeWidget(self.frame)
        self._holder.setParent(self)
        self.frame.hide()
        self.side.addWidget(self._holder, 1)
        self._answers: dict[str, Answer] = {}
        self._holder.group.buttonToggled.connect(self._toggled)
        self.add_values(values)

    def add_values(self, values: Sequence[str]) -> None:
        """Which answers there are; their words are to be said."""
        for old in self._answers.values():
            self._holder.group.removeButton(old)
            old.hide()
            old.deleteLater()
        self._answers = {}
        for value in values:
            answer = Answer(value)
            self._answers[value] = answer
            self._holder.group.addButton(answer)
            self._holder.box.addWidget(answer)
        # The keyboard came before there were answers; the chosen one is told right after them.
        self._awaited = self.window().focusWidget() is self._holder
        if self._awaited:
            self.take_focus()

    def say_answers(self, screen: Screen, key: str) -> None:
        """Say each answer by ``key``, in which :data:`EACH` stands for the answer's value."""
        for value in self._answers:
            screen.say(partial(self.set_option, value), key.replace(EACH, value))

    def say_answer(self, screen: Screen, value: str, what: What) -> None:
        """Say one answer: a key, or text that stands in a data file."""
        screen.say(partial(self.set_option, value), what)

    def set_option(self, value: str, text: str) -> None:
        """The words of one answer."""
        self._answers[value].setText(text)

    def value(self) -> str:
        """The chosen one; empty while none is."""
        button = self._holder.group.checkedButton()
        return button.value if isinstance(button, Answer) else ""

    def set_value(self, value: str) -> None:
        """Show this one as chosen, without a signal."""
        blocked = self._holder.group.blockSignals(True)
        if value in self._answers:
            self._answers[value].setChecked(True)
        self._holder.group.blockSignals(blocked)
        if self._awaited:
            self._awaited = False
            self.take_focus()

    def choose_none(self) -> None:
        """Show none as chosen, without a signal."""
        group = self._holder.group
        blocked = group.blockSignals(True)
        group.setExclusive(False)
        for answer in self._answers.values():
            answer.setChecked(False)
        group.setExclusive(True)
        group.blockSignals(blocked)

    def take_focus(self) -> None:
        """The chosen answer, or the first."""
        for answer in self._answers.values():
            if answer.value == self.value() or not self.value():
                answer.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def _toggled(self, button: Answer, checked: bool) -> None:
        if checked:
            self.edited.emit()
            self.chosen.emit(button.value)
