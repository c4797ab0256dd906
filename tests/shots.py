"""Pictures of every screen, to be looked at: ``python -m tests.shots DIR [--only PAGE ...]``.

Each screen in both languages at 1366x768, 1920x1080 and at 910x512 with text at 200 %, on demo
data with invented people, as ``screen-language-size.png``. A room lays out its scenes in
``tests/ui/scenes_<room>.py`` as ``SCENES``; a page without one is shown as it opens. A scene that
fails is reported and the others go on; the exit status is 1 then.
"""

from __future__ import annotations

import argparse
import pkgutil
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMessageLogContext,
    QPoint,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

import tests.ui
from aln_review.casework.commands.keeping import SavePreferences
from aln_review.casework.core import Casework
from aln_review.casework.door import Door
from aln_review.casework.half_typed import KeepHalfTyped
from aln_review.casework.memory import Preferences
from aln_review.domain.bilingual import Language
from aln_review.domain.setting import SettingKind
from aln_review.language.catalogue import MISSES
from tests.ui.demo_copies import copied_demo
from tests.ui.desk import app, now, plain_look, words
from ui.bridge import Bridge
from ui.desk import Screen
from ui.rooms import ROOMS, Chrome
from ui.shell import Shell
from ui.theme import current
from ui.translator import speak

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


class Lent(Casework):
    """A vault that one window after another may use: closing it is for the one who lent it."""

    def __init__(self, vault: Casework) -> None:
        super().__init__(vault.store, vault.tools)

    def close(self) -> None:
        return


@dataclass(frozen=True)
class Demo:
    """An open demo vault and its door."""

    door: Door
    vault: Casework


@contextmanager
def opened(kind: SettingKind) -> Iterator[Demo]:
    """A demo vault in a folder of its own, closed and gone afterwards."""
    with TemporaryDirectory() as data:
        made = Demo(*copied_demo(kind, Path(data)))
        try:
            yield made
        finally:
            made.vault.close()
            made.door.release()


def scene_modules() -> tuple[str, ...]:
    """The modules in which rooms lay out their scenes."""
    names = [module.name for module in pkgutil.iter_modules(tests.ui.__path__)]
    return tuple(f"tests.ui.{name}" for name in names if name.startswith("scenes_"))


def with_the_rest(laid_out: list[Scene]) -> tuple[Scene, ...]:
    """These scenes, and every other built page as it opens."""
    pages = {scene.page for scene in laid_out}
    rest = [
        Scene(one.page, one.page, setting=owner(one.page))
        for one in ROOMS
        if one.built() and one.page not in pages
    ]
    return (*laid_out, *rest)


def owner(page: str) -> SettingKind:
    """Whose page it is: the authority has a few of its own."""
    desk = page in ("desk", "arrival", "register")
    return SettingKind.AUTHORITY if desk else SettingKind.SCHOOL


def scenes() -> tuple[Scene, ...]:
    """Every scene laid out by the rooms, and every other built page as it opens."""
    laid_out: list[Scene] = []
    for name in scene_modules():
        laid_out.extend(import_module(name).SCENES)
    return with_the_rest(laid_out)


def stage(
    made: Demo,
    scene: Scene,
    language: Language,
    size: tuple[int, int, int],
    *,
    strict: bool = False,
) -> Shell:
    """A window on the scene, shown, with everything answered."""
    qt = app()
    width, height, percent = size
    preferences = Preferences(language=language, text_percent=percent, theme="light", motion=False)
    made.vault.do(SavePreferences(preferences))
    # What was half-typed in the scene before is not this one's.
    made.vault.do(KeepHalfTyped())
    current().choose(plain_look(percent / 100))
    spoken = words(language, strict=strict)
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
    for _ in range(12):
        qt.processEvents()
    return shell


def strike(shell: Shell) -> None:
    """Take the window down, and everything over it."""
    shell.close()
    shell.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def strike_all() -> None:
    """Take down whatever a scene that failed left standing."""
    for left in app().topLevelWidgets():
        left.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def over(shell: Shell) -> list[QWidget]:
    """Messages, dialogs and menus that stand over the window."""
    return [one for one in shell.findChildren(QWidget) if one.isWindow() and one.isVisible()]


def picture(shell: Shell) -> QPixmap:
    """The window as it is seen, with what stands over it."""
    whole = shell.grab()
    for dialog in over(shell):
        painter = QPainter(whole)
        painter.fillRect(whole.rect(), QColor(0, 0, 0, 90))
        middle = shell.rect().center() - dialog.rect().center()
        painter.drawPixmap(QPoint(max(0, middle.x()), max(0, middle.y())), dialog.grab())
        painter.end()
    return whole


class Photographer:
    """Makes the pictures and remembers what went wrong."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.failed: list[str] = []

    def note(self, what: str, error: BaseException) -> None:
        """Keep what did not work; where it happened goes to standard error."""
        self.failed.append(f"{what}: {type(error).__name__}: {error}")
        traceback.print_exception(error)

    def hook(
        self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        """A mistake in a slot or a paint event."""
        self.note("while painting or answering", error)

    def load(self) -> tuple[Scene, ...]:
        """Every scene that can be loaded."""
        laid_out: list[Scene] = []
        for name in scene_modules():
            try:
                laid_out.extend(import_module(name).SCENES)
            except Exception as error:  # noqa: BLE001 - reported, and the others go on
                self.note(name, error)
        return with_the_rest(laid_out)

    def shoot(self, wanted: list[Scene]) -> Iterator[Path]:
        """Make the pictures; gives each file as it is written."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for kind in dict.fromkeys(scene.setting for scene in wanted):
            with opened(kind) as made:
                for scene in wanted:
                    if scene.setting is kind:
                        yield from self._scene(made, scene)

    def _scene(self, made: Demo, scene: Scene) -> Iterator[Path]:
        for language in Language:
            for size in SIZES:
                name = f"{scene.name}-{language.value}-{size[0]}x{size[1]}"
                MISSES.clear()
                try:
                    shell = stage(made, scene, language, size)
                    file = self._folder / f"{name}.png"
                    picture(shell).save(str(file))
                    strike(shell)
                except Exception as error:  # noqa: BLE001 - reported, and the others go on
                    self.note(name, error)
                    strike_all()
                    continue
                self.failed += [f"{name}: no words for {one}" for one in sorted(MISSES)]
                yield file


def quiet(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """What Qt says, but not that this platform has no window manager."""
    if "This plugin does not support" not in text:
        print(text, file=sys.stderr)


def main() -> int:
    """Make the pictures asked for; 1 when any of them failed."""
    parser = argparse.ArgumentParser(prog="tests.shots")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", nargs="*", default=[])
    asked = parser.parse_args()
    qInstallMessageHandler(quiet)
    app()
    photographer = Photographer(asked.folder)
    sys.excepthook = photographer.hook
    every = photographer.load()
    only = asked.only
    wanted = [one for one in every if not only or one.page in only or one.name in only]
    for file in photographer.shoot(wanted):
        print(file, flush=True)
    for line in photographer.failed:
        print("FAILED", line, file=sys.stderr)
    return 1 if photographer.failed else 0


if __name__ == "__main__":
    sys.exit(main())
