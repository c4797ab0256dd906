"""The meeting room, laid out for its pictures: Elin's review, with what the demo has gathered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from aln_review.casework.commands.priorities import AddAction, Choose, PutDot
from aln_review.casework.commands.reviews import MoveStage, Reveal, SetAttending, ShowSheet
from aln_review.casework.commands.words import EchoWords, RecordWords
from aln_review.casework.core import Casework
from aln_review.casework.queries.meeting import Meeting, MeetingView, Reviews
from aln_review.domain.bilingual import Language
from aln_review.domain.people import Perspective
from aln_review.domain.review import Attending, ReviewStage
from aln_review.domain.words import Sheet, Side
from aln_review.domain.words import Words as Said
from tests.shots import Scene
from ui.desk import Screen
from ui.meeting_room.room import MeetingRoom
from ui.shell import Shell

SAID = (
    (Sheet.NOW, "Elin", "Gweld Mamgu ar ddydd Sul a helpu i fwydo’r ieir", Side.NONE),
    (Sheet.NOW, "Elin", "Cornel dawel amser cinio, gyda Wyn", Side.NONE),
    (Sheet.NOW, "Mam", "Ei ffrindiau’n dod i de", Side.NONE),
    (Sheet.NOW, "Ms Elis", "Amser i orffen llun", Side.NONE),
    (Sheet.FUTURE, "Mam", "Mwy o eiriau, llai o ofn", Side.NONE),
    (Sheet.WORKING, "Elin", "Fy ngherdyn sy’n dweud ‘pum munud’", Side.WORKING),
    (Sheet.WORKING, "Mam", "Mae hi’n sôn am ei diwrnod nawr", Side.WORKING),
    (Sheet.WORKING, "Mam", "Nos Sul: poeni am ddydd Llun", Side.NOT_WORKING),
    (Sheet.WORKING, "Ms Elis", "Amserlen luniau ar ei desg", Side.WORKING),
    (Sheet.WORKING, "Sioned", "Symudodd y therapi ystafell bedair gwaith", Side.NOT_WORKING),
    (Sheet.QUESTIONS, "Elin", "Pwy fydd yn cwrdd â fi wrth y gât ym Mlwyddyn 7?", Side.NONE),
    (Sheet.QUESTIONS, "Dad", "Gaiff hi gadw ei hamddiffynwyr clustiau mewn arholiadau?", Side.NONE),
)
"""Invented, like everyone who says it."""


def elin(vault: Casework) -> MeetingView:
    """Elin's review to come."""
    rows = vault.ask(Reviews()).coming
    row = next(row for row in rows if row.learner.shown == "Elin")
    return vault.ask(Meeting(row.review.id))


def begun(vault: Casework) -> Mapping[str, object]:
    """Elin's meeting, begun, with words on most sheets; made once."""
    view = elin(vault)
    review = view.review
    if review.stage is ReviewStage.MEETING:
        return {"review": review.id}
    for stage in (ReviewStage.READY, ReviewStage.MEETING):
        vault.do(MoveStage(review.id, stage))
    for person in view.people:
        vault.do(SetAttending(review.id, person.id, Attending.THERE))
    for sheet, who, text, side in SAID:
        say(vault, view, sheet, who, text, side)
    vault.do(ShowSheet(review.id, Sheet.WHO, 0))
    vault.do(ShowSheet(review.id, Sheet.ADMIRE, 600))
    vault.do(ShowSheet(review.id, Sheet.NOW, 480))
    vault.do(Reveal(review.id, Sheet.WHO))
    return {"review": review.id}


def say(
    vault: Casework, view: MeetingView, sheet: Sheet, who: str, text: str, side: Side = Side.NONE
) -> Said:
    """Somebody at the review says something."""
    person = next(one for one in view.people if one.shown == who)
    command = RecordWords(view.review.id, sheet, text, Language.CY, who, person.perspective, side)
    return vault.do(command).value


def voted(vault: Casework) -> Mapping[str, object]:
    """The same, with Elin's choice, dots and two actions."""
    args = begun(vault)
    view = vault.ask(Meeting(str(args["review"])))
    if view.review.votes:
        return args
    mine = [one for one in view.priorities if one.words.perspective is Perspective.LEARNER]
    others = [one for one in view.priorities if one.words.perspective is not Perspective.LEARNER]
    vault.do(Choose(view.review.id, mine[0].words.id))
    for place, (person, left) in enumerate(view.dots_left):
        for dot in range(max(0, left - (place == 2))):
            words = (mine[0], others[0], others[1], mine[1])[(place + dot) % 4].words
            vault.do(PutDot(view.review.id, words.id, person.id))
    vault.do(AddAction(view.review.id, "Ystafell dawel i ginio bob dydd", Language.CY, "Ms Elis"))
    return args


def agreed(vault: Casework) -> Mapping[str, object]:
    """The grid with the others shown, and Elin saying so too."""
    args = begun(vault)
    view = vault.ask(Meeting(str(args["review"])))
    vault.do(Reveal(view.review.id, Sheet.WORKING))
    others = [w for w in view.sheet(Sheet.WORKING).others if not w.echoed_by]
    if len(others) == len(view.sheet(Sheet.WORKING).others):
        vault.do(EchoWords(others[0].id, "Elin"))
    return args


def type_in(widget: QWidget, text: str) -> None:
    """Type, Welsh letters too: key events carry their own text."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(widget, event)


def at(
    step: int, text: str = "", *, wall: bool = False, last_year: bool = False
) -> Callable[[Screen], None]:
    """Go to a place of the meeting and type."""
    return partial(_at, step=step, text=text, wall=wall, last_year=last_year)


def _at(screen: Screen, *, step: int, text: str, wall: bool, last_year: bool) -> None:
    assert isinstance(screen, MeetingRoom)
    screen.go(step)
    if wall:
        screen.toggle_wall()
    if last_year:
        screen.toggle_last_year()
    screen.capture.line.setFocus()
    screen.capture.line.start_afresh()
    type_in(screen.capture.line, text)


def _resting(screen: Screen) -> None:
    shell = screen.window()
    assert isinstance(shell, Shell)
    shell.guard.rest()


def _letters(screen: Screen) -> None:
    shell = screen.window()
    assert isinstance(shell, Shell)
    shell.letters.furnish(wanted=True)
    at(2, "Y tŷ a’r dŵr")(screen)


SCENES: tuple[Scene, ...] = (
    Scene("meeting-sheet", "meeting", begun, at(2, "Fe yw fy ffrind gorau, byth yn gweiddi")),
    Scene("meeting-who", "meeting", begun, at(0)),
    Scene("meeting-rest", "meeting", begun, _resting),
    Scene("meeting-letters", "meeting", begun, _letters),
    Scene("meeting-wall", "meeting", begun, at(3, "Milfeddyg. Neu ffermwr fel Mamgu.", wall=True)),
    Scene("meeting-grid", "meeting", agreed, at(5)),
    Scene("meeting-last-year", "meeting", begun, at(2, last_year=True)),
    Scene("meeting-priorities", "meeting", voted, at(7)),
    Scene("meeting-actions", "meeting", voted, at(8)),
)
