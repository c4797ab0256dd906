"""Who may see it, in the window: the card's menu, the room's screen, the door of the notes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QMenu, QWidget

from aln_review.casework.commands.marks import NoteSafeguarding
from aln_review.casework.core import Casework
from aln_review.casework.queries.access_log import AccessLog
from aln_review.casework.queries.marks import MarkedWords
from aln_review.domain.bilingual import Language
from aln_review.domain.setting import SettingKind
from aln_review.domain.words import MaySee, Sheet
from tests.ui.demo_desk import ELIN, DemoDesk, demo_desk, settle, texts
from tests.ui.in_the_room import (  # noqa: F401 - fixtures
    a_review,
    a_room,
    a_vault,
    card,
    enter,
    mine,
    sheet_at,
    write,
)
from ui.learner.learner import LearnerPage
from ui.learner.marks import SafeguardingCard
from ui.may_see import WhoMaySee
from ui.meeting_room.menu import CardMenu
from ui.meeting_room.room import MeetingRoom
from ui.meeting_room.wishes import Wish

SECRET = "Peidiwch â dweud wrth neb"


def tree(widget: QWidget) -> str:
    """Everything assistive technology is told of a window, to its last leaf."""
    told: list[str] = []
    waiting = [QAccessible.queryAccessibleInterface(widget)]
    while waiting:
        one = waiting.pop()
        if one is None or not one.isValid():
            continue
        told += [one.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Description)]
        told.append(one.text(QAccessible.Text.Value))
        waiting += [one.child(place) for place in range(one.childCount())]
    return " | ".join(told)


@pytest.mark.parametrize(
    "level", [MaySee.LEARNER_AND_RECORDER, MaySee.SAFEGUARDING, MaySee.SETTING]
)
def test_what_is_marked_for_fewer_leaves_the_room_s_window_at_once(
    vault: Casework, review: str, room: MeetingRoom, level: MaySee
) -> None:
    sheet_at(room, Sheet.NOW)
    write(room, SECRET)
    enter(room)
    window = room.projector.open()
    for on_wall in (False, True):
        room.on_wall = on_wall
        room.draw()
        if not on_wall:
            assert SECRET in tree(window)
    room.on_wall = False
    room.draw()
    room.doing.mark(card(room, SECRET).said, level)
    for on_wall in (False, True):
        room.on_wall = on_wall
        room.draw()
        assert SECRET not in tree(window)
        assert SECRET not in str(window.view)
    room.on_wall = False
    room.doing.undo()
    assert SECRET in tree(window)
    assert SECRET in mine(vault, review, Sheet.NOW)
    room.projector.close()


def test_the_menu_of_a_card_asks_and_ticks_who_may(room: MeetingRoom) -> None:
    sheet_at(room, Sheet.NOW)
    write(room, SECRET)
    enter(room)
    held = card(room, SECRET)
    room.wish(held.said.id, Wish.MENU, 0)
    (menu,) = held.findChildren(CardMenu)
    asked = next(one for one in menu.findChildren(QMenu) if one.title() == "Who may see this?")
    ticked = [action.text() for action in asked.actions() if action.isChecked()]
    assert ticked == ["Everyone asked to the review"]
    asked.actions()[0].trigger()
    menu.close()
    assert card(room, SECRET).said.may_see is MaySee.LEARNER_AND_RECORDER
    assert "The learner and whoever wrote it down" in card(room, SECRET).accessibleName()


@pytest.fixture(name="school", scope="module")
def _school() -> Iterator[DemoDesk]:
    with demo_desk(SettingKind.SCHOOL) as made:
        yield made


def test_a_statement_is_marked_on_the_learner_s_page(school: DemoDesk) -> None:
    learner = school.learner(ELIN)
    page = school.open(LearnerPage, learner=learner, tab="marks")
    asks = page.findChildren(WhoMaySee)
    first = school.vault.ask(MarkedWords(learner)).said[0]
    assert asks[0].level is first.may_see is MaySee.LEARNER_AND_RECORDER
    assert first.text.said in asks[0].accessibleName()
    asks[0].chosen.emit(MaySee.SETTING)
    settle()
    found = {one.id: one for one in school.vault.ask(MarkedWords(learner)).said}
    assert found[first.id].may_see is MaySee.SETTING
    focus = page.focusWidget()
    assert isinstance(focus, WhoMaySee)
    assert first.text.said in focus.accessibleName()
    page.close()


def test_a_note_stands_behind_a_door_that_the_log_watches(school: DemoDesk) -> None:
    learner = school.learner(ELIN)
    school.vault.do(NoteSafeguarding(learner, SECRET, Language.CY))
    page = school.open(LearnerPage, learner=learner, tab="marks")
    (door,) = page.findChildren(SafeguardingCard)
    assert SECRET not in texts(page)
    assert SECRET not in tree(page)
    door.open_notes.click()
    settle()
    assert SECRET in texts(page)
    assert "safeguarding.opened" in [one.action for one in school.vault.ask(AccessLog()).lines]
    door.shut.click()
    settle()
    assert SECRET not in tree(page)
    page.tabs.choose("profile")
    page.close()


def test_a_note_is_written_and_no_door_opens_before_the_room(
    school: DemoDesk, room: MeetingRoom
) -> None:
    learner = school.learner(ELIN)
    page = school.open(LearnerPage, learner=learner, tab="marks")
    (door,) = page.findChildren(SafeguardingCard)
    window = room.projector.open()
    window.show()
    door.open_notes.click()
    settle()
    assert door.stopped.isVisible()
    assert not door.inside.isVisible()
    room.projector.close()
    settle()
    door.open_notes.click()
    settle()
    door.keep.click()
    assert door.note.error_text()
    door.note.set_value("Nodyn arall")
    door.keep.click()
    settle()
    assert "Nodyn arall" in texts(page)
    page.close()
