"""Read one row under a mapping: what it says about a learner, and what is doubtful in it.

A blank cell says nothing. It never takes away what is already known.
"""

from __future__ import annotations

from collections.abc import Mapping as Lookup
from dataclasses import dataclass
from datetime import date

from aln_review.domain.bilingual import Language, Text
from aln_review.exchange.roll.dates import BadDate, DateReader
from aln_review.exchange.roll.fields import Field
from aln_review.exchange.roll.mapping import Mapping
from aln_review.exchange.roll.names import (
    MAX_NAME,
    lost_letter,
    mend,
    odd,
    proper_case,
    shouted,
    split_full,
    tidy_name,
)
from aln_review.exchange.roll.notes import Note, Unreadable
from aln_review.exchange.roll.rules import RollRules
from aln_review.exchange.roll.table import Table
from aln_review.exchange.roll.values import (
    join_address,
    read_language,
    read_languages,
    read_needs,
    read_uln,
    read_upn,
    read_year,
)

MAX_VALUE = 500
STILL_HERE = date.max
"""Stands for *no day of leaving*."""

Got = Lookup[Field, str]


@dataclass(frozen=True, slots=True)
class Names:
    """The names one row gives."""

    forename: str
    surname: str
    called: str
    recased: bool
    """Their capitals are ours: the roll had none, or nothing else."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one row says. Empty means that it says nothing of it."""

    names: Names
    born: date
    upn: str
    uln: str
    year: str
    class_name: str
    languages: Text
    language: Language | None
    address: str
    needs: tuple[str, ...]
    looked_after_by: str
    not_looked_after: bool
    """The row says outright that no authority looks after the learner."""
    left_on: date
    warnings: tuple[Note, ...]


class RowReader:
    """Reads the rows of one table under one mapping."""

    def __init__(self, table: Table, mapping: Mapping, today: date, own: Language) -> None:
        self._table = table
        self._mapping = mapping
        self._rules = mapping.rules
        self._own = own
        self._one = [
            (field, mapping.places(field)[0])
            for field in Field
            if field.read and not field.many and field in mapping.fields
        ]
        self._read = [place for place, field in enumerate(mapping.fields) if field.read]
        self._address = mapping.places(Field.ADDRESS)
        self._needs = mapping.places(Field.NEEDS)
        self._languages = mapping.places(Field.LANGUAGES)
        born = table.column(mapping.places(Field.BORN)[0])
        self._dates = DateReader.of_column(born, today, self._rules.months)
        self._days = DateReader(today, self._rules.months, self._dates.day_first)

    @property
    def month_first(self) -> bool:
        """The dates of birth put the month first, as American English does."""
        return not self._dates.day_first

    def read(self, index: int) -> Said:
        """What the row at ``index`` says.

        Raises:
            Unreadable: no name, no date of birth that can be trusted, or cells out of place.

        """
        flaw = self._table.flaws.get(self._table.numbers[index])
        if flaw is not None:
            raise Unreadable(Note(flaw.value))
        raw = self._table.cells(index)
        plain = self._table.packed[index].isascii()
        cells = raw if plain else [mend(cell) for cell in raw]
        if any(len(cells[place]) > MAX_VALUE for place in self._read):
            raise Unreadable(Note.of("roll.refused.too_long", limit=MAX_VALUE))
        got = {field: cells[place] for field, place in self._one}
        warnings: list[Note] = [] if cells == raw else [Note("roll.warn.mended")]
        return Said(
            names=read_names(got, self._mapping.tidy_capitals, warnings),
            born=self._born(got[Field.BORN]),
            upn=read_upn(got.get(Field.UPN, ""), warnings),
            uln=read_uln(got.get(Field.ULN, ""), warnings),
            year=read_year(self._value(got, Field.YEAR), self._rules),
            class_name=self._value(got, Field.CLASS_NAME),
            languages=read_languages([cells[p] for p in self._languages], self._rules, self._own),
            language=read_language(got.get(Field.LANGUAGE, ""), self._rules),
            address=join_address([cells[p] for p in self._address], got.get(Field.POSTCODE, "")),
            needs=read_needs([cells[place] for place in self._needs], self._rules, warnings),
            looked_after_by=looked_after(got, self._rules, warnings),
            not_looked_after=self._rules.means("no", got.get(Field.LOOKED_AFTER, "?")),
            left_on=self._left(got.get(Field.LEFT_ON, ""), warnings),
            warnings=tuple(warnings),
        )

    def _value(self, got: Got, field: Field) -> str:
        value = got.get(field, "")
        return "" if value and self._rules.means("blank", value) else value

    def _born(self, text: str) -> date:
        if not text:
            raise Unreadable(Note("roll.refused.no_birth"))
        try:
            return self._dates.born(text)
        except BadDate as bad:
            raise Unreadable(Note.of(bad.key, value=text)) from bad

    def _left(self, text: str, warnings: list[Note]) -> date:
        if not text:
            return STILL_HERE
        try:
            return self._days.read(text)
        except BadDate:
            warnings.append(Note.of("roll.warn.left_unreadable", value=text))
            return STILL_HERE


def read_names(got: Got, tidy_capitals: bool, warnings: list[Note]) -> Names:
    """The legal names where the roll has them; then a different everyday name is what they go by.

    Raises:
        Unreadable: a name is missing, too long, or has no letter in it.

    """
    whole = split_full(got.get(Field.FULL_NAME, ""))
    everyday = tidy_name(got.get(Field.FORENAME, ""))
    forename = tidy_name(got.get(Field.LEGAL_FORENAME, "")) or everyday or whole[0]
    surname = (
        tidy_name(got.get(Field.LEGAL_SURNAME, ""))
        or tidy_name(got.get(Field.SURNAME, ""))
        or whole[1]
    )
    called = tidy_name(got.get(Field.CALLED, "")) or whole[2] or everyday
    for name in (forename, surname):
        if not any(sign.isalpha() for sign in name):
            raise Unreadable(Note("roll.refused.no_name"))
    if max(map(len, (forename, surname, called))) > MAX_NAME:
        raise Unreadable(Note.of("roll.refused.too_long", limit=MAX_NAME))
    if lost_letter(forename + surname):
        warnings.append(Note.of("roll.warn.lost_letter", name=f"{forename} {surname}"))
    elif odd(forename + surname):
        warnings.append(Note.of("roll.warn.odd_name", name=f"{forename} {surname}"))
    recased = tidy_capitals and (shouted(surname) or shouted(forename))
    if recased:
        before = f"{forename} {surname}"
        forename, surname, called = (
            proper_case(name) if shouted(name) else name for name in (forename, surname, called)
        )
        warnings.append(Note.of("roll.warn.recased", before=before, after=f"{forename} {surname}"))
    return Names(forename, surname, "" if called == forename else called, recased)


def looked_after(got: Got, rules: RollRules, warnings: list[Note]) -> str:
    """The authority that looks after the child, empty when the row names none."""
    authority = got.get(Field.LOOKED_AFTER_BY, "")
    flag = got.get(Field.LOOKED_AFTER, "")
    if rules.means("no", flag):
        return ""
    if authority and not rules.means("blank", authority):
        # A responsible authority is given for every learner in some systems: the flag decides.
        return authority if flag or Field.LOOKED_AFTER not in got else ""
    if not flag or rules.means("blank", flag):
        return ""
    if rules.means("yes", flag):
        warnings.append(Note("roll.warn.looked_after_unnamed"))
        return ""
    return flag
