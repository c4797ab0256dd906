"""Today: who needs you, what draws near, what others owe and what you owe.

One page for three kinds of setting. What a person sees follows the setting that the record says
this is: a school's week, an early years setting's three steps, a college tutor's cards.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from aln_review.casework.queries.homes import CollegeHome, CollegeView, EarlyHome, EarlyView
from aln_review.casework.queries.today import Today as TodayQuery
from aln_review.casework.queries.today import TodayView
from aln_review.domain.setting import SettingKind
from ui.caseload.sentences import Sentences
from ui.desk import Screen
from ui.settings.copies_note import CopiesNote
from ui.settings.key_note import KeyNote
from ui.today.college import CollegePage
from ui.today.early import EarlyPage
from ui.today.school import SchoolPage
from ui.widgets import (
    Button,
    EmptyState,
    Label,
    PrimaryButton,
    Role,
    ScrollPage,
    SideBySide,
    clear,
    column,
)

NOON, EVENING = 12, 18
RECORD = {
    SettingKind.EARLY_YEARS: ("eye", "today.i_noticed"),
    SettingKind.COLLEGE: ("plus", "today.record_concern"),
}
"""The one button most people came for; a school records a concern."""


class Today(Screen):
    """The page that opens first."""

    KINDS = frozenset(
        {"learners", "reviews", "plans", "cases", "outbox", "words", "profiles", "erasures"}
    )

    def build(self) -> None:
        """Greeting, one sentence, one button; the rest follows the kind of setting."""
        self._view: TodayView | None = None
        self.page = ScrollPage()
        self.setLayout(column(self.page, spacing=0))
        self.heading = Label(Role.DISPLAY)
        self.summary = Sentences(self.words, marked=True)
        self.record = self.put(PrimaryButton("plus"), "today.record_concern")
        told = column(self.heading, self.summary, spacing=0)
        self.page.add(SideBySide(told, self.record, shares=(1, 0), least=30, below=8))
        self.keys = KeyNote(self)
        self.page.add(self.keys)
        self.copies = CopiesNote(self)
        self.page.add(self.copies)
        self.body = column(spacing=14)
        self.page.add(self.body)
        self.record.hide()

    def bind(self) -> None:
        """The one button."""
        self.record.clicked.connect(self._record)

    def show_for(self, **_args: object) -> None:
        """Ask what the week holds."""
        self.ask(TodayQuery(), self._show)
        self.keys.look()
        self.copies.look()

    def first_focus(self) -> QWidget | None:
        """The button most people came for."""
        return self.record

    def _show(self, view: TodayView) -> None:
        self._view = view
        part = "morning" if view.hour < NOON else "afternoon" if view.hour < EVENING else "evening"
        self.say(self.heading.setText, f"today.{part}", name=view.person)
        icon, words = RECORD.get(view.kind, ("plus", "today.record_concern"))
        self.record.set_icon(icon)
        self.say(self.record.setText, words)
        here = self.window().focusWidget()
        begins = here in (None, self.record) or self.waits or here.isAncestorOf(self)
        self.record.setVisible(view.learners > 0)
        if not view.learners:
            self.summary.tell()
            add = self._show_empty()
            if begins:
                # What the keyboard begins on elsewhere is not shown here.
                add.setFocus()
        elif view.kind is SettingKind.EARLY_YEARS:
            self.ask(EarlyHome(), self._show_early)
        elif view.kind is SettingKind.COLLEGE:
            self.ask(CollegeHome(), self._show_college)
        else:
            self.summary.tell(view.summary, view.first)
            self._fill(SchoolPage(self, view))

    def _show_early(self, early: EarlyView) -> None:
        self.summary.tell(early.summary, early.first)
        if self._view is not None:
            self._fill(EarlyPage(self, early, self._view))

    def _show_college(self, college: CollegeView) -> None:
        self.summary.tell(college.summary, college.second)
        if self._view is not None:
            self._fill(CollegePage(self, college, self._view))

    def _show_empty(self) -> Button:
        add = self.put(Button("plus"), "learners.add")
        roll = self.put(Button("file-down"), "learners.import")
        empty = EmptyState("users", add, roll)
        self.say(empty.setText, "today.empty")
        self.say(empty.setHint, "today.empty_hint")
        add.clicked.connect(partial(self.desk.open, "learner-edit"))
        roll.clicked.connect(partial(self.desk.open, "import"))
        self._fill(empty)
        return add

    def _fill(self, part: QWidget) -> None:
        clear(self.body)
        self.body.addWidget(part)

    def _record(self) -> None:
        self.desk.open("event", kind="concern_raised")
