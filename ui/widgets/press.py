"""The one base of everything a person presses: ring, hover, Enter and Space, named by its text."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QPainter, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

from ui.theme import RING, current
from ui.widgets.paint import painted, ring

ACROSS: Mapping[Qt.Key, int] = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
AROUND: Mapping[Qt.Key, int] = {**ACROSS, Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
"""By how many an arrow key goes on: where options stand in a row, and where they also stand in
lines."""


class Press(QAbstractButton):
    """Something to press. Subclasses measure and draw; ``text()`` is its name.

    The ring shows when focus came by keyboard, in room that is always kept free for it.
    """

    RADIUS = 10.0

    def __init__(self) -> None:
        super().__init__()
        self._keyboard = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def face(self) -> QRectF:
        """What is drawn on: its own height in the middle, without the room for the ring."""
        high = self.heightForWidth(self.width())
        wanted = high if high > 0 else self.height()
        spare = max(0.0, (self.height() - wanted) / 2)
        return QRectF(self.rect()).adjusted(RING, RING + spare, -RING, -RING - spare)

    def hitButton(self, at: QPoint) -> bool:
        """What is drawn can be pressed, and nothing beside it."""
        return self.face().adjusted(-RING, -RING, RING, RING).contains(QPointF(at))

    @property
    def hovered(self) -> bool:
        """Whether the pointer is over it and it can be pressed."""
        return self.underMouse() and self.isEnabled()

    @property
    def ringed(self) -> bool:
        """Whether the focus ring shows."""
        return self.hasFocus() and self._keyboard

    def setText(self, text: str) -> None:
        """What it says and is called."""
        super().setText(text.replace("&", "&&"))
        self.updateGeometry()

    def text(self) -> str:
        """What it says, without the marks Qt uses for keys."""
        return super().text().replace("&&", "&")

    def restyle(self) -> None:
        """Measure afresh after a change of theme."""
        self.updateGeometry()
        self.update()

    def draw(self, painter: QPainter) -> None:
        """Draw it on :meth:`face`; the ring is added after."""
        raise NotImplementedError

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """The thing itself, and the ring where it has the keyboard."""
        self.draw(painter)
        if self.ringed:
            ring(painter, self.face(), self.RADIUS)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember whether the keyboard brought the focus."""
        self._keyboard = event.reason() is not Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses, as Space does; an arrow is for the page to scroll by.

        Qt would send the focus to a neighbour with it, and what comes without Tab waits.
        """
        self._keyboard = True
        if Qt.Key(event.key()) in AROUND:
            event.ignore()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            event.accept()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and being enabled."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.restyle()
        elif event.type() is QEvent.Type.EnabledChange:
            enabled = self.isEnabled()
            shape = Qt.CursorShape.PointingHandCursor if enabled else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()

    def _theme_target(self) -> int:
        return current().target()


class OneOf(Press):
    """One of several that exclude one another: Tab comes to the chosen one, or to the first.

    Qt gives Tab to one of them only after one had the keyboard; until then every one of them
    was a stop, and which one Tab came to hung on what had been done before.
    """

    STEPS: Mapping[Qt.Key, int] = ACROSS
    """The arrow keys that choose a neighbour in a group."""

    def __init__(self, value: str) -> None:
        super().__init__()
        self.value = value
        self.setCheckable(True)
        # The button's own signal: a group is silenced where its choice is only shown.
        self.toggled.connect(self._settle)

    def fellows(self) -> list[OneOf]:
        """Those that exclude one another, this one among them, in their order."""
        group = self.group()
        if group is not None:
            return [one for one in group.buttons() if isinstance(one, OneOf)]
        around = self.parentWidget()
        if not self.autoExclusive() or around is None:
            return []
        return [one for one in around.children() if isinstance(one, OneOf)]

    def reached(self, _arrow: Qt.Key) -> list[OneOf]:
        """Those an arrow goes through, this one among them."""
        return [one for one in self.fellows() if one.isVisible() and one.isEnabled()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """An arrow chooses the neighbour."""
        step = self.STEPS.get(Qt.Key(event.key()), 0)
        options = self.reached(Qt.Key(event.key()))
        if not step or self not in options:
            super().keyPressEvent(event)
            return
        other = options[(options.index(self) + step) % len(options)]
        other.setFocus(Qt.FocusReason.TabFocusReason)
        other.setChecked(True)

    def showEvent(self, event: QShowEvent) -> None:
        """What can be chosen has changed."""
        super().showEvent(event)
        self._settle()

    def hideEvent(self, event: QHideEvent) -> None:
        """What can be chosen has changed."""
        super().hideEvent(event)
        self._settle()

    def changeEvent(self, event: QEvent) -> None:
        """What can be chosen may have changed."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.EnabledChange:
            self._settle()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tab goes on from here."""
        super().focusInEvent(event)
        self._settle()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Back to the chosen one, where another was gone to without being chosen."""
        super().focusOutEvent(event)
        self._settle()

    def _settle(self) -> None:
        """Let Tab come to one of them only: where the keyboard is, the chosen one, the first."""
        fellows = self.fellows()
        there = [one for one in fellows if not one.isHidden() and one.isEnabled()]
        window = self.window()
        here = [one for one in there if one is window.focusWidget()]
        chosen = [one for one in there if one.isChecked()]
        stop = next(iter([*here, *chosen, *there]), None)
        for one in fellows:
            with_tab = Qt.FocusPolicy.StrongFocus if one is stop else Qt.FocusPolicy.ClickFocus
            if one.focusPolicy() is not with_tab:
                one.setFocusPolicy(with_tab)


class Group(QWidget):
    """Holds options of which one is chosen; the keyboard goes on to that one, or to the first.

    A box that holds it itself would show no ring and answer no arrow.
    """

    def __init__(self) -> None:
        super().__init__()
        self.group = QButtonGroup(self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """On to the option."""
        super().focusInEvent(event)
        option = self.group.checkedButton() or next(iter(self.group.buttons()), None)
        if option is not None:
            option.setFocus(event.reason())
