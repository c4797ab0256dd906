"""Recordings are heard out of the vault, in silence as soon as they cannot be seen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from aln_review.casework.commands.marks import MarkDocument
from aln_review.casework.commands.profiles import AddToProfile
from aln_review.casework.queries.sound import SoundStretch
from aln_review.casework.sound_file import RATE, WIDTH
from aln_review.domain.bilingual import Language
from aln_review.domain.people import Perspective
from aln_review.domain.profile import Heading
from aln_review.domain.setting import SettingKind
from aln_review.domain.words import MaySee
from tests.ui.demo_desk import ELIN, GWENLLIAN, DemoDesk, demo_desk, press, settle, texts
from tests.ui.sound_desk import put, sounding
from tests.ui.sound_devices import FakeDevices
from ui.desk import Screen
from ui.learner.learner import LearnerPage
from ui.learner.marks import SafeguardingCard
from ui.profile.editor import ProfileEditor
from ui.sound.bar import PlayBar
from ui.sound.listen import KEYS
from ui.sound.player import Player


@pytest.fixture(scope="module")
def school() -> Iterator[DemoDesk]:
    with demo_desk(SettingKind.SCHOOL) as made:
        yield made


@pytest.fixture
def devices(school: DemoDesk) -> Iterator[FakeDevices]:
    with sounding(school) as found:
        yield found


def bars(page: QWidget) -> list[PlayBar]:
    return page.findChildren(PlayBar)


def profile(school: DemoDesk) -> LearnerPage:
    return school.open(LearnerPage, learner=school.learner(GWENLLIAN), tab="profile")


def tick(page: QWidget) -> None:
    """Let the player look at the loudspeaker."""
    for player in page.findChildren(Player):
        player._feed()


def test_what_is_heard_is_what_was_kept_and_it_ends(school: DemoDesk, devices: FakeDevices) -> None:
    sound = put(school)
    page = profile(school)
    (bar,) = bars(page)
    press(bar.press, Qt.Key.Key_Return)
    (speaker,) = devices.speakers
    held = 0
    for _ in range(40):
        tick(page)
        held = max(held, len(speaker.held))
        speaker.hear()
    whole = school.vault.ask(SoundStretch(sound.id, 0, 60_000)).stretch
    assert len(speaker.heard) == len(whole.samples)
    assert speaker.stopped
    assert bar.time.text() == "0:00 / 0:09"
    assert held <= RATE * WIDTH // 2


def test_it_is_paused_and_gone_on_with_and_moved_by_keyboard(
    school: DemoDesk, devices: FakeDevices
) -> None:
    put(school)
    page = profile(school)
    (bar,) = bars(page)
    press(bar.press, Qt.Key.Key_Space)
    assert "Pause: Diwrnod da" in bar.press.accessibleName() or "Pause" in bar.press.text()
    for _ in range(6):
        tick(page)
        devices.speakers[-1].hear()
    press(bar.press, Qt.Key.Key_Space)
    assert devices.speakers[-1].stopped
    at = bar.time.text()
    assert at.startswith("0:0")
    press(bar.press, Qt.Key.Key_Space)
    assert bar.time.text() == at
    press(bar.seek, Qt.Key.Key_Right)
    assert bar.time.text() == "0:07 / 0:09"
    tick(page)
    assert devices.speakers[-1].held
    assert sum(not one.stopped for one in devices.speakers) == 1


def test_nothing_is_heard_of_a_page_that_is_not_shown(
    school: DemoDesk, devices: FakeDevices
) -> None:
    put(school)
    page = profile(school)
    press(bars(page)[0].press, Qt.Key.Key_Return)
    assert not devices.speakers[-1].stopped
    page.tabs.choose("people")
    page.tabs.chosen.emit("people")
    settle()
    assert devices.speakers[-1].stopped


def test_a_private_recording_is_not_played_before_the_room(
    school: DemoDesk, devices: FakeDevices, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = put(school)
    monkeypatch.setattr("ui.sound.player.before_the_room", _yes)
    page = profile(school)
    press(bars(page)[0].press, Qt.Key.Key_Return)
    assert school.host.errors[-1].key == "error.sound.before_the_room"
    assert devices.speakers == []
    school.vault.do(MarkDocument(sound.id, MaySee.MEETING))
    again = profile(school)
    press(bars(again)[0].press, Qt.Key.Key_Return)
    assert len(devices.speakers) == 1


def _yes() -> bool:
    return True


def test_a_computer_without_a_loudspeaker_says_so(school: DemoDesk, devices: FakeDevices) -> None:
    put(school)
    school.desk.audio = FakeDevices(none=True)
    page = profile(school)
    press(bars(page)[0].press, Qt.Key.Key_Return)
    assert school.host.errors[-1].key == "error.sound.no_speaker"
    assert devices.speakers == []


def test_what_it_is_called_follows_the_language(school: DemoDesk, devices: FakeDevices) -> None:
    day = put(school, title="").on
    assert day is not None
    page: Screen = profile(school)
    assert f"Recording, {school.words.date(day)}" in texts(page)
    school.words.switch(Language.CY)
    settle()
    assert f"Recordiad, {school.words.date(day)}" in texts(page)
    assert devices.speakers == []
    assert ELIN not in texts(page)


def test_one_listens_while_one_writes(school: DemoDesk, devices: FakeDevices) -> None:
    put(school)
    page = school.open(ProfileEditor, learner=school.learner(GWENLLIAN))
    assert page.listen.isVisible()
    (shortcut,) = [one for one in page.findChildren(QShortcut) if one.key().toString() == KEYS]
    shortcut.activated.emit()
    assert not devices.speakers[-1].stopped
    # What is written is kept, and the page shows itself afresh: the recording goes on.
    learner = school.learner(GWENLLIAN)
    said = AddToProfile(
        learner, Heading.IMPORTANT, "Yr ardd", Language.CY, "Gwen", Perspective.LEARNER
    )
    school.bridge.do(said)
    settle()
    view = page._view
    assert view is not None
    assert "Yr ardd" in [one.text.said for _, column in view.columns for one in column]
    assert not devices.speakers[-1].stopped
    shortcut.activated.emit()
    assert devices.speakers[-1].stopped
    assert len(devices.speakers) == 1


def test_there_is_nothing_to_listen_to_where_nothing_was_recorded(
    school: DemoDesk, devices: FakeDevices
) -> None:
    page = school.open(ProfileEditor, learner=school.learner(ELIN))
    assert not page.listen.isVisible()
    page.listen.toggle()
    assert devices.speakers == []


def test_behind_the_safeguarding_door_it_is_heard_and_nowhere_else(
    school: DemoDesk, devices: FakeDevices
) -> None:
    sound = put(school)
    school.vault.do(MarkDocument(sound.id, MaySee.SAFEGUARDING))
    assert bars(profile(school)) == []
    page = school.open(LearnerPage, learner=school.learner(GWENLLIAN), tab="marks")
    assert bars(page) == []
    (door,) = page.findChildren(SafeguardingCard)
    press(door.open_notes, Qt.Key.Key_Return)
    (bar,) = bars(page)
    press(bar.press, Qt.Key.Key_Return)
    assert not devices.speakers[-1].stopped
    press(door.shut, Qt.Key.Key_Return)
    assert devices.speakers[-1].stopped
    school.vault.do(MarkDocument(sound.id, MaySee.SETTING))


def test_another_recording_is_chosen_in_silence(school: DemoDesk, devices: FakeDevices) -> None:
    put(school, title="Y gyntaf")
    put(school, title="Yr ail")
    page = school.open(ProfileEditor, learner=school.learner(GWENLLIAN))
    assert page.listen.title.text() == "Yr ail"
    page.listen.toggle()
    press(page.listen.other, Qt.Key.Key_Return)
    assert devices.speakers[-1].stopped
    assert page.listen.title.text() == "Y gyntaf"
    press(page.listen.other, Qt.Key.Key_Return)
    assert page.listen.title.text() == "Yr ail"
