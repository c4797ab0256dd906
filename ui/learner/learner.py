"""One learner's page: who they are, then the case as a thread, then what comes next."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from aln_review.casework.queries.access_log import AccessLog, ChainView, LogChain, LogView, Wanted
from aln_review.casework.queries.learners import LearnerPage as LearnerQuery
from aln_review.casework.queries.learners import LearnerView
from aln_review.casework.queries.photo import LearnerPhoto
from ui.caseload.marks import written
from ui.desk import Crumb, Screen
from ui.learner.actions import ActionsTab
from ui.learner.head import LearnerHead
from ui.learner.history import SHOWN, HistoryTab
from ui.learner.marks import NOTE, MarksTab, SafeguardingCard
from ui.learner.overview import Overview
from ui.learner.people import PeopleTab
from ui.learner.tabs import PapersTab, PlanTab, ProfileTab, ReviewsTab
from ui.widgets import ScrollPage, TabBar, clear, column


class Tab(Protocol):
    """Makes the body of one tab."""

    def __call__(self, screen: Screen, view: LearnerView) -> QWidget:
        """The body."""


OVERVIEW, HISTORY = "overview", "history"
TABS: dict[str, Tab] = {
    OVERVIEW: Overview,
    "profile": ProfileTab,
    "reviews": ReviewsTab,
    "plan": PlanTab,
    "actions": ActionsTab,
    "papers": PapersTab,
    "people": PeopleTab,
    "marks": MarksTab,
    HISTORY: HistoryTab,
}


class LearnerPage(Screen):
    """Opened for ``learner``; ``tab`` says which tab shows first."""

    KINDS = frozenset(
        {"learners", "people", "reviews", "plans", "cases", "profiles", "outbox", "documents"}
    )

    def build(self) -> None:
        """The person, the tabs, the body of one of them."""
        self._view: LearnerView | None = None
        self.page = ScrollPage()
        self.setLayout(column(self.page, spacing=0))
        self.head = LearnerHead(self)
        self.tabs = TabBar(*TABS)
        for tab in TABS:
            self.say(partial(self.tabs.set_option, tab), f"learner.tab.{tab}")
        self.tabs.choose(OVERVIEW)
        self.body = column(spacing=14)
        self.page.add(self.head)
        self.page.add(self.tabs)
        self.page.add(self.body, 1)
        self.head.hide()
        self.tabs.hide()

    def bind(self) -> None:
        """The tabs."""
        self.tabs.chosen.connect(self._choose)

    def show_for(self, **args: object) -> None:
        """Ask for the learner; asking leaves its line in the access log."""
        learner = str(args["learner"])
        tab = str(args.get("tab", self.tabs.value()))
        if self._view is None and tab in TABS:
            self.tabs.choose(tab)
        self.ask(LearnerQuery(learner), self._show)
        self.ask(LearnerPhoto(learner), self.head.show_photo)

    def restore(self, drafts: Mapping[str, str]) -> None:
        """A half-typed safeguarding note waits behind its door until that is opened again."""
        super().restore(drafts)
        for card in self.findChildren(SafeguardingCard):
            if drafts.get(NOTE):
                card.note.set_value(drafts[NOTE])

    def crumbs(self) -> tuple[Crumb, ...]:
        """Learners, then this one."""
        if self._view is None:
            return ()
        return (Crumb("shell.learners", "learners"), Crumb(written(self._view.learner.name)))

    def first_focus(self) -> QWidget | None:
        """The tabs."""
        return self.tabs

    def _show(self, view: LearnerView) -> None:
        self._view = view
        self.head.show_learner(view)
        self.head.show()
        self.tabs.show()
        self.crumbs_changed.emit()
        self._show_tab()

    def _choose(self, _tab: str) -> None:
        # Coming back to this page after another finds the tab that was left.
        self.args = {**self.args, "tab": self.tabs.value()}
        self._show_tab()
        self.page.verticalScrollBar().setValue(0)

    def _show_tab(self) -> None:
        if self._view is None:
            return
        held = self._held_focus()
        clear(self.body)
        body = TABS[self.tabs.value()](self, self._view)
        self.body.addWidget(body, 1)
        body.show()
        if isinstance(body, HistoryTab):
            self.ask(
                AccessLog(Wanted(self._view.learner.id), limit=SHOWN),
                partial(self._show_log, body),
            )
            self.ask(LogChain(), partial(self._show_chain, body))
        self._give_focus(held)

    def _show_log(self, body: HistoryTab, view: LogView) -> None:
        item = self.body.itemAt(0)
        if item is not None and item.widget() is body:
            body.show_log(view)

    def _show_chain(self, body: HistoryTab, view: ChainView | None) -> None:
        item = self.body.itemAt(0)
        if item is not None and item.widget() is body:
            body.show_chain(view)

    def _held_focus(self) -> str:
        """The name of what has the keyboard inside the tab, before it is shown afresh."""
        held = self.window().focusWidget()
        inside = held is not None and self.isAncestorOf(held)
        return held.accessibleName() if inside and held is not None else ""

    def _give_focus(self, name: str) -> None:
        for one in self.findChildren(QWidget) if name else ():
            if one.accessibleName() == name and one.focusPolicy() is not Qt.FocusPolicy.NoFocus:
                one.setFocus(Qt.FocusReason.OtherFocusReason)
                return
