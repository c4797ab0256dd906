"""Laying out: lines, columns, a flow that breaks, a page that scrolls."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QObject,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.theme import current

Part = QWidget | QLayout
PAGE_MARGIN = 28
BLOCK_GAP = 14
ANYWHERE = Qt.AlignmentFlag(0)
LOOKS = 8
"""How often a page looks, after a layout inside it has changed, whether it is high enough."""


def _fill(box: QBoxLayout, parts: Iterable[Part], spacing: int) -> None:
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(spacing)
    for part in parts:
        if isinstance(part, QLayout):
            box.addLayout(part)
        elif _narrow(part) and isinstance(box, QVBoxLayout):
            box.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            box.addWidget(part)


def line(*parts: Part, spacing: int = 12, end: bool = False) -> QHBoxLayout:
    """Side by side; ``end`` leaves the room that is over at the right."""
    box = QHBoxLayout()
    _fill(box, parts, spacing)
    if end:
        box.addStretch(1)
    return box


def column(*parts: Part, spacing: int = 8, end: bool = False) -> QVBoxLayout:
    """One beneath the other, buttons and pills at the left; ``end`` keeps them at the top."""
    box = QVBoxLayout()
    _fill(box, parts, spacing)
    if end:
        box.addStretch(1)
    return box


def gap(height: int) -> QWidget:
    """An empty space of a fixed height."""
    space = QWidget()
    space.setFixedHeight(height)
    return space


class Stack(QVBoxLayout):
    """A column whose spare height gathers at its foot, unless a part was given a stretch."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent) if parent is not None else super().__init__()
        super().addStretch(0)

    def _tail(self) -> int:
        return self.count() - 1

    def spring(self) -> None:
        """Put the spring back at the foot, after everything was taken out."""
        super().addStretch(0)

    def addStretch(self, stretch: int | None = 0) -> None:
        """Spare room here, before the foot."""
        self.insertStretch(self._tail(), stretch or 0)

    def addSpacing(self, size: int) -> None:
        """A fixed gap."""
        self.insertSpacing(self._tail(), size)

    def put(self, part: Part, stretch: int = 0) -> None:
        """Add at the foot; buttons and pills stand at the left."""
        if isinstance(part, QLayout):
            self.insertLayout(self._tail(), part, stretch)
            return
        side = Qt.AlignmentFlag.AlignLeft if _narrow(part) else ANYWHERE
        self.insertWidget(self._tail(), part, stretch, side)

    def addWidget(  # type: ignore[override]
        self,
        widget: QWidget,
        stretch: int = 0,
        alignment: Qt.AlignmentFlag = ANYWHERE,
    ) -> None:
        """Add at the foot."""
        self.insertWidget(self._tail(), widget, stretch, alignment)

    def addLayout(self, layout: QLayout, stretch: int | None = 0) -> None:
        """Add at the foot."""
        self.insertLayout(self._tail(), layout, stretch or 0)


class SideBySide(QWidget):
    """Parts side by side in given shares; one beneath the other where it is narrow.

    ``least`` is the width in ems under which they stand; ``spacing`` the gap side by side,
    ``below`` the gap when they stand.
    """

    def __init__(
        self,
        *parts: Part,
        shares: Iterable[int] = (),
        least: float = 40.0,
        spacing: int = BLOCK_GAP,
        below: int = BLOCK_GAP,
    ) -> None:
        super().__init__()
        self._least = least
        self._gaps = (spacing, below)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(spacing)
        given = list(shares)
        for place, part in enumerate(parts):
            share = given[place] if place < len(given) else (0 if given else 1)
            if isinstance(part, QLayout):
                self._box.addLayout(part, share)
            else:
                self._box.addWidget(part, share)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def stacked(self) -> bool:
        """Whether the parts stand one beneath the other."""
        return self._box.direction() is QBoxLayout.Direction.TopToBottom

    def minimumSizeHint(self) -> QSize:
        """As narrow as its widest part: side by side is never forced."""
        inner = [self._box.itemAt(place) for place in range(self._box.count())]
        wide = max((item.minimumSize().width() for item in inner if item is not None), default=0)
        return QSize(wide, self._box.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand or lie."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        narrow = self.width() < self._least * current().em
        if narrow is self.stacked:
            return
        self._box.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        self._box.setSpacing(self._gaps[1] if narrow else self._gaps[0])
        left = Qt.AlignmentFlag.AlignLeft if narrow else ANYWHERE
        for place in range(self._box.count()):
            item = self._box.itemAt(place)
            widget = item.widget() if item is not None else None
            if widget is not None and _narrow(widget):
                self._box.setAlignment(widget, left)


def _narrow(widget: QWidget) -> bool:
    """Whether a widget takes no more width than it needs."""
    return widget.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Maximum


def even(widget: QWidget) -> QWidget:
    """Make a widget as wide as its share, whatever it holds: the columns of all cards line up."""
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)
    return widget


