"""Which form of a sentence a count takes (Unicode CLDR 47 cardinal rules).

Welsh has six: 0 dim ci, 1 ci, 2 gi, 3 chi, 6 chi, and every other number ci. English has two.
The order of the forms here is the order of ``msgstr[0]`` onwards in the catalogues.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from aln_review.domain.bilingual import Language

FORMS: Final[Mapping[Language, tuple[str, ...]]] = {
    Language.CY: ("zero", "one", "two", "few", "many", "other"),
    Language.EN: ("one", "other"),
}
"""The names of the forms, in catalogue order."""

HEADER: Final[Mapping[Language, str]] = {
    Language.CY: "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5);",
    Language.EN: "nplurals=2; plural=(n != 1);",
}
"""What a catalogue's ``Plural-Forms`` must say. Common tools write a wrong one for Welsh."""

_WELSH: Final = {0: 0, 1: 1, 2: 2, 3: 3, 6: 4}


def form(language: Language, count: int) -> int:
    """The index of the form that ``count`` takes; a negative count takes the last form."""
    if language is Language.CY:
        return _WELSH.get(count, 5)
    return 0 if count == 1 else 1
