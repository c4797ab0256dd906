"""Pictures of help: a page, the table of keys, what a search finds and does not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from aln_review.casework.core import Casework
from tests.shots import Scene
from ui.desk import Screen
from ui.help.help import HelpPage


def _on(topic: str) -> Callable[[Casework], Mapping[str, object]]:
    return partial(_args, topic)


def _args(topic: str, _vault: Casework) -> Mapping[str, object]:
    return {"topic": topic}


def _search(text: str, screen: Screen) -> None:
    assert isinstance(screen, HelpPage)
    screen.search.set_value(text)
    screen.search.edited.emit()


SCENES = (
    Scene("help", "help"),
    Scene("help-meeting", "help", _on("meeting")),
    Scene("help-unlock", "help", _on("unlock")),
    Scene("help-search", "help", act=partial(_search, "gair")),
    Scene("help-nothing", "help", act=partial(_search, "zzz")),
)
