"""Where a person writes: label above, hint under it, the error at the field itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from aln_review.domain.bilingual import nfc
from ui import icons
from ui.theme import RING, Role, current
from ui.tokens import Tone
from ui.widgets.buttons import Button
from ui.widgets.combo import Combo
from ui.widgets.labels import IconLabel, Label
from ui.widgets.paint import box, painted, ring
from ui.widgets.pasting import WritingBox
from ui.widgets.secret import SecretLine

RADIUS = 8.0
PAD = 13


class Frame(QWidget):
    """The box round an input: its line, its ring, an icon at either end."""

    def __init__(self, inner: QWidget, *, icon: str = "", after: str = "") -> None:
        super().__init__()
        self.inner = inner
        self._icon = icon
        self._after = after
        self.wrong = False
        self._box = QHBoxLayout(self)
        self._box.addWidget(inner, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(inner)
        inner.installEventFilter(self)
        self._measure()

    def _measure(self) -> None:
        side = current().grow(20) + 8
        left = PAD + (side if self._icon else 0)
        right = PAD + (side if self._after else 0)
        above = RING + (7 if isinstance(self.inner, QPlainTextEdit) else 2)
        self._box.setContentsMargins(left, above, right, above)
        self.setMinimumHeight(current().target())

    def set_wrong(self, wrong: bool) -> None:
        """Whether the error line is drawn."""
        self.wrong = wrong
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Measure afresh when the theme changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._measure()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw the ring when the input inside has the focus."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.EnabledChange):
            self.update()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """A press beside the text is a press on the text; on the arrow it opens the list."""
        self.inner.setFocus(Qt.FocusReason.MouseFocusReason)
        if isinstance(self.inner, QComboBox):
            self.inner.showPopup()

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """Paper, line, icons, ring."""
        theme = current()
        tokens = theme.tokens
        face = QRectF(self.rect()).adjusted(RING, RING, -RING, -RING)
        enabled = self.inner.isEnabled()
        line = theme.ink(Tone.RUST) if self.wrong else QColor(tokens.border)
        box(painter, face, RADIUS, tokens.surface if enabled else tokens.neutral, line)
        side = theme.grow(20)
        y = face.center().y() - side / 2
        if self._icon:
            area = QRectF(face.x() + PAD - RING, y, side, side)
            icons.draw(painter, self._icon, area, theme.ink(Tone.MUTED))
        if self._after:
            area = QRectF(face.right() - PAD + RING - side, y, side, side)
            icons.draw(painter, self._after, area, theme.ink(Tone.PLAIN))
        if self.inner.hasFocus():
            ring(painter, face, RADIUS)


class Field(QWidget):
    """A labelled input. ``name`` is its place in drafts and errors, never shown.

    ``setText`` says the label, ``setHint`` the hint, ``setError`` the error (empty: none).
    ``edited`` when the person changed it; ``left`` when the focus went elsewhere.
    """

    secret = False
    """What is written here is a key to the vault: it is never kept, on no page."""

    edited = Signal()
    left = Signal()

    def __init__(self, name: str, inner: QWidget, *, icon: str = "", after: str = "") -> None:
        super().__init__()
        self.name = name
        self.saves_itself = False
        """Whether something saves what is written here while it is written."""
        self.inner = inner
        self.label = Label(Role.STRONG)
        self.hint = Label(Role.SMALL, Tone.MUTED)
        self.error = IconLabel("circle-alert", Role.SMALL_STRONG, Tone.RUST)
        self.frame = Frame(inner, icon=icon, after=after)
        self.label.setBuddy(inner)
        self.side = QHBoxLayout()
        self.side.setSpacing(8)
        self.side.addWidget(self.frame, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        parts: tuple[QWidget, ...] = (self.label, self.hint, self.error)
        box.addWidget(self.label)
        box.addWidget(self.hint)
        box.addLayout(self.side)
        box.addWidget(self.error)
        box.addStretch(1)
        for part in parts:
            part.hide()
        self.setFocusProxy(inner)
        inner.setFont(current().font(Role.BODY))
        inner.installEventFilter(self)

    def setText(self, text: str) -> None:
        """The label, which is also the input's name."""
        self.label.setText(text)
        self.label.setVisible(bool(text))
        self.inner.setAccessibleName(text)

    def text(self) -> str:
        """The label."""
        return self.label.text()

    def setHint(self, text: str) -> None:
        """What would help before writing."""
        self.hint.setText(text)
        self.hint.setVisible(bool(text))
        self._describe()

    def setError(self, text: str) -> None:
        """What is wrong and what to do; an empty one takes the error away."""
        self.error.setText(text)
        self.error.setVisible(bool(text))
        self.frame.set_wrong(bool(text))
        self._describe()

    def error_text(self) -> str:
        """The error shown; empty if there is none."""
        return self.error.text()

    def _describe(self) -> None:
        parts = [part for part in (self.error.text(), self.hint.text()) if part]
        self.inner.setAccessibleDescription(" ".join(parts))

    def value(self) -> str:
        """What is written."""
        raise NotImplementedError

    def set_value(self, value: str) -> None:
        """Show this as written, without ``edited``."""
        raise NotImplementedError

    def draft(self) -> str:
        """What is written so far, to the letter: a sentence or a date may be half there."""
        return self.value()

    def set_draft(self, text: str) -> None:
        """Put back what :meth:`draft` gave, as if it had just been typed."""
        self.set_value(text)
        self.edited.emit()

    def take_focus(self) -> None:
        """Put the caret here, as an error summary does."""
        self.inner.setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say when the focus went elsewhere; keep the theme's font."""
        if watched is self.inner:
            if event.type() is QEvent.Type.FocusOut:
                self.left.emit()
            elif event.type() is QEvent.Type.StyleChange:
                self.inner.setFont(current().font(Role.BODY))
        return super().eventFilter(watched, event)


