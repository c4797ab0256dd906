"""What lies on a disk after the power went, worked out from the calls that were made before.

What was synchronised is there. Every change that was not may have reached the disk, or not, or in
part, or as rubbish, each by itself; and so may the names that were given, changed and taken away.
Two kinds of disk:

* ``ORDERED``: names change in the order in which they were changed, and bringing any file to the
  disk brings all names before it along, as a journalling file system does (ext4, NTFS, APFS);
* ``UNORDERED``: every change of a name by itself, and none is sure before its folder was
  synchronised, which is all that POSIX promises.

Writes are spoiled within what was written and not beside it: a disk that spoils the rest of a
sector it only half rewrites is one that the engine, too, is told does not exist (SQLite's
``SQLITE_POWERSAFE_OVERWRITE``).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path, PurePosixPath

from tests.faults.layer import Call

SECTORS = (512, 4096)
SHARED_MEMORY = "-shm"


class Mode(StrEnum):
    """What kind of disk it is."""

    ORDERED = "ordered"
    UNORDERED = "unordered"


class Fate(StrEnum):
    """What becomes of one change that was not synchronised."""

    KEPT = "kept"
    DROPPED = "dropped"
    HOLE = "hole"
    """The file grew, but the bytes did not come."""
    TORN = "torn"
    SCRAMBLED = "scrambled"


@dataclass(frozen=True, slots=True)
class Change:
    """Bytes at a place in a file, or (``cut``) a file's new size."""

    at: int
    data: bytes
    cut: bool = False


@dataclass(slots=True)
class Node:
    """A file or folder, whatever it is called: what is sure of it, and what is not."""

    folder: bool = False
    sure: bytearray = field(default_factory=bytearray)
    unsure: list[Change] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Naming:
    """A name that was given (no ``old``), taken away (no ``new``) or changed."""

    node: Node
    old: str = ""
    new: str = ""

    def folders(self) -> set[str]:
        """Where the change has to be synchronised."""
        return {str(PurePosixPath(name).parent) for name in (self.old, self.new) if name}

    def apply(self, names: dict[str, Node]) -> None:
        """Make the change, as far as it can still be made."""
        if self.old and names.get(self.old) is self.node:
            del names[self.old]
        elif self.old and not self.new:
            return
        if self.new:
            names[self.new] = self.node


