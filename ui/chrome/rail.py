"""The left rail: where things are, and who is working where."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from aln_review.domain.setting import Setting
from ui import icons
from ui.retranslate import Sayings, Words
from ui.rooms import RailItem
from ui.theme import RING, Role, current
from ui.tokens import Tone
from ui.widgets.boxes import ScrollPage, clear, line
from ui.widgets.faces import BrandMark
from ui.widgets.fields import LineField
from ui.widgets.labels import Label
from ui.widgets.paint import CENTRE, LEFT, WRAP, box, mix, painted, pen, rounded, text_size
from ui.widgets.press import Press

WIDTH = 226
BAND = 5


class RailButton(Press):
    """One line of the rail; the current one is a white sheet with an accent band."""

    RADIUS = 9.0

    def __init__(self, item: RailItem) -> None:
        super().__init__()
        self.page = item.page
        self._icon = item.icon
        self._count = 0
        self.setCheckable(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_count(self, count: int) -> None:
        """A count at the right; 0 takes it away."""
        self._count = count
        self.setAccessibleDescription(str(count) if count else "")
        self.update()

    def nextCheckState(self) -> None:
        """Pressing opens; the window says what is current."""

    def _text_room(self, width: float) -> float:
        theme = current()
        badge = theme.line(Role.SMALL) + 14 if self._count else 6
        return max(1.0, width - theme.grow(48) - badge - RING)

    def sizeHint(self) -> QSize:
        """As wide as the rail."""
        return QSize(current().grow(WIDTH) - 20, self.heightForWidth(current().grow(WIDTH) - 20))

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its icon and a word."""
        return QSize(120, 48)

    def hasHeightForWidth(self) -> bool:
        """Names wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """48, or more for a name on two lines."""
        font = current().font(Role.STRONG)
        return max(48, round(text_size(self.text(), font, self._text_room(width)).height()) + 18)

    def draw(self, painter: QPainter) -> None:
        """Sheet and band, icon, name, count."""
        theme = current()
        tokens = theme.tokens
        face = self.face().adjusted(-RING, 0, 0, 0)
        on = self.isChecked()
        path = rounded(face, self.RADIUS)
        if on:
            painter.fillPath(path, QColor(tokens.surface))
            painter.save()
            painter.setClipPath(path)
            painter.fillRect(QRectF(face.x(), face.y(), BAND, face.height()), QColor(tokens.accent))
            painter.restore()
        elif self.hovered:
            painter.fillPath(path, mix(QColor(tokens.rail), QColor(tokens.text), 0.06))
        ink = QColor(tokens.accent if on else tokens.text)
        side = theme.grow(22)
        middle = face.center().y()
        icons.draw(painter, self._icon, QRectF(16, middle - side / 2, side, side), ink)
        x = theme.grow(48)
        painter.setFont(theme.font(Role.STRONG if on else Role.BODY))
        painter.setPen(ink)
        room = self._text_room(self.width()) + 1
        painter.drawText(QRectF(x, face.y() - 0.5, room, face.height()), LEFT | WRAP, self.text())
        if self._count:
            self._draw_count(painter, face)

    def _draw_count(self, painter: QPainter, face: QRectF) -> None:
        theme = current()
        size = theme.line(Role.SMALL) + 5
        disc = QRectF(face.right() - size - 8, face.center().y() - size / 2, size, size)
        box(painter, disc, size / 2, theme.tint(Tone.RUST), theme.tint(Tone.RUST))
        painter.setFont(theme.font(Role.SMALL_STRONG))
        painter.setPen(theme.ink(Tone.RUST))
        painter.drawText(disc.translated(0, -0.5), CENTRE, str(self._count))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down walk the rail."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        parent = self.parentWidget()
        if step and parent is not None:
            items = [one for one in parent.findChildren(RailButton) if one.isVisible()]
            place = items.index(self) + step
            if 0 <= place < len(items):
                items[place].setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)


class Brand(QWidget):
    """The product's mark and its name in the language of the moment."""

    def __init__(self) -> None:
        super().__init__()
        self.label = Label(Role.HEADING, wrap=False)
        row = line(BrandMark(), self.label, spacing=12, end=True)
        self.setLayout(row)

    def setText(self, text: str) -> None:
        """The product's name."""
        self.label.setText(text)


