"""The passphrase and the recovery sheet, changed while both can still be proved."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from aln_review.casework.door import NewSheet
from aln_review.casework.entry import ToTry
from aln_review.casework.keyring import Keyring, Proof
from aln_review.casework.passphrases import refuse_untried
from aln_review.casework.queries.keeping import SettingsPage as Ask
from aln_review.casework.queries.keeping import SettingsView
from aln_review.casework.say import Say
from aln_review.domain.errors import AlnError
from aln_review.domain.setting import Setting
from ui.desk import Crumb, Screen
from ui.post import casework_of
from ui.unlock.passphrase import NewPassphrase, pass_field
from ui.unlock.sheet import SheetPanel
from ui.widgets import (
    Button,
    Card,
    CardHead,
    ErrorSummary,
    IconLabel,
    Label,
    PrimaryButton,
    Role,
    ScrollPage,
    Tone,
    column,
    line,
)


class PassphraseCard(Card):
    """The old passphrase and twice the new one; the old one goes once both were proved."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(spacing=12)
        self._screen = screen
        put = screen.put
        self.errors = ErrorSummary(screen.words)
        self.old = pass_field(screen, "keys.old")
        self.new = NewPassphrase(screen)
        self.go = put(Button("key-round"), "keys.change")
        self.told = IconLabel("info", Role.SMALL, Tone.MUTED)
        screen.say(self.told.setText, "keys.change_hint")
        self.add(put(CardHead("key-round", Tone.TEAL), "keys.passphrase"))
        self.add(self.errors)
        self.add(self.old)
        self.add(self.new)
        self.add(self.told)
        self.add(line(self.go, end=True))
        self.go.clicked.connect(self._go)

    def _go(self) -> None:
        self.new.judge_now()
        wrong = self.new.wrong()
        if not self.old.value():
            wrong = [(self.old, "keys.old_missing"), *wrong]
        self.errors.show_errors(wrong)
        if wrong:
            return
        self._tell("hourglass", Tone.TEAL, "keys.changing", busy=True)
        desk = self._screen.desk
        casework = casework_of(desk.bridge)
        keys = Keyring(desk.door, casework)
        proof = Proof(desk.door.opened_by, self.old.value())
        work = partial(keys.change_passphrase, proof, self.new.value())
        desk.bridge.run(work, self._changed, self._refused)

    def _changed(self, _none: None) -> None:
        self.forget()
        self._tell("circle-check", Tone.GREEN, "keys.changed")
        self._screen.desk.announce(self._screen.words.t("keys.changed"))

    def _refused(self, error: AlnError) -> None:
        self._tell("info", Tone.MUTED, "keys.change_hint")
        weak = self.new.refused(error)
        self.errors.show_errors(weak or [(self.old, Say(error.key, error.facts))])

    def _tell(self, icon: str, tone: Tone, key: str, *, busy: bool = False) -> None:
        self.go.setEnabled(not busy)
        self.told.set_state(icon, tone)
        self._screen.say(self.told.setText, key)

    def forget(self) -> None:
        """Leave nothing typed in the widgets."""
        self.old.line.clear()
        self.new.forget()


