"""Too much of everything: refused in words or carried in bounded memory, and never kept by half."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from aln_review.casework.commands.keeping import KeepDrafts
from aln_review.casework.commands.learners import SaveLearner
from aln_review.casework.commands.photo import SetPhoto
from aln_review.casework.commands.profiles import AddToProfile
from aln_review.casework.commands.roll import ImportRoll, OpenRoll, PreviewRoll
from aln_review.casework.commands.words import EditWords, RecordWords
from aln_review.casework.core import Command
from aln_review.casework.queries.learners import Caseload
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import AlnError, Refusal
from aln_review.domain.learner import Learner
from aln_review.domain.people import Perspective
from aln_review.domain.profile import Heading
from aln_review.domain.words import Sheet
from aln_review.exchange.photo import KEPT_SIDE, MAX_PIXELS
from aln_review.exchange.roll.report import Status
from aln_review.language.catalogue import Catalogue
from tests.casework.vaults import TODAY, Made, add_learner, begin_review
from tests.hostile import bombs, flood
from tests.hostile.planted import photo

ROOT = Path(__file__).parents[2]
CATALOGUES = [Catalogue.load(language) for language in Language]
MOST_MEGABYTES = 256
LONGEST_SECONDS = 300
"""Beyond this a process counts as hung."""


def measured(scene: str, folder: Path, size: int) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.hostile.flood", scene, str(folder), str(size)]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, check=True, timeout=LONGEST_SECONDS
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


@pytest.mark.slow
def test_a_large_roll_is_compared_within_bounds(tmp_path: Path) -> None:
    found = measured("preview", tmp_path, 30_000)
    assert found["new"] == found["rows"] == 30_000
    assert found["megabytes_peak"] - found["megabytes_before"] < MOST_MEGABYTES


@pytest.mark.slow
def test_thousands_of_learners_are_imported_at_once_and_found_again(tmp_path: Path) -> None:
    found = measured("keep", tmp_path, 4_000)
    assert (found["shown"], found["nothing_again"]) == (4_000, 1)
    assert found["found"] > 0
    assert found["megabytes_peak"] - found["megabytes_before"] < MOST_MEGABYTES


def test_a_roll_beyond_all_rolls_is_refused_whole(made: Made) -> None:
    head = b"Surname,Forename,DOB\n"
    for data in (head + b"a,b,01/01/2015\n" * 250_001, head + b"x" * (65 << 20)):
        with pytest.raises(AlnError) as refused:
            made.vault.ask(OpenRoll(data))
        assert all(words.has(refused.value.key) for words in CATALOGUES)
    assert made.vault.ask(Caseload()).rows == ()


def test_every_half_of_a_roll_keeps_whole_rows_or_says_why(made: Made) -> None:
    whole = flood.roll(40)
    for cut in range(0, len(whole), 37):
        try:
            opened = made.vault.ask(OpenRoll(whole[:cut]))
            report = made.vault.ask(PreviewRoll(opened.table, opened.mapping))
        except AlnError as refused:
            assert all(words.has(refused.key) for words in CATALOGUES)  # noqa: PT017 - either way
            continue
        rows = whole[:cut].count(b"\n")
        assert report.count(Status.NEW) <= rows
        ended = whole[:cut].endswith(b'Nant"')
        assert report.count(Status.NEW) >= rows - 1 or ended
        if report.count(Status.REFUSED):
            assert opened.table.source.cut_short
    opened = made.vault.ask(OpenRoll(whole[: len(whole) // 2]))
    kept = made.vault.do(ImportRoll(opened.table, opened.mapping)).value.count(Status.NEW)
    assert len(made.vault.ask(Caseload()).rows) == kept
    opened = made.vault.ask(OpenRoll(whole))
    made.vault.do(ImportRoll(opened.table, opened.mapping))
    assert len(made.vault.ask(Caseload()).rows) == 40


@pytest.mark.parametrize("name", bombs.REFUSED)
def test_what_is_no_safe_picture_is_refused_and_the_old_one_stays(made: Made, name: str) -> None:
    learner = add_learner(made.vault)
    kept = made.vault.do(SetPhoto(learner.id, photo("a", "b"))).value
    with pytest.raises(AlnError) as refused:
        made.vault.do(SetPhoto(learner.id, bombs.REFUSED[name]()))
    assert all(words.has(refused.value.key) for words in CATALOGUES)
    assert refused.value.key.startswith("error.photo.")
    with made.vault.store.view() as unit:
        assert unit.learners.get(learner.id) == kept
        assert unit.documents.count() == 1


@pytest.mark.parametrize("name", bombs.TAKEN)
def test_what_is_odd_is_drawn_afresh(made: Made, name: str) -> None:
    learner = add_learner(made.vault)
    kept = made.vault.do(SetPhoto(learner.id, bombs.TAKEN[name]())).value
    with made.vault.store.view() as unit:
        picture = unit.contents.get(kept.photo_id)
    with Image.open(io.BytesIO(picture)) as image:
        assert max(image.size) <= KEPT_SIDE
        assert not image.getexif()
        assert image.format == "JPEG"
    assert len(picture) < MAX_PIXELS // 100


FLOOD = "Dim byd ond geiriau. " * 1_000_000


def floods(learner: str, review: str, words: str) -> tuple[Command[object], ...]:
    """The same twenty megabytes into six kinds of field."""
    cy, own = Language.CY, Perspective.LEARNER
    return (
        RecordWords(review, Sheet.NOW, FLOOD, cy, "Elin", own),
        RecordWords(review, Sheet.NOW, "Un", cy, FLOOD, own),
        EditWords(words, FLOOD, Language.EN),
        AddToProfile(learner, Heading.ADMIRE, FLOOD, cy, "Elin", own),
        SaveLearner(Learner(learner, FLOOD, "Puw", TODAY)),
        KeepDrafts("meeting", (("card", FLOOD),)),
    )


def test_twenty_megabytes_of_text_are_refused_in_any_field(made: Made) -> None:
    learner = add_learner(made.vault)
    review = begin_review(made.vault, learner)
    said = RecordWords(review.id, Sheet.NOW, "Un", Language.CY, "Elin", Perspective.LEARNER)
    words = made.vault.do(said).value
    for command in floods(learner.id, review.id, words.id):
        with pytest.raises(Refusal) as refused:
            made.vault.do(command)
        assert refused.value.key == "error.text.too_long"
    with made.vault.store.view() as unit:
        assert unit.words.all() == [words]
        assert unit.learners.get(learner.id) == learner
        assert unit.drafts.all("meeting") == {}


def test_ten_thousand_statements_in_one_review_are_all_shown(tmp_path: Path) -> None:
    found = measured("wall", tmp_path, 10_000)
    assert found["cards"] == 10_000
    assert found["megabytes_peak"] - found["megabytes_before"] < MOST_MEGABYTES
