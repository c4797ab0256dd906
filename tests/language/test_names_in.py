"""The detector of names: what it must find, and what it must leave alone."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aln_review.language.collation import folded
from aln_review.language.names_in import NamesIn

_FIRST = """Gwenllian Catrin Tomos Bethan Dafydd Gareth Mared Llinos Rhiannon Pedr Elisabeth Osian
Siôn Lleucu Gruffydd Morgan Branwen Cadi Twm Tudur Pryderi Macsen Betsan Deiniol Gethin
Rhodri Llywelyn Siwan Ffion Hywel Zainab Mohammed Oleksandr Aleksandra Xin Josephine"""
_LAST = """Price Bowen O’Neill Ap-Rhys Griffiths Kowalska Huws Parry Llwyd Puw"""
FIRST = _FIRST.split()
LAST = _LAST.split()
PAGE = (
    "Mae Elin yn hoffi darlunio a mynd am dro ar ôl cinio. She likes drawing, and a walk after "
    "lunch helps her settle. Bydd Miss Evans yn rhoi pum munud ychwanegol. "
)

SECOND_CHILDREN = [
    (first, LAST[at % len(LAST)], how)
    for at, (first, how) in enumerate(
        (first, how)
        for first in FIRST
        for how in ("first", "full", "possessive", "soft", "nasal", "turned", "shouted", "plain")
    )
]


def soft(name: str) -> str:
    """What a writer of Welsh puts after *i* or *gan*."""
    for start, changed in (
        ("Ll", "L"), ("Rh", "R"), ("P", "B"), ("T", "D"), ("C", "G"), ("B", "F"),
        ("D", "Dd"), ("M", "F"),
    ):  # fmt: skip
        if name.startswith(start) and not name.startswith(("Ch", "Dd", "Ph", "Th")):
            return changed + name[len(start) :]
    return name[1:].capitalize() if name.startswith("G") else name


def nasal(name: str) -> str:
    """What follows *yn* and *fy*."""
    for start, changed in (
        ("P", "Mh"), ("T", "Nh"), ("C", "Ngh"), ("B", "M"), ("D", "N"), ("G", "Ng"),
    ):  # fmt: skip
        if name.startswith(start) and not name.startswith(("Ch", "Dd", "Ph", "Th")):
            return changed + name[len(start) :]
    return name


def planted(first: str, last: str, how: str) -> str:
    """A sentence that names a second child."""
    return {
        "first": f"Mae hi’n eistedd wrth ymyl {first} yn y wers.",
        "full": f"Yr un trefniant ag ar gyfer {first} Mair {last}.",
        "possessive": f"She shares {first}’s table.",
        "soft": f"Mae gan {soft(first)} yr un gefnogaeth.",
        "nasal": f"Mae hi’n ymddiried yn {nasal(first)} hefyd.",
        "turned": f"{last}, {first} (copied).",
        "shouted": f"SEE ALSO {first.upper()} {last.upper()}",
        "plain": f"same as {folded(first)} please",
    }[how]


@pytest.mark.parametrize(("first", "last", "how"), SECOND_CHILDREN)
def test_a_second_child_is_found(first: str, last: str, how: str) -> None:
    """Every planted second child is found, at the place where it stands."""
    looking = NamesIn([("second", f"{first} {last}"), ("other", "Rose Davies")], ["Elin Morgan"])
    text = PAGE + planted(first, last, how) + " " + PAGE
    found = looking.find(text)
    assert [one.id for one in found] == ["second"], (first, how)
    assert text[found[0].start : found[0].end] == found[0].matched
    assert found[0].sure is (how in ("full", "turned", "shouted"))


def test_there_are_more_than_a_hundred_second_children() -> None:
    """The figure promised is 100 of 100."""
    assert len(SECOND_CHILDREN) >= 100


@pytest.mark.parametrize("name", ["Haf Jones", "Gwyn Parry", "Rose Davies", "Will Bowen"])
def test_a_name_that_is_a_word_is_not_found_in_the_word(name: str) -> None:
    """The summer, the colour, the flower and the verb name nobody."""
    text = (
        "Yn ystod yr haf. Haf braf oedd hi. Papur gwyn. Gwyn yw’r wal. The rose grew. "
        "Rose petals fell. She will come. Will she come?"
    )
    assert NamesIn([("1", name)]).find(text) == ()


@pytest.mark.parametrize(
    "text",
    ["He sat beside Rose.", "Rose’s table.", "Rose Davies came.", "Rose came. We like Rose."],
)
def test_a_name_that_is_a_word_is_found_as_a_name(text: str) -> None:
    """A capital that no sentence gave, a possessive or a surname makes it a name."""
    assert NamesIn([("1", "Rose Davies")]).find(text)


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ("May Davies", "The review is in May 2027 and again in May 2028."),
        ("Mair Jones", "It is fair. Fair play to her. Roedd ffair yno."),
        ("Ben Jones", "Two men came. Men helped."),
        ("Elen Jones", "Mrs Helen Puw a Helen."),
        ("Catrin Jones", "Catrin Bowen, therapydd, a Jones arall."),
        ("Ann Jones", "Annwyl bawb, mae rhan yr annibynnwr yn gan."),
        ("Gwenllian Jones", "Wenllys a gwenllianaidd"),
        ("Al Jones", "al fresco"),
        ("Elis Samuel", "Bydd Ms Elis yn dangos y cerdyn. Ask Mr. Elis."),
    ],
)
def test_what_names_nobody(names: str, text: str) -> None:
    """Months, words with a name inside, other people of the same first name."""
    assert NamesIn([("1", names)]).find(text) == ()


def test_the_paper_s_own_people_may_stand_in_it() -> None:
    """A learner of the same first name is not meant where the paper's own learner is."""
    looking = NamesIn(
        [("2", "Elin Price"), ("3", "Elin Morgan"), ("4", "Nia Huws")],
        known=("Elin Morgan", "Nia Morgan"),
    )
    assert looking.find("Mae gan Elin fam, Nia. Dywedodd Elin Morgan hynny wrth Nia Morgan.") == ()
    found = looking.find("Mae Elin Price a Nia Huws yno.")
    assert [(one.id, one.sure) for one in found] == [("2", True), ("4", True)]


