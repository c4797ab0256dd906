"""Text on the page. A wrapped label takes the height its width asks for, and no more."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from ui import icons
from ui.theme import Role, current
from ui.tokens import Tone
from ui.widgets.paint import longest_word, painted


class Label(QLabel):
    """Text in a role and a tone; wraps unless told not to.

    ``setMarked`` takes a sentence with ``<b>…</b>`` round what matters most; anything else that
    looks like markup is shown as it was written.
    """

    def __init__(
        self, role: Role = Role.BODY, tone: Tone = Tone.PLAIN, *, wrap: bool = True
    ) -> None:
        super().__init__()
        self._role = role
        self._tone = tone
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        policy = QSizePolicy(
            QSizePolicy.Policy.Expanding if wrap else QSizePolicy.Policy.Preferred,
            QSizePolicy.Policy.Preferred,
        )
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self._dress()

    @property
    def tone(self) -> Tone:
        """The tone the text is written in."""
        return self._tone

    def set_tone(self, tone: Tone) -> None:
        """Write in another tone."""
        self._tone = tone
        self._dress()

    def set_role(self, role: Role) -> None:
        """Take another role."""
        self._role = role
        self._dress()

    def setMarked(self, text: str) -> None:
        """Show a sentence in which ``<b>`` marks the words that matter most."""
        safe = escape(text, quote=False)
        for tag, html in (("<b>", '<span style="font-weight:600">'), ("</b>", "</span>")):
            safe = safe.replace(escape(tag), html)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setText(safe)

    def _dress(self) -> None:
        theme = current()
        self.setFont(theme.font(self._role))
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, theme.ink(self._tone))
        self.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        """Take the theme's font and colour afresh when it changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._dress()

    def minimumSizeHint(self) -> QSize:
        """One line high and one word wide, so that layouts ask for the height at their width."""
        if not self.wordWrap():
            return super().minimumSizeHint()
        height = self.fontMetrics().height() if self.text() else 0
        width = 0.0
        if self.textFormat() is Qt.TextFormat.PlainText:
            width = longest_word(self.text(), self.font())
        return QSize(min(round(width) + 1, 600), height)

    def sizeHint(self) -> QSize:
        """All on one line where that is not absurdly long."""
        if not self.wordWrap():
            return super().sizeHint()
        width = min(self.fontMetrics().horizontalAdvance(self.text()) + 2, 520)
        return QSize(width, self.heightForWidth(width))


class Elided(QLabel):
    """One line that ends in … where there is no room; the whole text is its tooltip."""

    def __init__(self, role: Role = Role.BODY, tone: Tone = Tone.PLAIN) -> None:
        super().__init__()
        self._role = role
        self._tone = tone
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setFont(current().font(role))

    def changeEvent(self, event: QEvent) -> None:
        """Take the theme's font afresh when it changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.setFont(current().font(self._role))

    def minimumSizeHint(self) -> QSize:
        """A few letters."""
        return QSize(self.fontMetrics().averageCharWidth() * 6, self.fontMetrics().height())

    def _shown(self) -> str:
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the whole text as a tooltip while it is cut."""
        super().resizeEvent(event)
        self.setToolTip(self.text() if self._shown() != self.text() else "")

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """The line, cut where it must be."""
        painter.setFont(self.font())
        painter.setPen(current().ink(self._tone))
        painter.drawText(self.rect(), int(self.alignment().value), self._shown())


class Glyph(QWidget):
    """An icon beside words that say the same; ``beside`` centres it on the first line of a role.

    With ``words`` it is as high as they are, and stays on their first line wherever that is.
    """

    def __init__(
        self,
        name: str,
        tone: Tone = Tone.PLAIN,
        size: int = 20,
        beside: Role | None = None,
        words: QLabel | None = None,
    ) -> None:
        super().__init__()
        self._words = words
        self._beside = beside
        self._name = name
        self._tone = tone
        self._size = size
        high = QSizePolicy.Policy.Fixed if words is None else QSizePolicy.Policy.Preferred
        self.setSizePolicy(QSizePolicy.Policy.Fixed, high)

    def set_icon(self, name: str, tone: Tone) -> None:
        """Show another icon."""
        self._name, self._tone = name, tone
        self.update()

    def sizeHint(self) -> QSize:
        """The icon at the reader's text size."""
        side = current().grow(self._size)
        line = current().line(self._beside) if self._beside is not None else 0
        return QSize(side, max(side, line))

    def changeEvent(self, event: QEvent) -> None:
        """Measure afresh when the theme changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.updateGeometry()

    def area(self) -> QRectF:
        """Where the icon is drawn."""
        side = current().grow(self._size)
        if self._words is None:
            return QRectF(0, (self.height() - side) / 2, side, side)
        wraps = self._words.wordWrap()
        text = self._words.heightForWidth(self._words.width()) if wraps else 0
        high = max(self.sizeHint().height(), text if wraps else self._words.sizeHint().height())
        above = max(0.0, (self.height() - high) / 2)
        return QRectF(0, above + (self.sizeHint().height() - side) / 2, side, side)

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """The icon."""
        area = self.area()
        icons.draw(painter, self._name, area, current().ink(self._tone))


class IconLabel(QWidget):
    """Icon, then words, both in the tone: a state said in a line."""

    def __init__(
        self, icon: str, role: Role = Role.BODY, tone: Tone = Tone.PLAIN, *, wrap: bool = True
    ) -> None:
        super().__init__()
        size = 18 if role in (Role.SMALL, Role.SMALL_STRONG) else 20
        self.label = Label(role, tone, wrap=wrap)
        self.glyph = Glyph(icon, tone, size, role, self.label)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.glyph)
        box.addWidget(self.label, 1)

    def setText(self, text: str) -> None:
        """The words."""
        self.label.setText(text)

    def text(self) -> str:
        """The words."""
        return self.label.text()

    def set_state(self, icon: str, tone: Tone) -> None:
        """Another state: icon and tone together, never one alone."""
        self.glyph.set_icon(icon, tone)
        self.label.set_tone(tone)
