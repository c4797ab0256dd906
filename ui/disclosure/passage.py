"""One passage at a time: what it says, why it is shown, and the decision about it."""

from __future__ import annotations

from PySide6.QtCore import Signal

from aln_review.casework.commands.disclosure import REASONS
from aln_review.casework.disclosing import Marked
from aln_review.casework.queries.disclosure import TOLD
from aln_review.casework.say import Say
from aln_review.domain.bilingual import Text
from aln_review.domain.document import Document
from aln_review.domain.keeping import Ruling
from ui.caseload.marks import written
from ui.desk import Screen
from ui.learner.choice import EACH, AnswerField
from ui.sound.bar import PlayBar
from ui.sound.player import Player
from ui.widgets import (
    Button,
    Card,
    ErrorSummary,
    FlowLayout,
    IconLabel,
    Label,
    Pill,
    PrimaryButton,
    Role,
    TextButton,
    Tone,
    clear,
    column,
)

FLAGS = {
    "private": ("lock", Tone.RUST),
    "other-learner": ("users", Tone.RUST),
    "contact": ("map-pin", Tone.AMBER),
    "document": ("file-text", Tone.BLUE),
    "other-voice": ("message-circle", Tone.PLUM),
    "other-person": ("user", Tone.SLATE),
}
"""Icon and colour of each reason."""
WHO = ("said_by", "recorded_by", "echoed_by", "placed_by", "lifted_by")
OWN = ("learners", "people")
"""A bare name or number says nothing unless it is told what it is: these fields, and those of the
learner and of the people."""
BLANKED, INCLUDED = ("eye-off", Tone.AMBER), ("circle-check", Tone.GREEN)


class PassageCard(Card):
    """``decided(ruling, reason)``; ``moved(step)`` to the passage before or after."""

    decided = Signal(str, str)
    moved = Signal(int)

    def __init__(self, screen: Screen) -> None:
        super().__init__(spacing=12)
        self._screen = screen
        put = screen.put
        self.place = Label(Role.SMALL, Tone.MUTED)
        self.what = Label(Role.SMALL_STRONG)
        self.flags = FlowLayout(spacing=8)
        self.texts = column(spacing=6)
        self.bar = PlayBar(screen, Player(screen))
        self._said: list[Label] = []
        self.by = Label(Role.SMALL, Tone.MUTED)
        self.names = IconLabel("users", Role.SMALL_STRONG, Tone.RUST)
        self.now = IconLabel("circle-check", Role.STRONG, Tone.GREEN)
        self.errors = ErrorSummary(screen.words)
        self.reason = AnswerField("reason", REASONS)
        self.reason.chosen.connect(self._reasoned)
        screen.say(self.reason.setText, "disclosure.why_blank")
        self.reason.say_answers(screen, f"disclosure.reason.{EACH}")
        self.include = put(PrimaryButton("check"), "disclosure.include")
        self.blank = put(Button("eye-off"), "disclosure.blank")
        self.before = put(TextButton("chevron-left"), "disclosure.before")
        self.after = put(TextButton("chevron-right"), "disclosure.after")
        self.add(self.place)
        self.add(self.flags)
        self.add(column(self.what, self.texts, spacing=2))
        for part in (self.bar, self.by, self.names, self.now, self.errors, self.reason):
            self.add(part)
        self.add(FlowLayout(self.include, self.blank, spacing=12))
        self.add(FlowLayout(self.before, self.after, spacing=12))
        self.include.clicked.connect(self._include)
        self.blank.clicked.connect(self._blank)
        self.before.clicked.connect(self._before)
        self.after.clicked.connect(self._after)

    def show_one(
        self, marked: Marked, number: int, count: int, sound: Document | None = None
    ) -> None:
        """Show a passage, so far among so many; a recording can be heard."""
        self.bar.silence()
        self.bar.setVisible(sound is not None)
        if sound is not None:
            self.bar.show_sound(sound)
        screen, passage = self._screen, marked.passage
        where = Say.of(f"disclosure.place.{passage.kind}", number=number, count=count)
        screen.say(self.place.setText, where)
        _empty(self.flags)
        for flag in passage.flags:
            pill = screen.put(Pill(*FLAGS[flag.value]), f"disclosure.flag.{flag.value}")
            self.flags.addWidget(pill)
            pill.show()
        named = passage.field in WHO or (passage.kind in OWN and passage.field in TOLD)
        self.what.setVisible(named)
        screen.say(self.what.setText, f"disclosure.field.{passage.field}" if named else "")
        clear(self.texts)
        self._said = [screen.put(Label(Role.BODY), written(one)) for one in _said(passage.text)]
        if passage.text.empty:
            self._said = [screen.put(Label(Role.BODY), "disclosure.no_title")]
        for label in self._said:
            self.texts.addWidget(label)
        self.by.setVisible(bool(passage.by) and passage.field != "said_by")
        screen.say(self.by.setText, Say.of("disclosure.by", who=passage.by))
        self.names.setVisible(bool(passage.names))
        found = Say.of("disclosure.found", names=", ".join(passage.names))
        screen.say(self.names.setText, found)
        self._show_ruling(marked)
        self.errors.show_errors([])
        self.before.setEnabled(number > 1)
        self.after.setEnabled(number < count)

    def spoken(self) -> str:
        """What a screen reader says of the passage that shows."""
        what = [] if self.what.isHidden() else [self.what]
        more = [one for one in (self.by, self.names, self.now) if not one.isHidden()]
        told = [one.text() for one in (self.place, *what, *self._said, *more)]
        return " ".join(one if one.endswith((".", "?", "!")) else f"{one}." for one in told)

    def _show_ruling(self, marked: Marked) -> None:
        ruling = marked.ruling
        self.now.setVisible(ruling is not None)
        self.reason.choose_none()
        if ruling is None:
            return
        blank = ruling.ruling is Ruling.BLANK
        self.now.set_state(*BLANKED if blank else INCLUDED)
        key = "disclosure.is_blank" if blank else "disclosure.is_included"
        self._screen.say(self.now.setText, Say.of(key, who=ruling.by))
        if blank:
            self.reason.set_value(ruling.reason)

    def close_decisions(self) -> None:
        """The request is answered: what was decided can be read, and no more changed."""
        for part in (self.errors, self.reason, self.include, self.blank):
            part.hide()

    def _include(self) -> None:
        self.decided.emit(Ruling.INCLUDE.value, "")

    def _reasoned(self, _reason: str) -> None:
        """What was missing is there."""
        self.errors.show_errors([])

    def _blank(self) -> None:
        if not self.reason.value():
            self.errors.show_errors([(self.reason, "disclosure.why_blank_needed")])
            return
        self.decided.emit(Ruling.BLANK.value, self.reason.value())

    def _before(self) -> None:
        self.moved.emit(-1)

    def _after(self) -> None:
        self.moved.emit(1)


def _said(text: Text) -> tuple[str, ...]:
    """Each language's words once."""
    return tuple(dict.fromkeys(one for one in (text.cy, text.en) if one.strip()))


def _empty(flow: FlowLayout) -> None:
    while flow.count():
        item = flow.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
