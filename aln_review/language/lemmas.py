"""The dictionary forms of words, so that a search survives mutation and plural.

*chyfarfodydd*, *gyfarfod* and *cyfarfod* are one word to a reader. The index keeps these forms
beside the text, and a query is turned into the same forms before it is looked up.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import simplemma

from aln_review.domain.bilingual import Language, nfc
from aln_review.language.collation import folded

_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_MIXED: Final = (Language.CY.value, Language.EN.value)


@lru_cache(100_000)
def lemma(word: str) -> str:
    """The dictionary form of one word, Welsh tried before English; lower case, no accents."""
    return folded(str(simplemma.lemmatize(nfc(word).casefold(), lang=_MIXED)))


def lemmas(text: str) -> str:
    """The dictionary forms of the words of a text, each once, separated by spaces.

    Single letters are left out: most are what an apostrophe joined on.
    """
    words = _WORD.findall(text.replace("’", " ").replace("'", " "))
    return " ".join(dict.fromkeys(lemma(word) for word in words))
