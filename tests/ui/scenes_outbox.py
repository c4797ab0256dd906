"""Scenes of sending: what is on its way, what arrived, the archive, joining, a receipt."""

from __future__ import annotations

from aln_review.domain.setting import SettingKind
from tests.shots import Scene
from ui.desk import Screen
from ui.outbox.line import LineCard
from ui.outbox.send import ARCHIVE, ARRIVED, SendAndReceive
from ui.outbox.spoken import SpokenWords


def archive(screen: Screen) -> None:
    assert isinstance(screen, SendAndReceive)
    screen.lists.choose(ARCHIVE)
    screen.lists.chosen.emit(ARCHIVE)


def arrived(screen: Screen) -> None:
    assert isinstance(screen, SendAndReceive)
    screen.lists.choose(ARRIVED)
    screen.lists.chosen.emit(ARRIVED)


def receipt(screen: Screen) -> None:
    card = screen.findChildren(LineCard)[-1]
    card.button.click()


def compare(screen: Screen) -> None:
    screen.findChildren(SpokenWords)[-1].click()


SCENES = (
    Scene("send", "send"),
    Scene("send-archive", "send", act=archive),
    Scene("send-arrived", "send", act=arrived),
    Scene("send-receipt", "send", act=receipt),
    Scene("send-three-words", "send", act=compare),
    Scene("send-referrals", "send", setting=SettingKind.EARLY_YEARS),
)
