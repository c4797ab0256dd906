"""Adding a learner, or changing what is known of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from aln_review.casework.commands.learners import SaveLearner
from aln_review.casework.queries.keeping import SettingsPage, SettingsView
from aln_review.casework.queries.learners import LearnerPage, LearnerView
from aln_review.domain.bilingual import Language
from aln_review.domain.learner import Address, Learner
from aln_review.domain.setting import SettingKind
from ui.learner.choice import EACH, AnswerField
from ui.learner.form import FormScreen
from ui.retranslate import What
from ui.widgets import DateField, LineField, SideBySide, TextField
from ui.widgets.summary import Wrong

NOBODY = Learner(id="", forename="", surname="", born=date(1900, 1, 1))


class EditLearner(FormScreen):
    """Opened for ``learner``, or without one to add a new one."""

    def fields(self) -> None:
        """Name, birth, class, language, numbers."""
        self._before = NOBODY
        self.forename = LineField("forename", limit=80)
        self.surname = LineField("surname", limit=80)
        self.called = LineField("called", limit=80)
        self.born = DateField("born", self.words)
        self.year = LineField("year", limit=4)
        self.group = LineField("class", limit=80)
        self.language = AnswerField("language", [one.value for one in Language])
        self.languages = LineField("languages", limit=200)
        self.address = TextField("address", lines=2)
        self.upn = LineField("upn", limit=13)
        self.uln = LineField("uln", limit=10)
        self.addressed = AnswerField("addressed", [one.value for one in Address])
        self.looked_after = LineField("looked-after", limit=120)
        self.also_at = LineField("also-at", limit=120)
        for field in (
            self.forename,
            self.surname,
            self.called,
            self.born,
            self.year,
            self.group,
            self.language,
            self.languages,
            self.address,
            self.upn,
            self.uln,
            self.addressed,
            self.looked_after,
            self.also_at,
        ):
            self.say(field.setText, f"learner.field.{field.name}")
        for field in (self.called, self.languages, self.addressed, self.looked_after, self.also_at):
            self.say(field.setHint, f"learner.hint.{field.name}")
        self.language.say_answers(self, f"learner.in.{EACH}")
        self.addressed.say_answers(self, f"learner.addressed.{EACH}")
        self.language.set_value(Language.CY.value)
        self.addressed.set_value(Address.TI.value)
        for part in (
            _pair(self.forename, self.surname),
            _pair(self.called, self.born),
            SideBySide(self.year, self.group, shares=(1, 4), least=30, spacing=14, below=12),
            self.language,
            self.languages,
            self.addressed,
            self.address,
            _pair(self.upn, self.uln),
            self.looked_after,
            self.also_at,
        ):
            self.card.add(part)

    def show_for(self, **args: object) -> None:
        """Show the learner, or an empty form."""
        learner = str(args.get("learner", ""))
        self.say(self.heading.setText, "learner.change" if learner else "learners.add")
        self.say(self.hint.setText, "" if learner else "learner.add_hint")
        if learner:
            self.ask(LearnerPage(learner), self._show)
        else:
            self.ask(SettingsPage(), self._show_new)

    def title(self) -> What:
        """Change details, or add a learner."""
        return "learner.change" if self.args.get("learner") else "learners.add"

    def first_focus(self) -> QWidget | None:
        """The first name."""
        return self.forename

    def _show_new(self, view: SettingsView) -> None:
        self.language.set_value(view.setting.language.value)
        if view.setting.kind is SettingKind.COLLEGE:
            self.addressed.set_value(Address.CHI.value)

    def _show(self, view: LearnerView) -> None:
        learner = view.learner
        self._before = learner
        self.name_learner(learner.name)
        for field, value in (
            (self.forename, learner.forename),
            (self.surname, learner.surname),
            (self.called, learner.called),
            (self.year, learner.year),
            (self.group, learner.class_name),
            (self.language, learner.language.value),
            (self.languages, learner.languages.get(self.words.language)),
            (self.address, learner.address),
            (self.upn, learner.upn),
            (self.uln, learner.uln),
            (self.addressed, learner.addressed_as.value),
            (self.looked_after, learner.looked_after_by),
            (self.also_at, learner.also_at),
        ):
            field.set_value(value)
        self.born.set_day(learner.born)

    def wrong(self) -> Sequence[Wrong]:
        """A name and a date of birth are needed."""
        wrong: list[Wrong] = []
        if not self.forename.value() and not self.surname.value():
            wrong.append((self.forename, "error.learner.no_name"))
        if self.born.day() is None:
            wrong.append((self.born, "learner.born_needed"))
        return wrong

    def keep(self) -> None:
        """Add or change the learner."""
        before = self._before
        languages = before.languages.with_(self.words.language, self.languages.value())
        learner = replace(
            before,
            forename=self.forename.value(),
            surname=self.surname.value(),
            called=self.called.value(),
            born=self.born.day() or before.born,
            year=self.year.value(),
            class_name=self.group.value(),
            language=Language(self.language.value()),
            languages=languages,
            address=self.address.value(),
            upn=self.upn.value(),
            uln=self.uln.value(),
            addressed_as=Address(self.addressed.value()),
            looked_after_by=self.looked_after.value(),
            also_at=self.also_at.value(),
        )
        self.hand_over(SaveLearner(learner), self._kept, partial(self.refused, self.born))

    def _kept(self, learner: Learner) -> None:
        if self._before.id:
            self.desk.back()
        else:
            self.desk.open("learner", learner=learner.id)


def _pair(first: QWidget, second: QWidget) -> SideBySide:
    return SideBySide(first, second, shares=(1, 1), least=30, spacing=14, below=12)
