"""Sixty planted words through the whole story: none lies anywhere in the clear afterwards."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from aln_review.casework.commands.authority import OpenDesk
from aln_review.casework.commands.joining import JoinAuthority, TakeRegister
from aln_review.casework.commands.learners import SaveLearner, SavePerson
from aln_review.casework.commands.photo import SetPhoto
from aln_review.casework.commands.reviews import PlanReview
from aln_review.casework.commands.roll import OpenRoll
from aln_review.casework.commands.words import RecordWords
from aln_review.casework.photo_file import read_photo
from aln_review.casework.roll_check import check
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.errors import AlnError
from aln_review.domain.learner import Learner
from aln_review.domain.people import Person, Perspective
from aln_review.domain.review import ReviewKind
from aln_review.domain.words import Sheet, Words
from tests.casework.vaults import TODAY, Made, add_learner, make
from tests.hostile import story
from tests.hostile.planted import COUNT, WORDS, found_in, hits, photo
from ui.bridge import own_fault
from ui.files import read_text, write_text

ROOT = Path(__file__).parents[2]
SECRET = WORDS[55]
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Ended:
    """A process that has told the story and ended."""

    code: int
    said: bytes
    folder: Path


def run(module: str, folder: Path, *arguments: str) -> Ended:
    """Tell the story in a process whose every place to leave something is below ``folder``."""
    home = folder / "elsewhere"
    home.mkdir(parents=True)
    environment = {**os.environ, **dict.fromkeys(PLACES, str(home)), "PYTHONPATH": str(ROOT)}
    begun = time.time()
    done = subprocess.run(
        [sys.executable, "-m", module, str(folder / "data"), *arguments],
        # Where a crash would leave its image of the memory.
        cwd=home, env=environment, capture_output=True, check=False, timeout=300,
    )  # fmt: skip
    assert outside(begun) == []
    return Ended(done.returncode, done.stdout + done.stderr, folder)


PLACES = (
    "TMPDIR", "TEMP", "TMP", "HOME", "USERPROFILE", "XDG_DATA_HOME", "XDG_CACHE_HOME",
    "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR", "LOCALAPPDATA", "APPDATA",
)  # fmt: skip
"""Temporary files, recently used files, thumbnails, caches, logs: all follow one of these."""
OUTSIDE = (
    "/var/crash", "/var/spool/cups", "/var/spool/cups/tmp", "/var/lib/systemd/coredump",
    "/var/tmp", "~/.local/share/recently-used.xbel", "~/.cache/thumbnails", "~/.thumbnails",
    "~/.xsession-errors", "~/Library/Logs/DiagnosticReports", "~/Library/Application Support",
)  # fmt: skip
"""What does not: crash reports, the spool, and what ignores the environment. Where there is none
of them, as on a machine without CUPS, nothing is proved of it."""


def outside(since: float) -> list[str]:
    """Planted words in what the system itself wrote down since then."""
    found = []
    for name in OUTSIDE:
        place = Path(name).expanduser()
        files = [place] if place.is_file() else place.rglob("*") if place.is_dir() else ()
        for path in files:
            with contextlib.suppress(OSError):
                if path.is_file() and path.stat().st_mtime >= since - 2:
                    found += [f"{path.name}: {word}" for word in found_in(path.read_bytes())]
    return found


def test_the_search_finds_what_it_looks_for(tmp_path: Path) -> None:
    assert len(set(WORDS)) == COUNT >= 50
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / f"{WORDS[1]}.txt").write_bytes(WORDS[2].upper().encode("utf-16-le"))
    found = hits([tmp_path])
    assert [line.rpartition(" ")[2] for line in found] == [w.lower() for w in sorted(WORDS[1:3])]
    assert found_in(photo(WORDS[3], WORDS[4])) == {WORDS[3].lower(), WORDS[4].lower()}


@pytest.mark.parametrize("ending", ["kill", "abort", "shut"])
def test_the_story_leaves_no_planted_word_on_the_disk_or_in_a_log(
    tmp_path: Path, ending: str
) -> None:
    ended = run("tests.hostile.story", tmp_path, ending)
    assert (ended.code == 0) == (ending == "shut"), ended.said[-2000:]
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    names = {path.name for path in files}
    assert {"vault.db", "vault.json", "vault.lock"} <= names
    assert sum(path.suffix == ".alnvault" for path in files) == 2
    assert ("vault.db-wal" in names) == (ending != "shut")
    assert hits([tmp_path]) == []
    assert found_in(ended.said) == set()
    assert (b"Fatal Python error" in ended.said) == (ending == "abort")


def test_the_papers_of_the_story_do_hold_the_words(tmp_path: Path) -> None:
    """Otherwise the story would prove nothing: what was planted did go through it."""
    told = story.tell(tmp_path)
    with told.school.vault.store.view() as unit:
        held = repr([getattr(unit, name).all() for name in (
            "learners", "people", "words", "reviews", "plans", "cases", "outbox", "documents",
        )]) + repr(unit.access_log()) + repr(unit.drafts.all("meeting"))  # fmt: skip
    told.school.shut()
    told.desk.shut()
    planted = found_in(held.encode())
    hidden_in_files = {WORDS[at].lower() for at in (23, 24, 60)}
    refused_by_the_roll = {WORDS[49].lower()}
    told_to_nobody = {word.lower() for word in WORDS[54:60]}
    absent = {word.lower() for word in WORDS} - planted
    assert absent == hidden_in_files | refused_by_the_roll | told_to_nobody


def test_no_window_title_crash_or_locked_window_holds_a_planted_word(tmp_path: Path) -> None:
    ended = run("tests.hostile.windows", tmp_path)
    line = next(one for one in ended.said.splitlines() if one.startswith(b"{"))
    seen = json.loads(line)
    assert seen["rooms"] >= 10
    assert len(seen["words_shown"]) >= 15
    assert found_in("\n".join(seen["titles"]).encode()) == set()
    assert seen["in_crash"] == []
    assert seen["after_lock"] == []
    assert seen["printed"] > 10_000
    left = {path.name for path in (tmp_path / "elsewhere").rglob("*") if path.is_file()}
    assert not {name for name in left if name.startswith("core") or name.endswith(".xbel")}
    logged = ended.said.replace(line, b"")
    assert b"ValueError at blunder" in logged
    assert b"Fatal Python error" in logged
    assert found_in(logged) == set()
    assert hits([tmp_path]) == []


@pytest.mark.xvfb
def test_the_lock_takes_what_was_copied_off_the_clipboard(tmp_path: Path) -> None:
    """On a real screen: without one Qt does not know whose a clipboard is."""
    ended = run("tests.hostile.windows", tmp_path)
    seen = json.loads(next(one for one in ended.said.splitlines() if one.startswith(b"{")))
    assert len(seen["copied"]) == 1
    assert seen["copied_after_lock"] == []
    assert seen["after_lock"] == []
    assert hits([tmp_path]) == []


Failure = Callable[[Made, Path], object]


def _words_out_of_stage(made: Made, _folder: Path) -> object:
    learner = add_learner(made.vault, SECRET)
    review = PlanReview(learner.id, ReviewKind.ANNUAL, TODAY, "", SECRET)
    planned = made.vault.do(review).value
    said = (planned.id, Sheet.NOW, SECRET, Language.CY, SECRET, Perspective.LEARNER)
    return made.vault.do(RecordWords(*said))


def _half_a_letter(made: Made, _folder: Path) -> object:
    return made.vault.do(SaveLearner(Learner("", SECRET, "\ud800", TODAY, address=SECRET)))


def _a_person_of_nobody(made: Made, _folder: Path) -> object:
    person = Person("", SECRET, SECRET, Text.of(SECRET, Language.CY), Perspective.FAMILY)
    return made.vault.do(SavePerson(person))


def _the_same_row_twice(made: Made, _folder: Path) -> object:
    learner = add_learner(made.vault, SECRET)
    with made.vault.store.unit() as unit:
        unit.words.put(replace(_statement(learner.id), learner_id=SECRET))
    return None


def _statement(learner_id: str) -> Words:
    return Words(
        SECRET, learner_id, Text.of(SECRET, Language.CY), SECRET, Perspective.LEARNER, SECRET,
        NOON,
    )  # fmt: skip


def _a_damaged_photo(made: Made, _folder: Path) -> object:
    learner = add_learner(made.vault)
    return made.vault.do(SetPhoto(learner.id, photo(SECRET, SECRET)[:-900]))


def _a_photo_that_is_not_there(_made: Made, folder: Path) -> object:
    return read_photo(folder / f"{SECRET}.jpg")


def _a_roll_that_is_not_there(_made: Made, folder: Path) -> object:
    return check(folder / f"{SECRET}.csv", None)


def _a_roll_of_bytes(made: Made, _folder: Path) -> object:
    return made.vault.ask(OpenRoll(SECRET.encode("utf-16") + b"\x00\xd8\x00\x00" * 30))


def _a_roll_that_is_a_broken_workbook(made: Made, _folder: Path) -> object:
    return made.vault.ask(OpenRoll(b"PK\x03\x04" + SECRET.encode()))


def _an_invitation_of_words(made: Made, _folder: Path) -> object:
    return made.vault.do(JoinAuthority(SECRET))


def _a_register_of_words(made: Made, _folder: Path) -> object:
    return made.vault.do(TakeRegister(f"{SECRET}.{SECRET}.{SECRET}"))


def _a_desk_that_is_none(made: Made, _folder: Path) -> object:
    return made.vault.do(OpenDesk(SECRET))


def _a_wrong_passphrase(made: Made, _folder: Path) -> object:
    return made.door.unlock(SECRET)


def _a_wrong_word_of_the_sheet(made: Made, _folder: Path) -> object:
    return made.door.unlock_with_sheet(" ".join([SECRET] * 16), "llwynog bwrdd castell")


def _a_text_file_that_is_not_there(_made: Made, folder: Path) -> object:
    return read_text(folder / SECRET)


def _a_text_file_nowhere(_made: Made, folder: Path) -> object:
    return write_text(folder / SECRET / SECRET, SECRET)


FAILURES: tuple[Failure, ...] = (
    _words_out_of_stage, _half_a_letter, _a_person_of_nobody, _the_same_row_twice,
    _a_damaged_photo, _a_photo_that_is_not_there, _a_roll_that_is_not_there, _a_roll_of_bytes,
    _a_roll_that_is_a_broken_workbook, _an_invitation_of_words, _a_register_of_words,
    _a_desk_that_is_none, _a_wrong_passphrase, _a_wrong_word_of_the_sheet,
    _a_text_file_that_is_not_there, _a_text_file_nowhere,
)  # fmt: skip


@pytest.fixture
def school(tmp_path: Path) -> Iterator[Made]:
    made = make(tmp_path)
    yield made
    made.shut()


@pytest.mark.parametrize("fail", FAILURES)
def test_what_an_error_says_of_itself_holds_no_content(
    fail: Failure, school: Made, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    with pytest.raises(AlnError) as caught:
        fail(school, tmp_path)
    error = caught.value
    said = "".join(traceback.format_exception(error)) + repr(error) + str(error) + repr(error.args)
    own_fault(error)
    assert found_in((said + caplog.text).encode()) == set()
