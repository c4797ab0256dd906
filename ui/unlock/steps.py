"""The questions of setting up, one a page: language, kind of setting, names, authority."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from aln_review.casework.authorities import authorities, by_name
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.setting import Setting, SettingKind
from ui.desk import Screen
from ui.retranslate import What
from ui.unlock.passphrase import NewPassphrase
from ui.unlock.pick import Pick
from ui.widgets import (
    Card,
    ChoiceField,
    Field,
    IconLabel,
    LineField,
    Role,
    SideBySide,
    Tone,
    column,
)

OTHER = "other"
Wrong = tuple[Field, What]
KINDS = {
    SettingKind.SCHOOL: ("school", Tone.TEAL),
    SettingKind.EARLY_YEARS: ("blocks", Tone.AMBER),
    SettingKind.COLLEGE: ("graduation-cap", Tone.BLUE),
    SettingKind.AUTHORITY: ("landmark", Tone.PLUM),
}


class SetupStep(QWidget):
    """One page of setting up. ``name`` is the middle of its message keys.

    ``answered()`` when what stands on the page changed; ``onward()`` when Enter asks to go on.
    """

    answered = Signal()
    onward = Signal()
    name = ""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self.page = screen
        self.build()

    def build(self) -> None:
        """Make the widgets."""

    def wrong(self) -> list[Wrong]:
        """What is to be put right before going on."""
        return []

    @property
    def ready(self) -> bool:
        """Whether *Continue* may be pressed at all."""
        return True

    def answer(self) -> What:
        """What the rail says of this step once it is done."""
        return ""

    def first_focus(self) -> QWidget:
        """Where the keyboard starts."""
        return self

    def entered(self) -> None:
        """The page comes into view."""

    def aside(self, *told: tuple[str, str]) -> Card:
        """Advice at the side, on sunk paper: icon and message key of each line."""
        card = Card(sunk=True, spacing=12)
        for icon, key in told:
            label = IconLabel(icon, Role.SMALL, Tone.MUTED)
            self.page.say(label.setText, key)
            card.add(label)
        return card

    def beside(self, form: QWidget, aside: QWidget) -> None:
        """The form with its advice at the right; beneath it where there is no room."""
        side = QWidget()
        side.setLayout(column(aside, end=True))
        both = SideBySide(form, side, shares=(64, 36), least=48, spacing=32, below=18)
        self.setLayout(column(both, spacing=0))


class LanguageStep(SetupStep):
    """Which language the windows begin in: both are there at every moment."""

    name = "language"

    def build(self) -> None:
        """Two answers, each in its own language."""
        self.pick = Pick(
            (Language.CY.value, "message-circle", Tone.TEAL),
            (Language.EN.value, "message-circle", Tone.BLUE),
        )
        for value, card in self.pick.cards.items():
            own = self.page.words.in_language(Language(value))
            card.setText(own.t(f"shell.language_{value}"))
            card.setSecond(own.t("first.language.own"))
        self.pick.choose(self.page.words.language.value)
        self.pick.chosen.connect(self._choose)
        self.page.words.switched.connect(self._switched)
        about = self.aside(
            ("clock", "first.before.time"),
            ("printer", "first.before.printer"),
            ("shield", "first.before.safe"),
        )
        self.setLayout(column(self.pick, about, spacing=16))

    def _choose(self, value: str) -> None:
        self.page.words.switch(Language(value))
        self.answered.emit()

    def _switched(self) -> None:
        self.pick.choose(self.page.words.language.value)
        self.answered.emit()

    def answer(self) -> What:
        """The language by its own name."""
        return f"shell.language_{self.page.words.language.value}"

    def first_focus(self) -> QWidget:
        """The language in use."""
        return self.pick.cards[self.pick.value()]


class KindStep(SetupStep):
    """School, early years setting, college or authority: it decides words, states and clocks."""

    name = "kind"

    def build(self) -> None:
        """Four answers."""
        self.pick = Pick(*((kind.value, icon, tone) for kind, (icon, tone) in KINDS.items()))
        for value, card in self.pick.cards.items():
            self.page.say(card.setText, f"first.kind.{value}")
            self.page.say(card.setSecond, f"first.kind.{value}.second")
        self.pick.chosen.connect(self._chosen)
        self.setLayout(column(self.pick, spacing=16))

    def _chosen(self, _value: str) -> None:
        self.answered.emit()

    @property
    def ready(self) -> bool:
        """Once one is chosen."""
        return bool(self.pick.value())

    def kind(self) -> SettingKind:
        """What was chosen."""
        return SettingKind(self.pick.value())

    def answer(self) -> What:
        """The kind."""
        return f"first.kind.{self.pick.value()}" if self.pick.value() else ""

    def first_focus(self) -> QWidget:
        """The chosen one, or the first."""
        return self.pick.cards[self.pick.value() or SettingKind.SCHOOL.value]


class NamesStep(SetupStep):
    """The setting's name in both languages, and who works in this vault."""

    name = "names"

    def build(self) -> None:
        """Two names as equals, then the person and the role in both languages."""
        put = self.page.put
        self.cy = put(LineField("name_cy"), "first.names.cy")
        self.en = put(LineField("name_en"), "first.names.en")
        self.page.say(self.en.setHint, "first.names.en_hint")
        self.page.say(self.cy.setHint, "first.names.cy_hint")
        self.person = put(LineField("person"), "first.names.person")
        self.page.say(self.person.setHint, "first.names.person_hint")
        self.role_cy = put(LineField("role_cy"), "first.names.role_cy")
        self.role_en = put(LineField("role_en"), "first.names.role_en")
        self._offered = ("", "")
        names = SideBySide(self.cy, self.en, shares=(1, 1), least=26, spacing=14, below=10)
        roles = SideBySide(self.role_cy, self.role_en, shares=(1, 1), least=26, below=10)
        form = QWidget()
        form.setLayout(column(names, self.person, roles, spacing=16, end=True))
        told = (("printer", "first.names.where"), ("pencil", "first.names.later"))
        self.beside(form, self.aside(*told))
        for field in (self.cy, self.en, self.person, self.role_cy, self.role_en):
            field.edited.connect(self.answered)
            field.line.returnPressed.connect(self.onward)

    def offer_role(self, kind: SettingKind) -> None:
        """The usual role in this kind of setting, where nothing else was written."""
        if (self.role_cy.value(), self.role_en.value()) != self._offered:
            return
        key = f"first.role.{kind.value}"
        spoken = self.page.words.in_language
        self._offered = (spoken(Language.CY).t(key), spoken(Language.EN).t(key))
        self.role_cy.set_value(self._offered[0])
        self.role_en.set_value(self._offered[1])

    def wrong(self) -> list[Wrong]:
        """Both names, a person and a role in both languages."""
        asked: tuple[tuple[LineField, str], ...] = (
            (self.cy, "first.names.cy_missing"),
            (self.en, "first.names.en_missing"),
            (self.person, "error.person.no_name"),
            (self.role_cy, "first.names.role_missing"),
            (self.role_en, "first.names.role_missing"),
        )
        return [(field, key) for field, key in asked if not field.value()]

    def name_of_setting(self) -> Text:
        """The pair of names."""
        return Text.both(self.cy.value(), self.en.value(), self.page.words.language)

    def role(self) -> Text:
        """The role in both languages."""
        return Text.both(self.role_cy.value(), self.role_en.value(), self.page.words.language)

    def answer(self) -> What:
        """The setting's name."""
        return self.name_of_setting()

    def first_focus(self) -> QWidget:
        """The first name."""
        return self.cy.line


