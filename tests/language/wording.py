"""The wordings of both catalogues side by side, for the tests that read them as an editor would."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from aln_review.domain.bilingual import Language
from aln_review.language.catalogue import PLACE, TRANSLATIONS
from aln_review.language.po import Messages, read

HERE = Path(__file__).parent
CATALOGUES: Mapping[Language, Messages] = {
    language: read(TRANSLATIONS / f"{language.value}.po") for language in Language
}


@dataclass(frozen=True, slots=True)
class Wording:
    """One key in both languages, each with its forms."""

    key: str
    cy: tuple[str, ...]
    en: tuple[str, ...]


def ours() -> Iterator[Wording]:
    """Our own sentences that stand in both catalogues."""
    cy, en = CATALOGUES[Language.CY].ours, CATALOGUES[Language.EN].ours
    for key in sorted(cy.keys() & en.keys()):
        yield Wording(key, cy[key], en[key])


def native() -> Iterator[Wording]:
    """The toolkit's sentences that stand in both catalogues."""
    cy, en = CATALOGUES[Language.CY].native, CATALOGUES[Language.EN].native
    for place in sorted(cy.keys() & en.keys()):
        yield Wording("|".join(place), cy[place], en[place])


def names(form: str) -> set[str]:
    """The names of the places in a sentence."""
    return {place[1] for place in PLACE.finditer(form)}


def listed(name: str) -> frozenset[str]:
    """The lines of a list beside the tests; ``#`` starts a remark."""
    lines = (HERE / name).read_text("utf-8").splitlines()
    return frozenset(line for line in (each.partition("#")[0].strip() for each in lines) if line)
