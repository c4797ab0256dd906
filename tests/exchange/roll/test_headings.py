"""Headings of both languages and of several school systems, and the mapping a person corrects."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from aln_review.domain.errors import AlnError
from aln_review.exchange.roll.fields import Field
from aln_review.exchange.roll.mapping import Mapping
from aln_review.exchange.roll.plan import plan_import
from aln_review.exchange.roll.read import read_roll
from aln_review.exchange.roll.rules import RollRules, fold
from tests.exchange.roll.makers import HEADINGS, RULES, TODAY, csv_bytes

FILE = Path(__file__).parents[3] / "resources/rules/roll_headings.json"


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("SURNAME", Field.SURNAME), ("Cyfenw", Field.SURNAME),
        ("Legal Surname", Field.LEGAL_SURNAME),
        ("D.O.B.", Field.BORN), ("dyddiad  geni", Field.BORN), ("Student DOB", Field.BORN),
        ("Grwp Blwyddyn", Field.YEAR), ("Grŵp blwyddyn", Field.YEAR), ("Yr", Field.YEAR),
        ("Reg Group", Field.CLASS_NAME), ("Dosbarth", Field.CLASS_NAME),
        ("Enw a ddefnyddir", Field.CALLED), ("Mamiaith", Field.LANGUAGES),
        ("Cod Post", Field.POSTCODE), ("Plentyn sy’n derbyn gofal", Field.LOOKED_AFTER),
        ("Rhyw", Field.IGNORED), ("FSM", Field.IGNORED), ("Lliw", Field.UNKNOWN),
        ("", Field.UNKNOWN),
        ("Anghenion Dysgu Ychwanegol", Field.NEEDS), ("Unique Pupil Number", Field.UPN),
    ],
)  # fmt: skip
def test_what_a_heading_means(heading: str, field: Field) -> None:
    assert RULES.heading(heading) is field


def test_no_heading_means_two_things() -> None:
    fields: dict[str, list[str]] = json.loads(FILE.read_text("utf-8"))["fields"]
    owners = {(fold(name), field) for field, names in fields.items() for name in names}
    assert [name for name, n in Counter(name for name, _ in owners).items() if n > 1] == []


def test_every_field_but_unknown_has_headings() -> None:
    assert set(RULES.headings.values()) == set(Field) - {Field.UNKNOWN}


def test_a_rules_file_that_does_not_fit_is_our_own_fault() -> None:
    with pytest.raises(AlnError) as caught:
        RollRules.parse(b'{"fields": []}')
    assert caught.value.key == "error.roll.rules"


def mapped(*headings: str) -> Mapping:
    return Mapping.recognise(read_roll(csv_bytes(headings, ["x"] * len(headings)), RULES), RULES)


def test_the_first_of_two_columns_with_one_meaning_is_taken() -> None:
    fields = mapped("Surname", "Family name", "Address 1", "Address 2").fields
    assert fields == (Field.SURNAME, Field.UNKNOWN, Field.ADDRESS, Field.ADDRESS)


def test_name_beside_surname_is_the_forename() -> None:
    assert mapped("Enw", "Cyfenw").fields == (Field.FORENAME, Field.SURNAME)
    assert mapped("Enw", "Dyddiad geni").fields == (Field.FULL_NAME, Field.BORN)


def test_a_person_can_say_otherwise() -> None:
    mapping = mapped("Surname", "Lliw", "DOB")
    assert mapping.missing == (Field.FORENAME,)
    corrected = mapping.with_column(1, Field.FORENAME)
    assert corrected.ready
    moved = corrected.with_column(1, Field.SURNAME)
    assert moved.fields == (Field.UNKNOWN, Field.SURNAME, Field.BORN)


@pytest.mark.parametrize(
    ("headings", "key"),
    [(HEADINGS[:2], "error.roll.no_birth_column"), (HEADINGS[1:], "error.roll.no_name_column")],
)
def test_without_names_or_births_nothing_is_planned(headings: tuple[str, ...], key: str) -> None:
    table = read_roll(csv_bytes(headings, ["x"] * len(headings)), RULES)
    with pytest.raises(AlnError) as caught:
        plan_import(table, Mapping.recognise(table, RULES), [], TODAY)
    assert caught.value.key == key


def test_samples_of_a_column_show_different_values() -> None:
    table = read_roll(csv_bytes(("Surname", "DOB"), ("A", "1"), ("A", "2"), ("B", "")), RULES)
    assert table.samples(0) == ("A", "B")
    assert table.samples(1, 1) == ("1",)