class LineField(Field):
    """One line of text."""

    def __init__(
        self, name: str, *, icon: str = "", limit: int = 200, line: QLineEdit | None = None
    ) -> None:
        self.line = line or QLineEdit()
        self.line.setMaxLength(limit)
        self.line.setFrame(False)
        self.line.setTextMargins(0, 0, 0, 0)
        super().__init__(name, self.line, icon=icon)
        self.line.textEdited.connect(self._edited)

    def value(self) -> str:
        """What is written, NFC, without blanks at its ends."""
        return nfc(self.line.text()).strip()

    def set_value(self, value: str) -> None:
        """Show this as written, without ``edited``."""
        if value != self.line.text():
            self.line.setText(value)

    def draft(self) -> str:
        """Blanks at its ends too: a word may be about to follow."""
        return nfc(self.line.text())

    def _edited(self, _text: str) -> None:
        self.edited.emit()


class PassField(LineField):
    """A passphrase: dots until *Show* is pressed. Said with ``set_shows(show, hide)``."""

    secret = True

    def __init__(self, name: str) -> None:
        super().__init__(name, limit=400, line=SecretLine())
        self.eye = Button("eye")
        self.eye.setCheckable(True)
        self.eye.toggled.connect(self._show)
        self.side.addWidget(self.eye)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)

    def value(self) -> str:
        """What is written, exactly."""
        return nfc(self.line.text())

    def _show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)
        self.eye.set_icon("eye-off" if shown else "eye")


class _Growing(WritingBox):
    """A writing box that grows with its text; Tab goes on to the next field."""

    fitted = Signal()

    def __init__(self, least: int) -> None:
        super().__init__()
        self._least = least
        self.setTabChangesFocus(True)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(2)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def _fit(self, *_: object) -> None:
        high = max(self._least, self.lines()) * self.fontMetrics().lineSpacing() + 6
        if high != self.maximumHeight():
            self.setFixedHeight(high)
        self.fitted.emit()

    def fit(self) -> None:
        """Fit the height to the text, after its look was changed from outside."""
        self._fit()

    def lines(self) -> int:
        """How many lines the text takes at this width; lays out what Qt has put off."""
        layout, block, lines = self.document().documentLayout(), self.document().begin(), 0
        while block.isValid():
            layout.blockBoundingRect(block)
            lines += max(1, block.layout().lineCount())
            block = block.next()
        return lines

    def set_least(self, lines: int) -> None:
        """Never lower than this many lines: as high as the box beside it."""
        if lines != self._least:
            self._least = lines
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit again in another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again at another width."""
        super().resizeEvent(event)
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls, not the box."""
        event.ignore()

    def sizeHint(self) -> QSize:
        """As high as its text."""
        return QSize(240, self.height())


class TextField(Field):
    """Several lines; the box grows with the text. Return makes a new line, Tab goes on."""

    def __init__(self, name: str, *, lines: int = 2) -> None:
        self.box = _Growing(lines)
        self._quiet = False
        super().__init__(name, self.box)
        self.box.textChanged.connect(self._edited)

    def value(self) -> str:
        """What is written, NFC, without blanks at its ends."""
        return nfc(self.box.toPlainText()).strip()

    def set_value(self, value: str) -> None:
        """Show this as written, without ``edited``."""
        if value != self.box.toPlainText():
            self._quiet = True
            self.box.setPlainText(value)
            self._quiet = False

    def draft(self) -> str:
        """Blanks and lines at its ends too."""
        return nfc(self.box.toPlainText())

    def _edited(self) -> None:
        if not self._quiet:
            self.edited.emit()


class ChoiceField(Field):
    """One of a list. Values are codes; words are said with ``partial(field.set_option, value)``."""

    chosen = Signal(str)

    def __init__(self, name: str, values: Sequence[str] = (), *, icon: str = "") -> None:
        self.combo = Combo()
        super().__init__(name, self.combo, icon=icon, after="chevron-down")
        self.set_values(values)
        self.combo.activated.connect(self._activated)

    def set_values(self, values: Sequence[str]) -> None:
        """Which choices there are; their words are to be said again."""
        self.combo.clear()
        for value in values:
            self.combo.addItem("", value)

    def set_option(self, value: str, text: str) -> None:
        """The words of one choice."""
        self.combo.setItemText(self.combo.findData(value), text)
        self.combo.updateGeometry()

    def value(self) -> str:
        """The chosen code; empty while nothing is."""
        return str(self.combo.currentData() or "")

    def set_value(self, value: str) -> None:
        """Show this one as chosen, without a signal."""
        self.combo.setCurrentIndex(self.combo.findData(value))

    def _activated(self, _place: int) -> None:
        self.edited.emit()
        self.chosen.emit(self.value())
