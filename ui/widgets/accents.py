"""The letters that a locked school keyboard hides: ŵ ŷ and the circumflexed vowels."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QColor, QInputMethodEvent, QPainter
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from ui.theme import Role, current
from ui.widgets.boxes import FlowLayout
from ui.widgets.paint import CENTRE, box, mix
from ui.widgets.press import Press

LETTERS = "âêîôûŵŷáéëïöÂÊÎÔÛŴŶ"


class _Letter(Press):
    """One letter; never takes the focus from where the person writes."""

    RADIUS = 6.0

    def __init__(self, letter: str) -> None:
        super().__init__()
        self.setText(letter)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Small beside a button, yet large enough to hit."""
        side = max(34, current().line(Role.BODY) + 12)
        return QSize(side, side)

    def draw(self, painter: QPainter) -> None:
        """A key with its letter."""
        theme = current()
        ground, ink = QColor(theme.tokens.surface), QColor(theme.tokens.text)
        if self.hovered or self.isDown():
            ground = mix(ground, ink, 0.14 if self.isDown() else 0.05)
        box(painter, self.face(), self.RADIUS, ground, theme.tokens.border)
        painter.setFont(theme.font(Role.BODY))
        painter.setPen(ink)
        painter.drawText(self.face().translated(0, -0.5), CENTRE, self.text())


class AccentBar(QWidget):
    """Puts a letter where the caret is, as typing would: undone by Ctrl+Z, over a selection."""

    def __init__(self, letters: str = LETTERS) -> None:
        super().__init__()
        flow = FlowLayout(spacing=2)
        for letter in letters:
            key = _Letter(letter)
            key.clicked.connect(partial(self._insert, letter))
            flow.addWidget(key)
        self.setLayout(flow)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def setText(self, text: str) -> None:
        """The bar's name; nothing is shown of it."""
        self.setAccessibleName(text)

    def _insert(self, letter: str) -> None:
        target = QApplication.focusWidget()
        if target is not None:
            event = QInputMethodEvent()
            event.setCommitString(letter)
            QCoreApplication.sendEvent(target, event)
