"""What only the facilitator sees: what to ask next, parked questions, dots left, the next step."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from aln_review.casework.say import Say
from aln_review.domain.bilingual import Language
from aln_review.domain.words import Words as Said
from ui.meeting_room.dots import DotsLeft
from ui.retranslate import Sayings, What, Words
from ui.theme import Role, current
from ui.tokens import Tone
from ui.widgets.boxes import ScrollPage, clear, gap
from ui.widgets.buttons import PrimaryButton
from ui.widgets.choices import Segment
from ui.widgets.labels import Glyph, IconLabel, Label
from ui.widgets.paint import painted, pen
from ui.widgets.pills import KeyCap

WIDTH = 264


class _Prompt(QWidget):
    """One thing to ask, on a neutral slip."""

    def __init__(self) -> None:
        super().__init__()
        self.label = Label(Role.BODY)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 7, 10, 8)
        box.addWidget(self.label)

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """The slip."""
        tokens = current().tokens
        painter.setPen(QColor(tokens.neutral if tokens.shadows else tokens.border))
        painter.setBrush(QColor(tokens.neutral))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)


class Margin(QWidget):
    """The right column, or the drawer over the page. ``next_wanted()``, ``person(int)``."""

    next_wanted = Signal()
    person = Signal(int)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._sayings = Sayings(words)
        self.languages = Segment(Language.CY.value, Language.EN.value)
        self.private = IconLabel("eye-off", Role.SMALL_STRONG, Tone.MUTED)
        self.heading = Label(Role.TITLE)
        self.prompts = QVBoxLayout()
        self.prompts.setSpacing(8)
        self.parked_icon = Glyph("circle-question-mark", Tone.VIOLET)
        self.parked = Label(Role.TITLE, Tone.VIOLET)
        self.key = KeyCap()
        self.questions = QVBoxLayout()
        self.questions.setSpacing(4)
        self.dots_heading = Label(Role.TITLE)
        self.dots = DotsLeft(words)
        self.next_label = Label(Role.SMALL, Tone.MUTED)
        self.next_key = KeyCap()
        self.why_not = Label(Role.SMALL, Tone.MUTED)
        self.next = PrimaryButton(after="arrow-right")
        self._build()
        self.next.clicked.connect(self.next_wanted)
        self.dots.chosen.connect(self.person)
        self.languages.chosen.connect(self._switch)
        words.switched.connect(self._retell)

    def _build(self) -> None:
        page = ScrollPage(margin=18, spacing=8)
        page.body.setContentsMargins(18, 14, 16, 8)
        page.add(self.languages)
        page.add(self.private)
        page.add(self.heading)
        page.add(self.prompts)
        page.add(gap(10))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.parked_icon)
        head.addWidget(self.parked, 1)
        head.addWidget(self.key)
        page.add(head)
        page.add(self.questions)
        page.add(self.dots_heading)
        page.add(self.dots)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 10, 16, 12)
        foot.setSpacing(4)
        step = QHBoxLayout()
        step.addWidget(self.next_label, 1)
        step.addWidget(self.next_key)
        foot.addLayout(step)
        foot.addWidget(self.next)
        foot.addWidget(self.why_not)
        self.why_not.hide()
        policy = self.next.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Expanding)
        self.next.setSizePolicy(policy)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(page, 1)
        box.addLayout(foot)
        say = self._sayings.say
        say(self.private.setText, "meeting.only_you")
        say(self.heading.setText, "meeting.ask_next")
        say(self.parked.setText, "meeting.parked")
        say(self.key.setText, "meeting.key_park")
        say(self.dots_heading.setText, "meeting.dots_used")
        say(self.next_label.setText, "meeting.next_step")
        say(self.next_key.setText, "meeting.key_next")
        for language in Language:
            say(
                partial(self.languages.set_option, language.value),
                f"shell.language_{language.value}",
            )
        self.languages.choose(self._words.language.value)

    def _retell(self) -> None:
        self._sayings.say_all()
        self.languages.choose(self._words.language.value)

    def _switch(self, value: str) -> None:
        self._words.switch(Language(value))

    def show_prompts(self, prompts: tuple[Say, ...]) -> None:
        """What to ask on this sheet."""
        clear(self.prompts)
        for prompt in prompts:
            slip = _Prompt()
            self._sayings.say(slip.label.setText, prompt)
            self.prompts.addWidget(slip)

    def show_questions(self, questions: tuple[Said, ...], *, shown: bool) -> None:
        """Questions parked so far; they give their place to the dots while dots are put."""
        clear(self.questions)
        for part in (self.parked_icon, self.parked, self.key):
            part.setVisible(shown)
        if not shown:
            return
        for said in questions:
            row = QHBoxLayout()
            dash = Label(Role.SMALL, Tone.MUTED, wrap=False)
            dash.setText("–")
            words = Label(Role.SMALL)
            self._sayings.say(words.setText, said.text)
            row.setSpacing(8)
            row.addWidget(dash, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(words, 1)
            self.questions.addLayout(row)
        if not questions:
            nothing = Label(Role.SMALL, Tone.MUTED)
            self._sayings.say(nothing.setText, "meeting.parked_none")
            self.questions.addWidget(nothing)

    def show_dots(self, people: list[tuple[str, int, int]], shown: int, *, visible: bool) -> None:
        """Whose dots are left."""
        self.dots_heading.setVisible(visible)
        self.dots.setVisible(visible)
        if visible:
            self.dots.show_people(people, shown)

    def show_next(self, what: What, why_not: What = "", *, turns: bool = True) -> None:
        """The next step, or why there is none yet; ``turns`` if the key that turns does the same.

        Before the meeting the key only leafs through the sheets: beside *begin* it would promise
        that the meeting begins with it.
        """
        self.next_key.setVisible(turns)
        self._sayings.say(self.next.setText, what)
        self._sayings.say(self.why_not.setText, why_not)
        self.why_not.setVisible(bool(why_not))
        self.next.setEnabled(not why_not)

    def set_small(self, small: bool) -> None:
        """In the narrow form the languages live here."""
        self.languages.setVisible(small)

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """White, a hairline at the left, one above the next step."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        tokens = current().tokens
        painter.fillRect(self.rect(), QColor(tokens.surface))
        painter.setPen(pen(tokens.hairline))
        painter.drawLine(0, 0, 0, self.height())
