from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aln_review.statute.mutation import mutations

LETTERS = st.text("abcdefghijlmnoprstuwyŵŷâ", min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("cyfleoedd", "cyfleoedd gyfleoedd nghyfleoedd chyfleoedd"),
        ("parhau", "parhau barhau mharhau pharhau"),
        ("tymor", "tymor dymor nhymor thymor"),
        ("gwella", "gwella wella ngwella"),
        ("bod", "bod fod mod"),
        ("datblygu", "datblygu ddatblygu natblygu"),
        ("mynediad", "mynediad fynediad"),
        ("lle", "lle le"),
        ("rheolaidd", "rheolaidd reolaidd"),
        ("addas", "addas haddas"),
        ("ŵyr", "ŵyr hŵyr"),
        ("chwarae", "chwarae"),
        ("ffrind", "ffrind"),
        ("sesiwn", "sesiwn"),
        ("Gwella", "gwella wella ngwella"),
        ("g", "g ng"),
        ("", ""),
    ],
)
def test_the_forms_of_a_word(word: str, forms: str) -> None:
    assert sorted(mutations(word)) == sorted(forms.split())


@given(LETTERS)
def test_the_word_itself_is_first_and_every_form_keeps_its_end(word: str) -> None:
    forms = mutations(word)
    assert forms[0] == word
    assert len(set(forms)) == len(forms)
    assert all(form.endswith(word[2:]) for form in forms)
