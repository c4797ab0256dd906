"""The gateway as the way: resumable up and down, signed both ways, opened by nobody between."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from aln_review.domain.dispatch import Arrival, OutboxLine
from aln_review.domain.errors import WorldFault
from aln_review.packages.container import MAX_SEALED
from aln_review.packages.files import digest
from aln_review.packages.manifest import MIMETYPE
from aln_review.packages.shapes import SHA256, UUID, Arr, Int, Misshapen, Obj, Shape, Str
from aln_review.packages.wire import (
    ADDRESSEE,
    CHUNK,
    COVERED_CHUNK,
    COVERED_UPLOAD,
    REPR_DIGEST,
    UPLOAD_LENGTH,
    UPLOAD_OFFSET,
    digest_field,
)
from aln_review.sync.faults import NotTaken, Unreachable
from aln_review.sync.ports import Letter, Page, Waiting
from aln_review.sync.requests import Answer, Ask, Requests, refuse

_TOKEN = Str(1 << 20, "[A-Za-z0-9_.-]+", 1)
_MAILBOX = Obj(
    {
        "head": Int(),
        "items": Arr(
            Obj(
                {
                    "id": Str(36, UUID, 36),
                    "position": Int(1),
                    "sha256": Str(64, SHA256, 64),
                    "size": Int(1, MAX_SEALED),
                }
            ),
            1000,
        ),
    }
)
_LETTERS = Obj(
    {
        "head": Int(),
        "items": Arr(
            Obj({"package": Str(36, UUID, 36), "position": Int(1), "token": _TOKEN}), 1000
        ),
    }
)
_REQUESTS = Obj(
    {
        "head": Int(),
        "items": Arr(Obj({"code": Str(22), "position": Int(1), "token": _TOKEN}), 1000),
    }
)
_DONE = frozenset({204})
_PIECE = frozenset({201, 202, 409})
_RANGE = frozenset({200, 206})
_WORDLESS = frozenset({200, *range(400, 500)})


class HttpsTransport:
    """One vault's way to one gateway."""

    by_file = False

    def __init__(self, requests: Requests) -> None:
        self._requests = requests

    def close(self) -> None:
        """Let the connection go."""
        self._requests.close()

    def place(self) -> str:
        """The gateway's own fingerprint: another gateway at the same address is another place."""
        health = self._requests.ask(Ask("GET", "/v1/health", covered=())).json()
        found = health.get("fingerprint")
        if not isinstance(found, str) or len(found) != 64:
            raise Unreachable("error.sync.not_a_gateway")
        return found

    def offer(self, line: OutboxLine, sealed: BinaryIO) -> str:
        """See ``Transport``. Goes on where an earlier try ended."""
        offset = self._offset(line) if line.attempts > 1 else 0
        rounds = 2 * (line.size // CHUNK) + 8
        for _ in range(rounds):
            sealed.seek(offset)
            piece = sealed.read(CHUNK)
            headers = {
                **_whole(line),
                ADDRESSEE: line.fingerprint,
                UPLOAD_OFFSET: str(offset),
                "Content-Type": "application/octet-stream",
            }
            path = f"/v1/packages/{line.id}"
            ask = Ask("PUT", path, piece, headers, COVERED_CHUNK)
            answer = self._requests.ask(ask, _PIECE)
            if answer.status == 201:
                return _text(answer.json(), "receipt")
            offset = self._told(answer, line)
        raise Unreachable("error.sync.gateway_trouble")

    def _offset(self, line: OutboxLine) -> int:
        ask = Ask(
            "HEAD",
            f"/v1/packages/{line.id}",
            headers=_whole(line),
            covered=(*COVERED_UPLOAD, "upload-length"),
        )
        answer = self._requests.ask(ask, _WORDLESS)
        # A HEAD carries no words: the PUT that follows is told what is wrong.
        return _place(answer, line) if answer.status == 200 else 0

    @staticmethod
    def _told(answer: Answer, line: OutboxLine) -> int:
        if answer.status == 409 and UPLOAD_OFFSET not in answer.headers:
            refuse(answer)
        return _place(answer, line)

    def mailbox(self, after: int) -> Page[Waiting]:
        """See ``Transport``."""
        value = self._list(f"/v1/mailbox?after={after}", _MAILBOX)
        items = (Waiting(i["id"], i["sha256"], i["size"], i["position"]) for i in value["items"])
        return Page(value["head"], tuple(items))

    def fetch(self, item: Waiting, into: Path) -> str:
        """See ``Transport``. Goes on where ``into`` ends."""
        offset = into.stat().st_size if into.exists() else 0
        if offset > item.size:
            into.unlink()
            offset = 0
        if offset < item.size:
            self._bring(item, into, offset)
        with into.open("rb") as here:
            sha256, size = digest(here)
        if size < item.size:
            raise Unreachable("error.sync.no_connection")
        return sha256

    def _bring(self, item: Waiting, into: Path, offset: int) -> None:
        headers = {"Range": f"bytes={offset}-"} if offset else {}
        ask = Ask("GET", f"/v1/packages/{item.id}", headers=headers)
        with self._requests.stream(ask) as (response, blocks):
            start = Answer(response.status_code, response.headers, b"")
            if start.status not in _RANGE:
                refuse(replace(start, body=b"".join(_first(blocks, 1 << 16))))
            if start.media != MIMETYPE:
                raise Unreachable("error.sync.not_a_gateway")
            at = offset if response.status_code == 206 else 0
            try:
                with into.open("ab" if at else "wb") as target:
                    for block in blocks:
                        at += len(block)
                        if at > item.size:
                            raise NotTaken("error.sync.other_bytes")
                        target.write(block)
                    target.flush()
                    os.fsync(target.fileno())
            except OSError:
                raise WorldFault("error.files.not_written") from None

    def offer_answer(self, arrival: Arrival) -> None:
        """See ``Transport``."""
        body = arrival.receipt.encode("ascii")
        self._requests.ask(Ask("PUT", f"/v1/receipts/{arrival.id}", body, _JOSE), _DONE)

    def letters(self, after: int) -> Page[Letter]:
        """See ``Transport``."""
        value = self._list(f"/v1/receipts?after={after}", _LETTERS)
        items = (Letter(item["token"], item["position"]) for item in value["items"])
        return Page(value["head"], tuple(items))

    def register(self) -> str:
        """See ``Transport``."""
        ask = Ask("GET", "/v1/register", covered=())
        answer = self._requests.ask(ask, frozenset({200, 404}))
        if answer.status == 404:
            if answer.json().get("error") != "error.gateway.no_register":
                raise Unreachable("error.sync.not_a_gateway")
            return ""
        if answer.media != "application/jose":
            raise Unreachable("error.sync.not_a_gateway")
        return answer.body.decode("ascii", "replace").strip()

    def publish(self, token: str) -> None:
        """See ``Transport``."""
        self._requests.ask(Ask("PUT", "/v1/register", token.encode("ascii"), _JOSE), _DONE)

    def ask_to_join(self, code: str, token: str) -> None:
        """Hand in the answer to an invitation.

        Raises:
            Unreachable: nobody is there.
            NotTaken: the invitation is used, out of date, or another authority's.

        """
        path = f"/v1/invitations/{code}/requests"
        ask = Ask("POST", path, token.encode("ascii"), _JOSE, covered=())
        self._requests.ask(ask, frozenset({202}))

    def requests(self, after: int) -> Page[Letter]:
        """Requests to join, for the desk.

        Raises:
            Unreachable: nobody is there.
            NotTaken: not the desk.

        """
        value = self._list(f"/v1/requests?after={after}", _REQUESTS)
        items = (Letter(item["token"], item["position"]) for item in value["items"])
        return Page(value["head"], tuple(items))

    def _list(self, path: str, shape: Shape) -> dict[str, Any]:
        value = self._requests.ask(Ask("GET", path)).json()
        try:
            shape.check(value)
        except Misshapen:
            raise Unreachable("error.sync.not_a_gateway") from None
        return value


_JOSE: Mapping[str, str] = {"Content-Type": "application/jose"}


def _whole(line: OutboxLine) -> dict[str, str]:
    return {REPR_DIGEST: digest_field(line.sha256), UPLOAD_LENGTH: str(line.size)}


def _place(answer: Answer, line: OutboxLine) -> int:
    text = answer.headers.get(UPLOAD_OFFSET, "")
    if not text.isdecimal() or len(text) > 15 or int(text) > line.size:
        raise Unreachable("error.sync.not_a_gateway")
    return int(text)


def _text(value: Mapping[str, object], name: str) -> str:
    found = value.get(name)
    if not isinstance(found, str):
        raise Unreachable("error.sync.not_a_gateway")
    return found


def _first(blocks: Iterator[bytes], limit: int) -> Iterator[bytes]:
    """The first ``limit`` bytes or a little more: enough to read a refusal."""
    for block in blocks:
        yield block
        limit -= len(block)
        if limit <= 0:
            return
