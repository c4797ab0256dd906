"""Recordings: spoken into the vault second by second, heard out of it, silent when unseen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from aln_review.casework.commands.marks import MarkDocument
from aln_review.casework.commands.sound import AddToSound, KeepSound, RemoveSound
from aln_review.casework.core import Casework, Command, Outcome, Query
from aln_review.casework.queries.learners import LearnerPage as LearnerQuery
from aln_review.casework.queries.sound import SoundStretch
from aln_review.casework.sound_file import RATE, WIDTH
from aln_review.domain.bilingual import Language
from aln_review.domain.document import Document
from aln_review.domain.errors import WorldFault
from aln_review.domain.setting import SettingKind
from aln_review.domain.words import MaySee
from tests.exchange.sounds import kept, recorded, tone
from tests.ui.demo_desk import ELIN, GWENLLIAN, DemoDesk, demo_desk, press, settle, texts
from tests.ui.sound_devices import FakeDevices, FakeMicrophone
from ui.bridge import Bridge
from ui.desk import Desk, Screen
from ui.learner.learner import LearnerPage
from ui.sound.bar import PlayBar
from ui.sound.player import Player
from ui.sound.record import PATIENCE, RecordSound

T = TypeVar("T")


@pytest.fixture(scope="module")
def school() -> Iterator[DemoDesk]:
    with demo_desk(SettingKind.SCHOOL) as made:
        yield made


@pytest.fixture
def devices(school: DemoDesk) -> Iterator[FakeDevices]:
    found = FakeDevices()
    school.desk.audio = found
    yield found
    learner = school.learner(GWENLLIAN)
    for sound in school.vault.ask(LearnerQuery(learner)).sounds:
        school.vault.do(RemoveSound(sound.id))


def sounds(school: DemoDesk) -> tuple[Document, ...]:
    return school.vault.ask(LearnerQuery(school.learner(GWENLLIAN))).sounds


def put(school: DemoDesk, seconds: float = 9.0, title: str = "Diwrnod da") -> Document:
    data, length = kept(seconds)
    learner = school.learner(GWENLLIAN)
    return school.vault.do(KeepSound(learner, data, length, "Gwenllian", title, Language.CY)).value


def begin(school: DemoDesk, devices: FakeDevices) -> tuple[RecordSound, FakeMicrophone]:
    """A page on which somebody has agreed and is being listened to."""
    page = school.open(RecordSound, learner=school.learner(GWENLLIAN))
    assert not page.record.isEnabled()
    press(page.agreed, Qt.Key.Key_Space)
    press(page.record, Qt.Key.Key_Return)
    assert page.recorder.recording
    return page, devices.microphones[-1]


def test_every_second_is_in_the_vault_before_the_next_has_been_spoken(
    school: DemoDesk, devices: FakeDevices
) -> None:
    page, microphone = begin(school, devices)
    for second in range(1, 6):
        microphone.speak(tone(1.0))
        (sound,) = sounds(school)
        part = school.vault.ask(SoundStretch(sound.id, 0, 60_000)).stretch
        # What is not there yet is a page of the file, and what came since the last keeping.
        assert len(part.samples) > (second - 0.5) * RATE * WIDTH
    assert page.safe.isVisible()
    assert not page.cancel.isVisible()
    press(page.stop, Qt.Key.Key_Return)
    assert not microphone.listening
    (sound,) = sounds(school)
    assert sound.length == 5000
    page.about.set_value("Sut beth yw diwrnod da")
    press(page.keep_button, Qt.Key.Key_Return)
    (sound,) = sounds(school)
    assert (sound.title.en, sound.author) == ("Sut beth yw diwrnod da", "Gwen")
    assert sound.may_see is MaySee.LEARNER_AND_RECORDER
    assert school.host.backs


def test_a_page_that_is_left_keeps_what_was_said_and_written(
    school: DemoDesk, devices: FakeDevices
) -> None:
    page, microphone = begin(school, devices)
    microphone.speak(tone(2.35))
    page.about.set_value("Yr ardd")
    page.leave()
    assert not microphone.listening
    (sound,) = sounds(school)
    assert (sound.length, sound.title.said) == (2350, "Yr ardd")


def test_nothing_is_lost_of_what_is_on_its_way_when_the_page_is_left(
    school: DemoDesk, devices: FakeDevices
) -> None:
    """With threads, as in the window: the vault has not answered yet when the page goes."""
    bridge = Bridge()
    bridge.open(school.vault)
    desk = Desk(bridge, school.words, school.desk.theme, school.host, school.desk.door)
    desk.audio = devices
    page = RecordSound(desk)
    page.show_with({"learner": school.learner(GWENLLIAN)})
    bridge.flush()
    page.agreed.setChecked(True)
    page.record.click()
    devices.microphones[-1].speak(tone(4.7))
    page.leave()
    page.deleteLater()
    settle()
    bridge.flush()
    (sound,) = sounds(school)
    assert sound.length == 4700
    part = school.vault.ask(SoundStretch(sound.id, 0, 60_000)).stretch
    assert abs(len(part.samples) // WIDTH - 4.7 * RATE) < RATE // 20
    bridge.hand_out()
    bridge.close()


class Full:
    """A vault on a disk that is full for a while."""

    read_only = False

    def __init__(self, vault: Casework) -> None:
        self._vault = vault
        self.full = False

    def do(self, command: Command[T]) -> Outcome[T]:
        if self.full and isinstance(command, (KeepSound, AddToSound)):
            raise WorldFault("error.store.disk_full")
        return self._vault.do(command)

    def ask(self, query: Query[T]) -> T:
        return self._vault.ask(query)

    def close(self) -> None:
        self._vault.close()


def test_a_full_disk_ends_it_and_the_rest_is_kept_once_there_is_room(
    school: DemoDesk, devices: FakeDevices
) -> None:
    disk = Full(school.vault)
    school.bridge.open(disk)
    page, microphone = begin(school, devices)
    microphone.speak(tone(2.0))
    disk.full = True
    microphone.speak(tone(3.0))
    assert school.host.errors[-1].key == "error.store.disk_full"
    assert not microphone.listening
    assert not page.safe.isVisible()
    kept_so_far = sounds(school)[0].length
    assert kept_so_far >= 1000
    disk.full = False
    press(page.keep_button, Qt.Key.Key_Return)
    (sound,) = sounds(school)
    assert sound.length > kept_so_far
    assert page.safe.isVisible()
    school.bridge.open(school.vault)


def test_a_microphone_that_goes_or_is_not_there_is_said(
    school: DemoDesk, devices: FakeDevices
) -> None:
    page, microphone = begin(school, devices)
    microphone.speak(tone(1.5))
    microphone.unplug()
    assert school.host.errors[-1].key == "error.sound.microphone_gone"
    assert sounds(school)[0].length == 1500
    assert not page.recorder.recording
    school.desk.audio = FakeDevices(none=True)
    again = school.open(RecordSound, learner=school.learner(GWENLLIAN))
    again.agreed.setChecked(True)
    again.record.click()
    assert school.host.errors[-1].key == "error.sound.no_microphone"
    assert again.record.isVisible()


def test_a_microphone_that_is_off_is_noticed(school: DemoDesk, devices: FakeDevices) -> None:
    page, microphone = begin(school, devices)
    microphone.speak(tone(1.0))
    microphone.speak(tone(2.5, loud=0.0))
    assert not page.level.silent.isVisible()
    microphone.speak(tone(1.0, loud=0.0))
    assert page.level.silent.isVisible()
    microphone.speak(tone(0.5))
    assert not page.level.silent.isVisible()


def test_nobody_who_speaks_is_cut_off_because_nobody_types(
    school: DemoDesk, devices: FakeDevices
) -> None:
    page, _ = begin(school, devices)
    assert page.patience() == PATIENCE
    page.recorder.stop()
    assert page.patience() == 0


def test_what_was_just_recorded_can_be_thrown_away(school: DemoDesk, devices: FakeDevices) -> None:
    page, microphone = begin(school, devices)
    microphone.speak(tone(1.2))
    press(page.stop, Qt.Key.Key_Return)
    school.host.answer = "throw"
    press(page.throw, Qt.Key.Key_Return)
    assert sounds(school) == ()
    page.leave()
    assert sounds(school) == ()


def test_a_file_is_taken_in_and_the_one_outside_is_spoken_of(
    school: DemoDesk, devices: FakeDevices, tmp_path: Path
) -> None:
    path = tmp_path / "Bethesda.m4a"
    path.write_bytes(recorded("m4a", tone(2.0), "Bethesda"))
    page = school.open(RecordSound, learner=school.learner(GWENLLIAN))
    page.agreed.setChecked(True)
    page.take(str(path))
    settle()
    (sound,) = sounds(school)
    assert abs(sound.length - 2000) < 120
    assert page.original.isVisible()
    assert page.bar.isVisible()
    false = tmp_path / "voice.mp3"
    false.write_text("no sound")
    other = school.open(RecordSound, learner=school.learner(GWENLLIAN))
    other.agreed.setChecked(True)
    other.take(str(false))
    settle()
    assert school.host.errors[-1].key == "error.sound.not_a_sound"
    assert other.choose.isEnabled()
    assert len(sounds(school)) == 1


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
