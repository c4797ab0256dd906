"""The gateway's calls, over a real connection, as the OpenAPI file describes them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import jsonschema
import pytest

from aln_review.domain.errors import WorldFault
from aln_review.gateway.desk import Gateway, Limits
from aln_review.gateway.http import build
from aln_review.packages.identity import Identity
from aln_review.packages.receipt import ReceiptKind, read_receipt
from aln_review.packages.register import sign_register
from aln_review.packages.wire import UPLOAD_OFFSET
from aln_review.sync.requests import Answer, Ask
from tests.gateway.calls import DOCUMENT, Caller, error, head, piece, template
from tests.gateway.running import Clock, Running, running
from tests.packages import makers
from tests.packages.makers import NOW, World, package_id

SEALED = bytes(range(256)) * 40
SHA = hashlib.sha256(SEALED).hexdigest()


@pytest.fixture
def people() -> World:
    return makers.world()


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


@pytest.fixture
def empty(people: World, clock: Clock, tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path / "gateway", people, clock) as gateway:
        yield gateway


@pytest.fixture
def gateway(empty: Running, people: World, clock: Clock) -> Running:
    assert publish(empty, people, clock).status == 204
    return empty


def publish(
    gateway: Running, people: World, clock: Clock, by: Identity | None = None, token: str = ""
) -> Answer:
    signed = token or sign_register(people.register, people.desk)
    ask = Ask("PUT", "/v1/register", signed.encode())
    return Caller(gateway, by or people.desk, clock)(ask)


def sent(gateway: Running, people: World, clock: Clock, number: int = 1) -> Answer:
    ask = piece(package_id(number), SEALED, people.desk.public.fingerprint)
    return Caller(gateway, people.school, clock)(ask)


def test_health_is_open_and_says_who_it_is(gateway: Running, people: World, clock: Clock) -> None:
    told = Caller(gateway, people.stranger, clock)(Ask("GET", "/v1/health", covered=())).json()
    assert told["fingerprint"] == people.gateway.public.fingerprint
    assert told["root"] == people.desk.public.fingerprint
    assert (told["register"], told["time"]) == (3, "2026-11-30T10:15:00Z")


def test_the_openapi_file_names_every_route_and_no_other(
    gateway: Running, people: World, clock: Clock
) -> None:
    app = build(gateway.gateway)
    served = {
        (route.path, method)  # type: ignore[attr-defined]
        for route in app.routes
        for method in route.methods - {"HEAD"}  # type: ignore[attr-defined]
    }
    served.add(("/v1/packages/{id}", "HEAD"))
    described = {(p, m.upper()) for p, methods in DOCUMENT["paths"].items() for m in methods}
    assert described == served
    ask = Ask("GET", "/v1/openapi.json", covered=())
    assert Caller(gateway, people.stranger, clock)(ask).json() == DOCUMENT


def test_the_openapi_file_is_well_formed() -> None:
    for schema in DOCUMENT["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)
    text = str(DOCUMENT)
    names = {
        f"#/components/{kind}/{name}"
        for kind, items in DOCUMENT["components"].items()
        for name in items
    }
    for part in text.split("'$ref': '")[1:]:
        assert part.partition("'")[0] in names
    assert template("/v1/packages/x") == "/v1/packages/{id}"


def test_an_upload_in_one_piece_gets_a_receipt_that_holds(
    gateway: Running, people: World, clock: Clock
) -> None:
    answer = sent(gateway, people, clock)
    assert answer.status == 201
    found = read_receipt(answer.json()["receipt"], people.register).receipt
    assert (found.package, found.sha256, found.at) == (package_id(1), SHA, NOW)
    assert found.kind is ReceiptKind.DELIVERED


def test_the_same_bytes_again_get_the_same_receipt(
    gateway: Running, people: World, clock: Clock
) -> None:
    first = sent(gateway, people, clock).json()
    clock.at += timedelta(days=1)
    assert sent(gateway, people, clock).json() == first


def test_other_bytes_under_the_same_id_are_refused(
    gateway: Running, people: World, clock: Clock
) -> None:
    sent(gateway, people, clock)
    desk = people.desk.public.fingerprint
    other = Caller(gateway, people.school, clock)(piece(package_id(1), SEALED + b"x", desk))
    assert error(other) == (409, "error.gateway.other_bytes")
    asked = Caller(gateway, people.school, clock)(head(package_id(1), SEALED + b"x"))
    assert asked.status == 409


def test_the_same_id_from_another_sender_is_refused(
    gateway: Running, people: World, clock: Clock
) -> None:
    sent(gateway, people, clock)
    ask = piece(package_id(1), SEALED, people.desk.public.fingerprint)
    answer = Caller(gateway, people.gateway, clock)(ask)
    assert error(answer) == (409, "error.gateway.other_bytes")


def test_an_upload_goes_on_where_it_ended(gateway: Running, people: World, clock: Clock) -> None:
    desk = people.desk.public.fingerprint
    for at in range(0, len(SEALED), 4000):
        asked = Caller(gateway, people.school, clock)(head(package_id(1), SEALED))
        assert asked.headers[UPLOAD_OFFSET] == str(at)
        answer = Caller(gateway, people.school, clock)(piece(package_id(1), SEALED, desk, at, 4000))
    assert answer.status == 201
    asked = Caller(gateway, people.school, clock)(head(package_id(1), SEALED))
    assert asked.headers[UPLOAD_OFFSET] == str(len(SEALED))


@pytest.mark.parametrize("offset", [0, 1, 3999, 4001, 10_240])
def test_a_piece_from_another_place_is_told_the_right_one(
    gateway: Running, people: World, clock: Clock, offset: int
) -> None:
    desk = people.desk.public.fingerprint
    Caller(gateway, people.school, clock)(piece(package_id(1), SEALED, desk, 0, 4000))
    ask = piece(package_id(1), SEALED, desk, offset, 10)
    answer = Caller(gateway, people.school, clock)(ask)
    assert error(answer) == (409, "error.gateway.offset")
    assert answer.headers[UPLOAD_OFFSET] == "4000"


def test_bytes_that_are_not_the_promised_ones_are_dropped_and_may_come_again(
    gateway: Running, people: World, clock: Clock
) -> None:
    desk = people.desk.public.fingerprint
    wrong = piece(package_id(1), SEALED, desk, sent=bytes(len(SEALED)))
    answer = Caller(gateway, people.school, clock)(wrong)
    assert error(answer) == (422, "error.gateway.digest")
    assert sent(gateway, people, clock).status == 201


def test_more_bytes_than_promised_are_refused(
    gateway: Running, people: World, clock: Clock
) -> None:
    desk = people.desk.public.fingerprint
    ask = piece(package_id(1), SEALED, desk, sent=SEALED + b"x")
    assert error(Caller(gateway, people.school, clock)(ask)) == (413, "error.gateway.too_large")


def test_endless_data_in_one_piece_is_refused(
    gateway: Running, people: World, clock: Clock
) -> None:
    desk = people.desk.public.fingerprint
    ask = piece(package_id(1), SEALED, desk, sent=bytes((4 << 20) + 1))
    assert error(Caller(gateway, people.school, clock)(ask)) == (413, "error.gateway.too_large")


def test_an_addressee_the_register_does_not_name(
    gateway: Running, people: World, clock: Clock
) -> None:
    ask = piece(package_id(1), SEALED, people.stranger.public.fingerprint)
    answer = Caller(gateway, people.school, clock)(ask)
    assert error(answer) == (422, "error.gateway.unknown_addressee")


@pytest.mark.parametrize(
    "change",
    [
        {"Upload-Offset": "-1"},
        {"Upload-Length": "x"},
        {"Repr-Digest": "md5=:AA==:"},
        {"Aln-Addressee": "desk"},
        {"Upload-Length": "9" * 16},
    ],
)
def test_malformed_headers(
    gateway: Running, people: World, clock: Clock, change: dict[str, str]
) -> None:
    ask = piece(package_id(1), SEALED, people.desk.public.fingerprint)
    bad = Ask(ask.method, ask.path, ask.body, {**ask.headers, **change}, ask.covered)
    answer = Caller(gateway, people.school, clock)(bad)
    assert error(answer) == (400, "error.gateway.malformed")


@pytest.mark.parametrize("name", ["x", "%2e%2e", package_id(1).upper(), package_id(1) + "%0a"])
def test_an_id_that_is_none(gateway: Running, people: World, clock: Clock, name: str) -> None:
    ask = piece(name, SEALED, people.desk.public.fingerprint)
    answer = Caller(gateway, people.school, clock)(ask)
    assert error(answer) == (400, "error.gateway.malformed")


def test_the_mailbox_is_the_addressees_alone(gateway: Running, people: World, clock: Clock) -> None:
    for number in (1, 2, 3):
        sent(gateway, people, clock, number)
    page = Caller(gateway, people.desk, clock)(Ask("GET", "/v1/mailbox?after=0")).json()
    assert [item["id"] for item in page["items"]] == [package_id(n) for n in (1, 2, 3)]
    after = page["items"][1]["position"]
    rest = Caller(gateway, people.desk, clock)(Ask("GET", f"/v1/mailbox?after={after}")).json()
    assert [item["id"] for item in rest["items"]] == [package_id(3)]
    assert rest["head"] == page["head"] == page["items"][2]["position"]
    other = Caller(gateway, people.school, clock)(Ask("GET", "/v1/mailbox")).json()
    assert other["items"] == []


def test_sealed_bytes_come_whole_or_by_range(gateway: Running, people: World, clock: Clock) -> None:
    sent(gateway, people, clock)
    path = f"/v1/packages/{package_id(1)}"
    assert Caller(gateway, people.desk, clock)(Ask("GET", path)).body == SEALED
    part = Caller(gateway, people.desk, clock)(Ask("GET", path, headers={"Range": "bytes=10000-"}))
    assert (part.status, part.body) == (206, SEALED[10000:])
    beyond = Caller(gateway, people.desk, clock)(
        Ask("GET", path, headers={"Range": f"bytes={len(SEALED)}-"})
    )
    assert beyond.status == 416


def test_nobody_else_fetches_them(gateway: Running, people: World, clock: Clock) -> None:
    sent(gateway, people, clock)
    path = f"/v1/packages/{package_id(1)}"
    answer = Caller(gateway, people.gateway, clock)(Ask("GET", path))
    assert error(answer) == (404, "error.gateway.not_found")
    assert error(Caller(gateway, people.stranger, clock)(Ask("GET", path)))[0] == 401


def test_limits_per_key(people: World, clock: Clock, tmp_path: Path) -> None:
    few = Limits(package=20_000, packages_a_day=2, bytes_a_day=1 << 20, calls_a_minute=8)
    desk = people.desk.public.fingerprint
    with running(tmp_path / "g", people, clock, few) as gateway:
        publish(gateway, people, clock)
        large = piece(package_id(9), bytes(20_001), desk)
        answer = Caller(gateway, people.school, clock)(large)
        assert error(answer) == (413, "error.gateway.too_large")
        assert [sent(gateway, people, clock, n).status for n in (1, 2)] == [201, 201]
        assert error(sent(gateway, people, clock, 3)) == (429, "error.gateway.too_many")
        assert sent(gateway, people, clock, 2).status == 201
        clock.at += timedelta(days=1)
        assert [sent(gateway, people, clock, n).status for n in range(3, 11)][:2] == [201, 201]
        assert error(sent(gateway, people, clock, 1)) == (429, "error.gateway.too_many")
        other = Caller(gateway, people.desk, clock)(Ask("GET", "/v1/mailbox"))
        assert other.status == 200


def test_a_restart_keeps_everything(people: World, clock: Clock, tmp_path: Path) -> None:
    with running(tmp_path / "g", people, clock) as gateway:
        publish(gateway, people, clock)
        first = sent(gateway, people, clock).json()
    with running(tmp_path / "g", people, clock) as gateway:
        assert sent(gateway, people, clock).json() == first
        page = Caller(gateway, people.desk, clock)(Ask("GET", "/v1/mailbox")).json()
        assert len(page["items"]) == 1


def test_nothing_about_anyone_lies_in_the_gateways_folder(
    people: World, clock: Clock, tmp_path: Path
) -> None:
    makers.package(people, tmp_path / "a")
    data = (tmp_path / "a").read_bytes()
    with running(tmp_path / "g", people, clock) as gateway:
        publish(gateway, people, clock)
        ask = piece(package_id(1), data, people.desk.public.fingerprint)
        assert Caller(gateway, people.school, clock)(ask).status == 201
    for path in (tmp_path / "g").rglob("*"):
        assert "Elin" not in path.name
        assert path.is_dir() or b"Elin" not in path.read_bytes()


def test_without_a_root_it_does_not_start(tmp_path: Path) -> None:
    with pytest.raises(WorldFault) as caught:
        Gateway.open(tmp_path / "g")
    assert caught.value.key == "error.gateway.no_root"
