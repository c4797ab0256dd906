"""Getting a review ready: when and where, who is asked, the learner's part, the list, and in."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from aln_review.casework.commands.reviews import (
    ChangeReview,
    ExplainAbsence,
    MoveStage,
    PlanReview,
    SetAttending,
    SetPrepared,
)
from aln_review.casework.queries.learners import LearnerPage, LearnerView
from aln_review.casework.queries.meeting import Meeting, MeetingView
from aln_review.casework.rules import PRESETS
from aln_review.domain.bilingual import Text
from aln_review.domain.people import Perspective
from aln_review.domain.review import (
    Attending,
    Participant,
    PersonCentredReview,
    ReviewKind,
    ReviewStage,
)
from ui.desk import Crumb, Screen
from ui.meeting_room.editor import REST
from ui.meeting_room.look import PERSPECTIVES
from ui.reviews.reviews import standing
from ui.theme import Role
from ui.tokens import Tone
from ui.widgets import (
    Button,
    Card,
    CardHead,
    ChoiceField,
    DateField,
    IconLabel,
    Label,
    LineField,
    PrimaryButton,
    Rule,
    ScrollPage,
    Segment,
    SideBySide,
    TextField,
    Toggle,
    clear,
    column,
    line,
)

ANSWERS = (Attending.ASKED, Attending.COMING, Attending.APOLOGIES)


class Prepare(Screen):
    """One review before it is held. Opened with ``review``, or with ``learner`` to plan one."""

    KINDS = frozenset({"reviews"})

    def build(self) -> None:
        """When and where, people, the learner's part, the list, the way in."""
        self.view: MeetingView | None = None
        self.page = ScrollPage()
        self.setLayout(column(self.page, spacing=0))
        self.heading = Label(Role.DISPLAY)
        self.state = Label()
        self.enter = self.put(PrimaryButton("messages-square"), "prepare.enter")
        self.plan = self.put(PrimaryButton("calendar-check"), "prepare.plan")
        self.why_not = IconLabel("circle-alert", Role.SMALL_STRONG, Tone.RUST)
        self.page.add(
            SideBySide(
                column(self.heading, self.state, spacing=0),
                line(self.enter, self.plan, spacing=0, end=True),
                shares=(1, 0),
            )
        )
        self.page.add(self.why_not)
        self._build_when()
        self._build_list()
        self.people = column(spacing=2)
        self.people_card = Card(
            self.put(CardHead("users", Tone.BLUE), "prepare.people"), self.people, spacing=6
        )
        self.part = self.put(TextField("absence", lines=2), "prepare.absence")
        self.say(self.part.setHint, "prepare.absence_hint")
        self.part_card = Card(
            self.put(CardHead("user", Tone.PLUM), "prepare.part"), self.part, band=Tone.PLUM
        )
        self.right = column(self.list_card, spacing=14, end=True)
        self.left = column(self.when_card, self.people_card, self.part_card, spacing=14, end=True)
        self.page.add(SideBySide(self.left, self.right, shares=(60, 47), least=50))
        self.off = self.put(Button("calendar-x"), "review.move.cancelled")
        self.page.add(self.off)

    def _build_when(self) -> None:
        self.kind = ChoiceField("kind", [one.value for one in ReviewKind])
        self.say(self.kind.setText, "prepare.kind")
        for one in ReviewKind:
            self.say(partial(self.kind.set_option, one.value), f"review.kind.{one.value}")
        self.kind.set_value(ReviewKind.ANNUAL.value)
        self.on = DateField("on", self.words)
        self.say(self.on.setText, "prepare.on")
        self.say(self.on.setHint, "prepare.on_hint")
        self.at = self.put(LineField("at", limit=5), "prepare.at")
        self.say(self.at.setHint, "prepare.at_hint")
        self.place = self.put(LineField("place"), "prepare.place")
        self.length = Segment(*(str(preset) for preset in PRESETS))
        for preset in PRESETS:
            self.count(partial(self.length.set_option, str(preset)), "prepare.minutes", preset)
        self.length.choose("85")
        self.length_label = self.put(Label(Role.STRONG), "prepare.length")
        self.when_card = Card(
            self.put(CardHead("calendar-clock", Tone.TEAL), "prepare.when"),
            self.kind,
            SideBySide(self.on, self.at, shares=(5, 3), least=26, below=8),
            self.place,
            self.length_label,
            self.length,
        )

    def _build_list(self) -> None:
        self.ticks: dict[str, Toggle] = {}
        self.list = column(spacing=0)
        self.left_over = Label(Role.SMALL, Tone.MUTED)
        self.list_card = Card(
            self.put(CardHead("list-checks", Tone.GREEN), "prepare.list"),
            self.left_over,
            Rule(),
            self.list,
            spacing=4,
        )

    def bind(self) -> None:
        """Autosave for fields, at once for choices."""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self.save)
        for field in (self.on, self.at, self.place, self.part):
            field.edited.connect(self._rest.start)
            field.left.connect(self.save)
        self.length.chosen.connect(self._length)
        self.enter.clicked.connect(self._enter)
        self.plan.clicked.connect(self._plan)
        self.off.clicked.connect(self._ask_off)

    def show_for(self, review: object = "", learner: object = "", **_: object) -> None:
        """Read the review, or the learner that one is planned for."""
        planned = bool(review)
        parts = (self.enter, self.people_card, self.part_card, self.list_card, self.off)
        for part in parts:
            part.setVisible(planned)
        self.kind.setVisible(not planned)
        self.plan.setVisible(not planned)
        self.why_not.hide()
        if planned:
            self.ask(Meeting(str(review)), self._show)
        else:
            self.ask(LearnerPage(str(learner)), self._show_new)

    def _show_new(self, view: LearnerView) -> None:
        self.say(self.heading.setText, "prepare.plan_heading", name=view.learner.shown)
        self.say(self.state.setText, "prepare.plan_hint")

    def first_focus(self) -> QWidget | None:
        """The first question of a new one; of a planned one that is known once it is read."""
        return self.kind if self.kind.isVisibleTo(self) else None

    def crumbs(self) -> tuple[Crumb, ...]:
        """Reviews, then whose."""
        if self.view is None:
            return ()
        name = self.view.learner.name
        return (Crumb("shell.reviews", "reviews"), Crumb(Text.both(name, name)))

    def _show(self, view: MeetingView) -> None:
        self.view = view
        review = view.review
        self.say(self.heading.setText, "prepare.heading", name=view.learner.shown)
        self.say(self.state.setText, standing(review))
        if not self.on.line.hasFocus() and self.on.readable:
            self.on.set_day(review.on)
        # A time that is none yet keeps the place from being saved: neither is written over.
        for field, text in ((self.at, review.at), (self.place, review.place)):
            if not field.line.hasFocus() and not field.line.isModified():
                field.set_value(text)
        self.length.choose(str(review.minutes if review.minutes in PRESETS else PRESETS[-1]))
        if not self.part.box.hasFocus() and not self.part.box.document().isModified():
            self.part.set_value(review.learner_absent.said)
        self._show_people(view)
        self._show_list(view)
        why = dict(view.moves).get(ReviewStage.MEETING)
        begun = review.stage is ReviewStage.MEETING
        lacking = "" if begun or why is None or not why.key else why
        self.say(self.why_not.setText, lacking)
        self.why_not.setVisible(bool(lacking))
        self.enter.setEnabled(not lacking)
        self.off.setVisible(review.stage in (ReviewStage.PLANNED, ReviewStage.READY))
        if self.waits:
            # Only now is it known whether the room can be entered, and what stands in the fields.
            (self.enter if self.enter.isEnabled() else self.on.line).setFocus()
        self.crumbs_changed.emit()

    def _show_people(self, view: MeetingView) -> None:
        clear(self.people)
        for person in view.people:
            self.people.addWidget(self._person(person))

    def _person(self, person: Participant) -> SideBySide:
        mine = person.perspective is Perspective.LEARNER
        icon = PERSPECTIVES[person.perspective]
        name = IconLabel(icon, Role.STRONG, Tone.PLUM if mine else Tone.PLAIN)
        name.setText(person.name)
        role = Label(Role.SMALL, Tone.MUTED)
        self.say(role.setText, f"meeting.person_{person.language.value}", role=person.role)
        answer = Segment(*(one.value for one in ANSWERS))
        for one in ANSWERS:
            self.say(partial(answer.set_option, one.value), f"meeting.attending.{one.value}")
        shown = Attending.COMING if person.attending is Attending.THERE else person.attending
        answer.choose(shown.value)
        answer.setAccessibleName(person.name)
        answer.chosen.connect(partial(self._answered, person.id))
        return SideBySide(column(name, role, spacing=0), answer, shares=(1, 0), least=34, below=2)

    def _show_list(self, view: MeetingView) -> None:
        left = [key for key, done in view.checklist if not done]
        self.count(self.left_over.setText, "prepare.left", len(left))
        if set(self.ticks) != {key for key, _ in view.checklist}:
            clear(self.list)
            self.ticks = {}
            for key, _ in view.checklist:
                tick = self.put(Toggle(), f"meeting.prepare.{key}")
                tick.toggled.connect(partial(self._ticked, key))
                self.list.addWidget(tick)
                self.ticks[key] = tick
        for key, done in view.checklist:
            tick = self.ticks[key]
            blocked = tick.blockSignals(True)
            tick.setChecked(done)
            tick.blockSignals(blocked)
            tick.update()

    # Saving

    def _ticked(self, key: str, done: bool) -> None:
        if self.view is not None:
            self.do(SetPrepared(self.view.review.id, key, done))

    def _answered(self, person_id: str, value: str) -> None:
        if self.view is not None:
            self.do(SetAttending(self.view.review.id, person_id, Attending(value)))

    def _length(self, _value: str) -> None:
        self.save()

    def save(self) -> None:
        """Keep day, time, place, length and the learner's part, where they changed."""
        self._rest.stop()
        if self.view is None:
            return
        review = self.view.review
        on = self.on.day() or review.on
        minutes = int(self.length.value() or review.minutes)
        wanted = (on, self.at.value(), self.place.value(), minutes)
        if wanted != (review.on, review.at, review.place, review.minutes):
            self.do(ChangeReview(review.id, *wanted))
        if self.part.value() != review.learner_absent.said:
            held = review.learner_absent
            language = self.words.language if held.empty else held.original
            self.do(ExplainAbsence(review.id, self.part.value(), language))

    def _plan(self) -> None:
        on = self.on.day()
        if on is None:
            self.say(self.on.setError, "prepare.need_day")
            self.on.take_focus()
            return
        self.say(self.on.setError, "")
        self.hand_over(
            PlanReview(
                str(self.args.get("learner", "")),
                ReviewKind(self.kind.value()),
                on,
                self.at.value(),
                self.place.value(),
                int(self.length.value()),
            ),
            self._planned,
        )

    def _planned(self, review: PersonCentredReview) -> None:
        self.desk.open("prepare", review=review.id)

    def _enter(self) -> None:
        self.save()
        if self.view is None:
            return
        review = self.view.review
        if review.stage is ReviewStage.PLANNED:
            self.do(MoveStage(review.id, ReviewStage.READY))
        self.desk.open("meeting", review=review.id)

    def _ask_off(self) -> None:
        choices = {"off": "review.move.cancelled", "keep": "shell.cancel"}
        self.desk.host.ask("prepare.ask_off", choices, self._off)

    def _off(self, answer: str) -> None:
        if answer == "off" and self.view is not None:
            self.do(MoveStage(self.view.review.id, ReviewStage.CANCELLED), self._gone)

    def _gone(self, _review: object) -> None:
        self.desk.open("reviews")

    def half_typed(self) -> dict[str, str]:
        """A review not yet planned, or half a date: what is planned saves itself."""
        if self.view is None:
            return super().half_typed()
        return {} if self.on.readable else {self.on.name: self.on.draft()}

    def leave(self) -> None:
        """Hand over what is not yet saved."""
        self.save()
