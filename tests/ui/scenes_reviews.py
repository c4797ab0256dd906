"""The rooms round the meeting, laid out for their pictures."""

from __future__ import annotations

from collections.abc import Mapping

from aln_review.casework.core import Casework
from aln_review.casework.queries.meeting import ReviewRow, Reviews
from tests.shots import Scene
from tests.ui.scenes_meeting import elin


def coming(vault: Casework) -> Mapping[str, object]:
    """A review still to come."""
    view = vault.ask(Reviews())
    return {"review": view.coming[1].review.id}


def held(vault: Casework) -> Mapping[str, object]:
    """A review that was held, with words on most sheets."""
    rows = vault.ask(Reviews()).held
    row = max(rows, key=_spent)
    return {"review": row.review.id}


def _spent(row: ReviewRow) -> int:
    return len(row.review.actions)


def for_elin(vault: Casework) -> Mapping[str, object]:
    """A review planned for Elin, who is invented."""
    return {"learner": elin(vault).learner.id}


SCENES: tuple[Scene, ...] = (
    Scene("reviews", "reviews"),
    Scene("prepare", "prepare", coming),
    Scene("prepare-new", "prepare", for_elin),
    Scene("after", "after", held),
)
