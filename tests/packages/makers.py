"""A small authority with one school, all invented, and packages between them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from aln_review.domain.bilingual import Language, Text
from aln_review.domain.dispatch import PackageKind
from aln_review.domain.ids import uuid7
from aln_review.domain.learner import Learner
from aln_review.domain.plan import Block, FieldValue, KeptBy, Plan, SectionContent
from aln_review.domain.setting import Setting, SettingKind
from aln_review.packages.container import (
    Addressee,
    Envelope,
    Frozen,
    PackageContents,
    Paper,
    Sender,
    freeze,
)
from aln_review.packages.identity import Identity
from aln_review.packages.record import record_of
from aln_review.packages.register import Register, RegisterEntry, Role

NOW = datetime(2026, 11, 30, 10, 15, tzinfo=UTC)
SCHOOL_NAME = Text.both("Ysgol Gynradd Glan-yr-afon", "Glan-yr-afon Primary School")
DESK_NAME = Text.both("Cyngor Sir Dyffryn Ceri", "Ceri Valley County Council")
ROLE = Text.both("Cydlynydd ADY", "ALN co-ordinator")


def chance(seed: str) -> Callable[[int], bytes]:
    """Randomness that is the same in every run."""
    count = 0

    def random(size: int) -> bytes:
        nonlocal count
        count += 1
        return hashlib.shake_256(f"{seed}/{count}".encode()).digest(size)

    return random


def package_id(number: int) -> str:
    """A version 7 id that is the same in every run."""
    return uuid7(1_796_000_000_000 + number, number.to_bytes(10, "big"))


@dataclass(frozen=True)
class World:
    """Everyone's keys and the register that names them."""

    desk: Identity
    school: Identity
    gateway: Identity
    stranger: Identity
    register: Register


def entry(identity: Identity, role: Role, setting: str = "") -> RegisterEntry:
    names = {Role.SETTING: SCHOOL_NAME, Role.DESK: DESK_NAME, Role.GATEWAY: DESK_NAME}
    kind = SettingKind.SCHOOL if role is Role.SETTING else SettingKind.AUTHORITY
    return RegisterEntry(
        setting=setting or ("glan-yr-afon" if role is Role.SETTING else "dyffryn-ceri"),
        kind=kind,
        name=names[role],
        person="Mari Prys" if role is Role.SETTING else "Huw Pari",
        role=role,
        keys=identity.public,
        valid_from=date(2026, 9, 1),
    )


def world() -> World:
    made = {name: Identity.create(chance(name)) for name in ("desk", "school", "gateway", "x")}
    register = Register(
        version=3,
        entries=(
            entry(made["desk"], Role.DESK),
            entry(made["gateway"], Role.GATEWAY),
            entry(made["school"], Role.SETTING),
        ),
        issued=NOW,
        authority="999",
        authority_name=DESK_NAME,
        root=made["desk"].public.fingerprint,
    )
    return World(made["desk"], made["school"], made["gateway"], made["x"], register)


def record() -> dict[str, object]:
    setting = Setting(
        id="glan-yr-afon",
        kind=SettingKind.SCHOOL,
        name=SCHOOL_NAME,
        authority="999",
        authority_name=DESK_NAME,
        person="Mari Prys",
        role=ROLE,
    )
    learner = Learner(package_id(900), "Elin", "Tŷ’r Ŵyn", date(2017, 3, 4), needs=("slcn",))
    words = Text.of("Dw i’n hoffi’r ŵyn", Language.CY)
    plan = Plan(
        id=package_id(901),
        plan_id=package_id(902),
        learner_id=learner.id,
        version=2,
        form_edition="2021-annex-a",
        kept_by=KeptBy.SCHOOL,
        changed_at=NOW,
        sections=(SectionContent("1C", (Block(package_id(903), (FieldValue("like", words),)),)),),
    )
    return record_of(setting, learner, plan)


def contents(size: int = 3000) -> PackageContents:
    pdf = b"%PDF-1.7 invented\n" + bytes(range(256)) * (size // 256)
    return PackageContents(
        kind=PackageKind.PLAN,
        record=record(),
        papers=(
            Paper.of("plan.cy.pdf", "application/pdf", pdf + b"cy"),
            Paper.of("plan.en.pdf", "application/pdf", pdf + b"en"),
        ),
        attachments=(Paper.of(f"attachments/{package_id(904)}", "image/jpeg", pdf[:700]),),
        form_edition="2021-annex-a",
    )


def sender(identity: Identity, setting: str = "glan-yr-afon") -> Sender:
    return Sender(identity, setting, SCHOOL_NAME, "Mari Prys", ROLE)


def package(
    people: World,
    out: Path,
    number: int = 1,
    made: PackageContents | None = None,
    created: datetime = NOW,
) -> Frozen:
    return freeze(
        made or contents(),
        sender(people.school),
        Addressee(people.desk.public, DESK_NAME),
        Envelope(package_id(number), number, created),
        out,
    )


def revoked(people: World, start: date) -> World:
    return replace(people, register=people.register.revoke(people.school.kid, start, NOW))
