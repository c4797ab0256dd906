"""Every scene of every room, switched to the other language and back while somebody types."""

from __future__ import annotations

import pytest

from aln_review.domain.bilingual import Language
from aln_review.language.catalogue import MISSES
from tests.shots import Scene, stage, strike
from tests.ui import every_screen
from tests.ui.every_screen import WIDE, Demos, each_language, each_scene, fill, stands, switch
from tests.ui.visible import alien

demos = pytest.fixture(name="demos", scope="module")(every_screen.demos)


@each_language
@each_scene
def test_a_switch_of_language_loses_nothing_and_leaves_nothing(
    demos: Demos, scene: Scene, language: Language
) -> None:
    MISSES.clear()
    other = Language.EN if language is Language.CY else Language.CY
    shell = stage(demos.vault_for(scene), scene, language, WIDE, strict=True)
    typed = fill(shell)
    switch(shell, other)
    found = alien(shell, other)
    switch(shell, language)
    found += alien(shell, language)
    found += [f"lost: {text!r}" for one, text in typed if not stands(shell, one, text)]
    strike(shell)
    assert not found, "\n".join(found)
    assert set() == MISSES
