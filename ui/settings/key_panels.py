"""The passphrase changed, the recovery sheet tried, a new sheet put in use."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from aln_review.casework.door import NewSheet
from aln_review.casework.entry import ToTry
from aln_review.casework.keyring import Keyring, KeysView, Proof, Way
from aln_review.casework.passphrases import refuse_untried
from aln_review.domain.errors import AlnError
from aln_review.domain.setting import Setting
from ui.desk import Screen
from ui.post import casework_of
from ui.settings.key_panel import KeyPanel, Wrong, at_field
from ui.unlock.passphrase import NewPassphrase, pass_field
from ui.unlock.sheet import SheetPanel
from ui.unlock.words import SheetWords
from ui.widgets import IconLabel, Role, Tone


class PassphraseCard(KeyPanel):
    """The old passphrase and twice the new one; the old one goes once both were proved."""

    name = "passphrase"

    def build(self) -> None:
        """The old one, and the fields that choosing one always has."""
        self.old = pass_field(self._screen, "keys.old")
        self.new = NewPassphrase(self._screen)
        self.inside.addWidget(self.old)
        self.inside.addWidget(self.new)

    def begin(self, _view: KeysView, _ways: tuple[Way, ...]) -> None:
        """Three words to begin with."""
        self.new.suggest()

    def wrong(self) -> Wrong:
        """The old one is missing; the new one is too weak or not the same twice."""
        self.new.judge_now()
        old: Wrong = [] if self.old.value() else [(self.old, "keys.old_missing")]
        return [*old, *self.new.wrong()]

    def work(self) -> Callable[[], object]:
        """Change it."""
        return partial(self.keys.change_passphrase, self.proof(self.old), self.new.value())

    def place(self, error: AlnError) -> Wrong:
        """At the new one when it is too weak, or else at the old one."""
        return self.new.refused(error) or at_field(self.old, error)

    def forget(self) -> None:
        """Leave nothing typed in the widgets."""
        super().forget()
        self.new.forget()

    def first_focus(self) -> QWidget:
        """The passphrase in use."""
        return self.old.line


class TrySheetCard(KeyPanel):
    """All sixteen words typed from the paper; the slot is really opened and nothing is changed."""

    name = "try_sheet"
    icon = "file-key"
    tone = Tone.AMBER

    def build(self) -> None:
        """Sixteen fields, and what to do when they do not open the vault."""
        self.sheet = SheetWords(self._screen)
        self.lost = IconLabel("lightbulb", Role.SMALL, Tone.MUTED)
        self._screen.say(self.lost.setText, "keys.try_sheet.lost")
        self.inside.addWidget(self.sheet)
        self.inside.addWidget(self.lost)
        self.sheet.finished.connect(self.go.setFocus)

    def wrong(self) -> Wrong:
        """A word is missing."""
        return list(self.sheet.missing())

    def work(self) -> Callable[[], object]:
        """Open the sheet's slot."""
        return partial(self.keys.rehearse_sheet, self.sheet.typed())

    def place(self, error: AlnError) -> Wrong:
        """At the word it names."""
        return at_field(self.sheet.field_of(error.key, error.facts.get("position", 1)), error)

    def forget(self) -> None:
        """Leave nothing typed in the widgets."""
        super().forget()
        self.sheet.forget()

    def first_focus(self) -> QWidget:
        """The first word."""
        return self.sheet.words[0].line


class SheetCard(KeyPanel):
    """A new sheet: printed and tried first, and only then the one that opens the vault."""

    name = "new_sheet"
    icon = "file-key"
    tone = Tone.AMBER

    def __init__(self, screen: Screen) -> None:
        self.waiting: list[tuple[ToTry, SheetPanel]] = []
        super().__init__(screen)

    def build(self) -> None:
        """A place for the sheet, and the passphrase."""
        self.paper = QVBoxLayout()
        self.passphrase = self.proof_field()
        self.inside.addLayout(self.paper)
        self.inside.addWidget(self.passphrase)

    def begin(self, view: KeysView, _ways: tuple[Way, ...]) -> None:
        """Make the sheet, which carries the name of the setting; the old one still works."""
        self.go.setEnabled(False)
        make = partial(self._screen.desk.door.new_sheet, self._screen.words.language)
        self._screen.desk.bridge.run(make, partial(self._made, view.setting))

    def _made(self, setting: Setting, sheet: NewSheet) -> None:
        self.go.setEnabled(True)
        waiting = ToTry(casework_of(self._screen.desk.bridge), setting, sheet)
        panel = SheetPanel(self._screen, waiting)
        panel.onward.connect(self.passphrase.take_focus)
        self.waiting = [(waiting, panel)]
        self.paper.addWidget(panel)
        if self.back.hasFocus():
            panel.setFocus()

    def first_focus(self) -> QWidget:
        """The paper, once there is one."""
        return self.waiting[0][1] if self.waiting else self.back

    def wrong(self) -> Wrong:
        """A word was not typed back, or the passphrase is missing."""
        found: Wrong = []
        for _waiting, panel in self.waiting:
            untried: Wrong = [(one.field, "keys.try_first") for one in panel.words if not one.right]
            found += untried[:1]
        if not self.passphrase.value():
            found.append((self.passphrase, "keys.old_missing"))
        return found

    def work(self) -> Callable[[], object]:
        """Put it in use."""
        ((waiting, panel),) = self.waiting
        return partial(_put_in_use, self.keys, waiting, self.proof(self.passphrase), panel.typed())

    def place(self, error: AlnError) -> Wrong:
        """At the passphrase."""
        return at_field(self.passphrase, error)

    def forget(self) -> None:
        """Put an unused sheet away and leave nothing typed."""
        super().forget()
        for _waiting, panel in self.waiting:
            panel.forget()
            panel.hide()
            panel.deleteLater()
        self.waiting = []


def _put_in_use(keys: Keyring, waiting: ToTry, proof: Proof, typed: dict[int, str]) -> None:
    refuse_untried(waiting.sheet, typed)
    keys.replace_sheet(proof, waiting.sheet)
    keys.sheet_tried(waiting.sheet, typed)
