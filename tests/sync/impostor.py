"""Servers that are no gateway: each connection gets the bytes a test chose."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Reply = Callable[[bytes], bytes]


def answer(
    body: bytes, status: str = "200 OK", kind: str = "application/json", more: str = ""
) -> bytes:
    """A whole HTTP answer."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{more}"
    return (head + "Connection: close\r\n\r\n").encode() + body


@contextmanager
def impostor(reply: Reply) -> Iterator[str]:
    """The address of a server that answers every request with ``reply``."""
    door = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                near, _ = door.accept()
            except OSError:
                return
            with near, contextlib.suppress(OSError):
                asked = b""
                while b"\r\n\r\n" not in asked and (data := near.recv(1 << 16)):
                    asked += data
                near.sendall(reply(asked))
                near.shutdown(socket.SHUT_WR)
                while near.recv(1 << 16):
                    pass

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
    finally:
        with contextlib.suppress(OSError):
            door.shutdown(socket.SHUT_RDWR)
        door.close()
        thread.join(10)
