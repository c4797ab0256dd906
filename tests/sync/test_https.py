"""What answers may be no gateway: a portal, a liar, an endless one, one with a bad certificate."""

from __future__ import annotations

import io
import json
import ssl
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from aln_review.domain.bilingual import Text
from aln_review.domain.dispatch import OutboxLine, PackageKind
from aln_review.domain.errors import AlnError, Refusal
from aln_review.sync.faults import NotTaken, Unreachable
from aln_review.sync.ports import Waiting
from aln_review.sync.requests import Requests, checked_address, loopback, system_client
from aln_review.sync.transports.https import HttpsTransport
from tests.gateway.running import Clock, running
from tests.packages import makers
from tests.packages.makers import NOW, World, chance, package_id
from tests.sync.impostor import Reply, answer, impostor
from tests.sync.vaults import vaults

LINE = OutboxLine(
    package_id(1), "", "", PackageKind.PLAN, 1, Text(), "ab" * 32, "cd" * 32, 10, 1, NOW, attempts=1
)
ITEM = Waiting(package_id(1), "cd" * 32, 10, 1)


@pytest.fixture(scope="module")
def people() -> World:
    return makers.world()


def way(address: str, people: World, clock: Clock | None = None) -> HttpsTransport:
    client = httpx.Client(trust_env=False, timeout=20)
    now = clock or Clock(NOW)
    return HttpsTransport(Requests(address, people.school, now, chance(address), client))


def everything(transport: HttpsTransport, folder: Path) -> Iterator[Callable[[], object]]:
    """Every call there is."""
    yield transport.place
    yield lambda: transport.offer(LINE, io.BytesIO(b"0123456789"))
    yield lambda: transport.offer(replace(LINE, attempts=2), io.BytesIO(b"0123456789"))
    yield lambda: transport.mailbox(0)
    yield lambda: transport.fetch(ITEM, folder / "into")
    yield lambda: transport.letters(0)
    yield lambda: transport.requests(0)
    yield transport.register
    yield lambda: transport.publish("a.b.c")
    yield lambda: transport.ask_to_join("c" * 22, "a.b.c")


def told(key: str, status: str, **more: object) -> Reply:
    body = json.dumps({"error": key, "time": "2026-11-30T10:15:00Z", **more}).encode()
    return lambda _: answer(body, status)


LIARS: dict[str, tuple[Reply, set[str]]] = {
    "portal": (
        lambda _: answer(b"<html>Log in</html>", kind="text/html"),
        {"error.sync.not_a_gateway"},
    ),
    "portal that redirects": (
        lambda _: answer(b"", "302 Found", "text/html", "Location: http://127.0.0.1:9/\r\n"),
        {"error.sync.not_a_gateway"},
    ),
    "nonsense": (lambda _: b"\x00\x01\x02 nonsense\r\n\r\n", {"error.sync.no_connection"}),
    "nothing": (lambda _: b"", {"error.sync.no_connection"}),
    "half an answer": (
        lambda _: answer(b"{}" * 50)[:-20],
        {"error.sync.no_connection", "error.sync.not_a_gateway"},
    ),
    "trouble": (
        lambda _: answer(b"Traceback", "500 Internal Server Error", "text/plain"),
        {"error.sync.gateway_trouble"},
    ),
    "full": (
        told("error.gateway.full", "507 Insufficient Storage"),
        {"error.sync.gateway_trouble"},
    ),
    "unknown key": (
        told("error.gateway.signature", "401 Unauthorized"),
        {"error.sync.not_admitted"},
    ),
    "clock": (told("error.gateway.clock", "401 Unauthorized"), {"error.sync.clock"}),
    "too many": (told("error.gateway.too_many", "429 Too Many"), {"error.gateway.too_many"}),
    "own words": (told("profile.elin", "422 No"), {"error.sync.refused"}),
    "deep": (
        lambda _: answer(b"[" * 200_000, "422 No"),
        {"error.sync.not_a_gateway"},
    ),
    "list": (lambda _: answer(b"[]", "403 No"), {"error.sync.not_a_gateway"}),
}


@pytest.mark.parametrize("name", LIARS)
def test_whoever_answers_it_ends_in_a_sentence(people: World, tmp_path: Path, name: str) -> None:
    reply, wanted = LIARS[name]
    with impostor(reply) as address:
        transport = way(address, people)
        for call in everything(transport, tmp_path):
            said = ""
            try:
                call()
            except (Unreachable, NotTaken) as fault:
                said = fault.key
            assert said in wanted
        transport.close()


def test_the_gateways_time_is_passed_on(people: World) -> None:
    with impostor(told("error.gateway.clock", "401 Unauthorized")) as address:
        transport = way(address, people)
        with pytest.raises(Unreachable) as caught:
            transport.mailbox(0)
        transport.close()
    assert caught.value.facts["at"] == datetime(2026, 11, 30, 10, 15, tzinfo=UTC)


