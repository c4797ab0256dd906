"""The real loudspeaker and microphone: there, or said not to be, on whatever runs this."""

from __future__ import annotations

import pytest

from aln_review.domain.errors import WorldFault
from tests.ui.desk import app
from ui.sound.devices import HELD, QtDevices

pytestmark = pytest.mark.no_qt_log
"""What Qt says of a computer without sound."""


def test_a_loudspeaker_takes_samples_or_is_said_not_to_be_there() -> None:
    app()
    try:
        speaker = QtDevices().speaker()
    except WorldFault as error:
        told = error.key
    else:
        speaker.write(bytes(HELD // 2))
        assert speaker.waiting() > 0
        speaker.stop()
        told = ""
        assert speaker.room() == 0
    assert told in {"", "error.sound.no_speaker", "error.sound.no_system"}


def test_a_microphone_listens_or_is_said_not_to_be_there() -> None:
    app()
    heard: list[bytes] = []
    broken: list[object] = []
    try:
        microphone = QtDevices().microphone()
        microphone.start(heard.append, broken.append)
    except WorldFault as error:
        told = error.key
    else:
        microphone.stop()
        told = ""
    assert told in {"", "error.sound.no_microphone", "error.sound.no_system"}
    assert broken == []
