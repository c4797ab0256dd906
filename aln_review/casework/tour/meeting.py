"""A one-page profile and a person-centred review, with the papers of both."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from aln_review.casework.commands.learners import AgreePhoto
from aln_review.casework.commands.photo import SetPhoto
from aln_review.casework.commands.priorities import AddAction, Choose, PutDot, SaveAction, Settle
from aln_review.casework.commands.profiles import (
    AddToProfile,
    LockProfile,
    ProfileIntoPlan,
    ProfileSeen,
)
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
from aln_review.casework.papers.profile import PrintProfile
from aln_review.casework.queries.meeting import Meeting, MeetingView
from aln_review.casework.queries.profiles import ProfilePage
from aln_review.casework.tour.fixture import Statement, TourScript
from aln_review.casework.tour.paper import keep_paper, name_of, says
from aln_review.casework.tour.report import Step, TourReport
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import OwnFault, Refusal
from aln_review.domain.learner import Learner
from aln_review.domain.people import Perspective
from aln_review.domain.review import Attending, PersonCentredReview, ReviewStage
from aln_review.domain.words import SHEETS, Channel, Side, Words
from aln_review.exchange.demo.pictures import paint


def read_in(said: Statement, language: Language) -> str:
    """A statement as a reader of ``language`` has it."""
    return said.text if said.language is language else said.translation


def make_profile(report: TourReport, vault: Casework, learner: Learner, script: TourScript) -> None:
    """A one-page profile made with the learner, in both languages, on one side."""
    with report.step("profile") as step:
        vault.do(SetPhoto(learner.id, paint(script.learner.picture)))
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
                    said.channel,
                    interpreted=said.interpreted,
                )
            ).value
            vault.do(EditWords(words.id, said.translation, said.language.other))
        vault.do(ProfileSeen(learner.id))
        vault.do(ProfileIntoPlan(learner.id))
        locked = vault.do(LockProfile(learner.id)).value
        view = vault.ask(ProfilePage(learner.id))
        step.check("locked", holds=locked.locked)
        step.count(statements=len(locked.items))
        for language, fit in view.fits:
            step.check(f"fits:{language.value}", holds=fit.fits)
            step.count(**{f"size_{language.value}": fit.size_pt})
        step.check("nothing-untranslated", holds=not any(n for _, n in view.untranslated))
        for language in Language:
            name = name_of("profile", language)
            paper = vault.ask(PrintProfile(learner.id, language))
            step.check(f"one-side:{language.value}", holds=paper.pages == 1)
            keep_paper(report, step, name, paper)
            says(step, name, paper, [read_in(said, language) for said in script.profile])


def hold_review(
    report: TourReport, vault: Casework, learner: Learner, script: TourScript, today: date
) -> PersonCentredReview:
    """A review, from planning to closing, everything said kept word for word."""
    with report.step("review") as step:
        planned = PlanReview(learner.id, script.kind, today, "09:30", script.place)
        review = vault.do(planned).value
        _refused_before_its_time(vault, review, step)
        for participant in review.participants:
            vault.do(SetAttending(review.id, participant.id, Attending.THERE))
        for stage in (ReviewStage.READY, ReviewStage.MEETING):
            vault.do(MoveStage(review.id, stage))
        for sheet in SHEETS:
            vault.do(ShowSheet(review.id, sheet, 60))
            vault.do(Reveal(review.id, sheet))
        _say(vault, review, learner, script)
        _check_kept(step, vault.ask(Meeting(review.id)), script)
        _choose(vault, review, script)
        _agree(vault, review, script, today)
        for stage in (ReviewStage.READ_BACK, ReviewStage.CLOSED):
            vault.do(MoveStage(review.id, stage))
        closed = vault.ask(Meeting(review.id)).review
        step.check("closed", holds=closed.stage is ReviewStage.CLOSED)
        step.check("choice-goes-forward", holds=closed.chosen == closed.forward[0])
        step.count(actions=len(closed.actions), forward=len(closed.forward))
        for language in Language:
            _keep_minutes(report, step, vault, closed, script, language)
    return closed


def _keep_minutes(
    report: TourReport,
    step: Step,
    vault: Casework,
    review: PersonCentredReview,
    script: TourScript,
    language: Language,
) -> None:
    name = name_of("minutes", language)
    paper = vault.ask(PrintMinutes(review.id, language))
    keep_paper(report, step, name, paper)
    expected = [read_in(said, language) for said in script.wall]
    expected += [agreed.what.get(language) for agreed in script.actions]
    says(step, name, paper, [*expected, script.last_word.get(language)])


def _refused_before_its_time(vault: Casework, review: PersonCentredReview, step: Step) -> None:
    try:
        vault.do(MoveStage(review.id, ReviewStage.CLOSED))
    except Refusal as refused:
        step.check(f"refused:{refused.key}", holds=True)
    else:
        step.check("closing-before-meeting-is-refused", holds=False)


def _say(
    vault: Casework, review: PersonCentredReview, learner: Learner, script: TourScript
) -> None:
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
                interpreted=said.interpreted,
            )
        ).value
        vault.do(EditWords(words.id, said.translation, said.language.other))


def _check_kept(step: Step, view: MeetingView, script: TourScript) -> None:
    kept = {w.text.said: w for one in view.sheets for w in (*one.learner, *one.others)}
    step.check("kept-as-it-was-said", holds=all(_same(kept, said) for said in script.wall))
    step.count(
        statements=len(script.wall),
        interpreted=sum(said.interpreted for said in script.wall),
        not_spoken=sum(said.channel is not Channel.SAID for said in script.wall),
        in_welsh_first=sum(said.language is Language.CY for said in script.wall),
    )


def _same(kept: dict[str, Words], said: Statement) -> bool:
    words = kept.get(said.text)
    return words is not None and (
        (words.text.original, words.text.get(said.language.other)),
        (words.channel, words.interpreted, words.perspective),
    ) == (
        (said.language, said.translation),
        (said.channel, said.interpreted, said.perspective),
    )


def _choose(vault: Casework, review: PersonCentredReview, script: TourScript) -> None:
    """The learner's own choice, and one dot from everyone on a second statement."""
    view = vault.ask(Meeting(review.id))
    offered = {p.words.text.said: p.words for p in view.priorities}
    trouble = next(
        words
        for words in offered.values()
        if words.perspective is Perspective.LEARNER and words.side is Side.NOT_WORKING
    )
    vault.do(Choose(review.id, trouble.id))
    if script.second not in offered:
        raise OwnFault("error.tour.check", step="review", check="second-statement")
    for participant, left in view.dots_left:
        if left:
            vault.do(PutDot(review.id, offered[script.second].id, participant.id))
    vault.do(Settle(review.id))


def _agree(vault: Casework, review: PersonCentredReview, script: TourScript, today: date) -> None:
    forward = vault.ask(Meeting(review.id)).review.forward
    for agreed, words_id in zip(script.actions, forward, strict=True):
        action = vault.do(
            AddAction(
                review.id,
                agreed.what.said,
                agreed.what.original,
                agreed.who,
                today + timedelta(days=agreed.by_days),
                agreed.known.said,
                words_id,
            )
        ).value
        vault.do(SaveAction(review.id, replace(action, what=agreed.what, known_by=agreed.known)))
    for language in (script.last_word.original, script.last_word.original.other):
        vault.do(SetLastWord(review.id, script.last_word.get(language), language))
