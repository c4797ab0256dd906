"""A learner is erased: nothing a person ever typed about them is left on any page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from aln_review.casework.arrivals import TakeIn
from aln_review.casework.commands.authority import AcceptArrival, OpenArrival, ReturnArrival
from aln_review.casework.commands.dispatch import SendPlan
from aln_review.casework.commands.keeping import KeepDrafts
from aln_review.casework.commands.learners import SaveLearner
from aln_review.casework.commands.retention import EraseLearner
from aln_review.casework.core import Casework
from aln_review.casework.half_typed import KeepHalfTyped
from aln_review.casework.old_copies import remove_older_copies
from aln_review.casework.places import find_places
from aln_review.casework.post import VaultInbox, VaultOutbox, VaultRegister
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.dispatch import LineState, ReturnReason
from aln_review.domain.errors import Refusal
from aln_review.domain.keeping import Basis
from aln_review.domain.learner import Learner
from aln_review.domain.people import Perspective
from aln_review.domain.words import Words
from aln_review.store import backup
from aln_review.store.health import examine
from aln_review.sync.outbox import Outbox
from tests.casework.vaults import PASSPHRASE, TODAY
from tests.hostile import story
from tests.hostile.planted import WORDS
from tests.hostile.raw_pages import found_in, frames_of, pages_of
from tests.hostile.story import Told

OF_OTHERS = (*range(3), 46, 47, 48, 49, 50, 51, 52)
"""The setting's own words, the other learner on the class list, drafts and a note of nobody's."""
REMOVED_AT_ONCE = (23, 24)
"""A photograph's hidden data never comes in."""
OF_THE_LEARNER = tuple(
    word
    for number, word in enumerate(WORDS[:54])
    if number not in OF_OTHERS and number not in REMOVED_AT_ONCE
)
DRAFTS = WORDS[54:56]
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Told]:
    found = story.tell(tmp_path)
    about = (("learner", found.learner_id),)
    found.school.vault.do(KeepHalfTyped("learner-edit", about, (("surname", DRAFTS[0]),)))
    drafts = KeepDrafts(f"meeting-line:{found.review_id}", (("card", DRAFTS[1]),))
    found.school.vault.do(drafts)
    yield found
    found.school.shut()
    found.desk.shut()


def erase(vault: Casework, learner_id: str) -> EraseLearner:
    with vault.store.view() as unit:
        name = unit.learners.get(learner_id).name
    return EraseLearner(learner_id, name, Basis.REQUEST)


def planted_in(vault: Casework, words: tuple[str, ...]) -> set[str]:
    key = vault.store.key()
    try:
        return found_in(vault.store.path, key, words)
    finally:
        key.wipe()


def rows_of_others(vault: Casework, learner_id: str) -> dict[str, list[tuple[object, ...]]]:
    """Every row that is not this learner's, table by table."""
    reader = vault.store.reader()
    try:
        return {
            table: reader.rows(f'SELECT * FROM "{table}" WHERE learner_id IS NOT ?', learner_id)
            for table in ("people", "words", "profiles", "reviews", "plans", "cases", "documents")
        } | {"learners": reader.rows("SELECT * FROM learners WHERE id IS NOT ?", learner_id)}
    finally:
        reader.close()


def test_no_planted_word_is_left_on_any_page_or_in_the_journal(told: Told) -> None:
    vault = told.school.vault
    own = (*OF_THE_LEARNER, *DRAFTS)
    vault.store.tidy()
    others = rows_of_others(vault, told.learner_id)
    assert planted_in(vault, own) == set(own)
    erased = vault.do(erase(vault, told.learner_id)).value
    assert planted_in(vault, own), "the journal still holds it; nobody has tidied yet"
    assert vault.store.tidy()
    assert planted_in(vault, own) == set()
    assert planted_in(vault, WORDS[:3]) == set(WORDS[:3])
    assert rows_of_others(vault, told.learner_id) == others
    assert others["learners"]
    assert all(check.good for check in examine(vault.store))
    with vault.store.view() as unit:
        kept = unit.erasures.get(erased.erasure.id)
        (line,) = unit.outbox.all()
        assert unit.chain().whole
    assert erased.name not in repr(kept)
    assert (line.learner_name, line.reasons, line.answer_receipt) == ("", (), "")
    assert line.sha256
    assert line.erased_on == TODAY


def test_no_letter_is_left_in_an_index_of_many_pages(told: Told) -> None:
    """Each page of an index is marked with letters of a word, which may be the erased one's."""
    vault = told.school.vault
    other = vault.do(SaveLearner(Learner("", "Guto", "Puw", TODAY))).value
    for one, ending in ((told.learner_id, "zq"), (other.id, "xk")):
        _much_text(vault, one, " ".join(f"gair{number:05}{ending}" for number in range(9_000)))
    vault.store.tidy()
    assert _holding(vault, rb"\d{4}z")
    vault.do(erase(vault, told.learner_id))
    assert vault.store.tidy()
    assert _holding(vault, rb"\d{4}z") == 0
    assert _holding(vault, rb"\d{4}x")
    with vault.store.view() as unit:
        assert {hit.learner_id for hit in unit.search("gair08999xk")} == {other.id}


