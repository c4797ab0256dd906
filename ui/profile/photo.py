"""A photograph of the learner's choosing: opened, cropped by key or pointer, kept."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QImageReader,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QDialog, QFileDialog, QSizePolicy, QVBoxLayout, QWidget

from aln_review.casework.commands.learners import AgreePhoto
from aln_review.casework.commands.photo import SetPhoto
from aln_review.casework.photo_file import PhotoFile, read_photo, square
from aln_review.domain.errors import AlnError
from aln_review.domain.learner import Learner
from ui.bridge import Bridge
from ui.retranslate import Sayings, Words
from ui.theme import current
from ui.widgets import (
    Button,
    CardHead,
    FlowLayout,
    IconLabel,
    Label,
    PrimaryButton,
    Role,
    Toggle,
    Tone,
)
from ui.widgets.paint import painted, ring

STEP = 0.02
"""Of the picture's shorter side, for each press of an arrow; with Shift five times as far."""
LEAST = 0.15
"""The smallest square, of the shorter side."""
LOWEST, HIGHEST, AROUND = 120, 340, 330
"""Logical pixels: the picture takes what the window has left over, within reason."""
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


def upright(data: bytes) -> QImage:
    """A picture small enough to show, turned as its camera was held; slow."""
    device = QBuffer()
    device.setData(QByteArray(data))
    device.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(device)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > 1600:
        reader.setScaledSize(size.scaled(1600, 1600, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


class CropView(QWidget):
    """The picture with a square on it: arrows move the square, plus and minus change its size."""

    moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.side = 1.0
        """Of the shorter side."""
        self.centre = QPointF(0.5, 0.5)
        self._grabbed = QPointF()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_image(self, image: QImage) -> None:
        """Show this picture with the largest square in its middle."""
        self._image = image
        self.side, self.centre = 1.0, QPointF(0.5, 0.5)
        self._hold()

    def sizeHint(self) -> QSize:
        """Large enough to see a face in."""
        return QSize(520, 340)

    def minimumSizeHint(self) -> QSize:
        """A small window must do."""
        return QSize(200, 140)

    def _hold(self) -> None:
        """Keep the square on the picture."""
        wide, high = max(1, self._image.width()), max(1, self._image.height())
        self.side = min(1.0, max(LEAST, self.side))
        half = self.side * min(wide, high) / 2
        x = min(max(self.centre.x(), half / wide), 1 - half / wide)
        y = min(max(self.centre.y(), half / high), 1 - half / high)
        self.centre = QPointF(x, y)
        self.update()
        self.moved.emit()

    def crop(self, width: int, height: int) -> tuple[int, int, int]:
        """Left, top and side in pixels of the upright picture of this size."""
        side = int(self.side * min(width, height))
        left = round(self.centre.x() * width - side / 2)
        top = round(self.centre.y() * height - side / 2)
        return min(max(0, left), width - side), min(max(0, top), height - side), side

    def nudge(self, x: int, y: int, *, far: bool = False) -> None:
        """Move the square by steps of the picture's shorter side."""
        least = min(self._image.width(), self._image.height()) * STEP * (5 if far else 1)
        self.centre += QPointF(
            x * least / max(1, self._image.width()), y * least / max(1, self._image.height())
        )
        self._hold()

    def grow(self, by: float) -> None:
        """A larger or smaller square."""
        self.side += by
        self._hold()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, plus, minus."""
        key = Qt.Key(event.key())
        far = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in ARROWS:
            self.nudge(*ARROWS[key], far=far)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.grow(STEP * 2)
        elif key is Qt.Key.Key_Minus:
            self.grow(-STEP * 2)
        else:
            super().keyPressEvent(event)

    def _shown(self) -> QRectF:
        size = self._image.size().scaled(
            self.size() - QSize(8, 8), Qt.AspectRatioMode.KeepAspectRatio
        )
        return QRectF(
            (self.width() - size.width()) / 2,
            (self.height() - size.height()) / 2,
            size.width(),
            size.height(),
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the square."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._grabbed = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag it."""
        shown = self._shown()
        by = event.position() - self._grabbed
        self._grabbed = event.position()
        self.centre += QPointF(by.x() / max(1.0, shown.width()), by.y() / max(1.0, shown.height()))
        self._hold()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """The picture, dimmed outside the square."""
        if self._image.isNull():
            return
        shown = self._shown()
        painter.drawImage(shown, self._image)
        side = self.side * min(shown.width(), shown.height())
        area = QRectF(0, 0, side, side)
        area.moveCenter(
            QPointF(
                shown.x() + self.centre.x() * shown.width(),
                shown.y() + self.centre.y() * shown.height(),
            )
        )
        painter.save()
        painter.setClipRect(shown)
        for dim in (
            QRectF(shown.x(), shown.y(), shown.width(), area.y() - shown.y()),
            QRectF(shown.x(), area.bottom(), shown.width(), shown.bottom() - area.bottom()),
            QRectF(shown.x(), area.y(), area.x() - shown.x(), side),
            QRectF(area.right(), area.y(), shown.right() - area.right(), side),
        ):
            painter.fillRect(dim, QColor(0, 0, 0, 140))
        painter.restore()
        painter.setPen(QPen(QColor(current().tokens.focus), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area.adjusted(1, 1, -1, -1))
        if self.hasFocus():
            ring(painter, QRectF(self.rect()).adjusted(2, 2, -2, -2), 6)


class PhotoDialog(QDialog):
    """Choose a file, put the square where the face is, keep it; and say whether it may be shown."""

    def __init__(self, parent: QWidget, words: Words, bridge: Bridge, learner: Learner) -> None:
        super().__init__(parent)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bridge, self._learner = bridge, learner
        self._words = words
        self._file: PhotoFile | None = None
        self._sayings = Sayings(words)
        say = self._sayings.say
        say(self.setWindowTitle, "profile.photo")
        head = CardHead("camera", Tone.PLUM)
        say(head.setText, "profile.photo_heading", name=learner.shown)
        self.hint = Label(Role.BODY, Tone.MUTED)
        say(self.hint.setText, "profile.photo_hint")
        self.view = CropView()
        say(self.view.setAccessibleName, "profile.photo_square")
        self.view.hide()
        self.wrong = IconLabel("circle-alert", Role.SMALL_STRONG, Tone.RUST)
        self.wrong.hide()
        self.agreed = Toggle()
        say(self.agreed.setText, "profile.photo_agreed", name=learner.shown)
        self.agreed.setChecked(learner.photo_agreed)
        self.choose = Button("image")
        say(self.choose.setText, "profile.photo_choose")
        self.larger, self.smaller = Button("zoom-out"), Button("zoom-in")
        say(self.larger.setText, "profile.photo_larger")
        say(self.smaller.setText, "profile.photo_smaller")
        self.keep = PrimaryButton("check")
        say(self.keep.setText, "profile.photo_keep")
        self.close_it = Button()
        say(self.close_it.setText, "shell.close")
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 22, 24, 22)
        box.setSpacing(12)
        for part in (head, self.hint, self.wrong):
            box.addWidget(part)
        box.addWidget(self.view, 1)
        box.addWidget(self.agreed)
        box.addLayout(
            FlowLayout(self.keep, self.choose, self.larger, self.smaller, self.close_it, spacing=10)
        )
        self.offer(cropping=False)
        self.setMinimumWidth(round(min(36 * current().em, parent.width() * 0.9)))
        self.setMaximumSize(parent.size())
        self.view.setMinimumHeight(max(LOWEST, min(HIGHEST, parent.height() - AROUND)))
        self.choose.clicked.connect(self.choose_file)
        self.keep.clicked.connect(self.keep_photo)
        self.larger.clicked.connect(partial(self.view.grow, 0.1))
        self.smaller.clicked.connect(partial(self.view.grow, -0.1))
        self.close_it.clicked.connect(self.close)
        self.agreed.toggled.connect(self._agree)
        words.switched.connect(self._sayings.say_all)

    def offer(self, *, cropping: bool) -> None:
        """The picture with its square and what is done with it, or what a file may be."""
        self.view.setVisible(cropping)
        for part in (self.keep, self.larger, self.smaller):
            part.setVisible(cropping)
        self.hint.setVisible(not cropping)
        self.adjustSize()

    def choose_file(self) -> None:
        """Ask which file."""
        dialog = QFileDialog(self, self._words.t("profile.photo_choose"), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter("JPEG, PNG, WebP (*.jpg *.jpeg *.png *.webp)")
        dialog.fileSelected.connect(self.open_file)
        dialog.open()

    def open_file(self, path: str) -> None:
        """Read a picture and show it with its square."""
        self.wrong.hide()
        self._bridge.run(partial(read_photo, Path(path)), self._read, self._refused)

    def _read(self, file: PhotoFile) -> None:
        self._file = file
        self._bridge.run(partial(upright, file.data), self._show, self._refused)

    def _show(self, image: QImage) -> None:
        self.view.set_image(image)
        self.offer(cropping=True)
        self.view.setFocus(Qt.FocusReason.TabFocusReason)

    def keep_photo(self) -> None:
        """Keep the square as the learner's photograph."""
        if self._file is None:
            return
        crop = square(*self.view.crop(self._file.width, self._file.height))
        self._bridge.do(
            SetPhoto(self._learner.id, self._file.data, crop), self._kept, self._refused
        )

    def _kept(self, _learner: Learner) -> None:
        self.close()

    def _refused(self, error: AlnError) -> None:
        self._sayings.say(self.wrong.setText, error.key, **error.facts)
        self.wrong.show()

    def _agree(self, agreed: bool) -> None:
        self._bridge.do(AgreePhoto(self._learner.id, agreed), failed=self._refused)
