"""What the room does to the record: every act is a command, and every act can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from aln_review.casework.commands.keeping import KeepDrafts, WithDrafts
from aln_review.casework.commands.marks import MarkWords
from aln_review.casework.commands.priorities import (
    AddAction,
    PutDot,
    RemoveAction,
    SaveAction,
    TakeDot,
)
from aln_review.casework.commands.priorities import Choose as ChooseFirst
from aln_review.casework.commands.reviews import RemoveParticipant, SaveParticipant
from aln_review.casework.commands.words import (
    EchoWords,
    EditWords,
    MoveWords,
    RecordWords,
    RemoveWords,
    RestoreWords,
)
from aln_review.casework.core import Command
from aln_review.casework.half_typed import LINE_OF
from aln_review.casework.queries.keeping import Drafts
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.errors import AlnError
from aln_review.domain.people import Perspective
from aln_review.domain.review import ActionPoint, Attending, Participant, PersonCentredReview
from aln_review.domain.words import MaySee, Sheet, Side
from aln_review.domain.words import Words as Said
from ui.meeting_room.board import Pending
from ui.meeting_room.editor import REST
from ui.meeting_room.history import Act, History
from ui.meeting_room.moving import act_of

if TYPE_CHECKING:
    from aln_review.casework.queries.meeting import MeetingView
    from ui.desk import Screen
    from ui.meeting_room.capture import Capture

T = TypeVar("T")
LINE, VOICE = "line", "voice"


def draft_place(review_id: str) -> str:
    """Where the half-typed line of a review is kept, encrypted."""
    return f"{LINE_OF}{review_id}"


class Doing(QObject):
    """Acts, undo, the half-typed line, and words on their way.

    ``pending_changed()`` when something set out or came back.
    """

    pending_changed = Signal()

    def __init__(self, screen: Screen, capture: Capture) -> None:
        super().__init__(screen)
        self._screen = screen
        self._capture = capture
        self.history = History()
        self.review_id = ""
        self.pending: list[Pending] = []
        self._landed: set[int] = set()
        self._count = 0
        self._kept = ""
        self.safe = ""
        """As much of the line as is known to be on the disk."""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self.keep_line)
        capture.typed.connect(self._rest.start)

    # The half-typed line

    def _texts(self) -> tuple[tuple[str, str], ...]:
        text = self._capture.line.text()
        if not text.strip():
            return ()
        return ((LINE, text), (VOICE, self._capture.voice.participant_id))

    def keep_line(self) -> None:
        """Keep the half-typed line, if it changed since it was last kept."""
        self._rest.stop()
        text = self._capture.line.text()
        if self.review_id and text != self._kept:
            self._kept = text
            command = KeepDrafts(draft_place(self.review_id), self._texts())
            self._screen.do(command, partial(self._line_kept, text))

    def _line_kept(self, text: str, _value: object) -> None:
        self.safe = text

    def fetch_line(self, found: Callable[[dict[str, str]], object]) -> None:
        """Read what was half-typed when the room was last left, locked or cut off."""
        self._screen.ask(Drafts(draft_place(self.review_id)), found)

    def line_found(self, text: str) -> None:
        """The line shows what was kept."""
        self._kept = text

    # Acting

    def act(self, command: Command[T], opposite: Callable[[T], Act] | None = None) -> None:
        """Do it; remember its opposite once it is on the record."""
        self._screen.do(command, partial(self._acted, opposite))

    def _acted(self, opposite: Callable[[Any], Act] | None, value: object) -> None:
        if opposite is not None:
            self.history.add(opposite(value))

    def undo(self) -> None:
        """Take the newest act back."""
        self._again(self.history.back(), "meeting.undone")

    def redo(self) -> None:
        """Do again what was last taken back."""
        self._again(self.history.again(), "meeting.redone")

    def _again(self, command: Command[Any] | None, said: str) -> None:
        words, desk = self._screen.words, self._screen.desk
        if command is None:
            desk.announce(words.t("meeting.nothing_to_undo"))
            return
        self._screen.do(command)
        desk.announce(words.t(said))

    # Words

    def record(self, sheet: Sheet, side: Side, text: str) -> None:
        """Write down what the line says, by whoever is chosen."""
        capture = self._capture
        voice = capture.voice
        command = RecordWords(
            self.review_id,
            sheet,
            text,
            capture.language,
            voice.name,
            voice.perspective,
            side,
            capture.channel,
            voice.person_id,
        )
        mine = voice.perspective is Perspective.LEARNER
        self._send(
            command,
            text,
            partial(Pending, text=text, name=voice.name, mine=mine, side=side.value),
            _recorded,
        )

    def _send(
        self,
        command: Command[T],
        text: str,
        pending: Callable[[int], Pending],
        opposite: Callable[[T], Act],
    ) -> None:
        """Clear the line at once, show the words as on their way, keep them till they are kept."""
        self._count += 1
        number = self._count
        self.pending.append(pending(number))
        self._capture.line.start_afresh()
        self._rest.stop()
        self._kept = ""
        together = WithDrafts(command, draft_place(self.review_id), ())
        self._screen.do(
            together, partial(self._sent, number, opposite), partial(self._refused, number, text)
        )
        self.pending_changed.emit()

    def _sent(self, number: int, opposite: Callable[[Any], Act], value: object) -> None:
        self._landed.add(number)
        self.history.add(opposite(value))
        if self._capture.line.text():
            self._kept = ""
            self._rest.start()

    def _refused(self, number: int, text: str, error: AlnError) -> None:
        """Not kept: the words go back into the line, before what was typed since."""
        self._landed.add(number)
        self.settle()
        since = self._capture.line.text()
        self._capture.line.start_afresh(f"{text} {since}".strip())
        self._rest.start()
        self._screen.desk.say_error(error)
        self.pending_changed.emit()

    def settle(self) -> None:
        """Words that are on the record are no longer on their way."""
        self.pending = [one for one in self.pending if one.number not in self._landed]

    def edit(self, said: Said, text: str, reader: Language) -> None:
        """Write a card anew, in the language its reader sees."""
        language = said.text.language_read(reader)
        before = said.text.get(language)
        act = Act(EditWords(said.id, before, language), EditWords(said.id, text, language))
        self.act(act.redo, partial(_same, act))

    def remove(self, said: Said) -> None:
        """Take a card off the wall."""
        act = Act(RestoreWords(said.id), RemoveWords(said.id))
        self.act(act.redo, partial(_same, act))

    def move(self, view: MeetingView, said: Said, move: MoveWords) -> None:
        """Move a card."""
        self.act(move, partial(_same, act_of(view, said, move)))

    def echo(self, said: Said, name: str) -> None:
        """Somebody says so too, or takes it back."""
        if name != said.said_by:
            toggle = EchoWords(said.id, name)
            self.act(toggle, partial(_same, Act(toggle, toggle)))

    def mark(self, said: Said, level: MaySee) -> None:
        """Say who may see a card."""
        if level is not said.may_see:
            act = Act(MarkWords(said.id, said.may_see), MarkWords(said.id, level))
            self.act(act.redo, partial(_same, act))
            words = self._screen.words
            who = words.t(f"may_see.{level.value}")
            self._screen.desk.announce(words.t("may_see.short", who=who))

    # People, dots, actions

    def add_person(self, name: str, role: str, perspective: Perspective, spoken: Language) -> None:
        """Somebody has come who was not asked."""
        person = Participant(
            "", name, Text.of(role, spoken), perspective, spoken, attending=Attending.THERE
        )
        self._send(
            SaveParticipant(self.review_id, person),
            name,
            partial(Pending, text=name, name=name, mine=False),
            self._person_added,
        )

    def _person_added(self, review: PersonCentredReview) -> Act:
        person = review.participants[-1]
        return Act(
            RemoveParticipant(self.review_id, person.id),
            SaveParticipant(
                self.review_id,
                Participant(
                    "",
                    person.name,
                    person.role,
                    person.perspective,
                    person.language,
                    attending=person.attending,
                ),
            ),
        )

    def dot(self, words_id: str, person: str, *, add: bool) -> None:
        """Put a dot, or take one back."""
        put = PutDot(self.review_id, words_id, person)
        take = TakeDot(self.review_id, words_id, person)
        act = Act(take, put) if add else Act(put, take)
        self.act(act.redo, partial(_same, act))

    def pin(self, words_id: str) -> None:
        """The learner's choice; again takes it back."""
        toggle = ChooseFirst(self.review_id, words_id)
        self.act(toggle, partial(_same, Act(toggle, toggle)))

    def add_action(self, text: str, language: Language, who: str) -> None:
        """An action as it was agreed: by when is asked next."""
        self._send(
            AddAction(self.review_id, text, language, who),
            text,
            partial(Pending, text=text, name=who, mine=False),
            self._action_added,
        )

    def _action_added(self, action: ActionPoint) -> Act:
        again = AddAction(self.review_id, action.what.said, action.what.original, action.who)
        return Act(RemoveAction(self.review_id, action.id), again)

    def save_action(self, before: ActionPoint, after: ActionPoint) -> None:
        """Keep what was written of an action."""
        act = Act(SaveAction(self.review_id, before), SaveAction(self.review_id, after))
        self.act(act.redo, partial(_same, act))


def _same(act: Act, _value: object) -> Act:
    return act


def _recorded(said: Said) -> Act:
    return Act(RemoveWords(said.id), RestoreWords(said.id))
