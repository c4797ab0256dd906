"""Every scene in English on a school laptop: named, whole, in one language."""

from __future__ import annotations

import pytest

from aln_review.domain.bilingual import Language
from tests.shots import Scene
from tests.ui import every_screen
from tests.ui.every_screen import WIDE, Demos, each_scene, opens_whole

demos = pytest.fixture(name="demos", scope="module")(every_screen.demos)


@each_scene
def test_it_opens_whole_named_and_in_one_language(demos: Demos, scene: Scene) -> None:
    opens_whole(demos, scene, Language.EN, WIDE)
