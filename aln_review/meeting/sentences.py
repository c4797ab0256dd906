"""Text for a draft: what was said, put together without inventing a word in either language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from aln_review.domain.bilingual import Language, Text
from aln_review.domain.errors import Fact


class Sentences(Protocol):
    """The product's words in one language, as the catalogue gives them."""

    def has(self, key: str) -> bool:
        """Whether the key is worded."""

    def t(self, key: str, **facts: Fact) -> str:
        """The sentence of a key with its places filled."""


Wording = Mapping[Language, Sentences]
"""Both languages' words."""


def same(text: str) -> Text:
    """A name or number, which is the same in both languages."""
    return Text.both(text, text)


def worded(wording: Wording, key: str, original: Language, **facts: Fact) -> Text:
    """A sentence of the catalogue in both languages.

    A language in which any text among the facts has nothing is left empty: a sentence half in
    another language would pass for a translation.
    """
    texts = [fact for fact in facts.values() if isinstance(fact, Text)]
    made = {
        language: wording[language].t(key, **facts) if all(t.get(language) for t in texts) else ""
        for language in Language
    }
    stale = any(text.stale for text in texts)
    return Text(original, made[Language.CY], made[Language.EN], stale)


def lines(items: Sequence[Text], preferred: Language) -> Text:
    """Statements one a line, nothing lost.

    The original is the language most of them were said in (``preferred`` breaks a tie); in it a
    statement made in the other stands as it was said. The other language is given only when
    every statement has it: a list with some left out would pass for the whole.
    """
    items = [item for item in items if not item.empty]
    if not items:
        return Text(preferred)
    mine = sum(item.original is preferred for item in items)
    original = preferred if 2 * mine >= len(items) else preferred.other
    first = "\n".join(item.read(original) for item in items)
    second = ""
    if all(item.get(original.other) for item in items):
        second = "\n".join(item.get(original.other) for item in items)
    stale = bool(second) and any(item.stale for item in items)
    if original is Language.CY:
        return Text(original, cy=first, en=second, stale=stale)
    return Text(original, cy=second, en=first, stale=stale)
