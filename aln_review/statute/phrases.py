"""Finding phrases in a text in Welsh or English: whole words, any case, mutated where Welsh.

What stands between quotation marks is somebody's own words and is never touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from aln_review.domain.bilingual import Language, Text
from aln_review.statute.dated import Row
from aln_review.statute.mutation import mutations

QUOTED: Final = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*\"|«[^»]*»|‘[^‘]*?’(?!\w)")
"""Quoted stretches. A single closing mark before a letter is an apostrophe; a straight single
one is always taken for an apostrophe."""

_MUTATED: Final = re.compile(r"~(\w+)")
_PART: Final = re.compile(r"<(\w+)>")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text: offsets in its characters, the end one past the last."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether they share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Nudge:
    """A phrase found in a text, and what to ask about it. Nothing is ever blocked."""

    id: str
    span: Span
    found: str
    """The words as written."""
    ask: Text


@dataclass(frozen=True, slots=True)
class Phrase:
    """One entry of a phrase list, ready to look for in one language."""

    id: str
    pattern: re.Pattern[str]
    ask: Text
    only_without_length: bool = False


def literal(phrase: str, language: Language) -> str:
    """A phrase as a pattern: any space, either apostrophe, the first word mutated if Welsh."""
    first, *rest = phrase.casefold().replace("'", "’").split()
    forms = mutations(first) if language is Language.CY else (first,)
    words = ["(?:" + "|".join(re.escape(form) for form in forms) + ")", *map(re.escape, rest)]
    return r"\s+".join(words).replace("’", "[’']")


def whole(pattern: str) -> str:
    """The pattern where it begins and ends at the edge of a word."""
    return rf"(?<!\w)(?:{pattern})(?!\w)"


def expanded(pattern: str, parts: Mapping[str, str]) -> str:
    """A data file's pattern with its parts and its mutated words spelled out."""
    while _PART.search(pattern):
        pattern = _PART.sub(lambda place: f"(?:{parts[place[1]]})", pattern)
    return _MUTATED.sub(
        lambda place: "(?:" + "|".join(map(re.escape, mutations(place[1]))) + ")", pattern
    )


def quoted(text: str) -> tuple[Span, ...]:
    """The stretches between quotation marks."""
    return tuple(Span(*match.span()) for match in QUOTED.finditer(text))


def clear(found: Iterable[Span], of: Sequence[Span]) -> Iterator[Span]:
    """The spans that touch none of those given."""
    for span in found:
        if not any(span.overlaps(other) for other in of):
            yield span


class PhraseList:
    """A list of phrases with what to allow, in one language."""

    def __init__(
        self, phrases: Sequence[Phrase], allow: Sequence[str], friends: Sequence[str],
        language: Language,
    ) -> None:  # fmt: skip
        self._phrases = tuple(phrases)
        patterns = [whole(literal(phrase, language)) for phrase in allow]
        self._allow = [re.compile(pattern, re.IGNORECASE) for pattern in patterns]
        self._allow += [re.compile(whole(re.escape(friend))) for friend in friends]

    def find(self, text: str, length: re.Pattern[str]) -> tuple[Nudge, ...]:
        """The phrases in a text, none overlapping, the longer of two first.

        ``length`` finds how long something lasts: a phrase that is vague only without one is
        left alone in a sentence that has one.
        """
        allowed = [Span(*m.span()) for pattern in self._allow for m in pattern.finditer(text)]
        apart = (*quoted(text), *allowed)
        found = [
            Nudge(phrase.id, span, text[span.start : span.end], phrase.ask)
            for phrase in self._phrases
            for span in clear((Span(*m.span()) for m in phrase.pattern.finditer(text)), apart)
            if not (phrase.only_without_length and length.search(_sentence(text, span)))
        ]
        kept: list[Nudge] = []
        for nudge in sorted(found, key=_longest_first):
            if not any(nudge.span.overlaps(other.span) for other in kept):
                kept.append(nudge)
        return tuple(sorted(kept, key=_in_order))


def _longest_first(nudge: Nudge) -> tuple[int, int]:
    return nudge.span.start - nudge.span.end, nudge.span.start


def _in_order(nudge: Nudge) -> int:
    return nudge.span.start


def _sentence(text: str, span: Span) -> str:
    """The sentence a span stands in: up to a full stop, question mark or new line each side."""
    before = max(text.rfind(mark, 0, span.start) for mark in ".?!\n")
    after = [at for mark in ".?!\n" if (at := text.find(mark, span.end)) >= 0]
    return text[before + 1 : min(after, default=len(text))]


def _longer_first(row: Row, language: Language) -> list[str]:
    return sorted(row.strings(language.value), key=len, reverse=True)


def read_phrases(
    rows: Sequence[Row], ask: str, friends: Sequence[str], language: Language
) -> PhraseList:
    """A phrase list in one language; ``ask`` names the place that holds what to ask.

    Raises:
        OwnFault: an entry is damaged.

    """
    phrases = [
        Phrase(
            row.text("id"),
            re.compile(
                whole("|".join(literal(p, language) for p in _longer_first(row, language))),
                re.IGNORECASE,
            ),
            row.pair(ask),
            row.flag("only_without_a_length"),
        )
        for row in rows
        if row.strings(language.value)
    ]
    allow = [
        phrase
        for row in rows
        if row.has("allow")
        for phrase in row.row("allow").strings(language.value)
    ]
    return PhraseList(phrases, allow, friends, language)
