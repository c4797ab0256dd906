"""Who may see what was said, statement by statement, and the safeguarding notes behind a door."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from aln_review.casework.commands.keeping import NoteAccess
from aln_review.casework.commands.marks import MarkWords, NoteSafeguarding
from aln_review.casework.queries.learners import LearnerView
from aln_review.casework.queries.marks import Marked, MarkedWords, SafeguardingNotes
from aln_review.casework.queries.sound import SafeguardingSounds
from aln_review.casework.say import Say
from aln_review.domain.bilingual import Language
from aln_review.domain.document import Document
from aln_review.domain.words import MaySee, Sheet, Words
from ui.desk import Screen
from ui.learner.voice import quoted
from ui.may_see import WhoMaySee
from ui.meeting_room.audience import before_the_room
from ui.sound.sounds import SoundList
from ui.widgets import (
    Button,
    Card,
    CardHead,
    FlowLayout,
    IconLabel,
    Label,
    PrimaryButton,
    Role,
    Rule,
    SideBySide,
    TextButton,
    TextField,
    Tone,
    clear,
    column,
)

NOTE = "safeguarding.note"
"""Name of the field of a note: what is half-typed is kept, encrypted, over a lock."""
AT_ONCE = 12


class MarksTab(QWidget):
    """What was said with who may see it, and the notes that two people share."""

    def __init__(self, screen: Screen, view: LearnerView) -> None:
        super().__init__()
        self._screen = screen
        self._learner = view.learner.id
        self._shown = AT_ONCE
        self._marked: Marked | None = None
        self._asks: dict[str, WhoMaySee] = {}
        self._list = column(spacing=6)
        self._more = screen.put(TextButton("chevron-down"), "marks.more")
        self._more.clicked.connect(self._show_more)
        self._more.hide()
        said = Card(screen.put(CardHead("eye", Tone.TEAL), "marks.said"))
        said.add(screen.put(Label(Role.BODY, Tone.MUTED), "marks.said_hint"))
        said.add(Rule(room=2))
        said.add(self._list)
        said.add(FlowLayout(self._more))
        self.notes = SafeguardingCard(screen, view.learner.id)
        both = SideBySide(
            column(said, spacing=0, end=True),
            column(self.notes, spacing=0, end=True),
            shares=(6, 5),
            least=44,
        )
        self.setLayout(column(both, spacing=0, end=True))
        screen.ask(MarkedWords(view.learner.id), self._show)

    def _show(self, marked: Marked) -> None:
        self._marked = marked
        clear(self._list)
        self._asks = {}
        for place, words in enumerate(marked.said[: self._shown]):
            if place:
                self._list.addWidget(Rule(room=2))
            self._list.addWidget(self._row(words))
        if not marked.said:
            nothing = self._screen.put(Label(Role.BODY, Tone.MUTED), "marks.nothing")
            self._list.addWidget(nothing)
        self._more.setVisible(len(marked.said) > self._shown)

    def _show_more(self) -> None:
        self._shown += AT_ONCE
        if self._marked is not None:
            self._show(self._marked)

    def _row(self, words: Words) -> QWidget:
        text = Label(Role.BODY)
        text.setText(quoted(words.text))
        who = Label(Role.SMALL, Tone.MUTED)
        self._screen.say(who.setText, Say.of("marks.by", who=words.said_by, on=words.said_at))
        ask = WhoMaySee(self._screen.words, words.may_see, words.text.said)
        ask.chosen.connect(partial(self._mark, words.id))
        self._asks[words.id] = ask
        row = QWidget()
        row.setLayout(column(text, who, FlowLayout(ask), spacing=0))
        return row

    def _mark(self, words_id: str, level: MaySee) -> None:
        self._screen.do(MarkWords(words_id, level), self._marked_now)

    def _marked_now(self, words: Words) -> None:
        self._screen.ask(MarkedWords(self._learner), partial(self._show_after, words.id))
        self.notes.show_again()

    def _show_after(self, words_id: str, marked: Marked) -> None:
        """The statement may stand elsewhere in the list now: the keyboard goes with it."""
        self._show(marked)
        ask = self._asks.get(words_id)
        if ask is not None:
            ask.setFocus(Qt.FocusReason.OtherFocusReason)


class SafeguardingCard(Card):
    """Shut until somebody opens it on purpose, and shut again with the page, the lock, the room."""

    def __init__(self, screen: Screen, learner_id: str) -> None:
        super().__init__(screen.put(CardHead("shield-alert", Tone.RUST), "safeguarding.heading"))
        self._screen = screen
        self._learner = learner_id
        self.add(screen.put(Label(Role.BODY, Tone.MUTED), "safeguarding.hint"))
        self.stopped = screen.put(IconLabel("eye", Role.STRONG, Tone.AMBER), "safeguarding.seen")
        self.stopped.hide()
        self.open_notes = screen.put(Button("lock"), "safeguarding.open")
        self.open_notes.clicked.connect(self.reveal)
        self.inside = QWidget()
        self._notes = column(spacing=8)
        self._sounds = column(spacing=8)
        self._held: list[Label] = []
        self.note = TextField(NOTE, lines=3)
        screen.say(self.note.setText, "safeguarding.write")
        self.keep = screen.put(PrimaryButton("check"), "safeguarding.keep")
        self.paper = screen.put(Button("printer"), "safeguarding.paper")
        self.shut = screen.put(TextButton("x"), "safeguarding.shut")
        self.keep.clicked.connect(self._keep)
        self.paper.clicked.connect(self._open_paper)
        self.shut.clicked.connect(self.hide_again)
        buttons = FlowLayout(self.keep, self.paper, self.shut, spacing=10)
        self.inside.setLayout(column(self._notes, self._sounds, self.note, buttons, spacing=12))
        self.inside.hide()
        for part in (self.stopped, self.open_notes, self.inside):
            self.add(part)

    def reveal(self, _checked: bool = False) -> None:
        """Open the notes, unless a window stands before the room; the log says that it was done."""
        exposed = before_the_room()
        self.stopped.setVisible(exposed)
        if exposed:
            self.hide_again()
            self.stopped.show()
            return
        self._screen.do(NoteAccess("safeguarding.opened", self._learner), self._noted)

    def _noted(self, _nothing: None) -> None:
        self._screen.ask(SafeguardingNotes(self._learner), self._show)

    def show_again(self) -> None:
        """Something may have been put among them, or taken out."""
        if self.inside.isVisible():
            self._screen.ask(SafeguardingNotes(self._learner), self._show)

    def hide_again(self, _checked: bool = False) -> None:
        """Shut: no note is left in any widget."""
        self._let_go()
        self.inside.hide()
        self.open_notes.show()

    def _let_go(self) -> None:
        """Take the words out at once; the widgets themselves go a little later."""
        for label in self._held:
            label.setText("")
        self._held.clear()
        clear(self._notes)
        clear(self._sounds)

    def _show(self, notes: tuple[Words, ...]) -> None:
        self._let_go()
        for words in notes:
            self._notes.addWidget(self._row(words))
        if not notes:
            none = self._screen.put(Label(Role.BODY, Tone.MUTED), "paper.safeguarding.none")
            self._notes.addWidget(none)
        self.open_notes.hide()
        self.inside.show()
        self._screen.ask(SafeguardingSounds(self._learner), self._show_sounds)
        self.paper.setVisible(bool(notes))
        self.note.take_focus()

    def _show_sounds(self, sounds: tuple[Document, ...]) -> None:
        clear(self._sounds)
        if sounds and self.inside.isVisible():
            self._sounds.addWidget(SoundList(self._screen, sounds))

    def _row(self, words: Words) -> QWidget:
        when = Label(Role.SMALL_STRONG, Tone.RUST)
        key = "paper.safeguarding.written"
        self._screen.say(when.setText, Say.of(key, who=words.said_by, at=words.said_at))
        text = Label(Role.BODY)
        # As it was written, and kept by nothing but this label.
        text.setText(words.text.said)
        self._held.append(text)
        box = column(when, text, spacing=0)
        if words.sheet is not Sheet.NONE:
            ask = WhoMaySee(self._screen.words, words.may_see)
            ask.chosen.connect(partial(self._mark, words.id))
            box.addLayout(FlowLayout(ask))
        row = QWidget()
        row.setLayout(box)
        return row

    def _mark(self, words_id: str, level: MaySee) -> None:
        self._screen.do(MarkWords(words_id, level), self._changed)

    def _changed(self, _words: Words) -> None:
        self._screen.show_for(**self._screen.args)

    def _keep(self, _checked: bool = False) -> None:
        if not self.note.value():
            self._screen.say(self.note.setError, "error.words.empty")
            self.note.take_focus()
            return
        language = Language(self._screen.words.language)
        self._screen.hand_over(
            NoteSafeguarding(self._learner, self.note.value(), language), self._kept
        )

    def _kept(self, _words: Words) -> None:
        self.note.set_value("")
        self.note.setError("")
        self._screen.ask(SafeguardingNotes(self._learner), self._show)

    def _open_paper(self, _checked: bool = False) -> None:
        self._screen.desk.open("paper", kind="safeguarding", ref=self._learner)
