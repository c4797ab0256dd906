"""Every command, with the n-th call to the system failing beneath the database engine.

Run as ``python -m tests.faults.beneath FOLDER EVERY`` with the file layer in place (``steps`` does
so). Opening, writing, synchronising, renaming, locking, cutting, removing and making folders fail
in turn with an I/O error, a full disk (once, and from then on), a refusal and a lock that is held
(once, and for good): for n = 1, 2, 3 … until the command has no n-th call.

Each command is tried in a child of this process on a copy of the vault, so that a failure the
engine makes good by itself, after which the command succeeds, is followed by another try.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from aln_review.casework.core import Casework, Command, Outcome
from aln_review.domain.errors import AlnError, WorldFault
from aln_review.store.database import Store
from aln_review.store.health import examine
from tests.casework.vaults import Made
from tests.faults.layer import WAYS, Kind, Layer
from tests.faults.steps import Torn, record
from tests.hostile import story
from tests.hostile.rest import tell_the_rest

T = TypeVar("T")
EVERY_WAY = 40
"""Up to this call it fails in every way, afterwards in one: by then pages are written."""


@dataclass(slots=True)
class Tally:
    """What all commands came to."""

    commands: int = 0
    points: int = 0
    """Calls that were made to fail."""
    refused: int = 0
    """After which the command failed and the record was the old one."""
    made_good: int = 0
    """Which the engine, or we, made good: the command succeeded and the record was the new one."""
    by_kind: dict[str, int] = field(default_factory=dict)
    by_command: dict[str, int] = field(default_factory=dict)
    said: dict[str, int] = field(default_factory=dict)
    """What the failed commands said, by message key."""

    def add(self, name: str, found: dict[str, Any]) -> None:
        """What one child found out."""
        self.points += found["points"]
        self.refused += found["refused"]
        self.made_good += found["made_good"]
        self.by_command[name] = self.by_command.get(name, 0) + found["points"]
        for mine, theirs in ((self.by_kind, found["kinds"]), (self.said, found["said"])):
            for key, count in theirs.items():
                mine[key] = mine.get(key, 0) + count


def never(_action: Callable[[], None]) -> Callable[[], None]:
    """What would be tidied a little later is not: a second thread would make calls of its own."""
    return lambda: None


class Points:
    """Walks through the calls of one thing that is done, and each way they can fail."""

    def __init__(self, layer: Layer, every: int, at: int, way: int) -> None:
        self._layer = layer
        self._every = every
        self.at = at
        self.way = way
        self.failed = False
        """Whether a call was made to fail the last time."""
        self.found: dict[str, Any] = {
            "points": 0, "refused": 0, "made_good": 0, "kinds": Counter(), "said": Counter(),
        }  # fmt: skip

    def fail(self, does: Callable[[], object]) -> tuple[bool, AlnError | None]:
        """Do it with the next call failing: whether there was such a call, and what it said.

        Where the call has no such way to fail it is passed over: it is done, and nothing failed.
        """
        self._layer.arm(self.at, self.way)
        error: AlnError | None = None
        try:
            does()
        except AlnError as fault:
            error = fault
        finally:
            self._layer.disarm()
        kind = self._layer.sprung
        self.failed = kind is not None
        if kind is None:
            more = self._layer.calls >= self.at
            self.at, self.way = self.at + self._every, 0
            return more, error
        self.found["points"] += 1
        self.found["kinds"][f"{kind.name.lower()} {self._layer.code(kind, self.way)}"] += 1
        self.found["refused" if error else "made_good"] += 1
        if error:
            self.found["said"][error.key] += 1
        self._next(kind)
        return True, error

    def _next(self, kind: Kind) -> None:
        self.way += 1
        every_way = self._every == 1 and self.at <= EVERY_WAY
        if not every_way or self.way == WAYS or not self._layer.code(kind, self.way):
            self.at += self._every
            self.way = 0 if self._every == 1 and self.at <= EVERY_WAY else self.at % 2


class Beneath(Casework):
    """A vault in which every command is tried with each of its calls failing, then carried out."""

    def __init__(self, made: Casework, folder: Path, tally: Tally, every: int) -> None:
        super().__init__(made.store, made.tools)
        self._folder = folder
        self._tally = tally
        self._every = every
        if self.store._cancel:
            self.store._cancel()
        self.store._later, self.store._cancel = never, None

    def do(self, command: Command[T]) -> Outcome[T]:
        """Carry a command out, after its failures on copies."""
        self.store.tidy()
        before = record(self.store)
        snapshot = self._folder / "snapshot.db"
        shutil.copy(self.store.path, snapshot)
        name = type(command).__name__
        at, way = 1 + self._tally.commands % self._every, 0
        tries = []
        while at:
            found = self._child(command, at, way)
            tries.append(found)
            self._tally.add(name, found)
            at, way = found["at"], found["way"]
        outcome = super().do(command)
        changes = record(self.store) != before
        for found in tries:
            if found["changed"] not in {changes, None}:
                raise Torn(f"{name}: succeeded after a failure, and left the record as it was")
        self._tally.commands += 1
        return outcome

    def _child(self, command: Command[T], at: int, way: int) -> dict[str, Any]:
        """Try in a child process, from one point on; where the next child goes on, or nought."""
        ours, theirs = os.pipe()
        child = os.fork()
        if not child:
            found: dict[str, Any]
            try:
                found = self._try(command, at, way)
            except BaseException:  # noqa: BLE001 - told to the parent, which raises it
                found = {"error": f"{type(command).__name__}: {traceback.format_exc()}"}
            os.write(theirs, json.dumps(found).encode())
            os._exit(0)
        os.close(theirs)
        with os.fdopen(ours, "rb") as pipe:
            said = pipe.read()
        os.waitpid(child, 0)
        told: dict[str, Any] = json.loads(said)
        if "error" in told:
            raise Torn(told["error"])
        return told

    def _try(self, command: Command[T], at: int, way: int) -> dict[str, Any]:
        place = self._folder / "try"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        path = place / "vault.db"
        shutil.copy(self._folder / "snapshot.db", path)
        layer = Layer()
        layer.watch(place)
        key = self.store.key()
        surroundings = self.store._surroundings
        store = Store.open(
            path, key, surroundings.lemmas, now=surroundings.now, actor=surroundings.actor,
            later=never,
        )  # fmt: skip
        vault = Casework(store, replace(self.tools, area=place / "work"))
        vault._noting = self._noting
        before = record(store)
        points = Points(layer, self._every, at, way)
        more = True
        while True:
            point = f"{type(command).__name__}, call {points.at}, way {points.way}"
            more, error = points.fail(lambda: vault.do(command))
            if not error:
                break
            if not points.failed or not isinstance(error, WorldFault):
                raise Torn(f"{point}: {error!r}")
            if record(store) != before:
                raise Torn(f"{point}: neither old nor new")
        changed = record(store) != before
        self._look(store, path, key)
        ends = {"changed": changed, "at": points.at if more else 0, "way": points.way}
        return points.found | ends

    def _look(self, store: Store, path: Path, key: Any) -> None:  # noqa: ANN401 - a data key
        """What is left on the disk is what the open store shows, and is well."""
        shown = record(store)
        store.close()
        again = Store.open(path, key, self.store._surroundings.lemmas, later=never)
        if record(again) != shown:
            raise Torn("another record once it is opened again")
        for check in examine(again):
            if not check.good:
                raise Torn(f"{check.key}: {check.count}")
        again.close()


def run(folder: Path, every: int) -> Tally:
    """The whole story, every command failing at each ``every``-th of its calls.

    Raises:
        Torn: a record was neither old nor new, or a failure had no name.

    """
    tally = Tally()

    def befall(made: Made) -> Made:
        return replace(made, vault=Beneath(made.vault, folder, tally, every))

    told = story.tell(folder, befall)
    tell_the_rest(told)
    for made in (told.school, told.desk):
        made.shut()
    return tally


if __name__ == "__main__":
    print(json.dumps(asdict(run(Path(sys.argv[1]), int(sys.argv[2])))))
