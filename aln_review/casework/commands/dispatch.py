"""Sending: freeze a package and queue it, in one transaction, and take it back before it goes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from aln_review.casework.belonging import membership
from aln_review.casework.core import Command, Work
from aln_review.casework.membership import SEQUENCE, desk_entry, next_number, own_identity
from aln_review.casework.papers.minutes import PrintMinutes
from aln_review.casework.papers.plan import PrintPlan
from aln_review.casework.papers.readers import package_look
from aln_review.casework.papers.seen import plan_seen, review_seen
from aln_review.casework.places import made
from aln_review.domain.audience import AUTHORITY
from aln_review.domain.bilingual import Language
from aln_review.domain.dispatch import LineState, OutboxLine, PackageKind
from aln_review.domain.errors import Refusal
from aln_review.domain.plan import Plan, PlanState
from aln_review.domain.setting import SettingKind
from aln_review.packages.container import (
    Addressee,
    Envelope,
    PackageContents,
    Paper,
    Sender,
    freeze,
)
from aln_review.packages.files import drop
from aln_review.packages.record import record_of

PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class SendPlan(Command[OutboxLine]):
    """Freeze a plan for the authority and queue it. Nothing about it changes after this.

    An early years setting decides nothing: what it sends is a referral (ALN Act 2018 s.13), and
    another setting may refer as well (s.12(2)(a)). A referral carries the draft as it stands.

    Raises:
        Refusal: the newest register does not name this vault's key, or the plan is still a draft
            and is not a referral.

    """

    plan_id: str
    referral: bool = False

    def run(self, work: Work) -> OutboxLine:
        """Write the package and its line together."""
        plan = work.unit.plans.get(self.plan_id)
        kind = PackageKind.PLAN
        if self.referral or work.kind is SettingKind.EARLY_YEARS:
            kind = PackageKind.REFERRAL
        elif plan.state not in (PlanState.COMPLETE, PlanState.LOCKED):
            raise Refusal("error.dispatch.not_complete", version=plan.version)
        if not membership(work).joined:
            raise Refusal("error.dispatch.not_joined")
        desk = desk_entry(work)
        learner = work.unit.learners.get(plan.learner_id)
        line_id = work.new_id()
        earlier = [
            line
            for line in work.unit.outbox.where(learner_id=learner.id)
            if line.state is not LineState.TAKEN_BACK and line.kind is kind
        ]
        newest = max(earlier, key=_sequence, default=None)
        identity = own_identity(work)
        setting = work.setting
        sender = Sender(identity, setting.id, setting.name, setting.person, setting.role)
        envelope = Envelope(line_id, next_number(work, SEQUENCE), work.now)
        out = made(work.tools.area) / f"{line_id}.alnpkg"
        contents = package_contents(work, plan, kind, newest.id if newest else "")
        try:
            frozen = freeze(contents, sender, Addressee(desk.keys, desk.name), envelope, out)
            work.unit.contents.put(line_id, out.read_bytes())
        finally:
            drop(out)
        line = OutboxLine(
            id=line_id,
            learner_id=learner.id,
            learner_name=learner.shown,
            kind=kind,
            version=plan.version,
            addressee=desk.name,
            fingerprint=desk.keys.fingerprint,
            sha256=frozen.sha256,
            size=frozen.size,
            sequence=envelope.sequence,
            frozen_at=work.now,
        )
        work.unit.outbox.put(line)
        work.unit.log("package.frozen", learner.id, line.id, frozen.sha256)
        if not package_look(work, plan).clear:
            # Whoever sends has been shown the names and went on: that is theirs to answer for.
            work.unit.log("paper.named_others", learner.id, line.id)
        return line


def package_contents(
    work: Work, plan: Plan, kind: PackageKind, supersedes: str = ""
) -> PackageContents:
    """What goes to the authority: papers and record alike built up for it, and for nobody else."""
    papers = [
        Paper.of(
            f"plan.{language.value}.pdf",
            PDF,
            PrintPlan(plan.id, language, AUTHORITY).run(work).data,
        )
        for language in Language
    ]
    review = work.unit.reviews.find(plan.review_id) if plan.review_id else None
    words = (
        work.unit.words.where(learner_id=review.learner_id, review_id=review.id) if review else []
    )
    if review is not None:
        papers += [
            Paper.of(
                f"minutes.{language.value}.pdf",
                PDF,
                PrintMinutes(review.id, language, AUTHORITY).run(work).data,
            )
            for language in Language
        ]
        review = review_seen(review, words, AUTHORITY)
    learner = work.unit.learners.get(plan.learner_id)
    seen = plan_seen(work, plan, AUTHORITY).plan
    return PackageContents(
        kind=kind,
        record=record_of(work.setting, learner, seen, review, words),
        papers=tuple(papers),
        form_edition=plan.form_edition,
        supersedes=supersedes,
    )


def _sequence(line: OutboxLine) -> int:
    return line.sequence


@dataclass(frozen=True, slots=True)
class TakeBack(Command[OutboxLine]):
    """Take a package back before it has been offered to anybody.

    Raises:
        Refusal: it was offered already.

    """

    line_id: str

    def run(self, work: Work) -> OutboxLine:
        """Mark the line; its bytes are kept."""
        line = work.unit.outbox.get(self.line_id)
        if line.state is not LineState.FROZEN:
            raise Refusal("error.dispatch.offered_already")
        back = replace(line, state=LineState.TAKEN_BACK)
        work.unit.outbox.put(back)
        work.unit.log("package.taken_back", line.learner_id, line.id)
        return back


@dataclass(frozen=True, slots=True)
class TryNow(Command[int]):
    """Let every waiting line be tried at the next round, whenever its turn would have come."""

    def run(self, work: Work) -> int:
        """Clear the waits; how many lines there were."""
        waiting = [
            line
            for line in work.unit.outbox.all()
            if line.state in (LineState.FROZEN, LineState.OFFERING) and line.next_try_at
        ]
        for line in waiting:
            work.unit.outbox.put(replace(line, next_try_at=None))
        return len(waiting)
