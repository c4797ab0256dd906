"""The people round a learner, and what each of them may be told."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from aln_review.casework.queries.learners import LearnerView
from aln_review.casework.say import Say
from aln_review.domain.people import MayBeTold, Person, Perspective
from aln_review.domain.setting import SettingKind
from ui.caseload.marks import written
from ui.desk import Screen
from ui.learner.consent import ConsentCard
from ui.widgets import (
    Avatar,
    Button,
    Card,
    CardHead,
    FlowLayout,
    Label,
    Pill,
    Role,
    Rule,
    SideBySide,
    Tone,
    column,
    line,
)

TOLD = {
    MayBeTold.EVERYTHING: ("shield-check", Tone.GREEN),
    MayBeTold.NOT_THE_ADDRESS: ("shield-alert", Tone.AMBER),
    MayBeTold.ONLY_WHAT_IS_AGREED: ("shield", Tone.NEUTRAL),
}
GROUPS = (
    (Perspective.FAMILY, "house", Tone.PLUM),
    (Perspective.SETTING, "school", Tone.TEAL),
    (Perspective.OTHERS, "users", Tone.BLUE),
)


class PeopleTab(QWidget):
    """Family, staff, others; for a college also the young person's own consent."""

    def __init__(self, screen: Screen, view: LearnerView) -> None:
        super().__init__()
        body = column(spacing=14)
        if view.kind is SettingKind.COLLEGE:
            body.addWidget(ConsentCard(screen, view.learner))
        if not view.people:
            body.addWidget(screen.put(Label(Role.BODY, Tone.MUTED), "person.nobody"))
        add = screen.put(Button("user-plus"), "person.add")
        add.clicked.connect(partial(screen.desk.open, "person-edit", learner=view.learner.id))
        said = screen.put(Label(Role.BODY, Tone.MUTED), "person.told_hint")
        body.addWidget(SideBySide(said, add, shares=(1, 0), least=34, below=8))
        for perspective, icon, tone in GROUPS:
            people = [one for one in view.people if one.perspective is perspective]
            if not people:
                continue
            card = Card(screen.put(CardHead(icon, tone), f"person.group.{perspective.value}"))
            for place, person in enumerate(people):
                if place:
                    card.add(Rule(room=3))
                card.add(_person(screen, person))
            body.addWidget(card)
        body.addStretch(1)
        self.setLayout(body)


def _person(screen: Screen, person: Person) -> QWidget:
    face = Avatar()
    face.set_name(person.name)
    name = screen.put(Label(Role.STRONG), written(person.name))
    about = screen.put(Label(Role.SMALL, Tone.MUTED), _about(person))
    who = line(column(face, spacing=0, end=True), spacing=12)
    who.addLayout(column(name, about, spacing=0, end=True), 1)
    icon, tone = TOLD[person.may_be_told]
    pills = FlowLayout(
        screen.put(Pill(icon, tone), f"person.told.{person.may_be_told.value}"), spacing=6
    )
    if person.speaks_up:
        pills.addWidget(screen.put(Pill("hand-heart", Tone.PLUM), "person.speaks_up"))
    if person.parental_responsibility:
        pills.addWidget(screen.put(Pill("scale", Tone.NEUTRAL), "person.responsible"))
    if person.interpreter:
        needs = Say.of("person.interpreting", what=person.interpreter)
        pills.addWidget(screen.put(Pill("languages", Tone.BLUE), needs))
    holder = QWidget()
    holder.setLayout(pills)
    edit = screen.put(Button("pencil"), "person.edit")
    screen.say(edit.setAccessibleName, "person.edit_name", name=person.name)
    edit.clicked.connect(
        partial(screen.desk.open, "person-edit", learner=person.learner_id, person=person.id)
    )
    return SideBySide(who, holder, edit, shares=(40, 44, 0), least=44, spacing=14, below=6)


def _about(person: Person) -> Say:
    """Who they are in the learner's life, what the learner calls them, which language."""
    called = bool(person.called) and person.called not in (person.relation.cy, person.relation.en)
    language = person.language.value
    key = f"person.about_called.{language}" if called else f"person.about.{language}"
    return Say.of(key, relation=person.relation, called=person.called)
