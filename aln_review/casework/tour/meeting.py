"""The setting's half of the tour: a profile, a review, a plan, and the papers of all three."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pikepdf

from aln_review.casework.commands.learners import AgreePhoto, SetConsent
from aln_review.casework.commands.photo import SetPhoto
from aln_review.casework.commands.plans import CompletePlan, DraftPlan, GivePlan, WriteField
from aln_review.casework.commands.priorities import AddAction, Choose, PutDot, SaveAction, Settle
from aln_review.casework.commands.profiles import AddToProfile, LockProfile, ProfileSeen
from aln_review.casework.commands.reviews import (
    MoveStage,
    PlanReview,
    Reveal,
    SetAttending,
    SetLastWord,
    ShowSheet,
)
from aln_review.casework.commands.words import EditWords, RecordWords
from aln_review.casework.core import Casework
from aln_review.casework.papers.minutes import PrintMinutes
from aln_review.casework.papers.plan import PrintPlan
from aln_review.casework.papers.profile import PrintProfile
from aln_review.casework.queries.meeting import Meeting
from aln_review.casework.queries.plans import PlanPage
from aln_review.casework.queries.profiles import ProfilePage
from aln_review.casework.tour.fixture import TourScript, WrittenField
from aln_review.casework.tour.report import Step, TourReport
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import Refusal
from aln_review.domain.learner import Answer, Consent, Learner
from aln_review.domain.people import Perspective
from aln_review.domain.plan import Plan, PlanState
from aln_review.domain.review import (
    Attending,
    Participant,
    PersonCentredReview,
    ReviewKind,
    ReviewStage,
)
from aln_review.domain.setting import SettingKind
from aln_review.domain.words import SHEETS
from aln_review.exchange.demo.pictures import paint
from aln_review.reports.document import PaperFile


def make_profile(report: TourReport, vault: Casework, learner: Learner, script: TourScript) -> None:
    """A one-page profile made with the learner, in both languages, on one side."""
    with report.step("profile") as step:
        vault.do(SetPhoto(learner.id, paint("girl")))
        vault.do(AgreePhoto(learner.id, agreed=True))
        for said in script.profile:
            words = vault.do(
                AddToProfile(
                    learner.id,
                    said.heading,
                    said.text,
                    said.language,
                    said.said_by or learner.shown,
                    said.perspective,
                )
            ).value
            vault.do(EditWords(words.id, said.translation, said.language.other))
        vault.do(ProfileSeen(learner.id))
        vault.do(LockProfile(learner.id))
        view = vault.ask(ProfilePage(learner.id))
        for language, fit in view.fits:
            step.check(f"fits one side in {language.value}", holds=fit.fits)
            step.count(**{f"size_{language.value}": fit.size_pt})
        step.check(
            "every statement in both languages", holds=not any(n for _, n in view.untranslated)
        )
        for language in Language:
            paper = vault.ask(PrintProfile(learner.id, language))
            step.check(f"{language.value} is exactly one side", holds=paper.pages == 1)
            keep_paper(report, step, f"profile.{language.value}.pdf", paper)


def hold_review(
    report: TourReport, vault: Casework, learner: Learner, script: TourScript, today: date
) -> PersonCentredReview:
    """A review, from planning to closing, everything said kept word for word."""
    with report.step("review") as step:
        review = vault.do(
            PlanReview(learner.id, ReviewKind.ANNUAL, today, "09:30", "Y Cwtsh")
        ).value
        _refused_before_its_time(vault, review, step)
        for participant in review.participants:
            vault.do(SetAttending(review.id, participant.id, Attending.THERE))
        for stage in (ReviewStage.READY, ReviewStage.MEETING):
            vault.do(MoveStage(review.id, stage))
        for sheet in SHEETS:
            vault.do(ShowSheet(review.id, sheet, 60))
            vault.do(Reveal(review.id, sheet))
        said = _say(vault, review, learner, script)
        view = vault.ask(Meeting(review.id))
        kept = {w.text.said for one in view.sheets for w in (*one.learner, *one.others)}
        step.check("every statement is kept as it was said", holds=set(said) <= kept)
        _choose(vault, review, script, today)
        for stage in (ReviewStage.READ_BACK, ReviewStage.CLOSED):
            vault.do(MoveStage(review.id, stage))
        closed = vault.ask(Meeting(review.id)).review
        step.check("closed after reading back", holds=closed.stage is ReviewStage.CLOSED)
        step.check("the learner's choice goes forward", holds=closed.chosen in closed.forward)
        step.count(statements=len(said), actions=len(closed.actions))
        for language in Language:
            paper = vault.ask(PrintMinutes(review.id, language))
            keep_paper(report, step, f"minutes.{language.value}.pdf", paper)
    return closed


def _refused_before_its_time(vault: Casework, review: PersonCentredReview, step: Step) -> None:
    try:
        vault.do(MoveStage(review.id, ReviewStage.CLOSED))
    except Refusal as refused:
        step.check(f"closing before meeting is refused: {refused.key}", holds=True)
    else:
        step.check("closing before meeting is refused", holds=False)


def _say(
    vault: Casework, review: PersonCentredReview, learner: Learner, script: TourScript
) -> list[str]:
    for said in script.wall:
        words = vault.do(
            RecordWords(
                review.id,
                said.sheet,
                said.text,
                said.language,
                said.said_by or learner.shown,
                said.perspective,
                said.side,
                said.channel,
            )
        ).value
        vault.do(EditWords(words.id, said.translation, said.language.other))
    return [said.text for said in script.wall]


def _choose(
    vault: Casework,
    review: PersonCentredReview,
    script: TourScript,
    today: date,
) -> None:
    view = vault.ask(Meeting(review.id))
    by_learner = [p for p in view.priorities if p.words.perspective is Perspective.LEARNER]
    trouble = next(p for p in by_learner if p.words.side.value == "not-working")
    vault.do(Choose(review.id, trouble.words.id))
    others = [p for p, left in view.dots_left if left]
    for participant, priority in zip(others, view.priorities[1:], strict=False):
        vault.do(PutDot(review.id, priority.words.id, participant.id))
    vault.do(Settle(review.id))
    who = _first_adult(view.people)
    for agreed in script.actions:
        action = vault.do(
            AddAction(
                review.id,
                agreed.what_cy,
                Language.CY,
                who,
                today + timedelta(days=agreed.by_days),
                agreed.known_cy,
                trouble.words.id,
            )
        ).value
        both = replace(
            action,
            what=action.what.with_(Language.EN, agreed.what_en),
            known_by=action.known_by.with_(Language.EN, agreed.known_en),
        )
        vault.do(SaveAction(review.id, both))
    vault.do(SetLastWord(review.id, script.last_word_cy, Language.CY))
    vault.do(SetLastWord(review.id, script.last_word_en, Language.EN))


def _first_adult(people: tuple[Participant, ...]) -> str:
    return next((p.name for p in people if p.perspective is not Perspective.LEARNER), "")


def write_plan(
    report: TourReport,
    vault: Casework,
    review: PersonCentredReview,
    script: TourScript,
    kind: SettingKind,
) -> Plan:
    """A draft out of what was said, written, completed and given; both papers."""
    with report.step("plan") as step:
        if kind is SettingKind.COLLEGE:
            _ask_consent(vault, review.learner_id, step)
        plan = vault.do(DraftPlan(review.learner_id, review.id)).value
        cited = sum(bool(v.sources) for s in plan.sections for b in s.blocks for v in b.values)
        step.check("the draft cites what it came from", holds=cited > 0)
        _refuse_incomplete(vault, plan, step)
        _fill(vault, plan, script, review.on)
        view = vault.ask(PlanPage(plan.id))
        step.count(still_missing=view.missing, cited=cited)
        step.check(
            "every required field is filled: "
            + ", ".join(
                f"{s.spec.code}/{f.spec.key}"
                for s in view.sections
                for b in s.blocks
                for f in b.fields
                if f.missing
            ),
            holds=view.missing == 0,
        )
        vault.do(CompletePlan(plan.id))
        given = plan
        if kind is not SettingKind.EARLY_YEARS:
            given = vault.do(GivePlan(plan.id, review.on)).value
            step.check("given and locked", holds=given.state is PlanState.LOCKED)
            step.check("its review year has begun", holds=given.review_by is not None)
        for language in Language:
            paper = vault.ask(PrintPlan(plan.id, language))
            keep_paper(report, step, f"plan.{language.value}.pdf", paper)
    return given


def _ask_consent(vault: Casework, learner_id: str, step: Step) -> None:
    """A young person in a college consents first (ALN Act 2018 ss.11(3)(c), 12(2)(b))."""
    try:
        vault.do(DraftPlan(learner_id))
    except Refusal as refused:
        step.check(f"no plan without consent: {refused.key}", holds="consent" in refused.key)
    else:
        step.check("no plan without consent", holds=False)
    yes = Consent(Answer.YES, Answer.YES, Answer.YES, Answer.YES)
    vault.do(SetConsent(learner_id, yes))


def _refuse_incomplete(vault: Casework, plan: Plan, step: Step) -> None:
    try:
        vault.do(CompletePlan(plan.id))
    except Refusal as refused:
        step.check(f"an unfinished draft is refused: {refused.key}", holds=True)
    else:
        step.check("an unfinished draft is refused", holds=False)


def _fill(vault: Casework, plan: Plan, script: TourScript, on: date) -> None:
    view = vault.ask(PlanPage(plan.id))
    for section in view.sections:
        for block in section.blocks:
            for field in block.fields:
                if field.missing:
                    _write(
                        vault, plan, section.spec.code, block.block.id, field.spec.key, script, on
                    )
        if not section.blocks and section.missing:
            for written in script.fields:
                if written.section == section.spec.code:
                    _write_one(vault, plan, "", written, on)


def _write(
    vault: Casework,
    plan: Plan,
    section: str,
    block_id: str,
    key: str,
    script: TourScript,
    on: date,
) -> None:
    for written in script.fields:
        if (written.section, written.key) == (section, key):
            _write_one(vault, plan, block_id, written, on)


def _write_one(vault: Casework, plan: Plan, block_id: str, written: WrittenField, on: date) -> None:
    where = (plan.id, written.section, block_id, written.key)
    if written.code:
        vault.do(WriteField(*where, code=_dated(written.code, on)))
        return
    vault.do(WriteField(*where, text=written.cy, language=Language.CY))
    vault.do(WriteField(*where, text=written.en, language=Language.EN))


def _dated(code: str, on: date) -> str:
    """``+7`` and ``review:+90`` are days after the review."""
    choice, colon, days = code.rpartition(":")
    if not days.startswith("+"):
        return code
    return f"{choice}{colon}{(on + timedelta(days=int(days))).isoformat()}"


def keep_paper(report: TourReport, step: Step, name: str, paper: PaperFile) -> None:
    """Keep a paper and prove that it is tagged and can be read by a machine."""
    with pikepdf.open(BytesIO(paper.data)) as pdf:
        step.check(f"{name} is tagged", holds="/StructTreeRoot" in pdf.Root)
        step.check(f"{name} has its pages", holds=len(pdf.pages) == paper.pages)
    step.check(f"{name} prints every letter", holds=not paper.missing)
    (report.folder / name).write_bytes(paper.data)
    step.count(**{name: paper.pages})
