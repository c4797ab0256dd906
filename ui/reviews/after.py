"""After the meeting: read back what was said and agreed, close, use the words, draft the plan."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLayout

from aln_review.casework.commands.plans import DraftPlan
from aln_review.casework.commands.profiles import UseInProfile
from aln_review.casework.commands.reviews import MoveStage, SetLastWord
from aln_review.casework.queries.meeting import Meeting, MeetingView
from aln_review.casework.rules import FORWARD
from aln_review.domain.bilingual import Text
from aln_review.domain.people import Perspective
from aln_review.domain.plan import Plan
from aln_review.domain.profile import Heading
from aln_review.domain.review import ActionPoint, PersonCentredReview, ReviewStage
from aln_review.domain.words import Sheet, Side
from aln_review.domain.words import Words as Said
from ui.desk import Crumb, Screen
from ui.meeting_room.editor import REST
from ui.theme import Role
from ui.tokens import Tone
from ui.widgets import (
    Button,
    Card,
    CardHead,
    EmptyState,
    IconLabel,
    Label,
    Pill,
    PrimaryButton,
    ScrollPage,
    SideBySide,
    TextButton,
    TextField,
    clear,
    column,
    line,
)

HEADINGS = {
    Sheet.ADMIRE: Heading.ADMIRE,
    Sheet.NOW: Heading.IMPORTANT,
    Sheet.FUTURE: Heading.IMPORTANT,
    Sheet.SUPPORT: Heading.SUPPORT,
}
"""Where the words of a sheet belong in the one-page profile."""


class After(Screen):
    """One review after it was held. Opened with ``review``."""

    KINDS = frozenset({"reviews", "words", "profiles", "plans"})

    def build(self) -> None:
        """State and the next step; what was agreed; the words; the last word."""
        self.view: MeetingView | None = None
        self._used: set[str] = set()
        self.page = ScrollPage()
        self.setLayout(column(self.page, spacing=0))
        self.heading = Label(Role.DISPLAY)
        self.state = Label()
        self.close_review = self.put(PrimaryButton("square-check-big"), "review.move.closed")
        self.draft = self.put(PrimaryButton("file-pen"), "after.draft_plan")
        self.back = self.put(Button("arrow-left"), "after.back_to_room")
        self.minutes = self.put(Button("file-text"), "after.minutes")
        self.page.add(
            SideBySide(
                column(self.heading, self.state, spacing=0),
                line(self.back, self.minutes, self.close_review, self.draft, spacing=8, end=True),
                shares=(1, 0),
                least=58,
            )
        )
        self.why_not = IconLabel("circle-alert", Role.SMALL_STRONG, Tone.RUST)
        self.page.add(self.why_not)
        self.forward = column(spacing=6)
        self.actions_list = column(spacing=8)
        self.differ = column(spacing=6)
        self.words_list = column(spacing=8)
        self.forward_card = Card(
            self.put(CardHead("vote", Tone.AMBER), "after.forward"), self.forward
        )
        actions = Card(
            self.put(CardHead("list-checks", Tone.GREEN), "after.actions"), self.actions_list
        )
        self.differ_card = Card(
            self.put(CardHead("scale", Tone.SLATE), "after.differ"), self.differ
        )
        self.word = TextField("last_word", lines=2)
        word = Card(
            self.put(CardHead("message-square-quote", Tone.PLUM), "after.last_word"),
            self.word,
            band=Tone.PLUM,
        )
        said = Card(
            self.put(CardHead("file-heart", Tone.PLUM), "after.use_words"),
            self.put(Label(Role.SMALL, Tone.MUTED), "after.use_words_hint"),
            self.words_list,
        )
        left = column(self.forward_card, actions, self.differ_card, spacing=14, end=True)
        self.page.add(
            SideBySide(left, column(word, said, spacing=14, end=True), shares=(60, 47), least=50)
        )

    def bind(self) -> None:
        """The steps, and autosave of the last word."""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self.save)
        self.word.edited.connect(self._rest.start)
        self.word.left.connect(self.save)
        self.close_review.clicked.connect(self._close)
        self.draft.clicked.connect(self._draft)
        self.back.clicked.connect(self._back)
        self.minutes.clicked.connect(self._minutes)

    def show_for(self, review: object = "", **_: object) -> None:
        """Read the review."""
        self.ask(Meeting(str(review)), self._show)

    def crumbs(self) -> tuple[Crumb, ...]:
        """Reviews, then whose."""
        if self.view is None:
            return ()
        name = self.view.learner.name
        return (Crumb("shell.reviews", "reviews"), Crumb(Text.both(name, name)))

    def _show(self, view: MeetingView) -> None:
        self.view = view
        review = view.review
        name = view.learner.shown
        closed = review.stage is ReviewStage.CLOSED
        self.say(self.heading.setText, "after.heading", name=name)
        if closed:
            self.say(self.state.setText, "after.closed_on", on=review.agreed_at or review.on)
        else:
            self.say(self.state.setText, "after.read_back", name=name)
        self.say(self.word.setText, "meeting.last_word", name=name)
        self.word.box.setReadOnly(closed)
        if not self.word.box.hasFocus():
            self.word.set_value(review.last_word.said)
        why = dict(view.moves).get(ReviewStage.CLOSED)
        lacking = why if why is not None and why.key and not closed else ""
        self.say(self.why_not.setText, lacking)
        self.why_not.setVisible(bool(lacking))
        self.close_review.setVisible(not closed)
        self.close_review.setEnabled(not lacking)
        self.back.setVisible(not closed)
        self.draft.setVisible(closed)
        self._show_forward(view)
        self._show_actions(view)
        self._show_differ(view)
        self._show_words(view)
        self.crumbs_changed.emit()

    def _show_forward(self, view: MeetingView) -> None:
        clear(self.forward)
        rows = [one for one in view.priorities if one.forward]
        rows = rows or [one for one in view.priorities if one.chosen or one.dots][:FORWARD]
        for one in rows:
            mine = one.words.perspective is Perspective.LEARNER
            text = Label(Role.VOICE if mine else Role.BODY, Tone.PLUM if mine else Tone.PLAIN)
            self.say(text.setText, one.words.text)
            who = Pill("star" if one.chosen else "user", Tone.AMBER if one.chosen else Tone.NEUTRAL)
            if one.chosen:
                self.say(who.setText, "after.chosen_by", name=view.learner.shown)
            else:
                self.count(who.setText, "after.dots_by", one.dots, name=one.words.said_by)
            self.forward.addWidget(SideBySide(text, who, shares=(1, 0), least=30, below=2))
        if not rows:
            self.forward.addWidget(self.put(Label(Role.BODY, Tone.MUTED), "after.forward_none"))

    def _show_actions(self, view: MeetingView) -> None:
        clear(self.actions_list)
        for action in view.actions:
            self.actions_list.addLayout(self._action(action))
        if not view.actions:
            self.actions_list.addWidget(self.put(EmptyState("list-checks"), "after.actions_none"))

    def _action(self, action: ActionPoint) -> QLayout:
        what = Label(Role.STRONG)
        self.say(what.setText, action.what)
        tone = Tone.GREEN if action.complete else Tone.RUST
        second = IconLabel("check" if action.complete else "hourglass", Role.SMALL, tone)
        if action.by is not None and action.who:
            self.say(second.setText, "after.who_by", who=action.who, by=action.by)
        elif action.who:
            self.say(second.setText, "after.no_day", who=action.who)
        else:
            self.say(second.setText, "meeting.action.lacks_who")
        return column(what, second, spacing=0)

    def _show_differ(self, view: MeetingView) -> None:
        clear(self.differ)
        said = {one.id: one for sheet in view.sheets for one in (*sheet.learner, *sheet.others)}
        self.differ_card.setVisible(bool(view.review.disagreements))
        for found in view.review.disagreements:
            for words_id in found.words_ids:
                one = said.get(words_id)
                if one is not None:
                    label = Label()
                    self.say(label.setText, "after.view_of", name=one.said_by, text=one.text)
                    self.differ.addWidget(label)

    def _show_words(self, view: MeetingView) -> None:
        clear(self.words_list)
        offered = [
            one
            for sheet in view.sheets
            for one in (*sheet.learner, *sheet.others)
            if heading_of(one) is not None
        ]
        for one in offered:
            self.words_list.addWidget(self._offer(one))
        if not offered:
            self.words_list.addWidget(self.put(Label(Role.BODY, Tone.MUTED), "after.words_none"))

    def _offer(self, one: Said) -> SideBySide:
        heading = heading_of(one)
        mine = one.perspective is Perspective.LEARNER
        text = Label(Role.BODY, Tone.PLUM if mine else Tone.PLAIN)
        self.say(text.setText, one.text)
        if one.id in self._used:
            done = Pill("check", Tone.GREEN)
            self.say(done.setText, "after.used")
            return SideBySide(text, done, shares=(1, 0), least=24, below=2)
        use = TextButton("plus")
        key = heading.value if heading is not None else ""
        self.say(use.setText, f"after.use_{key}")
        use.clicked.connect(partial(self._use, one.id))
        return SideBySide(text, use, shares=(1, 0), least=24, below=2)

    def _use(self, words_id: str) -> None:
        if self.view is None:
            return
        for sheet in self.view.sheets:
            for one in (*sheet.learner, *sheet.others):
                heading = heading_of(one)
                if one.id == words_id and heading is not None:
                    self._used.add(words_id)
                    self.do(UseInProfile(words_id, heading))

    # The steps

    def save(self) -> None:
        """Keep the last word, if it changed."""
        self._rest.stop()
        view = self.view
        if view is None or self.word.value() == view.review.last_word.said:
            return
        if view.review.stage is not ReviewStage.CLOSED:
            language = view.learner.language
            self.do(SetLastWord(view.review.id, self.word.value(), language))

    def _close(self) -> None:
        self.save()
        if self.view is None:
            return
        review = self.view.review
        if review.stage is ReviewStage.MEETING:
            self.do(MoveStage(review.id, ReviewStage.READ_BACK))
        choices = {"close": "review.move.closed", "wait": "shell.cancel"}
        self.desk.host.ask("after.ask_close", choices, self._closed)

    def _closed(self, answer: str) -> None:
        if answer == "close" and self.view is not None:
            self.do(MoveStage(self.view.review.id, ReviewStage.CLOSED))

    def _back(self) -> None:
        if self.view is None:
            return
        if self.view.review.stage is ReviewStage.READ_BACK:
            self.do(MoveStage(self.view.review.id, ReviewStage.MEETING), self._room)
        else:
            self._room(self.view.review)

    def _room(self, review: PersonCentredReview) -> None:
        self.desk.open("meeting", review=review.id)

    def _minutes(self) -> None:
        self.save()
        if self.view is not None:
            self.desk.open("paper", kind="minutes", ref=self.view.review.id)

    def _draft(self) -> None:
        if self.view is not None:
            self.do(DraftPlan(self.view.learner.id, self.view.review.id), self._drafted)

    def _drafted(self, plan: Plan) -> None:
        self.desk.open("plan", plan=plan.id)

    def half_typed(self) -> dict[str, str]:
        """The last word saves itself."""
        return {}

    def leave(self) -> None:
        """Hand over what is not yet saved."""
        self.save()


def heading_of(said: Said) -> Heading | None:
    """Where words of the wall belong in the profile; what is not working belongs nowhere."""
    if said.sheet is Sheet.WORKING:
        return Heading.SUPPORT if said.side is Side.WORKING else None
    return HEADINGS.get(said.sheet)
