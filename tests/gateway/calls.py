"""Calls at a running gateway, each answer held against the published OpenAPI file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import httpx
import jsonschema

from aln_review.gateway.http import OPENAPI
from aln_review.packages.identity import Identity
from aln_review.packages.wire import (
    ADDRESSEE,
    COVERED_CHUNK,
    COVERED_UPLOAD,
    REPR_DIGEST,
    UPLOAD_LENGTH,
    UPLOAD_OFFSET,
    digest_of,
)
from aln_review.sync.requests import Answer, Ask, Requests
from tests.gateway.running import Clock, Running
from tests.packages.makers import chance

DOCUMENT: dict[str, Any] = json.loads(OPENAPI.read_text("utf-8"))
EVERY = frozenset(range(200, 600))
_COUNT = iter(range(10**9))


def template(path: str) -> str:
    """The path of the OpenAPI file that a path is one of."""
    return next(
        str(known)
        for known in DOCUMENT["paths"]
        if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", known), path)
    )


def held_against_openapi(ask: Ask, answer: Answer) -> None:
    """Fail when an answer is not as the file says."""
    path = template(ask.path.partition("?")[0])
    told = DOCUMENT["paths"][path][ask.method.lower()]["responses"][str(answer.status)]
    if "$ref" in told:
        told = DOCUMENT["components"]["responses"][told["$ref"].rpartition("/")[2]]
    for name in told.get("headers", {}):
        assert name in answer.headers, f"{path} {answer.status} {name}"
    media, _, _ = answer.headers.get("content-type", "").partition(";")
    if ask.method == "HEAD" or "content" not in told:
        return
    schema = told["content"][media]["schema"]
    if media == "application/json":
        whole = {**schema, "components": DOCUMENT["components"]}
        jsonschema.Draft202012Validator(whole).validate(answer.json())


class Caller:
    """One identity calling one gateway. ``tamper`` changes the request after it was signed."""

    def __init__(
        self,
        gateway: Running,
        identity: Identity,
        clock: Clock,
        tamper: Callable[[httpx.Request], None] | None = None,
        random: Callable[[int], bytes] | None = None,
    ) -> None:
        hooks: dict[str, list[Callable[..., Any]]] = {"request": [tamper] if tamper else []}
        client = httpx.Client(trust_env=False, event_hooks=hooks)
        self.identity = identity
        self._requests = Requests(
            gateway.address, identity, clock, random or chance(f"nonce{next(_COUNT)}"), client
        )

    def __call__(self, ask: Ask) -> Answer:
        try:
            answer = self._requests.ask(ask, EVERY)
        finally:
            self._requests.close()
        held_against_openapi(ask, answer)
        return answer


def error(answer: Answer) -> tuple[int, str]:
    return answer.status, str(answer.json()["error"])


def piece(
    package: str, sealed: bytes, addressee: str, offset: int = 0, size: int = -1, sent: bytes = b""
) -> Ask:
    """One chunk of an upload; ``sealed`` is the whole. ``sent`` replaces the chunk's bytes."""
    body = sent or (sealed[offset:] if size < 0 else sealed[offset : offset + size])
    headers = {
        REPR_DIGEST: digest_of(sealed),
        UPLOAD_LENGTH: str(len(sealed)),
        UPLOAD_OFFSET: str(offset),
        ADDRESSEE: addressee,
    }
    return Ask("PUT", f"/v1/packages/{package}", body, headers, COVERED_CHUNK)


def head(package: str, sealed: bytes) -> Ask:
    headers = {REPR_DIGEST: digest_of(sealed), UPLOAD_LENGTH: str(len(sealed))}
    covered = (*COVERED_UPLOAD, "upload-length")
    return Ask("HEAD", f"/v1/packages/{package}", headers=headers, covered=covered)
