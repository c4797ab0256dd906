"""Provisions as paper tabs: the open one joins the sheet beneath it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from ui import icons
from ui.theme import Role, current
from ui.tokens import Tone
from ui.widgets.boxes import FlowLayout, Part, Stack, clear
from ui.widgets.choices import Option
from ui.widgets.paint import LEFT, mix, painted, rounded, shadow

RADIUS = 14.0
WIDEST = 11.0
"""Ems of words on a tab; the rest is cut and stands in its tooltip."""


@dataclass(frozen=True, slots=True)
class TabLook:
    """One provision's tab: its block, its words, its state."""

    key: str
    title: str
    icon: str
    tone: Tone
    state: str


class PaperTab(Option):
    """State and title; the sheet paints its paper."""

    PAD = 11
    RADIUS = 10.0

    def __init__(self, value: str) -> None:
        super().__init__(value)
        self._icon, self._tone = "circle-check", Tone.GREEN

    def show_look(self, look: TabLook) -> None:
        """Its words and its state."""
        self.setText(look.title)
        self.setToolTip(look.title)
        self.setAccessibleName(f"{look.title}, {look.state}")
        self._icon, self._tone = look.icon, look.tone
        self.restyle()

    def _cut(self) -> str:
        theme = current()
        metrics = theme.metrics(Role.STRONG)
        return metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, WIDEST * theme.em)

    def sizeHint(self) -> QSize:
        """Icon and words, as heavy as when it is open."""
        theme = current()
        width = theme.metrics(Role.STRONG).horizontalAdvance(self._cut())
        return QSize(round(width) + theme.grow(17) + 8 + 2 * self.PAD + 4, theme.target())

    def minimumSizeHint(self) -> QSize:
        """All of it: tabs wrap."""
        return self.sizeHint()

    def draw(self, painter: QPainter) -> None:
        """Icon and words."""
        theme = current()
        face = self.face()
        side = theme.grow(17)
        x = face.x() + self.PAD
        area = QRectF(x, face.center().y() - side / 2, side, side)
        icons.draw(painter, self._icon, area, theme.ink(self._tone))
        x += side + 8
        on = self.isChecked()
        painter.setFont(theme.font(Role.STRONG if on else Role.BODY))
        ink = QColor(theme.tokens.text)
        painter.setPen(mix(ink, theme.ink(Tone.TEAL), 1.0 if self.hovered and not on else 0.0))
        painter.drawText(
            QRectF(x, face.y() - 0.5, face.right() - x, face.height()), LEFT, self._cut()
        )


class TabSheet(QWidget):
    """Tabs, further buttons beside them, and the sheet; ``chosen(key)``."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._tabs: dict[str, PaperTab] = {}
        self.tabs = FlowLayout(spacing=2)
        self._strip = QWidget()
        self._strip.setLayout(self.tabs)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self._strip.setSizePolicy(policy)
        self._sheet = QWidget()
        self.body = Stack(self._sheet)
        self.body.setContentsMargins(20, 16, 20, 20)
        self.body.setSpacing(12)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 4)
        box.setSpacing(0)
        box.addWidget(self._strip)
        box.addWidget(self._sheet, 1)
        self._group.buttonToggled.connect(self._toggled)

    def add(self, part: Part) -> None:
        """Add to the sheet."""
        self.body.put(part)

    def show_tabs(self, looks: Sequence[TabLook], open_key: str, *beside: QWidget) -> None:
        """Show these tabs; ``beside`` stand after the last."""
        if list(self._tabs) != [look.key for look in looks]:
            self._make(looks, *beside)
        for look in looks:
            self._tabs[look.key].show_look(look)
        if open_key in self._tabs:
            blocked = self._group.blockSignals(True)
            self._tabs[open_key].setChecked(True)
            self._group.blockSignals(blocked)
        self._strip.setVisible(bool(looks) or bool(beside))
        self.update()

    def _make(self, looks: Sequence[TabLook], *beside: QWidget) -> None:
        for one in beside:
            self.tabs.removeWidget(one)
        clear(self.tabs)
        for gone in self._tabs.values():
            self._group.removeButton(gone)
        self._tabs = {}
        for look in looks:
            tab = PaperTab(look.key)
            self._tabs[look.key] = tab
            self._group.addButton(tab)
            self.tabs.addWidget(tab)
        for one in beside:
            self.tabs.addWidget(one)
            one.show()

    def tab(self, key: str) -> PaperTab:
        """One tab."""
        return self._tabs[key]

    def _toggled(self, tab: PaperTab, checked: bool) -> None:
        if checked:
            self.update()
            self.chosen.emit(tab.value)

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """One outline round the sheet and its open tab."""
        theme = current()
        top = self._sheet.y()
        face = QRectF(1, top, self.width() - 2, self.height() - top - 4)
        outline = rounded(face.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS)
        opened = self._group.checkedButton()
        if isinstance(opened, PaperTab) and opened.isVisible():
            at = opened.mapTo(self, opened.rect().topLeft())
            tab = QRectF(at.x() + 1.5, at.y() + 2.5, opened.width() - 3, opened.height() - 2)
            joined = at.y() + opened.height() >= top - 2
            if joined:
                tab.setBottom(top + RADIUS + 2)
            paper = QPainterPath()
            paper.addRoundedRect(tab, 12, 12)
            if joined:
                # The foot of the tab is square: it grows out of the sheet.
                foot = QPainterPath()
                foot.addRect(tab.adjusted(0, tab.height() / 2, 0, 0))
                paper = paper.united(foot)
            outline = outline.united(paper).simplified() if joined else outline
            if not joined:
                outline.addPath(paper)
        shadow(painter, face, RADIUS)
        painter.fillPath(outline, QColor(theme.tokens.surface))
        painter.setPen(QPen(QColor(theme.tokens.hairline), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(outline)