class AuthorityStep(SetupStep):
    """The local authority: chosen from the list, or written."""

    name = "authority"

    def build(self) -> None:
        """One choice; three fields for an authority that is not in the list."""
        put = self.page.put
        self._known = {one.number: one for one in authorities()}
        self.choice = put(ChoiceField("authority", icon="landmark"), "first.authority.which")
        self.number = put(LineField("authority_number", limit=3), "first.authority.number")
        self.page.say(self.number.setHint, "first.authority.number_hint")
        self.cy = put(LineField("authority_cy"), "first.authority.cy")
        self.en = put(LineField("authority_en"), "first.authority.en")
        names = SideBySide(self.cy, self.en, shares=(1, 1), least=26, below=10)
        self.more = QWidget()
        self.more.setLayout(column(self.number, names, spacing=14))
        self.more.hide()
        form = QWidget()
        form.setLayout(column(self.choice, self.more, spacing=16, end=True))
        told = (("mail", "first.authority.later"), ("shield", "first.authority.why"))
        self.beside(form, self.aside(*told))
        self._fill()
        self.choice.chosen.connect(self._chosen)
        self.page.words.switched.connect(self._fill)
        for field in (self.number, self.cy, self.en):
            field.edited.connect(self.answered)
            field.line.returnPressed.connect(self.onward)

    def _fill(self) -> None:
        """The list in the order of the language it is read in."""
        kept = self.choice.value()
        language = self.page.words.language
        found = by_name(tuple(self._known.values()), language)
        self.choice.set_values([*(one.number for one in found), OTHER])
        for one in found:
            self.choice.set_option(one.number, one.name.read(language))
        self.choice.set_option(OTHER, self.page.words.t("first.authority.other"))
        self.choice.set_value(kept)

    def _chosen(self, value: str) -> None:
        self.more.setVisible(value == OTHER)
        if value == OTHER:
            self.number.take_focus()
        self.answered.emit()

    def wrong(self) -> list[Wrong]:
        """One that is known, or a number of three digits and both names."""
        if not self.choice.value():
            return [(self.choice, "first.authority.missing")]
        if self.choice.value() != OTHER:
            return []
        found: list[Wrong] = []
        number = self.number.value()
        if not (number.isascii() and number.isdigit() and len(number) == 3):
            found.append((self.number, "first.authority.number_wrong"))
        found += [(f, "first.authority.name_missing") for f in (self.cy, self.en) if not f.value()]
        return found

    def authority(self) -> tuple[str, Text]:
        """Its number and its names."""
        chosen = self._known.get(self.choice.value())
        if chosen is not None:
            return chosen.number, chosen.name
        return self.number.value(), Text.both(self.cy.value(), self.en.value())

    def answer(self) -> What:
        """The authority's name."""
        return self.authority()[1]

    def first_focus(self) -> QWidget:
        """The list."""
        return self.choice.combo


