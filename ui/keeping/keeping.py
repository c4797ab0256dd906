"""Keeping and erasing: what the setting chose, what is due, held and gone."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from aln_review.casework.queries.retention import KeepingPage as Ask
from aln_review.casework.queries.retention import KeepingView
from ui.desk import Crumb, Screen
from ui.keeping.choose import ChooseCard
from ui.keeping.lists import AskCard, DueCard, ErasedCard, HeldCard
from ui.widgets import Label, Role, ScrollPage, SideBySide, column


class KeepingPage(Screen):
    """The app proposes and a person decides: nothing on this page happens by itself."""

    KINDS = frozenset({"learners", "holds", "erasures", "meta"})

    def build(self) -> None:
        """What is due and held on the left, the choice and the register on the right."""
        self.page = ScrollPage()
        self.setLayout(column(self.page, spacing=0))
        heading = self.put(Label(Role.DISPLAY), "shell.keeping")
        lead = self.put(Label(), "keeping.lead")
        self.page.add(column(heading, lead, spacing=0))
        self.due = DueCard(self)
        self.held = HeldCard(self)
        self.choose = ChooseCard(self)
        self.erased = ErasedCard(self)
        self.was = AskCard(self)
        left = column(self.due, self.held, self.erased, spacing=14, end=True)
        right = column(self.choose, self.was, spacing=14, end=True)
        self.page.add(SideBySide(left, right, shares=(1, 1), least=52))

    def show_for(self, **_args: object) -> None:
        """Ask for everything at once."""
        self.ask(Ask(), self._show)

    def crumbs(self) -> tuple[Crumb, ...]:
        """From the settings."""
        return (Crumb("shell.settings", "settings"), Crumb("shell.keeping"))

    def first_focus(self) -> QWidget | None:
        """The choice."""
        return self.choose.schedule

    def leave(self) -> None:
        """Nobody's name stays in a field."""
        self.was.forget()

    def drafts(self) -> dict[str, str]:
        """Nothing here is worth keeping over a lock, and a name asked for must not be."""
        return {}

    def _show(self, view: KeepingView) -> None:
        self.due.show_for(view)
        self.held.show_for(view)
        self.choose.show_for(view)
        self.erased.show_for(view)
