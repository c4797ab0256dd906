"""A folder as the way: a stick, a share, a synced folder.

Every file is sealed or signed, closed, and never changed once it has its name, so that a tool
that copies folders can do no harm. Names are ids alone.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from aln_review.domain.dispatch import Arrival, OutboxLine
from aln_review.domain.errors import WorldFault
from aln_review.packages.container import MAX_SEALED
from aln_review.packages.files import BLOCK, digest, write_bytes, write_whole
from aln_review.packages.receipt import MAX_TOKEN, claim
from aln_review.packages.register import MAX_TOKEN as MAX_REGISTER
from aln_review.packages.shapes import UUID
from aln_review.sync.faults import NotTaken, Unreachable
from aln_review.sync.ports import Letter, Page, Waiting

ENDING = ".alnpkg"
RECEIPT_ENDING = ".alnreceipt"
REGISTER_NAME = "register.jws"
Fill = Callable[[BinaryIO], None]
_PACKAGE = re.compile(rf"({UUID})[.]alnpkg")


class Side(StrEnum):
    """Which end of the folder this vault is: what goes out for one comes in for the other."""

    SETTING = "setting"
    DESK = "desk"


class FolderTransport:
    """One folder with ``outgoing``, ``incoming`` and ``receipts``, named as a setting sees them."""

    by_file = True

    def __init__(self, folder: Path, side: Side) -> None:
        self._folder = folder
        out, back = folder / "outgoing", folder / "incoming"
        self._out, self._in = (out, back) if side is Side.SETTING else (back, out)
        self._receipts = folder / "receipts"

    def place(self) -> str:
        """See ``Transport``."""
        return "folder"

    def offer(self, line: OutboxLine, sealed: BinaryIO) -> str:
        """Put the package there. A folder gives no receipt: the desk's own will come."""
        target = self._made(self._out) / f"{line.id}{ENDING}"
        if target.exists():
            with target.open("rb") as there:
                if digest(there)[0] != line.sha256:
                    raise NotTaken("error.gateway.other_bytes", final=True)
            return ""

        def fill(handle: BinaryIO) -> None:
            shutil.copyfileobj(sealed, handle, BLOCK)

        self._write(target, fill)
        return ""

    def mailbox(self, _after: int) -> Page[Waiting]:
        """Every package that lies there: a folder has no order to read on from."""
        found = []
        for path in self._files(self._in):
            match = _PACKAGE.fullmatch(path.name)
            if match is not None:
                found.append(Waiting(match.group(1)))
        return Page(0, tuple(found))

    def fetch(self, item: Waiting, into: Path) -> str:
        """See ``Transport``."""
        source = self._in / f"{item.id}{ENDING}"
        try:
            if source.is_symlink() or source.stat().st_size > MAX_SEALED:
                raise NotTaken("error.package.too_large")
            with source.open("rb") as there:
                write_whole(into, lambda handle: shutil.copyfileobj(there, handle, BLOCK))
        except OSError:
            raise Unreachable("error.sync.folder_gone") from None
        with into.open("rb") as here:
            return digest(here)[0]

    def offer_answer(self, arrival: Arrival) -> None:
        """See ``Transport``."""
        position = claim(arrival.receipt).receipt.position
        name = f"{arrival.id}.{position}{RECEIPT_ENDING}"
        target = self._made(self._receipts) / name
        if not target.exists():
            self._put(target, arrival.receipt)

    def letters(self, _after: int) -> Page[Letter]:
        """Every receipt that lies there."""
        found = []
        for path in self._files(self._receipts):
            if path.name.endswith(RECEIPT_ENDING):
                found.append(Letter(self._text(path, MAX_TOKEN)))
        return Page(0, tuple(found))

    def register(self) -> str:
        """See ``Transport``."""
        path = self._folder / REGISTER_NAME
        return self._text(path, MAX_REGISTER) if path.exists() else ""

    def publish(self, token: str) -> None:
        """See ``Transport``."""
        self._made(self._folder)
        self._put(self._folder / REGISTER_NAME, token)

    def _made(self, folder: Path) -> Path:
        """The sub-folder, but never the folder itself: a stick that is not in is not made up."""
        if not self._folder.is_dir():
            raise Unreachable("error.sync.folder_gone")
        try:
            folder.mkdir(exist_ok=True)
        except OSError:
            raise Unreachable("error.sync.folder_gone") from None
        return folder

    def _files(self, folder: Path) -> Iterator[Path]:
        if not self._folder.is_dir():
            raise Unreachable("error.sync.folder_gone")
        if folder.is_dir():
            yield from sorted(path for path in folder.iterdir() if path.is_file())

    def _text(self, path: Path, limit: int) -> str:
        try:
            with path.open("rb") as source:
                return source.read(limit + 1).decode("ascii", "replace").strip()
        except OSError:
            raise Unreachable("error.sync.folder_gone") from None

    def _put(self, target: Path, token: str) -> None:
        try:
            write_bytes(target, token.encode("ascii"), 0o644)
        except WorldFault:
            raise Unreachable("error.sync.folder_gone") from None

    def _write(self, target: Path, fill: Fill) -> None:
        try:
            write_whole(target, fill, 0o644)
        except WorldFault:
            raise Unreachable("error.sync.folder_gone") from None