def share(part: QLayout) -> QWidget:
    """A layout as a widget that is as wide as its share of a :class:`SideBySide`."""
    held = QWidget()
    held.setLayout(part)
    return even(held)


class FlowLayout(QLayout):
    """Side by side while there is room, then on the next line: chips, filters, buttons.

    What stands on one line stands on one middle.
    """

    def __init__(self, *parts: QWidget, spacing: int = 8) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = spacing
        self.setContentsMargins(0, 0, 0, 0)
        for part in parts:
            self.addWidget(part)

    def addItem(self, item: QLayoutItem) -> None:
        """Add one at the end."""
        self._items.append(item)

    def count(self) -> int:
        """How many parts it holds."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The part at a place, or nothing beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take a part out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Takes no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """More lines where it is narrower."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines at a width."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the parts."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """All on one line."""
        sizes = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """The largest part."""
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, rect: QRect, *, move: bool) -> int:
        y = rect.y()
        for row in self._rows(rect.width()):
            high = max(size.height() for _, size in row)
            x = rect.x()
            for item, size in row:
                if move:
                    item.setGeometry(QRect(QPoint(x, y + (high - size.height()) // 2), size))
                x += size.width() + self._gap
            y += high + self._gap
        return max(0, y - self._gap - rect.y())

    def _rows(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """What stands on each line, with its size."""
        rows: list[list[tuple[QLayoutItem, QSize]]] = []
        x = 0
        for item in self._shown():
            size = item.sizeHint()
            size.setWidth(min(size.width(), max(width, item.minimumSize().width())))
            if item.hasHeightForWidth():
                size.setHeight(item.heightForWidth(size.width()))
            if not rows or x + size.width() > width:
                rows.append([])
                x = 0
            rows[-1].append((item, size))
            x += size.width() + self._gap
        return rows


class ScrollPage(QScrollArea):
    """A page that scrolls up and down and never sideways; ``body`` is where its parts go.

    Qt brings whatever takes the focus into view.
    """

    def __init__(self, *, margin: int = PAGE_MARGIN, spacing: int = BLOCK_GAP) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sheet = QWidget()
        self.sheet.setObjectName("sheet")
        self.body = Stack(self.sheet)
        self.body.setContentsMargins(margin, 4, margin, 18)
        self.body.setSpacing(spacing)
        self.setWidget(self.sheet)
        self._margin = margin
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().rangeChanged.connect(self._make_room)
        self.sheet.setAutoFillBackground(False)
        self._asked = QSize()
        self._looks = 0
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._grow)

    def add(self, part: Part, stretch: int = 0) -> None:
        """Add a part at the end of the page."""
        self.body.put(part, stretch)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look again once all layouts inside are done."""
        done = super().eventFilter(watched, event)
        if event.type() is QEvent.Type.LayoutRequest and watched is self.widget():
            self._looks = LOOKS
            self._later.start()
        return done

    @property
    def at_rest(self) -> bool:
        """Whether nothing is left to be looked at: the page is as high as it will be."""
        return not self._later.isActive()

    def _grow(self) -> None:
        """Be as high as the words ask for.

        Qt asks the sheet for its height when the first layout inside has changed; after a switch
        of language those further in are measured a few rounds later and tell nobody.
        """
        self._looks -= 1
        if self._looks > 0:
            self._later.start()
        wanted = QSize(self.sheet.width(), self.sheet.heightForWidth(self.sheet.width()))
        if self.sheet.height() < wanted.height() and wanted != self._asked:
            self._asked = wanted
            QCoreApplication.postEvent(self.sheet, QEvent(QEvent.Type.LayoutRequest))

    def set_edges(self, left: int, right: int, foot: int) -> None:
        """Other margins than the same at both sides."""
        self._margin = right
        self.body.setContentsMargins(left, 4, self.body.contentsMargins().right(), foot)
        self._make_room(0, self.verticalScrollBar().maximum())

    def _make_room(self, _least: int, most: int) -> None:
        """The bar takes its room from the margin: the page is as wide with it as without."""
        bar = self.verticalScrollBar().sizeHint().width() if most > 0 else 0
        edge = self.body.contentsMargins()
        right = max(0, self._margin - bar)
        if self._margin and edge.right() != right:
            self.body.setContentsMargins(edge.left(), edge.top(), right, edge.bottom())

    def minimumSizeHint(self) -> QSize:
        """A page may be as small as the window."""
        return QSize(120, 80)


def clear(layout: QLayout) -> None:
    """Empty a layout and let its widgets go: before a list is shown afresh."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
    if isinstance(layout, Stack):
        layout.spring()
