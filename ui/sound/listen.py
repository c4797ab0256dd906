"""Listening while writing: a learner's recordings beside what is being written of them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from aln_review.domain.document import Document
from ui.desk import Screen
from ui.sound.bar import PlayBar
from ui.sound.sounds import SoundList
from ui.widgets import Card, CardHead, Label, Role, Tone, clear, column

KEYS = "Ctrl+Space"
MOST = 3
"""The newest. Others are heard on the learner's page, so that what is written stays in sight."""


class Listen(Card):
    """Hidden where nothing was recorded. The keyboard stays where one writes while it plays."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen.put(CardHead("audio-lines", Tone.PLUM), "sound.heading"))
        self._screen = screen
        self._sounds: tuple[Document, ...] = ()
        self._rows = column(spacing=4)
        self._last: PlayBar | None = None
        self.add(screen.put(Label(Role.SMALL, Tone.MUTED), "sound.listen"))
        self.add(self._rows)
        self.hide()
        shortcut = QShortcut(QKeySequence(KEYS), screen)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.toggle)

    def show_sounds(self, sounds: tuple[Document, ...]) -> None:
        """What there is to hear. What is being heard goes on while other things are saved."""
        sounds = sounds[:MOST]
        if sounds == self._sounds:
            return
        self._sounds, self._last = sounds, None
        clear(self._rows)
        if sounds:
            self._rows.addWidget(SoundList(self._screen, sounds, only_heard=True))
        self.setVisible(bool(sounds))

    def toggle(self) -> None:
        """Play or pause what was heard last, or else the newest."""
        bars = self.findChildren(PlayBar)
        heard = next((bar for bar in bars if bar.is_heard), None)
        bar = heard or self._last or next(iter(bars), None)
        if bar is not None and self.isVisible():
            self._last = bar
            bar.toggle()
