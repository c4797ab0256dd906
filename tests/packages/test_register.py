"""The register: who is who, and the attacks a list of keys invites."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aln_review.domain.bilingual import Text
from aln_review.domain.errors import Refusal
from aln_review.domain.setting import SettingKind
from aln_review.packages import signing
from aln_review.packages.canonical import canonical, parse
from aln_review.packages.register import (
    Register,
    RegisterEntry,
    Role,
    Standing,
    read_register,
    sign_register,
)
from tests.packages import makers
from tests.packages.makers import NOW, World

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def people() -> World:
    return makers.world()


def refused(token: str, people: World, held: int = 0) -> str:
    with pytest.raises(Refusal) as caught:
        read_register(token, people.desk.public, held)
    return caught.value.key


def test_a_register_survives_the_road(people: World) -> None:
    token = sign_register(people.register, people.desk)
    assert read_register(token, people.desk.public, 0) == people.register
    assert read_register(token + "\n", people.desk.public, 3) == people.register


def test_rollback_an_older_register_is_refused(people: World) -> None:
    assert refused(sign_register(people.register, people.desk), people, 4) == "error.register.older"


def test_wrong_signer(people: World) -> None:
    forged = replace(people.register, root=people.stranger.public.fingerprint)
    token = sign_register(forged, people.stranger)
    assert refused(token, people) == "error.register.signature"


def test_only_the_named_root_signs(people: World) -> None:
    with pytest.raises(Refusal) as caught:
        sign_register(people.register, people.stranger)
    assert caught.value.key == "error.register.not_root"


def test_mix_and_match_a_receipt_is_no_register(people: World) -> None:
    token = signing.sign(b"{}", people.desk, signing.RECEIPT)
    assert refused(token, people) == "error.register.signature"


def test_a_root_that_names_another_root_is_refused(people: World) -> None:
    payload = parse(
        signing.read(sign_register(people.register, people.desk), signing.REGISTER, 1 << 20).payload
    )
    payload["root"] = people.stranger.public.fingerprint
    token = signing.sign(canonical(payload), people.desk, signing.REGISTER)
    assert refused(token, people) == "error.register.damaged"


def test_one_key_under_two_names_is_refused(people: World) -> None:
    twice = replace(people.register, entries=(*people.register.entries, people.register.entries[2]))
    assert refused(sign_register(twice, people.desk), people) == "error.register.damaged"


@pytest.mark.parametrize("token", ["", ".", "a.b.c", "x" * 100])
def test_what_is_no_token_is_refused(people: World, token: str) -> None:
    assert refused(token, people) == "error.register.signature"


def test_every_changed_byte_is_noticed(people: World) -> None:
    token = sign_register(people.register, people.desk)
    for place in range(0, len(token), 7):
        changed = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
        with pytest.raises(Refusal):
            read_register(changed, people.desk.public, 0)


def test_enrolling_and_revoking_raise_the_version(people: World) -> None:
    new = makers.entry(people.stranger, Role.SETTING, "bryn-eithin")
    wider = people.register.enrol(new, NOW)
    assert wider.version == 4
    assert wider.find(people.stranger.kid, date(2026, 11, 30)) == new
    with pytest.raises(Refusal) as known:
        wider.enrol(new, NOW)
    assert known.value.key == "error.register.key_known"
    gone = wider.revoke(people.stranger.kid, date(2026, 12, 1), NOW)
    assert gone.version == 5
    assert gone.find(people.stranger.kid, date(2026, 11, 30)) is not None
    assert gone.find(people.stranger.kid, date(2026, 12, 1)) is None
    with pytest.raises(Refusal) as unknown:
        gone.revoke("nobody", date(2026, 12, 1), NOW)
    assert unknown.value.key == "error.register.unknown_key"


def test_entries_are_found_by_role_and_fingerprint(people: World) -> None:
    today = date(2026, 11, 30)
    (desk,) = people.register.having(Role.DESK, today)
    assert desk.keys == people.desk.public
    assert people.register.addressed(desk.keys.fingerprint) == desk
    assert people.register.addressed("0" * 64) is None
    assert people.register.having(Role.DESK, date(2026, 8, 31)) == ()


@settings(max_examples=200)
@given(
    start=st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    good=st.none() | st.integers(0, 4000),
    gone=st.none() | st.integers(0, 4000),
    on=st.dates(date(2019, 1, 1), date(2052, 1, 1)),
)
def test_standing_is_good_exactly_between_its_days(
    start: date, good: int | None, gone: int | None, on: date
) -> None:
    entry = replace(
        makers.entry(makers.world().school, Role.SETTING),
        valid_from=start,
        valid_until=None if good is None else start + good * DAY,
        revoked_from=None if gone is None else start + gone * DAY,
    )
    wanted = (
        on >= start
        and (entry.valid_until is None or on <= entry.valid_until)
        and (entry.revoked_from is None or on < entry.revoked_from)
    )
    assert (entry.standing(on) is Standing.GOOD) is wanted


NAMES = st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), min_size=1, max_size=30)


@settings(max_examples=30, deadline=None)
@given(cy=NAMES, en=NAMES, person=NAMES, version=st.integers(1, 2**53 - 1))
def test_any_names_round_trip(cy: str, en: str, person: str, version: int) -> None:
    people = makers.world()
    name = Text.both(cy, en)
    entry = RegisterEntry(
        "a", SettingKind.COLLEGE, name, person, Role.SETTING, people.school.public, date(2026, 1, 1)
    )
    root = people.desk.public
    made = Register(version, (entry,), NOW, "999", name, root.fingerprint)
    assert read_register(sign_register(made, people.desk), root, version) == made
