"""What must hold for every paper: read in order, in the right language, inside its margins."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from aln_review.domain.bilingual import Language, Text
from aln_review.reports.document import PaperFile
from aln_review.reports.profile_page import profile_pdf
from tests.reports.papers import PROFILE, WELSH_LETTERS, made, words
from tests.reports.reading import Element, Placed, placed, said_by, structure, text

NAMES = sorted(
    (
        "profile",
        "profile-bare",
        "profile-long",
        "plan",
        "plan-long",
        "plan-empty",
        "minutes",
        "minutes-empty",
        "recovery",
        "certificate",
        "certificate-bare",
        "safeguarding",
        "disclosure",
    )
)
PRINTABLE = 42.5
"""15 mm in points."""

A4 = (595.276, 841.89)

every_paper = pytest.mark.parametrize(
    ("name", "language"), [(name, language) for name in NAMES for language in Language]
)


@cache
def _all(language: Language) -> dict[str, PaperFile]:
    return made(language)


def _paper(name: str, language: Language) -> PaperFile:
    return _all(language)[name]


def test_no_paper_is_left_out() -> None:
    assert sorted(_all(Language.CY)) == NAMES


@every_paper
def test_the_same_input_gives_the_same_bytes(name: str, language: Language) -> None:
    again = made(language)[name].data if name in {"plan", "profile"} else _all(language)[name].data
    assert again == _paper(name, language).data


@every_paper
def test_text_stands_inside_the_printable_area(name: str, language: Language) -> None:
    outside = [
        string
        for string in placed(_paper(name, language).data)
        if string.left < PRINTABLE
        or string.right > A4[0] - PRINTABLE + 4
        or string.baseline < PRINTABLE
        or string.baseline + string.size * 0.7 > A4[1] - PRINTABLE
    ]
    assert outside == []


@every_paper
def test_no_two_lines_are_drawn_over_one_another(name: str, language: Language) -> None:
    """A line's baseline never lies within another line of the same column."""
    strings = [string for string in placed(_paper(name, language).data) if string.text.strip()]
    clashes = [
        (one, two)
        for index, one in enumerate(strings)
        for two in strings[index + 1 :]
        if one.page == two.page and _overlap(one, two)
    ]
    assert clashes == []


def _overlap(one: Placed, two: Placed) -> bool:
    level = abs(one.baseline - two.baseline)
    if level >= 0.6 * min(one.size, two.size):
        return False
    return min(one.right, two.right) - max(one.left, two.left) > 1.0


@every_paper
def test_every_letter_extracts(name: str, language: Language) -> None:
    strings = placed(_paper(name, language).data)
    assert "\ufffd" not in "".join(string.text for string in strings)
    assert "\x00" not in "".join(string.text for string in strings)


@every_paper
def test_the_tree_begins_with_one_first_heading(name: str, language: Language) -> None:
    root = structure(_paper(name, language).data)
    assert root.role == "Document"
    assert len(root.all("H1")) == 1
    levels = [int(element.role[1]) for element in root.walk() if element.role in {"H1", "H2", "H3"}]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@every_paper
def test_lists_and_tables_are_whole(name: str, language: Language) -> None:
    root = structure(_paper(name, language).data)
    for listed in root.all("L"):
        assert {kid.role for kid in listed.kids} == {"LI"}
    for item in root.all("LI"):
        assert [kid.role for kid in item.kids] in (["LBody"], ["Lbl", "LBody"])
    for table in root.all("Table"):
        widths = {len(line.kids) for line in table.kids}
        assert {line.role for line in table.kids} == {"TR"}
        assert len(widths) == 1
        assert {cell.role for cell in table.kids[0].kids} == {"TH"}
        assert all(head.scope == "Column" for head in table.all("TH"))
        assert all(cell.role == "TD" for line in table.kids[1:] for cell in line.kids)


@every_paper
def test_figures_say_what_they_show(name: str, language: Language) -> None:
    root = structure(_paper(name, language).data)
    assert all(figure.alt for figure in root.all("Figure"))
    if name in {"profile", "plan", "minutes"}:
        assert len(root.all("Figure")) == 1


@every_paper
def test_everything_marked_belongs_to_one_element(name: str, language: Language) -> None:
    data = _paper(name, language).data
    marks = [mark for element in structure(data).walk() for mark in element.marks]
    drawn = {(string.page, string.mark) for string in placed(data) if string.mark >= 0}
    assert len(marks) == len(set(marks))
    assert drawn <= set(marks)


@every_paper
def test_the_file_says_what_it_is(name: str, language: Language) -> None:
    paper = _paper(name, language)
    with pikepdf.open(BytesIO(paper.data)) as pdf:
        assert str(pdf.Root.Lang) == language.value
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.docinfo.Title) == paper.title
        assert len(pdf.pages) == paper.pages
        assert set(pdf.docinfo.keys()) == {"/Title"}
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            assert metadata["dc:title"] == paper.title
            assert metadata["pdfuaid:part"] == "1"
        for page in pdf.pages:
            assert page.obj.Tabs == pikepdf.Name.S
            fonts = page.obj.Resources.Font.values()
            assert all("/FontFile2" in font.FontDescriptor for font in fonts)


@every_paper
def test_bookmarks_lead_to_headings(name: str, language: Language) -> None:
    data = _paper(name, language).data
    strings = placed(data)
    with pikepdf.open(BytesIO(data)) as pdf, pdf.open_outline() as outline:
        assert len(outline.root) == 1
        titles = [outline.root[0].title, *(item.title for item in outline.root[0].children)]
    headings = {
        " ".join(said_by(element, strings).split())
        for element in structure(data).walk()
        if element.role in {"H1", "H2"}
    }
    assert {" ".join(title.split()) for title in titles} <= headings


def _languages(root: Element) -> set[str]:
    return {element.language for element in root.walk() if element.language}


def test_words_in_the_other_language_say_so() -> None:
    for name in ("profile", "plan", "minutes", "recovery"):
        assert _languages(structure(_paper(name, Language.EN).data)) == {"cy"}
    assert _languages(structure(_paper("profile", Language.CY).data)) == set()
    assert _languages(structure(_paper("recovery", Language.CY).data)) == {"en"}


def test_a_run_in_the_other_language_holds_just_that_run() -> None:
    data = _paper("profile", Language.EN).data
    spans = [element for element in structure(data).walk() if element.language == "cy"]
    said = [said_by(span, placed(data)) for span in spans]
    assert said == ["Y tŷ, y gân, y môr, y sêr, yr iâr, copïo."]


def test_every_welsh_letter_comes_out_of_the_file() -> None:
    every = replace(PROFILE, about=Text.of(WELSH_LETTERS, Language.CY))
    said = text(profile_pdf(every, Language.CY, words(Language.CY)).data)
    assert WELSH_LETTERS in said


def test_poppler_reads_the_same_letters(tmp_path: Path) -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("EXTRACTION BY POPPLER IS NOT PROVED IN THIS RUN: pdftotext is missing")
    path = tmp_path / "profile.pdf"
    path.write_bytes(_paper("profile", Language.CY).data)
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    assert "Fy nghi, Ffŵlbri." in done.stdout
    assert "Y tŷ, y gân, y môr, y sêr, yr iâr, copïo." in " ".join(done.stdout.split())
