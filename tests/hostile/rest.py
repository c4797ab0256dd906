"""The commands the story has no use for, so that nothing a person can do is left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from inspect import isabstract

from aln_review.casework.arrivals import TakeIn
from aln_review.casework.commands.authority import (
    AcceptArrival,
    EnrolGateway,
    OpenArrival,
    RevokeKey,
    SetGateway,
)
from aln_review.casework.commands.disclosure import (
    BeginDisclosure,
    FinishDisclosure,
    RulePassages,
)
from aln_review.casework.commands.dispatch import SendPlan, TakeBack, TryNow
from aln_review.casework.commands.keeping import (
    SavePreferences,
    ShowLetters,
    UseLanguage,
    WithDrafts,
)
from aln_review.casework.commands.keys import PostponeKeyholder
from aln_review.casework.commands.learners import RemovePerson, SaveLearner, SavePerson
from aln_review.casework.commands.marks import MarkDocument, MarkWords, NoteSafeguarding
from aln_review.casework.commands.papers import WarnedAboutFiles
from aln_review.casework.commands.plans import (
    AddBlock,
    CheckField,
    CompletePlan,
    DraftPlan,
    DropSource,
    RemoveBlock,
    ReopenPlan,
    WriteField,
)
from aln_review.casework.commands.priorities import (
    AddAction,
    PutDot,
    RemoveAction,
    SaveAction,
    TakeDot,
    TakeForward,
)
from aln_review.casework.commands.profiles import (
    AddToProfile,
    MoveInProfile,
    ProfileIntoPlan,
    ProfileSeen,
    RemoveFromProfile,
    ReviseInProfile,
    ShareProfile,
    Speaker,
    UseInProfile,
)
from aln_review.casework.commands.retention import (
    ChooseSchedule,
    EraseLearner,
    LiftHold,
    NoteCopiesRemoved,
    PlaceHold,
)
from aln_review.casework.commands.reviews import (
    ChangeReview,
    KeepBoth,
    MoveStage,
    PlanReview,
    RemoveParticipant,
    Reveal,
    SetAttending,
    SetPrepared,
    ShowSheet,
)
from aln_review.casework.commands.roll import OpenRoll
from aln_review.casework.commands.sound import (
    AddToSound,
    DescribeSound,
    KeepSound,
    RemoveSound,
)
from aln_review.casework.commands.words import (
    CheckTranslation,
    EditWords,
    MoveWords,
    RecordWords,
    RemoveWords,
    RestoreWords,
)
from aln_review.casework.core import Casework, Command
from aln_review.casework.half_typed import KeepHalfTyped, TakeUp
from aln_review.casework.memory import Preferences
from aln_review.casework.post import VaultOutbox
from aln_review.casework.queries.disclosure import DisclosureFile, DisclosurePage
from aln_review.casework.roll_view import KeepRoll, RollToMap
from aln_review.casework.term_dates import Period, SaveTermDates, TermDates
from aln_review.domain.bilingual import Text
from aln_review.domain.keeping import CUSTOM, Basis, HoldKind, Ruling
from aln_review.domain.learner import Learner
from aln_review.domain.people import Person, Perspective
from aln_review.domain.plan import Source, SourceKind
from aln_review.domain.profile import Audience, Heading, ShareState
from aln_review.domain.review import Attending, PersonCentredReview, ReviewKind, ReviewStage
from aln_review.domain.words import MaySee, Sheet, Side
from aln_review.packages.identity import Identity
from tests.casework.vaults import TODAY
from tests.exchange.sounds import kept
from tests.hostile.filling import fill_missing
from tests.hostile.story import CY, EN, Told

WORKED_THROUGH = "aln_review.casework."
MADE_FOR_TESTS = {"FillDemo"}


def every_command() -> set[str]:
    """The names of all commands of the product that a person can give."""

    def below(kind: type[object]) -> set[str]:
        found: set[str] = set()
        for one in kind.__subclasses__():
            public = not one.__name__.startswith("_") and not isabstract(one)
            if public and one.__module__.startswith(WORKED_THROUGH):
                found.add(one.__name__)
            found |= below(one)
        return found

    return below(Command) - MADE_FOR_TESTS


def tell_the_rest(told: Told) -> None:
    """Everything else, on a second learner and on the story's package."""
    vault = told.school.vault
    roll = vault.ask(OpenRoll(b"Forename,Surname,DOB\nMabli,Eynon,04/05/2016\n"))
    vault.do(KeepRoll(RollToMap(roll.table, roll.mapping, ())))
    learner = vault.do(SaveLearner(Learner("", "Guto", "Puw", date(2015, 5, 5)))).value
    for name, perspective in (("Mari Puw", Perspective.FAMILY), ("Ann", Perspective.OTHERS)):
        relation = Text.both("mam", "mother")
        person = vault.do(SavePerson(Person("", learner.id, name, relation, perspective))).value
    vault.do(RemovePerson(person.id))
    _desk_settings(vault)
    review = _meeting(vault, learner)
    _profile(vault, learner, review)
    _plan(told, vault, learner, review)
    _sounds(vault, learner)
    _erased(vault)


