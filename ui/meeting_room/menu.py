"""The menu of a card: everything the keys do, for a hand on the mouse or a finger."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from aln_review.casework.queries.meeting import MeetingView
from aln_review.domain.words import SHEETS, MaySee, Sheet
from ui.may_see import offer
from ui.meeting_room.cards import WordCard
from ui.meeting_room.chips import Voice
from ui.meeting_room.wishes import Wish
from ui.retranslate import Words

SHORT = 48
"""Letters of a statement shown in a menu."""


class CardMenu(QMenu):
    """Builds itself for one card; each choice calls back with what was asked."""

    def __init__(self, card: WordCard, words: Words, view: MeetingView) -> None:
        super().__init__(card)
        self._card = card
        self._words = words
        self._view = view
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def wishes(self, wish: Callable[[Wish], object]) -> None:
        """Write, move, remove."""
        for one, key, shortcut in (
            (Wish.EDIT, "edit", "Return"),
            (Wish.EARLIER, "earlier", "Alt+Up"),
            (Wish.LATER, "later", "Alt+Down"),
            (Wish.REMOVE, "remove", "Del"),
        ):
            action = self.addAction(self._words.t(f"meeting.card.{key}"))
            action.setShortcut(QKeySequence(shortcut))
            action.triggered.connect(partial(_call, partial(wish, one)))

    def sheets(self, go: Callable[[Sheet], object]) -> None:
        """To another sheet."""
        menu = self.addMenu(self._words.t("meeting.card.move_to"))
        for sheet in SHEETS[:-1]:
            if sheet is not self._card.said.sheet:
                action = menu.addAction(self._words.t(f"sheet.{sheet.value}.short"))
                action.triggered.connect(partial(_call, partial(go, sheet)))

    def echoes(self, voices: tuple[Voice, ...], echo: Callable[[str], object]) -> None:
        """Who says so too; a tick marks who has."""
        menu = self.addMenu(self._words.t("meeting.card.echo"))
        for voice in voices:
            if voice.name and voice.name != self._card.said.said_by:
                action = menu.addAction(voice.name.replace("&", "&&"))
                action.setCheckable(True)
                action.setChecked(voice.name in self._card.said.echoed_by)
                action.triggered.connect(partial(_call, partial(echo, voice.name)))

    def differences(self, differ: Callable[[str], object]) -> None:
        """Two statements differ: both are kept."""
        said = self._card.said
        sheet = self._view.sheet(said.sheet)
        rest = [one for one in (*sheet.learner, *sheet.others) if one.said_by != said.said_by]
        if not rest:
            return
        menu = self.addMenu(self._words.t("meeting.card.differs"))
        for one in rest:
            text = self._words.text(one.text)
            short = text if len(text) <= SHORT else f"{text[:SHORT].rstrip()}…"
            action = menu.addAction(f"{one.said_by}: {short}".replace("&", "&&"))
            action.triggered.connect(partial(_call, partial(differ, one.id)))

    def levels(self, mark: Callable[[MaySee], object]) -> None:
        """Who may see it; a tick marks who may now."""
        menu = self.addMenu(self._words.t("may_see.ask"))
        offer(menu, self._words, self._card.said.may_see, mark)

    def open_at_card(self) -> None:
        """Under the card."""
        self.popup(self._card.mapToGlobal(QPoint(24, min(self._card.height(), 60))))


def _call(done: Callable[[], object], *_: object) -> None:
    done()
