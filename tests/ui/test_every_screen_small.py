"""Every scene small, with text at twice the size: named, whole, and in one language."""

from __future__ import annotations

import pytest

from aln_review.domain.bilingual import Language
from tests.shots import Scene
from tests.ui import every_screen
from tests.ui.every_screen import SMALL, Demos, each_scene, opens_whole

demos = pytest.fixture(name="demos", scope="module")(every_screen.demos)


@pytest.mark.parametrize("language", list(Language), ids=["cy", "en"])
@each_scene
def test_it_opens_whole_named_and_in_one_language(
    demos: Demos, scene: Scene, language: Language
) -> None:
    opens_whole(demos, scene, language, SMALL)
