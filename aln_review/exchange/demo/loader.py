"""Fills a demo vault: an invented setting with a caseload that looks lived in on any day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from aln_review.domain.bilingual import Text
from aln_review.domain.case import Case
from aln_review.domain.ids import Ids
from aln_review.domain.learner import Learner
from aln_review.domain.people import Person
from aln_review.domain.plan import Plan
from aln_review.domain.profile import OnePageProfile
from aln_review.domain.review import PersonCentredReview
from aln_review.domain.setting import Setting, SettingKind
from aln_review.domain.words import Words
from aln_review.exchange.demo.bench import Bench
from aln_review.exchange.demo.build import LearnerBuild
from aln_review.exchange.demo.clock import DemoClock
from aln_review.exchange.demo.crowd import make_crowd
from aln_review.exchange.demo.plans import make_plan
from aln_review.exchange.demo.reviews import add_review
from aln_review.exchange.demo.rows import LearnerRow
from aln_review.exchange.demo.sent import sent_plans
from aln_review.exchange.demo.source import DemoFile, read_demo, read_names
from aln_review.exchange.demo.vault import DemoDocument, DemoSent, DemoVault
from aln_review.statute.school_calendar import DayType, load_calendar

SETTINGS = ("school", "early-years", "college")
"""Demo settings with learners of their own; ``authority`` has only what is sent to it."""


def load_demo(setting: str, today: date, ids: Ids, now: datetime, resources: Path) -> DemoVault:
    """The whole of one demo setting, its dates counted from ``today``.

    ``setting`` is one of :data:`SETTINGS` or ``authority``; ``now`` is an aware time in UTC, later
    than which nothing is said to have been said; ``resources`` is the folder that holds ``demo``.

    Raises:
        OSError: a demo file cannot be read.
        OwnFault: a calendar is missing or damaged.
        msgspec.ValidationError: a file is not of the shape described in ``source``.

    """
    folder = resources / "demo"
    names = read_names(folder / "names.json")
    file = read_demo(folder / f"{setting}.json")
    school_day = _school_day(resources / "calendars", file.setting.kind)
    bench = _bench(file, ids, DemoClock(today, now, school_day, names.months))
    rows: tuple[LearnerRow, ...] = file.learners
    if file.crowd is not None:
        rows += make_crowd(file.crowd, names, file.staff[0].key)
    return _collect(bench, rows)


def _school_day(folder: Path, kind: SettingKind) -> Callable[[date], bool]:
    """Whether the setting meets on a day; every weekday where no calendar speaks of it."""
    own = "bro-celyn-college.json" if kind is SettingKind.COLLEGE else "bro-celyn.json"
    calendar = load_calendar(folder / "wales.json", folder / own)

    def meets(day: date) -> bool:
        known = calendar.day(day).kind
        return known is DayType.SCHOOL or (known is DayType.UNKNOWN and day.weekday() < 5)

    return meets


def _bench(file: DemoFile, ids: Ids, clock: DemoClock) -> Bench:
    row = file.setting
    staff = {member.key: member for member in file.staff}
    blank = Setting(
        ids.new(),
        row.kind,
        Text.both(row.name.cy, row.name.en),
        row.authority,
        Text.both(row.authority_name.cy, row.authority_name.en),
        row.person,
        Text.both(row.role.cy, row.role.en),
        row.language,
    )
    return Bench(clock, ids, file, blank, staff)


def _collect(bench: Bench, rows: tuple[LearnerRow, ...]) -> DemoVault:
    learners: list[Learner] = []
    people: list[Person] = []
    words: list[Words] = []
    profiles: list[OnePageProfile] = []
    reviews: list[PersonCentredReview] = []
    plans: list[Plan] = []
    cases: list[Case] = []
    documents: list[DemoDocument] = []
    sent: list[DemoSent] = []
    for serial, row in enumerate(rows, start=1):
        build = LearnerBuild(bench, row, serial)
        build.start()
        learners.append(build.learner())
        for review in row.reviews:
            add_review(build, review)
        for profile in row.profiles:
            build.profile(profile)
        build.between_reviews()
        plan_id = bench.ids.new()
        own = [make_plan(build, plan, plan_id) for plan in row.plans]
        plans.extend(own)
        sent.extend(sent_plans(build, own))
        cases.append(build.case())
        people.extend(build.people.values())
        words.extend(build.words.values())
        profiles.extend(build.profiles)
        reviews.extend(build.reviews.values())
        documents.extend(build.documents.values())
    return DemoVault(
        bench.setting,
        tuple(learners),
        tuple(people),
        tuple(words),
        tuple(profiles),
        tuple(reviews),
        tuple(plans),
        tuple(cases),
        tuple(documents),
        tuple(sorted(sent, key=_sealed)),
    )


def _sealed(sent: DemoSent) -> datetime:
    return sent.sealed_at
