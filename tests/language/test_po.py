"""The reader of catalogues: as babel reads them, and nothing skipped in silence."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from hypothesis import given
from hypothesis import strategies as st

from aln_review.domain.bilingual import Language
from aln_review.domain.errors import OwnFault
from aln_review.language.catalogue import TRANSLATIONS
from aln_review.language.plurals import HEADER
from aln_review.language.po import parse, read

TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]) | st.just("\n"),
    min_size=1,
)


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}\.[a-z_]{1,8}", fullmatch=True), TEXTS))
def test_reads_what_babel_writes(wanted: dict[str, str]) -> None:
    catalog = Catalog(locale="cy")
    for key, text in wanted.items():
        catalog.add(key, text)
    out = io.BytesIO()
    write_po(out, catalog, width=20)
    read_back = parse(out.getvalue().decode("utf-8"))
    assert read_back.ours == {key: (text,) for key, text in wanted.items()}


@pytest.mark.parametrize("language", Language)
def test_the_real_catalogue_reads_as_babel_reads_it(language: Language) -> None:
    path = TRANSLATIONS / f"{language.value}.po"
    with path.open("rb") as file:
        wanted: dict[Any, Any] = {
            (message.context or "", message.id[0] if message.pluralizable else message.id): (
                message.string if message.pluralizable else (message.string,)
            )
            for message in read_po(file)
            if message.id
        }
    ours = read(path)
    got = {("", key): forms for key, forms in ours.ours.items()} | ours.native
    assert got == {place: tuple(forms) for place, forms in wanted.items()}
    assert f"Plural-Forms: {HEADER[language]}" in ours.header


@pytest.mark.parametrize(
    "text",
    [
        'msgid "a.b"\nmsgstr "cut off',
        "msgid a.b\n",
        'msgid "a.b"\nmsgstr "bad \\q"\n',
        'msgid "a.b"\nmsgstr "ends in \\"\n',
        "<html>",
    ],
)
def test_damage_is_refused(text: str) -> None:
    with pytest.raises(OwnFault) as raised:
        parse(text, "cy.po")
    assert raised.value.key == "error.language.catalogue_damaged"
    assert raised.value.facts["file"] == "cy.po"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OwnFault):
        read(tmp_path / "cy.po")
