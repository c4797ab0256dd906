"""Pictures of every screen, to be looked at: ``python -m tests.shots DIR [--only PAGE ...]``.

Each screen in both languages at 1366x768, 1920x1080 and at 910x512 with text at 200 %, on demo
data with invented people, as ``screen-language-size.png``. A room lays out its scenes in
``tests/ui/scenes_<room>.py`` as ``SCENES``; a page without one is shown as it opens.
"""

from __future__ import annotations

import argparse
import pkgutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QDialog

import tests.ui
from aln_review.casework.commands.keeping import SavePreferences
from aln_review.casework.core import Casework, Command, Outcome, Query
from aln_review.casework.door import Door
from aln_review.casework.memory import Preferences
from aln_review.casework.wiring import demo
from aln_review.domain.bilingual import Language
from aln_review.domain.setting import SettingKind
from tests.ui.desk import app, now, plain_look, words
from ui.bridge import Bridge
from ui.desk import Screen
from ui.rooms import ROOMS, Chrome
from ui.shell import Shell
from ui.theme import current
from ui.translator import speak

T = TypeVar("T")
SIZES = ((1366, 768, 100), (1920, 1080, 100), (910, 512, 200))
"""Width and height in logical pixels, text size in percent."""


def no_args(_vault: Casework) -> Mapping[str, object]:
    """A page that needs none."""
    return {}


def as_it_is(_screen: Screen) -> None:
    """Nothing is done to the page before its picture."""


@dataclass(frozen=True)
class Scene:
    """One picture: a page, what it is opened for, and what is done to it first."""

    name: str
    page: str
    args: Callable[[Casework], Mapping[str, object]] = field(default=no_args)
    act: Callable[[Screen], None] = field(default=as_it_is)
    setting: SettingKind = SettingKind.SCHOOL


class Lent:
    """A vault that one window after another may use: closing it is for the one who lent it."""

    def __init__(self, vault: Casework) -> None:
        self._vault = vault

    def do(self, command: Command[T]) -> Outcome[T]:
        return self._vault.do(command)

    def ask(self, query: Query[T]) -> T:
        return self._vault.ask(query)

    def close(self) -> None:
        return


@dataclass(frozen=True)
class Demo:
    """An open demo vault and its door."""

    door: Door
    vault: Casework


def scenes() -> tuple[Scene, ...]:
    """Every scene laid out by the rooms, and every other built page as it opens."""
    laid_out: list[Scene] = []
    for module in pkgutil.iter_modules(tests.ui.__path__):
        if module.name.startswith("scenes_"):
            laid_out.extend(import_module(f"tests.ui.{module.name}").SCENES)
    pages = {scene.page for scene in laid_out}
    rest = [Scene(one.page, one.page) for one in ROOMS if one.built() and one.page not in pages]
    return (*laid_out, *rest)


def stage(made: Demo, scene: Scene, language: Language, size: tuple[int, int, int]) -> Shell:
    """A window on the scene, shown, with everything answered."""
    qt = app()
    width, height, percent = size
    preferences = Preferences(language=language, text_percent=percent, theme="light", motion=False)
    made.vault.do(SavePreferences(preferences))
    current().choose(plain_look(percent / 100))
    spoken = words(language)
    speak(qt, spoken.catalogue)
    shell = Shell(Bridge(immediate=True), spoken, current(), now, made.door)
    shell.resize(width, height)
    shell.show()
    args = scene.args(made.vault)
    chrome = next(one.chrome for one in ROOMS if one.page == scene.page)
    if chrome is Chrome.PLAIN:
        shell.open(scene.page, args)
    else:
        shell.enter(Lent(made.vault), scene.page, args)
    qt.processEvents()
    if shell.screen_shown is not None:
        scene.act(shell.screen_shown)
    for _ in range(3):
        qt.processEvents()
    return shell


def picture(shell: Shell) -> QPixmap:
    """The window as it is seen, with the message that stands over it."""
    whole = shell.grab()
    for dialog in shell.findChildren(QDialog):
        if not dialog.isVisible():
            continue
        painter = QPainter(whole)
        painter.fillRect(whole.rect(), QColor(0, 0, 0, 90))
        middle = shell.rect().center() - dialog.rect().center()
        painter.drawPixmap(QPoint(max(0, middle.x()), max(0, middle.y())), dialog.grab())
        painter.end()
    return whole


def shoot(folder: Path, only: list[str]) -> Iterator[Path]:
    """Make the pictures; gives each file as it is written."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [one for one in scenes() if not only or one.page in only or one.name in only]
    for kind in dict.fromkeys(scene.setting for scene in wanted):
        with TemporaryDirectory() as data:
            made = Demo(*demo(kind, Path(data), now))
            for scene in wanted:
                if scene.setting is kind:
                    yield from _shoot(folder, made, scene)
            made.vault.close()
            made.door.release()


def _shoot(folder: Path, made: Demo, scene: Scene) -> Iterator[Path]:
    for language in Language:
        for size in SIZES:
            shell = stage(made, scene, language, size)
            file = folder / f"{scene.name}-{language.value}-{size[0]}x{size[1]}.png"
            picture(shell).save(str(file))
            shell.close()
            shell.deleteLater()
            yield file


def main() -> int:
    """Make the pictures asked for."""
    parser = argparse.ArgumentParser(prog="tests.shots")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", nargs="*", default=[])
    asked = parser.parse_args()
    app()
    for file in shoot(asked.folder, asked.only):
        print(file)
    return 0


if __name__ == "__main__":
    sys.exit(main())
