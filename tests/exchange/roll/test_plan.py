"""The dry run: who is new, changed, refused or listed twice; done again, nothing changes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from aln_review.domain.bilingual import Language, Text
from aln_review.domain.learner import Learner
from aln_review.exchange.roll.fields import Field
from aln_review.exchange.roll.report import Change, RollReport, RowReport, Status, to_learners
from tests.exchange.roll.makers import (
    HEADINGS,
    TODAY,
    counter,
    csv_bytes,
    learner,
    plan_rows,
    planned,
)

MALI = ("Ifans", "Mali", "03/09/2015", "W660200024001", "5", "Derwen")
TWM = ("Parri", "Twm", "04/09/2015", "", "4", "Onnen")


def keys(row: RowReport) -> list[str]:
    return [note.key for note in (*row.reasons, *row.warnings)]


def one(data: dict[str, str], existing: Sequence[Learner] = ()) -> tuple[RowReport, RollReport]:
    report = planned(csv_bytes(list(data), list(data.values())), existing)
    return report.rows[0], report


BASE = {"Surname": "Ifans", "Forename": "Mali", "DOB": "03/09/2015"}


def kept(more: dict[str, str], existing: Sequence[Learner] = ()) -> Learner:
    return next(iter(one({**BASE, **more}, existing)[1].staged.values()))


def test_new_and_unchanged_and_changed() -> None:
    rows = plan_rows(MALI, TWM, existing=[learner(class_name="Derwen")])
    assert [row.status for row in rows] == [Status.UNCHANGED, Status.NEW]
    (row,) = plan_rows((*MALI[:5], "Onnen"), existing=[learner()])
    assert row.changes == (Change(Field.CLASS_NAME, "Derwen", "Onnen"),)
    assert (row.row, row.learner_id, row.name) == (2, "v1", "Mali Ifans")


def test_matching_by_number_then_by_name_and_birth() -> None:
    by_upn = plan_rows(("Ifans-Huws", *MALI[1:]), existing=[learner()])[0]
    assert by_upn.changes == (Change(Field.SURNAME, "Ifans", "Ifans-Huws"),)
    by_name = plan_rows(("IFANS", "Malì", "2015-09-03", "", "5", ""), existing=[learner()])[0]
    assert by_name.learner_id == "v1"
    by_uln, _ = one({**BASE, "Surname": "Huws", "ULN": "1000000043"}, [learner(uln="1000000043")])
    assert by_uln.learner_id == "v1"


def test_a_blank_takes_nothing_away() -> None:
    (row,) = plan_rows(("Ifans", "Mali", "03/09/2015", "", "", ""), existing=[learner()])
    assert row.status is Status.UNCHANGED


def test_two_in_the_vault_that_fit_are_refused() -> None:
    twins = [learner(id="v1", upn=""), learner(id="v2", upn="")]
    assert keys(plan_rows(MALI, existing=twins)[0]) == ["roll.refused.ambiguous"]


def test_numbers_that_point_to_two_learners_are_refused() -> None:
    others = [learner(), learner(id="v2", forename="Twm", upn="", uln="1000000043")]
    row, _ = one({**BASE, "UPN": "W660200024001", "ULN": "1000000043"}, others)
    assert keys(row) == ["roll.refused.ambiguous"]


def test_a_number_that_is_anothers_is_refused() -> None:
    row = plan_rows(("Parri", "Twm", "04/09/2014", MALI[3], "", ""), existing=[learner()])[0]
    assert keys(row) == ["roll.refused.number_of_another"]


def test_the_same_name_and_birth_with_another_real_number() -> None:
    other = ("Ifans", "Mali", "03/09/2015", "R674123101121", "5", "Derwen")
    assert keys(plan_rows(other, existing=[learner()])[0]) == ["roll.refused.other_numbers"]
    both = plan_rows(MALI, other, existing=[learner()])
    assert [row.status for row in both] == [Status.UNCHANGED, Status.NEW]
    assert "roll.warn.same_name" in keys(both[1])


def test_the_same_learner_twice_in_a_file() -> None:
    rows = plan_rows(MALI, TWM, MALI, (*TWM[:5], "Derwen"))
    assert [row.status for row in rows] == [Status.NEW, Status.NEW] + [Status.DUPLICATE] * 2
    assert keys(rows[2]) == ["roll.duplicate.same"]
    assert keys(rows[3]) == ["roll.duplicate.differs"]
    assert rows[3].reasons[0].facts == {"row": 3}


def test_one_number_for_two_people_in_a_file() -> None:
    rows = plan_rows(MALI, (*TWM[:3], MALI[3], "", ""))
    assert keys(rows[1]) == ["roll.refused.number_taken"]


def test_two_rows_that_claim_one_learner_are_both_refused() -> None:
    was = learner(uln="1000000043")
    rows = planned(
        csv_bytes(
            ("Surname", "Forename", "DOB", "UPN", "ULN"),
            ("Ifans", "Mali", "03/09/2015", "W660200024001", ""),
            ("Ifans", "Non", "03/09/2015", "", "1000000043"),
        ),
        [was],
    ).rows
    assert [keys(row) for row in rows] == [["roll.refused.claimed"]] * 2


def test_shapeless_numbers_prove_nothing() -> None:
    rows = plan_rows((*MALI[:3], "TBC", "", ""), (*TWM[:3], "TBC", "", ""))
    assert [row.status for row in rows] == [Status.NEW, Status.NEW]
    assert keys(rows[0]) == ["roll.warn.upn_bad_shape"]


def test_a_wrong_check_letter_warns_and_is_kept() -> None:
    row, report = one({**BASE, "UPN": "A660200024001"})
    assert keys(row) == ["roll.warn.upn_bad_check"]
    assert report.staged[2].upn == "A660200024001"


def test_why_rows_are_refused() -> None:
    rows = plan_rows(
        ("", "", "", "", "5", ""),
        ("Ifans", "Mali", "", "", "", ""),
        ("Ifans", "Mali", "31/02/2015", "", "", ""),
        ("Ifans", "Mali" * 30, "03/09/2015", "", "", ""),
        ("Ifans", "x" * 501, "03/09/2015", "", "", ""),
        ("Ifans", "Mali", "03/09/2015", "", "", "", "?"),
    )
    assert [keys(row)[0] for row in rows] == [
        "roll.refused.no_name",
        "roll.refused.no_birth",
        "roll.refused.date_impossible",
        "roll.refused.too_long",
        "roll.refused.too_long",
        "roll.refused.columns",
    ]


def test_names_in_capitals_are_offered_as_names_and_never_undo_a_correction() -> None:
    row, report = one({**BASE, "Surname": "MACDONALD", "Forename": "SIÂN"})
    assert report.staged[2].name == "Siân Macdonald"
    assert keys(row) == ["roll.warn.recased"]
    corrected = learner(forename="Siân", surname="MacDonald", upn="")
    again, _ = one({**BASE, "Surname": "MACDONALD", "Forename": "SIÂN"}, [corrected])
    assert again.status is Status.UNCHANGED


def test_a_lost_letter_is_pointed_out() -> None:
    assert keys(one({**BASE, "Surname": "Ll?r"})[0]) == ["roll.warn.lost_letter"]


def test_values_become_the_records() -> None:
    found = kept(
        {
            "Year group": "Blwyddyn 05", "Home language": "Polish", "Address line 1": "12",
            "Address line 2": "Heol y Bont", "Town": "Bethesda", "Postcode": "ll573aa",
            "Looked after by": "Gwynedd", "Known as": "Mal", "Preferred language": "English",
        }
    )  # fmt: skip
    assert found == Learner(
        id="", forename="Mali", surname="Ifans", born=date(2015, 9, 3), called="Mal", year="5",
        language=Language.EN, languages=Text.both("Pwyleg", "Polish"),
        address="12 Heol y Bont, Bethesda, LL57 3AA", looked_after_by="Gwynedd",
    )  # fmt: skip


def test_legal_names_go_on_papers_and_everyday_names_are_what_a_learner_is_called() -> None:
    found = kept({"Legal forename": "Catherine", "Legal surname": "Ifans-Huws"})
    assert (found.name, found.called) == ("Catherine Ifans-Huws", "Mali")


def test_home_language_suggests_the_language_of_a_new_learner() -> None:
    assert kept({"Iaith gartref": "Saesneg"}).language is Language.EN
    assert kept({"Iaith gartref": "Cymraeg"}).language is Language.CY
    assert kept({"Iaith gartref": "Cymraeg; Saesneg"}).languages == Text.both(
        "Cymraeg; Saesneg", "Welsh; English"
    )


def test_looked_after_without_an_authority_is_a_warning_and_no_is_believed() -> None:
    assert keys(one({**BASE, "In care": "Yes"})[0]) == ["roll.warn.looked_after_unnamed"]
    was = learner(looked_after_by="Gwynedd")
    row, _ = one({**BASE, "In care": "N"}, [was])
    assert row.changes == (Change(Field.LOOKED_AFTER_BY, "Gwynedd", ""),)
    every = {**BASE, "LAC": "F", "Responsible local authority": "Gwynedd"}
    assert one(every)[1].staged[2].looked_after_by == ""


def test_leavers() -> None:
    assert kept({"Leaving date": "21/07/2026"}).left_on == date(2026, 7, 21)
    row, _ = one(BASE, [learner(left_on=date(2026, 7, 21))])
    assert keys(row) == ["roll.warn.had_left"]


def test_learners_whom_the_file_leaves_out_are_named_and_left_alone() -> None:
    gone = learner(id="v2", forename="Non", upn="", left_on=date(2020, 1, 1))
    missed = learner(id="v3", forename="Gwen", upn="")
    report = planned(csv_bytes(HEADINGS, MALI), [learner(), gone, missed])
    assert report.absent == [missed]
    assert report.changes_nothing


def test_the_report_as_json() -> None:
    report = planned(csv_bytes((*HEADINGS, "Lliw"), MALI, (*TWM[:2], "x")), [learner(year="4")])
    told = json.loads(report.to_json())
    assert told["counts"] == {
        "rows": 2, "new": 0, "changed": 1, "unchanged": 0, "refused": 1, "duplicate": 0,
        "warnings": 0, "absent": 0,
    }  # fmt: skip
    assert told["rows"][0]["changes"] == [{"field": "year", "old": "4", "new": "5"}]
    assert told["rows"][1]["reasons"][0] == {
        "key": "roll.refused.date_unreadable",
        "facts": {"value": "x"},
    }
    assert told["columns"][-1] == {"heading": "Lliw", "field": "unknown"}
    assert told["source"]["delimiter"] == ","


NAMES = st.sampled_from(["Mali", "MALI", "Twm", "Siân", "sian", "O'Neill", "Ifans", "ap Huw", ""])
BORN = st.sampled_from(["03/09/2015", "2015-09-03", "04/09/2015", "3 Medi 2015", "x"])
UPNS = st.sampled_from(
    ["", "W660200024001", "R674123101121", "A801200005001", "D68140002400A", "?"]
)
ULNS = st.sampled_from(["", "1000000043", "1234567899", "1000000044", "9999999999"])
YEARS = st.sampled_from(["", "5", "Blwyddyn 6", "Derbyn", "Meithrin 2"])
LANGUAGES = st.sampled_from(["", "Cymraeg", "Welsh", "Pwyleg/English", "Klingon"])
ROWS = st.lists(st.tuples(NAMES, NAMES, BORN, UPNS, ULNS, YEARS, LANGUAGES), min_size=1, max_size=7)
COLUMNS = ("Surname", "Forename", "DOB", "UPN", "ULN", "Year", "Home language")


def applied(existing: list[Learner], report: RollReport, new_id: object) -> list[Learner]:
    assert callable(new_id)
    vault = {it.id: it for it in existing}
    vault.update({it.id: it for it in to_learners(report, new_id)})
    return list(vault.values())


@given(ROWS, ROWS)
def test_importing_a_file_again_changes_nothing(
    before: list[tuple[str, ...]], rows: list[tuple[str, ...]]
) -> None:
    new_id = counter()
    vault = applied([], planned(csv_bytes(COLUMNS, *before)), new_id)
    data = csv_bytes(COLUMNS, *rows, ("Olaf", "Un", "05/09/2015", "", "", "", ""))
    first = planned(data, vault)
    vault = applied(vault, first, new_id)
    second = planned(data, vault)
    assert second.staged == {}
    assert {row.status for row in second.rows} <= {
        Status.UNCHANGED, Status.REFUSED, Status.DUPLICATE,
    }  # fmt: skip
    assert len(second.rows) == len(first.rows)


@given(ROWS)
def test_every_row_has_one_verdict_and_every_refusal_a_reason(rows: list[tuple[str, ...]]) -> None:
    report = planned(csv_bytes(COLUMNS, *rows, ("Olaf", "Un", "05/09/2015", "", "", "", "")))
    assert sum(report.count(status) for status in Status) == len(report.rows)
    for row in report.rows:
        refused = row.status in {Status.REFUSED, Status.DUPLICATE}
        assert bool(row.reasons) == refused
        assert (row.row in report.staged) == (row.status in {Status.NEW, Status.CHANGED})
    for kept_one in report.staged.values():
        assert kept_one.born <= TODAY
        assert replace(kept_one, id="x").name