class SheetCard(Card):
    """A new sheet: printed and tried first, and only then the one that opens the vault."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(spacing=12)
        self._screen = screen
        self._setting: list[Setting] = []
        self._waiting: list[tuple[ToTry, SheetPanel]] = []
        put = screen.put
        self.errors = ErrorSummary(screen.words)
        self.told = IconLabel("info", Role.BODY, Tone.MUTED)
        self.begin = put(Button("file-key"), "keys.new_sheet")
        self.passphrase = pass_field(screen, "keys.your_passphrase")
        self.use = put(PrimaryButton("check"), "keys.use_sheet")
        self.place = QVBoxLayout()
        self.add(put(CardHead("file-key", Tone.AMBER), "keys.sheet"))
        self.add(self.told)
        self.add(line(self.begin, end=True))
        self.add(self.place)
        self.add(self.errors)
        self.add(self.passphrase)
        self.add(line(self.use, end=True))
        screen.say(self.told.setText, "keys.sheet_hint")
        self.begin.clicked.connect(self._begin)
        self.use.clicked.connect(self._use)
        self._show_step(made=False)

    def show_for(self, setting: Setting) -> None:
        """A sheet carries the name of the setting."""
        self._setting = [setting]

    def _show_step(self, *, made: bool) -> None:
        self.begin.setVisible(not made)
        self.passphrase.setVisible(made)
        self.use.setVisible(made)

    def _begin(self) -> None:
        self.begin.setEnabled(False)
        desk = self._screen.desk
        make = partial(desk.door.new_sheet, self._screen.words.language)
        desk.bridge.run(make, self._made)

    def _made(self, sheet: NewSheet) -> None:
        self.begin.setEnabled(True)
        for setting in self._setting:
            waiting = ToTry(casework_of(self._screen.desk.bridge), setting, sheet)
            panel = SheetPanel(self._screen, waiting)
            self._waiting = [(waiting, panel)]
            self.place.addWidget(panel)
            self._tell("info", Tone.MUTED, "keys.old_sheet_still")
            self._show_step(made=True)

    def _use(self) -> None:
        for waiting, panel in self._waiting:
            untried = [(word.field, "keys.try_first") for word in panel.words if not word.right]
            wrong = untried[:1]
            if not self.passphrase.value():
                wrong = [*wrong, (self.passphrase, "keys.old_missing")]
            self.errors.show_errors(wrong)
            if wrong:
                return
            self.use.setEnabled(False)
            typed = self.passphrase.value()
            work = partial(self._replace, waiting, typed, panel.typed())
            self._screen.desk.bridge.run(work, self._replaced, self._refused)

    def _replace(self, waiting: ToTry, passphrase: str, typed: dict[int, str]) -> None:
        door = self._screen.desk.door
        refuse_untried(waiting.sheet, typed)
        proof = Proof(door.opened_by, passphrase)
        Keyring(door, waiting.casework).replace_sheet(proof, waiting.sheet)
        door.sheet_tried(waiting.casework, waiting.sheet, typed)

    def _replaced(self, _none: None) -> None:
        self.forget()
        self._tell("circle-check", Tone.GREEN, "keys.sheet_replaced")
        self._screen.desk.announce(self._screen.words.t("keys.sheet_replaced"))

    def _refused(self, error: AlnError) -> None:
        self.use.setEnabled(True)
        self.errors.show_errors([(self.passphrase, Say(error.key, error.facts))])

    def _tell(self, icon: str, tone: Tone, key: str) -> None:
        self.told.set_state(icon, tone)
        self._screen.say(self.told.setText, key)

    def forget(self) -> None:
        """Put an unused sheet away and leave nothing typed."""
        self.passphrase.line.clear()
        self.use.setEnabled(True)
        for _waiting, panel in self._waiting:
            panel.hide()
            panel.deleteLater()
        self._waiting = []
        self._show_step(made=False)


class KeysPage(Screen):
    """Two cards: the passphrase, and the sheet."""

    def build(self) -> None:
        """Heading and both cards."""
        self.page = ScrollPage()
        self.setLayout(column(self.page, spacing=0))
        heading = self.put(Label(Role.DISPLAY), "shell.keys")
        lead = self.put(Label(), "keys.lead")
        self.page.add(column(heading, lead, spacing=0))
        self.passphrase = PassphraseCard(self)
        self.sheet = SheetCard(self)
        self.page.add(self.passphrase)
        self.page.add(self.sheet)

    def show_for(self, **_args: object) -> None:
        """Ask whose vault it is."""
        self.ask(Ask(), self._show)

    def crumbs(self) -> tuple[Crumb, ...]:
        """From the settings."""
        return (Crumb("shell.settings", "settings"), Crumb("shell.keys"))

    def first_focus(self) -> QWidget | None:
        """The passphrase in use."""
        return self.passphrase.old.line

    def leave(self) -> None:
        """No passphrase and no word of a sheet stays in a widget."""
        self.passphrase.forget()
        self.sheet.forget()

    def _show(self, view: SettingsView) -> None:
        self.sheet.show_for(view.setting)
