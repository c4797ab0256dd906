"""Starting up: one application, one window, one vault, in the language of its keeper."""

from __future__ import annotations

import argparse
import faulthandler
import gc
import logging
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

from PySide6.QtCore import QLocale, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from aln_review.casework.core import Casework
from aln_review.casework.door import Door, DoorState
from aln_review.casework.places import Places, find_places
from aln_review.casework.say import Say
from aln_review.casework.surroundings import keep_temporary_in_memory, leave_no_core
from aln_review.casework.wiring import demo, open_door, utc_now
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import AlnError, OwnFault, WorldFault
from aln_review.domain.late import load
from aln_review.domain.setting import SettingKind
from ui.bridge import Bridge, Vault, own_fault
from ui.chrome.letters import Circumflex
from ui.copying import Copier
from ui.instance import Listener, call_first
from ui.loading import Loader
from ui.post import Post, carry, casework_of, mail_of
from ui.retranslate import Words
from ui.shell import Shell
from ui.theme import Look, current, dress
from ui.tokens import Tone
from ui.traces import forget, leave_none
from ui.translator import speak
from ui.watch import Watch
from ui.widgets.message import MessageBox

SETTLED = 200
"""Milliseconds after which the first page stands."""
IN_USE = "error.vault.already_open"


@dataclass(frozen=True, slots=True)
class Start:
    """What is there before the window: the application, its curtain, the language to begin in."""

    app: QApplication
    curtain: QWidget
    language: Language

    def lift(self, window: QWidget) -> None:
        """Take the curtain away from before the window."""
        if self.curtain.isMaximized():
            window.showMaximized()
        else:
            window.setGeometry(self.curtain.geometry())
        self.curtain.close()


def main(argv: Sequence[str], curtain: QWidget) -> int:
    """Open the window behind the curtain; the exit status of the application."""
    asked = _parser().parse_args(argv)
    leave_no_core()
    faulthandler.enable()
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise OwnFault("error.own.unexpected", kind="QApplication")
    dress(app, Look())
    start = Start(app, curtain, first_language(asked.language))
    leave_none()
    if not asked.demo:
        keep_temporary_in_memory()
        places = find_places(asked.data)
        return _run(start, places, open_door(places), None)
    with TemporaryDirectory(prefix="aln-review-demo-") as folder:
        data = Path(folder)
        door, casework = demo(SettingKind(asked.setting), data)
        status = _run(start, find_places(data), door, casework)
        door.release()
        return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="aln-review")
    kinds = [kind.value for kind in SettingKind]
    parser.add_argument("--demo", action="store_true")
    parser.add_argument("--setting", choices=kinds, default=SettingKind.SCHOOL.value)
    parser.add_argument("--language", choices=[one.value for one in Language], default="")
    parser.add_argument("--data", type=Path, default=None)
    return parser


def first_language(asked: str) -> Language:
    """The language asked for, or the computer's if it is one of ours, or Welsh."""
    if asked:
        return Language(asked)
    english = QLocale.system().language() is QLocale.Language.English
    return Language.EN if english else Language.CY


def _run(start: Start, places: Places, door: Door, opened: Casework | None) -> int:
    """Show the window on this vault until it is closed."""
    refused = None if opened is not None else _take(door)
    if refused is not None and refused.key == IN_USE and call_first(places.vault):
        return 0
    session = Session(start.app, door, start.language)
    if refused is not None:
        session.refuse(refused)
        start.lift(session.shell)
        status = start.app.exec()
        session.end()
        return status
    listener = Listener(places.vault)
    listener.called.connect(session.come_forward)
    session.show(opened)
    start.lift(session.shell)
    status = start.app.exec()
    listener.close()
    session.end()
    return status


def _take(door: Door) -> WorldFault | None:
    """Become the vault's owner; or why that cannot be."""
    try:
        door.take()
    except WorldFault as fault:
        return fault
    return None


class Session(QObject):
    """The window and what serves it: the bridge, the words, the post."""

    def __init__(self, app: QApplication, door: Door, language: Language) -> None:
        super().__init__()
        self._app = app
        self._door = door
        self.words = Words(door.tools.catalogues, language)
        self.bridge = Bridge()
        self.shell = Shell(self.bridge, self.words, current(), utc_now, door)
        self.post = Post(self.bridge)
        self.copier = Copier(self.bridge, door)
        self.watch = Watch(self.bridge)
        self.loader = Loader(self.bridge)
        self.watch.found.connect(self.shell.say_error)
        self.circumflex = Circumflex()
        for watch in (self.circumflex, self.shell.idle):
            app.installEventFilter(watch)
        self.words.switched.connect(self._speak)
        self.shell.entered.connect(self._entered)
        self.shell.locked.connect(self.post.stop)
        self.shell.locked.connect(self.copier.stop)
        self.bridge.shutting.connect(self.copier.at_end)
        self.copier.shrank.connect(self._shrank)
        self.copier.failed.connect(self.shell.say_error)
        self.shell.locked.connect(forget)
        sys.excepthook = partial(_mistake, self.shell)
        self._speak()
        QTimer.singleShot(SETTLED, self._settle)

    def show(self, opened: Vault | None) -> None:
        """Show the page that fits what stands at the vault's place."""
        if opened is not None:
            self.shell.enter(opened)
        elif self._door.look().state is DoorState.NO_VAULT:
            self.shell.open("first-run", {})
        else:
            self.shell.open("unlock", {})
        self.shell.show()
        self.shell.guard.session.start(self.shell.winId())

    def refuse(self, fault: AlnError) -> None:
        """Show why no vault can be opened here, and what to do about it."""
        self.shell.open("unlock", {"refused": fault})
        self.shell.show()

    def come_forward(self) -> None:
        """A second start: this is the window."""
        self.shell.showNormal()
        self.shell.raise_()
        self.shell.activateWindow()

    def end(self) -> None:
        """Take the watch off the application."""
        for watch in (self.circumflex, self.shell.idle):
            self._app.removeEventFilter(watch)
        self.post.stop()
        self.copier.stop()
        self.watch.stop()
        self.loader.stop()
        self.bridge.close()

    def _settle(self) -> None:
        """The first page stands: load what waited for it, and look for rubbish among the new."""
        gc.freeze()
        gc.enable()
        self.bridge.run(load)

    def _speak(self) -> None:
        speak(self._app, self.words.catalogue)

    def _shrank(self, said: Say) -> None:
        """Much is missing from the newest copy: said once after each opening, never in between."""
        message = MessageBox(
            self.shell,
            self.words,
            heading="copies.alarm.heading",
            sentence=said,
            choices={"copies": "copies.alarm.look", "close": "shell.close"},
            icon="triangle-alert",
            tone=Tone.RUST,
        )
        message.answered.connect(self._look)
        message.open()

    def _look(self, chosen: str) -> None:
        if chosen == "copies":
            self.shell.open("copies", {})

    def _entered(self) -> None:
        self.loader.start()
        if not self.bridge.is_writable:
            # A copy made elsewhere sends nothing and takes nothing in.
            return
        self.post.start(partial(carry, mail_of(self.bridge)))
        self.copier.start(casework_of(self.bridge))
        self.watch.start()


def _mistake(
    shell: Shell, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
) -> None:
    """A mistake of ours in the window: the log gets types and places, the person a sentence."""
    shell.say_error(own_fault(error))
