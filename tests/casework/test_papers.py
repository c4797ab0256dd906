"""What the page of papers and the check before sending are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from aln_review.casework.commands.papers import WarnedAboutFiles
from aln_review.casework.commands.plans import DraftPlan, DropSource, WriteField
from aln_review.casework.commands.profiles import AddToProfile, LockProfile
from aln_review.casework.queries.papers import PaperKind, PaperPage
from aln_review.casework.queries.plans import PlanPage
from aln_review.casework.queries.sending import BeforeSending
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.dispatch import PackageKind
from aln_review.domain.errors import NotFound
from aln_review.domain.people import Perspective
from aln_review.domain.plan import Source, SourceKind
from aln_review.domain.profile import Heading
from aln_review.domain.setting import SettingKind
from tests.casework.vaults import Made, add_learner, begin_review, make


def test_every_kind_of_paper_is_set_in_both_languages(made: Made) -> None:
    learner = add_learner(made.vault)
    review = begin_review(made.vault, learner)
    plan = made.vault.do(DraftPlan(learner.id, review.id)).value
    refs = {
        PaperKind.PROFILE: learner.id,
        PaperKind.PLAN: plan.id,
        PaperKind.MINUTES: review.id,
    }
    for language in Language:
        for kind, ref in refs.items():
            view = made.vault.ask(PaperPage(kind, ref, language))
            assert view.learner.id == learner.id
            assert view.file.data.startswith(b"%PDF")
            words = made.vault.tools.catalogues[language]
            assert words.t(view.title.key, **view.title.facts)
            assert learner.forename not in words.t(view.file_name.key)


def test_a_kept_version_of_a_profile_is_a_paper_of_its_own(made: Made) -> None:
    learner = add_learner(made.vault)
    said = AddToProfile(
        learner.id, Heading.SUPPORT, "Araf.", Language.CY, "Elin", Perspective.LEARNER
    )
    made.vault.do(said)
    kept = made.vault.do(LockProfile(learner.id)).value
    view = made.vault.ask(PaperPage(PaperKind.PROFILE, kept.id, Language.CY))
    assert (view.learner.id, view.title.facts["version"]) == (learner.id, 1)
    with pytest.raises(NotFound):
        made.vault.ask(PaperPage(PaperKind.PROFILE, "nobody", Language.CY))


def test_the_warning_about_files_is_read_once(made: Made) -> None:
    learner = add_learner(made.vault)
    page = PaperPage(PaperKind.PROFILE, learner.id, Language.EN)
    assert not made.vault.ask(page).warned
    made.vault.do(WarnedAboutFiles())
    assert made.vault.ask(page).warned


def test_a_draft_cannot_be_sent_and_says_so(made: Made) -> None:
    learner = add_learner(made.vault)
    plan = made.vault.do(DraftPlan(learner.id)).value
    check = made.vault.ask(BeforeSending(plan.id))
    assert check.why_not.key == "error.dispatch.not_complete"
    assert (check.kind, check.papers, check.learner.born) == (PackageKind.PLAN, 2, learner.born)


def test_an_early_years_setting_sends_a_referral_once_it_has_joined(tmp_path: Path) -> None:
    made = make(tmp_path, SettingKind.EARLY_YEARS)
    learner = add_learner(made.vault)
    plan = made.vault.do(DraftPlan(learner.id)).value
    check = made.vault.ask(BeforeSending(plan.id))
    made.shut()
    assert (check.kind, check.why_not.key) == (PackageKind.REFERRAL, "error.dispatch.not_joined")


def test_a_source_is_dropped_and_the_text_stays(made: Made) -> None:
    learner = add_learner(made.vault)
    plan = made.vault.do(DraftPlan(learner.id)).value
    block = plan.section("2A").blocks[0].id if plan.section("2A").blocks else ""
    source = Source(SourceKind.WORDS, "w-1", Text.of("Araf.", Language.CY), "Elin")
    write = WriteField(plan.id, "2A", block, "needs", "Araf.", Language.CY, add_source=source)
    written = made.vault.do(write).value.section("2A").blocks[0]
    assert source in written.value("needs").sources
    made.vault.do(DropSource(plan.id, "2A", written.id, "needs", source))
    left = made.vault.ask(PlanPage(plan.id)).section("2A").blocks[0].block.value("needs")
    assert source not in left.sources
    assert left.text.cy == "Araf."


def test_who_may_write_a_section_is_told(made: Made) -> None:
    learner = add_learner(made.vault)
    view = made.vault.ask(PlanPage(made.vault.do(DraftPlan(learner.id)).value.id))
    told = {section.spec.code: section.may_fill for section in view.sections}
    assert (told["2B"], told["2C"], told["2D"], told["3D"]) == (True, True, False, True)
    assert not any(section.checked for section in view.sections)
