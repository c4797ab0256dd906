"""The learner's photograph: chosen, cut square with the pointer or the keyboard, agreed to."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader
from PySide6.QtWidgets import QFileDialog, QWidget

from aln_review.casework.commands.learners import AgreePhoto
from aln_review.casework.commands.photo import SetPhoto
from aln_review.casework.photo_file import PhotoFile, read_photo, square
from aln_review.casework.queries.learners import LearnerPage, LearnerView
from aln_review.casework.queries.photo import LearnerPhoto
from ui.learner.crop import CropBox
from ui.learner.form import FormScreen
from ui.retranslate import What
from ui.widgets import Button, FlowLayout, Label, Role, Toggle, Tone, column

SHOWN = 1400
"""Pixels of the longer side of the picture that is shown while it is cut."""
ALLOCATION = 160
"""Megabytes a picture may take while it is read."""


class EditPhoto(FormScreen):
    """Opened for ``learner``."""

    KEEP = "photo.keep"

    def fields(self) -> None:
        """Choose, cut, agree."""
        self._file: PhotoFile | None = None
        self._was_agreed = False
        self.choose = self.put(Button("image"), "photo.choose")
        self.crop = CropBox()
        self.say(self.crop.setAccessibleName, "photo.crop")
        self.how = self.put(Label(Role.SMALL, Tone.MUTED), "photo.crop_hint")
        self.larger = self.put(Button("plus"), "photo.larger")
        self.smaller = self.put(Button("minus"), "photo.smaller")
        self.agreed = self.put(Toggle(), "learner.photo_agreed")
        sizes = QWidget()
        sizes.setLayout(FlowLayout(self.smaller, self.larger, spacing=10))
        self._cutting = (self.how, sizes)
        self.card.add(self.choose)
        self.card.add(column(self.crop, spacing=0))
        for part in self._cutting:
            self.card.add(part)
            part.hide()
        self.card.add(self.agreed)
        self.keep_button.setEnabled(False)

    def bind(self) -> None:
        """Choosing a file, the size of the square, the learner's answer."""
        super().bind()
        self.choose.clicked.connect(self._choose)
        self.agreed.toggled.connect(self._agree)
        self.larger.clicked.connect(self.crop.grow)
        self.smaller.clicked.connect(self.crop.shrink)

    def show_for(self, **args: object) -> None:
        """Show the photograph there is."""
        self.say(self.heading.setText, "photo.heading")
        self.say(self.hint.setText, "learner.photo_whose")
        learner = str(args["learner"])
        self.ask(LearnerPage(learner), self._show)
        self.ask(LearnerPhoto(learner), self._show_photo)

    def title(self) -> What:
        """Photograph."""
        return "learner.photo"

    def first_focus(self) -> QWidget | None:
        """Choose a picture."""
        return self.choose

    def _show(self, view: LearnerView) -> None:
        self.name_learner(view.learner.name)
        self._was_agreed = view.learner.photo_agreed
        self.agreed.setChecked(self._was_agreed)
        self.agreed.setEnabled(bool(view.learner.photo_id))

    def _agree(self, agreed: bool) -> None:
        """With no new picture in hand, the answer is about the one that is kept."""
        if self._file is None and agreed is not self._was_agreed:
            self._was_agreed = agreed
            self.do(AgreePhoto(str(self.args["learner"]), agreed))

    def _show_photo(self, data: bytes) -> None:
        if data and self._file is None:
            self.crop.show_image(QImage.fromData(data), cut=False)

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.words.t("photo.choose"), str(Path.home()))
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        pictures = self.words.t("photo.pictures")
        dialog.setNameFilter(f"{pictures} (*.jpg *.jpeg *.png *.webp *.gif *.bmp)")
        dialog.fileSelected.connect(self.take)
        dialog.open()

    def take(self, path: str) -> None:
        """Read the picture at a path, away from the window's thread."""
        self.desk.bridge.run(partial(_open, Path(path)), self._opened, self.desk.say_error)

    def _opened(self, opened: tuple[PhotoFile, QImage]) -> None:
        self._file, image = opened
        self.crop.show_image(image, cut=True)
        for part in self._cutting:
            part.show()
        self.keep_button.setEnabled(True)
        self.agreed.setEnabled(True)
        self.crop.setFocus()

    def keep(self) -> None:
        """Keep the square and the learner's answer."""
        if self._file is None:
            return
        learner = str(self.args["learner"])
        left, top, side = self.crop.square_of(self._file.width, self._file.height)
        self.do(SetPhoto(learner, self._file.data, square(left, top, side)), self._kept_photo)

    def _kept_photo(self, _learner: object) -> None:
        self.do(AgreePhoto(str(self.args["learner"]), self.agreed.isChecked()), self.kept)


def _open(path: Path) -> tuple[PhotoFile, QImage]:
    """The file's bytes and an upright picture small enough to be shown at once."""
    found = read_photo(path)
    buffer = QBuffer()
    buffer.setData(QByteArray(found.data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    QImageReader.setAllocationLimit(ALLOCATION)
    size = reader.size()
    if max(size.width(), size.height()) > SHOWN:
        reader.setScaledSize(size.scaled(QSize(SHOWN, SHOWN), Qt.AspectRatioMode.KeepAspectRatio))
    return found, reader.read()
