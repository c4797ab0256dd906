"""What follows an erasure: pages tidied, older copies removed if asked, the certificate made."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace

from aln_review.casework.commands.retention import Farewell, NoteCopiesRemoved
from aln_review.casework.core import Casework
from aln_review.casework.door import Door
from aln_review.casework.old_copies import remove_older_copies
from aln_review.casework.papers.certificate import certificate_file
from aln_review.casework.second_place import copy_out
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import WorldFault
from aln_review.domain.keeping import SecondCopies
from aln_review.reports.document import PaperFile


@dataclass(frozen=True, slots=True)
class Finished:
    """An erasure with its certificate. It is held in memory only, for whoever sits here now."""

    farewell: Farewell
    certificate: PaperFile
    problem: str = ""
    """Message key of why the older copies are still there; empty when nothing went wrong."""


def finish_erasing(
    door: Door, casework: Casework, farewell: Farewell, first: Language, *, copies_now: bool
) -> Finished:
    """Tidy the pages, remove the older copies if asked, and set the certificate.

    The record is gone whatever happens here: a disk that refuses is told and keeps the copies'
    own date on the certificate.
    """
    problem = ""
    try:
        casework.store.tidy()
        if copies_now:
            remove_older_copies(door, casework)
            casework.do(NoteCopiesRemoved(farewell.erasure.id))
            if farewell.erasure.second_place is SecondCopies.DUE:
                # A place that is not there stays due: whoever erases is not kept waiting for it.
                with suppress(WorldFault):
                    copy_out(door, casework)
    except WorldFault as fault:
        problem = fault.key
    with casework.store.view() as unit:
        farewell = replace(farewell, erasure=unit.erasures.get(farewell.erasure.id))
    return Finished(farewell, certificate_file(casework.tools, farewell, first), problem)
