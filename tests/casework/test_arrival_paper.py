"""A paper that arrived is shown as it came, in the language asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from aln_review.casework.queries.dispatch import Desk
from aln_review.casework.queries.papers import PaperKind, PaperPage
from aln_review.casework.wiring import demo
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import Refusal
from aln_review.domain.setting import SettingKind


def test_a_verified_arrival_shows_its_papers(tmp_path: Path) -> None:
    door, vault = demo(SettingKind.AUTHORITY, tmp_path)
    try:
        done = vault.ask(Desk()).done[0]
        for language in Language:
            view = vault.ask(PaperPage(PaperKind.ARRIVAL, f"{done.id}/plan", language))
            assert view.file.pages > 1
            assert view.file.data.startswith(b"%PDF")
            assert (view.learner.id, view.learner.name) == ("", done.learner_name)
        with pytest.raises(Refusal):
            vault.ask(PaperPage(PaperKind.ARRIVAL, f"{done.id}/no-such-paper", Language.CY))
    finally:
        vault.close()
        door.release()