def _who() -> tuple[Label, Label, Label]:
    """Person, role and place, at the foot."""
    return Label(Role.SMALL_STRONG), Label(Role.SMALL, Tone.MUTED), Label(Role.SMALL, Tone.MUTED)


class Rail(QWidget):
    """The rail; ``wanted(page)`` when an item is pressed."""

    wanted = Signal(str)
    searched = Signal(str)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._sayings = Sayings(words)
        self.search = LineField("", icon="search")
        self._sayings.say(self.search.line.setPlaceholderText, "shell.search")
        self._sayings.say(self.search.line.setAccessibleName, "shell.search_name")
        self.search.line.returnPressed.connect(self._search)
        self.search.hide()
        self._buttons: dict[str, RailButton] = {}
        self._counts: dict[str, int] = {}
        self.brand = Brand()
        self._sayings.say(self.brand.setText, "shell.product")
        self.list = ScrollPage(margin=0, spacing=4)
        self.list.body.setContentsMargins(10, 0, 8, 8)
        self.person, self.role, self.place = _who()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 1, 0)
        outer.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(20, 15, 8, 18)
        top.addWidget(self.brand)
        top.addWidget(self.search)
        outer.addLayout(top)
        outer.addWidget(self.list, 1)
        words.switched.connect(self._sayings.say_all)

    def furnish(self, items: tuple[RailItem, ...], setting: Setting) -> None:
        """Put in the items of this kind of setting, and who is working where."""
        self.strip()
        body = self.list.body
        for item in items:
            if item.foot and not any(one.foot for one in items[: items.index(item)]):
                body.addStretch(1)
            button = RailButton(item)
            button.clicked.connect(partial(self._pressed, item.page))
            self._sayings.say(button.setText, item.title)
            body.addWidget(button)
            self._buttons[item.page] = button
        foot = QVBoxLayout()
        foot.setContentsMargins(14, 6, 8, 6)
        foot.setSpacing(0)
        for label in (self.person, self.role, self.place):
            foot.addWidget(label)
        body.addLayout(foot)
        self.person.setText(setting.person)
        self._sayings.say(self.role.setText, setting.role)
        self._sayings.say(self.place.setText, setting.name)

    def _search(self) -> None:
        self.searched.emit(self.search.value())

    def offer_search(self, offered: bool) -> None:
        """In a narrow window search stands here; its words go when it does."""
        self.search.line.clear()
        self.search.setVisible(offered)

    def _pressed(self, page: str) -> None:
        self.wanted.emit(page)

    def mark(self, page: str) -> None:
        """Show which item is current; the one already open carries no count."""
        for name, button in self._buttons.items():
            button.setChecked(name == page)
            button.set_count(0 if name == page else self._counts.get(name, 0))

    def set_badge(self, page: str, count: int) -> None:
        """A count beside an item."""
        self._counts[page] = count
        button = self._buttons.get(page)
        if button is not None:
            button.set_count(0 if button.isChecked() else count)

    def first(self) -> str:
        """The page of the first item."""
        return next(iter(self._buttons))

    def strip(self) -> None:
        """Take everything out: before a lock."""
        clear(self.list.body)
        self._buttons.clear()
        self._counts.clear()
        self.person, self.role, self.place = _who()

    def button(self, page: str) -> RailButton:
        """The button of a page."""
        return self._buttons[page]

    def sizeHint(self) -> QSize:
        """The rail's width at the reader's text size."""
        return QSize(current().grow(WIDTH), 400)

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """Its tone and the hairline at its right."""
        tokens = current().tokens
        painter.fillRect(self.rect(), QColor(tokens.rail))
        painter.setPen(pen(tokens.hairline))
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())
