"""The page of papers: seen as printed, printed, saved, without a printer too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog

from aln_review.casework.queries.access_log import AccessLog
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import WorldFault
from tests.accessibility import faults
from tests.ui.rooms import Ground, ground, settle, shown
from tests.ui.scenes_papers import Find
from ui.paper.pages import render
from ui.paper.paper import PaperPage, write_file
from ui.paper.printing import Printing, put_on_paper
from ui.widgets import MessageBox


@pytest.fixture(scope="module")
def on(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    with ground(tmp_path_factory.mktemp("papers")) as made:
        yield made


def page_of(on: Ground, kind: str, name: str, ref: str) -> tuple[PaperPage, object]:
    found = on.vault.ask(Find(name))[ref]
    screen = PaperPage(on.desk)
    return screen, shown(on, screen, kind=kind, ref=found)


def test_every_kind_is_shown_page_by_page_with_its_words_for_a_screen_reader(on: Ground) -> None:
    for kind, name, ref in (
        ("profile", "Elin", "learner"),
        ("plan", "Ianto", "plan"),
        ("minutes", "Elin", "review"),
    ):
        screen, _window = page_of(on, kind, name, ref)
        pages = screen.pages.pages
        assert pages
        assert all(page.shown for page in pages)
        assert pages[0].accessibleName() == f"Page 1 of {len(pages)}"
        assert name in pages[0].accessibleDescription()


def test_the_paper_has_a_language_of_its_own(on: Ground) -> None:
    screen, _window = page_of(on, "profile", "Elin", "learner")
    english = screen.pages.pages[0].accessibleDescription()
    screen.languages.option("cy").click()
    settle()
    welsh = screen.pages.pages[0].accessibleDescription()
    assert "One-page profile" in english
    assert "Proffil un dudalen" in welsh
    on.switch(Language.CY)
    assert screen.languages.value() == "cy"
    on.switch(Language.EN)
    assert screen.pages.pages[0].accessibleDescription() == welsh


class OnePrinter(Printing):
    """A printer that prints to a file."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def there(self) -> bool:
        return True

    def printer(self) -> QPrinter:
        made = super().printer()
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(self.file))
        made.setResolution(72)
        return made


class NoPrinter(Printing):
    def there(self) -> bool:
        return False


def test_it_prints_every_page_and_writes_it_into_the_log(on: Ground, tmp_path: Path) -> None:
    screen, _window = page_of(on, "plan", "Ianto", "plan")
    screen.printing = OnePrinter(tmp_path / "out.pdf")
    screen.start_print()
    cast(Any, screen._dialogs[0]).accept()
    settle()
    assert len(PdfReader(tmp_path / "out.pdf").pages) == len(screen.pages.pages)
    assert screen.saved.isVisibleTo(screen)
    assert "paper.printed" in [line.action for line in on.vault.ask(AccessLog()).lines]


def test_some_pages_only(on: Ground, tmp_path: Path) -> None:
    screen, _window = page_of(on, "plan", "Ianto", "plan")
    assert screen._view is not None
    printer = OnePrinter(tmp_path / "two.pdf").printer()
    printer.setFromTo(2, 3)
    assert put_on_paper(printer, screen._view.file.data) == 2


def test_without_a_printer_it_says_so_and_offers_a_file(on: Ground) -> None:
    screen, _window = page_of(on, "profile", "Elin", "learner")
    screen.printing = NoPrinter()
    on.host.answer = "cancel"
    screen.start_print()
    assert on.host.questions[-1] == "paper.no_printer"
    on.host.answer = ""


def test_the_warning_about_files_is_given_once(on: Ground, tmp_path: Path) -> None:
    screen, window = page_of(on, "profile", "Elin", "learner")
    screen.start_save()
    box = cast(Any, window).findChild(MessageBox)
    box.buttons["save"].click()
    settle()
    assert isinstance(screen._dialogs[0], QFileDialog)
    screen._dialogs[0].close()
    screen.save_to(str(tmp_path / "out.pdf"))
    settle()
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")
    again, _other = page_of(on, "profile", "Elin", "learner")
    assert again._view is not None
    assert again._view.warned
    assert again.plain.isVisibleTo(again)


def test_a_file_that_cannot_be_written_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    with pytest.raises(WorldFault, match=r"error.paper.not_saved"):
        write_file(tmp_path / "none" / "out.pdf", b"%PDF")


def test_what_is_no_pdf_has_no_pages() -> None:
    assert render(b"nothing", 100).images == ()


def test_nothing_stands_in_anybodys_way(on: Ground) -> None:
    for language in Language:
        on.switch(language)
        _screen, window = page_of(on, "profile", "Elin", "learner")
        assert faults(cast(Any, window)) == []
    on.switch(Language.EN)
