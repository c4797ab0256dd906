"""A second keyholder's key: given, changed, tried, taken back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from aln_review.casework.keyring import KeysView, Way
from aln_review.casework.say import Say
from aln_review.domain.errors import AlnError
from ui.settings.key_panel import KeyPanel, Wrong, at_field
from ui.unlock.holder_fields import HolderFields
from ui.unlock.passphrase import NewPassphrase, pass_field
from ui.widgets import Label, Role, Rule, Tone

NAMELESS = "error.vault.keyholder_name"
SAME = "error.vault.same_secret"


class AddHolderCard(KeyPanel):
    """Name and role, a passphrase that they type themselves, and yours."""

    name = "add_holder"
    icon = "user-plus"
    tone = Tone.BLUE

    def build(self) -> None:
        """Yours first; then the other person sits down."""
        put = self._screen.put
        self.passphrase = self.proof_field()
        self.who = HolderFields(self._screen)
        self.new = NewPassphrase(self._screen)
        self.inside.addWidget(self.passphrase)
        self.inside.addWidget(self.who)
        self.inside.addWidget(Rule())
        self.inside.addWidget(put(Label(Role.HEADING), "holder.their_turn"))
        self.inside.addWidget(put(Label(Role.SMALL, Tone.MUTED), "holder.their_turn_hint"))
        self.inside.addWidget(self.new)

    def begin(self, _view: KeysView, _ways: tuple[Way, ...]) -> None:
        """Three words for them to begin with."""
        self.new.suggest()

    def wrong(self) -> Wrong:
        """A passphrase or the name is missing, or theirs is too weak."""
        self.new.judge_now()
        mine: Wrong = [] if self.passphrase.value() else [(self.passphrase, "keys.old_missing")]
        return [*mine, *self.who.wrong(), *self.new.wrong()]

    def work(self) -> Callable[[], object]:
        """Give the key."""
        add = self.keys.add_keyholder
        return partial(add, self.proof(self.passphrase), self.who.holder(), self.new.value())

    def said(self) -> Say:
        """Who has it."""
        return Say.of(f"keys.{self.name}.done", name=self.who.holder().name)

    def place(self, error: AlnError) -> Wrong:
        """At the field it is about."""
        if error.key == NAMELESS:
            return at_field(self.who.name, error)
        if error.key == SAME:
            return at_field(self.new.first, error)
        return self.new.refused(error) or at_field(self.passphrase, error)

    def forget(self) -> None:
        """Leave nothing typed in the widgets."""
        super().forget()
        self.who.forget()
        self.new.forget()

    def first_focus(self) -> QWidget:
        """Your own passphrase."""
        return self.passphrase.line


class ChangeHolderCard(AddHolderCard):
    """The same for a key that somebody has: another passphrase, or another person."""

    name = "change_holder"
    icon = "pencil"

    def begin(self, view: KeysView, ways: tuple[Way, ...]) -> None:
        """Whose key it is."""
        super().begin(view, ways)
        self._slot = ways[0].slot_id
        holder = ways[0].label.holder
        if holder is not None:
            self.who.show_holder(holder)

    def work(self) -> Callable[[], object]:
        """Change the key."""
        change, proof = self.keys.change_keyholder, self.proof(self.passphrase)
        return partial(change, proof, self._slot, self.who.holder(), self.new.value())


class TryHolderCard(KeyPanel):
    """Their passphrase, typed by them; the slot is really opened and nothing is changed."""

    name = "try_holder"
    icon = "key-round"
    tone = Tone.BLUE

    def build(self) -> None:
        """One field."""
        self.passphrase = pass_field(self._screen, "holder.their_passphrase")
        self._screen.say(self.passphrase.setHint, "holder.their_passphrase_hint")
        self.inside.addWidget(self.passphrase)
        self.passphrase.line.returnPressed.connect(self.go.click)

    def wrong(self) -> Wrong:
        """Nothing was typed."""
        return [] if self.passphrase.value() else [(self.passphrase, "holder.missing")]

    def work(self) -> Callable[[], object]:
        """Open their slot."""
        return partial(self.keys.rehearse_keyholder, self.passphrase.value())

    def place(self, error: AlnError) -> Wrong:
        """At the one field."""
        return at_field(self.passphrase, error)

    def first_focus(self) -> QWidget:
        """The one field."""
        return self.passphrase.line


class TakeBackCard(KeyPanel):
    """Your passphrase, and the key opens nothing any more."""

    name = "take_back"
    icon = "hand"
    tone = Tone.RUST

    def build(self) -> None:
        """What it means, and one field."""
        self.passphrase = self.proof_field()
        self.inside.addWidget(self.passphrase)
        self.passphrase.line.returnPressed.connect(self.go.click)

    def begin(self, _view: KeysView, ways: tuple[Way, ...]) -> None:
        """Whose key it is."""
        self._slot = ways[0].slot_id
        holder = ways[0].label.holder
        self._name = holder.name if holder is not None else ""
        if self._name:
            self._screen.say(self.heading.setText, "keys.take_back.heading_of", name=self._name)

    def wrong(self) -> Wrong:
        """Nothing was typed."""
        return [] if self.passphrase.value() else [(self.passphrase, "keys.old_missing")]

    def work(self) -> Callable[[], object]:
        """Take it back."""
        return partial(self.keys.remove_keyholder, self.proof(self.passphrase), self._slot)

    def place(self, error: AlnError) -> Wrong:
        """At the one field."""
        return at_field(self.passphrase, error)

    def first_focus(self) -> QWidget:
        """The one field."""
        return self.passphrase.line
