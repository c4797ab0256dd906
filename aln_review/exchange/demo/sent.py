"""What a demo vault has sent: which plan, when it was sealed and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aln_review.domain.dispatch import ReturnReason
from aln_review.domain.plan import Plan
from aln_review.exchange.demo.build import LearnerBuild
from aln_review.exchange.demo.rows import QuestionRow, SentRow
from aln_review.exchange.demo.vault import DemoSent


def sent_plans(build: LearnerBuild, plans: Sequence[Plan]) -> Iterator[DemoSent]:
    """The learner's packages, in the order of their rows.

    Raises:
        KeyError: a version that the learner's row does not have.

    """
    by_version = {plan.version: plan for plan in plans}
    for row in build.row.sent:
        yield _sent(build, by_version[row.version], row)


def _sent(build: LearnerBuild, plan: Plan, row: SentRow) -> DemoSent:
    clock = build.bench.clock
    sealed = clock.moment(clock.day(row.on) if row.on else clock.today, row.at)
    answered = clock.moment(clock.day(row.answered), "15:40") if row.answered else sealed
    return DemoSent(
        plan.id,
        sealed,
        row.state,
        answered,
        tuple(_question(build, question) for question in row.questions),
        referral=row.referral,
    )


def _question(build: LearnerBuild, row: QuestionRow) -> ReturnReason:
    """One language is enough: the desk writes in that of the vault's owner."""
    return ReturnReason(row.section, build.bench.text(row.asks).said)
