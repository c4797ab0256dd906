"""Where a statement is written: what was said, by whom, in which language, and its translation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from aln_review.casework.commands.profiles import Speaker
from aln_review.domain.bilingual import Language
from aln_review.domain.learner import Learner
from aln_review.domain.people import Person, Perspective
from aln_review.domain.profile import Heading
from aln_review.domain.words import Channel, MaySee
from aln_review.domain.words import Words as Said
from ui.autosave import Autosave
from ui.may_see import WhoMaySee
from ui.retranslate import Sayings, Words
from ui.widgets import (
    Button,
    Card,
    ChoiceField,
    FlowLayout,
    IconLabel,
    Label,
    LineField,
    Role,
    Segment,
    TextButton,
    TextField,
    Tone,
)

LEARNER, OTHER = "learner", "other"
BY_HAND = tuple(one for one in Channel if one not in (Channel.PHOTO,))


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in the editor."""

    text: str
    translation: str
    language: Language
    speaker: Speaker


class SayingEditor(Card):
    """Adds a statement, or corrects one. Corrections save themselves; Escape closes.

    ``due`` when a correction is to be saved; ``done`` when the person is finished with it.
    """

    due = Signal()
    done = Signal()
    added = Signal()
    checked = Signal()
    up = Signal()
    down = Signal()
    take_off = Signal()
    over = Signal(int)
    marked = Signal(str, object)
    """The statement's id, and who may see it from now on."""

    def __init__(
        self, learner: Learner, people: Sequence[Person], words: Words, said: Said | None = None
    ) -> None:
        super().__init__(spacing=8)
        self._words = words
        self._sayings = Sayings(words)
        self._learner = learner
        self._people = {person.id: person for person in people}
        self.words_id = said.id if said is not None else ""
        self.text = TextField("profile.text", lines=2)
        self.who = ChoiceField("profile.who", (LEARNER, *self._people, OTHER))
        self.name = LineField("profile.name", limit=80)
        self.language = Segment(Language.CY.value, Language.EN.value)
        self.how = ChoiceField("profile.how", [one.value for one in BY_HAND])
        self.translation = TextField("profile.translation", lines=2)
        self.stale = IconLabel("history", Role.SMALL_STRONG, Tone.AMBER)
        self.check = TextButton("check")
        self.finish = Button("check" if said is not None else "plus")
        self.cancel = TextButton("", tone=Tone.TEAL)
        self._moves = [TextButton(icon) for icon in ("arrow-up", "arrow-down", "arrow-left-right")]
        self.remove = TextButton("x", tone=Tone.RUST)
        self.may_see = WhoMaySee(words, said.may_see if said else MaySee.SETTING)
        self._say_all()
        self._lay_out(said is not None)
        self.autosave = Autosave(self)
        if said is None:
            self._begin()
        else:
            self.show_said(said)
            self._watch()
        self._bind()

    def _say_all(self) -> None:
        say = self._sayings.say
        say(self.text.setText, "profile.said")
        say(self.who.setText, "profile.who")
        say(self.name.setText, "profile.their_name")
        say(self.how.setText, "profile.how")
        say(self.translation.setText, "profile.translation")
        say(self.check.setText, "profile.mark_checked")
        say(self.finish.setText, "profile.done" if self.words_id else "profile.add")
        say(self.cancel.setText, "shell.cancel")
        say(self.remove.setText, "profile.take_off")
        keys = ("profile.move_up", "profile.move_down", "profile.move_over")
        for button, key in zip(self._moves, keys, strict=True):
            say(button.setText, key)
        for language in Language:
            say(
                partial(self.language.set_option, language.value),
                f"shell.language_{language.value}",
            )
        self.who.set_option(LEARNER, self._learner.shown)
        for key, person in self._people.items():
            self.who.set_option(key, person.shown)
        say(partial(self.who.set_option, OTHER), "profile.somebody_else")
        for one in BY_HAND:
            say(partial(self.how.set_option, one.value), f"profile.how.{one.value}")
        self._words.switched.connect(self._sayings.say_all)

    def _lay_out(self, editing: bool) -> None:
        self.body.setContentsMargins(12, 12, 12, 14)
        spoken = Label(Role.STRONG)
        self._sayings.say(spoken.setText, "profile.language")
        for part in (
            self.text,
            self.who,
            self.name,
            spoken,
            self.language,
            self.how,
            self.translation,
            self.stale,
            self.check,
        ):
            self.add(part)
        self.add(self.may_see)
        self.may_see.setVisible(editing)
        self.add(FlowLayout(*self._moves, self.remove, spacing=10))
        self.add(FlowLayout(self.finish, self.cancel, spacing=12))
        for part in (*self._moves, self.remove):
            part.setVisible(editing)
        self.cancel.setVisible(not editing)

    def _begin(self) -> None:
        self.who.set_value(LEARNER)
        self.language.choose(self._learner.language.value)
        self.how.set_value(Channel.SAID.value)
        self.name.hide()
        self.stale.hide()
        self.check.hide()

    def show_said(self, said: Said) -> None:
        """Show these words; what is being written in is left alone."""
        self.words_id = said.id
        original = said.text.original
        if not self.autosave.waiting:
            for field, text in (
                (self.text, said.text.said),
                (self.translation, said.text.get(original.other)),
            ):
                if not field.box.hasFocus():
                    field.set_value(text)
            self._show_speaker(said)
            self.language.choose(original.value)
            self.how.set_value(said.channel.value)
        self.may_see.show_level(said.may_see)
        self.stale.setVisible(said.text.stale)
        self.check.setVisible(said.text.stale)
        self._sayings.say(self.stale.setText, f"profile.stale_{original.other.value}")

    def _show_speaker(self, said: Said) -> None:
        value = OTHER
        if said.perspective is Perspective.LEARNER:
            value = LEARNER
        elif said.person_id in self._people:
            value = said.person_id
        else:
            named = [k for k, one in self._people.items() if one.shown == said.said_by]
            value = named[0] if named else OTHER
        self.who.set_value(value)
        self.name.set_value(said.said_by if value == OTHER else "")
        self.name.setVisible(value == OTHER)

    def _watch(self) -> None:
        for field in (self.text, self.name, self.translation):
            self.autosave.watch(field)
        self.who.chosen.connect(self.autosave.touch)
        self.how.chosen.connect(self.autosave.touch)
        self.language.chosen.connect(self.autosave.touch)
        self.autosave.due.connect(self.due)

    def _bind(self) -> None:
        self.who.chosen.connect(self._speaker_chosen)
        self.check.clicked.connect(self.checked)
        self.finish.clicked.connect(self._finish)
        self.cancel.clicked.connect(self.done)
        self.remove.clicked.connect(self.take_off)
        self.may_see.chosen.connect(self._mark)
        for button, signal in zip(self._moves[:2], (self.up, self.down), strict=True):
            button.clicked.connect(signal)
        self._moves[2].clicked.connect(partial(self.over.emit, 1))

    def _mark(self, level: MaySee) -> None:
        self.marked.emit(self.words_id, level)

    def _speaker_chosen(self, value: str) -> None:
        self.name.setVisible(value == OTHER)
        if value == OTHER:
            self.name.take_focus()

    def _finish(self) -> None:
        if self.words_id:
            self.autosave.flush()
            self.done.emit()
            return
        if not self.text.value():
            self._sayings.say(self.text.setError, "profile.write_first")
            self.text.take_focus()
            return
        self.added.emit()

    def written(self) -> Written:
        """What stands here now."""
        value = self.who.value()
        channel = Channel(self.how.value() or Channel.SAID.value)
        if value in self._people:
            person = self._people[value]
            speaker = Speaker(person.shown, person.perspective, person.id, channel)
        elif value == OTHER:
            name = self.name.value() or self._words.t("profile.somebody")
            speaker = Speaker(name, Perspective.OTHERS, "", channel)
        else:
            speaker = Speaker(self._learner.shown, Perspective.LEARNER, "", channel)
        return Written(
            self.text.value(), self.translation.value(), Language(self.language.value()), speaker
        )

    @property
    def is_new(self) -> bool:
        """Whether something is written here that is no statement yet."""
        return not self.words_id and bool(self.text.value() or self.translation.value())

    def begun(self, heading: Heading) -> dict[str, str]:
        """What must be kept of a statement not yet added; nothing while none is begun."""
        if not self.is_new:
            return {}
        return {
            "profile.heading": heading.value,
            "profile.text": self.text.draft(),
            "profile.translation": self.translation.draft(),
            "profile.name": self.name.draft(),
            "profile.who": self.who.value(),
            "profile.how": self.how.value(),
            "profile.language": self.language.value(),
        }

    def restore(self, drafts: Mapping[str, str]) -> None:
        """Put back what :meth:`begun` gave."""
        for field in (self.text, self.translation, self.name, self.who, self.how):
            if drafts.get(field.name):
                field.set_value(drafts[field.name])
        if drafts.get("profile.language"):
            self.language.choose(drafts["profile.language"])
        self.name.setVisible(self.who.value() == OTHER)

    def first_focus(self) -> QWidget:
        """Where the caret goes: after what is written already."""
        self.text.box.moveCursor(QTextCursor.MoveOperation.End)
        return self.text.box

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes; Ctrl+Enter adds or finishes."""
        if event.key() == Qt.Key.Key_Escape:
            # What was half-written is never thrown away by a key pressed to get out.
            if self.words_id:
                self.autosave.flush()
            elif self.text.value():
                self.added.emit()
                return
            self.done.emit()
            return
        held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if held and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._finish()
            return
        super().keyPressEvent(event)
