"""The vault's health in words."""

from __future__ import annotations

from aln_review.casework.health import examine_vault, mend_search
from tests.casework.vaults import Made, add_learner


def test_every_finding_has_its_words(made: Made) -> None:
    add_learner(made.vault)
    lines = examine_vault(made.vault)
    words = made.vault.tools.catalogues
    assert all(one.good for one in lines)
    for catalogue in words.values():
        for one in lines:
            assert catalogue.has(one.title.key)
            assert catalogue.has(one.finding.key)
    assert all(one.good for one in mend_search(made.vault))
