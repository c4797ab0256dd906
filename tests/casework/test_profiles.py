"""The one-page profile through the commands the window uses."""

from __future__ import annotations

from aln_review.casework.commands.profiles import (
    AddToProfile,
    LockProfile,
    ReviseInProfile,
    Speaker,
    UseInProfile,
)
from aln_review.casework.commands.words import RecordWords
from aln_review.casework.core import Casework
from aln_review.casework.queries.profiles import ProfilePage
from aln_review.domain.bilingual import Language
from aln_review.domain.people import Perspective
from aln_review.domain.profile import Heading
from aln_review.domain.words import Sheet, Words
from tests.casework.vaults import Made, add_learner, begin_review

ELIN = Speaker("Elin", Perspective.LEARNER)


def add(vault: Casework, learner_id: str, text: str = "Fy nghi.") -> Words:
    said = AddToProfile(
        learner_id, Heading.IMPORTANT, text, Language.CY, "Elin", Perspective.LEARNER
    )
    return vault.do(said).value


def under(vault: Casework, learner_id: str, version: str = "") -> tuple[Words, ...]:
    view = vault.ask(ProfilePage(learner_id, version))
    return dict(view.columns)[Heading.IMPORTANT]


def revise(vault: Casework, words: Words, text: str, translation: str = "") -> Words:
    command = ReviseInProfile(
        words.learner_id, words.id, text, translation, words.text.original, ELIN
    )
    return vault.do(command).value


def test_a_correction_makes_the_translation_stale_until_it_is_written_again(made: Made) -> None:
    learner = add_learner(made.vault)
    words = revise(made.vault, add(made.vault, learner.id), "Fy nghi.", "My dog.")
    assert (words.text.en, words.text.stale) == ("My dog.", False)
    changed = revise(made.vault, words, "Fy nghi, Ffŵlbri.", "My dog.")
    assert changed.id == words.id
    assert changed.text.stale
    assert not revise(made.vault, changed, "Fy nghi, Ffŵlbri.", "My dog, Ffŵlbri.").text.stale


def test_a_kept_version_never_changes_with_the_next(made: Made) -> None:
    learner = add_learner(made.vault)
    words = add(made.vault, learner.id)
    kept = made.vault.do(LockProfile(learner.id)).value
    changed = revise(made.vault, words, "Fy nghath.")
    assert changed.id != words.id
    assert [one.text.cy for one in under(made.vault, learner.id)] == ["Fy nghath."]
    assert [one.text.cy for one in under(made.vault, learner.id, kept.id)] == ["Fy nghi."]
    again = revise(made.vault, changed, "Fy nghathod.")
    assert again.id == changed.id


def test_what_was_said_in_a_review_stays_on_the_wall_as_it_was(made: Made) -> None:
    learner = add_learner(made.vault)
    review = begin_review(made.vault, learner)
    said = made.vault.do(
        RecordWords(review.id, Sheet.NOW, "Fy nghi.", Language.CY, "Elin", Perspective.LEARNER)
    ).value
    made.vault.do(UseInProfile(said.id, Heading.IMPORTANT))
    changed = revise(made.vault, said, "Fy nghi, Ffŵlbri.")
    assert changed.id != said.id
    assert [one.id for one in under(made.vault, learner.id)] == [changed.id]


def test_the_wrong_language_can_be_put_right(made: Made) -> None:
    learner = add_learner(made.vault)
    words = add(made.vault, learner.id, "My dog.")
    command = ReviseInProfile(learner.id, words.id, "My dog.", "", Language.EN, ELIN)
    changed = made.vault.do(command).value
    assert (changed.text.original, changed.text.en, changed.text.cy) == (
        Language.EN,
        "My dog.",
        "",
    )


def test_a_second_correction_finds_the_copy_that_the_first_one_made(made: Made) -> None:
    learner = add_learner(made.vault)
    words = add(made.vault, learner.id)
    made.vault.do(LockProfile(learner.id))
    first = revise(made.vault, words, "Fy nghath.")
    second = revise(made.vault, words, "Fy nghath, Smwt.")
    assert second.id == first.id
    assert [one.text.cy for one in under(made.vault, learner.id)] == ["Fy nghath, Smwt."]
