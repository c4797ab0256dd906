"""A room over a real demo vault: encrypted, filled with invented people, answered at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, cast

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from aln_review.casework.core import Casework
from aln_review.domain.bilingual import Language
from aln_review.domain.setting import SettingKind
from tests.shots import Lent
from tests.ui.demo_copies import copied_demo
from tests.ui.desk import FakeHost, desk, now
from ui.desk import Desk, Screen

S = TypeVar("S", bound=Screen)


@dataclass
class Ground:
    """The vault and the desk over it."""

    vault: Casework
    desk: Desk

    @property
    def host(self) -> FakeHost:
        return cast("FakeHost", self.desk.host)

    def switch(self, language: Language) -> None:
        self.desk.words.switch(language)
        settle()


@contextmanager
def ground(folder: Path, kind: SettingKind = SettingKind.SCHOOL) -> Iterator[Ground]:
    """A demo vault of this kind, opened under a desk in English."""
    door, vault = copied_demo(kind, folder, now)
    over = desk(Lent(vault), door=door)
    try:
        yield Ground(vault, over)
    finally:
        over.bridge.close()
        vault.close()
        door.release()


class Around(QWidget):
    """A window round one screen; it hears what commands changed, as the real one does."""

    def __init__(self, on: Desk, screen: Screen, width: int, height: int) -> None:
        super().__init__()
        self.shown = screen
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(screen)
        self.resize(width, height)
        on.bridge.changed.connect(screen.refresh)
        self.show()
        self.activateWindow()


def shown(on: Ground, screen: S, size: tuple[int, int] = (1140, 664), **args: object) -> Around:
    """Show a screen for its arguments, with everything answered."""
    around = Around(on.desk, screen, *size)
    screen.show_with(args)
    settle()
    return around


def settle() -> None:
    """Let Qt lay out and deliver what waits."""
    for _ in range(8):
        QApplication.processEvents()


def write(target: QWidget, text: str) -> None:
    """Type letters as a keyboard does, Welsh ones too."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(target, event)


def press(
    target: QWidget,
    key: Qt.Key,
    held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """One key, down and up."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, key, held))
    settle()
