"""The last question of setting up: who else can open the vault. It can wait, but knowingly."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from aln_review.casework.commands.keys import PostponeKeyholder
from aln_review.casework.core import Casework
from aln_review.casework.door import Door
from aln_review.casework.key_labels import KeyRole
from aln_review.casework.keyring import Keyring, Proof
from aln_review.casework.say import Say
from aln_review.domain.errors import AlnError
from aln_review.domain.setting import SettingKind
from ui.unlock.holder_fields import HolderFields
from ui.unlock.passphrase import NewPassphrase, pass_field
from ui.unlock.steps import SetupStep, Wrong
from ui.widgets import IconLabel, Label, Role, Rule, Toggle, Tone, column

AT_THEIRS = frozenset({"error.vault.same_secret"})

USUAL = {
    SettingKind.SCHOOL: KeyRole.HEAD,
    SettingKind.EARLY_YEARS: KeyRole.OWNER,
    SettingKind.COLLEGE: KeyRole.MANAGER,
    SettingKind.AUTHORITY: KeyRole.COLLEAGUE,
}


class KeyholderStep(SetupStep):
    """A name, a role and their passphrase; or a switch beside what is at stake without."""

    name = "keyholder"

    def build(self) -> None:
        """The switch stands last: whoever turns it has passed what it means."""
        page = self.page
        self.mine = pass_field(page, "keys.your_passphrase")
        self.who = HolderFields(page)
        self.new = NewPassphrase(page)
        turn = page.put(Label(Role.HEADING), "holder.their_turn")
        hint = page.put(Label(Role.SMALL, Tone.MUTED), "holder.their_turn_hint")
        self.key = QWidget()
        self.key.setLayout(
            column(self.who, self.mine, Rule(), turn, hint, self.new, spacing=12, end=True)
        )
        self.later = page.put(Toggle(), "first.keyholder.later")
        self.stake = page.put(
            IconLabel("triangle-alert", Role.BODY, Tone.RUST), "first.keyholder.stake"
        )
        self.stake.label.set_tone(Tone.PLAIN)
        self.stake.hide()
        self.busy = page.put(IconLabel("hourglass", Role.STRONG, Tone.TEAL), "keys.working")
        self.busy.hide()
        told = self.aside(("eye", "first.keyholder.sees"), ("users", "first.keyholder.alone"))
        parts = (told, self.key, Rule(), self.later, self.stake, self.busy)
        self.setLayout(column(*parts, spacing=14, end=True))
        self.later.toggled.connect(self._put_off)
        for changed in (self.who.changed, self.new.changed, self.mine.edited):
            changed.connect(self.answered)
        for field in (self.mine, self.new.first, self.new.again):
            field.line.returnPressed.connect(self.onward)

    def offer(self, kind: SettingKind) -> None:
        """Whoever holds it most often where the vault stands; another can be chosen."""
        self.who.role.set_value(USUAL[kind].value)

    def _put_off(self, waits: bool) -> None:
        self.key.setVisible(not waits)
        self.stake.setVisible(waits)
        self.answered.emit()

    @property
    def ready(self) -> bool:
        """Something was written, or it is said that it can wait."""
        return self.later.isChecked() or bool(self.who.name.value())

    def wrong(self) -> list[Wrong]:
        """What is missing from the key; nothing once it waits."""
        if self.later.isChecked():
            return []
        self.new.judge_now()
        mine: list[Wrong] = [] if self.mine.value() else [(self.mine, "keys.old_missing")]
        return [*self.who.wrong(), *mine, *self.new.wrong()]

    def work(self, door: Door, casework: Casework) -> Callable[[], object]:
        """Give the key, or keep that it waits."""
        if self.later.isChecked():
            return partial(casework.do, PostponeKeyholder())
        add, proof = Keyring(door, casework).add_keyholder, Proof(door.opened_by, self.mine.value())
        return partial(add, proof, self.who.holder(), self.new.value())

    def place(self, error: AlnError) -> list[Wrong]:
        """The field that an error is about."""
        field = self.new.first if error.key in AT_THEIRS else self.mine
        return list(self.new.refused(error)) or [(field, Say(error.key, error.facts))]

    def set_busy(self, busy: bool) -> None:
        """Keys are being derived: say so, and take no more typing."""
        self.busy.setVisible(busy)
        self.key.setEnabled(not busy)
        self.later.setEnabled(not busy)

    def forget(self) -> None:
        """Leave nothing typed in the widgets."""
        self.mine.line.clear()
        self.new.forget()

    def first_focus(self) -> QWidget:
        """Their name."""
        return self.who.name.line

    def entered(self) -> None:
        """Three words for them to begin with."""
        self.new.suggest()
