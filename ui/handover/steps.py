"""The questions of a handover and of a new data key, one a page."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from aln_review.casework.entry import ToTry
from aln_review.casework.handover import SlotKind, Successor, TakingOver, Tried
from aln_review.casework.say import Say
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.errors import AlnError
from aln_review.domain.setting import SettingKind
from ui.retranslate import What
from ui.unlock.passphrase import NewPassphrase, pass_field
from ui.unlock.pick import Pick
from ui.unlock.sheet import SheetPanel
from ui.unlock.steps import SetupStep, Wrong
from ui.unlock.words import SheetWords
from ui.widgets import IconLabel, Label, LineField, Role, SideBySide, Tone, column


class KeyStep(SetupStep):
    """With which key the vault is opened: the second keyholder's, or the sheet from the safe."""

    name = "key"

    def build(self) -> None:
        """Two ways, and the fields of the one chosen."""
        self.pick = Pick(
            (SlotKind.KEYHOLDER.value, "user-round-key", Tone.TEAL),
            (SlotKind.RECOVERY.value, "file-key", Tone.AMBER),
        )
        for value, card in self.pick.cards.items():
            self.page.say(card.setText, f"handover.key.{value}")
            self.page.say(card.setSecond, f"handover.key.{value}.second")
        self.passphrase = pass_field(self.page, "handover.key.passphrase")
        self.page.say(self.passphrase.setHint, "handover.key.passphrase_hint")
        self.sheet = SheetWords(self.page)
        self.busy = IconLabel("hourglass", Role.STRONG, Tone.TEAL)
        self.page.say(self.busy.setText, "unlock.opening")
        self.busy.hide()
        self.setLayout(
            column(self.pick, self.passphrase, self.sheet, self.busy, spacing=16, end=True)
        )
        self.pick.chosen.connect(self._chosen)
        self.passphrase.line.returnPressed.connect(self.onward)
        self.sheet.finished.connect(self.onward)
        self.offer(has_keyholder=True)

    def offer(self, *, has_keyholder: bool) -> None:
        """Without a second keyholder there is the sheet."""
        self.pick.cards[SlotKind.KEYHOLDER.value].setVisible(has_keyholder)
        kind = SlotKind.KEYHOLDER if has_keyholder else SlotKind.RECOVERY
        self.pick.choose(kind.value)
        self._show_fields()

    def _chosen(self, _value: str) -> None:
        self._show_fields()
        self.answered.emit()

    def _show_fields(self) -> None:
        by_sheet = self.kind() is SlotKind.RECOVERY
        self.sheet.setVisible(by_sheet)
        self.passphrase.setVisible(not by_sheet)

    def kind(self) -> SlotKind:
        """Which way was chosen."""
        return SlotKind(self.pick.value())

    def secret(self) -> str:
        """What was typed."""
        return self.sheet.typed() if self.kind() is SlotKind.RECOVERY else self.passphrase.value()

    def wrong(self) -> list[Wrong]:
        """Something must have been typed."""
        if self.kind() is SlotKind.RECOVERY:
            return [(field, what) for field, what in self.sheet.missing()]
        missing = not self.passphrase.value().strip()
        return [(self.passphrase, "handover.key.missing")] if missing else []

    def refused(self, error: AlnError) -> list[Wrong]:
        """What the door says, at its field."""
        told = Say(error.key, error.facts)
        if self.kind() is SlotKind.RECOVERY:
            return [(self.sheet.field_of(error.key, error.facts.get("position", 1)), told)]
        return [(self.passphrase, told)]

    def set_busy(self, busy: bool) -> None:
        """The key is being tried."""
        self.busy.setVisible(busy)
        for part in (self.pick, self.passphrase, self.sheet):
            part.setEnabled(not busy)

    def forget(self) -> None:
        """Leave nothing typed in the widgets."""
        self.passphrase.line.clear()
        self.sheet.forget()

    def answer(self) -> What:
        """Which way."""
        return f"handover.key.{self.kind().value}"

    def first_focus(self) -> QWidget:
        """The fields of the way chosen."""
        by_sheet = self.kind() is SlotKind.RECOVERY
        return self.sheet.words[0].line if by_sheet else self.passphrase.line


