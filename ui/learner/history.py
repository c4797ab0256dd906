"""What happened, what may happen next, and who looked: nothing here can be taken away."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from aln_review.casework.queries.access_log import ChainView, LogView, said
from aln_review.casework.queries.learners import Knot, LearnerView
from aln_review.casework.say import Say
from ui.desk import Screen
from ui.learner.record import record_card
from ui.learner.thread import ICONS
from ui.widgets import (
    Button,
    Card,
    CardHead,
    IconLabel,
    Label,
    Pill,
    Role,
    Rule,
    SideBySide,
    Tone,
    clear,
    column,
)

SHOWN = 40
"""Lines of the log that show at once."""
FIRST = 5
"""What may happen next that shows as buttons; the rest is on the page that records it."""


class HistoryTab(QWidget):
    """The case on the left, the access log on the right."""

    def __init__(self, screen: Screen, view: LearnerView) -> None:
        super().__init__()
        self._screen = screen
        case = Card(screen.put(CardHead("milestone", Tone.TEAL), "history.case"))
        if view.state:
            case.add(screen.put(Pill("map-pin", Tone.TEAL), f"case.state.{view.state}"))
        for knot in reversed([one for one in view.thread if not one.to_come]):
            case.add(_event(screen, knot))
        if not any(not one.to_come for one in view.thread):
            case.add(screen.put(Label(Role.BODY, Tone.MUTED), "history.nothing"))
        following = Card(screen.put(CardHead("signpost", Tone.AMBER), "history.next"), sunk=True)
        following.add(screen.put(Label(Role.SMALL, Tone.MUTED), "history.next_hint"))
        record = screen.put(Button("pencil"), "history.record")
        record.clicked.connect(partial(screen.desk.open, "event", learner=view.learner.id))
        for kind in view.allowed[:FIRST]:
            item = IconLabel(ICONS.get(kind, "circle-dot"), Role.BODY, Tone.MUTED)
            item.label.set_tone(Tone.PLAIN)
            following.add(screen.put(item, f"case.next.{kind}"))
        if len(view.allowed) > FIRST:
            more = Label(Role.SMALL, Tone.MUTED)
            screen.count(more.setText, "history.more_may", len(view.allowed) - FIRST)
            following.add(more)
        following.add(record)
        self.log = column(spacing=6)
        log = Card(screen.put(CardHead("footprints", Tone.SLATE), "history.log"))
        log.add(screen.put(Label(Role.SMALL, Tone.MUTED), "history.log_hint"))
        self.chain = IconLabel("hourglass", Role.SMALL_STRONG, Tone.MUTED)
        screen.say(self.chain.setText, "history.following")
        log.add(self.chain)
        log.add(Rule(room=2))
        log.add(self.log)
        left = column(following, case, spacing=14, end=True)
        right = column(log, record_card(screen, view), spacing=14, end=True)
        self.setLayout(
            column(SideBySide(left, right, shares=(1, 1), least=44), spacing=0, end=True)
        )

    def show_log(self, view: LogView) -> None:
        """The newest lines."""
        clear(self.log)
        screen = self._screen
        for access in view.lines:
            what = screen.put(Label(Role.BODY), said(access.action, screen.words.catalogue.has))
            when = Label(Role.SMALL, Tone.MUTED)
            at = datetime.fromisoformat(access.at)
            screen.say(when.setText, Say.of("history.by_at", who=access.actor, at=at))
            self.log.addLayout(column(what, when, spacing=0))

    def show_chain(self, view: ChainView | None) -> None:
        """Whether the whole log's chain holds; a broken one is named."""
        if view is not None:
            show_chain(self._screen, self.chain, view)


def show_chain(screen: Screen, label: IconLabel, view: ChainView) -> None:
    """Say of the log whether its chain holds."""
    icon, tone = ("link", Tone.GREEN) if view.whole else ("unlink", Tone.RUST)
    label.set_state(icon, tone)
    screen.say(label.setText, "history.whole" if view.whole else view.broken)


def _event(screen: Screen, knot: Knot) -> QWidget:
    icon = ICONS.get(knot.kind, "circle-dot")
    what = IconLabel(icon, Role.STRONG, Tone.TEAL)
    what.label.set_tone(Tone.PLAIN)
    screen.say(what.setText, knot.say)
    on = screen.put(Label(Role.SMALL, Tone.MUTED), Say.of("learner.on_date", on=knot.on))
    parts = column(what, spacing=0)
    under = column(on, spacing=0)
    if not knot.note.empty:
        under.addWidget(screen.put(Label(Role.BODY), knot.note))
    under.setContentsMargins(28, 0, 0, 6)
    parts.addLayout(under)
    holder = QWidget()
    holder.setLayout(parts)
    return holder
