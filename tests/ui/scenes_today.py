"""Pictures of the three homes: a school's, an early years setting's, a college's."""

from __future__ import annotations

from aln_review.domain.setting import SettingKind
from tests.shots import Scene

SCENES = (
    Scene("today", "today"),
    Scene("today-early", "today", setting=SettingKind.EARLY_YEARS),
    Scene("today-college", "today", setting=SettingKind.COLLEGE),
)
