"""A college tutor's day: what works for each learner is the largest text on the page."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QWidget

from aln_review.casework.queries.homes import CollegeCard, CollegeView
from aln_review.casework.queries.today import Day, TodayView
from aln_review.casework.say import Say
from ui.caseload.link import Link
from ui.caseload.marks import written
from ui.desk import Screen
from ui.learner.voice import quoted
from ui.theme import current
from ui.today.school import add_things
from ui.widgets import (
    Card,
    CardHead,
    Elided,
    Label,
    Pill,
    Role,
    Row,
    Rule,
    SideBySide,
    TextButton,
    Tone,
    column,
    gap,
)

STATES = {
    "college.state.review": ("calendar", Tone.AMBER),
    "college.state.review_at": ("calendar", Tone.AMBER),
    "college.state.no_plan": ("hand", Tone.NEUTRAL),
    "college.state.shared_class_staff": ("shield-check", Tone.BLUE),
    "college.state.shared_whole_setting": ("shield-check", Tone.BLUE),
    "college.state.not_shared": ("shield", Tone.NEUTRAL),
}


class CollegePage(QWidget):
    """The body of a college's Today."""

    def __init__(self, screen: Screen, college: CollegeView, view: TodayView) -> None:
        super().__init__()
        self._cards = [_card(screen, card) for card in college.cards]
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(14)
        self._columns = 0
        everyone = TextButton(after="chevron-right")
        screen.count(everyone.setText, "college.everyone", college.learners)
        everyone.clicked.connect(partial(screen.desk.open, "learners"))
        left = QWidget()
        left.setLayout(column(self._grid, everyone, spacing=8, end=True))
        side = Card(spacing=2)
        add_things(screen, side, "list-checks", Tone.AMBER, "yours", view.yours)
        side.add(Rule())
        side.add(screen.put(CardHead("shield-check", Tone.BLUE), "college.who_decides"))
        side.add(screen.put(Label(Role.BODY), "college.who_decides_says"))
        side.add(Rule())
        side.add(screen.put(CardHead("messages-square", Tone.TEAL), "college.this_week"))
        side.add(_week(screen, view.week))
        self.setLayout(column(SideBySide(left, side, shares=(70, 32), least=54), spacing=0))
        self._fit(2)

    def resizeEvent(self, _event: object) -> None:
        """Two cards abreast where both are wide enough to be read."""
        em = current().em
        wide = self.width() * (0.68 if self.width() > 54 * em else 1.0)
        self._fit(2 if wide > 34 * em else 1)

    def _fit(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, card in enumerate(self._cards):
            self._grid.addWidget(card, place // columns, place % columns)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if columns > 1 else 0)


def _card(screen: Screen, card: CollegeCard) -> Card:
    name = Link(Role.TITLE)
    screen.say(name.setText, written(card.name))
    name.clicked.connect(partial(screen.desk.open, "learner", learner=card.learner_id))
    language = screen.put(Elided(Role.SMALL, Tone.MUTED), card.languages)
    language.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    course = screen.put(Label(Role.SMALL, Tone.MUTED), written(card.course))
    made = Card(SideBySide(name, language, shares=(3, 2), least=16), course, spacing=3)
    for what, words in (("works", card.works), ("works_not", card.works_not)):
        if words is None:
            continue
        made.add(gap(2))
        made.add(screen.put(Label(Role.SMALL_STRONG), f"college.{what}"))
        own = what == "works"
        said = Label(Role.VOICE if own else Role.BODY, Tone.PLUM if own else Tone.PLAIN)
        said.setText(quoted(words.text) if own else words.text.said)
        made.add(said)
    icon, tone = STATES[card.state.key]
    made.body.addStretch(1)
    made.add(gap(2))
    made.add(screen.put(Pill(icon, tone), card.state))
    return made


def _week(screen: Screen, week: tuple[Day, ...]) -> QWidget:
    rows = QWidget()
    body: QBoxLayout = column(spacing=0)
    for day in week:
        for review in day.reviews:
            row = Row("messages-square", Tone.TEAL)
            screen.say(row.setText, written(review.name))
            screen.say(row.setSecond, Say.of("college.review_when", on=day.on, at=review.at))
            row.clicked.connect(partial(screen.desk.open, "prepare", review=review.review_id))
            body.addWidget(row)
    if not body.count():
        body.addWidget(screen.put(Label(Role.BODY, Tone.MUTED), "college.no_review"))
    rows.setLayout(body)
    return rows
