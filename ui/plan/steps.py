"""What is done with a plan as a whole: complete, reopen, give, send, begin anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import QObject, Signal

from aln_review.casework.commands.dispatch import SendPlan
from aln_review.casework.commands.plans import (
    AddBlock,
    CompletePlan,
    DraftPlan,
    GivePlan,
    RemoveBlock,
    ReopenPlan,
)
from aln_review.casework.proving import FRESH
from aln_review.casework.queries.keeping import SettingsPage, SettingsView
from aln_review.casework.queries.plans import PlanView
from aln_review.casework.queries.sending import BeforeSending, SendCheck
from aln_review.casework.say import Say
from aln_review.domain.dispatch import OutboxLine
from aln_review.domain.errors import AlnError
from aln_review.domain.plan import Block, Plan
from ui.desk import Screen
from ui.plan.overview import Overview
from ui.plan.sending import SendPanel
from ui.retranslate import What
from ui.step_up import step_up


class PlanSteps(QObject):
    """Asks before what cannot be undone, and says at the place why something was refused.

    ``panel(bool)`` when the check before sending comes and goes; ``block(id)`` when one was made.
    """

    panel = Signal(bool)
    block = Signal(str)

    def __init__(self, screen: Screen, overview: Overview, sending: SendPanel) -> None:
        super().__init__(screen)
        self._screen = screen
        self._overview = overview
        self._sending = sending
        self._view: PlanView | None = None
        self._block = ("", "")
        self._day = date.min
        overview.complete.connect(self.complete)
        overview.reopen.connect(self.reopen)
        overview.give.connect(self.give)
        overview.send.connect(self.check)
        overview.renew.connect(self.renew)
        overview.print.connect(self.open_paper)
        overview.version.connect(self._open_version)
        sending.confirmed.connect(self._send)
        sending.back.connect(self._back)

    def at(self, view: PlanView) -> None:
        """Work on this version: it is the one shown."""
        self._view = view

    @property
    def _plan(self) -> str:
        return self._view.plan.id if self._view is not None else ""

    def _ask(
        self, question: What, choices: Mapping[str, What], done: Callable[[str], None]
    ) -> None:
        self._screen.desk.host.ask(question, choices, done)

    # The version

    def complete(self) -> None:
        """Say that the draft is complete; what is missing is already listed beneath."""
        self._screen.do(CompletePlan(self._plan))

    def reopen(self) -> None:
        """Take a complete version back to be written in."""
        self._screen.do(ReopenPlan(self._plan))

    def give(self, day: date) -> None:
        """Ask, then lock the version as given on this day."""
        self._day = day
        choices: dict[str, What] = {"give": "plan.do.give", "back": "shell.cancel"}
        self._ask(Say.of("plan.ask_give", on=day), choices, self._give_answered)

    def _give_answered(self, answer: str) -> None:
        if answer == "give":
            self._screen.do(GivePlan(self._plan, self._day), failed=self._not_given)

    def _not_given(self, error: AlnError) -> None:
        self._overview.refuse_given(Say(error.key, error.facts))

    def renew(self) -> None:
        """Draft the next version from this one and what is on the record."""
        if self._view is not None:
            self._screen.do(DraftPlan(self._view.plan.learner_id), self._renewed)

    def _renewed(self, plan: Plan) -> None:
        self._screen.desk.open("plan", plan=plan.id)

    def _open_version(self, plan_id: str) -> None:
        self._screen.desk.open("plan", plan=plan_id)

    def open_paper(self) -> None:
        """The plan as it is printed."""
        if self._view is not None:
            self._screen.desk.open("paper", kind="plan", ref=self._plan)

    # Provisions and rows

    def add_block(self, section: str) -> None:
        """An empty provision or row at the end."""
        self._screen.do(AddBlock(self._plan, section), self._block_made)

    def _block_made(self, block: Block) -> None:
        self.block.emit(block.id)

    def remove_block(self, section: str, block_id: str) -> None:
        """Ask, then take a provision or row out: what was written in it goes with it."""
        self._block = (section, block_id)
        choices: dict[str, What] = {"remove": "plan.remove_block", "keep": "plan.keep_block"}
        self._ask("plan.ask_remove", choices, self._remove_answered)

    def _remove_answered(self, answer: str) -> None:
        if answer == "remove":
            self._screen.do(RemoveBlock(self._plan, *self._block))

    # Sending

    def check(self) -> None:
        """Read the answers before anything leaves."""
        self._screen.ask(BeforeSending(self._plan), self._show_check)

    def _show_check(self, check: SendCheck) -> None:
        self._sending.show_check(check)
        self.panel.emit(True)

    def _back(self) -> None:
        self.panel.emit(False)

    def _send(self) -> None:
        self._screen.ask(SettingsPage(), self._prove)

    def _prove(self, settings: SettingsView) -> None:
        """A plan goes out only by the hand of whoever knows the passphrase, if so wished."""
        if settings.preferences.ask_before_sending:
            step_up(self._screen, "step_up.why.send", self._go, unless_within=FRESH)
        else:
            self._go()

    def _go(self) -> None:
        self._sending.go.setEnabled(False)
        self._screen.do(SendPlan(self._plan), self._sent, self._not_sent)

    def _sent(self, _line: OutboxLine) -> None:
        self._screen.desk.announce(self._screen.words.t("plan.sent"))
        self._screen.desk.open("send")

    def _not_sent(self, error: AlnError) -> None:
        self._sending.go.setEnabled(True)
        self._screen.desk.say_error(error)
