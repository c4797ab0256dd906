"""A learner's recordings: each with who is heard, who may hear it, and a way to hear it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from aln_review.casework.commands.marks import MarkDocument
from aln_review.casework.commands.sound import RemoveSound
from aln_review.casework.say import NOTHING, Say
from aln_review.domain.document import Document
from aln_review.domain.words import MaySee
from ui.desk import Screen
from ui.may_see import WhoMaySee
from ui.sound.bar import PlayBar, named
from ui.sound.player import Player
from ui.step_up import step_up
from ui.widgets import (
    Button,
    Card,
    CardHead,
    FlowLayout,
    Label,
    Role,
    Rule,
    TextButton,
    Tone,
    column,
)


class SoundList(QWidget):
    """The recordings of one learner, one beneath the other; one is heard at a time."""

    def __init__(self, screen: Screen, sounds: Sequence[Document]) -> None:
        super().__init__()
        self._screen = screen
        self.player = Player(screen)
        rows: list[QWidget] = []
        for sound in sounds:
            if rows:
                rows.append(Rule(room=2))
            rows.append(self._row(sound))
        self.setLayout(column(*rows, spacing=4))

    def _row(self, sound: Document) -> QWidget:
        screen = self._screen
        title = screen.put(Label(Role.STRONG), named(sound, "sound.named_of", "sound.named_from"))
        by = screen.put(Label(Role.SMALL, Tone.MUTED), _by(sound))
        by.setVisible(bool(by.text()))
        bar = PlayBar(screen, self.player)
        bar.show_sound(sound)
        row = QWidget()
        row.setLayout(column(title, by, bar, self._buttons(sound), spacing=0))
        return row

    def _buttons(self, sound: Document) -> QWidget:
        screen = self._screen
        ask = WhoMaySee(
            screen.words,
            sound.may_see,
            screen.words.say(named(sound, "sound.named_of", "sound.named_from")),
        )
        ask.chosen.connect(partial(self._mark, sound.id))
        change = screen.put(TextButton("pencil"), "sound.change")
        screen.say(change.setAccessibleName, named(sound, "sound.change_of", "sound.change_from"))
        change.clicked.connect(
            partial(screen.desk.open, "sound", learner=sound.learner_id, sound=sound.id)
        )
        remove = screen.put(TextButton("trash-2", tone=Tone.RUST), "sound.remove")
        screen.say(remove.setAccessibleName, named(sound, "sound.remove_of", "sound.remove_from"))
        remove.clicked.connect(partial(self._remove, sound.id))
        buttons = QWidget()
        buttons.setLayout(FlowLayout(ask, change, remove, spacing=10))
        return buttons

    def _mark(self, sound_id: str, level: MaySee) -> None:
        self._screen.do(MarkDocument(sound_id, level))

    def _remove(self, sound_id: str, *_: object) -> None:
        self.player.pause()
        step_up(self._screen, "step_up.why.sound", partial(self._removed, sound_id))

    def _removed(self, sound_id: str) -> None:
        self._screen.do(RemoveSound(sound_id))


def _by(sound: Document) -> Say:
    """Who is heard, and the day unless the recording is called by it."""
    if sound.title.empty:
        return Say.of("sound.who", who=sound.author) if sound.author else NOTHING
    key = "sound.by" if sound.author else "sound.on"
    return Say.of(key, who=sound.author, on=sound.on or date.min)


def sounds_card(screen: Screen, learner_id: str, name: str, sounds: Sequence[Document]) -> Card:
    """A card with a learner's recordings and the way to make another."""
    card = Card(screen.put(CardHead("audio-lines", Tone.PLUM), "sound.heading"))
    hint = "sound.hint" if sounds else "sound.none"
    card.add(screen.put(Label(Role.BODY, Tone.MUTED), Say.of(hint, name=name)))
    if sounds:
        card.add(SoundList(screen, sounds))
    new = screen.put(Button("mic"), "sound.new")
    new.clicked.connect(partial(screen.desk.open, "sound", learner=learner_id))
    card.add(FlowLayout(new))
    return card
