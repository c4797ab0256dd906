"""Pictures of the three homes: a school's, an early years setting's, a college's."""

from __future__ import annotations

from aln_review.casework.queries.keys import CareView
from aln_review.casework.say import Say
from aln_review.domain.setting import SettingKind
from tests.shots import Scene
from ui.desk import Screen
from ui.today.today import Today


def _keys(screen: Screen) -> None:
    """As on a day when the keys ask for something, and a stick that holds an erased record."""
    assert isinstance(screen, Today)
    screen.copies.show_due(due=True)
    screen.keys._show(CareView((Say.of("care.alone"),)))


SCENES = (
    Scene("today", "today"),
    Scene("today-keys", "today", act=_keys),
    Scene("today-early", "today", setting=SettingKind.EARLY_YEARS),
    Scene("today-college", "today", setting=SettingKind.COLLEGE),
)
