"""The cards of the overview: next review, profile, plan."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from aln_review.casework.commands.plans import DraftPlan
from aln_review.casework.queries.learners import LearnerView
from aln_review.casework.say import Say
from aln_review.domain.people import Perspective
from aln_review.domain.plan import Plan, PlanState
from aln_review.domain.profile import ShareState
from aln_review.domain.review import Attending, PersonCentredReview, ReviewStage
from ui.caseload.sentences import Sentences
from ui.desk import Screen
from ui.learner.voice import Gloss, quoted
from ui.widgets import (
    Button,
    Card,
    CardHead,
    FlowLayout,
    IconLabel,
    Label,
    PrimaryButton,
    Role,
    TextButton,
    Tone,
    gap,
)

SOON = 1
"""Days before a review from which the meeting room is what most people came for."""
DONE_SHOWN, LEFT_SHOWN = 3, 2
BEFORE = (
    "date_agreed",
    "guests_chosen",
    "languages_asked",
    "questions_sent",
    "updates_read",
    "admire_gathered",
    "learner_prepared",
    "room",
)


def open_button(screen: Screen, what: str, name: str) -> TextButton:
    """*Open*, named for what it opens."""
    button = screen.put(TextButton(after="chevron-right"), "today.open")
    screen.say(button.setAccessibleName, what, name=name)
    return button


def review_card(screen: Screen, view: LearnerView) -> Card:
    """The next review, what is ready and what is not; or a way to plan one."""
    review = view.next_review
    head = CardHead("messages-square", Tone.TEAL, *_prepare(screen, view, review))
    card = Card(screen.put(head, "learner.next_review"), band=Tone.TEAL)
    if review is None:
        card.add(screen.put(Label(Role.BODY, Tone.MUTED), "learner.no_review"))
        if view.last_review is not None:
            last = Say.of("learner.last_review", on=view.last_review.on)
            card.add(screen.put(Label(Role.BODY, Tone.MUTED), last))
        card.body.addStretch(1)
        plan = screen.put(PrimaryButton("calendar-plus"), "learner.plan_review")
        plan.clicked.connect(partial(screen.desk.open, "plan-review", learner=view.learner.id))
        card.add(plan)
        return card
    card.add(screen.put(Label(Role.STRONG), when_and_where(review)))
    for done, what in _ready(review):
        icon, tone = ("circle-check", Tone.GREEN) if done else ("circle-dashed", Tone.AMBER)
        item = IconLabel(icon, Role.SMALL if done else Role.SMALL_STRONG, tone)
        if done:
            item.label.set_tone(Tone.PLAIN)
        card.add(screen.put(item, what))
    card.body.addStretch(1)
    card.add(gap(4))
    card.add(review_buttons(screen, view, review))
    return card


def meets_soon(view: LearnerView, review: PersonCentredReview) -> bool:
    """Whether the meeting room is what most people came for."""
    begun = review.stage in (ReviewStage.READY, ReviewStage.MEETING)
    return begun or (review.on - view.today).days <= SOON


def _prepare(
    screen: Screen, view: LearnerView, review: PersonCentredReview | None
) -> tuple[TextButton, ...]:
    """*Prepare* beside the heading, where the button below does something else."""
    if review is None or review.stage not in (ReviewStage.PLANNED, ReviewStage.READY):
        return ()
    if not meets_soon(view, review):
        return ()
    button = screen.put(TextButton(after="chevron-right"), "learner.prepare")
    button.clicked.connect(partial(screen.desk.open, "prepare", review=review.id))
    return (button,)


def when_and_where(review: PersonCentredReview) -> Say:
    """Day, hour and place, as far as they are fixed."""
    key = "learner.review_on_at" if review.at else "learner.review_on"
    if review.place:
        key = "learner.review_on_at_place" if review.at else "learner.review_on_place"
    return Say.of(key, on=review.on, at=review.at, place=review.place)


def _ready(review: PersonCentredReview) -> list[tuple[bool, Say]]:
    """What is ready, then what is not: people first."""
    others = [p for p in review.participants if p.perspective is not Perspective.LEARNER]
    coming = sum(p.attending in (Attending.COMING, Attending.THERE) for p in others)
    done = [(True, Say.many("learner.coming", coming, all=len(others)))] if coming else []
    left = [
        (False, Say.of("learner.not_answered", name=p.shown))
        for p in others
        if p.attending is Attending.ASKED
    ]
    for key in BEFORE:
        ready = key in review.prepared
        (done if ready else left).append((ready, Say.of(f"learner.ready.{key}")))
    if not review.place:
        left.insert(0, (False, Say.of("review.no_place")))
        left = [one for one in left if one[1].key != "learner.ready.room"]
    shown = [*done[:DONE_SHOWN], *left[:LEFT_SHOWN]]
    if len(left) > LEFT_SHOWN:
        shown.append((False, Say.many("learner.ready.more", len(left) - LEFT_SHOWN)))
    return shown


def review_buttons(screen: Screen, view: LearnerView, review: PersonCentredReview) -> QWidget:
    """The way on from a review that is open: prepare it, hold it, read it back."""
    flow = FlowLayout(spacing=10)
    if review.stage is ReviewStage.READ_BACK:
        after = screen.put(PrimaryButton("book-open-check"), "learner.after")
        after.clicked.connect(partial(screen.desk.open, "after", review=review.id))
        flow.addWidget(after)
    elif meets_soon(view, review):
        meet = screen.put(PrimaryButton("presentation"), "learner.meeting_room")
        meet.clicked.connect(partial(screen.desk.open, "meeting", review=review.id))
        flow.addWidget(meet)
    else:
        first = screen.put(PrimaryButton("list-checks"), "learner.prepare")
        first.clicked.connect(partial(screen.desk.open, "prepare", review=review.id))
        flow.addWidget(first)
    holder = QWidget()
    holder.setLayout(flow)
    return holder


def profile_card(screen: Screen, view: LearnerView) -> Card:
    """One of the learner's own sentences, in the language spoken, then how the profile stands."""
    name = view.learner.shown
    show = open_button(screen, "learner.open_profile", name)
    show.clicked.connect(partial(screen.desk.open, "profile", learner=view.learner.id))
    card = Card(screen.put(CardHead("heart", Tone.PLUM, show), "learner.tab.profile"), spacing=4)
    if view.sentence is not None:
        said = Label(Role.VOICE, Tone.PLUM)
        said.setText(quoted(view.sentence.text))
        card.add(said)
        original = view.sentence.text.original.value
        spoken = Say.of(f"learner.said_in_{original}", name=view.sentence.said_by or name)
        card.add(Gloss(screen, spoken, view.sentence.text))
    profile = view.profile
    if profile is None or not profile.items:
        card.add(screen.put(Label(Role.BODY, Tone.MUTED), "learner.no_profile"))
        return card
    shared = sum(one.state is ShareState.AGREED for one in profile.sharing)
    state = Sentences(screen.words)
    state.tell(
        Say.of("learner.profile_version", n=profile.version),
        Say.of("learner.changed_on", on=profile.changed_at),
        Say.many("learner.shared_with", shared),
    )
    card.add(gap(2))
    card.add(state)
    return card


