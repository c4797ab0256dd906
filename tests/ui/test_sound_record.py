"""Recordings are spoken into the vault second by second, and what was said is never lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt

from aln_review.casework.commands.sound import AddToSound, KeepSound
from aln_review.casework.core import Casework, Command, Outcome, Query
from aln_review.casework.queries.sound import SoundStretch
from aln_review.casework.sound_file import RATE, WIDTH
from aln_review.domain.errors import WorldFault
from aln_review.domain.setting import SettingKind
from aln_review.domain.words import MaySee
from tests.exchange.sounds import recorded, tone
from tests.ui.demo_desk import GWENLLIAN, DemoDesk, demo_desk, press, settle
from tests.ui.sound_desk import sounding, sounds
from tests.ui.sound_devices import FakeDevices, FakeMicrophone
from ui.bridge import Bridge
from ui.desk import Desk
from ui.sound.record import PATIENCE, RecordSound

T = TypeVar("T")


@pytest.fixture(scope="module")
def school() -> Iterator[DemoDesk]:
    with demo_desk(SettingKind.SCHOOL) as made:
        yield made


@pytest.fixture
def devices(school: DemoDesk) -> Iterator[FakeDevices]:
    with sounding(school) as found:
        yield found


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
