"""A hostile middle: passes bytes on until a given one, then hangs up, or does worse."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Proxy:
    """Stands before one port. ``up`` and ``down`` are how many bytes may pass before the cut."""

    def __init__(self, target: int) -> None:
        self.target = target
        self.up = -1
        self.down = -1
        self.passed = {"up": 0, "down": 0}
        self.cuts = 0
        self.at_cut: Callable[[], None] = lambda: None
        self._turn = threading.Lock()
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._door.getsockname()[1])
        self._threads: list[threading.Thread] = []
        self._open: list[socket.socket] = []
        self._spawn(self._accept)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def _spawn(self, work: Callable[..., None], *given: object) -> None:
        thread = threading.Thread(target=work, args=given, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._door.accept()
            except OSError:
                return
            try:
                far = socket.create_connection(("127.0.0.1", self.target))
            except OSError:
                near.close()
                continue
            for each in (near, far):
                each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._open += [near, far]
            self._spawn(self._pump, near, far, "up")
            self._spawn(self._pump, far, near, "down")

    def _pump(self, source: socket.socket, sink: socket.socket, way: str) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(1 << 16):
                allowed = self._allow(way, len(data))
                sink.sendall(data[:allowed])
                if allowed < len(data):
                    self._hang_up(source, sink)
                    return
        self._close(source, sink)

    def _allow(self, way: str, size: int) -> int:
        with self._turn:
            left = getattr(self, way)
            allowed = size if left < 0 else min(size, left)
            self.passed[way] += allowed
            if left >= 0:
                setattr(self, way, left - allowed if allowed == size else -1)
            if allowed < size:
                self.cuts += 1
        return allowed

    def _hang_up(self, *sockets: socket.socket) -> None:
        self.at_cut()
        for each in sockets:
            with contextlib.suppress(OSError):
                each.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._close(*sockets)

    @staticmethod
    def _close(*sockets: socket.socket) -> None:
        for each in sockets:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def close(self) -> None:
        self._close(self._door, *self._open)
        for thread in self._threads:
            thread.join(10)


@contextmanager
def proxied(target: int) -> Iterator[Proxy]:
    proxy = Proxy(target)
    try:
        yield proxy
    finally:
        proxy.close()
