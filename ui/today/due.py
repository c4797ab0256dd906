"""One date drawing near: what, how long is left, the days drawn, and the sentence that explains."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from aln_review.casework.queries.today import DueRow
from aln_review.casework.say import Say
from ui.caseload.link import Link
from ui.desk import Screen
from ui.widgets import DayStrip, IconLabel, Label, Pill, Role, SideBySide, Tone, column


class DueItem(QWidget):
    """One deadline. Its title opens the learner's page, at the case."""

    def __init__(self, screen: Screen, row: DueRow, tone: Tone) -> None:
        super().__init__()
        self.title = Link()
        screen.say(self.title.setText, row.title)
        self.title.clicked.connect(partial(screen.desk.open, "learner", learner=row.learner_id))
        pill = screen.put(Pill("hourglass", tone), row.left)
        strip = DayStrip(screen.words, tone)
        strip.set_days(row.strip)
        screen.say(strip.setText, row.why)
        on = screen.put(Label(Role.STRONG, wrap=False), Say.of("today.on", due=row.deadline.due))
        why = screen.put(Label(Role.SMALL, Tone.MUTED), row.why)
        head = SideBySide(self.title, pill, shares=(1, 0), least=26, below=2)
        days = SideBySide(strip, on, shares=(1, 0), least=26, below=0)
        whole = column(head, days, why, spacing=0)
        if row.caution is not None:
            safe = IconLabel("triangle-alert", Role.SMALL, Tone.AMBER)
            safe.label.set_tone(Tone.PLAIN)
            whole.addWidget(screen.put(safe, row.caution))
        self.setLayout(whole)

    def take_focus(self) -> None:
        """Put the keyboard on the title, also just after the item was added."""
        self.show()
        self.title.setFocus(Qt.FocusReason.TabFocusReason)
