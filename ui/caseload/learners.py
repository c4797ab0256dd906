"""The caseload as people: those who need you this week, then by next date."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from aln_review.casework.queries.learners import Caseload, CaseloadView, Filter
from ui.caseload.marks import written
from ui.caseload.model import Wanted, arrange
from ui.caseload.sentences import Sentences
from ui.caseload.view import CaseloadList
from ui.desk import Screen
from ui.rooms import room
from ui.theme import RING
from ui.widgets import (
    Button,
    ChoiceField,
    EmptyState,
    FilterPill,
    FlowLayout,
    IconLabel,
    Label,
    PrimaryButton,
    Role,
    ScrollPage,
    SideBySide,
    Tone,
    column,
    line,
)
from ui.widgets.boxes import PAGE_MARGIN

BY_DATE, BY_NAME = "date", "name"
BAR = 12
"""Logical pixels of the scroll bar."""


class Learners(Screen):
    """Everybody on the caseload. Filters are sentences with counts; typing finds a name."""

    KINDS = frozenset({"learners", "reviews", "plans", "cases", "outbox"})

    def build(self) -> None:
        """Heading and two ways in, filters, class and order, the list."""
        self._view: CaseloadView | None = None
        self.page = ScrollPage(margin=0, spacing=8)
        self.page.body.setContentsMargins(0, 4, 0, 0)
        self.setLayout(column(self.page, spacing=0))
        self.heading = self.put(Label(Role.DISPLAY), "shell.learners")
        self.summary = Sentences(self.words)
        self.roll = self.put(Button("file-down"), "learners.import")
        self.add = self.put(PrimaryButton("plus"), "learners.add")
        ways = FlowLayout(self.roll, self.add, spacing=10)
        told = column(self.heading, self.summary, spacing=0)
        buttons = QWidget()
        buttons.setLayout(ways if self._tight() else line(self.roll, self.add, spacing=10))
        head = SideBySide(told, buttons, shares=(1, 0), least=44, below=8)
        self.finding = IconLabel("search", Role.SMALL, Tone.MUTED)
        self.finding.hide()
        top = column(head, self._build_filters(), self.finding, spacing=12)
        top.setContentsMargins(PAGE_MARGIN, 0, PAGE_MARGIN, 0)
        self.page.add(top)
        self.list = CaseloadList(self.words)
        self.say(self.list.setAccessibleName, "learners.list")
        self.empty = self._build_empty("learners.empty", "learners.empty_hint")
        self.nobody = self._build_empty("learners.nobody", "learners.nobody_hint")
        # The bar stands in the page's margin, so that sheets end where the heading's buttons end.
        place = column(self.list, spacing=0)
        place.setContentsMargins(PAGE_MARGIN - RING, 0, PAGE_MARGIN - BAR, 0)
        self.page.add(place, 1)
        for part in (self.empty, self.nobody):
            self.page.add(part, 1)
        self.empty.hide()
        self.nobody.hide()

    def _tight(self) -> bool:
        return self.desk.theme.scale > 1.4

    def _build_filters(self) -> QWidget:
        self.filters = {one: FilterPill(one.value) for one in Filter}
        for one, pill in self.filters.items():
            self.say(pill.setText, f"learners.filter.{one.value}")
        self.filters[Filter.EVERYONE].setChecked(True)
        pills = QWidget()
        pills.setLayout(FlowLayout(*self.filters.values()))
        self.classes = ChoiceField("", ("",))
        self.say(self.classes.inner.setAccessibleName, "learners.class")
        self.say(partial(self.classes.set_option, ""), "learners.all_classes")
        self.order = ChoiceField("", (BY_DATE, BY_NAME))
        self.say(self.order.inner.setAccessibleName, "learners.sort")
        for value in (BY_DATE, BY_NAME):
            self.say(partial(self.order.set_option, value), f"learners.by_{value}")
        self.order.set_value(BY_DATE)
        self.classes.set_value("")
        choices = SideBySide(self.classes, self.order, shares=(1, 1), least=16, spacing=10, below=6)
        return SideBySide(pills, choices, shares=(64, 36), least=60, spacing=12, below=8)

    def _build_empty(self, text: str, hint: str) -> EmptyState:
        state = EmptyState("users", tone=Tone.TEAL)
        self.say(state.setText, text)
        self.say(state.setHint, hint)
        return state

    def bind(self) -> None:
        """Ways in, filters, the list."""
        self.add.clicked.connect(partial(self.desk.open, "learner-edit"))
        self.roll.clicked.connect(partial(self.desk.open, "import"))
        for pill in self.filters.values():
            pill.toggled.connect(self._filtered)
        self.classes.chosen.connect(self._filtered)
        self.order.chosen.connect(self._filtered)
        self.list.opened.connect(self._open)
        self.list.finding.connect(self._tell_finding)

    def show_for(self, **_args: object) -> None:
        """Ask for the caseload."""
        self.roll.setVisible(room("import").built())
        self.ask(Caseload(), self._show)

    def first_focus(self) -> QWidget | None:
        """The list: Enter opens the first who needs you."""
        return self.list

    def reflow(self, _columns: int, small: bool) -> None:
        """In a small window the page scrolls to the list, and then the list scrolls."""
        theme = self.desk.theme
        self.list.setMinimumHeight(theme.grow(330 if small else 240))

    def _show(self, view: CaseloadView) -> None:
        self._view = view
        for one, count in view.counts:
            self.filters[one].set_count(str(count))
        self.filters[Filter.LEFT].setVisible(dict(view.counts)[Filter.LEFT] > 0)
        chosen = self.classes.value()
        self.classes.set_values(("", *view.classes))
        self.say(partial(self.classes.set_option, ""), "learners.all_classes")
        for name in view.classes:
            self.classes.set_option(name, name)
        self.classes.set_value(chosen if chosen in view.classes else "")
        self.summary.tell(view.summary, view.second)
        self._filtered()

    def _filtered(self, *_: object) -> None:
        if self._view is None:
            return
        group = next((one for one, pill in self.filters.items() if pill.isChecked()), None)
        wanted = Wanted(
            group or Filter.EVERYONE, self.classes.value(), self.order.value() == BY_NAME
        )
        items = arrange(self._view.rows, wanted)
        self.list.show_items(items)
        self.list.setVisible(bool(items))
        self.empty.setVisible(not self._view.rows)
        self.nobody.setVisible(bool(self._view.rows) and not items)

    def _open(self, learner: str) -> None:
        self.desk.open("learner", learner=learner)

    def _tell_finding(self, text: str, found: bool) -> None:
        self.finding.setVisible(bool(text))
        key = "learners.finding" if found else "learners.not_found"
        self.say(self.finding.setText, key, text=written(text))
        if not found:
            self.desk.announce(self.words.t(key, text=text))
