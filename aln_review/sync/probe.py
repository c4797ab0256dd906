"""*Test the connection*, step by step: the first step that fails is the one to show IT support."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

import httpx

from aln_review.domain.errors import AlnError, Fact
from aln_review.packages.manifest import moment
from aln_review.packages.wire import SKEW
from aln_review.sync.faults import Unreachable
from aln_review.sync.issuer import UNKNOWN, issuer_of
from aln_review.sync.requests import Ask, Requests, checked_address, loopback

NOT_COUNTED = -1


@dataclass(frozen=True, slots=True)
class Finding:
    """One step: ``name`` is its message key; ``detail``, when not empty, the key of what was seen.

    ``count`` picks the plural form of ``detail`` where that has forms.
    """

    name: str
    good: bool
    detail: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    count: int = NOT_COUNTED


def probe(address: str, requests: Requests, root_fingerprint: str) -> tuple[Finding, ...]:
    """Go through the steps of a connection; stops after the first that fails."""
    found: list[Finding] = []
    steps: tuple[tuple[str, Callable[[], Finding]], ...] = (
        ("probe.address", lambda: _address(address)),
        ("probe.certificate", lambda: _certificate(address, requests)),
        ("probe.answer", lambda: _answer(requests)),
        ("probe.authority", lambda: _authority(requests, root_fingerprint)),
        ("probe.clock", lambda: _clock(requests)),
        ("probe.key", lambda: _key(requests)),
    )
    for name, step in steps:
        try:
            finding = step()
        except AlnError as fault:
            finding = Finding(name, good=False, detail=fault.key, facts=fault.facts)
        found.append(finding)
        if not finding.good:
            break
    return tuple(found)


def _address(address: str) -> Finding:
    checked_address(address)
    return Finding("probe.address", good=True)


def _certificate(address: str, requests: Requests) -> Finding:
    name = "probe.certificate"
    url = httpx.URL(checked_address(address))
    if url.scheme == "http":
        return Finding(name, good=True, detail="probe.certificate_local")
    with requests.stream(Ask("GET", "/v1/health", covered=())) as (response, _):
        issuer = _issuer(response)
    public = loopback(url.host) or _public(str(url))
    detail = "probe.certificate_by" if public else "probe.certificate_private"
    return Finding(name, good=True, detail=detail, facts={"issuer": issuer})


def _issuer(response: httpx.Response) -> str:
    """Who issued the certificate, as the certificate says; it is shown, never relied on."""
    stream = response.extensions.get("network_stream")
    tls = None if stream is None else stream.get_extra_info("socket")
    found = tls.getpeercert(binary_form=True) if isinstance(tls, ssl.SSLSocket) else None
    return UNKNOWN if found is None else issuer_of(found)


def _public(address: str) -> bool:
    """Whether the world's common certificate list would trust it too."""
    try:
        with httpx.Client(timeout=15.0) as client:
            client.get(f"{address}/v1/health")
    except httpx.HTTPError:
        return False
    return True


def _answer(requests: Requests) -> Finding:
    health = requests.ask(Ask("GET", "/v1/health", covered=())).json()
    if health.get("status") != "ok":
        raise Unreachable("error.sync.not_a_gateway")
    return Finding("probe.answer", good=True)


def _authority(requests: Requests, root_fingerprint: str) -> Finding:
    health = requests.ask(Ask("GET", "/v1/health", covered=())).json()
    if health.get("root") != root_fingerprint:
        return Finding("probe.authority", good=False, detail="probe.authority_other")
    return Finding("probe.authority", good=True)


def _clock(requests: Requests) -> Finding:
    health = requests.ask(Ask("GET", "/v1/health", covered=())).json()
    try:
        theirs = moment(str(health.get("time", "")))
    except ValueError:
        raise Unreachable("error.sync.not_a_gateway") from None
    apart: timedelta = abs(requests.now - theirs)
    if apart > SKEW:
        return Finding("probe.clock", good=False, detail="error.sync.clock", facts={"at": theirs})
    seconds = int(apart.total_seconds())
    return Finding("probe.clock", good=True, detail="probe.clock_apart", count=seconds)


def _key(requests: Requests) -> Finding:
    requests.ask(Ask("GET", "/v1/mailbox?after=0"))
    return Finding("probe.key", good=True)
