"""Taking a vault over from somebody who has left: five steps, and the leaver need not be there."""

from __future__ import annotations

from functools import partial

from aln_review.casework.core import Casework
from aln_review.casework.door import NewSheet, Outside
from aln_review.casework.entry import ToTry
from aln_review.casework.handover import (
    Done,
    TakingOver,
    begin_handover,
    finish_rotation,
    hand_over,
    put_off,
)
from aln_review.domain.errors import AlnError
from ui.handover.gauge import Gauge
from ui.handover.stepped import Stepped
from ui.handover.steps import ChooseStep, KeyStep, PaperStep, WhoStep
from ui.handover.work import WorkStep
from ui.retranslate import What
from ui.unlock.steps import SetupStep


class HandoverPage(Stepped):
    """Nothing is changed before the last step; whoever stops earlier leaves the vault as it was."""

    title = "shell.handover"

    def sentence(self, step: SetupStep, part: str) -> str:
        """As the catalogue keeps them."""
        return f"handover.{step.name}.{part}"

    def make_steps(self) -> tuple[SetupStep, ...]:
        """Key, person, passphrase, sheet, work."""
        self.key = KeyStep(self)
        self.who = WhoStep(self)
        self.passphrase = ChooseStep(self)
        self.sheet = PaperStep(self)
        self.work = WorkStep(self)
        self._waiting: list[TakingOver] = []
        return (self.key, self.who, self.passphrase, self.sheet, self.work)

    def bind(self) -> None:
        """The work's ends."""
        super().bind()
        self.work.finished.connect(self._in)
        self.work.refused.connect(self._not_done)
        self.work.retry.connect(self._again)
        self.work.go_in.connect(self._for_now)

    def show_for(self, **_args: object) -> None:
        """Begin."""
        self.show_step(self.key)
        self.desk.bridge.run(self.desk.door.look, self._looked)

    def foot(self) -> What:
        """Nothing is changed before the last step."""
        return "handover.foot_working" if self.step is self.work else "handover.foot"

    def passed(self, step: SetupStep) -> None:
        """What follows each step."""
        if step is self.key:
            self._open()
        elif step is self.who:
            self.show_step(self.passphrase)
        elif step is self.passphrase and self.sheet.made:
            # Gone back from: the one that may be on paper by now is the one that counts.
            self.show_step(self.sheet)
        elif step is self.passphrase:
            self.hold(True)
            make = partial(self.desk.door.new_sheet, self.words.language)
            self.desk.bridge.run(make, self._sheet_made, self._not_done)
        elif step is self.sheet:
            self._begin()

    def before(self, step: SetupStep) -> SetupStep | None:
        """A name and a passphrase can be put right; the key is not asked for again."""
        if step is self.sheet:
            return self.passphrase
        return self.who if step is self.passphrase else None

    def stop(self) -> None:
        """Back to the door; the vault is closed and as it was."""
        self.desk.open("unlock")

    def _looked(self, outside: Outside) -> None:
        self.key.offer(has_keyholder=outside.has_keyholder)
        if self.step is self.key:
            self.key.first_focus().setFocus()

    # The vault is opened

    def _open(self) -> None:
        self.key.set_busy(True)
        self.hold(True)
        work = partial(begin_handover, self.desk.door, self.key.kind(), self.key.secret())
        self.desk.bridge.run(work, self._opened, self._not_opened)

    def _opened(self, waiting: TakingOver) -> None:
        self._waiting = [waiting]
        self.key.set_busy(False)
        self.key.forget()
        self.hold(False)
        self.who.show_for(waiting)
        self.show_step(self.who)

    def _not_opened(self, error: AlnError) -> None:
        self.key.set_busy(False)
        self.hold(False)
        self.errors.show_errors(self.key.refused(error))

    # The sheet, and the work

    def _sheet_made(self, sheet: NewSheet) -> None:
        self.hold(False)
        waiting = self._waiting[0]
        self.sheet.show_for(ToTry(waiting.casework, waiting.setting, sheet))
        self.show_step(self.sheet)

    def _begin(self) -> None:
        self.show_step(self.work)
        waiting, tried = self._waiting[0], self.sheet.tried()
        successor, passphrase = self.who.successor(), self.passphrase.fields.value()
        door = self.desk.door

        def work(gauge: Gauge) -> Done:
            return hand_over(door, waiting, successor, passphrase, tried, gauge)

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
        """Refused before anything was changed: back to what it is about."""
        self.hold(False)
        weak = self.passphrase.fields.refused(error)
        if weak:
            self.show_step(self.passphrase)
            self.errors.show_errors(weak)
            return
        back = self.passphrase if error.key == "error.vault.same_secret" else self.sheet
        self.show_step(back)
        self.desk.say_error(error)

    def _in(self, vault: Casework) -> None:
        self._waiting = []
        self.desk.host.enter(vault)

    def leave(self) -> None:
        """Whoever stops leaves a closed vault, and nothing typed."""
        self.work.abandon()
        self.key.forget()
        self.passphrase.fields.forget()
        if self.step is not self.work:
            for waiting in self._waiting:
                waiting.casework.close()
        self._waiting = []
