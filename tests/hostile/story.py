"""The whole job done with planted words in every field a person can fill.

Run as ``python -m tests.hostile.story FOLDER ENDING``: the process logs everything it can to its
terminal and then ends as told, with both vaults open, so that what a kill leaves behind is seen.
"""

from __future__ import annotations

import faulthandler
import logging
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from aln_review.casework.arrivals import TakeIn
from aln_review.casework.commands.authority import (
    ApproveJoin,
    Invite,
    OpenArrival,
    OpenDesk,
    ReturnArrival,
)
from aln_review.casework.commands.cases import RecordEvent
from aln_review.casework.commands.dispatch import SendPlan
from aln_review.casework.commands.joining import JoinAuthority, TakeRegister
from aln_review.casework.commands.keeping import KeepDrafts, NoteAccess, SaveSetting
from aln_review.casework.commands.learners import (
    AgreePhoto,
    SaveLearner,
    SavePerson,
    SetConsent,
)
from aln_review.casework.commands.photo import SetPhoto
from aln_review.casework.commands.plans import CompletePlan, DraftPlan, GivePlan, WriteField
from aln_review.casework.commands.priorities import AddAction, Choose, FinishAction, Settle
from aln_review.casework.commands.profiles import AddToProfile, LockProfile
from aln_review.casework.commands.reviews import (
    ExplainAbsence,
    MoveStage,
    PlanReview,
    SaveParticipant,
    SetLastWord,
)
from aln_review.casework.commands.roll import ImportRoll, OpenRoll
from aln_review.casework.commands.sound import KeepSound
from aln_review.casework.commands.words import EchoWords, EditWords, RecordWords, RemoveWords
from aln_review.casework.core import Casework
from aln_review.casework.papers.minutes import PrintMinutes
from aln_review.casework.papers.plan import PrintPlan
from aln_review.casework.papers.profile import PrintProfile
from aln_review.casework.places import find_places
from aln_review.casework.post import VaultOutbox, VaultRegister
from aln_review.casework.queries.authority import ArrivalPage
from aln_review.casework.queries.keeping import SettingsPage
from aln_review.casework.queries.plans import PlanPage
from aln_review.casework.queries.search import Search
from aln_review.casework.queries.sound import SoundStretch
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.dispatch import ReturnReason
from aln_review.domain.learner import Answer, Consent, Learner
from aln_review.domain.people import Person, Perspective
from aln_review.domain.profile import Heading
from aln_review.domain.review import (
    ActionState,
    Attending,
    Participant,
    PersonCentredReview,
    ReviewKind,
    ReviewStage,
)
from aln_review.domain.setting import SettingKind
from aln_review.domain.words import Sheet, Side
from aln_review.exchange.sound import take_in
from aln_review.store import backup
from aln_review.sync.outbox import Outbox
from tests.casework.vaults import TODAY, Made, make
from tests.exchange.sounds import recorded, tone
from tests.hostile.filling import fill_missing
from tests.hostile.planted import WORDS, photo

W = WORDS
CY, EN = Language.CY, Language.EN
CASE_BEGINS = "concern_raised"


@dataclass(frozen=True)
class Told:
    """Both vaults at the end of the story, open, and what the windows need to show it."""

    school: Made
    desk: Made
    learner_id: str
    review_id: str
    plan_id: str
    package_id: str
    papers: tuple[bytes, ...]


def as_it_is(made: Made) -> Made:
    """A vault that nothing befalls."""
    return made


def tell(folder: Path, befall: Callable[[Made], Made] = as_it_is) -> Told:
    """The story, from the class list to the authority's answer; ``befall`` may get in the way."""
    school = befall(make(folder / "school"))
    desk = befall(make(folder / "desk", SettingKind.AUTHORITY, seed=8))
    vault = school.vault
    held = vault.ask(SettingsPage()).setting
    vault.do(SaveSetting(replace(held, person=W[0], role=Text.both(W[1], W[2]))))
    _roll(vault)
    learner = _learner(vault)
    _profile(vault, learner)
    review = _review(vault, learner)
    plan_id = _plan(vault, learner, review)
    package_id = _send(school, desk, plan_id)
    vault.do(KeepDrafts("meeting", (("card", W[50]), ("action", W[51]))))
    vault.do(NoteAccess("paper.printed", learner.id, plan_id, W[52]))
    assert vault.ask(Search(W[3][:6]))
    papers = [
        vault.ask(paper).data
        for paper in (
            PrintProfile(learner.id, CY), PrintMinutes(review.id, EN), PrintPlan(plan_id, CY),
        )
    ]  # fmt: skip
    for made, name in ((school, "school"), (desk, "desk")):
        header = (folder / name / "vault" / "vault.json").read_bytes()
        backups = find_places(folder / name).backups
        backup.keep(made.vault.store, header, backups, made.clock.now(), 3)
    return Told(school, desk, learner.id, review.id, plan_id, package_id, tuple(papers))


def _roll(vault: Casework) -> None:
    rows = f"Forename,Surname,DOB,Address\n{W[46]},{W[47]},03/04/2015,{W[48]}\n{W[49]},,x,y\n"
    roll = vault.ask(OpenRoll(rows.encode()))
    report = vault.do(ImportRoll(roll.table, roll.mapping)).value
    assert len(report.rows) == 2


