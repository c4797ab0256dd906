"""A real, cheap door and a window on it, for the screens before and round the vault."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from aln_review.casework.door import Door
from aln_review.domain.bilingual import Language
from aln_review.language.lemmas import lemmas
from tests.accessibility import faults
from tests.casework.vaults import CHEAP, Clock, make_tools
from tests.ui.desk import app
from ui.bridge import Bridge
from ui.desk import Screen
from ui.retranslate import Words
from ui.rooms import ROOMS, Room
from ui.shell import Shell
from ui.theme import current
from ui.widgets import ScrollPage

ROUNDS = 200
"""Of the event loop: a page that needs more goes on for ever."""
_NO_KEYS = Qt.KeyboardModifier.NoModifier


class Blank(Screen):
    """Stands for the page behind the door."""


def pages(*real: str) -> tuple[Room, ...]:
    """The real rooms named, and blank ones for every other page."""
    return tuple(
        one
        if one.page in real
        else Room(one.page, "tests.ui.doors:Blank", one.section, one.title, one.chrome)
        for one in ROOMS
    )


def cheap_door(data: Path, clock: Clock) -> Door:
    """A door whose keys cost next to nothing, taken."""
    door = Door(data / "vault", make_tools(data, clock), lemmas, CHEAP)
    door.take()
    return door


def window(door: Door, clock: Clock, rooms: tuple[Room, ...], *, threads: bool = False) -> Shell:
    """A window that answers at once, or on its own threads; in English."""
    app()
    words = Words(door.tools.catalogues, Language.EN)
    shell = Shell(Bridge(immediate=not threads), words, current(), clock.now, door, rooms)
    shell.show()
    return shell


def audit(shell: Shell) -> list[str]:
    """What the auditor finds once everything has its place."""
    come_to_rest(shell)
    return faults(shell)


def come_to_rest(window: QWidget) -> None:
    """Let every page of a window come to its height, however many rounds of layout that takes."""
    for _ in range(ROUNDS):
        app().processEvents()
        if all(page.at_rest for page in window.findChildren(ScrollPage)):
            return
    raise AssertionError("the layout does not come to rest")


def type_into(widget: QWidget, text: str) -> None:
    """Type as a keyboard does, Welsh letters too."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, _NO_KEYS, letter))


def press(widget: QWidget, key: int) -> None:
    """Press one key."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, _NO_KEYS))
