"""A request is answered: everything is in the file, and nothing that nobody looked at."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from aln_review.casework.commands.disclosure import (
    BeginDisclosure,
    FinishDisclosure,
    RulePassages,
)
from aln_review.casework.commands.learners import SavePerson
from aln_review.casework.commands.photo import SetPhoto
from aln_review.casework.commands.words import EditWords, RecordWords
from aln_review.casework.disclosing import KINDS, Marked
from aln_review.casework.erasing import OWNED
from aln_review.casework.queries.disclosure import DisclosureFile, DisclosurePage
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.document import Document
from aln_review.domain.errors import Refusal
from aln_review.domain.keeping import Ruling
from aln_review.domain.learner import Learner
from aln_review.domain.people import Person, Perspective
from aln_review.domain.words import MaySee, Sheet
from aln_review.exchange.disclosure import Flag
from aln_review.packages.locked import unlock
from tests.casework.vaults import TODAY, Made, add_learner, begin_review, make
from tests.hostile.planted import photo
from tests.reports.reading import text

CY = Language.CY
FLAGGED = {
    "Mae Mared Huws yn eistedd wrth ei hymyl.": Flag.OTHER_LEARNER,
    "Roedd hi’n eistedd gyda Fared Huws.": Flag.OTHER_LEARNER,
    "Ffoniwch 01970 123 456.": Flag.CONTACT,
    "Anfonwch at mam@tŷ.cymru neu mam@example.org": Flag.CONTACT,
    "Maen nhw yn SY23 3AB nawr.": Flag.CONTACT,
    "Mae Sioned Lewis yn gwrando.": Flag.OTHER_PERSON,
}


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    found = make(tmp_path)
    yield found
    found.shut()


@pytest.fixture
def elin(made: Made) -> Learner:
    add_learner(made.vault, "Mared", surname="Huws")
    return add_learner(made.vault, "Elin", address="3 Heol y Bont")


def say(made: Made, learner: Learner, *texts: str, by: Perspective = Perspective.LEARNER) -> None:
    with made.vault.store.view() as unit:
        held = unit.reviews.where(learner_id=learner.id)
    review = held[0] if held else begin_review(made.vault, learner)
    for one in texts:
        made.vault.do(RecordWords(review.id, Sheet.NOW, one, CY, by.value, by))


def marked(made: Made, learner: Learner) -> dict[str, Marked]:
    view = made.vault.ask(DisclosurePage(learner.id))
    return {one.passage.text.said or one.passage.text.cy: one for one in view.marked}


def decide_all(made: Made, learner: Learner) -> str:
    held = made.vault.do(BeginDisclosure(learner.id, TODAY)).value
    left = [o for o in made.vault.ask(DisclosurePage(learner.id)).marked if o.ruling is None]
    places = tuple((one.passage.place, one.passage.digest) for one in left)
    made.vault.do(RulePassages(held.id, places, Ruling.INCLUDE))
    return held.id


def opened(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(("said", "flag"), FLAGGED.items())
def test_what_names_or_reaches_somebody_else_is_marked(
    made: Made, elin: Learner, said: str, flag: Flag
) -> None:
    say(made, elin, said, "Dw i’n hoffi nofio.")
    found = marked(made, elin)
    assert flag in found[said].passage.flags
    assert "Dw i’n hoffi nofio." not in found


def test_what_others_said_is_marked_and_confidences_stand_first(made: Made, elin: Learner) -> None:
    say(made, elin, "Mae hi’n flinedig.", by=Perspective.FAMILY)
    say(made, elin, "Cyfrinach.")
    with made.vault.store.unit() as unit:
        secret = next(w for w in unit.words.all() if w.text.said == "Cyfrinach.")
        unit.words.put(replace(secret, may_see=MaySee.LEARNER_AND_RECORDER))
    view = made.vault.ask(DisclosurePage(elin.id))
    assert view.marked[0].passage.text.said == "Cyfrinach."
    assert view.counts[0][0] is Flag.PRIVATE
    assert Flag.OTHER_VOICE in marked(made, elin)["Mae hi’n flinedig."].passage.flags


def test_contact_details_are_always_marked(made: Made, elin: Learner) -> None:
    tad = Person(
        "", elin.id, "Ifan Prydderch", Text.both("tad", "father"), Perspective.FAMILY,
        household="b", address="9 Ffordd y Môr", telephone="1", email="x",
    )  # fmt: skip
    made.vault.do(SavePerson(tad))
    found = marked(made, elin)
    for one in ("9 Ffordd y Môr", "1", "x", "3 Heol y Bont"):
        assert Flag.CONTACT in found[one].passage.flags


def test_nothing_leaves_until_each_passage_has_been_decided(made: Made, elin: Learner) -> None:
    say(made, elin, *FLAGGED)
    held = made.vault.do(BeginDisclosure(elin.id, TODAY)).value
    again = made.vault.do(BeginDisclosure(elin.id, TODAY)).value
    assert again.id == held.id
    for one in made.vault.ask(DisclosurePage(elin.id)).marked:
        for forbidden in (DisclosureFile(held.id), DisclosureFile(held.id, "un dau tri pedwar")):
            with pytest.raises(Refusal) as refused:
                made.vault.ask(forbidden)
            assert refused.value.key == "error.disclosure.undecided"
        with pytest.raises(Refusal):
            made.vault.do(FinishDisclosure(held.id, locked=False))
        place = ((one.passage.place, one.passage.digest),)
        made.vault.do(RulePassages(held.id, place, Ruling.INCLUDE))
    assert made.vault.ask(DisclosureFile(held.id))


def test_a_decision_lapses_when_the_words_change(made: Made, elin: Learner) -> None:
    said = "Mae Mared Huws yn eistedd wrth ei hymyl."
    say(made, elin, said)
    held = decide_all(made, elin)
    with made.vault.store.view() as unit:
        (words,) = unit.words.all()
    made.vault.do(EditWords(words.id, said + " Eto.", CY))
    with pytest.raises(Refusal):
        made.vault.ask(DisclosureFile(held))
    old = ((f"words/{words.id}/text", "0" * 64),)
    with pytest.raises(Refusal) as refused:
        made.vault.do(RulePassages(held, old, Ruling.INCLUDE))
    assert refused.value.key == "error.disclosure.changed"


def test_a_blanked_passage_is_in_no_file_and_says_why(made: Made, elin: Learner) -> None:
    said = "Mae Mared Huws yn eistedd wrth ei hymyl."
    say(made, elin, said, "Dw i’n hoffi nofio.")
    held = decide_all(made, elin)
    one = marked(made, elin)[said].passage
    place = ((one.place, one.digest),)
    with pytest.raises(Refusal) as refused:
        made.vault.do(RulePassages(held, place, Ruling.BLANK, "because"))
    assert refused.value.key == "error.disclosure.no_reason"
    made.vault.do(RulePassages(held, place, Ruling.BLANK, "others"))
    files = opened(made.vault.ask(DisclosureFile(held)))
    assert set(files) == {"record.json", "record.cy.pdf", "record.en.pdf", "access-log.json"}
    record = json.loads(files["record.json"])
    assert record["withheld"] == 1
    (blank,) = [w["text"] for w in record["record"]["words"] if "withheld" in w["text"]]
    assert blank == {"withheld": "others"}
    for name in ("record.cy.pdf", "record.en.pdf"):
        read = " ".join(text(files[name]).split())
        assert "Mared" not in read
        assert "Dw i’n hoffi nofio." in read
    assert "It is about somebody else" in " ".join(text(files["record.en.pdf"]).split())
    assert b"Mared" not in b"".join(files.values())


def test_everything_is_in_the_file(made: Made, elin: Learner) -> None:
    """Each kind that erasing removes is told, except the requests themselves."""
    assert set(KINDS) == set(OWNED) - {"disclosures"} | {"outbox"}
    made.vault.do(SetPhoto(elin.id, photo("", "")))
    say(made, elin, "Dw i’n hoffi nofio.")
    files = opened(made.vault.ask(DisclosureFile(decide_all(made, elin))))
    record = json.loads(files["record.json"])
    assert record["format"] == "aln-review-disclosure-1"
    assert set(record["record"]) == {"learners", *KINDS}
    assert files["documents/001.jpg"].startswith(b"\xff\xd8")
    with made.vault.store.view() as unit:
        for kind in ("people", "words", "reviews", "documents"):
            kept = {one.id for one in getattr(unit, kind).where(learner_id=elin.id)}
            assert {one["id"] for one in record["record"][kind]} == kept
        lines = unit.access_log(elin.id)
    assert [line[0] for line in json.loads(files["access-log.json"])] == [x.seq for x in lines]


def test_a_written_document_can_be_opened_by_whoever_is_given_it(made: Made, elin: Learner) -> None:
    """Its file ended in ``bin``, which opens with nothing."""
    note = Document("d", elin.id, "text/plain", 2, "", Text.both("Nodyn", "Note"))
    with made.vault.store.unit() as unit:
        unit.documents.put(note)
        unit.contents.put("d", b"Da")
    files = opened(made.vault.ask(DisclosureFile(decide_all(made, elin))))
    assert files["documents/001.txt"] == b"Da"


def test_locked_it_opens_with_its_passphrase_and_no_other(made: Made, elin: Learner) -> None:
    held = decide_all(made, elin)
    data = made.vault.ask(DisclosureFile(held, "telyn crochan gwennol"))
    assert data.startswith(b"age-encryption.org/v1")
    assert b"Elin" not in data
    assert "record.json" in opened(unlock(data, "telyn crochan gwennol"))
    with pytest.raises(Refusal):
        unlock(data, "telyn crochan gwenno")
    with pytest.raises(Refusal):
        made.vault.ask(DisclosureFile(held, "byr"))


def test_it_is_written_down_and_the_next_request_begins_afresh(made: Made, elin: Learner) -> None:
    held = decide_all(made, elin)
    done = made.vault.do(FinishDisclosure(held, locked=True)).value
    assert done.saved_at is not None
    view = made.vault.ask(DisclosurePage(elin.id))
    assert (view.disclosure, view.answered) == (None, (done,))
    with pytest.raises(Refusal) as refused:
        made.vault.do(RulePassages(held, (), Ruling.INCLUDE))
    assert refused.value.key == "error.disclosure.answered"
    assert made.vault.do(BeginDisclosure(elin.id, TODAY)).value.id != held
    with made.vault.store.view() as unit:
        actions = [line.action for line in unit.access_log(elin.id)]
    assert "disclosure.saved" in actions


def test_a_request_is_not_dated_ahead(made: Made, elin: Learner) -> None:
    with pytest.raises(Refusal) as refused:
        made.vault.do(BeginDisclosure(elin.id, TODAY + timedelta(days=1)))
    assert refused.value.key == "error.disclosure.asked_later"
