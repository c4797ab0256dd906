"""Every page that is built has a scene, and every scene a name of its own."""

from __future__ import annotations

from tests.ui.every_screen import SCENES
from ui.rooms import ROOMS


def test_every_built_page_has_a_scene() -> None:
    built = {one.page for one in ROOMS if one.built()}
    assert built
    assert built == {scene.page for scene in SCENES}


def test_scenes_have_names_of_their_own() -> None:
    names = [scene.name for scene in SCENES]
    assert sorted(set(names)) == sorted(names)
