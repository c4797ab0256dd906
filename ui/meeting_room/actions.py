"""The action plan: what, who, by when, how we will know. Saved as it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from aln_review.domain.bilingual import Language, Text
from aln_review.domain.review import ActionPoint
from aln_review.domain.words import Sheet
from ui.meeting_room.board import Board, Heading, Scene, Sheetlike, page
from ui.meeting_room.editor import REST
from ui.meeting_room.topbar import KeyButton
from ui.retranslate import Sayings, Words
from ui.theme import Role
from ui.tokens import Tone
from ui.widgets.boxes import SideBySide, line
from ui.widgets.buttons import IconButton
from ui.widgets.cards import Card, EmptyState
from ui.widgets.choices import Segment
from ui.widgets.dates import DateField
from ui.widgets.fields import Field, LineField, TextField
from ui.widgets.labels import IconLabel

PRIORITIES, ACTIONS = "priorities", "actions"
EXAMPLE = date(2026, 12, 18)
"""A day to show how one is written."""


class ActionCard(Card):
    """One action. ``changed(ActionPoint)`` when writing rests; ``removed(id)``."""

    changed = Signal(object)
    removed = Signal(str)

    def __init__(self, words: Words, action: ActionPoint) -> None:
        super().__init__(band=Tone.GREEN, spacing=6)
        self._words = words
        self._sayings = Sayings(words)
        self.action = action
        self._sent = action
        self.what = TextField("", lines=1)
        self.who = LineField("")
        self.by = DateField("", words)
        self.known = LineField("")
        self.missing = IconLabel("hourglass", Role.SMALL_STRONG, Tone.AMBER)
        self.remove = IconButton("trash-2")
        self.body.setContentsMargins(24, 10, 16, 12)
        self.add(line(self.what, self.remove, spacing=8))
        self.add(
            SideBySide(
                self.who, self.by, self.known, shares=(3, 4, 5), least=38, spacing=12, below=4
            )
        )
        self.add(self.missing)
        say = self._sayings.say
        fields: tuple[tuple[Field, str], ...] = (
            (self.what, "what"),
            (self.who, "who"),
            (self.by, "by"),
            (self.known, "known_by"),
        )
        for field, key in fields:
            say(field.setText, f"meeting.action.{key}")
        say(self.remove.setText, "meeting.action.remove")
        words.switched.connect(self._switched)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self.save)
        for field in self.fields():
            field.edited.connect(self._rest.start)
            field.left.connect(self.save)
        self.remove.clicked.connect(self._remove)
        self.show_action(action)

    def fields(self) -> tuple[Field, ...]:
        """What can be written."""
        return (self.what, self.who, self.by, self.known)

    def show_action(self, action: ActionPoint) -> None:
        """As it is on the record; a field under the hand is left alone."""
        self.action = action
        self._sent = action
        language = self._words.language
        held = (
            (self.what, action.what.read(language)),
            (self.who, action.who),
            (self.known, action.known_by.read(language)),
        )
        unsaved = self._rest.isActive()
        for field, text in held:
            if not unsaved and not field.inner.hasFocus():
                field.set_value(text)
        if not unsaved and not self.by.line.hasFocus() and self.by.readable:
            self.by.set_day(action.by)
        lacking = "" if action.complete else self._lacking(action)
        self._sayings.say(self.missing.setText, lacking)
        self.missing.setVisible(bool(lacking))

    def _lacking(self, action: ActionPoint) -> str:
        if not action.who and action.by is None:
            return "meeting.action.lacks_both"
        return "meeting.action.lacks_who" if not action.who else "meeting.action.lacks_by"

    def _switched(self) -> None:
        self._sayings.say_all()
        self.save()
        self.show_action(self._sent)

    def written(self) -> ActionPoint:
        """The action as the fields have it; an unreadable date keeps the one before."""
        action = self.action
        by: date | None = self.by.day() if self.by.readable else action.by
        what = self.what.value()
        return replace(
            action,
            what=_changed(action.what, what, self._words.language) if what else action.what,
            who=self.who.value(),
            by=by,
            known_by=_changed(action.known_by, self.known.value(), self._words.language),
        )

    def half_date(self) -> str:
        """What stands at the date while it is none yet; empty otherwise."""
        return "" if self.by.readable else self.by.draft()

    def save(self) -> None:
        """Hand over what changed."""
        self._rest.stop()
        self._sayings.say(
            self.by.setError, "" if self.by.readable else "shell.date_wrong", example=EXAMPLE
        )
        written = self.written()
        if written != self._sent:
            self._sent = written
            self.changed.emit(written)

    def _remove(self) -> None:
        self.removed.emit(self.action.id)


def _changed(text: Text, value: str, language: Language) -> Text:
    """The text with what its reader sees changed, in the language that reader sees."""
    return text.with_(text.language_read(language) if not text.empty else language, value)


class ActionsBoard(Board):
    """The eighth sheet.

    ``changed(ActionPoint)``, ``removed(id)``, ``last_word(str)``; ``face_wanted(str)`` goes back
    to what matters most.
    """

    changed = Signal(object)
    removed = Signal(str)
    last_word = Signal(str)
    face_wanted = Signal(str)

    def build(self) -> None:
        """Heading, actions, the last word."""
        self.sheet = Sheetlike(Sheet.ACTIONS)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.sheet)
        self.faces = Segment(PRIORITIES, ACTIONS)
        self.faces.choose(ACTIONS)
        self.wall = KeyButton("layout-grid", "F6")
        self.heading = Heading(self.faces, self.wall)
        self.heading.show_sheet(Sheet.ACTIONS)
        self.sheet.body.addWidget(self.heading)
        self.page = page()
        self.sheet.body.addWidget(self.page, 1)
        self.list = QVBoxLayout()
        self.list.setSpacing(6)
        self.page.add(self.list)
        self.rows: dict[str, ActionCard] = {}
        self.empty = EmptyState("list-checks", tone=Tone.GREEN)
        self.page.add(self.empty)
        self.word = TextField("", lines=2)
        self.word_card = Card(self.word, band=Tone.PLUM)
        self.page.add(self.word_card)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self.save_word)
        self.word.edited.connect(self._rest.start)
        self.word.left.connect(self.save_word)
        self._word_kept = ""
        self._half: dict[str, str] = {}
        self.faces.chosen.connect(self.face_wanted)
        self.wall.clicked.connect(self.wall_wanted)
        say = self.sayings.say
        say(self.heading.setText, "sheet.actions.title")
        say(self.wall.setText, "meeting.wall")
        for face in (PRIORITIES, ACTIONS):
            say(partial(self.faces.set_option, face), f"meeting.face.{face}")

    def set_small(self, small: bool) -> None:
        """The key goes where there is no room."""
        self.wall.set_bare(small)
        self.faces.setVisible(not small)

    def show_scene(self, scene: Scene) -> None:
        """Every action; the last word as it was said."""
        view = scene.view
        for action_id in set(self.rows) - {action.id for action in view.actions}:
            card = self.rows.pop(action_id)
            card.hide()
            card.deleteLater()
        for action in view.actions:
            known = self.rows.get(action.id)
            if known is not None:
                known.show_action(action)
                continue
            made = ActionCard(self.words, action)
            made.changed.connect(self.changed)
            made.removed.connect(self.removed)
            self.rows[action.id] = made
            self.list.addWidget(made)
        self._put_back()
        self.empty.setVisible(not view.actions)
        self.sayings.say(self.empty.setText, "sheet.actions.empty")
        name = view.learner.shown
        self.sayings.say(self.word.setText, "meeting.last_word", name=name)
        self.sayings.say(self.word.setHint, "meeting.last_word_hint", name=name)
        kept = view.review.last_word.said
        unsaved = self.word.value() != self._word_kept
        if not unsaved and not self.word.box.hasFocus():
            self._word_kept = kept
            self.word.set_value(kept)

    def drafts(self) -> dict[str, str]:
        """Dates half-written, by action: the record takes no half a date."""
        return self._half | {one.action.id: one.half_date() for one in self.rows.values()}

    def restore(self, drafts: Mapping[str, str]) -> None:
        """Put half-written dates back, now or when their actions show."""
        self._half = {name: text for name, text in drafts.items() if text}
        self._put_back()

    def _put_back(self) -> None:
        for name in [one for one in self._half if one in self.rows]:
            self.rows[name].by.set_draft(self._half.pop(name))

    def save_word(self) -> None:
        """Hand over the last word if it changed."""
        self._rest.stop()
        if self.word.value() != self._word_kept:
            self._word_kept = self.word.value()
            self.last_word.emit(self._word_kept)

    def save_all(self) -> None:
        """Hand over everything not yet saved: before the page goes."""
        self.save_word()
        for card in self.rows.values():
            card.save()

    def first(self) -> QWidget | None:
        """The newest action."""
        for card in reversed(list(self.rows.values())):
            return card.what.inner
        return None
