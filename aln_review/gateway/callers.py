"""Who is calling: RFC 9421 signatures checked against the register, clocks compared, rates kept."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from http_message_signatures import HTTPMessageVerifier, HTTPSignatureKeyResolver, algorithms
from http_message_signatures.exceptions import HTTPMessageSignaturesException

from aln_review.domain.wales import day_in_wales
from aln_review.gateway.refusals import Refused
from aln_review.packages.identity import PublicIdentity
from aln_review.packages.register import Register, Role
from aln_review.packages.wire import CONTENT_DIGEST, SKEW, TAG, digest_of


@dataclass(frozen=True, slots=True)
class Call:
    """One request as it came, body and all."""

    method: str
    url: str
    """Absolute, from the Host header, still encoded."""
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Caller:
    """Whose key signed the request."""

    keys: PublicIdentity
    desk: bool
    """May publish the register, answer packages and read requests to join."""


class _Keys(HTTPSignatureKeyResolver):
    """Finds a key in the register, or the root."""

    def __init__(self, known: Callable[[str], PublicIdentity | None]) -> None:
        self._known = known

    def resolve_public_key(self, key_id: str) -> bytes | None:
        """The key's SubjectPublicKeyInfo; nothing when the register does not name it today."""
        found = self._known(key_id)
        return None if found is None else found.pem


class _Verifier(HTTPMessageVerifier):
    """The clock is compared by :class:`Callers`, which can say what time it is."""

    max_clock_skew = timedelta(days=36500)


class Callers:
    """Lets a caller in or says why not. Remembers signatures for as long as they could be replayed.

    What is remembered is in memory: after a restart a replay could pass once more within five
    minutes, and every call is such that doing it twice changes nothing.
    """

    def __init__(self, root: PublicIdentity, now: Callable[[], datetime], per_minute: int) -> None:
        self._root = root
        self._now = now
        self._per_minute = per_minute
        self._turn = threading.Lock()
        self._seen: dict[str, datetime] = {}
        self._minute: dict[str, tuple[datetime, int]] = {}

    def check(self, call: Call, register: Register | None, covered: Sequence[str]) -> Caller:
        """Who signed this call, if everything in ``covered`` was covered.

        ``register`` is nothing before the desk has published one: then the root alone may call.

        Raises:
            Refused: unsigned, changed, unknown, revoked, replayed, too many, or a clock far off.

        """
        digest = call.headers.get(CONTENT_DIGEST.lower(), "")
        if digest != digest_of(call.body):
            raise Refused(401, "error.gateway.signature")
        verifier = _Verifier(
            signature_algorithm=algorithms.ED25519, key_resolver=_Keys(self._known(register))
        )
        try:
            (result,) = verifier.verify(
                call, max_age=None, expect_tag=TAG, require_components=tuple(covered)
            )
        except (HTTPMessageSignaturesException, ValueError):
            raise Refused(401, "error.gateway.signature") from None
        self._fresh(int(result.parameters["created"]), str(result.nonce or ""))
        kid = str(result.parameters["keyid"])
        self._rate(kid)
        return self._caller(kid, register)

    def _known(self, register: Register | None) -> Callable[[str], PublicIdentity | None]:
        today = day_in_wales(self._now())

        def find(kid: str) -> PublicIdentity | None:
            if kid == self._root.kid:
                return self._root
            entry = None if register is None else register.find(kid, today)
            return None if entry is None else entry.keys

        return find

    def _caller(self, kid: str, register: Register | None) -> Caller:
        if kid == self._root.kid:
            return Caller(self._root, desk=True)
        entry = None if register is None else register.entry(kid)
        if entry is None:
            raise Refused(401, "error.gateway.signature")
        return Caller(entry.keys, desk=entry.role is Role.DESK)

    def _fresh(self, created: int, nonce: str) -> None:
        now = self._now()
        if abs(now - datetime.fromtimestamp(created, UTC)) > SKEW:
            raise Refused(401, "error.gateway.clock")
        if not 16 <= len(nonce) <= 64:
            raise Refused(401, "error.gateway.signature")
        with self._turn:
            gone = [known for known, until in self._seen.items() if until < now]
            for known in gone:
                del self._seen[known]
            if nonce in self._seen:
                raise Refused(401, "error.gateway.replayed")
            self._seen[nonce] = now + 2 * SKEW

    def _rate(self, kid: str) -> None:
        now = self._now()
        with self._turn:
            start, count = self._minute.get(kid, (now, 0))
            if now - start >= timedelta(minutes=1):
                start, count = now, 0
            self._minute[kid] = (start, count + 1)
        if count >= self._per_minute:
            raise Refused(429, "error.gateway.too_many", {"Retry-After": "60"})
