"""The dry run: what importing a roll would do to every row's learner.

The same file imported twice changes nothing the second time. That decides three points: which
rows of a file are the same learner is settled from the file alone; a learner whom two rows
claim is left alone by both, and one whom a refused row points at keeps name, birth and numbers;
and a blank cell never takes anything away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from aln_review.domain.bilingual import Language
from aln_review.domain.errors import Refusal
from aln_review.domain.learner import Learner
from aln_review.exchange.roll.fields import Field
from aln_review.exchange.roll.freeing import free
from aln_review.exchange.roll.identity import Identity, Index
from aln_review.exchange.roll.mapping import Mapping
from aln_review.exchange.roll.merge import changes, merged, new_learner
from aln_review.exchange.roll.notes import Note, Unreadable
from aln_review.exchange.roll.report import Column, RollLearner, RollReport, RowReport, Status
from aln_review.exchange.roll.rows import STILL_HERE, RowReader, Said
from aln_review.exchange.roll.table import Table


def plan_import(
    table: Table,
    mapping: Mapping,
    existing: Sequence[RollLearner],
    today: date,
    own: Language = Language.CY,
) -> RollReport:
    """Compare every row with the learners there are.

    ``own`` is the setting's language: a new learner's, where the roll does not tell.

    Raises:
        Refusal: the mapping names no column for names or for the date of birth.

    """
    if not mapping.ready:
        birth = Field.BORN in mapping.missing
        raise Refusal("error.roll.no_birth_column" if birth else "error.roll.no_name_column")
    reader = RowReader(table, mapping, today, own)
    run = _Run(table, mapping, existing, own)
    for index in range(len(table)):
        run.take(index, reader)
    run.settle()
    touched = run.touched
    report = RollReport(
        source=table.source,
        columns=tuple(map(Column, table.headings, mapping.fields)),
        notes=_notes(table, mapping, reader),
        rows=run.rows,
        staged=run.staged,
        absent=[
            learner
            for place, learner in enumerate(existing)
            if place not in touched and learner.left_on is None
        ],
    )
    run.let_go()
    return report


def _notes(table: Table, mapping: Mapping, reader: RowReader) -> tuple[Note, ...]:
    unknown = len(mapping.places(Field.UNKNOWN))
    notes = (
        (table.source.cut_short, Note("roll.file.cut_short")),
        (reader.month_first, Note("roll.file.month_first")),
        (unknown > 0, Note.of("roll.file.unknown_columns", n=unknown)),
    )
    return tuple(note for told, note in notes if told)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A row whose name and birth are those of others in the vault, but whose numbers are not."""

    place: int
    said: Said
    others: list[int]


