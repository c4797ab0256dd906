"""Random work on a real vault against a small one in memory: nothing acknowledged is ever lost."""

from __future__ import annotations

import copy
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, precondition, rule

from aln_review.casework.commands.keeping import KeepDrafts
from aln_review.casework.commands.learners import SaveLearner
from aln_review.casework.commands.profiles import AddToProfile, LockProfile
from aln_review.casework.commands.reviews import MoveStage, PlanReview
from aln_review.casework.commands.words import EditWords, RecordWords, RemoveWords, RestoreWords
from aln_review.domain.bilingual import Language, nfc
from aln_review.domain.learner import Learner
from aln_review.domain.people import Perspective
from aln_review.domain.profile import Heading
from aln_review.domain.review import ReviewKind, ReviewStage
from aln_review.domain.words import Sheet
from tests.casework.vaults import TODAY
from tests.hostile.worker import Seen, Worker

EXAMPLES = int(os.environ.get("ALN_MACHINE_EXAMPLES", "6"))
STEPS = int(os.environ.get("ALN_MACHINE_STEPS", "25"))
LETTERS = st.characters(codec="utf-8", exclude_categories=("C", "Z"))
TEXTS = st.text(LETTERS, min_size=1, max_size=40).map(nfc)
CY, EN = Language.CY, Language.EN
LEARNER = Perspective.LEARNER


@dataclass(frozen=True)
class Held:
    """What the oracle believes."""

    learners: dict[str, Any]
    words: dict[str, Any]
    drafts: dict[str, str]
    profiles: dict[str, tuple[str, ...]]
    reviewed: dict[str, str]
    """Learners who have a review, and its id."""

    def is_in(self, seen: Seen) -> bool:
        """Whether the vault holds this."""
        return (self.learners, self.words, self.drafts, set(self.reviewed.values())) == (
            seen.learners, seen.words, seen.drafts, seen.reviews
        )  # fmt: skip


