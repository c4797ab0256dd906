"""A learner's recordings: kept as they are spoken, narrow, heard, and deleted only when allowed."""

from __future__ import annotations

import io
import zipfile
from array import array

import pytest

from aln_review.casework.commands.disclosure import (
    BeginDisclosure,
    FinishDisclosure,
    RulePassages,
)
from aln_review.casework.commands.marks import MarkDocument
from aln_review.casework.commands.photo import SetPhoto
from aln_review.casework.commands.plans import DraftPlan
from aln_review.casework.commands.retention import EraseLearner, PlaceHold
from aln_review.casework.commands.sound import AddToSound, DescribeSound, KeepSound, RemoveSound
from aln_review.casework.core import Casework
from aln_review.casework.queries.disclosure import DisclosureFile, DisclosurePage
from aln_review.casework.queries.learners import LearnerPage
from aln_review.casework.queries.sound import SPAN, SafeguardingSounds, SoundStretch
from aln_review.domain.bilingual import Language
from aln_review.domain.document import SOUND, Document
from aln_review.domain.errors import NotFound, Refusal
from aln_review.domain.keeping import Basis, HoldKind, Ruling
from aln_review.domain.learner import Learner
from aln_review.domain.plan import SourceKind
from aln_review.domain.words import MaySee
from aln_review.exchange.demo.pictures import paint
from aln_review.exchange.sound import RATE, WIDTH, SoundWriter
from tests.casework.vaults import TODAY, Made, add_learner
from tests.exchange.sounds import kept, tone

CY = Language.CY


@pytest.fixture
def elin(made: Made) -> Learner:
    return add_learner(made.vault)


def keep(vault: Casework, learner: Learner, title: str = "Diwrnod da") -> Document:
    data, length = kept(3.0)
    return vault.do(KeepSound(learner.id, data, length, "Elin", title, CY)).value


def sounds(vault: Casework, learner: Learner) -> tuple[Document, ...]:
    return vault.ask(LearnerPage(learner.id)).sounds


def heard(vault: Casework, sound_id: str) -> bytes:
    samples, at = b"", 0
    while True:
        part = vault.ask(SoundStretch(sound_id, at)).stretch
        samples, at = samples + part.samples, at + SPAN
        if part.ends:
            return samples


def test_it_is_kept_while_it_is_spoken_and_heard_at_any_moment(made: Made, elin: Learner) -> None:
    writer, sound_id = SoundWriter(), ""
    for second in range(1, 9):
        data = writer.feed(tone(1.0))
        if sound_id:
            made.vault.do(AddToSound(sound_id, data, writer.length))
        else:
            sound_id = made.vault.do(KeepSound(elin.id, data, writer.length)).value.id
        assert len(heard(made.vault, sound_id)) > (second - 0.5) * RATE * WIDTH
    made.vault.do(AddToSound(sound_id, writer.finish(), writer.length))
    (sound,) = sounds(made.vault, elin)
    assert (sound.media_type, sound.length, sound.author) == (SOUND, 8000, "")
    samples = heard(made.vault, sound_id)
    assert abs(len(samples) - 8 * RATE * WIDTH) < RATE
    assert max(array("h", samples)) > 5000
    with made.vault.store.view() as unit:
        assert unit.contents.size(sound.id) == sound.size
        assert unit.contents.digest(sound.id) == sound.sha256


def test_only_two_people_may_hear_it_until_somebody_says_otherwise(
    made: Made, elin: Learner
) -> None:
    sound = keep(made.vault, elin)
    assert sound.may_see is MaySee.LEARNER_AND_RECORDER
    made.vault.do(MarkDocument(sound.id, MaySee.SAFEGUARDING))
    assert sounds(made.vault, elin) == ()
    (behind,) = made.vault.ask(SafeguardingSounds(elin.id))
    assert behind.id == sound.id
    made.vault.do(MarkDocument(sound.id, MaySee.SETTING))
    assert made.vault.ask(SafeguardingSounds(elin.id)) == ()
    assert len(sounds(made.vault, elin)) == 1


def test_it_is_among_no_papers_and_cited_by_no_plan(made: Made, elin: Learner) -> None:
    sound = keep(made.vault, elin)
    assert made.vault.ask(LearnerPage(elin.id)).documents == ()
    plan = made.vault.do(DraftPlan(elin.id)).value
    cited = {
        source.ref
        for section in plan.sections
        for block in section.blocks
        for value in block.values
        for source in value.sources
        if source.kind is SourceKind.DOCUMENT
    }
    assert sound.id not in cited


