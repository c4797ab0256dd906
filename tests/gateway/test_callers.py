"""Attacks on a signed call: changed after signing, half covered, replayed, from the wrong clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import httpx
import pytest

from aln_review.packages.register import sign_register
from aln_review.packages.wire import COVERED, COVERED_CHUNK
from aln_review.sync.requests import Answer, Ask
from tests.gateway.calls import Caller, error, piece
from tests.gateway.running import Clock, Running, running
from tests.packages import makers
from tests.packages.makers import NOW, World, package_id

MAILBOX = Ask("GET", "/v1/mailbox?after=0")
SEALED = b"sealed bytes" * 100


@pytest.fixture(scope="module")
def people() -> World:
    return makers.world()


@pytest.fixture(scope="module")
def clock() -> Clock:
    return Clock(NOW)


@pytest.fixture(scope="module")
def gateway(
    people: World, clock: Clock, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("callers"), people, clock) as made:
        publish(made, people, clock, people)
        yield made


def publish(gateway: Running, people: World, clock: Clock, named: World) -> None:
    token = sign_register(named.register, people.desk)
    ask = Ask("PUT", "/v1/register", token.encode())
    assert Caller(gateway, people.desk, clock)(ask).status == 204


def _header(name: str, value: str) -> Callable[[httpx.Request], None]:
    def tamper(request: httpx.Request) -> None:
        request.headers[name] = value

    return tamper


def _without(name: str) -> Callable[[httpx.Request], None]:
    def tamper(request: httpx.Request) -> None:
        del request.headers[name]

    return tamper


def _path(path: str) -> Callable[[httpx.Request], None]:
    def tamper(request: httpx.Request) -> None:
        request.url = request.url.copy_with(raw_path=path.encode())

    return tamper


def _method(method: str) -> Callable[[httpx.Request], None]:
    def tamper(request: httpx.Request) -> None:
        request.method = method

    return tamper


def _in_input(old: str, new: str) -> Callable[[httpx.Request], None]:
    def tamper(request: httpx.Request) -> None:
        held = request.headers["Signature-Input"]
        assert old in held
        request.headers["Signature-Input"] = held.replace(old, new)

    return tamper


def refused(answer: Answer) -> None:
    assert error(answer) == (401, "error.gateway.signature")


@pytest.mark.parametrize(
    "tamper",
    [
        _without("Signature"),
        _without("Signature-Input"),
        _without("Content-Digest"),
        _header("Signature", "aln=:AAAA:"),
        _header("Signature", "x"),
        _header("Signature", ""),
        _header("Signature-Input", 'aln=("@method");created=1;keyid="x"'),
        _header("Host", "elsewhere.example.invalid"),
        _header("Content-Digest", "sha-256=:" + "A" * 43 + "=:"),
        _path("/v1/mailbox?after=1"),
        _path("/v1/mailbox"),
        _path("/v1/receipts?after=0"),
        _in_input("@query", "@scheme"),
        _in_input(' "@query"', ""),
        _in_input("aln-review-1", "aln-review-2"),
        _in_input(";created=", ";expires="),
        _in_input('keyid="', 'keyid="x'),
        _in_input("nonce=", "nonces="),
    ],
)
def test_a_call_changed_after_signing(
    gateway: Running, people: World, clock: Clock, tamper: Callable[[httpx.Request], None]
) -> None:
    def quiet(request: httpx.Request) -> None:
        tamper(request)

    refused(Caller(gateway, people.school, clock, quiet)(MAILBOX))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Upload-Offset", "1"),
        ("Upload-Length", "99"),
        ("Aln-Addressee", "ab" * 32),
        ("Repr-Digest", "sha-256=:" + "A" * 43 + "=:"),
    ],
)
def test_an_upload_redirected_after_signing(
    gateway: Running, people: World, clock: Clock, name: str, value: str
) -> None:
    ask = piece(package_id(1), SEALED, people.desk.public.fingerprint)
    refused(Caller(gateway, people.school, clock, _header(name, value))(ask))


@pytest.mark.parametrize("left_out", COVERED_CHUNK)
def test_a_signature_must_cover_all_of_an_upload(
    gateway: Running, people: World, clock: Clock, left_out: str
) -> None:
    ask = piece(package_id(1), SEALED, people.desk.public.fingerprint)
    covered = tuple(name for name in COVERED_CHUNK if name != left_out)
    half = Ask(ask.method, ask.path, ask.body, ask.headers, covered)
    refused(Caller(gateway, people.school, clock)(half))


def test_wrong_signer(gateway: Running, people: World, clock: Clock) -> None:
    refused(Caller(gateway, people.stranger, clock)(MAILBOX))


def test_an_unsigned_call(gateway: Running, people: World, clock: Clock) -> None:
    refused(Caller(gateway, people.school, clock)(Ask("GET", "/v1/mailbox", covered=())))


def test_a_signature_of_one_call_opens_no_other(
    gateway: Running, people: World, clock: Clock
) -> None:
    kept: dict[str, str] = {}

    def steal(request: httpx.Request) -> None:
        kept.update({n: request.headers[n] for n in ("Signature", "Signature-Input")})

    Caller(gateway, people.desk, clock, steal)(MAILBOX)

    def use(request: httpx.Request) -> None:
        request.headers.update(kept)

    refused(Caller(gateway, people.school, clock, use)(Ask("GET", "/v1/requests?after=0")))


def test_replay_of_the_very_same_call(gateway: Running, people: World, clock: Clock) -> None:
    def same(size: int) -> bytes:
        return b"n" * size

    first = Caller(gateway, people.desk, clock, random=same)(MAILBOX)
    again = Caller(gateway, people.desk, clock, random=same)(MAILBOX)
    assert first.status == 200
    assert error(again) == (401, "error.gateway.replayed")


def test_a_nonce_too_short_to_be_one(gateway: Running, people: World, clock: Clock) -> None:
    refused(Caller(gateway, people.desk, clock, random=lambda _: b"n")(MAILBOX))


@pytest.mark.parametrize("seconds", [-300, -60, 0, 60, 300])
def test_clocks_within_five_minutes_agree(
    gateway: Running, people: World, clock: Clock, seconds: int
) -> None:
    theirs = Clock(clock.at + timedelta(seconds=seconds))
    assert Caller(gateway, people.school, theirs)(MAILBOX).status == 200


@pytest.mark.parametrize("seconds", [-63_072_000, -301, 301, 63_072_000])
def test_a_clock_far_off_is_told_the_time(
    gateway: Running, people: World, clock: Clock, seconds: int
) -> None:
    theirs = Clock(clock.at + timedelta(seconds=seconds))
    answer = Caller(gateway, people.school, theirs)(MAILBOX)
    assert error(answer) == (401, "error.gateway.clock")
    assert answer.json()["time"] == "2026-11-30T10:15:00Z"


def test_a_departed_employees_key_is_refused(people: World, clock: Clock, tmp_path: Path) -> None:
    with running(tmp_path / "g", people, clock) as gateway:
        publish(gateway, people, clock, people)
        assert Caller(gateway, people.school, clock)(MAILBOX).status == 200
        publish(gateway, people, clock, makers.revoked(people, date(2026, 11, 30)))
        refused(Caller(gateway, people.school, clock)(MAILBOX))


def test_what_every_call_covers() -> None:
    assert COVERED == ("@method", "@authority", "@path", "@query", "content-digest")


def test_the_method_is_covered(gateway: Running, people: World, clock: Clock) -> None:
    desk = people.desk.public.fingerprint
    ask = piece(package_id(1), SEALED, desk)
    answer = Caller(gateway, people.school, clock, _method("GET"))(
        Ask(ask.method, ask.path, b"", ask.headers, ask.covered)
    )
    refused(answer)
