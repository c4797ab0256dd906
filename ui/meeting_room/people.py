"""Who is here: everyone asked, who they are to the learner, and whether they are in the room."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from aln_review.domain.people import Perspective
from aln_review.domain.review import Attending, Participant
from aln_review.domain.words import Sheet
from ui.meeting_room.board import Board, CardGrid, Heading, Scene, Sheetlike, page, set_order
from ui.meeting_room.cards import WordCard
from ui.meeting_room.look import LOOKS, PERSPECTIVES
from ui.meeting_room.measure import OTHERS
from ui.meeting_room.topbar import KeyButton
from ui.retranslate import Sayings, Words
from ui.theme import Role
from ui.tokens import Tone
from ui.widgets.boxes import SideBySide, column
from ui.widgets.buttons import IconButton
from ui.widgets.cards import Card
from ui.widgets.choices import Segment
from ui.widgets.labels import IconLabel, Label

ANSWERS = (Attending.THERE, Attending.COMING, Attending.APOLOGIES)


class PersonCard(Card):
    """One participant. ``answered(id, Attending)``; ``dropped(id)`` takes them off the list."""

    answered = Signal(str, object)
    dropped = Signal(str)

    def __init__(self, words: Words, person: Participant) -> None:
        mine = person.perspective is Perspective.LEARNER
        super().__init__(band=LOOKS[Sheet.WHO].tone if mine else Tone.PLAIN)
        self._sayings = Sayings(words)
        self.person = person
        role = Role.TITLE if mine else Role.STRONG
        self.name = IconLabel(PERSPECTIVES[person.perspective], role, Tone.PLAIN)
        self.role = Label(Role.SMALL, Tone.MUTED)
        self.answer = Segment(*(one.value for one in ANSWERS))
        self.drop = IconButton("x")
        self.drop.setVisible(not mine)
        row = SideBySide(
            column(self.name, self.role, spacing=0),
            self.answer,
            self.drop,
            shares=(1, 0, 0),
            least=34,
            below=4,
        )
        self.body.setContentsMargins(18, 8, 12, 10)
        self.add(row)
        for one in ANSWERS:
            self._sayings.say(
                partial(self.answer.set_option, one.value), f"meeting.attending.{one.value}"
            )
        self.answer.chosen.connect(self._answered)
        self.drop.clicked.connect(self._drop)
        words.switched.connect(self._sayings.say_all)
        self.show_person(person)

    def show_person(self, person: Participant) -> None:
        """As they are on the record."""
        self.person = person
        known = person.shown if person.shown == person.name else f"{person.shown} ({person.name})"
        self.name.setText(known)
        self._sayings.say(
            self.role.setText, f"meeting.person_{person.language.value}", role=person.role
        )
        self._sayings.say(self.drop.setText, "meeting.drop_person", name=person.shown)
        self.answer.setAccessibleName(person.shown)
        if person.attending in ANSWERS:
            self.answer.choose(person.attending.value)

    def _answered(self, value: str) -> None:
        self.answered.emit(self.person.id, Attending(value))

    def _drop(self) -> None:
        self.dropped.emit(self.person.id)


class PeopleBoard(Board):
    """The first sheet."""

    answered = Signal(str, object)
    dropped = Signal(str)

    def build(self) -> None:
        """Heading and a card for each person; words said on this sheet stand beneath."""
        self.sheet = Sheetlike(Sheet.WHO)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.sheet)
        self.wall = KeyButton("layout-grid", "F6")
        self.heading = Heading(self.wall)
        self.heading.show_sheet(Sheet.WHO)
        self.sheet.body.addWidget(self.heading)
        self.page = page()
        self.sheet.body.addWidget(self.page, 1)
        self.list = QVBoxLayout()
        self.list.setSpacing(4)
        self.page.add(self.list)
        self.said = CardGrid(2, gap=6, most=0)
        self.page.add(self.said)
        self.people: dict[str, PersonCard] = {}
        self.wall.clicked.connect(self.wall_wanted)
        self.sayings.say(self.heading.setText, "sheet.who.title")
        self.sayings.say(self.wall.setText, "meeting.wall")

    def set_small(self, small: bool) -> None:
        """The key goes where there is no room."""
        self.wall.set_bare(small)
        self.heading.set_small(small)

    def show_scene(self, scene: Scene) -> None:
        """Everyone on the list, the learner first."""
        self.sayings.say(self.heading.setHint, "meeting.who_hint", name=scene.view.learner.shown)
        going = set(self.people) - {person.id for person in scene.view.people}
        for person_id in going:
            card = self.people.pop(person_id)
            card.hide()
            card.deleteLater()
        for person in scene.view.people:
            known = self.people.get(person.id)
            if known is not None:
                known.show_person(person)
                continue
            made = PersonCard(self.words, person)
            made.answered.connect(self.answered)
            made.dropped.connect(self.dropped)
            self.people[person.id] = made
            self.list.addWidget(made)
        tone = LOOKS[Sheet.WHO].tone
        said = [
            self.pool.card(one, self.photo(scene, one), OTHERS, tone)
            for one in (*scene.cards.learner, *scene.cards.others)
        ]
        self.pool.keep(said)
        set_order(self.said, list(said))

    def cards(self) -> list[WordCard]:
        """Words said on this sheet."""
        return [card for card in self.pool.held.values() if card.isEnabled()]

    def first(self) -> QWidget | None:
        """The first person's answer."""
        for card in self.people.values():
            return card.answer.option(card.answer.value() or Attending.THERE.value)
        return None
