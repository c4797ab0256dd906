"""What importing would do, list by list, and what it did."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from aln_review.casework.roll_view import ABSENT, LISTS, TO_CHECK, DryRun, RowView
from ui.desk import Screen
from ui.widgets import (
    Button,
    Card,
    CardHead,
    EmptyState,
    FilterPill,
    FlowLayout,
    IconLabel,
    PrimaryButton,
    Role,
    Row,
    TextButton,
    Tone,
    clear,
    column,
    line,
)

AT_ONCE = 25
"""Rows listed at a time: there may be 250,000."""
LOOKS = {
    "new": ("user-plus", Tone.GREEN),
    "changed": ("pencil", Tone.AMBER),
    "unchanged": ("equal", Tone.MUTED),
    "refused": ("circle-x", Tone.RUST),
    "duplicate": ("copy", Tone.BLUE),
    TO_CHECK: ("triangle-alert", Tone.AMBER),
    ABSENT: ("user-round-x", Tone.MUTED),
}


class RollRows(QWidget):
    """The dry run: its lists as filters with counts, their rows some at a time."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen = screen
        self._dry: list[DryRun] = []
        self._shown = 0
        self.pills = {name: FilterPill(name) for name in LISTS}
        flow = FlowLayout(*self.pills.values(), spacing=10)
        for name, pill in self.pills.items():
            screen.say(pill.setText, f"import.list.{name}")
            pill.toggled.connect(partial(self._toggled, name))
        self.notes = column(spacing=4)
        self.list = column(spacing=0)
        self.more = TextButton("chevron-down")
        self.more.clicked.connect(self._add_some)
        self.empty = EmptyState("circle-check")
        screen.say(self.empty.setText, "import.empty")
        screen.say(self.empty.setHint, "import.empty_hint")
        self.card = Card(self.list, self.empty, line(self.more, end=True), spacing=4)
        self.setLayout(column(self.notes, flow, self.card, spacing=12))

    @property
    def chosen(self) -> str:
        """The list that shows."""
        return next((name for name, pill in self.pills.items() if pill.isChecked()), LISTS[0])

    def show_dry(self, dry: DryRun) -> None:
        """Show a dry run, beginning with the first list that has rows."""
        self._dry = [dry]
        for name, pill in self.pills.items():
            pill.set_count(f"{dry.counts[name]:,}")
        order = ("changed", "new", "refused", "duplicate", "unchanged", TO_CHECK, ABSENT)
        first = next((name for name in order if dry.counts[name]), "new")
        self.pills[first].setChecked(True)
        self._begin()

    def let_go(self) -> None:
        """Hold no rows any more."""
        self._dry = []

    def retell(self) -> None:
        """Word the rows that show again."""
        if self._dry:
            self._begin()

    def _toggled(self, _name: str, checked: bool) -> None:
        if checked and self._dry:
            self._begin()

    def _begin(self) -> None:
        clear(self.list)
        clear(self.notes)
        for told in self._dry[0].said(self._screen.words.catalogue):
            note = IconLabel("triangle-alert", Role.SMALL_STRONG, Tone.AMBER)
            note.setText(told)
            self.notes.addWidget(note)
        self._shown = 0
        self._add_some()

    def _add_some(self) -> None:
        dry, name = self._dry[0], self.chosen
        for view in dry.page(name, self._shown, AT_ONCE):
            self.list.addWidget(self._row(view))
        self._shown = min(self._shown + AT_ONCE, dry.counts[name])
        left = dry.counts[name] - self._shown
        self._screen.count(self.more.setText, "import.more", left)
        self.more.setVisible(left > 0)
        self.empty.setVisible(dry.counts[name] == 0)

    def _row(self, view: RowView) -> Row:
        words = self._screen.words
        icon, tone = LOOKS[view.status]
        row = Row(icon, tone, chevron=False, strong=True)
        if view.status == ABSENT:
            row.setText(view.name)
            row.setSecond(words.t("import.absent_stays"))
            return row
        key = "import.row" if view.name else "import.row_unnamed"
        row.setText(words.t(key, name=view.name, row=view.row))
        row.setSecond("\n".join(view.lines(words.catalogue)))
        return row


class RollResult(QWidget):
    """What was kept. ``again()`` for another list."""

    again = Signal()

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen = screen
        self.head = CardHead("circle-check", Tone.GREEN)
        screen.say(self.head.setText, "import.step.done")
        self.lines = {
            name: IconLabel(icon, Role.BODY, tone)
            for name, (icon, tone) in LOOKS.items()
            if name in ("new", "changed", "unchanged", "refused")
        }
        self.first = screen.put(PrimaryButton("users"), "import.to_learners")
        self.other = screen.put(Button("file-down"), "import.another")
        buttons = FlowLayout(self.first, self.other, spacing=12)
        self.setLayout(column(Card(self.head, *self.lines.values(), buttons, spacing=10)))
        self.first.clicked.connect(partial(screen.desk.open, "learners"))
        self.other.clicked.connect(self.again)

    def show_done(self, done: DryRun) -> None:
        """Say how many of each."""
        for name, label in self.lines.items():
            self._screen.count(label.setText, f"import.done.{name}", done.counts[name])
            label.setVisible(done.counts[name] > 0)
