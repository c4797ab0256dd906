"""Another data key for an open vault, or carrying on with one that was cut short."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from aln_review.casework.core import Casework
from aln_review.casework.door import Door, NewSheet
from aln_review.casework.entry import ToTry
from aln_review.casework.handover import (
    Done,
    SlotKind,
    finish_rotation,
    holders_of,
    put_off,
    refuse_wrong,
    rotate,
)
from aln_review.casework.queries.keeping import SettingsPage as Ask
from aln_review.casework.queries.keeping import SettingsView
from aln_review.casework.say import Say
from aln_review.domain.errors import AlnError
from aln_review.domain.setting import Setting
from ui.handover.gauge import Gauge
from ui.handover.stepped import Stepped
from ui.handover.steps import PaperStep, ProofStep
from ui.handover.work import WorkStep
from ui.post import casework_of
from ui.retranslate import What
from ui.unlock.steps import SetupStep


class RotationPage(Stepped):
    """``resume`` (:class:`Casework`): a vault whose change of the data key waits to be done."""

    title = "shell.rotation"

    def sentence(self, step: SetupStep, part: str) -> str:
        """As the catalogue keeps them."""
        return f"rotation.{step.name}.{part}"

    def make_steps(self) -> tuple[SetupStep, ...]:
        """Passphrase, sheet, work."""
        self.proof = ProofStep(self)
        self.sheet = PaperStep(self)
        self.work = WorkStep(self)
        self._setting: list[Setting] = []
        self._typed: list[tuple[str, tuple[str, ...]]] = []
        self._vault: list[Casework] = []
        return (self.proof, self.sheet, self.work)

    def bind(self) -> None:
        """The work's ends."""
        super().bind()
        self.work.finished.connect(self._in)
        self.work.refused.connect(self._not_done)
        self.work.retry.connect(self._again)
        self.work.go_in.connect(self._for_now)

    def show_for(self, **args: object) -> None:
        """Begin, or carry on."""
        resume = args.get("resume")
        if isinstance(resume, Casework):
            self.show_step(self.work)
            self.say(self.lead.setText, "rotation.resumed.lead")
            self.work.begin(partial(finish_rotation, self.desk.door, resume))
            return
        self.show_step(self.proof)
        self.ask(Ask(), self._asked)
        holders = partial(holders_of, self.desk.door, casework_of(self.desk.bridge))
        self.desk.bridge.run(holders, self.proof.show_holders)

    def foot(self) -> What:
        """Nothing is changed before the last step."""
        return "handover.foot_working" if self.step is self.work else "handover.foot"

    def passed(self, step: SetupStep) -> None:
        """What follows each step."""
        if step is self.proof:
            self._prove()
        elif step is self.sheet:
            self._begin()

    def stop(self) -> None:
        """Back to the keys; nothing was changed."""
        self.desk.open("keys")

    def _asked(self, view: SettingsView) -> None:
        self._setting = [view.setting]

    # The passphrases

    def _prove(self) -> None:
        self.proof.set_busy(True)
        self.hold(True)
        typed = (self.proof.passphrase.value(), self.proof.present())
        work = partial(_prove, self.desk.door, *typed)
        self.desk.bridge.run(work, partial(self._proved, typed), self._not_proved)

    def _proved(self, typed: tuple[str, tuple[str, ...]], _none: None) -> None:
        self._typed = [typed]
        self.proof.set_busy(False)
        self.proof.forget()
        make = partial(self.desk.door.new_sheet, self.words.language)
        self.desk.bridge.run(make, self._sheet_made, self._not_proved)

    def _not_proved(self, error: AlnError) -> None:
        self.proof.set_busy(False)
        self.hold(False)
        mine = error.key != "error.vault.wrong_keyholder" or len(self.proof.fields) == 1
        field = self.proof.fields[0 if mine else 1]
        self.errors.show_errors([(field, Say(error.key, error.facts))])

    def _sheet_made(self, sheet: NewSheet) -> None:
        self.hold(False)
        for setting in self._setting:
            waiting = ToTry(casework_of(self.desk.bridge), setting, sheet)
            self.sheet.show_for(waiting)
            self.show_step(self.sheet)

    # The work

    def _begin(self) -> None:
        door, tried = self.desk.door, self.sheet.tried()
        ((passphrase, present),) = self._typed
        self.show_step(self.work)
        # From here on no lock, no post and no copy reaches the vault that is written anew.
        vault = casework_of(self.desk.bridge)
        self.desk.bridge.hand_out()
        self._vault = [vault]

        def work(gauge: Gauge) -> Done:
            return rotate(door, vault, passphrase, tried, gauge, present)

        self.work.begin(work)

    def _again(self) -> None:
        held = self.work.take()
        if held is not None:
            self.work.begin(partial(finish_rotation, self.desk.door, held.casework))

    def _for_now(self) -> None:
        held = self.work.take()
        if held is not None:
            work = partial(put_off, self.desk.door, held.casework)
            self.desk.bridge.run(work, self._in, self.desk.say_error)

    def _not_done(self, error: AlnError) -> None:
        """Refused before anything was changed: the vault is in the screens' hands again."""
        for vault in self._vault:
            self.desk.bridge.open(vault)
        self.show_step(self.sheet)
        self.desk.say_error(error)

    def _in(self, vault: Casework) -> None:
        self._typed = []
        self.desk.host.enter(vault)

    def leave(self) -> None:
        """Nothing typed outlives the page."""
        self._typed = []
        self.proof.forget()
        self.work.abandon()


def _prove(door: Door, passphrase: str, present: Sequence[str]) -> None:
    refuse_wrong(door, SlotKind.PASSPHRASE, passphrase)
    for secret in present:
        refuse_wrong(door, SlotKind.KEYHOLDER, secret)
