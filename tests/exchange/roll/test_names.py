"""Names keep their letters, and get back the capitals that a system took away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aln_review.exchange.roll.names import mend, odd, proper_case, shouted, split_full, tidy_name


@pytest.mark.parametrize(
    "name",
    ["McDonald", "O’Brien", "ap Gwilym", "Siôn-Llŷr", "Llŷr", "D’Arcy", "de Souza", "Rhys-Jones",
     "Gwenllian ferch Owain", "Ŵan", "Mary Ann", "Macdonald", "Henry II"],
)  # fmt: skip
def test_capitals_are_given_back(name: str) -> None:
    assert proper_case(name.upper()) == name


def test_names_in_mixed_letters_are_left_alone() -> None:
    assert not shouted("MacDonald")
    assert not shouted("J")
    assert shouted("O’BRIEN")
    assert shouted("jones")


@pytest.mark.parametrize(
    ("text", "tidy"),
    [("O'Brien", "O’Brien"), ("O`Brien", "O’Brien"), ("  Mali   Haf ", "Mali Haf"),
     ("Rhys – Jones", "Rhys-Jones"), ("Rhys - Jones", "Rhys-Jones"), ("Llw\u0302yd", "Llŵyd")],
)  # fmt: skip
def test_one_way_to_write_a_name(text: str, tidy: str) -> None:
    assert tidy_name(text) == tidy


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ifans, Mali Haf", ("Mali Haf", "Ifans", "")),
        ("Mali Haf Ifans", ("Mali Haf", "Ifans", "")),
        ("Dafydd ap Gwilym", ("Dafydd", "ap Gwilym", "")),
        ("Jones, Catherine (Cati)", ("Catherine", "Jones", "Cati")),
        ("Catherine (Cati) Jones", ("Catherine", "Jones", "Cati")),
        ("Mali", ("Mali", "", "")),
        ("", ("", "", "")),
    ],
)
def test_both_names_in_one_cell(text: str, parts: tuple[str, str, str]) -> None:
    assert split_full(text) == parts


@pytest.mark.parametrize("name", ["Siân", "Llŷr", "Ŵan", "O’Brien", "Mali"])
def test_letters_spoilt_by_a_wrong_encoding_are_mended_and_others_kept(name: str) -> None:
    spoilt = name.encode("utf-8").decode("windows-1252")
    assert mend(spoilt) == name
    assert mend(name) == name


def test_odd_names() -> None:
    assert odd("Mali2")
    assert odd("=CMD()")
    assert not odd("Siôn ap Llŷr-O’Neill Jr.")


@given(st.text(max_size=30))
def test_tidying_twice_is_tidying_once(text: str) -> None:
    once = tidy_name(text)
    assert tidy_name(once) == once