def _desk_settings(vault: Casework) -> None:
    vault.do(SavePreferences(Preferences(text_percent=150)))
    vault.do(PostponeKeyholder())
    vault.do(UseLanguage(EN))
    vault.do(ShowLetters(True))
    vault.do(WarnedAboutFiles())
    vault.do(KeepHalfTyped("settings", (), (("setting-cy", "Ysgol y"),)))
    vault.do(TakeUp(PostponeKeyholder()))
    autumn = Period(date(2026, 9, 1), date(2026, 12, 18))
    vault.do(SaveTermDates(TermDates((autumn,))))
    vault.do(TryNow())


def _sounds(vault: Casework, learner: Learner) -> None:
    data, length = kept(2.0)
    half = len(data) // 2
    begun = vault.do(KeepSound(learner.id, data[:half], length // 2)).value
    vault.do(AddToSound(begun.id, data[half:], length))
    vault.do(DescribeSound(begun.id, "Guto", "Pêl-droed", CY))
    slip = vault.do(KeepSound(learner.id, data, length)).value
    vault.do(RemoveSound(slip.id))


def _meeting(vault: Casework, learner: Learner) -> PersonCentredReview:
    review = vault.do(PlanReview(learner.id, ReviewKind.INTERIM, TODAY)).value
    vault.do(ChangeReview(review.id, TODAY, "13:00", "Neuadd", 45))
    vault.do(SetPrepared(review.id, "asked", done=True))
    adult = next(p for p in review.participants if p.perspective is Perspective.FAMILY)
    vault.do(SetAttending(review.id, adult.id, Attending.THERE))
    for stage in (ReviewStage.READY, ReviewStage.MEETING):
        vault.do(MoveStage(review.id, stage))
    vault.do(ShowSheet(review.id, Sheet.NOW, 40))
    vault.do(Reveal(review.id, Sheet.NOW))
    said = []
    for text, view in (("Pêl-droed", Perspective.LEARNER), ("Dim pêl", Perspective.FAMILY)):
        record = RecordWords(review.id, Sheet.NOW, text, CY, view.value, view)
        said.append(vault.do(WithDrafts(record, "meeting", (("card", "hanner"),))).value.id)
    vault.do(EditWords(said[0], "Football", EN))
    vault.do(EditWords(said[0], "Pêl-droed efo Dad", CY))
    vault.do(CheckTranslation(said[0]))
    vault.do(MoveWords(said[1], Sheet.WORKING, 0, Side.NOT_WORKING))
    vault.do(RemoveWords(said[1]))
    vault.do(RestoreWords(said[1]))
    vault.do(KeepBoth(review.id, tuple(said), TODAY + timedelta(days=30)))
    for _ in range(2):
        vault.do(PutDot(review.id, said[1], adult.id))
    vault.do(TakeDot(review.id, said[1], adult.id))
    vault.do(TakeForward(review.id, tuple(said)))
    action = vault.do(AddAction(review.id, "Ffonio", CY)).value
    vault.do(SaveAction(review.id, replace(action, who="Mari Puw")))
    vault.do(RemoveAction(review.id, action.id))
    vault.do(RemoveParticipant(review.id, adult.id))
    return review


def _profile(vault: Casework, learner: Learner, review: PersonCentredReview) -> None:
    with vault.store.view() as unit:
        said = unit.words.where(review_id=review.id)[0]
    vault.do(UseInProfile(said.id, Heading.IMPORTANT))
    add = AddToProfile(learner.id, Heading.IMPORTANT, "Cŵn", CY, "Guto", Perspective.LEARNER)
    words = vault.do(add).value
    speaker = Speaker("Guto", Perspective.LEARNER)
    vault.do(ReviseInProfile(learner.id, words.id, "Cŵn mawr", "Big dogs", CY, speaker))
    vault.do(MoveInProfile(learner.id, words.id, Heading.ADMIRE, 0))
    vault.do(RemoveFromProfile(learner.id, words.id))
    until = TODAY + timedelta(days=90)
    vault.do(ShareProfile(learner.id, Audience.CLASS_STAFF, ShareState.AGREED, until))
    vault.do(ProfileSeen(learner.id))
    vault.do(ProfileIntoPlan(learner.id))
    _marks(vault, learner, said.id)


def _marks(vault: Casework, learner: Learner, said: str) -> None:
    """Who may see a statement and a document, and a note that two people may."""
    for level in (MaySee.LEARNER_AND_RECORDER, MaySee.MEETING):
        vault.do(MarkWords(said, level))
    with vault.store.view() as unit:
        paper = unit.documents.all()[0]
    vault.do(MarkDocument(paper.id, MaySee.SAFEGUARDING))
    vault.do(MarkDocument(paper.id, paper.may_see))
    vault.do(NoteSafeguarding(learner.id, "Dywedodd rywbeth heddiw", CY))


def _plan(told: Told, vault: Casework, learner: Learner, review: PersonCentredReview) -> None:
    plan = vault.do(DraftPlan(learner.id, review.id)).value
    fill_missing(vault, plan)
    block = vault.do(AddBlock(plan.id, "2B")).value
    field = next(f.key for f in vault.tools.law.form.section("2B").fields if not f.kind.coded)
    source = Source(SourceKind.RECORD, "r", Text.of("Cofnod", CY))
    vault.do(WriteField(plan.id, "2B", block.id, field, "Un", CY, add_source=source))
    vault.do(CheckField(plan.id, "2B", block.id, field))
    vault.do(DropSource(plan.id, "2B", block.id, field, source))
    vault.do(RemoveBlock(plan.id, "2B", block.id))
    vault.do(CompletePlan(plan.id))
    vault.do(ReopenPlan(plan.id))
    vault.do(CompletePlan(plan.id))
    vault.do(TakeBack(vault.do(SendPlan(plan.id)).value.id))
    line = vault.do(SendPlan(plan.id)).value
    desk = told.desk.vault
    with VaultOutbox(vault).open_sealed(line.id) as sealed:
        desk.do(TakeIn(line.id, sealed.read()))
    desk.do(OpenArrival(line.id))
    desk.do(AcceptArrival(line.id))
    desk.do(SetGateway("https://porth.invalid"))
    gateway = Identity.create(told.desk.vault.tools.random)
    desk.do(EnrolGateway(gateway.public.to_json()))
    desk.do(RevokeKey(gateway.kid, TODAY))


def _erased(vault: Casework) -> None:
    """A learner who came, was held, and went."""
    gone = vault.do(SaveLearner(Learner("", "Mwynen", "Tudur", date(2015, 5, 6)))).value
    relation = Text.both("tad", "father")
    vault.do(SavePerson(Person("", gone.id, "Rhun Tudur", relation, Perspective.FAMILY)))
    add = AddToProfile(gone.id, Heading.ADMIRE, "Yn canu", CY, "Mwynen", Perspective.LEARNER)
    vault.do(add)
    vault.do(ChooseSchedule(CUSTOM, 30, looked_after="born-75"))
    _shown(vault, gone.id)
    hold = vault.do(PlaceHold(gone.id, HoldKind.LEGAL, "Apêl", CY)).value
    vault.do(LiftHold(hold.id))
    erasure = vault.do(EraseLearner(gone.id, "Mwynen Tudur", Basis.MISTAKE)).value.erasure
    vault.do(NoteCopiesRemoved(erasure.id))


def _shown(vault: Casework, learner_id: str) -> None:
    """Somebody asked to see the record, and got it."""
    asked = vault.do(BeginDisclosure(learner_id, TODAY)).value
    every = vault.ask(DisclosurePage(learner_id)).marked
    places = tuple((one.passage.place, one.passage.digest) for one in every)
    vault.do(RulePassages(asked.id, places, Ruling.INCLUDE))
    vault.do(RulePassages(asked.id, places[:1], Ruling.BLANK, "others"))
    assert vault.ask(DisclosureFile(asked.id, "llwynog bwrdd castell"))
    vault.do(FinishDisclosure(asked.id, locked=True))
