"""Listening while writing: a learner's recordings in one line above what is written of them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from aln_review.domain.document import Document
from ui.desk import Screen
from ui.sound.bar import PlayBar, named
from ui.sound.player import Player
from ui.widgets import Card, IconButton, IconLabel, Label, Role, Tone, line

KEYS = "Ctrl+Space"


class Listen(Card):
    """Hidden where nothing was recorded. The keyboard stays where one writes while it plays."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(spacing=2)
        self._screen = screen
        self._sounds: tuple[Document, ...] = ()
        self._at = 0
        self.title = IconLabel("audio-lines", Role.STRONG, Tone.PLUM)
        self.title.label.set_tone(Tone.PLAIN)
        self.bar = PlayBar(screen, Player(screen))
        self.other = screen.put(IconButton("skip-forward"), "sound.other")
        self.other.clicked.connect(self._go_on)
        self.add(self.title)
        self.add(line(self.bar, self.other, spacing=10))
        self.add(screen.put(Label(Role.SMALL, Tone.MUTED), "sound.listen"))
        self.hide()
        shortcut = QShortcut(QKeySequence(KEYS), screen)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.toggle)

    def show_sounds(self, sounds: tuple[Document, ...]) -> None:
        """What there is to hear. What is being heard goes on while other things are saved."""
        if sounds == self._sounds:
            return
        self._sounds, self._at = sounds, 0
        self.bar.silence()
        self.other.setVisible(len(sounds) > 1)
        self.setVisible(bool(sounds))
        self._show()

    def toggle(self) -> None:
        """Play it, or pause."""
        if self._sounds:
            self.bar.toggle()

    def _go_on(self) -> None:
        """To the recording before, and round to the newest."""
        self._at = (self._at + 1) % len(self._sounds)
        self.bar.silence()
        self._show()

    def _show(self) -> None:
        if self._sounds:
            sound = self._sounds[self._at]
            says = named(sound, "sound.named_of", "sound.named_from")
            self._screen.say(self.title.setText, says)
            self.bar.show_sound(sound)
