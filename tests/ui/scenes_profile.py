"""Scenes of the profile editor."""

from __future__ import annotations

from collections.abc import Mapping

from aln_review.casework.core import Casework
from aln_review.domain.profile import Heading
from tests.shots import Scene
from tests.ui.scenes_papers import Find
from ui.desk import Screen
from ui.profile.editor import ProfileEditor


def elin(vault: Casework) -> Mapping[str, object]:
    return {"learner": vault.ask(Find("Elin"))["learner"]}


def editing(screen: Screen) -> None:
    assert isinstance(screen, ProfileEditor)
    board = screen.boards[Heading.IMPORTANT]
    next(iter(board.cards.values())).click()


def asking(screen: Screen) -> None:
    assert isinstance(screen, ProfileEditor)
    next(iter(screen.sharing.tiles.values())).click()
    screen.history.click()
    bar = screen.page.verticalScrollBar()
    bar.setValue(bar.maximum())


SCENES = (
    Scene("profile", "profile", elin),
    Scene("profile-editing", "profile", elin, editing),
    Scene("profile-sharing", "profile", elin, asking),
)
