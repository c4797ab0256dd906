"""Profile, reviews, plan and papers of one learner."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from aln_review.casework.commands.learners import AgreePhoto
from aln_review.casework.commands.marks import MarkDocument
from aln_review.casework.queries.learners import LearnerView
from aln_review.casework.say import Say
from aln_review.domain.plan import PlanState
from aln_review.domain.profile import ShareState, Sharing
from aln_review.domain.review import PersonCentredReview, ReviewStage
from aln_review.domain.words import MaySee
from ui.desk import Screen
from ui.learner.cards import (
    draft_button,
    plan_card,
    plan_says,
    profile_card,
    review_card,
    when_and_where,
)
from ui.may_see import WhoMaySee
from ui.retranslate import What
from ui.sound.sounds import sounds_card
from ui.widgets import (
    Button,
    Card,
    CardHead,
    FlowLayout,
    IconLabel,
    Label,
    Role,
    Row,
    SideBySide,
    Toggle,
    Tone,
    column,
)

SHARES = {
    ShareState.AGREED: ("circle-check", Tone.GREEN),
    ShareState.NOT_YET: ("circle-pause", Tone.AMBER),
    ShareState.NOT_ASKED: ("circle-dashed", Tone.NEUTRAL),
}
STAGES = {
    ReviewStage.PLANNED: ("calendar", Tone.TEAL),
    ReviewStage.READY: ("circle-check", Tone.GREEN),
    ReviewStage.MEETING: ("presentation", Tone.AMBER),
    ReviewStage.READ_BACK: ("book-open-check", Tone.AMBER),
    ReviewStage.CLOSED: ("messages-square", Tone.TEAL),
    ReviewStage.CANCELLED: ("circle-slash", Tone.NEUTRAL),
}
PLANS = {
    PlanState.DRAFT: ("pencil", Tone.BLUE),
    PlanState.COMPLETE: ("circle-check", Tone.GREEN),
    PlanState.LOCKED: ("file-check", Tone.GREEN),
    PlanState.SUPERSEDED: ("archive", Tone.NEUTRAL),
}


def rows_card(
    screen: Screen, icon: str, tone: Tone, heading: str, rows: list[Row], empty: str
) -> Card:
    """A card with a list of rows that arrow keys walk; says so where there is none."""
    card = Card(screen.put(CardHead(icon, tone), heading), spacing=4)
    if not rows:
        card.add(screen.put(Label(Role.BODY, Tone.MUTED), empty))
        return card
    holder = QWidget()
    holder.setLayout(column(*rows, spacing=0))
    card.add(holder)
    return card


def row(
    screen: Screen, icon: str, tone: Tone, what: What, second: What, press: Callable[..., object]
) -> Row:
    """One row that opens something."""
    made = Row(icon, tone)
    screen.say(made.setText, what)
    screen.say(made.setSecond, second)
    made.clicked.connect(press)
    return made


class ProfileTab(QWidget):
    """The learner's sentence, who may have the profile, the photograph's use."""

    def __init__(self, screen: Screen, view: LearnerView) -> None:
        super().__init__()
        self._screen = screen
        self._learner = view.learner.id
        sharing = Card(screen.put(CardHead("shield-check", Tone.BLUE), "learner.sharing"))
        shares: tuple[Sharing, ...] = view.profile.sharing if view.profile is not None else ()
        for share in shares:
            sharing.add(_share(screen, share))
        if not shares:
            sharing.add(screen.put(Label(Role.BODY, Tone.MUTED), "learner.no_profile"))
        photo = Card(screen.put(CardHead("camera", Tone.PLUM), "learner.photo"))
        photo.add(screen.put(Label(Role.BODY, Tone.MUTED), "learner.photo_whose"))
        agree = screen.put(Toggle(), "learner.photo_agreed")
        agree.setChecked(view.learner.photo_agreed)
        agree.setEnabled(bool(view.learner.photo_id))
        agree.toggled.connect(self._agree)
        change = screen.put(Button("camera"), "learner.photo_choose")
        change.clicked.connect(partial(screen.desk.open, "learner-photo", learner=view.learner.id))
        photo.add(agree)
        photo.add(change)
        buttons = FlowLayout(spacing=10)
        edit = screen.put(Button("pencil"), "learner.write_profile")
        edit.clicked.connect(partial(screen.desk.open, "profile", learner=view.learner.id))
        paper = screen.put(Button("printer"), "learner.see_paper")
        paper.clicked.connect(
            partial(screen.desk.open, "paper", kind="profile", ref=view.learner.id)
        )
        paper.setVisible(view.profile is not None)
        buttons.addWidget(edit)
        buttons.addWidget(paper)
        first = profile_card(screen, view)
        first.add(buttons)
        sounds = sounds_card(screen, view.learner.id, view.learner.shown, view.sounds)
        right = column(sharing, photo, spacing=14, end=True)
        left = column(first, sounds, spacing=14, end=True)
        self.setLayout(
            column(SideBySide(left, right, shares=(1, 1), least=44), spacing=0, end=True)
        )

    def _agree(self, agreed: bool) -> None:
        self._screen.do(AgreePhoto(self._learner, agreed))


def _share(screen: Screen, share: Sharing) -> IconLabel:
    """Whom, whether, until when."""
    icon, tone = SHARES[share.state]
    item = IconLabel(icon, Role.BODY, tone)
    item.label.set_tone(Tone.PLAIN)
    what = Say.of(f"learner.share.{share.state.value}.{share.audience.value}")
    if share.state is ShareState.AGREED and share.until is not None:
        key = f"learner.share.until.{share.audience.value}"
        what = Say.of(key, until=share.until)
    return screen.put(item, what)


class ReviewsTab(QWidget):
    """The next review, and those that were."""

    def __init__(self, screen: Screen, view: LearnerView) -> None:
        super().__init__()
        past = [one for one in view.reviews if one is not view.next_review]
        rows = [_review_row(screen, one) for one in past]
        held = rows_card(
            screen, "history", Tone.TEAL, "learner.reviews_held", rows, "learner.no_reviews_held"
        )
        both = SideBySide(review_card(screen, view), held, shares=(1, 1), least=44)
        self.setLayout(column(both, spacing=0, end=True))


def _review_row(screen: Screen, review: PersonCentredReview) -> Row:
    icon, tone = STAGES[review.stage]
    kind = Say.of(f"review.kind.{review.kind.value}")
    second = Say.of(f"learner.review_stage.{review.stage.value}", on=review.on)
    press = partial(screen.desk.open, "after", review=review.id)
    return row(screen, icon, tone, kind, second, press)


class PlanTab(QWidget):
    """The plan as it stands, and its versions."""

    def __init__(self, screen: Screen, view: LearnerView) -> None:
        super().__init__()
        rows = [
            row(
                screen,
                *PLANS[plan.state],
                plan_says(plan),
                Say.of("learner.changed_on", on=plan.changed_at),
                partial(screen.desk.open, "plan", plan=plan.id),
            )
            for plan in view.plans
        ]
        versions = rows_card(
            screen, "layers", Tone.BLUE, "learner.versions", rows, "learner.no_plan"
        )
        now = plan_card(screen, view)
        locked = (PlanState.LOCKED, PlanState.SUPERSEDED)
        if view.plan is not None and view.plan.state in locked:
            now.add(draft_button(screen, view, "learner.draft_next"))
        left = column(now, spacing=14, end=True)
        right = column(versions, spacing=14, end=True)
        self.setLayout(
            column(SideBySide(left, right, shares=(1, 1), least=44), spacing=0, end=True)
        )


def _mark(screen: Screen, document_id: str, level: MaySee) -> None:
    screen.do(MarkDocument(document_id, level))


class PapersTab(QWidget):
    """What can be printed, and what was filed."""

    def __init__(self, screen: Screen, view: LearnerView) -> None:
        super().__init__()
        opened = screen.desk.open
        rows: list[Row] = []
        if view.profile is not None:
            press = partial(opened, "paper", kind="profile", ref=view.learner.id)
            what = Say.of("learner.profile_version", n=view.profile.version)
            rows.append(row(screen, "heart", Tone.PLUM, "learner.paper.profile", what, press))
        for plan in view.plans:
            press = partial(opened, "paper", kind="plan", ref=plan.id)
            icon, tone = PLANS[plan.state]
            rows.append(row(screen, icon, tone, "learner.paper.plan", plan_says(plan), press))
        for review in view.reviews:
            if review.stage in (ReviewStage.CLOSED, ReviewStage.READ_BACK):
                press = partial(opened, "paper", kind="minutes", ref=review.id)
                second = when_and_where(review)
                rows.append(
                    row(screen, "file-text", Tone.TEAL, "learner.paper.minutes", second, press)
                )
        made = rows_card(
            screen, "printer", Tone.TEAL, "learner.papers_made", rows, "learner.no_papers"
        )
        filed = Card(screen.put(CardHead("folder-open", Tone.BLUE), "learner.papers_filed"))
        for document in view.documents:
            item = IconLabel("file-text", Role.BODY, Tone.BLUE)
            item.label.set_tone(Tone.PLAIN)
            filed.add(screen.put(item, document.title))
            key = "learner.filed_by" if document.author else "learner.filed"
            if document.on is not None:
                says = Say.of(key, author=document.author, on=document.on)
                filed.add(screen.put(Label(Role.SMALL, Tone.MUTED), says))
            title = screen.words.text(document.title)
            ask = WhoMaySee(screen.words, document.may_see, title)
            ask.chosen.connect(partial(_mark, screen, document.id))
            filed.add(FlowLayout(ask))
        if not view.documents:
            filed.add(screen.put(Label(Role.BODY, Tone.MUTED), "learner.no_filed"))
        both = SideBySide(
            column(made, spacing=0, end=True),
            column(filed, spacing=0, end=True),
            shares=(1, 1),
            least=44,
        )
        self.setLayout(column(both, spacing=0, end=True))