class _Run:
    """One pass over the rows, and what had to wait for its end."""

    def __init__(
        self, table: Table, mapping: Mapping, existing: Sequence[Learner], own: Language
    ) -> None:
        self._table = table
        self._mapping = mapping
        self._own = own
        self._existing = existing
        self._vault = Index([Identity.of_learner(learner) for learner in existing])
        self._file = Index()
        self._firsts: list[int] = []
        self._claims: defaultdict[int, list[int]] = defaultdict(list)
        self._waiting: list[_Waiting] = []
        self.rows: list[RowReport] = []
        self.staged: dict[int, Learner] = {}
        self._disputed: dict[int, int] = {}
        """By place in the vault: the refused row that points there."""

    @property
    def touched(self) -> set[int]:
        """Places in the vault that some row is about, refused or not."""
        return {*self._claims, *self._disputed}

    def let_go(self) -> None:
        """What only the run itself needed."""
        self._vault.let_go()
        self._file.let_go()
        free(self._firsts, self._claims, self._waiting, self._disputed)

    def take(self, index: int, reader: RowReader) -> None:
        """Judge one row."""
        row = self._table.numbers[index]
        try:
            said = reader.read(index)
        except Unreadable as bad:
            self.rows.append(RowReport(row, Status.REFUSED, reasons=(bad.note,)))
            return
        me = Identity.of_row(said)
        verdict = self._within_file(index, me, said)
        self.rows.append(verdict)
        if verdict.status is Status.NEW:
            self._against_vault(index, me, said)

    def settle(self) -> None:
        """Decide what needed the whole file: rows that claim one learner, names shared by two."""
        for wait in self._waiting:
            if all(self._claims.get(other) for other in wait.others):
                self._new(wait.place, wait.said, Note("roll.warn.same_name"))
            else:
                self._dispute(wait.place, wait.others, "roll.refused.other_numbers")
        for place, claimants in self._claims.items():
            rivals = [*claimants, *([self._disputed[place]] if place in self._disputed else [])]
            if len(claimants) > 1 or (len(rivals) > 1 and self._renames(claimants[0], place)):
                for index in claimants:
                    other = next(i for i in rivals if i != index)
                    self._refuse(index, Note.of("roll.refused.claimed", row=self.rows[other].row))

    def _renames(self, index: int, place: int) -> bool:
        """The row would change what its learner is known by."""
        new = self.staged.get(self.rows[index].row)
        return new is not None and Identity.of_learner(new) != self._vault[place]

    def _dispute(self, index: int, places: Sequence[int], key: str) -> None:
        """Refuse a row, remembering whom it pointed at."""
        for place in places:
            self._disputed.setdefault(place, index)
        self._refuse(index, Note(key))

    def _within_file(self, index: int, me: Identity, said: Said) -> RowReport:
        """New as far as this file goes, or a duplicate of an earlier row, or a number taken."""
        row, name = self._table.numbers[index], f"{said.names.forename} {said.names.surname}"
        shared = self._file.by_upn(me) or self._file.by_uln(me)
        if shared and not me.agrees(self._file[shared[0]]):
            taken = Note.of("roll.refused.number_taken", row=self._row_of(shared[0]))
            return RowReport(row, Status.REFUSED, name, reasons=(taken,), warnings=said.warnings)
        first = shared or self._file.by_person(me, me.can_be)
        if first:
            same = self._table.packed[index] == self._table.packed[self._firsts[first[0]]]
            key = "roll.duplicate.same" if same else "roll.duplicate.differs"
            note = Note.of(key, row=self._row_of(first[0]))
            return RowReport(row, Status.DUPLICATE, name, reasons=(note,), warnings=said.warnings)
        warnings = said.warnings
        if self._file.by_person(me):
            warnings = (*warnings, Note("roll.warn.same_name"))
        self._file.add(me)
        self._firsts.append(index)
        return RowReport(row, Status.NEW, name, warnings=warnings)

    def _row_of(self, first: int) -> int:
        return self._table.numbers[self._firsts[first]]

    def _against_vault(self, index: int, me: Identity, said: Said) -> None:
        """Find the learner in the vault by number, else by name and birth."""
        upn, uln = self._vault.by_upn(me), self._vault.by_uln(me)
        found = upn or uln
        if len(found) > 1 or (upn and uln and upn != uln):
            self._dispute(index, [*upn, *uln], "roll.refused.ambiguous")
        elif found and not me.agrees(self._vault[found[0]]):
            self._dispute(index, found, "roll.refused.number_of_another")
        elif found:
            self._claim(index, found[0], said)
        else:
            self._by_person(index, me, said)

    def _by_person(self, index: int, me: Identity, said: Said) -> None:
        found = self._vault.by_person(me, me.can_be)
        if len(found) == 1:
            self._claim(index, found[0], said)
        elif found:
            self._dispute(index, found, "roll.refused.ambiguous")
        elif others := self._vault.by_person(me):
            self._waiting.append(_Waiting(index, said, others))
        else:
            self._new(index, said)

    def _claim(self, index: int, place: int, said: Said) -> None:
        """The row is this learner's: say what it would change."""
        self._claims[place].append(index)
        old = self._existing[place]
        new = merged(old, said)
        changed = changes(old, new)
        warnings = self.rows[index].warnings
        if old.left_on is not None and said.left_on == STILL_HERE:
            warnings = (*warnings, Note.of("roll.warn.had_left", left_on=old.left_on))
        status = Status.CHANGED if changed else Status.UNCHANGED
        row = self.rows[index]
        self.rows[index] = RowReport(
            row.row, status, row.name, old.id, changes=changed, warnings=warnings
        )
        if changed:
            self.staged[row.row] = new

    def _new(self, index: int, said: Said, *warnings: Note) -> None:
        row = self.rows[index]
        self.staged[row.row] = new_learner(said, self._own, self._mapping.rules)
        kept = dict.fromkeys(note.key for note in row.warnings)
        more = tuple(note for note in warnings if note.key not in kept)
        self.rows[index] = RowReport(row.row, Status.NEW, row.name, warnings=(*row.warnings, *more))

    def _refuse(self, index: int, note: Note) -> None:
        row = self.rows[index]
        self.staged.pop(row.row, None)
        self.rows[index] = RowReport(
            row.row, Status.REFUSED, row.name, reasons=(note,), warnings=row.warnings
        )