class Disk:
    """Follows the calls; asked at any moment what a loss of power would leave."""

    def __init__(self, root: str, mode: Mode) -> None:
        self._root = root
        self._mode = mode
        self._names: dict[str, Node] = {root: Node(folder=True)}
        self._sure = dict(self._names)
        self._unsure: list[Naming] = []
        self._open: dict[int, Node] = {}
        self._does: dict[str, Callable[[Call], None]] = {
            "O": self._opened, "C": self._closed, "2": self._doubled, "W": self._wrote,
            "T": self._cut, "S": self._synced, "R": self._renamed, "U": self._removed,
            "M": self._made, "L": self._linked,
        }  # fmt: skip

    def follow(self, calls: Iterable[Call]) -> None:
        """Take these calls as made."""
        for call in calls:
            if call.what in self._does:
                self._does[call.what](call)

    @property
    def unsure(self) -> int:
        """How many changes a loss of power could still undo."""
        return len(self._unsure) + sum(len(node.unsure) for node in self._names.values())

    def _opened(self, call: Call) -> None:
        node = self._names.get(call.name)
        if node is None:
            node = Node()
            self._name(Naming(node, new=call.name))
        elif call.number:
            node.unsure.append(Change(0, b"", cut=True))
        self._open[call.fd] = node

    def _closed(self, call: Call) -> None:
        self._open.pop(call.fd, None)

    def _doubled(self, call: Call) -> None:
        self._open[call.fd] = self._open[call.number]

    def _wrote(self, call: Call) -> None:
        self._open[call.fd].unsure.append(Change(call.number, call.data))

    def _cut(self, call: Call) -> None:
        self._open[call.fd].unsure.append(Change(call.number, b"", cut=True))

    def _synced(self, call: Call) -> None:
        node = self._open[call.fd]
        for change in node.unsure:
            _apply(node.sure, change)
        node.unsure.clear()
        left = []
        for naming in self._unsure:
            folders = {id(self._names.get(folder)) for folder in naming.folders()}
            if self._mode is Mode.ORDERED or id(node) in folders:
                naming.apply(self._sure)
            else:
                left.append(naming)
        self._unsure = left

    def _renamed(self, call: Call) -> None:
        new = call.data.decode()
        node = self._names[call.name]
        if node.folder:
            raise NotImplementedError
        self._name(Naming(node, call.name, new))

    def _removed(self, call: Call) -> None:
        self._name(Naming(self._names[call.name], old=call.name))

    def _made(self, call: Call) -> None:
        self._name(Naming(Node(folder=True), new=call.name))

    def _linked(self, call: Call) -> None:
        self._name(Naming(self._names[call.name], new=call.data.decode()))

    def _name(self, naming: Naming) -> None:
        naming.apply(self._names)
        self._unsure.append(naming)

    def lose_power(self, target: Path, chance: random.Random) -> None:
        """Lay out below ``target`` what may be left; the same chance gives the same disk."""
        names = dict(self._sure)
        keep = chance.choice((0.0, 1.0, 0.5, chance.random()))
        count = chance.randint(0, len(self._unsure))
        for number, naming in enumerate(self._unsure):
            ordered = self._mode is Mode.ORDERED
            if number < count if ordered else chance.random() < keep:
                naming.apply(names)
        target.mkdir(parents=True, exist_ok=True)
        spoil = _Spoil(chance)
        found = {id(node): spoil.content(node) for node in names.values()}
        for name in sorted(names):
            node, path = names[name], target / PurePosixPath(name).relative_to(self._root)
            if not path.parent.is_dir() and name != self._root:
                continue  # Its folder never came to be.
            if node.folder:
                path.mkdir(exist_ok=True)
            elif name.endswith(SHARED_MEMORY):
                _shared_memory(path, chance)
            else:
                path.write_bytes(found[id(node)])


class _Spoil:
    """One loss of power: how it deals with changes that are not sure."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        every = list(Fate)
        self._fates = chance.choice(([Fate.KEPT], [Fate.DROPPED], every, every, every[:2]))

    def content(self, node: Node) -> bytes:
        """What is in a file."""
        data = bytearray(node.sure)
        for change in node.unsure:
            self._change(data, change)
        return bytes(data)

    def _change(self, data: bytearray, change: Change) -> None:
        chance, fate = self._chance, self._chance.choice(self._fates)
        if fate is Fate.KEPT or (change.cut and fate is not Fate.DROPPED):
            _apply(data, change)
        elif fate is Fate.HOLE:
            data.extend(bytes(max(0, change.at + len(change.data) - len(data))))
        elif fate in {Fate.TORN, Fate.SCRAMBLED}:
            for part in _sectors(change, chance.choice(SECTORS)):
                if chance.random() < 0.5:
                    rubbish = fate is Fate.SCRAMBLED
                    content = chance.randbytes(len(part.data)) if rubbish else part.data
                    _apply(data, Change(part.at, content))


def _sectors(change: Change, size: int) -> Iterable[Change]:
    at, end = change.at, change.at + len(change.data)
    while at < end:
        stop = min(end, (at // size + 1) * size)
        yield Change(at, change.data[at - change.at : stop - change.at])
        at = stop


def _apply(data: bytearray, change: Change) -> None:
    if change.cut:
        del data[change.at :]
        data.extend(bytes(change.at - len(data)))
        return
    data.extend(bytes(max(0, change.at - len(data))))
    data[change.at : change.at + len(change.data)] = change.data


def _shared_memory(path: Path, chance: random.Random) -> None:
    """Never synchronised and never read again: it may hold anything."""
    kind = chance.randrange(3)
    if kind:
        path.write_bytes(bytes(32_768) if kind == 1 else chance.randbytes(32_768))