def plan_card(screen: Screen, view: LearnerView) -> Card:
    """The newest version of the plan, or a way to draft the first."""
    plan = view.plan
    if plan is None:
        card = Card(screen.put(CardHead("file-check", Tone.GREEN), "learner.tab.plan"), spacing=4)
        card.add(screen.put(Label(Role.BODY, Tone.MUTED), "learner.no_plan"))
        card.body.addStretch(1)
        card.add(draft_button(screen, view, "learner.draft_plan"))
        return card
    show = open_button(screen, "learner.open_plan", view.learner.shown)
    show.clicked.connect(partial(screen.desk.open, "plan", plan=plan.id))
    card = Card(screen.put(CardHead("file-check", Tone.GREEN, show), "learner.tab.plan"), spacing=4)
    card.add(screen.put(Label(Role.STRONG), plan_says(plan)))
    told = Sentences(screen.words, Role.BODY, Tone.MUTED)
    told.tell(
        Say.of(f"learner.kept_by.{plan.kept_by.value}"),
        Say.many("learner.provisions", view.provisions),
        Say.many("learner.provisions_welsh", view.in_welsh) if view.provisions else "",
    )
    card.add(told)
    return card


def plan_says(plan: Plan) -> Say:
    """Version and state of a plan, in words."""
    if plan.state is PlanState.LOCKED and plan.given_on is not None:
        return Say.of("learner.plan.in_force", n=plan.version, on=plan.given_on)
    if plan.state is PlanState.SUPERSEDED and plan.given_on is not None:
        return Say.of("learner.plan.superseded_given", n=plan.version, on=plan.given_on)
    return Say.of(f"learner.plan.{plan.state.value}", n=plan.version)


def draft_button(screen: Screen, view: LearnerView, words: str) -> Button:
    """Draft the next version and open it; a refusal is said in a sentence."""
    button = screen.put(Button("file-pen"), words)
    review = view.last_review.id if view.last_review is not None else ""
    button.clicked.connect(partial(draft, screen, view.learner.id, review))
    return button


def draft(screen: Screen, learner: str, review: str, *_: object) -> None:
    """Draft the plan from the profile, the last review and the record, then open it."""
    screen.do(DraftPlan(learner, review), partial(_drafted, screen))


def _drafted(screen: Screen, plan: Plan) -> None:
    screen.desk.open("plan", plan=plan.id)
