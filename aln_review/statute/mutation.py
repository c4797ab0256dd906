"""Initial mutations of Welsh words, so that *gyfleoedd* is known for *cyfleoedd*.

Only whether a written form may stand for a dictionary form is asked; which mutation a sentence
calls for is a matter of grammar and never decided here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

SOFT: Final[Mapping[str, str]] = {
    "p": "b",
    "t": "d",
    "c": "g",
    "b": "f",
    "d": "dd",
    "g": "",
    "m": "f",
    "ll": "l",
    "rh": "r",
}
NASAL: Final[Mapping[str, str]] = {
    "p": "mh",
    "t": "nh",
    "c": "ngh",
    "b": "m",
    "d": "n",
    "g": "ng",
}
ASPIRATE: Final[Mapping[str, str]] = {"p": "ph", "t": "th", "c": "ch"}
DIGRAPHS: Final = ("ch", "dd", "ff", "ng", "ll", "ph", "rh", "th")
"""Letters written with two signs: *ch* is not a *c* that could mutate."""
VOWELS: Final = "aeiouwyâêîôûŵŷáéíóúẃýàèìòùäëïöü"


def mutations(word: str) -> tuple[str, ...]:
    """The word and every form that an initial mutation or an added *h* may give it, lower case."""
    word = word.casefold()
    first = next((pair for pair in DIGRAPHS if word.startswith(pair)), word[:1])
    rest = word[len(first) :]
    forms = [word]
    forms += [table[first] + rest for table in (SOFT, NASAL, ASPIRATE) if first in table]
    if first and first in VOWELS:
        forms.append(f"h{word}")
    return tuple(dict.fromkeys(form for form in forms if form))
