"""The room of help: a page for every room, opened where one is, searched, beside the work."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from aln_review.casework.help_pages import read_help
from aln_review.domain.bilingual import Language
from aln_review.domain.setting import SettingKind
from tests.accessibility import faults
from tests.shots import SIZES, Demo, Scene, opened, stage, strike
from tests.ui.desk import desk
from tests.ui.rooms import settle, write
from ui.help.help import HelpPage
from ui.help.topics import FIRST, GROUPS, topic_of
from ui.rooms import ROOMS
from ui.shell import Shell
from ui.widgets.fields import Field

PAGES = read_help()


@pytest.fixture(name="made", scope="module")
def _made() -> Iterator[Demo]:
    with opened(SettingKind.SCHOOL) as made:
        yield made


def help_page(language: Language = Language.EN, **args: object) -> HelpPage:
    page = HelpPage(desk(language=language))
    page.resize(1140, 664)
    page.show()
    page.show_with(args)
    settle()
    return page


def title(name: str, language: Language = Language.EN) -> str:
    return PAGES[name].articles[language].title


def press(shell: Shell, key: Qt.Key) -> None:
    shell.activateWindow()
    settle()
    QTest.keyClick(shell, key)
    settle()


def test_every_built_room_has_a_page() -> None:
    assert [one.page for one in ROOMS if one.built() and topic_of(one.page) not in PAGES] == []


def test_every_page_stands_in_one_group() -> None:
    listed = [name for _, _, names in GROUPS for name in names]
    assert sorted(listed) == sorted(PAGES)


def test_it_opens_at_the_page_one_comes_from() -> None:
    page = help_page(topic="learner-edit")
    assert page.topic == "learner"
    assert page.article.accessibleName() == title("learner")
    assert [row.topic for row in page.rows if row.isChecked()] == ["learner"]


def test_a_page_without_help_opens_the_first() -> None:
    assert help_page(topic="no-such-page").topic == FIRST


def test_a_row_opens_its_page_and_a_link_leads_on() -> None:
    page = help_page()
    next(row for row in page.rows if row.topic == "unlock").click()
    assert page.article.accessibleName() == title("unlock")
    page.article.links[0].click()
    assert page.topic == "keys"


@pytest.mark.parametrize("typed", ["taflunydd", "projector"])
def test_either_language_finds(typed: str) -> None:
    page = help_page()
    write(page.search.line, typed)
    settle()
    assert "meeting" in [row.topic for row in page.rows]
    row = next(row for row in page.rows if row.topic == "meeting")
    assert "projector" in row.second()


def test_nothing_found_says_what_to_do() -> None:
    page = help_page()
    write(page.search.line, "zzzz")
    settle()
    assert page.rows == []
    assert faults(page) == []


def test_a_switch_keeps_the_page_and_what_was_typed() -> None:
    page = help_page(topic="meeting")
    write(page.search.line, "wal")
    page.words.switch(Language.CY)
    settle()
    assert page.search.value() == "wal"
    assert page.article.accessibleName() == title("meeting", Language.CY)
    assert page.rows[0].text() == title(page.rows[0].topic, Language.CY)


def test_page_down_reads_on_from_the_search_field() -> None:
    page = help_page(topic="meeting")
    page.activateWindow()
    page.search.line.setFocus()
    settle()
    QTest.keyClick(page.search.line, Qt.Key.Key_PageDown)
    assert page.paper.verticalScrollBar().value() > 0


def test_f1_opens_beside_the_work_and_leaves_it_as_it_is(made: Demo) -> None:
    shell = stage(made, Scene("learner-edit", "learner-edit"), Language.EN, SIZES[0])
    screen = shell.screen_shown
    assert screen is not None
    field = screen.findChildren(Field)[0]
    write(field.inner, "Wyn")
    typed = field.value()
    press(shell, Qt.Key.Key_F1)
    (window,) = shell.helper.windows
    assert isinstance(window.page, HelpPage)
    assert window.page.topic == "learner"
    assert faults(window) == []
    QTest.keyClick(window, Qt.Key.Key_Escape)
    settle()
    assert not window.isVisible()
    assert shell.screen_shown is screen
    assert field.value() == typed
    strike(shell)


def test_a_lock_takes_the_help_window_along(made: Demo) -> None:
    shell = stage(made, Scene("today", "today"), Language.CY, SIZES[0])
    press(shell, Qt.Key.Key_F1)
    assert shell.helper.windows
    shell.lock()
    settle()
    assert shell.helper.windows == ()
    strike(shell)


def test_it_helps_before_a_vault_is_open(made: Demo) -> None:
    shell = stage(made, Scene("unlock", "unlock"), Language.CY, SIZES[2])
    press(shell, Qt.Key.Key_F1)
    (window,) = shell.helper.windows
    assert isinstance(window.page, HelpPage)
    assert window.page.topic == "unlock"
    assert faults(window) == []
    strike(shell)


def test_the_rail_opens_at_the_page_it_leaves(made: Demo) -> None:
    shell = stage(made, Scene("learners", "learners"), Language.EN, SIZES[0])
    shell.rail.button("help").click()
    QApplication.processEvents()
    page = shell.screen_shown
    assert isinstance(page, HelpPage)
    assert page.topic == "learners"
    strike(shell)
