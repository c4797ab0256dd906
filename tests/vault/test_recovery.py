from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aln_review.domain.errors import OwnFault, WorldFault
from aln_review.vault.recovery import LIST_LENGTH, WordList, fold, word_at
from tests.vault.makers import LIST, SHEET, WORDS

secrets = st.binary(min_size=20, max_size=20)


@given(secrets)
def test_sixteen_words_give_the_same_bytes_back(secret: bytes) -> None:
    sheet = LIST.encode(secret)
    assert len(sheet) == 16
    assert LIST.decode(" ".join(sheet)) == secret
    assert LIST.decode(unicodedata.normalize("NFD", ", ".join(sheet)).upper()) == secret


@given(secrets, st.integers(0, 15), st.integers(1, LIST_LENGTH - 1))
def test_one_wrong_word_is_found_out_or_was_one_in_65_536(
    secret: bytes, at: int, further: int
) -> None:
    sheet = list(LIST.encode(secret))
    sheet[at] = WORDS[(WORDS.index(sheet[at]) + further) % LIST_LENGTH]
    try:
        decoded = LIST.decode(" ".join(sheet))
    except WorldFault as fault:
        decoded = fault.key.encode()
    assert decoded == b"error.vault.recovery_check" or (decoded != secret and len(decoded) == 20)


def test_swapped_words_are_found_out() -> None:
    with pytest.raises(WorldFault) as fault:
        LIST.decode(" ".join((SHEET[1], SHEET[0], *SHEET[2:])))
    assert fault.value.key == "error.vault.recovery_check"


def test_a_word_that_is_in_no_list_is_named_by_its_place() -> None:
    with pytest.raises(WorldFault) as fault:
        LIST.decode(" ".join((*SHEET[:6], "xylophone", *SHEET[7:])))
    assert fault.value.key == "error.vault.recovery_word"
    assert fault.value.facts == {"position": 7}


@pytest.mark.parametrize("text", ["", "bab", " ".join(SHEET[:15]), " ".join((*SHEET, SHEET[0]))])
def test_too_few_or_too_many_are_counted(text: str) -> None:
    with pytest.raises(WorldFault) as fault:
        LIST.decode(text)
    assert fault.value.facts == {"count": len(text.split()), "needed": 16}


def test_single_words_are_checked_against_the_sheet() -> None:
    assert word_at(SHEET, 3, f"  3. {SHEET[2].upper()} ")
    assert not word_at(SHEET, 3, SHEET[3])
    assert not word_at(SHEET, 3, "")
    assert LIST.knows(SHEET[0].upper())
    assert not LIST.knows("xylophone")
    assert not LIST.knows(f"{SHEET[0]} {SHEET[1]}")
    for position in (0, 17):
        with pytest.raises(OwnFault):
            word_at(SHEET, position, SHEET[0])


@pytest.mark.parametrize(
    "words",
    [
        WORDS[:-1],
        (*WORDS[:-1], WORDS[0]),
        (*WORDS[:-1], "dau air"),
        (*WORDS[:-1], WORDS[0].upper()),
    ],
)
def test_a_list_with_a_fault_is_refused(words: tuple[str, ...]) -> None:
    with pytest.raises(OwnFault):
        WordList(words)


@given(st.text())
def test_folding_is_settled_after_once(text: str) -> None:
    once = fold(text)
    assert fold(" ".join(once)) == once
