"""A desk on a real encrypted demo vault, answered at once; its host only remembers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar, cast

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from aln_review.casework.core import Casework
from aln_review.casework.queries.learners import Caseload
from aln_review.domain.bilingual import Language
from aln_review.domain.setting import SettingKind
from tests.ui.demo_copies import copied_demo
from tests.ui.desk import FakeHost, app, now, words
from ui.bridge import Bridge
from ui.desk import Desk, Screen
from ui.theme import current

S = TypeVar("S", bound=Screen)
ELIN, GWENLLIAN, TOMOS = "Elin Haf Prydderch", "Gwenllian Morus", "Tomos Wyn Bevan"


class DemoDesk:
    """The desk, its vault and what was asked of its window."""

    def __init__(self, vault: Casework) -> None:
        app()
        self.vault = vault
        self.bridge = Bridge(immediate=True)
        self.bridge.open(vault)
        self.host = FakeHost()
        self.words = words(Language.EN, strict=True)
        self.desk = Desk(self.bridge, self.words, current(), self.host, cast("object", None))  # type: ignore[arg-type]

    def learner(self, name: str) -> str:
        """The id of a learner by name."""
        return next(row.id for row in self.vault.ask(Caseload()).rows if row.name == name)

    def open(self, page: type[S], **args: object) -> S:
        """A page made, shown and answered."""
        self.words.switch(Language.EN)
        screen = page(self.desk)
        self.bridge.changed.connect(screen.refresh)
        screen.resize(1110, 660)
        screen.show()
        screen.activateWindow()
        screen.show_with(args)
        settle()
        return screen

    def opened(self) -> tuple[str, dict[str, object]]:
        """The page asked for last."""
        return self.host.opened[-1]


@contextmanager
def demo_desk(kind: SettingKind) -> Iterator[DemoDesk]:
    """A desk on a fresh demo vault of a kind."""
    with TemporaryDirectory() as folder:
        door, vault = copied_demo(kind, Path(folder), now)
        made = DemoDesk(vault)
        yield made
        made.bridge.close()
        door.release()


def settle() -> None:
    """Let layouts and posted events be done."""
    for _ in range(12):
        QApplication.processEvents()


def press(widget: QWidget, key: Qt.Key, text: str = "") -> None:
    """One key, as the keyboard sends it."""
    none = Qt.KeyboardModifier.NoModifier
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, none, text))
    settle()


def write(widget: QWidget, text: str) -> None:
    """Letters one by one, Welsh ones too."""
    for letter in text:
        press(widget, Qt.Key.Key_unknown, letter)


def texts(widget: QWidget) -> str:
    """Everything a page says, in one string."""
    return " | ".join(said for said in _said(widget) if said)


def _said(widget: QWidget) -> Iterator[str]:
    for one in [widget, *widget.findChildren(QWidget)]:
        if not one.isVisible():
            continue
        tell = getattr(one, "text", None)
        if callable(tell):
            yield str(tell())
        second = getattr(one, "second", None)
        if callable(second):
            yield str(second())
