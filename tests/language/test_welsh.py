"""The rules that look for slips must see them, and leave right Welsh alone."""

from __future__ import annotations

import pytest

from tests.language.welsh import mutations, slips


@pytest.mark.parametrize(
    "wrong",
    [
        "i cadw’r cynllun",
        "am cyfarfod",
        "dau cynllun",
        "heb llofnod",
        "gyda plentyn",
        "plant a pobl ifanc",
        "tri cynllun",
        "wedi’i cwblhau",
        "fy cynllun",
        "y cromgell",
        "Mae’r dalen",
        "ble a gan bwy",
        "pan neu pwy",
    ],
)
def test_slips_are_seen(wrong: str) -> None:
    assert len(list(slips(wrong))) == 1


@pytest.mark.parametrize(
    "right",
    [
        "i gadw’r cynllun",
        "wedi’i gwblhau a’i chwblhau",
        "plant a phobl ifanc",
        "tri chynllun",
        "y gromgell a’r rhaglen",
        "fy nghynllun i",
        "ble a chan bwy",
        "Rhowch gynnig arall, neu dewiswch un",
        "Ewch yno neu rhowch wybod",
        "gan Catrin Llwyd",
        "o lyfrgell",
    ],
)
def test_right_welsh_is_left_alone(right: str) -> None:
    assert list(slips(right)) == []


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("cynllun", "chynllun"),
        ("cynllun", "gynllun"),
        ("cynllun", "nghynllun"),
        ("llofnod", "lofnod"),
        ("rhestr", "restr"),
        ("gwahoddiad", "wahoddiad"),
        ("dalen", "ddalen"),
        ("adolygiad", "hadolygiad"),
    ],
)
def test_mutated_forms(word: str, form: str) -> None:
    assert form in mutations(word)


def test_digraphs_are_not_mutated_as_their_first_letter() -> None:
    assert "ghwarae" not in mutations("chwarae")
    assert mutations("ddoe") == {"ddoe"}
