"""The plan: every section in the form's order, every part of a provision, nothing cut badly."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from aln_review.domain.bilingual import Language, Text
from aln_review.domain.plan import PlanState
from aln_review.reports.document import PaperBlock, PaperRow, PaperSource, PlanPaper, SectionKind
from aln_review.reports.plan_report import plan_pdf, state_line
from tests.reports.papers import REVIEW_DAY, both, photo, plan, provision, row, section, words
from tests.reports.reading import Element, Placed, placed, said_by, structure, text

EN = words(Language.EN)


def printed(paper: PlanPaper) -> tuple[Element, list[Placed]]:
    data = plan_pdf(paper, Language.EN, EN).data
    return structure(data), placed(data)


def one(kind: SectionKind, *blocks: PaperBlock) -> PlanPaper:
    return replace(plan(), sections=(section("2A", kind, *blocks),))


def test_sections_stand_in_the_order_given_with_their_codes() -> None:
    root, strings = printed(plan())
    heads = [said_by(head, strings) for head in root.all("H2")]
    codes = ["1A", "1B", "1C", "2A", "2B", "2C", "2D", "3A", "3B", "3C", "3D"]
    assert heads == [f"{code} Section {code}" for code in codes]


def test_what_does_not_apply_says_so() -> None:
    root, strings = printed(plan())
    said = [said_by(part, strings) for part in root.all("P")]
    assert said.count("Not applicable") == 4


def test_a_section_nobody_has_begun_says_so() -> None:
    for kind in SectionKind:
        root, strings = printed(one(kind))
        assert "Still to be written" in [said_by(part, strings) for part in root.all("P")]


def test_each_provision_has_all_seven_parts() -> None:
    root, strings = printed(plan(provision(), provision()))
    labels = [said_by(label, strings) for label in root.all("Lbl")]
    for part in range(1, 8):
        assert sum(label.startswith(f"2B.{part} ") for label in labels) == 2
    titles = [said_by(head, strings) for head in root.all("H3")]
    assert [title for title in titles if title.startswith("Provision")] == [
        "Provision 1 of 2",
        "Provision 2 of 2",
    ]


def test_a_provision_opens_with_the_words_it_came_from() -> None:
    root, strings = printed(plan())
    quotes = [said_by(quote, strings) for quote in root.all("BlockQuote")]
    assert quotes == [
        "“The dinner hall is too loud.”"
        "Where this came from: Elin · Elin chose this · 26 November 2026"
    ]


def test_the_outcome_is_larger_than_the_provision_under_it() -> None:
    _, strings = printed(plan())
    size = {string.text.strip(): string.size for string in strings}
    outcome = next(size[text_] for text_ in size if text_.startswith("By 16 July"))
    detail = next(size[text_] for text_ in size if text_.startswith("A quiet lunch"))
    assert outcome > detail >= 11


def test_a_card_that_fits_a_page_is_not_divided() -> None:
    root, strings = printed(plan(*(provision() for _ in range(12))))
    starts = [item for item in root.all("Sect") if item.all("BlockQuote")]
    cards = [card for card in starts if len(card.all("BlockQuote")) == 1]
    assert len(cards) == 12
    for card in cards:
        assert len({mark[0] for part in card.walk() for mark in part.marks}) == 1
    assert strings


def test_a_provision_longer_than_a_page_is_divided_and_loses_nothing() -> None:
    detail = " ".join(f"word{number}" for number in range(1500))
    root, strings = printed(plan(provision(detail=detail)))
    bodies = [said_by(body, strings) for body in root.all("LBody")]
    assert detail in bodies


def test_no_heading_stands_last_on_a_page() -> None:
    root, strings = printed(plan(*(provision() for _ in range(7))))
    heads = {mark for head in root.walk() if head.role[0] == "H" for mark in head.marks}
    for page in {string.page for string in strings}:
        on_page = [s for s in strings if s.page == page and s.mark >= 0]
        lowest = min(on_page, key=lambda string: string.baseline)
        assert (lowest.page, lowest.mark) not in heads


def test_a_long_table_repeats_its_heading_as_decoration_only() -> None:
    rows = tuple(
        PaperBlock(
            (
                row("date", "Dyddiad", "Date", REVIEW_DAY),
                row("event", "Digwyddiad", "Event", both("Peth", f"Event number {number}")),
            )
        )
        for number in range(60)
    )
    root, strings = printed(one(SectionKind.TABLE, *rows))
    (table,) = root.all("Table")
    assert len(table.all("TR")) == 61
    assert [said_by(head, strings) for head in table.all("TH")] == ["Date", "Event"]
    repeats = [s for s in strings if s.text == "Event" and s.mark == -1]
    assert len(repeats) == max(s.page for s in strings)


def test_a_table_cell_may_be_longer_than_a_page() -> None:
    long = " ".join(f"w{number}" for number in range(4000))
    block = PaperBlock((row("a", "A", "A", REVIEW_DAY), row("b", "B", "B", both("x", long))))
    root, strings = printed(one(SectionKind.TABLE, block))
    (cell,) = [c for c in root.all("TD") if "w1 " in said_by(c, strings)]
    assert said_by(cell, strings) == long


@pytest.mark.parametrize(
    ("required", "said"), [(True, "Still to be written"), (False, "Nothing recorded")]
)
def test_an_empty_field_says_whether_it_must_be_written(required: bool, said: str) -> None:
    block = PaperBlock((row("x", "X", "X", Text(), required=required),))
    root, strings = printed(one(SectionKind.FIELDS, block))
    assert said_by(root.all("LBody")[0], strings) == said


def test_fields_keep_the_form_s_order_whatever_their_column() -> None:
    keys = ["One", "Two", "Three", "Four", "Five", "Six"]
    block = PaperBlock(tuple(row(key, key, key, both("ie", "yes")) for key in keys))
    root, strings = printed(one(SectionKind.FIELDS, block))
    assert [said_by(label, strings) for label in root.all("Lbl")] == keys
    lefts = {s.text: s.left for s in strings if s.text in keys}
    assert lefts["Two"] == lefts["One"] < lefts["Four"]


def test_a_day_is_said_in_words_and_several_paragraphs_stay_apart() -> None:
    long = (
        "A sentence that is long enough to need more than one line of the page it stands on. " * 2
    )
    block = PaperBlock(
        (
            row("day", "Dydd", "Day", date(2027, 2, 1)),
            row("needs", "Angen", "Needs", both("x\ny", f"{long}\n{long}")),
        )
    )
    root, strings = printed(one(SectionKind.FIELDS, block))
    first, second = root.all("LBody")
    assert said_by(first, strings) == "1 February 2027"
    assert len(second.all("P")) == 2


def test_a_translation_of_an_earlier_original_is_marked() -> None:
    old = replace(both("Newydd.", "Old."), stale=True)
    paper = one(SectionKind.FIELDS, PaperBlock((row("x", "X", "X", old),)))
    mark = "The original has changed since this translation was checked."
    assert mark in text(plan_pdf(paper, Language.EN, EN).data)
    assert "wedi newid" not in text(plan_pdf(paper, Language.CY, words(Language.CY)).data)


def test_what_is_not_translated_is_printed_and_said() -> None:
    only = Text.of("Dim ond Cymraeg.", Language.CY)
    paper = one(SectionKind.FIELDS, PaperBlock((row("x", "X", "X", only),)))
    data = plan_pdf(paper, Language.EN, EN).data
    assert "Some parts have not been translated yet." in text(data)
    spans = [said_by(e, placed(data)) for e in structure(data).walk() if e.language == "cy"]
    assert spans == ["Dim ond Cymraeg."]
    assert "heb eu cyfieithu" not in text(plan_pdf(paper, Language.CY, words(Language.CY)).data)


def test_where_a_field_came_from_is_told_once() -> None:
    source = PaperSource(said_by="Ms Parry", on=REVIEW_DAY)
    field = PaperRow("x", both("X", "X"), both("a", "b"), sources=(source, source))
    said = text(plan_pdf(one(SectionKind.FIELDS, PaperBlock((field,))), Language.EN, EN).data)
    assert said.count("Ms Parry · 26 November 2026") == 1


@pytest.mark.parametrize("state", list(PlanState))
@pytest.mark.parametrize("language", list(Language))
def test_every_page_says_what_kind_of_copy_it_is(state: PlanState, language: Language) -> None:
    paper = plan(state=state)
    said = state_line(paper, words(language)).replace("\N{NO-BREAK SPACE}", " ")
    data = plan_pdf(paper, language, words(language), photo()).data
    pages = {s.page for s in placed(data) if s.mark == -1 and said in s.text}
    assert pages == set(range(plan_pdf(paper, language, words(language)).pages))


def test_a_heading_not_yet_checked_against_the_code_is_owned_up_to() -> None:
    checked = plan()
    doubtful = replace(checked, sections=(replace(checked.sections[0], heading_verified=False),))
    mark = "not yet been compared"
    assert mark not in " ".join(text(plan_pdf(checked, Language.EN, EN).data).split())
    assert mark in " ".join(text(plan_pdf(doubtful, Language.EN, EN).data).split())


def test_a_plan_without_sections_is_still_a_paper() -> None:
    assert plan_pdf(PlanPaper("Macsen", "Macsen", ()), Language.CY, words(Language.CY)).pages == 1
