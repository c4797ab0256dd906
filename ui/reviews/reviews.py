"""Every review: those to come, soonest first, each saying what is not ready; then those held."""

from __future__ import annotations

from functools import partial

from aln_review.casework.queries.meeting import ReviewRow, ReviewsView
from aln_review.casework.queries.meeting import Reviews as AllReviews
from aln_review.casework.rules import preparation
from aln_review.casework.say import Say
from aln_review.domain.review import Attending, PersonCentredReview, ReviewStage
from ui.desk import Screen
from ui.theme import Role
from ui.tokens import Tone
from ui.widgets import (
    Card,
    CardHead,
    EmptyState,
    Label,
    PrimaryButton,
    Row,
    ScrollPage,
    SideBySide,
    TextButton,
    clear,
    column,
)

HELD_SHOWN = 12


class Reviews(Screen):
    """The reviews of the setting."""

    KINDS = frozenset({"reviews", "learners", "words"})

    def build(self) -> None:
        """Heading with one sentence, reviews to come, reviews held."""
        self.page = ScrollPage()
        self.setLayout(column(self.page, spacing=0))
        self.heading = self.put(Label(Role.DISPLAY), "reviews.heading")
        self.summary = Label()
        self.new = self.put(PrimaryButton("plus"), "reviews.plan")
        self.page.add(
            SideBySide(column(self.heading, self.summary, spacing=0), self.new, shares=(1, 0))
        )
        self.coming = column(spacing=0)
        self.now = Card(
            self.put(CardHead("messages-square", Tone.TEAL), "reviews.coming"),
            self.coming,
            spacing=4,
        )
        self.held = column(spacing=0)
        self.all = self.put(TextButton("chevron-down"), "reviews.show_all")
        self.past = Card(
            self.put(CardHead("square-check-big", Tone.GREEN), "reviews.held"),
            self.held,
            self.all,
            spacing=4,
        )
        self.page.add(SideBySide(self.now, self.past, shares=(64, 43), least=52))
        self._every = False

    def bind(self) -> None:
        """The two buttons."""
        self.new.clicked.connect(partial(self.desk.open, "learners"))
        self.all.clicked.connect(self._show_every)

    def show_for(self, **_: object) -> None:
        """Read them."""
        self.ask(AllReviews(), self._show)

    def _show_every(self) -> None:
        self._every = True
        self.show_for()

    def _show(self, view: ReviewsView) -> None:
        week = [row for row in view.coming if (row.review.on - view.today).days <= 7]
        self.count(self.summary.setText, "reviews.this_week", len(week))
        clear(self.coming)
        for row in view.coming:
            self.coming.addWidget(self._coming(row))
        if not view.coming:
            self.coming.addWidget(self.put(EmptyState("messages-square"), "reviews.none_coming"))
        clear(self.held)
        shown = view.held if self._every else view.held[:HELD_SHOWN]
        for row in shown:
            self.held.addWidget(self._held(row))
        if not view.held:
            self.held.addWidget(self.put(EmptyState("square-check-big"), "reviews.none_held"))
        self.all.setVisible(len(shown) < len(view.held))

    def _coming(self, row: ReviewRow) -> Row:
        review = row.review
        state = standing(review)
        ready = state.key in ("review.all_ready", "review.stage.meeting")
        line = Row(
            "calendar-clock",
            Tone.GREEN if ready else Tone.BLUE,
            second_tone=Tone.MUTED if ready else Tone.RUST,
            strong=True,
        )
        at = "reviews.row_at" if review.at else "reviews.row"
        self.say(line.setText, at, name=row.learner.name, on=review.on, at=review.at)
        self.say(line.setSecond, state)
        begun = review.stage in (ReviewStage.MEETING, ReviewStage.READ_BACK)
        page = "prepare"
        if begun:
            page = "meeting" if review.stage is ReviewStage.MEETING else "after"
        line.clicked.connect(partial(self.desk.open, page, review=review.id))
        return line

    def _held(self, row: ReviewRow) -> Row:
        line = Row("check", Tone.GREEN)
        self.say(line.setText, "reviews.row", name=row.learner.name, on=row.review.on)
        self.count(line.setSecond, "reviews.actions", len(row.review.actions))
        line.clicked.connect(partial(self.desk.open, "after", review=row.review.id))
        return line


def standing(review: PersonCentredReview) -> Say:
    """What is not ready about a review, or that everything is."""
    if review.stage in (ReviewStage.MEETING, ReviewStage.READ_BACK):
        return Say(f"review.stage.{review.stage.value.replace('-', '_')}")
    if not review.place:
        return Say("review.no_place")
    asked = sum(one.attending is Attending.ASKED for one in review.participants)
    if asked:
        return Say.many("review.waiting_for_answers", asked)
    left = len([key for key in preparation(review) if key not in review.prepared])
    return Say.many("review.things_left", left) if left else Say("review.all_ready")
