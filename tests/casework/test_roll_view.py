"""A class list on its way in: nothing before the last step, everything or nothing in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from aln_review.casework.places import find_places
from aln_review.casework.roll_view import (
    ABSENT,
    LISTS,
    MEANINGS,
    TO_CHECK,
    UNKNOWN,
    KeepRoll,
    ReadRoll,
    TryRoll,
)
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import AlnError, WorldFault
from tests.casework.vaults import Made, add_learner

ROLL = find_places().resources / "demo" / "roll-school.csv"
HEAD = "Surname,Forename,Date of birth,Class,Colour of bag\n"


def written(tmp_path: Path, rows: str, head: str = HEAD) -> Path:
    path = tmp_path / "roll.csv"
    path.write_text(head + rows, encoding="utf-8")
    return path


def kept(made: Made) -> int:
    with made.vault.store.view() as unit:
        return len(unit.learners.all())


def test_the_demo_roll_goes_in_once_and_changes_nothing_the_second_time(made: Made) -> None:
    roll = made.vault.ask(ReadRoll(ROLL))
    assert roll.missing == ()
    assert roll.rows == 59
    before = made.vault.ask(TryRoll(roll))
    assert kept(made) == 0
    done = made.vault.do(KeepRoll(roll)).value
    assert done.counts == before.counts
    assert kept(made) == done.counts["new"]
    again = made.vault.ask(TryRoll(roll))
    assert again.changes_nothing
    assert again.counts["unchanged"] == done.counts["new"]


def test_a_column_is_shown_with_its_first_values_and_given_a_meaning(
    made: Made, tmp_path: Path
) -> None:
    path = written(tmp_path, "Prydderch,Elin,14/03/2016,5D,red\nŴyn,Ŷ,15/03/2016,5D,blue\n")
    roll = made.vault.ask(ReadRoll(path))
    assert roll.columns[0].samples == ("Prydderch", "Ŵyn")
    assert roll.meanings[4] == UNKNOWN
    moved = roll.with_column(4, "class_name")
    assert moved.meanings[3:] == (UNKNOWN, "class_name")
    assert roll.with_column(2, UNKNOWN).missing[0].key == "roll.field.born"
    with pytest.raises(AlnError):
        made.vault.ask(TryRoll(roll.with_column(2, UNKNOWN)))


def test_a_change_is_said_old_and_new_and_the_missing_are_listed(
    made: Made, tmp_path: Path
) -> None:
    add_learner(made.vault, class_name="4D")
    add_learner(made.vault, "Macsen")
    path = written(tmp_path, "Prydderch,Elin,14/03/2016,5D,red\nPrydderch,Nobody,99/99/2016,5D,\n")
    dry = made.vault.ask(TryRoll(made.vault.ask(ReadRoll(path))))
    words = made.vault.tools.catalogues[Language.EN]
    (changed,) = dry.page("changed", 0, 10)
    assert changed.lines(words)[0] == "Class: 4D → 5D"
    (refused,) = dry.page("refused", 0, 10)
    assert refused.lines(words)
    assert [row.name for row in dry.page(ABSENT, 0, 10)] == ["Macsen Prydderch"]
    assert dry.page(ABSENT, 0, 1)[0].lines(words) == ()


def test_half_a_file_says_so(made: Made, tmp_path: Path) -> None:
    path = written(tmp_path, 'Prydderch,Elin,14/03/2016,5D,red\nWyn,"Ma')
    roll = made.vault.ask(ReadRoll(path))
    assert roll.cut_short
    dry = made.vault.ask(TryRoll(roll))
    assert dry.said(made.vault.tools.catalogues[Language.EN])


def test_a_file_that_is_none_is_refused(made: Made, tmp_path: Path) -> None:
    for name, data in (("a.csv", b""), ("b.pdf", b"%PDF-1.7")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(WorldFault):
            made.vault.ask(ReadRoll(tmp_path / name))
    with pytest.raises(WorldFault):
        made.vault.ask(ReadRoll(tmp_path / "nowhere.csv"))


def test_every_meaning_and_every_list_has_its_words(made: Made) -> None:
    for catalogue in made.vault.tools.catalogues.values():
        assert all(catalogue.has(f"roll.field.{meaning}") for meaning in MEANINGS)
        assert all(catalogue.has(f"import.list.{name}") for name in LISTS)
    assert TO_CHECK in LISTS