def test_a_laptop_two_years_off_is_told_by_a_real_gateway(people: World, tmp_path: Path) -> None:
    school, desk = vaults(people)
    with running(tmp_path / "g", people, Clock(NOW)) as gateway:
        first = HttpsTransport(
            Requests(gateway.address, desk.identity, Clock(NOW), chance("d"), httpx.Client())
        )
        first.publish(school.held_register)
        first.close()
        transport = way(gateway.address, people, Clock(NOW - timedelta(days=730)))
        with pytest.raises(Unreachable) as caught:
            transport.mailbox(0)
        transport.close()
    assert (caught.value.key, caught.value.facts["at"]) == ("error.sync.clock", NOW)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"head": 1},
        {"head": -1, "items": []},
        {"head": 1, "items": [{"id": "../../x", "position": 1, "sha256": "ab" * 32, "size": 1}]},
        {
            "head": 1,
            "items": [{"id": package_id(1), "position": 0, "sha256": "ab" * 32, "size": 1}],
        },
        {"head": 1, "items": [{"id": package_id(1), "position": 1, "sha256": "x", "size": 1}]},
        {
            "head": 1,
            "items": [{"id": package_id(1), "position": 1, "sha256": "ab" * 32, "size": 1 << 40}],
        },
        {"head": 1, "items": [None]},
    ],
)
def test_lists_of_another_shape_are_not_read(people: World, body: object) -> None:
    with impostor(lambda _: answer(json.dumps(body).encode())) as address:
        transport = way(address, people)
        for ask in (transport.mailbox, transport.letters, transport.requests):
            with pytest.raises(Unreachable):
                ask(0)
        transport.close()


def test_endless_data_in_a_list(people: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aln_review.sync.requests.MAX_ANSWER", 1000)
    with impostor(lambda _: answer(b" " * 2000)) as address:
        transport = way(address, people)
        with pytest.raises(Unreachable):
            transport.mailbox(0)
        transport.close()


def test_endless_data_instead_of_a_package(people: World, tmp_path: Path) -> None:
    sealed = answer(b"x" * 500_000, kind="application/vnd.aln-review.package")
    with impostor(lambda _: sealed) as address:
        transport = way(address, people)
        with pytest.raises(NotTaken) as caught:
            transport.fetch(ITEM, tmp_path / "into")
        transport.close()
    assert caught.value.key == "error.sync.other_bytes"
    assert (tmp_path / "into").stat().st_size <= 1 << 17


def test_slow_retrieval_runs_out_of_patience(
    people: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aln_review.sync.requests.PATIENCE", -1.0)
    with impostor(lambda _: answer(b'{"head":0,"items":[]}')) as address:
        transport = way(address, people)
        with pytest.raises(Unreachable) as caught:
            transport.mailbox(0)
        transport.close()
    assert caught.value.key == "error.sync.timeout"


def test_nobody_is_there(people: World) -> None:
    transport = way("http://127.0.0.1:9", people)
    with pytest.raises(Unreachable) as caught:
        transport.place()
    transport.close()
    assert caught.value.key == "error.sync.no_connection"


def test_a_gateway_that_never_finishes_an_upload(people: World) -> None:
    def again(_: bytes) -> bytes:
        return answer(b'{"offset":0}', "202 Accepted", more="Upload-Offset: 0\r\n")

    with impostor(again) as address:
        transport = way(address, people)
        with pytest.raises(Unreachable):
            transport.offer(LINE, io.BytesIO(b"0123456789"))
        transport.close()


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("http://porth.example.invalid", "error.sync.plain_http"),
        ("http://10.0.0.1:8000", "error.sync.plain_http"),
        ("http://localhost.example.invalid", "error.sync.plain_http"),
        ("ftp://127.0.0.1", "error.sync.address"),
        ("porth.example.invalid", "error.sync.address"),
        ("https://", "error.sync.address"),
        ("https://user:pass@porth.example.invalid", "error.sync.address"),
        ("https://porth.example.invalid/?a=1", "error.sync.address"),
        ("https://porth\x00", "error.sync.address"),
        ("", "error.sync.address"),
    ],
)
def test_addresses_that_are_refused(address: str, key: str) -> None:
    with pytest.raises(Refusal) as caught:
        checked_address(address)
    assert caught.value.key == key


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        (" https://porth.example.invalid/ ", "https://porth.example.invalid"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://[::1]:8000/", "http://[::1]:8000"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("https://porth.example.invalid/aln/", "https://porth.example.invalid/aln"),
    ],
)
def test_addresses_that_are_taken(address: str, wanted: str) -> None:
    assert checked_address(address) == wanted


def test_what_is_loopback() -> None:
    assert all(map(loopback, ("127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost")))
    assert not any(map(loopback, ("10.0.0.1", "127.0.0.1.example.invalid", "", "0.0.0.0")))


def test_no_proxy_stands_before_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with system_client("http://127.0.0.1:8000") as local:
        assert not local.trust_env
    with system_client("https://porth.example.invalid") as far:
        assert far.trust_env


def test_no_fault_of_the_network_holds_content() -> None:
    fault = Unreachable("error.sync.clock", at=NOW)
    assert isinstance(fault, AlnError)
    assert str(fault) == "error.sync.clock"
    assert isinstance(system_client("https://a.invalid")._transport, httpx.HTTPTransport)
    assert ssl.TLSVersion.TLSv1_2 >= ssl.TLSVersion.TLSv1_2