class WhoStep(SetupStep):
    """Whose the vault was, whose it shall be, and what will happen to the keys."""

    name = "who"

    def build(self) -> None:
        """Name and role; at the side what is about to happen."""
        put = self.page.put
        self.person = put(LineField("person"), "handover.who.person")
        self.role_cy = put(LineField("role_cy"), "first.names.role_cy")
        self.role_en = put(LineField("role_en"), "first.names.role_en")
        self.before = IconLabel("user-round", Role.BODY, Tone.MUTED)
        roles = SideBySide(self.role_cy, self.role_en, shares=(1, 1), least=26, below=10)
        form = QWidget()
        form.setLayout(column(self.before, self.person, roles, spacing=16, end=True))
        told = (
            ("key-round", "handover.who.old_keys"),
            ("archive", "handover.who.copies"),
            ("footprints", "handover.who.logged"),
            ("landmark", "handover.who.authority"),
        )
        aside = self.aside(*told)
        self.lost = IconLabel("triangle-alert", Role.SMALL, Tone.RUST)
        self.lost.hide()
        aside.add(self.lost)
        self.beside(form, aside)
        for field in (self.person, self.role_cy, self.role_en):
            field.edited.connect(self.answered)
            field.line.returnPressed.connect(self.onward)

    def show_for(self, waiting: TakingOver) -> None:
        """The vault is open: whose it was."""
        setting = waiting.setting
        self.page.say(
            self.before.setText,
            Say.of("handover.who.before", person=setting.person, setting=setting.name),
        )
        if not self.role_cy.value() and not self.role_en.value():
            spoken = self.page.words.in_language
            key = f"first.role.{SettingKind(setting.kind).value}"
            self.role_cy.set_value(spoken(Language.CY).t(key))
            self.role_en.set_value(spoken(Language.EN).t(key))
        self.lost.setVisible(bool(waiting.keyholders_lost))
        if waiting.keyholders_lost:
            self.page.count(self.lost.setText, "handover.who.lost", waiting.keyholders_lost)

    def wrong(self) -> list[Wrong]:
        """A name, and a role in both languages."""
        asked: tuple[tuple[LineField, str], ...] = (
            (self.person, "error.person.no_name"),
            (self.role_cy, "first.names.role_missing"),
            (self.role_en, "first.names.role_missing"),
        )
        return [(field, key) for field, key in asked if not field.value()]

    def successor(self) -> Successor:
        """Who takes the vault over."""
        language = self.page.words.language
        role = Text.both(self.role_cy.value(), self.role_en.value(), language)
        return Successor(self.person.value(), role)

    def answer(self) -> What:
        """The name."""
        name = self.person.value()
        return Text.both(name, name)

    def first_focus(self) -> QWidget:
        """The name."""
        return self.person.line


class ChooseStep(SetupStep):
    """A new passphrase, judged in words, typed twice."""

    name = "passphrase"

    def build(self) -> None:
        """The fields that choosing a passphrase always has."""
        self.fields = NewPassphrase(self.page)
        note = IconLabel("eye-off", Role.SMALL, Tone.MUTED)
        self.page.say(note.setText, "first.passphrase.alone")
        self.setLayout(column(self.fields, note, spacing=14, end=True))
        self.fields.changed.connect(self.answered)
        self.fields.first.line.returnPressed.connect(self.onward)
        self.fields.again.line.returnPressed.connect(self.onward)

    def wrong(self) -> list[Wrong]:
        """Too weak, or not the same twice."""
        self.fields.judge_now()
        return self.fields.wrong()

    def answer(self) -> What:
        """That it was chosen; never what."""
        return "first.passphrase.chosen"

    def first_focus(self) -> QWidget:
        """The first field."""
        return self.fields.first.line


