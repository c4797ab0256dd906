"""The file layer of ``layer.c``: compiled once, put before the C library, read and told by us.

Linux with a C compiler only; elsewhere :func:`why_not` says what is not proved.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SOURCE = Path(__file__).with_name("layer.c")
CACHE = ROOT / ".cache"
FOLDER, LOG = "ALN_LAYER_FOLDER", "ALN_LAYER_LOG"
_HEAD = struct.Struct("<cqqII")


class Kind(IntEnum):
    """The calls that can be made to fail, as ``layer.c`` numbers them."""

    OPEN = 1
    WRITE = 2
    SYNC = 3
    RENAME = 4
    LOCK = 5
    TRUNCATE = 6
    UNLINK = 7
    MKDIR = 8


WAYS = 4
"""How many answers a kind has at most; an answer of nought is no answer."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call that changed something: ``what`` is a letter of ``layer.c``."""

    what: str
    number: int
    """Offset of a write, size of a truncation, 1 when an opening emptied the file."""
    fd: int
    name: str
    data: bytes


def why_not() -> str:
    """Why the layer cannot be had here; empty when it can."""
    if not sys.platform.startswith("linux"):
        return "NOT PROVED HERE: the file layer needs Linux"
    if not shutil.which("gcc"):
        return "NOT PROVED HERE: the file layer needs gcc"
    return ""


@cache
def library() -> Path:
    """The compiled layer, kept for the next run until its source changes."""
    mark = hashlib.sha256(SOURCE.read_bytes()).hexdigest()[:16]
    path = CACHE / f"layer-{mark}.so"
    if not path.exists():
        CACHE.mkdir(exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}")
        flags = ("-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-Werror")
        subprocess.run(
            ["gcc", *flags, "-o", str(part), str(SOURCE), "-ldl", "-lpthread"], check=True
        )
        part.replace(path)
    return path


def environment(folder: Path | None = None, log: Path | None = None) -> dict[str, str]:
    """What a process is started with to have the layer before the C library."""
    found = {**os.environ, "LD_PRELOAD": str(library()), "PYTHONUTF8": "1"}
    if folder:
        found[FOLDER] = str(folder)
    if log:
        found[LOG] = str(log)
    return found


def run(module: str, *arguments: str) -> dict[str, Any]:
    """Run a module of these tests with the layer in place; what it printed, as JSON.

    Raises:
        subprocess.CalledProcessError: it failed; its own words went to the terminal.

    """
    command = [sys.executable, "-m", f"tests.faults.{module}", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


class Layer:
    """The layer in this process."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(None)
        for name in ("aln_calls", "aln_sprung", "aln_refused"):
            getattr(self._library, name).restype = ctypes.c_long

    def watch(self, folder: Path) -> None:
        """Look at the files below this folder from now on."""
        self._library.aln_watch(str(folder).encode())

    def acknowledge(self, text: str) -> None:
        """Write into the log that the program has shown something as saved."""
        self._library.aln_acknowledge(text.encode())

    def arm(self, at: int, way: int) -> None:
        """Fail the ``at``-th call from now on, in one of the ways of its kind."""
        self._library.aln_arm(ctypes.c_long(at), way)

    def disarm(self) -> None:
        """Let everything pass."""
        self._library.aln_disarm()

    @property
    def calls(self) -> int:
        """How many calls there were since it was armed."""
        return int(self._library.aln_calls())

    @property
    def sprung(self) -> Kind | None:
        """What was made to fail, if it was."""
        kind = self._library.aln_sprung()
        return Kind(kind) if kind else None

    def code(self, kind: Kind, way: int) -> int:
        """The error number of one way of a kind; nought when it has no such way."""
        return int(self._library.aln_fault(int(kind), way))


def read(log: Path) -> Iterator[Call]:
    """The calls of a log, in order."""
    data = log.read_bytes()
    at = 0
    while at < len(data):
        what, number, fd, name_size, data_size = _HEAD.unpack_from(data, at)
        at += _HEAD.size
        name = data[at : at + name_size].decode()
        at += name_size
        yield Call(what.decode(), number, fd, name, data[at : at + data_size])
        at += data_size