def test_what_is_known_of_it_is_changed_in_the_language_it_was_written_in(
    made: Made, elin: Learner
) -> None:
    sound = keep(made.vault, elin)
    made.vault.do(DescribeSound(sound.id, " Mam ", " Y cŵn ", CY))
    (changed,) = sounds(made.vault, elin)
    assert (changed.author, changed.title.said, changed.sha256) == ("Mam", "Y cŵn", sound.sha256)
    assert changed.title.original is CY


def test_listening_and_deleting_are_in_the_log(made: Made, elin: Learner) -> None:
    sound = keep(made.vault, elin)
    made.vault.ask(SoundStretch(sound.id))
    made.vault.do(RemoveSound(sound.id))
    with made.vault.store.view() as unit:
        lines = unit.access_log(elin.id)
        assert unit.contents.ids() == []
    actions = [line.action for line in lines]
    assert [one for one in actions if one.startswith("sound.")] == ["sound.kept", "sound.removed"]
    assert actions.index("sound.kept") < actions.index("learner.opened")
    assert "Diwrnod" not in str(lines)
    assert sounds(made.vault, elin) == ()
    with pytest.raises(NotFound):
        made.vault.ask(SoundStretch(sound.id))


def test_a_recording_that_is_spoken_does_not_flood_the_log(made: Made, elin: Learner) -> None:
    sound = keep(made.vault, elin)
    with made.vault.store.view() as unit:
        before = len(unit.access_log(elin.id))
    for second in range(60):
        made.vault.do(AddToSound(sound.id, b"", 3000 + second))
    with made.vault.store.view() as unit:
        assert len(unit.access_log(elin.id)) <= before + 1


def test_nothing_that_was_asked_for_or_is_held_is_deleted(made: Made, elin: Learner) -> None:
    sound = keep(made.vault, elin)
    made.vault.do(PlaceHold(elin.id, HoldKind.LEGAL, "Cwyn", CY))
    with pytest.raises(Refusal, match=r"error\.sound\.held"):
        made.vault.do(RemoveSound(sound.id))
    macsen = add_learner(made.vault, "Macsen")
    other = keep(made.vault, macsen)
    made.vault.do(BeginDisclosure(macsen.id, TODAY))
    with pytest.raises(Refusal, match=r"error\.sound\.asked_for"):
        made.vault.do(RemoveSound(other.id))
    assert heard(made.vault, sound.id)
    assert heard(made.vault, other.id)


def test_a_photograph_is_no_sound(made: Made, elin: Learner) -> None:
    made.vault.do(SetPhoto(elin.id, paint("girl")))
    photo = made.vault.ask(LearnerPage(elin.id)).learner.photo_id
    for command in (
        RemoveSound(photo),
        AddToSound(photo, b"x", 1),
        DescribeSound(photo, "", "", CY),
    ):
        with pytest.raises(Refusal, match=r"error\.sound\.not_one"):
            made.vault.do(command)
    with made.vault.store.view() as unit:
        assert unit.contents.get(photo).startswith(b"\xff\xd8")


def test_whoever_asks_for_everything_gets_it_to_hear(made: Made, elin: Learner) -> None:
    sound = keep(made.vault, elin)
    held = made.vault.do(BeginDisclosure(elin.id, TODAY)).value
    view = made.vault.ask(DisclosurePage(elin.id))
    place = f"documents/{sound.id}"
    assert view.sounds[place] == sound
    assert place in {one.passage.place for one in view.marked}
    decided = tuple((one.passage.place, one.passage.digest) for one in view.marked)
    made.vault.do(RulePassages(held.id, decided, Ruling.INCLUDE))
    with zipfile.ZipFile(io.BytesIO(made.vault.ask(DisclosureFile(held.id)))) as archive:
        assert archive.read("documents/001.ogg").startswith(b"OggS")
    made.vault.do(FinishDisclosure(held.id, locked=False))
    made.vault.do(RemoveSound(sound.id))


def test_it_goes_with_its_learner(made: Made, elin: Learner) -> None:
    sound = keep(made.vault, elin)
    made.vault.do(EraseLearner(elin.id, elin.name, Basis.REQUEST))
    with made.vault.store.view() as unit:
        assert unit.documents.find(sound.id) is None
        assert sound.id not in unit.contents.ids()
