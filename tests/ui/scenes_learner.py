"""Pictures of one learner's page, tab by tab, and of the pages that ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from aln_review.casework.commands.marks import NoteSafeguarding
from aln_review.casework.core import Casework
from aln_review.casework.queries.learners import Caseload, LearnerPage
from aln_review.domain.bilingual import Language
from aln_review.domain.setting import SettingKind
from tests.shots import Scene
from ui.desk import Screen
from ui.learner.marks import SafeguardingCard

ELIN = "Elin Haf Prydderch"
Args = Mapping[str, object]


def _id(vault: Casework, name: str) -> str:
    rows = vault.ask(Caseload()).rows
    return next((row.id for row in rows if row.name == name), rows[0].id)


def _learner(name: str, tab: str, vault: Casework) -> Args:
    return {"learner": _id(vault, name), "tab": tab}


def _only(name: str, vault: Casework) -> Args:
    return {"learner": _id(vault, name)}


def _person(vault: Casework) -> Args:
    learner = _id(vault, ELIN)
    people = vault.ask(LearnerPage(learner)).people
    return {"learner": learner, "person": people[0].id}


def _action(vault: Casework) -> Args:
    learner = _id(vault, ELIN)
    review, action = vault.ask(LearnerPage(learner)).actions[0]
    return {"learner": learner, "review": review, "action": action.id}


def _concern(_vault: Casework) -> Args:
    return {"kind": "concern_raised"}


def _text(text: str, _vault: Casework) -> Args:
    return {"text": text}


def _tab(tab: str) -> Callable[[Casework], Args]:
    return partial(_learner, ELIN, tab)


def _noted(vault: Casework) -> Args:
    """A learner about whom a note was written."""
    learner = _id(vault, ELIN)
    text = "Dywedodd Elin yn ystod amser cinio ei bod yn poeni am fynd adref."
    vault.do(NoteSafeguarding(learner, text, Language.CY))
    return {"learner": learner, "tab": "marks"}


def _reveal(screen: Screen) -> None:
    """Open the door of the notes."""
    for card in screen.findChildren(SafeguardingCard):
        card.open_notes.click()


SCENES = (
    *(
        Scene(f"learner-{tab}", "learner", _tab(tab))
        for tab in (
            "overview",
            "profile",
            "reviews",
            "plan",
            "actions",
            "papers",
            "people",
            "marks",
            "history",
        )
    ),
    Scene("learner-safeguarding", "learner", _noted, _reveal),
    Scene("learner-new", "learner", partial(_learner, "Gwenllian Morus", "overview")),
    Scene(
        "learner-college",
        "learner",
        partial(_learner, "Rhodri Ellis", "people"),
        setting=SettingKind.COLLEGE,
    ),
    Scene("learner-edit", "learner-edit", partial(_only, ELIN)),
    Scene("learner-photo", "learner-photo", partial(_only, ELIN)),
    Scene("person-edit", "person-edit", _person),
    Scene("event", "event", partial(_only, ELIN)),
    Scene("event-concern", "event", _concern),
    Scene("plan-review", "plan-review", partial(_only, ELIN)),
    Scene("action", "action", _action),
    Scene("search", "search", partial(_text, "gwen")),
)
