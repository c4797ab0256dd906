"""Adding or changing a person round a learner, and what they may be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from aln_review.casework.commands.learners import RemovePerson, SavePerson
from aln_review.casework.queries.learners import LearnerPage, LearnerView
from aln_review.casework.say import Say
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.people import MayBeTold, Person, Perspective
from ui.learner.choice import EACH, AnswerField
from ui.learner.form import FormScreen
from ui.retranslate import What
from ui.widgets import Button, LineField, SideBySide, TextField, Toggle
from ui.widgets.summary import Wrong

ROUND = (Perspective.FAMILY, Perspective.SETTING, Perspective.OTHERS)


class EditPerson(FormScreen):
    """Opened for ``learner``, and for ``person`` to change one."""

    def fields(self) -> None:
        """Who they are, how they are spoken to, what they may be told."""
        self._before = Person("", "", "", Text(), Perspective.FAMILY)
        self.name = LineField("person", limit=120)
        self.relation_cy = LineField("relation-cy", limit=80)
        self.relation_en = LineField("relation-en", limit=80)
        self.called = LineField("called", limit=80)
        self.perspective = AnswerField("perspective", [one.value for one in ROUND])
        self.language = AnswerField("language", [one.value for one in Language])
        self.interpreter = LineField("interpreter", limit=80)
        self.told = AnswerField("told", [one.value for one in reversed(MayBeTold)])
        self.speaks = self.put(Toggle(), "person.field.speaks-up")
        self.responsible = self.put(Toggle(), "person.field.responsible")
        self.telephone = LineField("telephone", limit=40)
        self.email = LineField("email", limit=120)
        self.household = LineField("household", limit=40)
        self.address = TextField("address", lines=2)
        self.remove = self.put(Button("user-minus"), "person.remove")
        for field in (
            self.name,
            self.relation_cy,
            self.relation_en,
            self.called,
            self.perspective,
            self.language,
            self.interpreter,
            self.told,
            self.household,
            self.telephone,
            self.email,
            self.address,
        ):
            self.say(field.setText, f"person.field.{field.name}")
        for field in (self.called, self.interpreter, self.told, self.household, self.address):
            self.say(field.setHint, f"person.hint.{field.name}")
        self.perspective.say_answers(self, f"person.group.{EACH}")
        self.language.say_answers(self, f"learner.in.{EACH}")
        self.told.say_answers(self, f"person.told.{EACH}")
        self.perspective.set_value(Perspective.FAMILY.value)
        self.language.set_value(Language.CY.value)
        self.told.set_value(MayBeTold.ONLY_WHAT_IS_AGREED.value)
        for part in (
            self.name,
            _pair(self.relation_cy, self.relation_en),
            self.called,
            self.perspective,
            self.told,
            self.speaks,
            self.responsible,
            self.language,
            self.interpreter,
            self.household,
            _pair(self.telephone, self.email),
            self.address,
        ):
            self.card.add(part)
        self.buttons.addWidget(self.remove)
        self.remove.hide()

    def bind(self) -> None:
        """Removing asks first."""
        super().bind()
        self.remove.clicked.connect(self._ask_to_remove)

    def show_for(self, **args: object) -> None:
        """Show the person, or an empty form."""
        person = bool(args.get("person"))
        self.say(self.heading.setText, "person.change" if person else "person.add")
        self.say(self.hint.setText, "person.told_hint")
        self.remove.setVisible(person)
        self.ask(LearnerPage(str(args["learner"])), self._show)

    def title(self) -> What:
        """Change or add."""
        return "person.change" if self.args.get("person") else "person.add"

    def first_focus(self) -> QWidget | None:
        """The name."""
        return self.name

    def _show(self, view: LearnerView) -> None:
        self.name_learner(view.learner.name)
        self._before = replace(self._before, learner_id=view.learner.id)
        wanted = str(self.args.get("person", ""))
        for person in view.people:
            if person.id == wanted:
                self._fill(person)

    def _fill(self, person: Person) -> None:
        self._before = person
        for field, value in (
            (self.name, person.name),
            (self.relation_cy, person.relation.cy),
            (self.relation_en, person.relation.en),
            (self.called, person.called),
            (self.perspective, person.perspective.value),
            (self.language, person.language.value),
            (self.interpreter, person.interpreter),
            (self.told, person.may_be_told.value),
            (self.household, person.household),
            (self.telephone, person.telephone),
            (self.email, person.email),
            (self.address, person.address),
        ):
            field.set_value(value)
        self.speaks.setChecked(person.speaks_up)
        self.responsible.setChecked(person.parental_responsibility)

    def wrong(self) -> Sequence[Wrong]:
        """A name is needed."""
        return [] if self.name.value() else [(self.name, "error.person.no_name")]

    def keep(self) -> None:
        """Add or change the person."""
        before = self._before
        relation = before.relation
        for language, field in ((Language.CY, self.relation_cy), (Language.EN, self.relation_en)):
            relation = relation.with_(language, field.value())
        person = replace(
            before,
            name=self.name.value(),
            relation=relation.checked(),
            called=self.called.value(),
            perspective=Perspective(self.perspective.value()),
            language=Language(self.language.value()),
            interpreter=self.interpreter.value(),
            may_be_told=MayBeTold(self.told.value()),
            speaks_up=self.speaks.isChecked(),
            parental_responsibility=self.responsible.isChecked(),
            household=self.household.value(),
            telephone=self.telephone.value(),
            email=self.email.value(),
            address=self.address.value(),
        )
        self.hand_over(SavePerson(person), self.kept, partial(self.refused, self.name))

    def _ask_to_remove(self) -> None:
        self.desk.host.ask(
            Say.of("person.remove_ask", name=self._before.name),
            {"remove": "person.remove", "keep": "shell.cancel"},
            self._remove,
        )

    def _remove(self, answer: str) -> None:
        if answer == "remove":
            self.hand_over(RemovePerson(self._before.id), self.kept)


def _pair(first: QWidget, second: QWidget) -> SideBySide:
    return SideBySide(first, second, shares=(1, 1), least=30, spacing=14, below=12)
