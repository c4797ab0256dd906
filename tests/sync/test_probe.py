"""*Test the connection* names the first step that fails, and who issued the certificate."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import httpx
import pytest
import uvicorn
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st

from aln_review.gateway.desk import Gateway, Limits
from aln_review.gateway.http import build, listen
from aln_review.packages.identity import Identity
from aln_review.packages.register import sign_register
from aln_review.sync.issuer import issuer_of
from aln_review.sync.probe import Finding, probe
from aln_review.sync.requests import Requests, system_client
from aln_review.sync.transports.https import HttpsTransport
from tests.gateway.running import Clock, prepare, running
from tests.packages import makers
from tests.packages.makers import NOW, World, chance
from tests.sync.impostor import answer, impostor

STEPS = ["address", "certificate", "answer", "authority", "clock", "key"]


@pytest.fixture(scope="module")
def people() -> World:
    return makers.world()


def probed(
    address: str,
    people: World,
    who: Identity,
    clock: Clock,
    client: httpx.Client | None = None,
) -> tuple[Finding, ...]:
    asks = Requests(
        address, who, clock, chance(address + who.kid), client or httpx.Client(trust_env=False)
    )
    with closing(asks):
        return probe(address, asks, people.desk.public.fingerprint)


def steps(found: tuple[Finding, ...]) -> list[str]:
    return [finding.name.removeprefix("probe.") for finding in found]


def publish(address: str, people: World, clock: Clock) -> None:
    asks = Requests(address, people.desk, clock, chance("p"), httpx.Client(trust_env=False))
    with closing(HttpsTransport(asks)) as way:
        way.publish(sign_register(people.register, people.desk))


def test_all_is_well(people: World, tmp_path: Path) -> None:
    clock = Clock(NOW)
    with running(tmp_path / "g", people, clock) as gateway:
        publish(gateway.address, people, clock)
        found = probed(gateway.address, people, people.school, Clock(NOW + timedelta(seconds=4)))
    assert steps(found) == STEPS
    assert all(finding.good for finding in found)
    assert found[1].detail == "probe.certificate_local"
    assert (found[4].detail, found[4].count) == ("probe.clock_apart", 4)


def test_a_key_the_register_does_not_name(people: World, tmp_path: Path) -> None:
    clock = Clock(NOW)
    with running(tmp_path / "g", people, clock) as gateway:
        publish(gateway.address, people, clock)
        found = probed(gateway.address, people, people.stranger, clock)
    assert (steps(found), found[-1].good) == (STEPS, False)
    assert found[-1].detail == "error.sync.not_admitted"


def test_a_clock_two_years_off(people: World, tmp_path: Path) -> None:
    with running(tmp_path / "g", people, Clock(NOW)) as gateway:
        behind = Clock(NOW - timedelta(days=730))
        found = probed(gateway.address, people, people.school, behind)
    assert (found[-1].name, found[-1].detail) == ("probe.clock", "error.sync.clock")
    assert found[-1].facts == {"at": NOW}


def test_another_authority(people: World, tmp_path: Path) -> None:
    with running(tmp_path / "g", people, Clock(NOW)) as gateway:
        other = replace(people, desk=people.stranger)
        found = probed(gateway.address, other, people.school, Clock(NOW))
    assert (found[-1].name, found[-1].detail) == ("probe.authority", "probe.authority_other")


def test_a_portal(people: World) -> None:
    with impostor(lambda _: answer(b"<html>", kind="text/html")) as address:
        found = probed(address, people, people.school, Clock(NOW))
    assert steps(found) == STEPS[:3]
    assert found[-1].detail == "error.sync.not_a_gateway"


def test_nobody_there(people: World) -> None:
    found = probed("http://127.0.0.1:9", people, people.school, Clock(NOW))
    assert (steps(found), found[-1].detail) == (STEPS[:3], "error.sync.no_connection")


def _certificate(folder: Path) -> tuple[Path, Path]:
    """A filter's own authority, signing for the loopback address."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Hidlydd yr Ysgol")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    cert, secret = folder / "cert.pem", folder / "key.pem"
    cert.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return cert, secret


@contextmanager
def over_tls(folder: Path, people: World) -> Iterator[tuple[str, Path]]:
    prepare(folder / "g", people)
    cert, secret = _certificate(folder)
    up = threading.Event()

    class Ready(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            up.set()

    with (
        closing(Gateway(folder / "g", Clock(NOW), chance("g"), Limits())) as gateway,
        closing(listen(0)) as door,
    ):
        config = uvicorn.Config(
            build(gateway),
            log_level="critical",
            ssl_certfile=cert,
            ssl_keyfile=secret,
            ws="none",
        )
        server = Ready(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]})
        thread.start()
        assert up.wait(20)
        try:
            yield f"https://127.0.0.1:{door.getsockname()[1]}", cert
        finally:
            server.should_exit = True
            thread.join(20)


def test_tls_inspection_with_an_untrusted_root_stops_with_a_sentence(
    people: World, tmp_path: Path
) -> None:
    with over_tls(tmp_path, people) as (address, _):
        found = probed(address, people, people.school, Clock(NOW), system_client(address))
    assert steps(found) == STEPS[:2]
    assert (found[-1].good, found[-1].detail) == (False, "error.sync.certificate")


def test_tls_inspection_with_a_trusted_root_works_and_names_the_issuer(
    people: World, tmp_path: Path
) -> None:
    with over_tls(tmp_path, people) as (address, cert):
        context = ssl.create_default_context(cafile=cert)
        client = httpx.Client(verify=context, trust_env=False)
        found = probed(address, people, people.school, Clock(NOW), client)
    assert steps(found)[:4] == STEPS[:4]
    assert found[1].good
    assert found[1].facts == {"issuer": "Hidlydd yr Ysgol"}


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        ({NameOID.ORGANIZATION_NAME: "Cyngor Ŵyr", NameOID.COMMON_NAME: "x"}, "Cyngor Ŵyr"),
        ({NameOID.COMMON_NAME: "Hidlydd"}, "Hidlydd"),
        ({NameOID.COUNTRY_NAME: "GB"}, "?"),
    ],
)
def test_the_issuer_is_read_out_of_the_bytes(
    names: dict[x509.ObjectIdentifier, str], wanted: str
) -> None:
    assert issuer_of(signed_by(names)) == wanted


@given(st.binary(max_size=400))
def test_bytes_that_are_no_certificate_have_no_issuer(data: bytes) -> None:
    assert isinstance(issuer_of(data), str)


@given(st.integers(0, 300))
def test_a_certificate_cut_short_is_no_trouble(cut: int) -> None:
    assert isinstance(issuer_of(CERTIFICATE[:cut]), str)


def signed_by(names: dict[x509.ObjectIdentifier, str]) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    issuer = x509.Name([x509.NameAttribute(kind, value) for kind, value in names.items()])
    made = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([]))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(NOW)
        .not_valid_after(NOW + timedelta(days=2))
        .sign(key, hashes.SHA256())
    )
    return made.public_bytes(serialization.Encoding.DER)


CERTIFICATE = signed_by({NameOID.ORGANIZATION_NAME: "Cyngor"})
