"""The pages of help: alike in both languages, linked to pages there are, found by either."""

from __future__ import annotations

from pathlib import Path

import pytest

from aln_review.casework.help_pages import BlockKind, find_help, parse, read_help
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import OwnFault

PAGES = read_help()


def found(text: str) -> list[str]:
    return [hit.page.name for hit in find_help(PAGES.values(), text)]


def write(resources: Path, english: str, welsh: str) -> Path:
    for language, text in (("en", english), ("cy", welsh)):
        folder = resources / "help" / language
        folder.mkdir(parents=True)
        (folder / "today.md").write_text(text, "utf-8")
    return resources


def test_the_small_markdown() -> None:
    article = parse(
        "# Wal\n\nA **b**.\n\n## Keys\n\n| Key | What |\n| --- | --- |\n| `Alt` `1` | Go. |\n\n"
        "1. One `F6`.\n- Two\n\n[There](keys.md)\n"
    )
    assert article.title == "Wal"
    assert [(one.kind.value, one.text, one.beside) for one in article.blocks] == [
        ("paragraph", "A <b>b</b>.", ""),
        ("heading", "Keys", ""),
        ("key-head", "What", "Key"),
        ("key", "Go.", "Alt 1"),
        ("step", "One <b>F6</b>.", "1"),
        ("point", "Two", ""),
        ("link", "There", "keys"),
    ]
    assert "Alt 1 Go." in article.plain
    assert "<b>" not in article.plain


def test_every_page_has_the_same_blocks_in_both_languages() -> None:
    for page in PAGES.values():
        kinds = [[one.kind for one in page.articles[language].blocks] for language in Language]
        assert kinds[0] == kinds[1], page.name
        keys = [
            [one.beside for one in page.articles[language].blocks if one.kind is BlockKind.KEY]
            for language in Language
        ]
        assert keys[0] == keys[1], page.name


@pytest.mark.parametrize("language", Language)
def test_links_lead_to_a_page_and_are_called_as_it_is(language: Language) -> None:
    links = [
        one
        for page in PAGES.values()
        for one in page.articles[language].blocks
        if one.kind is BlockKind.LINK
    ]
    assert links
    assert [PAGES[one.beside].articles[language].title for one in links] == [
        one.text for one in links
    ]


@pytest.mark.parametrize("language", Language)
def test_no_mark_is_left_in_a_page(language: Language) -> None:
    for page in PAGES.values():
        text = page.articles[language].plain
        assert not set("*`|#[]") & set(text), page.name


def test_either_language_finds_a_page_and_accents_do_not_matter() -> None:
    assert found("meeting room")[0] == "meeting"
    assert found("ystafell gyfarfod")[0] == "meeting"
    assert found("copiau") == found("Copïau")
    assert "copies" in found("copiau")[:1]
    assert "keys" in found("taflen adfer")


def test_a_mutated_word_is_found() -> None:
    assert "desk" in found("pecyn")
    assert "unlock" in found("cromgell")


def test_what_was_found_is_shown_in_the_readers_language() -> None:
    hit = next(one for one in find_help(PAGES.values(), "projector") if one.page.name == "meeting")
    assert "projector" in hit.shown(Language.EN)
    assert "taflunydd" in hit.shown(Language.CY)


def test_nothing_typed_finds_nothing() -> None:
    assert found("") == found("a") == found("zzzz") == []


def test_pages_that_are_not_there_or_not_alike_are_our_fault(tmp_path: Path) -> None:
    with pytest.raises(OwnFault):
        read_help(tmp_path)
    with pytest.raises(OwnFault):
        read_help(write(tmp_path / "unlike", "# A\n\nB.\n", "# A\n\n- B.\n"))
    assert read_help(write(tmp_path / "alike", "# A\n\nB.\n", "# A\n\nB.\n"))["today"]
