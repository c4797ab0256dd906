"""The terms of the field in both languages, each with its source and whether it was verified.

One term each, everywhere: the catalogue is tested against this list, and readers are shown it
as a help page.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from aln_review.domain.bilingual import Language, Text, nfc
from aln_review.domain.errors import OwnFault
from aln_review.language.catalogue import TRANSLATIONS
from aln_review.language.collation import folded, welsh_key

COLUMNS: Final = ("english", "welsh", "notes", "source", "verified")


@dataclass(frozen=True, slots=True)
class Term:
    """One term. ``verified`` says that it was seen in the source named."""

    english: str
    welsh: str
    notes: str
    source: str
    verified: bool

    @property
    def text(self) -> Text:
        """The term as a pair."""
        return Text.both(self.welsh, self.english)


def load(path: Path = TRANSLATIONS / "glossary.csv") -> tuple[Term, ...]:
    """Every term in the order of the file; raises OwnFault for a file of another shape."""
    return _load(path)


@lru_cache(maxsize=2)
def _load(path: Path) -> tuple[Term, ...]:
    try:
        text = path.read_text("utf-8")
    except OSError as fault:
        raise OwnFault("error.language.catalogue_missing", file=path.name) from fault
    rows = list(csv.reader(text.splitlines()))
    if not rows or tuple(rows[0]) != COLUMNS:
        raise OwnFault("error.language.catalogue_damaged", file=path.name, line=1)
    return tuple(_term(row, path.name, line) for line, row in enumerate(rows[1:], start=2))


def _term(row: list[str], name: str, line: int) -> Term:
    if len(row) != len(COLUMNS) or row[4] not in ("yes", "no"):
        raise OwnFault("error.language.catalogue_damaged", file=name, line=line)
    english, welsh, notes, source = (nfc(cell) for cell in row[:4])
    return Term(english, welsh, notes, source, row[4] == "yes")


def in_order(terms: tuple[Term, ...], language: Language) -> tuple[Term, ...]:
    """The terms as a reader of ``language`` looks them up: Welsh by the Welsh alphabet."""
    if language is Language.CY:
        return tuple(sorted(terms, key=lambda term: welsh_key(term.welsh)))
    return tuple(sorted(terms, key=lambda term: (folded(term.english), term.english)))


def found(terms: tuple[Term, ...], query: str) -> tuple[Term, ...]:
    """The terms whose Welsh or English holds ``query``; accents and case do not count."""
    wanted = folded(query.strip())
    return tuple(
        term for term in terms if wanted in folded(term.welsh) or wanted in folded(term.english)
    )