def test_a_known_person_s_surname_is_no_child_s_first_name() -> None:
    """Lowri Elis teaches; Elis Samuel is in another class."""
    looking = NamesIn([("2", "Elis Samuel")], known=("Lowri Elis",))
    assert looking.find("Dywedodd Lowri Elis wrth bawb.") == ()
    assert [one.sure for one in looking.find("Roedd Elis Samuel yno.")] == [True]


def test_two_learners_of_one_name_are_both_given() -> None:
    """Which of them was meant is for a person to say."""
    found = NamesIn([("1", "Osian Puw"), ("2", "Osian Rees")]).find("Gydag Osian.")
    assert {one.id for one in found} == {"1", "2"}


def test_a_name_stands_over_a_line_s_end_and_without_accents() -> None:
    """Text taken out of a paper breaks lines and may come apart into letters and accents."""
    looking = NamesIn([("1", "Siôn Llŷr Puw")])
    for text in ("gyda Siôn\nPuw", "gyda SION PUW", unicodedata.normalize("NFD", "Siôn Llŷr Puw")):
        (one,) = looking.find(text)
        assert one.sure
        assert text[one.start : one.end] == one.matched


@given(
    st.lists(st.sampled_from(FIRST), min_size=1, max_size=6, unique=True),
    st.text(max_size=200),
    st.text(max_size=200),
)
def test_nothing_round_a_name_hides_it(names: list[str], before: str, after: str) -> None:
    """Whatever stands before and after, a full name set apart is found, and spans are true."""
    looking = NamesIn((str(at), f"{name} Vaughan") for at, name in enumerate(names))
    for at, name in enumerate(names):
        text = f"{before}\n\n{name} Vaughan\n\n{after}"
        found = looking.find(text)
        assert any(one.sure and one.id == str(at) for one in found)
        assert all(text[one.start : one.end] == one.matched for one in found)
        assert list(found) == sorted(found, key=lambda one: one.start)


@given(st.text())
def test_nobody_to_look_for_is_nobody_found(text: str) -> None:
    """No names, no finds, whatever the text."""
    assert NamesIn(()).find(text) == ()
    assert NamesIn([("1", ""), ("2", "  "), ("3", "’")]).find(text) == ()


def test_a_thousand_names_in_twenty_pages_take_no_noticeable_time() -> None:
    """Twenty pages of ten thousand words: well under a second, on the slowest machine."""
    names = [
        (str(at), f"{FIRST[at % len(FIRST)]} {LAST[at % len(LAST)]}{chr(97 + at // 40)}")
        for at in range(1000)
    ]
    pages = (PAGE * 16) * 20
    began = time.perf_counter()
    looking = NamesIn(names, ["Elin Morgan"])
    found = looking.find(pages + planted("Zainab", "Puw", "first"))
    assert {one.matched for one in found} == {"Zainab"}
    assert time.perf_counter() - began < 2.0
