"""Taking in sealed files and opening them for the desk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import ClassVar

from aln_review.casework.core import Command, Work
from aln_review.casework.membership import own_identity, register
from aln_review.casework.places import made
from aln_review.domain.dispatch import Arrival
from aln_review.domain.errors import Refusal
from aln_review.packages.files import drop, write_bytes
from aln_review.packages.reader import Opened, open_package


@contextmanager
def opened(work: Work, arrival: Arrival) -> Iterator[Opened]:
    """The package, once it has passed every check; its sealed copy is dropped afterwards.

    Raises:
        Refusal: any check failed; the key says which.
        WorldFault: there is no room for a sealed copy.

    """
    area = made(work.tools.area)
    copy = area / f"{arrival.id}.sealed"
    try:
        write_bytes(copy, work.unit.contents.get(arrival.id))
        with open_package(copy, own_identity(work), register(work), area, work.now) as package:
            if package.manifest.id != arrival.id or package.sha256 != arrival.sha256:
                raise Refusal("error.package.another")
            yield package
    finally:
        drop(copy)


@dataclass(frozen=True, slots=True)
class TakeIn(Command[Arrival]):
    """Keep a sealed file that came, unopened. The same file twice is kept once.

    Raises:
        Refusal: another file with the same id came before.

    """

    typed: ClassVar[bool] = False

    package_id: str
    sealed: bytes
    by_file: bool = False

    def run(self, work: Work) -> Arrival:
        """Keep the bytes and the line in one transaction."""
        digest = sha256(self.sealed).hexdigest()
        held = work.unit.arrivals.find(self.package_id)
        if held is not None:
            if held.sha256 != digest:
                raise Refusal("error.package.another")
            return held
        arrival = Arrival(self.package_id, digest, len(self.sealed), work.now, by_file=self.by_file)
        work.unit.contents.put(arrival.id, self.sealed)
        work.unit.arrivals.put(arrival)
        work.unit.log("arrival.came", subject=arrival.id)
        return arrival
