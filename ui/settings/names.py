"""Whose vault this is: the names that stand on every paper."""

from __future__ import annotations

from dataclasses import replace

from aln_review.casework.commands.keeping import SaveSetting
from aln_review.casework.say import Say
from aln_review.domain.bilingual import Text
from aln_review.domain.errors import AlnError
from aln_review.domain.setting import Setting
from ui.desk import Screen
from ui.retranslate import What
from ui.widgets import (
    Button,
    Card,
    CardHead,
    ErrorSummary,
    Field,
    IconLabel,
    LineField,
    Role,
    Tone,
    line,
)


class NamesCard(Card):
    """The setting in both languages, the person and their role; saved together."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(spacing=12)
        self._screen = screen
        self._setting: list[Setting] = []
        put, say = screen.put, screen.say
        self.cy = LineField("setting-cy")
        self.en = LineField("setting-en")
        self.person = LineField("setting-person")
        self.role_cy = LineField("setting-role-cy")
        self.role_en = LineField("setting-role-en")
        self.errors = ErrorSummary(screen.words)
        self.told = IconLabel("info", Role.SMALL, Tone.MUTED)
        self.save = put(Button("save"), "settings.save_names")
        say(self.cy.setText, "settings.name_cy")
        say(self.en.setText, "settings.name_en")
        say(self.person.setText, "settings.person")
        say(self.role_cy.setText, "settings.role_cy")
        say(self.role_en.setText, "settings.role_en")
        say(self.told.setText, "settings.kind_stays")
        self.add(put(CardHead("school", Tone.BLUE), "settings.names"))
        self.add(self.errors)
        for field in (self.cy, self.en, self.person, self.role_cy, self.role_en):
            self.add(field)
        self.add(self.told)
        self.add(line(self.save, end=True))
        self.save.clicked.connect(self._save)

    def show_for(self, setting: Setting) -> None:
        """Show the names kept."""
        self._setting = [setting]
        self.cy.set_value(setting.name.cy)
        self.en.set_value(setting.name.en)
        self.person.set_value(setting.person)
        self.role_cy.set_value(setting.role.cy)
        self.role_en.set_value(setting.role.en)

    def _save(self) -> None:
        for setting in self._setting:
            language = setting.language
            wanted = replace(
                setting,
                name=Text.both(self.cy.value(), self.en.value(), language),
                person=self.person.value(),
                role=Text.both(self.role_cy.value(), self.role_en.value(), language),
            )
            self.errors.show_errors([])
            self._screen.hand_over(SaveSetting(wanted), self._saved, self._refused)

    def _saved(self, setting: Setting) -> None:
        self._setting = [setting]
        self.told.set_state("circle-check", Tone.GREEN)
        self._screen.say(self.told.setText, "settings.names_saved")
        self._screen.desk.announce(self._screen.words.t("settings.names_saved"))

    def _refused(self, error: AlnError) -> None:
        field: Field = self.person
        if error.key == "error.setting.both_names":
            field = self.en if self.cy.value().strip() else self.cy
        what: What = Say(error.key, error.facts)
        self.errors.show_errors([(field, what)])