def _learner(vault: Casework) -> Learner:
    new = Learner(
        "", W[3], W[4], date(2016, 2, 29), called=W[5], class_name=W[6], address=W[7],
        languages=Text.both(W[8], W[9]), looked_after_by=W[10], also_at=W[11],
    )  # fmt: skip
    learner = vault.do(SaveLearner(new)).value
    person = Person(
        "", learner.id, W[12], Text.both(W[13], W[14]), Perspective.FAMILY, called=W[15],
        household=W[16], address=W[17], telephone=W[18], email=f"{W[19]}@{W[19]}.cymru",
        interpreter=W[20],
    )  # fmt: skip
    vault.do(SavePerson(person))
    vault.do(SetConsent(learner.id, Consent(Answer.YES, note=Text.both(W[21], W[22]))))
    vault.do(SetPhoto(learner.id, photo(W[23], W[24])))
    vault.do(AgreePhoto(learner.id, agreed=True))
    # A telephone hides in a recording what it hides in a photograph.
    sound = take_in(recorded("m4a", tone(0.5), W[60]))
    kept = vault.do(KeepSound(learner.id, sound.data, sound.length, W[61], W[62])).value
    assert vault.ask(SoundStretch(kept.id)).stretch.samples
    vault.do(RecordEvent(learner.id, CASE_BEGINS, TODAY, W[25]))
    with vault.store.view() as unit:
        return unit.learners.get(learner.id)


def _profile(vault: Casework, learner: Learner) -> None:
    for heading in Heading:
        add = AddToProfile(learner.id, heading, W[26], CY, W[5], Perspective.LEARNER)
        words = vault.do(add).value
        vault.do(EditWords(words.id, W[27], EN))
    vault.do(LockProfile(learner.id))


def _review(vault: Casework, learner: Learner) -> PersonCentredReview:
    review = vault.do(PlanReview(learner.id, ReviewKind.ANNUAL, TODAY, "09:30", W[28])).value
    new = Participant(
        "", W[29], Text.both(W[30], W[31]), Perspective.OTHERS, called=W[32], interpreter=W[33],
        attending=Attending.THERE,
    )  # fmt: skip
    vault.do(SaveParticipant(review.id, new))
    vault.do(ExplainAbsence(review.id, W[34], CY))
    for stage in (ReviewStage.READY, ReviewStage.MEETING):
        vault.do(MoveStage(review.id, stage))

    def record(sheet: Sheet, text: str, who: str, view: Perspective) -> str:
        side = Side.NOT_WORKING if sheet is Sheet.WORKING else Side.NONE
        return vault.do(RecordWords(review.id, sheet, text, CY, who, view, side)).value.id

    for sheet in (Sheet.ADMIRE, Sheet.NOW, Sheet.WORKING, Sheet.SUPPORT):
        said = record(sheet, W[35], W[5], Perspective.LEARNER)
        vault.do(EditWords(said, W[36], EN))
        record(sheet, W[37], W[32], Perspective.OTHERS)
    gone = record(Sheet.FUTURE, W[38], W[15], Perspective.FAMILY)
    vault.do(RemoveWords(gone))
    vault.do(EchoWords(said, W[39]))
    vault.do(Choose(review.id, said))
    vault.do(Settle(review.id))
    action = vault.do(AddAction(review.id, W[40], CY, W[29], TODAY, W[41], said)).value
    vault.do(FinishAction(review.id, action.id, ActionState.OPEN, W[42], CY))
    vault.do(SetLastWord(review.id, W[43], CY))
    for stage in (ReviewStage.READ_BACK, ReviewStage.CLOSED):
        vault.do(MoveStage(review.id, stage))
    return review


def _plan(vault: Casework, learner: Learner, review: PersonCentredReview) -> str:
    plan = vault.do(DraftPlan(learner.id, review.id)).value
    fill_missing(vault, plan)
    view = vault.ask(PlanPage(plan.id))
    block = next(s for s in view.sections if s.spec.code == "2A").blocks[0]
    for language, word in ((CY, W[44]), (EN, W[45])):
        field = block.fields[0].spec.key
        write = WriteField(plan.id, "2A", block.block.id, field, word, language)
        vault.do(write)
    vault.do(CompletePlan(plan.id))
    vault.do(GivePlan(plan.id, TODAY))
    return plan.id


def _send(school: Made, desk: Made, plan_id: str) -> str:
    desk.vault.do(OpenDesk())
    join = school.vault.do(JoinAuthority(desk.vault.do(Invite()).value)).value
    school.vault.do(TakeRegister(desk.vault.do(ApproveJoin(join)).value))
    line = school.vault.do(SendPlan(plan_id)).value
    with VaultOutbox(school.vault).open_sealed(line.id) as sealed:
        desk.vault.do(TakeIn(line.id, sealed.read()))
    desk.vault.do(OpenArrival(line.id))
    desk.vault.ask(ArrivalPage(line.id))
    answered = desk.vault.do(ReturnArrival(line.id, (ReturnReason("2A", W[53]),))).value
    _match(school, answered.receipt)
    return line.id


def _match(school: Made, receipt: str) -> None:
    out = Outbox(
        VaultOutbox(school.vault), VaultRegister(school.vault), school.clock.now, lambda: 0.5
    )
    assert out.match(receipt)


def main() -> None:
    """Tell the story and end as asked: killed, aborted by a fault of the machine, or shut."""
    folder, ending = Path(sys.argv[1]), sys.argv[2]
    faulthandler.enable(all_threads=True)
    logging.basicConfig(level=logging.DEBUG)
    told = tell(folder)
    if ending == "shut":
        told.school.shut()
        told.desk.shut()
        return
    os.kill(os.getpid(), {"kill": signal.SIGKILL, "abort": signal.SIGABRT}[ending])


if __name__ == "__main__":
    main()
