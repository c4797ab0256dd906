"""The photograph: taken in, cut square by keyboard, refused in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from aln_review.casework.queries.learners import LearnerPage
from aln_review.casework.queries.photo import LearnerPhoto
from aln_review.domain.setting import SettingKind
from tests.ui.demo_desk import ELIN, GWENLLIAN, DemoDesk, demo_desk, press, settle
from ui.learner.crop import CropBox
from ui.learner.photo import EditPhoto


@pytest.fixture(scope="module")
def school() -> Iterator[DemoDesk]:
    with demo_desk(SettingKind.SCHOOL) as made:
        yield made


@pytest.fixture
def wide(tmp_path: Path) -> Path:
    """A picture whose left half is red and whose right half is blue."""
    picture = Image.new("RGB", (400, 200), "red")
    picture.paste("blue", (200, 0, 400, 200))
    path = tmp_path / "wide.png"
    picture.save(path)
    return path


def test_a_picture_is_cut_with_the_keyboard_and_kept(school: DemoDesk, wide: Path) -> None:
    learner = school.learner(GWENLLIAN)
    page = school.open(EditPhoto, learner=learner)
    assert not page.keep_button.isEnabled()
    page.take(str(wide))
    settle()
    for _ in range(60):
        press(page.crop, Qt.Key.Key_Right)
    press(page.crop, Qt.Key.Key_Minus)
    page.agreed.setChecked(True)
    press(page.keep_button, Qt.Key.Key_Return)
    view = school.vault.ask(LearnerPage(learner))
    assert view.learner.photo_agreed
    kept = QImage.fromData(school.vault.ask(LearnerPhoto(learner)))
    assert kept.width() == kept.height()
    middle = kept.pixelColor(kept.width() // 2, kept.height() // 2)
    assert middle.blue() > 200
    assert middle.red() < 60


def test_what_is_no_picture_is_said_and_nothing_changes(school: DemoDesk, tmp_path: Path) -> None:
    learner = school.learner(ELIN)
    before = school.vault.ask(LearnerPhoto(learner))
    page = school.open(EditPhoto, learner=learner)
    false = tmp_path / "picture.jpg"
    false.write_text("no picture")
    page.take(str(false))
    settle()
    assert school.host.errors[-1].key == "error.photo.not_a_picture"
    assert not page.keep_button.isEnabled()
    assert school.vault.ask(LearnerPhoto(learner)) == before


def test_the_square_never_leaves_the_picture() -> None:
    crop = CropBox()
    crop.show_image(QImage(300, 100, QImage.Format.Format_RGB32), cut=True)
    crop.resize(300, 300)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Minus, Qt.Key.Key_Left):
        for _ in range(80):
            press(crop, key)
    left, top, side = crop.square_of(3000, 1000)
    assert left == 0
    assert 0 <= top <= 1000 - side
    assert 0 < side < 1000
    for _ in range(80):
        crop.grow()
    assert crop.square_of(3000, 1000)[2] == 1000


def test_the_answer_about_a_kept_photograph_is_kept_at_once(school: DemoDesk) -> None:
    learner = school.learner(ELIN)
    page = school.open(EditPhoto, learner=learner)
    before = page.agreed.isChecked()
    page.agreed.click()
    settle()
    assert school.vault.ask(LearnerPage(learner)).learner.photo_agreed is not before
