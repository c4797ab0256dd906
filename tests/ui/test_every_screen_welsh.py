"""Every scene in Welsh on a school laptop: named, whole, in one language; and switched.

Switched to the other language and back while somebody types, it loses nothing.
"""

from __future__ import annotations

import pytest

from aln_review.domain.bilingual import Language
from tests.shots import Scene
from tests.ui import every_screen
from tests.ui.every_screen import WIDE, Demos, each_scene, opens_whole

demos = pytest.fixture(name="demos", scope="module")(every_screen.demos)


@each_scene
def test_it_opens_whole_and_a_switch_of_language_loses_nothing(demos: Demos, scene: Scene) -> None:
    opens_whole(demos, scene, Language.CY, WIDE, switching=True)