class PaperStep(SetupStep):
    """A new recovery sheet: printed, and three of its words read back."""

    name = "sheet"

    def build(self) -> None:
        """Nothing before there is a sheet."""
        self.body = column(spacing=0)
        self.setLayout(self.body)
        self._panels: list[SheetPanel] = []

    def show_for(self, waiting: ToTry) -> None:
        """A sheet was made."""
        self.forget()
        panel = SheetPanel(self.page, waiting)
        panel.changed.connect(self.answered)
        panel.onward.connect(self.onward)
        self._panels = [panel]
        self._sheet = waiting.sheet
        self.body.addWidget(panel)

    @property
    def made(self) -> bool:
        """Whether there is a sheet."""
        return bool(self._panels)

    @property
    def panel(self) -> SheetPanel:
        """The sheet in hand."""
        return self._panels[-1]

    @property
    def ready(self) -> bool:
        """Once every word asked for is right."""
        return bool(self._panels) and self._panels[-1].complete

    def tried(self) -> Tried:
        """The sheet and what was read back."""
        return Tried(self._sheet, self.panel.typed())

    def forget(self) -> None:
        """Put the sheet away."""
        for panel in self._panels:
            panel.hide()
            panel.deleteLater()
        self._panels = []

    def answer(self) -> What:
        """That it was tried."""
        return "rotation.sheet.tried"

    def first_focus(self) -> QWidget:
        """The paper."""
        return self.panel if self._panels else self


class ProofStep(SetupStep):
    """The passphrase once more, and the keyholders who happen to be here."""

    name = "proof"

    def build(self) -> None:
        """One field, one more for each keyholder, and at the side what is about to happen."""
        self.passphrase = pass_field(self.page, "keys.your_passphrase")
        self.busy = IconLabel("hourglass", Role.STRONG, Tone.TEAL)
        self.page.say(self.busy.setText, "rotation.proof.trying")
        self.busy.hide()
        self.here = column(spacing=12)
        self.told = self.page.put(Label(Role.STRONG), "rotation.proof.holders")
        self.told_why = self.page.put(Label(Role.SMALL, Tone.MUTED), "rotation.proof.holders_hint")
        self.told.hide()
        self.told_why.hide()
        form = QWidget()
        form.setLayout(
            column(
                self.passphrase, self.told, self.told_why, self.here, self.busy,
                spacing=14, end=True,
            )
        )  # fmt: skip
        told = (
            ("file-key", "rotation.proof.sheet"),
            ("archive", "rotation.proof.copies"),
            ("clock", "rotation.proof.time"),
        )
        self.beside(form, self.aside(*told))
        self.fields = [self.passphrase]
        self.passphrase.line.returnPressed.connect(self.onward)

    def show_holders(self, names: tuple[str, ...]) -> None:
        """A field for each keyholder: whoever types keeps their key."""
        self.told.setVisible(bool(names))
        self.told_why.setVisible(bool(names))
        for name in names:
            field = pass_field(self.page, Say.of("rotation.proof.holder", name=name))
            field.line.returnPressed.connect(self.onward)
            self.fields.append(field)
            self.here.addWidget(field)

    def wrong(self) -> list[Wrong]:
        """The passphrase must have been typed."""
        missing = not self.passphrase.value().strip()
        return [(self.passphrase, "unlock.nothing_typed")] if missing else []

    def present(self) -> tuple[str, ...]:
        """What keyholders typed."""
        return tuple(one.value() for one in self.fields[1:] if one.value().strip())

    def set_busy(self, busy: bool) -> None:
        """The passphrases are being tried."""
        self.busy.setVisible(busy)
        for field in self.fields:
            field.setEnabled(not busy)

    def forget(self) -> None:
        """Leave nothing typed in the widgets."""
        for field in self.fields:
            field.line.clear()

    def first_focus(self) -> QWidget:
        """The passphrase."""
        return self.passphrase.line
