"""What may happen to a case, as tables: from which states, by which event, to which state.

One machine for each kind of setting, and one for a looked-after child, whom the authority that
looks after them decides for (ALN Act 2018 ss.17-18). A move that no table has is refused with a
reason. The tables are data with their sources.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from aln_review.domain.case import Case, CaseEvent
from aln_review.domain.errors import OwnFault, Refusal
from aln_review.domain.setting import SettingKind
from aln_review.statute.dated import Row, read

STAYS: Final = "="
"""In the file: the event leaves the state as it is."""


@dataclass(frozen=True, slots=True)
class Move:
    """One row of a table."""

    come_from: tuple[str, ...]
    event: str
    to: str
    machine: str = ""
    """The machine that goes on from here, where it changes."""


@dataclass(frozen=True, slots=True)
class WhyNot:
    """The reason given for moves that no row has; empty lists stand for any."""

    states: tuple[str, ...]
    events: tuple[str, ...]
    key: str

    def fits(self, state: str, event: str) -> bool:
        """Whether this is the reason for that event in that state."""
        return (not self.states or state in self.states) and (
            not self.events or event in self.events
        )


@dataclass(frozen=True, slots=True)
class Machine:
    """The table of one kind of case."""

    id: str
    start: str
    moves: tuple[Move, ...]
    why_not: tuple[WhyNot, ...]
    otherwise: str
    source: str
    verified: str

    @property
    def states(self) -> tuple[str, ...]:
        """Every state, once."""
        named = [self.start]
        for move in self.moves:
            named += [*move.come_from, *(() if move.to == STAYS or move.machine else (move.to,))]
        return tuple(dict.fromkeys(named))

    @property
    def events(self) -> tuple[str, ...]:
        """Every event the table knows, once."""
        return tuple(dict.fromkeys(move.event for move in self.moves))

    def move(self, state: str, event: str) -> Move | None:
        """The row for that event in that state, if there is one."""
        for move in self.moves:
            if move.event == event and state in move.come_from:
                return move
        return None

    def refusal(self, state: str, event: str) -> str:
        """Message key of why that event is impossible in that state."""
        for reason in self.why_not:
            if reason.fits(state, event):
                return reason.key
        return self.otherwise if event in self.events else "error.case.not_this_setting"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands: in which machine, at which state."""

    machine: Machine
    state: str


@dataclass(frozen=True, slots=True)
class States:
    """All the tables."""

    edition: str
    machines: Mapping[str, Machine]
    by_setting: Mapping[SettingKind, str]

    def standing(self, case: Case) -> Standing:
        """The machine and state that the case's events, in order, have led to.

        What was recorded has happened: an event that the table does not have from the state
        before, as in records begun elsewhere, still leads where that event leads.
        """
        machine = self.machines[self.by_setting[case.setting]]
        state = machine.start
        for event in case.events:
            move = machine.move(state, event.kind) or _leading(machine, event.kind)
            if move is None or move.to == STAYS:
                continue
            state = move.to
            if move.machine:
                machine = self.machines[move.machine]
        return Standing(machine, state)

    def state_of(self, case: Case) -> str:
        """The state, worded by ``case.state.<state>``."""
        return self.standing(case).state

    def allowed(self, case: Case) -> tuple[str, ...]:
        """Events that may happen next, worded by ``case.event.<event>``."""
        now = self.standing(case)
        return tuple(e for e in now.machine.events if now.machine.move(now.state, e) is not None)

    def apply(self, case: Case, event: CaseEvent) -> Case:
        """The case with one more event.

        Raises:
            Refusal: the event is impossible in this state, or earlier than the one before it.

        """
        now = self.standing(case)
        if now.machine.move(now.state, event.kind) is None:
            raise Refusal(now.machine.refusal(now.state, event.kind))
        if case.events and event.on < case.events[-1].on:
            raise Refusal("error.case.earlier_than_before", last=case.events[-1].on)
        return replace(case, events=(*case.events, event))


def _leading(machine: Machine, event: str) -> Move | None:
    """The first row of an event that leads somewhere, from whatever state."""
    for move in machine.moves:
        if move.event == event and move.to != STAYS:
            return move
    return None


def load_states(path: Path) -> States:
    """The tables held in ``path``.

    Raises:
        OwnFault: the file is missing or damaged, or a kind of setting has no table.

    """
    row = read(path)
    machines = {machine.text("id"): _machine(machine) for machine in row.rows("machines")}
    by_setting = {
        kind: machine.text("id")
        for machine in row.rows("machines")
        for kind in machine.members("settings", SettingKind)
    }
    lost = {m.machine for machine in machines.values() for m in machine.moves if m.machine}
    if set(by_setting) != set(SettingKind) or not lost <= set(machines):
        raise OwnFault("error.law.unreadable", file=path.name, at="/machines")
    return States(row.text("edition"), machines, by_setting)


def _machine(row: Row) -> Machine:
    return Machine(
        id=row.text("id"),
        start=row.text("start"),
        moves=tuple(
            Move(m.strings("from"), m.text("event"), m.text("to"), m.text_or("machine", ""))
            for m in row.rows("moves")
        ),
        why_not=tuple(
            WhyNot(w.strings("from"), w.strings("events"), w.text("why"))
            for w in row.rows("refusals")
        ),
        otherwise=row.text("otherwise"),
        source=row.text("source"),
        verified=row.status("status"),
    )
