"""A school's day: the week, the dates drawing near, what others owe and what you owe."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from aln_review.casework.queries.today import Day, DueRow, Thing, TodayView
from aln_review.casework.say import Say
from aln_review.domain.case import Urgency
from ui.caseload.marks import LACKS, URGENT, written
from ui.desk import Screen
from ui.today.due import DueItem
from ui.widgets import (
    Card,
    CardHead,
    Label,
    Role,
    Row,
    Rule,
    SideBySide,
    TextButton,
    Tone,
    WeekDay,
    WeekEntry,
    WeekRibbon,
    clear,
    column,
)

SHOWN = 3
"""Dates, and things of each kind, that show before the rest is asked for."""


class SchoolPage(QWidget):
    """The body of a school's Today."""

    def __init__(self, screen: Screen, view: TodayView) -> None:
        super().__init__()
        self._screen = screen
        self._view = view
        self.ribbon = WeekRibbon(screen.words)
        self.ribbon.set_days([_day(day, view) for day in view.week])
        self.ribbon.chosen.connect(self._open_review)
        self.due = column(spacing=0)
        dates = Card(screen.put(CardHead("hourglass", Tone.RUST), "today.dates"), self.due)
        side = Card(spacing=2)
        add_things(screen, side, "mail-question-mark", Tone.BLUE, "others", view.others)
        side.add(Rule())
        add_things(screen, side, "list-checks", Tone.AMBER, "yours", view.yours)
        both = SideBySide(dates, side, shares=(64, 43), least=54, spacing=16)
        self.setLayout(column(self.ribbon, both, spacing=14))
        self._show_due(SHOWN)

    def _open_review(self, review: str) -> None:
        self._screen.desk.open("prepare", review=review)

    def _show_due(self, most: int) -> None:
        clear(self.due)
        screen = self._screen
        self._items = [
            DueItem(screen, row, _tone(row, self._view)) for row in self._view.due[:most]
        ]
        if not self._view.due:
            self.due.addWidget(screen.put(Label(tone=Tone.MUTED), "today.due_none"))
        for place, item in enumerate(self._items):
            if place:
                self.due.addWidget(Rule(room=6))
            self.due.addWidget(item)
        rest = len(self._view.due) - most
        if rest > 0:
            more = TextButton(after="chevron-down")
            screen.count(more.setText, "today.more_dates", rest)
            more.clicked.connect(self._show_rest)
            self.due.addWidget(Rule(room=6))
            self.due.addWidget(more)
        self.due.addStretch(1)

    def _show_rest(self) -> None:
        self._show_due(len(self._view.due))
        self._items[SHOWN].take_focus()


def _tone(row: DueRow, view: TodayView) -> Tone:
    """Rust for late or within eight days, amber for near, teal for what may wait."""
    if row.urgency is Urgency.PAST or (row.deadline.due - view.today).days <= 8:
        return Tone.RUST
    return Tone.AMBER if row.urgency is Urgency.NEAR else Tone.TEAL


def _day(day: Day, view: TodayView) -> WeekDay:
    name = f"today.{'day_today' if day.is_today else 'day'}.{day.on.isoweekday()}"
    entries = [
        WeekEntry(
            review.review_id,
            written(f"{review.at}  {review.name}".strip()),
            review.kind,
            LACKS.get(review.lacks.key, "list-checks"),
            Tone.GREEN if review.lacks.key == "review.all_ready" else _lack_tone(review.urgency),
            review.lacks,
        )
        for review in day.reviews
    ]
    late = sum(one.urgency is Urgency.PAST for one in (*view.others, *view.yours))
    if day.is_today and not entries and late:
        entries.append(
            WeekEntry(
                "",
                second="today.no_review_today",
                icon="list-checks",
                state=Say.many("today.chase", late),
            )
        )
    return WeekDay(day.on, Say.of(name), tuple(entries), day.is_today, "today.no_review")


def _lack_tone(urgency: Urgency) -> Tone:
    return Tone.RUST if urgency is Urgency.PAST else Tone.AMBER


def add_things(
    screen: Screen, card: Card, icon: str, tone: Tone, which: str, things: tuple[Thing, ...]
) -> None:
    """One list of things that wait, with its heading; says so where nothing does."""
    card.add(screen.put(CardHead(icon, tone), f"today.{which}"))
    if not things:
        card.add(screen.put(Label(Role.BODY, Tone.MUTED), f"today.{which}_none"))
        return
    card.add(ThingRows(screen, things, tone))


class ThingRows(QWidget):
    """The first few things that wait, and a way to the rest."""

    def __init__(self, screen: Screen, things: tuple[Thing, ...], tone: Tone) -> None:
        super().__init__()
        self._rest = [_row(screen, thing, tone) for thing in things[SHOWN:]]
        body = column(*(_row(screen, thing, tone) for thing in things[:SHOWN]), spacing=0)
        self._more = TextButton(after="chevron-down")
        for row in self._rest:
            row.hide()
            body.addWidget(row)
        screen.count(self._more.setText, "today.more_things", len(self._rest))
        self._more.clicked.connect(self._show_rest)
        self._more.setVisible(bool(self._rest))
        body.addWidget(self._more)
        self.setLayout(body)

    def _show_rest(self) -> None:
        self._more.hide()
        for row in self._rest:
            row.show()
        self._rest[0].setFocus(Qt.FocusReason.TabFocusReason)


def _row(screen: Screen, thing: Thing, tone: Tone) -> Row:
    late = thing.urgency is Urgency.PAST
    row = Row(
        thing.icon,
        Tone.PLUM if thing.icon == "undo-2" else tone,
        second_tone=URGENT[thing.urgency] if late else Tone.MUTED,
    )
    screen.say(row.setText, thing.what)
    screen.say(row.setSecond, thing.when)
    row.clicked.connect(partial(open_thing, screen, thing))
    return row


def open_thing(screen: Screen, thing: Thing, *_: object) -> None:
    """Open the thing itself: the review, the learner's actions, the package."""
    if thing.page == "prepare":
        screen.desk.open("prepare", review=thing.ref)
    elif thing.page == "learner":
        screen.desk.open("learner", learner=thing.learner_id, tab="actions")
    else:
        screen.desk.open(thing.page)
