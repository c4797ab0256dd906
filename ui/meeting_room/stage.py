"""What the operator's window shows, and where in the meeting it is."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from aln_review.casework.commands.priorities import Settle
from aln_review.casework.commands.reviews import MoveStage, ShowSheet
from aln_review.casework.queries.meeting import Meeting, MeetingView
from aln_review.casework.rules import reading
from aln_review.casework.say import Say
from aln_review.domain.review import ReviewStage
from aln_review.domain.words import SHEETS, Sheet
from ui.desk import Screen
from ui.meeting_room.actions import PRIORITIES, ActionsBoard
from ui.meeting_room.board import Board, Scene
from ui.meeting_room.capture import Capture
from ui.meeting_room.doing import LINE, VOICE, Doing
from ui.meeting_room.dots import voters
from ui.meeting_room.grid_board import GridBoard
from ui.meeting_room.margin import Margin
from ui.meeting_room.people import PeopleBoard
from ui.meeting_room.priorities import PrioritiesBoard
from ui.meeting_room.projector import Projector
from ui.meeting_room.rail import StageRail
from ui.meeting_room.sheet_board import SheetBoard
from ui.meeting_room.shown import Blank, Face, room_view
from ui.meeting_room.topbar import RoomBar
from ui.meeting_room.voices import asked, group_voices, voices_of
from ui.meeting_room.wall import WallBoard
from ui.retranslate import What

STEPS: tuple[tuple[Sheet, Face], ...] = (
    *((sheet, Face.SHEET) for sheet in SHEETS[:-1]),
    (Sheet.ACTIONS, Face.PRIORITIES),
    (Sheet.ACTIONS, Face.ACTIONS),
)
"""Every place the meeting can be, in order."""
PATIENCE = 20
"""Minutes without a key before a meeting under way is locked."""
KEEP_TIME = 60
"""Seconds after which time spent is put down, so that no more than these are ever lost."""
BEFORE = (ReviewStage.PLANNED, ReviewStage.READY)


class RoomScreen(Screen):
    """The room as it is drawn; what is done in it stands in :class:`ui.meeting_room.room`."""

    KINDS = frozenset({"reviews", "words", "learners", "contents"})

    def build(self) -> None:
        """Bar, rail, boards, line, margin."""
        self.view: MeetingView | None = None
        self.step = 0
        self.on_wall = False
        self.last_year = False
        self.blank = self._before_rest = Blank.NO
        self.held: tuple[int, bool] | None = None
        self.voter = 0
        self._narrow = False
        self._drawer = False
        self.clock: Callable[[], float] = time.monotonic
        self._since = self.clock()
        words = self.words
        self.bar = RoomBar(words)
        self.rail = StageRail(words)
        self.capture = Capture(words)
        self.margin = Margin(words)
        self.wall = WallBoard(words)
        self.people = PeopleBoard(words)
        self.sheet = SheetBoard(words)
        self.grid = GridBoard(words)
        self.priorities = PrioritiesBoard(words)
        self.plan = ActionsBoard(words)
        self.boards: tuple[Board, ...] = (
            self.people,
            self.sheet,
            self.grid,
            self.priorities,
            self.plan,
        )
        self.doing = Doing(self, self.capture)
        self.projector = Projector(self, words)
        self._lay_out()

    def _lay_out(self) -> None:
        centre = QVBoxLayout()
        centre.setContentsMargins(14, 10, 12, 6)
        centre.setSpacing(6)
        for board in (*self.boards, self.wall):
            centre.addWidget(board, 1)
            board.hide()
        centre.addWidget(self.capture)
        self._centre = centre
        self._middle = QHBoxLayout()
        self._middle.setSpacing(0)
        self._middle.addWidget(self.rail)
        self._middle.addLayout(centre, 1)
        self._middle.addWidget(self.margin)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.bar)
        whole.addLayout(self._middle, 1)

    # Showing

    def show_for(self, review: object = "", **_: object) -> None:
        """Read the review."""
        self.doing.review_id = str(review)
        self.ask(Meeting(str(review)), self._show)

    def _show(self, view: MeetingView) -> None:
        first = self.view is None
        self.view = view
        self.doing.settle()
        if first:
            self._open(view)
        self.draw()
        if first:
            self.doing.fetch_line(self._line_back)
            self.projector.settle()
            self.capture.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, view: MeetingView) -> None:
        self.step = SHEETS.index(view.review.sheet)
        if view.review.sheet is Sheet.ACTIONS and view.review.forward:
            self.step = len(STEPS) - 1
        self._since = self.clock()
        image = QImage.fromData(view.photo) if view.photo else QImage()
        self.bar.show_review(view.learner.shown, view.review.on, image)

    def _line_back(self, texts: Mapping[str, str]) -> None:
        """Put back what was half-typed when the room was left, locked or cut off."""
        if texts.get(LINE) and not self.capture.line.text():
            self.capture.line.start_afresh(texts[LINE])
            self.doing.line_found(texts[LINE])
            self.capture.back.show()
            self.desk.announce(self.capture.back.text())
            for place, voice in enumerate(voices_of(self.view) if self.view else ()):
                if voice.participant_id == texts.get(VOICE):
                    self.capture.choose(place)

    @property
    def here(self) -> tuple[Sheet, Face]:
        """The sheet in hand and its face."""
        return STEPS[self.step]

    @property
    def board(self) -> Board:
        """The board of the sheet in hand."""
        sheet, face = self.here
        if face is Face.PRIORITIES:
            return self.priorities
        if face is Face.ACTIONS:
            return self.plan
        return {Sheet.WHO: self.people, Sheet.WORKING: self.grid}.get(sheet, self.sheet)

    def scene(self, view: MeetingView) -> Scene:
        """What the board in hand draws from."""
        sheet, _ = self.here
        names = tuple(voice.name for voice in voices_of(view))
        return Scene(view, sheet, tuple(self.doing.pending), self.last_year, names)

    def draw(self) -> None:
        """Draw everything from the record as last read."""
        view = self.view
        if view is None:
            return
        sheet, _ = self.here
        board = self.board
        if self.on_wall:
            self.wall.show_view(view, sheet)
        else:
            board.show_scene(self.scene(view))
        for one in self.boards:
            one.setVisible(one is board and not self.on_wall)
        self.wall.setVisible(self.on_wall)
        self._draw_capture(view)
        done = {one.sheet for one in view.sheets if one.seconds or one.count}
        passed = {one for one in SHEETS if SHEETS.index(one) < SHEETS.index(sheet)}
        self.rail.mark(sheet, frozenset(done | passed))
        self._draw_margin(view)
        self.show_clock()
        self.show_room()

    def _draw_capture(self, view: MeetingView) -> None:
        sheet, face = self.here
        groups = sheet is Sheet.WHO
        self.capture.set_voices(group_voices(self.words.language) if groups else voices_of(view))
        self.capture.set_sides(sheet is Sheet.WORKING)
        self.capture.set_said_things(not groups and face is not Face.ACTIONS)
        who, hint, add = asked(sheet, face)
        self.capture.ask_for(who, hint, add, name=view.learner.shown)
        self.capture.setVisible(view.review.stage is not ReviewStage.CLOSED)

    def _draw_margin(self, view: MeetingView) -> None:
        sheet, face = self.here
        self.margin.show_prompts(view.sheet(sheet).prompts)
        dots = face is Face.PRIORITIES
        self.margin.show_questions(view.questions, shown=not dots)
        people = [(name, 3 - left, left) for _, name, left in voters(self.scene(view))]
        self.voter = min(self.voter, max(0, len(people) - 1))
        self.margin.show_dots(people, self.voter, visible=dots)
        what, why = self._next(view)
        under_way = view.review.stage not in BEFORE
        turns = under_way and not dots and self.step + 1 < len(STEPS)
        self.margin.show_next(what, why, turns=turns)

    def _next(self, view: MeetingView) -> tuple[What, What]:
        reasons: dict[ReviewStage, What] = {to: why for to, why in view.moves if why.key}
        if view.review.stage in BEFORE:
            return "review.move.meeting", reasons.get(ReviewStage.MEETING, "")
        if self.step + 1 < len(STEPS):
            sheet, face = STEPS[self.step + 1]
            if face is Face.ACTIONS:
                return "meeting.next_actions", ""
            short = Say(f"sheet.{sheet.value}.short")
            if face is Face.PRIORITIES:
                short = Say("meeting.most_important")
            return short, ""
        if view.review.stage is ReviewStage.MEETING:
            return "review.move.read_back", reasons.get(ReviewStage.READ_BACK, "")
        return "meeting.to_after", ""

    def show_clock(self) -> None:
        """The silent clock, for the facilitator alone."""
        if self.view is not None:
            now = reading(self.view.review, self.here[0], self._running())
            self.rail.clock.show_reading(now)

    def _running(self) -> int:
        if self.view is None or self.view.review.stage is not ReviewStage.MEETING:
            return 0
        return max(0, round(self.clock() - self._since))

    def tick(self) -> None:
        """Every few seconds: show the time, and put it down once a minute."""
        if self._running() >= KEEP_TIME and self.view is not None:
            self._put_time(self.view.review.sheet)
        self.show_clock()

    def _put_time(self, sheet: Sheet) -> None:
        seconds, self._since = self._running(), self.clock()
        self.do(ShowSheet(self.doing.review_id, sheet, seconds))

    # What the room sees

    def show_room(self) -> None:
        """Bring the projector up to date, and say in the bar what it shows."""
        view = self.view
        if view is None:
            return
        step, on_wall = self.held or (self.step, self.on_wall)
        sheet, face = STEPS[step]
        self.projector.show_view(room_view(view, sheet, face, on_wall=on_wall, blank=self.blank))
        label = "meeting.holding" if self.held else "meeting.on_projector"
        second: What = f"sheet.{sheet.value}.short"
        if on_wall:
            second = "meeting.whole_wall"
        elif face is Face.PRIORITIES:
            second = "meeting.most_important"
        if self.blank is not Blank.NO:
            second = f"meeting.blank_{self.blank.value}"
        if not self.projector.live:
            label, second = "meeting.no_projector", "meeting.open_audience"
        self.bar.show_state(label, second, live=self.projector.live)

    def hold(self) -> None:
        """Open the room's window; or keep it on this sheet while the operator goes on."""
        if not self.projector.live:
            self.projector.open().show()
        else:
            self.held = None if self.held else (self.step, self.on_wall)
        self.show_room()

    def pause(self) -> None:
        """The pause picture, then black, then back."""
        self.blank = self.blank.after
        self.show_room()

    def patience(self) -> int:
        """People talk and nobody types: a meeting under way is locked later, behind the pause."""
        view = self.view
        meeting = view is not None and view.review.stage is ReviewStage.MEETING
        return PATIENCE if meeting else 0

    def keep_private(self, private: bool) -> None:
        """The room sees the pause picture too, and afterwards what it saw before."""
        if private:
            self._before_rest = self.blank
            self.blank = Blank.PAUSE if self.blank is Blank.NO else self.blank
        else:
            self.blank = self._before_rest
        self.show_room()

    def drafts(self) -> dict[str, str]:
        """Half a date in the plan of action; the room keeps its own line."""
        return self.plan.drafts()

    def restore(self, drafts: Mapping[str, str]) -> None:
        """Put it back."""
        self.plan.restore(drafts)

    # Going from sheet to sheet

    def turn(self, by: int) -> None:
        """The next or previous stage."""
        self.go(self.step + by)

    def go(self, step: int) -> None:
        """To a place of the meeting, putting down the time spent where we were."""
        if not 0 <= step < len(STEPS) or self.view is None:
            return
        before = self.here[0]
        self.step = step
        self.on_wall = False
        if self.here[0] is not before:
            self._put_time(self.here[0])
        self.draw()
        if self.here[1] is Face.PRIORITIES:
            first = self.priorities.first()
            if first is not None:
                first.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.capture.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_sheet(self, sheet: Sheet) -> None:
        if sheet is Sheet.ACTIONS and self.here[0] is Sheet.ACTIONS and not self.on_wall:
            return
        settled = sheet is Sheet.ACTIONS and self.view is not None and self.view.review.forward
        self.go(len(STEPS) - 1 if settled else SHEETS.index(sheet))

    def _face(self, face: str) -> None:
        self.plan.faces.choose("actions")
        if face == PRIORITIES:
            self.go(len(STEPS) - 2)

    def go_on(self) -> None:
        """The one button of the margin: begin, the next sheet, read back."""
        view = self.view
        if view is None:
            return
        if view.review.stage in BEFORE:
            self._since = self.clock()
            self.do(MoveStage(self.doing.review_id, ReviewStage.MEETING))
        elif self.step + 1 < len(STEPS):
            if self.here[1] is Face.PRIORITIES:
                self.do(Settle(self.doing.review_id))
            self.turn(1)
        elif view.review.stage is ReviewStage.MEETING:
            self._put_time(self.here[0])
            self.plan.save_all()
            self.do(MoveStage(self.doing.review_id, ReviewStage.READ_BACK), self._read_back)
        else:
            self._read_back()

    def _read_back(self, *_: object) -> None:
        self.desk.open("after", review=self.doing.review_id)
