"""Minutes: the learner's choice first, every view kept, every action with a name and a day."""

from __future__ import annotations

from dataclasses import replace

from aln_review.domain.bilingual import Language
from aln_review.domain.people import Perspective
from aln_review.domain.review import ActionState
from aln_review.domain.words import Sheet
from aln_review.reports.document import MinutesPaper, Saying, SheetPaper, Voice
from aln_review.reports.minutes import minutes_pdf
from tests.reports.papers import MINUTES, both, say, words
from tests.reports.reading import Element, Placed, placed, said_by, structure, text

EN = words(Language.EN)


def printed(paper: MinutesPaper) -> tuple[Element, list[Placed]]:
    data = minutes_pdf(paper, Language.EN, EN).data
    return structure(data), placed(data)


def said(paper: MinutesPaper, language: Language = Language.EN) -> str:
    return " ".join(text(minutes_pdf(paper, language, words(language)).data).split())


def test_the_learner_s_choice_stands_first_though_another_has_more_dots() -> None:
    root, strings = printed(MINUTES)
    ordered = next(listed for listed in root.all("L") if said_by(listed, strings).startswith("1"))
    items = [said_by(item, strings) for item in ordered.kids]
    assert items == [
        "1The hall is loud Elin chose this · 2 dots",
        "2Moving between lessons 4 dots",
    ]


def test_who_was_here_and_who_sent_apologies() -> None:
    root, strings = printed(MINUTES)
    paragraphs = [said_by(part, strings) for part in root.all("P")]
    assert "Elin Haf Morgan, Non Morgan (Mam)." in paragraphs
    assert "Apologies: Dr Mair Puw (seicolegydd), with a written update." in paragraphs


def test_views_that_differ_are_all_kept_the_learner_s_first() -> None:
    whole = said(MINUTES)
    assert whole.index("“It is loud.”") < whole.index("It is safe.")
    assert "Every view is kept. We look again on 12 February 2027." in whole


def test_the_action_plan_is_a_table_and_says_what_is_not_agreed() -> None:
    root, strings = printed(MINUTES)
    (table,) = root.all("Table")
    heads = [said_by(head, strings) for head in table.all("TH")]
    assert heads == ["What", "Who", "By when", "How we will know"]
    cells = [[said_by(cell, strings) for cell in line.kids] for line in table.all("TR")[1:]]
    assert cells[0] == ["Quiet lunch table", "Rhys Owen", "7 December 2026", "Lunch card"]
    assert cells[1] == ["Ask the secondary school", "Not agreed yet", "Not agreed yet", ""]


def test_what_became_of_actions_is_a_column_once_something_has() -> None:
    done = replace(MINUTES.actions[0], state=ActionState.DONE)
    root, strings = printed(replace(MINUTES, actions=(done, MINUTES.actions[1])))
    (table,) = root.all("Table")
    last = [said_by(line.kids[-1], strings) for line in table.all("TR")]
    assert last == ["Where it stands", "Done", "To do"]


def test_the_learner_speaks_first_on_every_sheet() -> None:
    whole = said(MINUTES)
    assert whole.index("Seeing Mamgu.") < whole.index("A good sleep.")


def test_the_learner_s_words_are_heavier_than_the_others() -> None:
    data = minutes_pdf(MINUTES, Language.EN, EN).data
    # The library numbers fonts as they are first used, so weights are told apart by width.
    wide = {s.text.strip(): (s.right - s.left) / s.size for s in placed(data)}
    again = replace(
        MINUTES,
        sheets=(SheetPaper(Sheet.NOW, (Voice(Perspective.OTHERS, (say("x", "Seeing Mamgu."),)),)),),
    )
    light = {
        s.text.strip(): (s.right - s.left) / s.size
        for s in placed(minutes_pdf(again, Language.EN, EN).data)
    }
    assert wide["Seeing Mamgu."] > light["Seeing Mamgu."]


def test_working_and_not_working_stand_side_by_side() -> None:
    _, strings = printed(MINUTES)
    place = {s.text: s for s in strings}
    working, not_working = place["What is working"], place["What is not working"]
    assert working.page == not_working.page
    assert working.baseline == not_working.baseline
    assert working.left < not_working.left


def test_the_last_word_and_the_reading_back() -> None:
    whole = said(MINUTES)
    assert "Elin’s last word “I want to show Wyn the table.”" in whole
    assert "Read back and agreed in the room at 15:20." in whole
    assert "Read back" not in said(replace(MINUTES, agreed_at=None))


def test_counts_of_dots_follow_welsh_numbers() -> None:
    whole = said(MINUTES, Language.CY)
    assert "2 ddot" in whole
    assert "4 dot" in whole


def test_a_review_of_many_words_runs_over_pages_and_loses_none() -> None:
    sayings = tuple(Saying(both(f"Gair {n}.", f"Statement {n}.")) for n in range(150))
    voices = tuple(Voice(perspective, sayings) for perspective in Perspective)
    paper = replace(MINUTES, sheets=(SheetPaper(Sheet.SUPPORT, voices),))
    root, strings = printed(paper)
    bodies = [said_by(body, strings) for body in root.all("LBody")]
    assert sum(body.startswith("Statement") for body in bodies) == 600


def test_nothing_agreed_is_said() -> None:
    assert "No actions were agreed." in said(replace(MINUTES, actions=()))
