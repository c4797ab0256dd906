"""What each column means: recognised first, then as a person corrects it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from aln_review.exchange.roll.fields import Field
from aln_review.exchange.roll.rules import RollRules
from aln_review.exchange.roll.table import Table


@dataclass(frozen=True, slots=True)
class Mapping:
    """One field for every column, in the order of the columns."""

    rules: RollRules
    fields: tuple[Field, ...]
    tidy_capitals: bool = True
    """Names all in capitals are written as names; the report shows each one."""

    @classmethod
    def recognise(cls, table: Table, rules: RollRules) -> Mapping:
        """The meanings the headings suggest; of two columns that claim one field, the first."""
        fields: list[Field] = []
        for heading in table.headings:
            field = rules.heading(heading)
            fields.append(Field.UNKNOWN if field in fields and not field.many else field)
        return cls(rules, _lone_name(fields))

    def with_column(self, place: int, field: Field) -> Mapping:
        """The column at ``place`` means ``field``; another that claimed it becomes unknown."""
        fields = [
            Field.UNKNOWN if other is field and not field.many else other for other in self.fields
        ]
        fields[place] = field
        return replace(self, fields=tuple(fields))

    def with_tidy_capitals(self, tidy: bool) -> Mapping:
        """Whether names in capitals are rewritten."""
        return replace(self, tidy_capitals=tidy)

    def places(self, field: Field) -> tuple[int, ...]:
        """The columns that hold ``field``."""
        return tuple(place for place, found in enumerate(self.fields) if found is field)

    @property
    def missing(self) -> tuple[Field, ...]:
        """Fields without which no row can be read: a name and a date of birth."""
        have = set(self.fields)
        names: tuple[Field, ...] = ()
        if Field.FULL_NAME not in have:
            names = tuple(
                field
                for field, legal in (
                    (Field.FORENAME, Field.LEGAL_FORENAME),
                    (Field.SURNAME, Field.LEGAL_SURNAME),
                )
                if not have & {field, legal}
            )
        return names if Field.BORN in have else (*names, Field.BORN)

    @property
    def ready(self) -> bool:
        """Enough is known to read the rows."""
        return not self.missing


def _lone_name(fields: Sequence[Field]) -> tuple[Field, ...]:
    """*Name* beside *Surname*, and no forename, is the forename: *Enw, Cyfenw*."""
    lone = Field.SURNAME in fields and Field.FORENAME not in fields
    return tuple(Field.FORENAME if lone and f is Field.FULL_NAME else f for f in fields)
