"""One thing in a list: icon, main line, second line, chevron. Pressing opens the thing itself."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy

from ui import icons
from ui.theme import RING, Role, current
from ui.tokens import Tone
from ui.widgets.paint import longest_word, mix, text_size, write
from ui.widgets.press import Press


class Row(Press):
    """A row in a card. ``setText`` says the main line, ``setSecond`` the one beneath.

    Arrow keys walk the rows of the same card; Enter or Space opens.
    """

    RADIUS = 8.0
    PAD = 4
    GAP = 12

    def __init__(
        self,
        icon: str = "",
        tone: Tone = Tone.BLUE,
        *,
        second_tone: Tone = Tone.MUTED,
        strong: bool = False,
        chevron: bool = True,
    ) -> None:
        super().__init__()
        self._icon = icon
        self._tone = tone
        self._second = ""
        self._measured: dict[float, tuple[float, float]] = {}
        self._second_tone = second_tone
        self._main_role = Role.STRONG if strong else Role.BODY
        self._chevron = chevron
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def setText(self, text: str) -> None:
        """The main line."""
        self._measured.clear()
        super().setText(text)
        self._name()

    def setSecond(self, text: str) -> None:
        """The line beneath: when, who, or why."""
        self._second = text
        self._measured.clear()
        self._name()
        self.updateGeometry()
        self.update()

    def second(self) -> str:
        """The line beneath."""
        return self._second

    def set_state(self, icon: str, tone: Tone, second_tone: Tone = Tone.MUTED) -> None:
        """Another icon and its colours."""
        self._icon, self._tone, self._second_tone = icon, tone, second_tone
        self._measured.clear()
        self.updateGeometry()
        self.update()

    def restyle(self) -> None:
        """Other fonts take other room."""
        self._measured.clear()
        super().restyle()

    def _name(self) -> None:
        parts = [part.rstrip(".") for part in (self.text(), self._second) if part]
        self.setAccessibleName(". ".join(parts))

    def _second_role(self) -> Role:
        late = self._second_tone is not Tone.MUTED
        return Role.SMALL_STRONG if late else Role.SMALL

    def _lead(self) -> int:
        return current().grow(20) + self.GAP if self._icon else 0

    def _tail(self) -> int:
        return current().grow(20) + 8 if self._chevron else 0

    def _room(self, width: float) -> float:
        return max(1.0, width - 2 * (RING + self.PAD) - self._lead() - self._tail())

    def _heights(self, width: float) -> tuple[float, float]:
        """A layout asks for the same width a dozen times before a page stands."""
        room = self._room(width)
        if room not in self._measured:
            self._measured[room] = self._measure(room)
        return self._measured[room]

    def _measure(self, room: float) -> tuple[float, float]:
        theme = current()
        first = text_size(self.text(), theme.font(self._main_role), room).height()
        if not self._second:
            return first, 0.0
        return first, text_size(self._second, theme.font(self._second_role()), room).height()

    def sizeHint(self) -> QSize:
        """Both lines unbroken."""
        theme = current()
        width = max(
            text_size(self.text(), theme.font(self._main_role)).width(),
            text_size(self._second, theme.font(self._second_role())).width(),
        )
        whole = round(width) + self._lead() + self._tail() + 2 * (RING + self.PAD)
        return QSize(min(whole, 640), self.heightForWidth(min(whole, 640)))

    def minimumSizeHint(self) -> QSize:
        """The longest word."""
        theme = current()
        word = max(
            longest_word(self.text(), theme.font(self._main_role)),
            longest_word(self._second, theme.font(self._second_role())),
        )
        around = self._lead() + self._tail() + 2 * (RING + self.PAD)
        return QSize(min(round(word) + 2 + around, 420), 46)

    def hasHeightForWidth(self) -> bool:
        """Lines wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height at which both lines show."""
        first, second = self._heights(width)
        return max(46, round(first + second) + 8)

    def draw(self, painter: QPainter) -> None:
        """Icon beside the first line, both lines, chevron in the middle."""
        theme = current()
        face = self.face()
        if self.hovered or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            ground = mix(theme.tint(Tone.PLAIN), theme.ink(Tone.PLAIN), 0.05)
            painter.setBrush(ground)
            painter.drawRoundedRect(face, self.RADIUS, self.RADIUS)
        first, second = self._heights(self.width())
        y = (self.height() - first - second) / 2 - 0.5
        x = face.x() + self.PAD
        side = theme.grow(20)
        if self._icon:
            middle = y + theme.line(self._main_role) / 2
            area = QRectF(x, middle - side / 2, side, side)
            icons.draw(painter, self._icon, area, theme.ink(self._tone))
        x += self._lead()
        room = self._room(self.width()) + 1
        ink = theme.ink(Tone.PLAIN)
        write(painter, QRectF(x, y, room, first), self.text(), theme.font(self._main_role), ink)
        if self._second:
            font, colour = theme.font(self._second_role()), theme.ink(self._second_tone)
            write(painter, QRectF(x, y + first, room, second), self._second, font, colour)
        if self._chevron:
            area = QRectF(face.right() - side, face.center().y() - side / 2, side, side)
            icons.draw(painter, "chevron-right", area, ink)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down walk the rows beside it."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and self._walk(step):
            return
        super().keyPressEvent(event)

    def _walk(self, step: int) -> bool:
        parent = self.parentWidget()
        if parent is None:
            return False
        rows = [row for row in parent.findChildren(Row) if row.isVisible()]
        place = rows.index(self) + step
        if not 0 <= place < len(rows):
            return False
        rows[place].setFocus(Qt.FocusReason.TabFocusReason)
        return True
