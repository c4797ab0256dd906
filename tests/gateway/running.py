"""A real gateway on loopback: in a thread with a clock of ours, or as a process to be killed."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import uvicorn

from aln_review.gateway.desk import Gateway, Limits
from aln_review.gateway.http import build, listen
from aln_review.packages.files import write_bytes
from tests.packages.makers import World, chance


@dataclass
class Clock:
    """A clock that is set, never waited for."""

    at: datetime

    def __call__(self) -> datetime:
        return self.at


@dataclass(frozen=True)
class Running:
    gateway: Gateway
    address: str
    port: int
    data: Path


def prepare(data: Path, people: World) -> None:
    """A folder as whoever sets the gateway up leaves it, with the gateway's identity known."""
    data.mkdir(parents=True, exist_ok=True)
    write_bytes(data / "root.jwk.json", people.desk.public.to_jwk_json().encode())
    write_bytes(data / "identity.json", people.gateway.to_json().encode())


@contextmanager
def running(
    data: Path, people: World, now: Callable[[], datetime], limits: Limits | None = None
) -> Iterator[Running]:
    prepare(data, people)
    gateway = Gateway(data, now, chance("gateway"), limits or Limits())
    door = listen(0)
    up = threading.Event()
    config = uvicorn.Config(build(gateway), log_level="error", access_log=False, ws="none")
    server = uvicorn.Server(config)

    class Ready(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            up.set()

    server = Ready(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [door]})
    thread.start()
    try:
        assert up.wait(20)
        port = int(door.getsockname()[1])
        yield Running(gateway, f"http://127.0.0.1:{port}", port, data)
    finally:
        server.should_exit = True
        thread.join(20)
        door.close()
        gateway.close()


_MAIN = """
import sys, json
from pathlib import Path
from aln_review.gateway.http import serve
def ready(port):
    print(json.dumps({"port": port}), flush=True)
serve(Path(sys.argv[1]), int(sys.argv[2]), ready)
"""


class Process:
    """The gateway as ``aln-review gateway`` runs it, to be killed without warning."""

    def __init__(self, data: Path, port: int = 0) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _MAIN, str(data), str(port)], stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        self.port = int(json.loads(line)["port"])

    @property
    def pid(self) -> int:
        return self._process.pid

    def kill(self) -> None:
        """As a power cut would: no handler runs."""
        os.kill(self._process.pid, signal.SIGKILL)
        self._gone()

    def stop(self) -> int:
        """As a service manager would."""
        self._process.send_signal(signal.SIGTERM)
        return self._gone()

    def _gone(self) -> int:
        code = self._process.wait(30)
        assert self._process.stdout is not None
        self._process.stdout.close()
        return code