class PassphraseStep(SetupStep):
    """The passphrase: suggested, judged in words, typed twice."""

    name = "passphrase"
    done = False
    """A vault was made with it, in this window."""

    def build(self) -> None:
        """The fields that choosing a passphrase always has."""
        self.fields = NewPassphrase(self.page)
        self.note = IconLabel("eye-off", Role.SMALL, Tone.MUTED)
        self.page.say(self.note.setText, "first.passphrase.alone")
        self.busy = IconLabel("hourglass", Role.STRONG, Tone.TEAL)
        self.page.say(self.busy.setText, "first.passphrase.making")
        self.busy.hide()
        self.setLayout(column(self.fields, self.note, self.busy, spacing=14, end=True))
        self.fields.changed.connect(self.answered)
        self.fields.first.line.returnPressed.connect(self.onward)
        self.fields.again.line.returnPressed.connect(self.onward)

    def wrong(self) -> list[Wrong]:
        """Too weak, or not the same twice."""
        self.fields.judge_now()
        return self.fields.wrong()

    def set_busy(self, busy: bool) -> None:
        """Keys are being derived: say so, and take no more typing."""
        self.busy.setVisible(busy)
        self.fields.setEnabled(not busy)

    def answer(self) -> What:
        """That it was chosen; never what."""
        return "first.passphrase.chosen"

    def first_focus(self) -> QWidget:
        """The first field."""
        return self.fields.first.line


class SheetStep(SetupStep):
    """Stands for the recovery sheet; its panel is made when there is a sheet."""

    name = "sheet"

    def build(self) -> None:
        """Nothing before there is a sheet."""
        self.body = column(spacing=0)
        self.setLayout(self.body)

    def first_focus(self) -> QWidget:
        """The paper."""
        last = self.body.itemAt(self.body.count() - 1)
        panel = last.widget() if last is not None else None
        return panel if panel is not None else self


def setting_of(
    kind: KindStep, names: NamesStep, authority: AuthorityStep, language: Language
) -> Setting:
    """All answers as one setting; its id is given where the vault is made."""
    number, name = authority.authority()
    return Setting(
        id="",
        kind=kind.kind(),
        name=names.name_of_setting(),
        authority=number,
        authority_name=name,
        person=names.person.value(),
        role=names.role(),
        language=language,
    )
