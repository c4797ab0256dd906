"""The operator's window of the meeting: one sheet at a time, the cursor always in the line."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from aln_review.casework.commands.priorities import RemoveAction
from aln_review.casework.commands.reviews import (
    KeepBoth,
    RemoveParticipant,
    Reveal,
    SetAttending,
    SetLastWord,
)
from aln_review.domain.review import ActionPoint, Attending
from aln_review.domain.words import Sheet, Side
from aln_review.domain.words import Words as Said
from ui.meeting_room.board import card_parent
from ui.meeting_room.capture import NOT_WORKING
from ui.meeting_room.cards import WordCard
from ui.meeting_room.dots import voters
from ui.meeting_room.keys import bind_keys
from ui.meeting_room.margin import WIDTH
from ui.meeting_room.menu import CardMenu
from ui.meeting_room.moving import onto, target, to_sheet
from ui.meeting_room.shown import Face
from ui.meeting_room.stage import RoomScreen
from ui.meeting_room.voices import voices_of
from ui.meeting_room.wishes import Wish

TICK = 5_000
"""Milliseconds between two looks at the silent clock."""
NARROW_EM = 72.0
"""A window narrower than this many ems takes the margin column into a drawer."""


class MeetingRoom(RoomScreen):
    """The room. Opened with ``review``, the id of a review."""

    def bind(self) -> None:
        """Signals, keys, the clock."""
        self.desk.bridge.saved.connect(self.bar.show_saved)
        self.bar.left.connect(self.desk.back)
        self.bar.held.connect(self.hold)
        self.bar.paused.connect(self.pause)
        self.bar.notes_wanted.connect(self.toggle_margin)
        self.bar.lock_wanted.connect(self.desk.host.lock)
        self.rail.chosen.connect(self._to_sheet)
        self.rail.dropped.connect(self._dropped_to)
        self.wall.chosen.connect(self._to_sheet)
        self.wall.back_wanted.connect(self.toggle_wall)
        self.margin.next_wanted.connect(self.go_on)
        self.margin.person.connect(self.set_voter)
        for board in self.boards:
            board.wished.connect(self.wish)
            board.edited.connect(self._edited)
            board.dropped.connect(self._dropped_on)
            board.wall_wanted.connect(self.toggle_wall)
            board.last_year_wanted.connect(self.toggle_last_year)
            board.reveal_wanted.connect(self.reveal)
        self.people.answered.connect(self._answered)
        self.people.dropped.connect(self._dropped)
        self.priorities.dotted.connect(self.dot)
        self.priorities.pinned.connect(self.doing.pin)
        self.priorities.person.connect(self.set_voter)
        self.priorities.past.connect(self.to_line)
        self.plan.changed.connect(self._action_changed)
        self.plan.removed.connect(self._action_removed)
        self.plan.last_word.connect(self._last_word)
        self.plan.face_wanted.connect(self._face)
        self.capture.said.connect(self.add)
        self.capture.letters_wanted.connect(self.desk.host.toggle_letters)
        self.capture.line.away.connect(self._from_line)
        self.capture.line.undone.connect(self.doing.undo)
        self.capture.line.redone.connect(self.doing.redo)
        self.doing.pending_changed.connect(self.draw)
        self.projector.changed.connect(self.show_room)
        self.projector.blanked.connect(self.pause)
        self.projector.turned.connect(self.turn)
        self.words.switched.connect(self.show_room)
        self._keys()
        self._tick = QTimer(self)
        self._tick.setInterval(TICK)
        self._tick.timeout.connect(self.tick)
        self._tick.start()

    def _keys(self) -> None:
        keys: list[tuple[str, Callable[..., object]]] = [
            ("PgDown", partial(self.turn, 1)),
            ("PgUp", partial(self.turn, -1)),
            ("F4", self.toggle_margin),
            ("F6", self.toggle_wall),
            ("F7", self.toggle_last_year),
            ("F8", self.park),
            ("F9", self.pause),
            ("Esc", self.escape),
            ("Ctrl+Z", self.doing.undo),
            ("Ctrl+Y", self.doing.redo),
            ("Ctrl+Shift+Z", self.doing.redo),
        ]
        keys += [(f"Alt+{number}", partial(self._number, number)) for number in range(1, 10)]
        bind_keys(self, keys)

    # The line

    def to_line(self) -> None:
        """Back to where one writes."""
        self.capture.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def first_focus(self) -> QWidget | None:
        """The cursor rests in the line from the first second."""
        return self.capture.line

    def _from_line(self, way: int) -> None:
        """An arrow out of the line goes among the cards."""
        first = self.board.first() if way < 0 else None
        if first is not None and not self.on_wall:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def escape(self) -> None:
        """Put the drawer away; back to the line, always."""
        if self._drawer:
            self.toggle_margin()
        self.to_line()

    def _number(self, number: int, *_: object) -> None:
        """Alt and a number: who said it, or whose dots."""
        if self.here[1] is Face.PRIORITIES:
            self.set_voter(number - 1)
            return
        self.capture.choose(number - 1)
        self.desk.announce(self.capture.name_of(self.capture.voice))

    def add(self) -> None:
        """What the line says goes on the sheet."""
        text = self.capture.line.words()
        view = self.view
        if not text or view is None:
            return
        sheet, face = self.here
        voice = self.capture.voice
        if sheet is Sheet.WHO:
            name, _, role = text.partition(",")
            self.doing.add_person(
                name.strip(), role.strip(), voice.perspective, self.words.language
            )
        elif face is Face.PRIORITIES:
            self.doing.record(Sheet.QUESTIONS, Side.NONE, text)
        elif face is Face.ACTIONS:
            self.doing.add_action(text, self.capture.language, voice.name)
        else:
            side = Side.NONE
            if sheet is Sheet.WORKING:
                chosen = self.capture.sides.value()
                side = Side.NOT_WORKING if chosen == NOT_WORKING else Side.WORKING
            self.doing.record(sheet, side, text)
        self.to_line()

    def park(self) -> None:
        """The line, or the card under the hand, becomes a question for later."""
        text = self.capture.line.words()
        card = card_parent(QApplication.focusWidget())
        if text and self.here[0] is not Sheet.WHO:
            self.doing.record(Sheet.QUESTIONS, Side.NONE, text)
            self.to_line()
        elif card is not None and self.view is not None and card.said.sheet is not Sheet.QUESTIONS:
            self.doing.move(self.view, card.said, to_sheet(card.said, Sheet.QUESTIONS))
            self.to_line()

    # What is shown

    def reveal(self) -> None:
        """Let the others' cards be seen."""
        self.do(Reveal(self.doing.review_id, self.here[0]))
        self.to_line()

    def toggle_wall(self) -> None:
        """The whole wall, or the sheet in hand."""
        self.on_wall = not self.on_wall
        self.draw()
        self.to_line()

    def toggle_last_year(self) -> None:
        """Last year's sheet beside this year's."""
        if self.view is not None and self.view.last_year_on is None:
            self.desk.announce(self.words.t("meeting.last_year_none"))
            return
        self.last_year = not self.last_year
        self.draw()

    # Cards

    def _card(self, words_id: str) -> WordCard | None:
        return self.board.pool.held.get(words_id)

    def wish(self, words_id: str, wish: Wish, number: int) -> None:
        """What a card was asked."""
        card, view = self._card(words_id), self.view
        if card is None or view is None:
            return
        if wish is Wish.EDIT:
            card.write_upon(self.to_line)
        elif wish is Wish.REMOVE:
            self._remove(card)
        elif wish is Wish.ECHO:
            voices = voices_of(view)
            if number <= len(voices):
                self.doing.echo(card.said, voices[number - 1].name)
        elif wish is Wish.MENU:
            self._menu(card)
        elif wish in (Wish.LEFT, Wish.RIGHT, Wish.UP, Wish.DOWN):
            self._walk(card, wish)
        else:
            move = target(view, card.said, wish)
            if move is not None:
                self.doing.move(view, card.said, move)
                self._say_moved(wish, move.sheet)

    def _say_moved(self, wish: Wish, sheet: Sheet) -> None:
        key = "meeting.moved"
        if wish in (Wish.SHEET_BEFORE, Wish.SHEET_AFTER):
            key = f"sheet.{sheet.value}.short"
            self.to_line()
        self.desk.announce(self.words.t(key))

    def _walk(self, card: WordCard, wish: Wish) -> None:
        other = self.board.beside(card, wish)
        if other is not None:
            other.setFocus(Qt.FocusReason.TabFocusReason)
        elif wish is Wish.DOWN:
            self.to_line()

    def _remove(self, card: WordCard) -> None:
        cards = self.board.cards()
        place = cards.index(card) if card in cards else 0
        rest = [one for one in cards if one is not card]
        self.doing.remove(card.said)
        self.desk.announce(self.words.t("meeting.removed"))
        if rest:
            rest[min(place, len(rest) - 1)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.to_line()

    def _edited(self, words_id: str, text: str) -> None:
        card = self._card(words_id)
        if card is not None:
            self.doing.edit(card.said, text, self.words.language)

    def _menu(self, card: WordCard) -> None:
        view = self.view
        if view is None:
            return
        menu = CardMenu(card, self.words, view)
        menu.wishes(partial(self._wish_of, card.said.id))
        menu.sheets(partial(self._move_to, card.said))
        menu.echoes(voices_of(view), partial(self.doing.echo, card.said))
        menu.differences(partial(self._differ, card.said.id))
        menu.levels(partial(self.doing.mark, card.said))
        menu.open_at_card()

    def _wish_of(self, words_id: str, wish: Wish) -> None:
        self.wish(words_id, wish, 0)

    def _move_to(self, said: Said, sheet: Sheet) -> None:
        if self.view is not None:
            self.doing.move(self.view, said, to_sheet(said, sheet))

    def _dropped_to(self, words_id: str, sheet: Sheet) -> None:
        card = self._card(words_id)
        if card is not None and card.said.sheet is not sheet:
            self._move_to(card.said, sheet)

    def _dropped_on(self, words_id: str, other_id: str) -> None:
        card, other = self._card(words_id), self._card(other_id)
        if card is not None and other is not None and self.view is not None:
            self.doing.move(self.view, card.said, onto(self.view, card.said, other.said))

    def _differ(self, words_id: str, other_id: str) -> None:
        self.do(KeepBoth(self.doing.review_id, (words_id, other_id)))
        self.desk.announce(self.words.t("meeting.both_kept"))

    # People, dots, actions

    def _answered(self, person_id: str, attending: Attending) -> None:
        self.do(SetAttending(self.doing.review_id, person_id, attending))

    def _dropped(self, person_id: str) -> None:
        self.do(RemoveParticipant(self.doing.review_id, person_id))

    def set_voter(self, place: int) -> None:
        """Whose dots the letters put."""
        if self.view is None:
            return
        people = voters(self.scene(self.view))
        if 0 <= place < len(people):
            self.voter = place
            self.draw()
            self.desk.announce(people[place][1])

    def dot(self, words_id: str, add: bool) -> None:
        """A dot of the person shown; when theirs are used up, the next one's turn comes."""
        if self.view is None:
            return
        people = voters(self.scene(self.view))
        if not people:
            return
        person, _, left = people[self.voter]
        self.doing.dot(words_id, person, add=add)
        if add and left == 1:
            rest = [*range(self.voter + 1, len(people)), *range(self.voter)]
            self.voter = next((place for place in rest if people[place][2]), self.voter)

    def _action_changed(self, action: ActionPoint) -> None:
        before = [one for one in self.view.actions if one.id == action.id] if self.view else []
        if before:
            self.doing.save_action(before[0], action)

    def _action_removed(self, action_id: str) -> None:
        self.do(RemoveAction(self.doing.review_id, action_id))

    def _last_word(self, text: str) -> None:
        language = self.view.learner.language if self.view is not None else self.words.language
        self.do(SetLastWord(self.doing.review_id, text, language))

    # The form of the window

    def reflow(self, _columns: int, small: bool) -> None:
        """Numbers for the rail and a drawer for the margin where the window is narrow."""
        theme = self.desk.theme
        self._narrow = self.width() / theme.em < NARROW_EM
        self.rail.fold(small, tight=self.height() < theme.grow(520))
        self.bar.set_small(small, self._narrow)
        self.margin.set_small(small)
        self.capture.set_small(small)
        for board in self.boards:
            board.set_small(small)
        side = 6 if small else 14
        self._centre.setContentsMargins(side, 6 if small else 10, side - 2, 2 if small else 6)
        self._place_margin()
        self.draw()

    def _place_margin(self) -> None:
        self.margin.setFixedWidth(self._margin_width())
        if not self._narrow:
            self._drawer = False
            self._middle.addWidget(self.margin)
            self.margin.show()
            return
        self._middle.removeWidget(self.margin)
        self.margin.setVisible(self._drawer)
        if self._drawer:
            top = self.bar.height()
            wide = self._margin_width()
            self.margin.setGeometry(self.width() - wide, top, wide, self.height() - top)
            self.margin.raise_()

    def _margin_width(self) -> int:
        wide = self.desk.theme.grow(WIDTH)
        return min(round(self.width() * 0.8), round(wide * (1.25 if self._narrow else 1)))

    def toggle_margin(self) -> None:
        """Open or close the drawer; where the margin stands beside, go to its button."""
        if not self._narrow:
            self.margin.next.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self._drawer = not self._drawer
        self._place_margin()
        if self._drawer:
            self.margin.next.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.to_line()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the drawer where it belongs."""
        super().resizeEvent(event)
        narrow = self.width() / self.desk.theme.em < NARROW_EM
        if narrow is not self._narrow:
            self._narrow = narrow
            self.bar.set_small(self._small, narrow)
        self._place_margin()

    def leave(self) -> None:
        """Put everything down: the line, what is written on a card, the time; clear the room."""
        self._tick.stop()
        for card in self.board.cards():
            if card.editor is not None:
                card.editor.save()
        self.plan.save_all()
        self.doing.keep_line()
        if self._running():
            self._put_time(self.here[0])
        self.projector.close()
