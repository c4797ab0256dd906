"""What a demo vault is filled with: plain values of the domain, ready to be stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from aln_review.domain.case import Case
from aln_review.domain.dispatch import LineState, ReturnReason
from aln_review.domain.document import Document
from aln_review.domain.learner import Learner
from aln_review.domain.people import Person
from aln_review.domain.plan import Plan
from aln_review.domain.profile import OnePageProfile
from aln_review.domain.review import PersonCentredReview
from aln_review.domain.setting import Setting
from aln_review.domain.words import Words


@dataclass(frozen=True, slots=True)
class DemoDocument:
    """A document with its bytes."""

    document: Document
    content: bytes


@dataclass(frozen=True, slots=True)
class DemoSent:
    """A plan that is to be sealed and sent as of a past moment, and what became of it."""

    plan_id: str
    """Of the version."""
    sealed_at: datetime
    state: LineState
    answered_at: datetime
    """When the desk answered; without meaning where it did not."""
    questions: tuple[ReturnReason, ...] = ()
    referral: bool = False


@dataclass(frozen=True, slots=True)
class DemoVault:
    """Everything an invented setting holds. Every id that is referred to is in here."""

    setting: Setting
    learners: tuple[Learner, ...]
    people: tuple[Person, ...]
    words: tuple[Words, ...]
    profiles: tuple[OnePageProfile, ...]
    reviews: tuple[PersonCentredReview, ...]
    plans: tuple[Plan, ...]
    cases: tuple[Case, ...]
    documents: tuple[DemoDocument, ...]
    sent: tuple[DemoSent, ...] = ()
    """Oldest first."""
