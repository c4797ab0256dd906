"""Scenes of the profile editor."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QColor, QImage

from aln_review.casework.core import Casework
from aln_review.domain.profile import Heading
from tests.shots import Scene
from tests.ui.scenes_papers import Find
from ui.desk import Screen
from ui.profile.editor import ProfileEditor
from ui.profile.photo import PhotoDialog


def elin(vault: Casework) -> Mapping[str, object]:
    return {"learner": vault.ask(Find("Elin"))["learner"]}


def editing(screen: Screen) -> None:
    assert isinstance(screen, ProfileEditor)
    board = screen.boards[Heading.IMPORTANT]
    next(iter(board.cards.values())).click()


def asking(screen: Screen) -> None:
    assert isinstance(screen, ProfileEditor)
    next(iter(screen.sharing.tiles.values())).click()
    screen.history.click()
    bar = screen.page.verticalScrollBar()
    bar.setValue(bar.maximum())


def adding(screen: Screen) -> None:
    assert isinstance(screen, ProfileEditor)
    screen.start_adding(Heading.ADMIRE)


def photographing(screen: Screen) -> None:
    assert isinstance(screen, ProfileEditor)
    screen.steps.open_photo()
    dialog = screen.window().findChild(PhotoDialog)
    assert dialog is not None
    image = QImage(900, 600, QImage.Format.Format_RGB32)
    image.fill(QColor("#7FA7A0"))
    dialog.view.set_image(image)
    dialog.offer(cropping=True)


SCENES = (
    Scene("profile", "profile", elin),
    Scene("profile-editing", "profile", elin, editing),
    Scene("profile-adding", "profile", elin, adding),
    Scene("profile-sharing", "profile", elin, asking),
    Scene("profile-photo", "profile", elin, photographing),
)