def test_copies_are_removed_at_once_after_a_fresh_one_was_proved(told: Told) -> None:
    school = told.school
    folder = find_places(school.door.folder.parent).backups
    (old,) = backup.kept(folder)
    school.clock.forward(minutes=5)
    school.vault.do(erase(school.vault, told.learner_id))
    assert remove_older_copies(school.door, school.vault) == 1
    (new,) = backup.kept(folder)
    assert new != old
    key = school.vault.store.key()
    assert found_in(new, key, OF_THE_LEARNER) == set()
    key.wipe()
    assert sorted(path.suffix for path in folder.iterdir()) == [".alnvault", ".json"]


def _much_text(vault: Casework, learner_id: str, text: str) -> None:
    """A long statement, so that its words begin many pages."""
    said = Text.of(text, Language.CY)
    words = Words(f"much-{learner_id}", learner_id, said, "", Perspective.OTHERS, "", NOON)
    with vault.store.unit() as unit:
        unit.words.put(words)


def _holding(vault: Casework, pattern: bytes) -> int:
    """How many pages and frames hold something."""
    key = vault.store.key()
    try:
        texts = (*pages_of(vault.store.path, key), *frames_of(vault.store.path, key))
        return sum(re.search(pattern, text) is not None for text in texts)
    finally:
        key.wipe()


def test_the_passphrase_is_the_only_key_there_is(told: Told) -> None:
    """The pages really are decrypted: they begin with what SQLite begins a page with."""
    told.school.vault.store.tidy()
    key = told.school.vault.store.key()
    first = next(iter(pages_of(told.school.vault.store.path, key)))
    key.wipe()
    assert first[:2] == b"\x10\x00"
    assert PASSPHRASE.encode() not in first


def test_the_desk_erases_what_it_was_sent(told: Told) -> None:
    """The learner that a package brought, the package itself, and the reasons it was returned."""
    desk, school = told.desk.vault, told.school.vault
    line = school.do(SendPlan(told.plan_id)).value
    with VaultOutbox(school).open_sealed(line.id) as sealed:
        desk.do(TakeIn(line.id, sealed.read()))
    desk.do(OpenArrival(line.id))
    desk.do(AcceptArrival(line.id))
    with desk.store.view() as unit:
        (learner,) = unit.learners.all()
    wanted = EraseLearner(learner.id, learner.name, Basis.REQUEST)
    with pytest.raises(Refusal) as refused:
        desk.do(wanted)
    assert refused.value.key == "error.erase.unanswered"
    for one in VaultInbox(desk).answers():
        VaultInbox(desk).answer_offered(one.id)
    desk.do(wanted)
    assert desk.store.tidy()
    assert planted_in(desk, OF_THE_LEARNER) == set()
    with desk.store.view() as unit:
        assert {(one.learner_name, one.reasons, one.erased_on) for one in unit.arrivals.all()} == {
            ("", (), TODAY)
        }
        assert all(one.sha256 for one in unit.arrivals.all())
        assert unit.contents.ids() == []


def test_an_answer_that_comes_later_brings_nothing_back(told: Told) -> None:
    school, desk = told.school, told.desk.vault
    line = school.vault.do(SendPlan(told.plan_id)).value
    with school.vault.store.unit() as unit:
        unit.outbox.put(replace(line, state=LineState.DELIVERED, delivered_at=school.clock.now()))
    with VaultOutbox(school.vault).open_sealed(line.id) as sealed:
        desk.do(TakeIn(line.id, sealed.read()))
    desk.do(OpenArrival(line.id))
    late = desk.do(ReturnArrival(line.id, (ReturnReason("2A", WORDS[53]),))).value
    erased = school.vault.do(erase(school.vault, told.learner_id)).value
    assert {one.addressee.en for one in erased.sent_to} == {"Test Council"}
    out = Outbox(
        VaultOutbox(school.vault), VaultRegister(school.vault), school.clock.now, lambda: 0.5
    )
    assert out.match(late.receipt)
    school.vault.store.tidy()
    assert planted_in(school.vault, OF_THE_LEARNER) == set()
    with school.vault.store.view() as unit:
        assert unit.outbox.get(line.id).state is LineState.RETURNED


def test_a_package_on_its_way_is_waited_for(told: Told) -> None:
    vault = told.school.vault
    vault.do(SendPlan(told.plan_id))
    with pytest.raises(Refusal) as refused:
        vault.do(erase(vault, told.learner_id))
    assert refused.value.key == "error.erase.on_its_way"
