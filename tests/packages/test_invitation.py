"""Joining by file: what an invitation and its answer prove, and what they do not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from aln_review.domain.errors import Refusal
from aln_review.domain.setting import SettingKind
from aln_review.packages import signing
from aln_review.packages.canonical import canonical, parse
from aln_review.packages.invitation import (
    Invitation,
    JoinRequest,
    new_code,
    read_invitation,
    read_join,
    write_invitation,
    write_join,
)
from aln_review.packages.register import Role, read_register, sign_register
from tests.packages import makers
from tests.packages.makers import NOW, World, chance

TODAY = date(2026, 11, 30)


@pytest.fixture(scope="module")
def people() -> World:
    return makers.world()


def invitation(people: World) -> Invitation:
    return Invitation(
        code=new_code(chance("code")),
        gateway="https://porth.example.invalid",
        root=people.desk.public,
        authority="999",
        authority_name=makers.DESK_NAME,
        made=NOW,
        good_until=date(2026, 12, 30),
    )


def join(people: World, text: str) -> JoinRequest:
    return JoinRequest(
        invitation=text,
        setting="bryn-eithin",
        kind=SettingKind.EARLY_YEARS,
        name=makers.SCHOOL_NAME,
        person="Siân Bowen",
        keys=people.stranger.public,
        made=NOW,
    )


def key_of(action: object) -> str:
    assert callable(action)
    with pytest.raises(Refusal) as caught:
        action()
    return caught.value.key


def test_invitation_answer_and_next_register(people: World) -> None:
    invited = write_invitation(invitation(people), people.desk)
    assert read_invitation(invited + "\n") == invitation(people)
    answer = write_join(join(people, invited), people.stranger)
    request = read_join(answer, people.desk.public, TODAY)
    assert request == join(people, invited)
    wider = people.register.enrol(request.entry(TODAY), NOW)
    token = sign_register(wider, people.desk)
    found = read_register(token, people.desk.public, 3).find(people.stranger.kid, TODAY)
    assert found is not None
    assert (found.role, found.person) == (Role.SETTING, "Siân Bowen")


def test_a_changed_invitation_is_refused(people: World) -> None:
    text = write_invitation(invitation(people), people.desk)
    value = parse(signing.read(text, signing.INVITATION, 1 << 16).payload)
    value["gateway"] = "https://drwg.example.invalid"
    forged = signing.sign(canonical(value), people.stranger, signing.INVITATION)
    assert key_of(lambda: read_invitation(forged)) == "error.invitation.damaged"
    assert key_of(lambda: read_invitation(text[:-2])) == "error.invitation.damaged"
    assert key_of(lambda: read_invitation("")) == "error.invitation.damaged"


def test_an_invitation_with_another_fingerprint_is_refused(people: World) -> None:
    text = write_invitation(invitation(people), people.desk)
    value = parse(signing.read(text, signing.INVITATION, 1 << 16).payload)
    value["root_fingerprint"] = people.stranger.public.fingerprint
    again = signing.sign(canonical(value), people.desk, signing.INVITATION)
    assert key_of(lambda: read_invitation(again)) == "error.invitation.damaged"


def test_nobody_invites_in_anothers_name(people: World) -> None:
    made = invitation(people)
    assert key_of(lambda: write_invitation(made, people.stranger)) == "error.register.not_root"


@pytest.mark.parametrize("gateway", ["porth.example.invalid", "javascript:1", "https://a b"])
def test_an_address_no_gateway_can_have(people: World, gateway: str) -> None:
    made = replace(invitation(people), gateway=gateway)
    assert key_of(lambda: write_invitation(made, people.desk)) == "error.invitation.contents"


def test_an_answer_to_another_authority(people: World) -> None:
    text = write_invitation(invitation(people), people.desk)
    answer = write_join(join(people, text), people.stranger)
    other = people.school.public
    assert key_of(lambda: read_join(answer, other, TODAY)) == "error.join.other_authority"


def test_an_answer_out_of_date(people: World) -> None:
    answer = write_join(
        join(people, write_invitation(invitation(people), people.desk)), people.stranger
    )
    root = people.desk.public
    read_join(answer, root, date(2026, 12, 30))
    assert key_of(lambda: read_join(answer, root, date(2026, 12, 31))) == "error.join.out_of_date"


def test_mix_and_match_another_code_than_the_invitations(people: World) -> None:
    answer = write_join(
        join(people, write_invitation(invitation(people), people.desk)), people.stranger
    )
    value = parse(signing.read(answer, signing.JOIN, 1 << 16).payload)
    value["code"] = new_code(chance("another"))
    forged = signing.sign(canonical(value), people.stranger, signing.JOIN)
    assert key_of(lambda: read_join(forged, people.desk.public, TODAY)) == "error.join.damaged"


def test_nobody_asks_with_anothers_key(people: World) -> None:
    text = write_invitation(invitation(people), people.desk)
    request = join(people, text)
    assert key_of(lambda: write_join(request, people.school)) == "error.join.contents"
    value = parse(signing.read(write_join(request, people.stranger), signing.JOIN, 1 << 16).payload)
    value["keys"] = people.school.public.as_dict()
    forged = signing.sign(canonical(value), people.stranger, signing.JOIN)
    assert key_of(lambda: read_join(forged, people.desk.public, TODAY)) == "error.join.damaged"


def test_a_nameless_person_cannot_ask(people: World) -> None:
    text = write_invitation(invitation(people), people.desk)
    request = replace(join(people, text), person="")
    assert key_of(lambda: write_join(request, people.stranger)) == "error.join.contents"


def test_codes_are_not_guessed() -> None:
    codes = {new_code(chance(str(n))) for n in range(50)}
    assert len(codes) == 50
    assert {len(code) for code in codes} == {22}
