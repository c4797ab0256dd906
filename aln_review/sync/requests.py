"""Signed requests and careful answers: a reply is limited in size and time before it is read."""

from __future__ import annotations

import json
import ssl
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from ipaddress import ip_address
from typing import Any, NoReturn

import httpx
import truststore
from http_message_signatures import HTTPMessageSigner, HTTPSignatureKeyResolver, algorithms

from aln_review.domain.errors import Refusal
from aln_review.packages.identity import Identity, b64
from aln_review.packages.manifest import moment
from aln_review.packages.wire import CONTENT_DIGEST, COVERED, LABEL, TAG, digest_of
from aln_review.sync.faults import NotTaken, Unreachable

MAX_ANSWER = 20 << 20
"""Bytes of any answer but a package."""
OK = frozenset({200})
PATIENCE = 600.0
"""Seconds one answer may take in all, however it trickles."""
_TIMEOUT = httpx.Timeout(30.0, connect=15.0)
_FINAL = frozenset({"error.gateway.other_bytes", "error.gateway.too_large"})
_SAID = _FINAL | {
    "error.gateway.answered",
    "error.gateway.digest",
    "error.gateway.invitation_used",
    "error.gateway.no_register",
    "error.gateway.not_allowed",
    "error.gateway.not_found",
    "error.gateway.offset",
    "error.gateway.unknown_addressee",
    "error.join.damaged",
    "error.join.other_authority",
    "error.join.out_of_date",
    "error.receipt.other_package",
    "error.receipt.signature",
    "error.receipt.unknown_signer",
    "error.register.older",
    "error.register.signature",
}
"""What a gateway may say: it is not trusted to choose any other words for our screen."""


class _Key(HTTPSignatureKeyResolver):
    """The vault's own key."""

    def __init__(self, identity: Identity) -> None:
        self._pem = identity.pem

    def resolve_private_key(self, _key_id: str) -> bytes:
        """The key as PKCS #8."""
        return self._pem


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply that was read to its end."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media(self) -> str:
        """The media type, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    def json(self) -> dict[str, Any]:
        """The reply as an object.

        Raises:
            Unreachable: whoever answered, it was no gateway.

        """
        try:
            value = json.loads(self.body)
        except (ValueError, RecursionError):
            raise Unreachable("error.sync.not_a_gateway") from None
        if not isinstance(value, dict):
            raise Unreachable("error.sync.not_a_gateway")
        return value


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: ``covered`` is what its signature covers, nothing when it goes unsigned."""

    method: str
    path: str
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    covered: Sequence[str] = COVERED


def loopback(host: str) -> bool:
    """Whether a host is this computer itself."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def checked_address(address: str) -> str:
    """A gateway's address without a stray slash.

    Raises:
        Refusal: not an address, or plain HTTP to another computer.

    """
    try:
        url = httpx.URL(address.strip().rstrip("/"))
    except httpx.InvalidURL:
        raise Refusal("error.sync.address") from None
    if url.scheme not in {"http", "https"} or not url.host or url.query or url.userinfo:
        raise Refusal("error.sync.address")
    if url.scheme == "http" and not loopback(url.host):
        raise Refusal("error.sync.plain_http")
    return str(url).rstrip("/")


def system_client(address: str) -> httpx.Client:
    """A client on the system's certificate store and proxy; no proxy stands before loopback."""
    local = loopback(httpx.URL(address).host)
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return httpx.Client(verify=context, trust_env=not local, timeout=_TIMEOUT)


class Requests:
    """Asks one gateway in one vault's name."""

    def __init__(
        self,
        address: str,
        identity: Identity,
        now: Callable[[], datetime],
        random: Callable[[int], bytes],
        client: httpx.Client,
    ) -> None:
        self._address = checked_address(address)
        self._identity = identity
        self._now = now
        self._random = random
        self._client = client
        self._signer = HTTPMessageSigner(
            signature_algorithm=algorithms.ED25519, key_resolver=_Key(identity)
        )

    @property
    def now(self) -> datetime:
        """The clock of this computer."""
        return self._now()

    def close(self) -> None:
        """Let the connection go."""
        self._client.close()

    def ask(self, ask: Ask, good: frozenset[int] = OK) -> Answer:
        """Send and read the whole answer, if it has one of the ``good`` statuses.

        Raises:
            Unreachable: no answer, half of one, or one that is not about this request.
            NotTaken: the gateway says no.

        """
        with self.stream(ask) as (response, blocks):
            body = bytearray()
            for block in blocks:
                body += block
                if len(body) > MAX_ANSWER:
                    raise Unreachable("error.sync.not_a_gateway")
            answer = Answer(response.status_code, response.headers, bytes(body))
        if answer.status not in good:
            refuse(answer)
        return answer

    @contextmanager
    def stream(self, ask: Ask) -> Iterator[tuple[httpx.Response, Iterator[bytes]]]:
        """Send and read the answer piece by piece, as it came over the wire.

        Raises:
            Unreachable: no answer, half of one, or one that takes too long.

        """
        request = self._signed(ask)
        try:
            response = self._client.send(request, stream=True, follow_redirects=False)
            try:
                yield response, _patient(response.iter_raw())
            finally:
                response.close()
        except httpx.HTTPError as fault:
            raise Unreachable(_why(fault)) from None

    def _signed(self, ask: Ask) -> httpx.Request:
        headers = {**ask.headers, "Accept-Encoding": "identity"}
        url = self._address + ask.path
        request = self._client.build_request(ask.method, url, content=ask.body, headers=headers)
        if ask.covered:
            request.headers[CONTENT_DIGEST] = digest_of(ask.body)
            self._signer.sign(
                request,
                key_id=self._identity.kid,
                created=self._now(),
                nonce=b64(self._random(18)),
                label=LABEL,
                tag=TAG,
                covered_component_ids=tuple(ask.covered),
                use_existing_digest=True,
            )
        return request


def _patient(blocks: Iterator[bytes]) -> Iterator[bytes]:
    end = time.monotonic() + PATIENCE
    for block in blocks:
        if time.monotonic() > end:
            raise Unreachable("error.sync.timeout")
        yield block


def _why(fault: httpx.HTTPError) -> str:
    """Which of the few things that support staff can act on went wrong."""
    cause: BaseException | None = fault
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return "error.sync.certificate"
        cause = cause.__cause__ or cause.__context__
    if isinstance(fault, httpx.TimeoutException):
        return "error.sync.timeout"
    if isinstance(fault, httpx.ProxyError):
        return "error.sync.proxy"
    return "error.sync.no_connection"


def refuse(answer: Answer) -> NoReturn:
    """Turn an answer that was not hoped for into one of the two kinds of trouble.

    Raises:
        Unreachable: it concerns every request: clock, keys, load, or no gateway at all.
        NotTaken: it concerns this request alone.

    """
    if answer.status >= 500:
        raise Unreachable("error.sync.gateway_trouble")
    if answer.status < 400 or answer.media != "application/json":
        raise Unreachable("error.sync.not_a_gateway")
    told = answer.json()
    key = str(told.get("error", ""))
    if key == "error.gateway.clock":
        raise Unreachable("error.sync.clock", at=_server_time(told))
    if answer.status == 401:
        raise Unreachable("error.sync.not_admitted")
    if answer.status == 429:
        raise Unreachable("error.gateway.too_many")
    raise NotTaken(key if key in _SAID else "error.sync.refused", final=key in _FINAL)


def _server_time(told: Mapping[str, object]) -> datetime:
    try:
        return moment(str(told.get("time", "")))
    except ValueError:
        raise Unreachable("error.sync.not_a_gateway") from None
