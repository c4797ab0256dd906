"""The list of terms: whole, typed, searchable."""

from __future__ import annotations

from pathlib import Path

import pytest

from aln_review.domain.bilingual import Language
from aln_review.domain.errors import OwnFault
from aln_review.language.glossary import COLUMNS, Term, found, in_order, load


def test_every_term_is_whole_and_stands_once() -> None:
    terms = load()
    assert len(terms) > 500
    assert all(term.english and term.welsh for term in terms)
    assert all(term.source for term in terms)
    assert len({term.english for term in terms}) == len(terms)


def test_terms_the_house_rests_on() -> None:
    welsh = {term.english: term.welsh for term in load()}
    assert welsh["individual development plan (IDP)"] == "cynllun datblygu unigol (CDU)"
    assert welsh["vault"] == "cromgell"
    assert welsh["Cancel"] == "Canslo"


def test_search_ignores_accents_and_case() -> None:
    assert "small group" in [term.english for term in found(load(), "GRWP BACH")]
    assert found(load(), "zzzz") == ()


def test_each_language_has_its_own_order() -> None:
    terms = (Term("b", "chwaer", "", "s", True), Term("a", "cyfarfod", "", "s", True))
    assert [term.welsh for term in in_order(terms, Language.CY)] == ["cyfarfod", "chwaer"]
    assert [term.english for term in in_order(terms, Language.EN)] == ["a", "b"]


@pytest.mark.parametrize(
    "text",
    ["", "english,welsh\n", ",".join(COLUMNS) + "\na,b,c\n", ",".join(COLUMNS) + "\na,b,,s,?"],
)
def test_a_list_of_another_shape_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "glossary.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(OwnFault):
        load(path)


def test_a_missing_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OwnFault):
        load(tmp_path / "glossary.csv")