class VaultMachine(RuleBasedStateMachine):
    """Commands, locks, new starts, kills, restorings and new data keys in any order."""

    learners = Bundle("learners")
    reviews = Bundle("reviews")
    words = Bundle("words")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="aln-review-machine-"))
        self.worker = Worker(self.folder)
        self.kept_learners: dict[str, Any] = {}
        self.kept_words: dict[str, Any] = {}
        self.kept_profiles: dict[str, tuple[str, ...]] = {}
        self.kept_drafts: dict[str, str] = {}
        self.reviewed: dict[str, str] = {}
        self.kept_copy: tuple[str, Held] | None = None
        self.log_lines = 0
        self.copies = 0

    def teardown(self) -> None:
        assert self.worker.ask("health") == ("done", [])
        self.worker.end()
        shutil.rmtree(self.folder)

    def done(self, command: Any) -> Any:  # noqa: ANN401 - any command, whatever it gives
        said, value = self.worker.do(command)
        assert said == "done", value
        return value

    @rule(target=learners, forename=TEXTS, surname=TEXTS)
    def add_learner(self, forename: str, surname: str) -> str:
        kept = self.done(SaveLearner(Learner("", forename, surname, TODAY)))
        assert (kept.forename, kept.surname) == (forename, surname)
        self.kept_learners[kept.id] = kept
        return str(kept.id)

    @rule(learner=learners, called=TEXTS)
    def call_otherwise(self, learner: str, called: str) -> None:
        if learner not in self.kept_learners:
            return
        changed = replace(self.kept_learners[learner], called=called)
        self.kept_learners[learner] = self.done(SaveLearner(changed))

    @rule(target=reviews, learner=learners)
    def begin_review(self, learner: str) -> str:
        if learner not in self.kept_learners:
            return ""
        if learner in self.reviewed:
            assert self.worker.do(PlanReview(learner, ReviewKind.ANNUAL, TODAY)) == (
                "refused",
                "error.review.one_open",
            )
            return ""
        review = self.done(PlanReview(learner, ReviewKind.ANNUAL, TODAY))
        for stage in (ReviewStage.READY, ReviewStage.MEETING):
            self.done(MoveStage(review.id, stage))
        self.reviewed[learner] = review.id
        return str(review.id)

    @rule(target=words, review=reviews, text=TEXTS)
    def say(self, review: str, text: str) -> str:
        command = RecordWords(review, Sheet.NOW, text, CY, "Elin", LEARNER)
        if review not in self.reviewed.values():
            assert self.worker.do(command)[0] == "refused"
            return ""
        kept = self.done(command)
        assert kept.text.cy == text
        self.kept_words[kept.id] = kept
        return str(kept.id)

    @rule(words=words, text=TEXTS, language=st.sampled_from(Language))
    def write(self, words: str, text: str, language: Language) -> None:
        if words in self.kept_words:
            self.kept_words[words] = self.done(EditWords(words, text, language))

    @rule(words=words, back=st.booleans())
    def take_off_or_put_back(self, words: str, *, back: bool) -> None:
        if words in self.kept_words:
            change = RestoreWords(words) if back else RemoveWords(words)
            self.kept_words[words] = self.done(change)

    @rule(learner=learners, text=TEXTS, lock=st.booleans())
    def write_profile(self, learner: str, text: str, *, lock: bool) -> None:
        if learner not in self.kept_learners:
            return
        add = AddToProfile(learner, Heading.ADMIRE, text, EN, "Mam", Perspective.FAMILY)
        kept = self.done(add)
        self.kept_words[kept.id] = kept
        written = self.kept_profiles.get(learner, ())
        self.kept_profiles[learner] = (*written, kept.id)
        if lock:
            assert self.done(LockProfile(learner)).locked

    @rule(texts=st.dictionaries(st.sampled_from("abc"), TEXTS))
    def type_without_saving(self, texts: dict[str, str]) -> None:
        self.done(KeepDrafts("meeting", tuple(texts.items())))
        self.kept_drafts = texts

    @rule()
    def lock(self) -> None:
        self.compare(self.worker.ask("lock"))

    @rule()
    def start_again(self) -> None:
        self.worker.end(again=True)

    @rule()
    def kill_while_idle(self) -> None:
        self.worker.kill()

    @rule(name=TEXTS)
    def kill_in_the_middle(self, name: str) -> None:
        """Whole or not there: the one thing that was not acknowledged."""
        self.worker.begin(SaveLearner(Learner("", name, "Canol", TODAY)))
        self.worker.kill()
        found = self.worker.ask("look")[1].learners
        new = {key: one for key, one in found.items() if key not in self.kept_learners}
        assert len(new) <= 1
        assert all((one.forename, one.surname) == (name, "Canol") for one in new.values())
        self.kept_learners.update(new)

    @precondition(lambda self: self.copies < 2)
    @rule()
    def copy_elsewhere(self) -> None:
        self.copies += 1
        said, counts = self.worker.ask("copy", self.copies)
        assert said == "done"
        assert counts["learners"] == len(self.kept_learners)
        assert counts["words"] == len(self.kept_words)

    @precondition(lambda self: self.kept_copy is None)
    @rule()
    def keep_a_copy(self) -> None:
        """What the vault holds now, for a later step to put back."""
        said, path = self.worker.ask("keep")
        assert said == "done"
        self.kept_copy = (path, copy.deepcopy(self.held()))

    @precondition(lambda self: self.kept_copy is not None)
    @rule(die=st.booleans())
    def restore(self, *, die: bool) -> None:
        """The copy's content, and nothing of what came after it; or, killed, one of the two."""
        assert self.kept_copy is not None
        path, held = self.kept_copy
        self.kept_copy = None
        if die:
            self.worker.begin_to("restore", path)
            self.worker.kill()
            found = self.worker.ask("look")[1]
            if self.held().is_in(found):
                return
        else:
            assert self.worker.ask("restore", path)[0] == "done"
        self.hold(held)

    @rule(die=st.booleans())
    def change_the_data_key(self, *, die: bool) -> None:
        """Nothing of the content changes, carried on after a kill or not."""
        if die:
            self.worker.begin_to("rotate")
            self.worker.kill()
        else:
            assert self.worker.ask("rotate")[0] == "done"

    def held(self) -> Held:
        return Held(
            self.kept_learners, self.kept_words, self.kept_drafts, self.kept_profiles, self.reviewed
        )  # fmt: skip

    def hold(self, held: Held) -> None:
        held = copy.deepcopy(held)
        self.kept_learners, self.kept_words = held.learners, held.words
        self.kept_drafts, self.kept_profiles = held.drafts, held.profiles
        self.reviewed = held.reviewed
        self.log_lines = 0

    @invariant()
    def nothing_acknowledged_is_lost(self) -> None:
        self.compare(self.worker.ask("look"))

    def compare(self, answer: tuple[str, Any]) -> None:
        said, seen = answer
        assert said == "done"
        assert isinstance(seen, Seen)
        assert seen.learners == self.kept_learners
        assert seen.words == self.kept_words
        assert seen.drafts == self.kept_drafts
        assert seen.reviews == set(self.reviewed.values())
        newest: dict[str, Any] = {}
        for profile in seen.profiles.values():
            held = newest.get(profile.learner_id)
            if held is None or profile.version > held.version:
                newest[profile.learner_id] = profile
        found = {key: one.under(Heading.ADMIRE) for key, one in newest.items()}
        assert found == self.kept_profiles
        assert seen.chain_whole
        assert seen.chain_count >= self.log_lines
        self.log_lines = seen.chain_count


pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="NOT PROVED HERE: needs a fork to be quick"
)
TestVault = VaultMachine.TestCase
TestVault.settings = settings(max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None)
