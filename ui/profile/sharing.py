"""Who may have the profile: four sentences with dates; a sentence opens its question."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy

from aln_review.casework.say import Say
from aln_review.domain.profile import Audience, OnePageProfile, ShareState, Sharing
from ui import icons
from ui.retranslate import Sayings, Words
from ui.theme import RING, Role, current
from ui.tokens import Tone
from ui.widgets import (
    Button,
    Card,
    CardHead,
    DateField,
    FlowLayout,
    IconLabel,
    Label,
    Segment,
    SideBySide,
    TextButton,
)
from ui.widgets.paint import box, longest_word, mix, text_size, write
from ui.widgets.press import Press

STATES: Mapping[ShareState, tuple[str, Tone]] = {
    ShareState.AGREED: ("circle-check", Tone.GREEN),
    ShareState.NOT_YET: ("circle-minus", Tone.PLUM),
    ShareState.NOT_ASKED: ("circle-question-mark", Tone.MUTED),
}
PAD = 10


class ShareTile(Press):
    """One audience and its sentence; pressing opens the question."""

    RADIUS = 8.0

    def __init__(self, audience: Audience, words: Words) -> None:
        super().__init__()
        self.audience = audience
        self._second = ""
        self._icon, self._tone = STATES[ShareState.NOT_ASKED]
        self._sayings = Sayings(words)
        self._sayings.say(self.setText, f"profile.audience.{audience.value}")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        words.switched.connect(self._sayings.say_all)

    def setText(self, text: str) -> None:
        """The audience."""
        super().setText(text)
        self._name()

    def show_sharing(self, sharing: Sharing, name: str, today: date) -> None:
        """Say how it stands."""
        self._icon, self._tone = STATES[sharing.state]
        what = Say.of(f"profile.share.{sharing.state.value}", name=name)
        if sharing.state is ShareState.AGREED and sharing.until is not None:
            ended = sharing.until < today
            what = Say.of(
                "profile.share.ended" if ended else "profile.share.agreed", until=sharing.until
            )
            if ended:
                self._icon, self._tone = "clock-alert", Tone.RUST
        self._sayings.say(self.set_second, what)

    def set_second(self, text: str) -> None:
        """The sentence."""
        self._second = text
        self._name()
        self.restyle()

    def second(self) -> str:
        """The sentence."""
        return self._second

    def _name(self) -> None:
        self.setAccessibleName(f"{self.text()}: {self._second}")

    def _room(self, width: float) -> float:
        return max(1.0, width - 2 * PAD - current().grow(18) - 12)

    def sizeHint(self) -> QSize:
        """A quarter of the card."""
        return QSize(180, self.heightForWidth(180))

    def minimumSizeHint(self) -> QSize:
        """The longest word."""
        theme = current()
        word = max(
            longest_word(self.text(), theme.font(Role.STRONG)),
            longest_word(self._second, theme.font(Role.SMALL)),
        )
        return QSize(round(word) + 2 * PAD + theme.grow(18) + 16, 54)

    def hasHeightForWidth(self) -> bool:
        """Lines wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Both lines."""
        theme, room = current(), self._room(width)
        first = text_size(self.text(), theme.font(Role.STRONG), room).height()
        second = text_size(self._second, theme.font(Role.SMALL), room).height()
        return max(54, round(first + second) + 18)

    def face(self) -> QRectF:
        """As high as the tiles beside it."""
        return QRectF(self.rect()).adjusted(RING, RING, -RING, -RING)

    def draw(self, painter: QPainter) -> None:
        """Tinted where it was agreed; icon, audience, sentence."""
        theme = current()
        face = self.face()
        agreed = self._tone is Tone.GREEN
        ground = theme.tint(Tone.TEAL) if agreed else QColor(theme.tokens.sunk)
        if self.hovered:
            ground = mix(ground, theme.ink(Tone.PLAIN), 0.05)
        box(
            painter,
            face,
            self.RADIUS,
            ground,
            theme.tokens.accent if agreed else theme.tokens.border,
        )
        side = theme.grow(18)
        x, room = face.x() + PAD, self._room(self.width())
        first = text_size(self.text(), theme.font(Role.STRONG), room).height()
        second = text_size(self._second, theme.font(Role.SMALL), room).height()
        y = face.center().y() - (first + second) / 2 - 1
        area = QRectF(x, y + (theme.line(Role.STRONG) - side) / 2, side, side)
        icons.draw(painter, self._icon, area, theme.ink(self._tone))
        x += side + 8
        write(
            painter,
            QRectF(x, y, room + 1, first),
            self.text(),
            theme.font(Role.STRONG),
            theme.ink(Tone.PLAIN),
        )
        write(
            painter,
            QRectF(x, y + first, room + 1, second),
            self._second,
            theme.font(Role.SMALL),
            theme.ink(Tone.RUST if self._tone is Tone.RUST else Tone.MUTED),
        )


class SharingCard(Card):
    """Four sentences, the question behind each, and who saw the profile first."""

    answered = Signal(object, object, object)
    """Audience, state, and the date it ends or none."""
    seen = Signal()
    into_plan = Signal()
    """The learner agrees that all of it goes with the plan."""

    def __init__(self, words: Words) -> None:
        super().__init__(spacing=8)
        self._sayings = Sayings(words)
        say = self._sayings.say
        self._open = Audience.CLASS_STAFF
        self._suggested = date.max
        self._profile: OnePageProfile | None = None
        self.first = IconLabel("shield-check", Role.SMALL, Tone.GREEN)
        self.first_seen = Button("eye")
        say(self.first_seen.setText, "profile.seen_today")
        head = CardHead("eye", Tone.TEAL)
        say(head.setText, "profile.who_may_see")
        self.tiles = {audience: ShareTile(audience, words) for audience in Audience}
        self.plan = Button("file-check")
        say(self.plan.setText, "profile.into_plan")
        self.question = Label(Role.STRONG)
        self.states = Segment(*[state.value for state in STATES])
        for state in STATES:
            say(partial(self.states.set_option, state.value), f"profile.answer.{state.value}")
        self.until = DateField("sharing-until", words)
        say(self.until.setText, "profile.until_when")
        self.keep = Button("check")
        say(self.keep.setText, "profile.keep_leave")
        self.close_form = TextButton("x")
        say(self.close_form.setText, "shell.close")
        self.form = Card(sunk=True)
        self.form.add(self.question)
        self.form.add(self.states)
        self.form.add(self.until)
        self.form.add(FlowLayout(self.keep, self.close_form))
        self.form.hide()
        pairs = list(self.tiles.values())
        self.add(SideBySide(head, self.first, shares=(1, 1), least=34, below=6))
        self.add(
            SideBySide(
                SideBySide(*pairs[:2], least=18, spacing=8, below=8),
                SideBySide(*pairs[2:], least=18, spacing=8, below=8),
                least=38,
                spacing=8,
                below=8,
            )
        )
        self.add(FlowLayout(self.first_seen, self.plan, spacing=10))
        self.add(self.form)
        for audience, tile in self.tiles.items():
            tile.clicked.connect(partial(self._ask, audience))
        self.states.chosen.connect(self._state_chosen)
        self.keep.clicked.connect(self._keep)
        self.close_form.clicked.connect(self._close)
        self.first_seen.clicked.connect(self.seen)
        self.plan.clicked.connect(self.into_plan)
        words.switched.connect(self._sayings.say_all)

    def show_profile(self, profile: OnePageProfile, name: str, today: date, until: date) -> None:
        """Say how each audience stands. ``until`` is offered when leave is given."""
        self._profile, self._suggested = profile, until
        for sharing in profile.sharing:
            self.tiles[sharing.audience].show_sharing(sharing, name, today)
        on = profile.seen_first_on
        if on is not None:
            self._sayings.say(self.first.setText, "profile.seen_first", name=name, on=on)
            self.first.set_state("shield-check", Tone.GREEN)
        else:
            self._sayings.say(self.first.setText, "profile.not_seen", name=name)
            self.first.set_state("shield-alert", Tone.AMBER)
        self.first_seen.setVisible(on is None and not profile.locked)
        self._sayings.say(self.question.setText, f"profile.ask.{self._open.value}")

    def show_for_plan(self, waiting: int) -> None:
        """Offer to let it go with the plan while anything on it is for the setting alone."""
        self.plan.setVisible(bool(waiting))

    def _sharing(self) -> Sharing:
        if self._profile is not None:
            for sharing in self._profile.sharing:
                if sharing.audience is self._open:
                    return sharing
        return Sharing(self._open)

    def _ask(self, audience: Audience, _checked: bool = False) -> None:
        self._open = audience
        sharing = self._sharing()
        self._sayings.say(self.question.setText, f"profile.ask.{audience.value}")
        self.states.choose(sharing.state.value)
        self.until.set_day(sharing.until or self._suggested)
        self.until.setError("")
        self._need_date(sharing.state is ShareState.AGREED)
        self.form.show()
        self.states.option(sharing.state.value).setFocus(Qt.FocusReason.TabFocusReason)

    def _need_date(self, needed: bool) -> None:
        self.until.setVisible(needed)
        self.keep.setVisible(needed)

    def _state_chosen(self, value: str) -> None:
        state = ShareState(value)
        self._need_date(state is ShareState.AGREED)
        if state is not ShareState.AGREED:
            self.answered.emit(self._open, state, None)

    def _keep(self) -> None:
        day = self.until.day()
        if day is None:
            self._sayings.say(self.until.setError, "shell.date_wrong", example=self._suggested)
            self.until.take_focus()
            return
        self.answered.emit(self._open, ShareState.AGREED, day)

    def _close(self) -> None:
        self.form.hide()
        self.tiles[self._open].setFocus(Qt.FocusReason.TabFocusReason)

    def drafts(self) -> dict[str, str]:
        """Whom the open question is about, and what stands at its date."""
        if self.form.isHidden():
            return {}
        return {
            "sharing-audience": self._open.value,
            "sharing-state": self.states.value(),
            "sharing-until": self.until.draft(),
        }

    def restore(self, drafts: Mapping[str, str]) -> None:
        """Open the question again."""
        if not drafts.get("sharing-audience"):
            return
        self._ask(Audience(drafts["sharing-audience"]))
        self.states.choose(drafts.get("sharing-state", ""))
        self._need_date(self.states.value() == ShareState.AGREED.value)
        self.until.set_draft(drafts.get("sharing-until", ""))

    def kept(self) -> None:
        """The answer is on the record."""
        if self.states.value() == ShareState.AGREED.value:
            self._close()

    def refused(self, what: Say) -> None:
        """The answer was not taken: say why at the date."""
        self._sayings.say(self.until.setError, what)
