"""Search as the window asks for it."""

from __future__ import annotations

from pathlib import Path

from aln_review.casework.commands.profiles import AddToProfile
from aln_review.casework.queries.search import Search
from aln_review.domain.bilingual import Language
from aln_review.domain.people import Perspective
from aln_review.domain.profile import Heading
from tests.casework.vaults import add_learner, make


def test_what_is_found_stands_in_one_line_and_nothing_of_it_twice(tmp_path: Path) -> None:
    made = make(tmp_path)
    learner = add_learner(made.vault)
    said = "Darllen i Nain.\n\nDarllen i Nain.\n Pêl-droed wedyn."
    made.vault.do(
        AddToProfile(
            learner.id, Heading.SUPPORT, said, Language.CY, "Elin", Perspective.LEARNER
        )
    )  # fmt: skip
    waiting = made.vault.ask(Search("ddarllen"))
    made.vault.store.tidy()
    found = made.vault.ask(Search("ddarllen"))
    assert [one.snippet for one in found] == ["Darllen i Nain. · Pêl-droed wedyn."]
    assert [one.kind for one in waiting] == ["words"]
    made.shut()
