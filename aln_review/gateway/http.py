"""The gateway on the network: routes, limits of a body, and nothing about anyone in a log."""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from aln_review import __version__
from aln_review.domain.errors import WorldFault
from aln_review.gateway.callers import Call, Caller
from aln_review.gateway.desk import Gateway
from aln_review.gateway.intake import Upload
from aln_review.gateway.refusals import Refused
from aln_review.gateway.register import Posted, Stored
from aln_review.packages.manifest import MIMETYPE, instant
from aln_review.packages.register import MAX_TOKEN
from aln_review.packages.shapes import UUID
from aln_review.packages.wire import (
    ADDRESSEE,
    COVERED,
    COVERED_CHUNK,
    COVERED_UPLOAD,
    MAX_CHUNK,
    REPR_DIGEST,
    UPLOAD_LENGTH,
    UPLOAD_OFFSET,
    digest_hex,
)

OPENAPI = Path(__file__).with_name("openapi.json")
_SMALL = 1 << 19
_JOSE = "application/jose"
_NUMBER = re.compile("[0-9]{1,15}")
_FINGERPRINT = re.compile("[0-9a-f]{64}")

Handler = Callable[[Gateway, Request, bytes], Response]


def build(gateway: Gateway) -> Starlette:
    """The application over one gateway."""

    def route(path: str, method: str, handler: Handler, limit: int = 0) -> Route:
        async def endpoint(request: Request) -> Response:
            try:
                body = await _body(request, limit)
                return await run_in_threadpool(handler, gateway, request, body)
            except Refused as refused:
                told = {"error": refused.key, "time": instant(gateway.now)}
                return JSONResponse(told, refused.status, refused.headers)

        return Route(path, endpoint, methods=[method])

    return Starlette(
        routes=[
            route("/v1/health", "GET", _health),
            route("/v1/openapi.json", "GET", _openapi),
            route("/v1/register", "GET", _register),
            route("/v1/register", "PUT", _publish, MAX_TOKEN),
            route("/v1/invitations/{code}/requests", "POST", _ask, _SMALL),
            route("/v1/requests", "GET", _requests),
            route("/v1/packages/{id}", "HEAD", _offset),
            route("/v1/packages/{id}", "PUT", _take, MAX_CHUNK),
            route("/v1/packages/{id}", "GET", _fetch),
            route("/v1/mailbox", "GET", _mailbox),
            route("/v1/receipts/{id}", "PUT", _answer, _SMALL),
            route("/v1/receipts", "GET", _answers),
        ]
    )


def serve(data: Path, port: int, ready: Callable[[int], None]) -> None:
    """Serve the gateway of ``data`` on this computer until told to stop.

    Only the loopback address is bound: the network is let in by a reverse proxy that does TLS.
    ``port`` 0 takes any; ``ready`` is called with the port once calls are answered.

    Raises:
        WorldFault: no root key was put into ``data``, or the port is taken.

    """
    with closing(Gateway.open(data)) as gateway, closing(listen(port)) as door:
        config = uvicorn.Config(
            build(gateway), log_level="warning", access_log=False, server_header=False, ws="none"
        )
        _Server(config, lambda: ready(int(door.getsockname()[1]))).run(sockets=[door])


def listen(port: int) -> socket.socket:
    """A socket on the loopback address; ``port`` 0 takes any.

    It names TCP, which is what makes asyncio send small answers at once: without that each call
    on a kept connection waits 40 ms for the other end's acknowledgement.
    """
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind(("127.0.0.1", port))
        door.listen(128)
    except OSError:
        door.close()
        raise WorldFault("error.gateway.port", port=port) from None
    return door


