"""Copies at the second place that were made before a record was erased: due until they are gone.

The place may be in a drawer on the day of the erasing. So the register of erasures keeps that
copies there are due, and whatever next puts a copy there removes them and keeps the day.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from aln_review.casework.copies_state import read_state
from aln_review.domain.keeping import Erasure, SecondCopies
from aln_review.store.unit_of_work import UnitOfWork


def second_copies(unit: UnitOfWork) -> SecondCopies:
    """What an erasure begins with: due where a second place is in use."""
    return SecondCopies.DUE if read_state(unit).second.folder else SecondCopies.NONE


def due_there(unit: UnitOfWork) -> tuple[Erasure, ...]:
    """The erasures whose record older copies at the second place may still hold."""
    return tuple(one for one in unit.erasures.all() if one.second_place is SecondCopies.DUE)


def removed_there(unit: UnitOfWork, due: tuple[Erasure, ...], on: date) -> None:
    """They are gone: keep the day."""
    for one in due:
        unit.erasures.put(replace(one, second_place=SecondCopies.REMOVED, second_place_on=on))
        unit.log("copies.removed_there", one.learner_id, one.id)


def left_there(unit: UnitOfWork) -> None:
    """The place is given up: what lies there stays, and the register says so."""
    for one in due_there(unit):
        unit.erasures.put(replace(one, second_place=SecondCopies.LEFT))
        unit.log("copies.left_there", one.learner_id, one.id)