class _Server(uvicorn.Server):
    """Says when it is ready."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


async def _body(request: Request, limit: int) -> bytes:
    body = bytearray()
    try:
        async for piece in request.stream():
            body += piece
            if len(body) > limit:
                raise Refused(413, "error.gateway.too_large")
    except ClientDisconnect:
        raise Refused(400, "error.gateway.malformed") from None
    return bytes(body)


def _caller(
    gateway: Gateway, request: Request, body: bytes, covered: Sequence[str] = COVERED
) -> Caller:
    host = request.headers.get("host", "")
    path = request.scope["raw_path"].decode("latin-1").partition("?")[0]
    query = request.scope["query_string"].decode("latin-1")
    url = f"http://{host}{path}" + (f"?{query}" if query else "")
    headers = {name.lower(): value for name, value in request.headers.items()}
    if len(headers) != len(request.headers.raw):
        raise Refused(400, "error.gateway.malformed")
    call = Call(request.method, url, headers, body)
    return gateway.callers.check(call, gateway.register(), covered)


def _number(text: str | None) -> int:
    if text is None or not _NUMBER.fullmatch(text):
        raise Refused(400, "error.gateway.malformed")
    return int(text)


def _after(request: Request) -> int:
    return _number(request.query_params.get("after", "0"))


def _package_id(request: Request) -> str:
    found = str(request.path_params["id"])
    if not re.fullmatch(UUID, found):
        raise Refused(400, "error.gateway.malformed")
    return found


def _upload(request: Request, caller: Caller) -> Upload:
    try:
        sha256 = digest_hex(request.headers.get(REPR_DIGEST, ""))
    except ValueError:
        raise Refused(400, "error.gateway.malformed") from None
    size = _number(request.headers.get(UPLOAD_LENGTH))
    return Upload(caller.keys.fingerprint, _package_id(request), sha256, size)


def _health(gateway: Gateway, _request: Request, _body: bytes) -> Response:
    register = gateway.register()
    return JSONResponse(
        {
            "status": "ok",
            "version": __version__,
            "time": instant(gateway.now),
            "gateway": gateway.identity.as_dict(),
            "fingerprint": gateway.identity.fingerprint,
            "root": gateway.root.fingerprint,
            "register": 0 if register is None else register.version,
            "head": gateway.head,
        }
    )


def _openapi(_gateway: Gateway, _request: Request, _body: bytes) -> Response:
    return FileResponse(OPENAPI, media_type="application/json")


def _register(gateway: Gateway, _request: Request, _body: bytes) -> Response:
    token = gateway.register_token()
    if not token:
        raise Refused(404, "error.gateway.no_register")
    return PlainTextResponse(token, media_type=_JOSE)


def _publish(gateway: Gateway, request: Request, body: bytes) -> Response:
    caller = _caller(gateway, request, body)
    gateway.publish(caller, _token(body))
    return Response(status_code=204)


def _ask(gateway: Gateway, request: Request, body: bytes) -> Response:
    gateway.ask(str(request.path_params["code"]), _token(body))
    return Response(status_code=202)


def _requests(gateway: Gateway, request: Request, body: bytes) -> Response:
    caller = _caller(gateway, request, body)
    found = gateway.requests(caller, _after(request))
    return _page(gateway, [{**_posted(item), "code": item.subject} for item in found])


def _offset(gateway: Gateway, request: Request, body: bytes) -> Response:
    caller = _caller(gateway, request, body, (*COVERED_UPLOAD, "upload-length"))
    held = gateway.offset(caller, _upload(request, caller))
    return Response(headers={UPLOAD_OFFSET: str(held), "Cache-Control": "no-store"})


def _take(gateway: Gateway, request: Request, body: bytes) -> Response:
    caller = _caller(gateway, request, body, COVERED_CHUNK)
    addressee = request.headers.get(ADDRESSEE, "")
    if not _FINGERPRINT.fullmatch(addressee):
        raise Refused(400, "error.gateway.malformed")
    upload = _upload(request, caller)
    offset = _number(request.headers.get(UPLOAD_OFFSET))
    taken = gateway.take(caller, upload, offset, addressee, body)
    if isinstance(taken, Stored):
        return JSONResponse({"receipt": taken.receipt}, 201, {UPLOAD_OFFSET: str(taken.size)})
    return JSONResponse({"offset": taken}, 202, {UPLOAD_OFFSET: str(taken)})


def _fetch(gateway: Gateway, request: Request, body: bytes) -> Response:
    caller = _caller(gateway, request, body)
    path = gateway.bytes_of(caller, _package_id(request))
    return FileResponse(path, media_type=MIMETYPE, headers={"Cache-Control": "no-store"})


def _mailbox(gateway: Gateway, request: Request, body: bytes) -> Response:
    caller = _caller(gateway, request, body)
    found = gateway.mailbox(caller, _after(request))
    return _page(
        gateway,
        [{"id": p.id, "position": p.position, "sha256": p.sha256, "size": p.size} for p in found],
    )


def _answer(gateway: Gateway, request: Request, body: bytes) -> Response:
    caller = _caller(gateway, request, body)
    gateway.answer(caller, _package_id(request), _token(body))
    return Response(status_code=204)


def _answers(gateway: Gateway, request: Request, body: bytes) -> Response:
    caller = _caller(gateway, request, body)
    found = gateway.answers(caller, _after(request))
    return _page(gateway, [{**_posted(item), "package": item.subject} for item in found])


def _posted(item: Posted) -> dict[str, Any]:
    return {"position": item.position, "token": item.token}


def _page(gateway: Gateway, items: list[dict[str, Any]]) -> Response:
    return JSONResponse(
        {"head": gateway.head, "items": items}, headers={"Cache-Control": "no-store"}
    )


def _token(body: bytes) -> str:
    try:
        return body.decode("ascii").strip()
    except UnicodeDecodeError:
        raise Refused(400, "error.gateway.malformed") from None
