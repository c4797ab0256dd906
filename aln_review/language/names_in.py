"""Finds people's names in a text: another learner's in a paper that is about to leave, say.

The common breach is no break-in but the wrong paste: a second child's name in a first child's
plan. A name is found as it stands, without its accents, as a possessive, and with its first
letter mutated (*Gwenllian*, *Wenllian*; *Catrin*, *Gatrin*, *Chatrin*, *Nghatrin*). An *h* before
a vowel is not looked for: nobody writes it before a name, and *Elen* would be found in *Helen*.

A first name alone is a guess and is marked so. Many names are words (*Haf*, *Gwyn*, *Rose*,
*Will*): such a name needs its surname beside it or a capital letter where a sentence does not
give one. A surname alone is never a find; half a Welsh school shares six of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from aln_review.language.collation import folded
from aln_review.language.ordinary_names import AFTER_A_NAME, CALENDAR, ORDINARY, TITLES

_WORD: Final = re.compile("[^\\W\\d_](?:[^\\W\\d_]|[\u0300-\u036f])*")
_BESIDE: Final = re.compile(r"[\s\-‐‑.]{1,3}\Z")
"""Between the parts of one name: a space, a line's end, a hyphen, an initial's full stop."""
_TURNED: Final = re.compile(r",\s{1,3}\Z")
_OPENS: Final = re.compile('(?:\\A|[.!?:;•–—"“‘(\n]|\\d)[\\s"“‘(\'’–—•-]*\\Z')
"""What stands before a word whose capital letter a sentence gave it."""
_POSSESSIVE: Final = re.compile("['’]s\\b")
_REACH: Final = 3
"""How many words a surname may stand after the first name: two middle names are enough."""
_SHORT: Final = 2
_SHORT_MUTATED: Final = 5
"""Mutated, a name this long or shorter is often a word: *Mair* gives *fair*, *Ben* gives *men*."""

_MUTATED: Final[Mapping[str, tuple[str, ...]]] = {
    "p": ("b", "mh", "ph"),
    "t": ("d", "nh", "th"),
    "c": ("g", "ngh", "ch"),
    "b": ("f", "m"),
    "d": ("dd", "n"),
    "g": ("", "ng"),
    "m": ("f",),
    "ll": ("l",),
    "rh": ("r",),
}
"""Soft, nasal and aspirate mutations of each letter that has any."""
_LETTERS: Final = ("ch", "dd", "ff", "ng", "ll", "ph", "rh", "th")
_DOUBTFUL: Final = frozenset(folded(name) for name in ORDINARY.split())
_CALENDAR: Final = frozenset(folded(name) for name in CALENDAR.split())
_TITLES: Final = frozenset(TITLES.split())
_AFTER: Final = frozenset(folded(name) for name in AFTER_A_NAME.split()) | _CALENDAR


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """One name in one text: characters ``start`` to ``end`` of it."""

    start: int
    end: int
    id: str
    matched: str
    """The characters themselves, mutated as they stand."""
    sure: bool = False
    """First name and surname stand together; otherwise only the first name was seen."""


@dataclass(frozen=True, slots=True)
class _Name:
    """A name taken apart: ``first`` may itself have parts, as *Mair-Elen* has."""

    id: str
    first: tuple[str, ...]
    last: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    form: str
    capital: bool
    shouted: bool


class NamesIn:
    """Looks for many names in a text at once; a name more costs nothing while it looks.

    ``names`` are tuples of an id and every name its owner goes by, each as ``first last`` or a
    first name alone. ``known`` are names that may stand in the text: those of the learner whose
    paper it is and of the people round them. A known first name alone is nobody else's.
    """

    def __init__(self, names: Iterable[tuple[str, ...]], known: Iterable[str] = ()) -> None:
        self._by_first: dict[str, list[tuple[_Name, bool]]] = defaultdict(list)
        told = [parted for name in known if (parted := _parted("", name)) is not None]
        self._known_full = {(name.first, name.last) for name in told if name.last}
        self._known = {form for name in told for form in _forms(name.first[0])}
        self._pairs = {
            (form, name.last[0]) for name in told if name.last for form in _forms(name.first[0])
        }
        owners = [
            parted
            for one_id, *called in names
            for name in dict.fromkeys(called)
            if (parted := _parted(one_id, name)) is not None
        ]
        self._plain = {name.first[0] for name in owners}
        for name in owners:
            if (name.first, name.last) in self._known_full:
                continue
            for form in _forms(name.first[0]):
                self._by_first[form].append((name, form != name.first[0]))

    def find(self, text: str) -> tuple[Found, ...]:
        """Every name in the text, in order; one stretch of text may be several people's name."""
        tokens = [_token(match) for match in _WORD.finditer(text)]
        found: set[Found] = set()
        doubtful: list[tuple[Found, str]] = []
        as_a_name: set[str] = set()
        for at, token in enumerate(tokens):
            for name, mutated in self._by_first.get(token.form, ()):
                if mutated and token.form in self._plain:
                    continue
                one = self._full(text, tokens, at, name) or self._first(text, tokens, at, name)
                if one is None or (mutated and not token.capital):
                    continue
                certain = one.sure or not _may_be_a_word(token.form, mutated)
                if certain or _meant(text, tokens, at):
                    found.add(one)
                    as_a_name.add(token.form)
                elif token.capital and not token.shouted:
                    doubtful.append((one, token.form))
        found.update(one for one, form in doubtful if form in as_a_name)
        return _longest(found)

    def _full(self, text: str, tokens: Sequence[_Token], at: int, name: _Name) -> Found | None:
        """The first name with the surname after it, or before it as a register has it."""
        end = _run(text, tokens, at, name.first)
        if end is None or not name.last:
            return None
        for skip in range(_REACH):
            start = end + skip
            if not _beside(text, tokens, start - 1):
                break
            last = _run(text, tokens, start, name.last, plain=True)
            if last is not None:
                return _found(text, tokens, at, last, name.id, sure=True)
        before = at - len(name.last)
        if before >= 0 and _run(text, tokens, before, name.last, plain=True) == at:
            between = text[tokens[at - 1].end : tokens[at].start]
            if _TURNED.match(between):
                return _found(text, tokens, before, end, name.id, sure=True)
        return None

    def _first(self, text: str, tokens: Sequence[_Token], at: int, name: _Name) -> Found | None:
        """The first name alone, unless it is a known name or plainly part of another."""
        if len(name.first) == 1 and tokens[at].form in self._known:
            return None
        end = _run(text, tokens, at, name.first)
        before = tokens[at - 1].form if at and _beside(text, tokens, at - 1) else ""
        surname = before in _TITLES or (before, tokens[at].form) in self._pairs
        if end is None or surname or _begins_another(text, tokens, end):
            return None
        return _found(text, tokens, at, end, name.id, sure=False)


def _parted(one_id: str, name: str) -> _Name | None:
    words = name.replace("’", "'").split()
    parts = [tuple(folded(part[0]) for part in _WORD.finditer(word)) for word in words]
    parts = [part for part in parts if part]
    if not parts:
        return None
    return _Name(one_id, parts[0], parts[-1] if len(parts) > 1 else ())


def _forms(first: str) -> tuple[str, ...]:
    """The name and its mutations, folded."""
    letter = next((pair for pair in _LETTERS if first.startswith(pair)), first[:1])
    changed = (start + first[len(letter) :] for start in _MUTATED.get(letter, ()))
    return (first, *(form for form in changed if len(form) > _SHORT))


def _token(match: re.Match[str]) -> _Token:
    word = match[0]
    shouted = len(word) > 1 and word.isupper()
    return _Token(match.start(), match.end(), folded(word), word[:1].isupper(), shouted)


def _run(
    text: str, tokens: Sequence[_Token], at: int, parts: Sequence[str], *, plain: bool = False
) -> int | None:
    """The index after ``parts`` where they stand from ``at`` on; the first may be mutated."""
    end = at + len(parts)
    if end > len(tokens):
        return None
    start = 0 if plain else 1
    if any(tokens[at + i].form != parts[i] for i in range(start, len(parts))):
        return None
    joined = all(len(text[tokens[i].end : tokens[i + 1].start]) == 1 for i in range(at, end - 1))
    return end if joined else None


def _beside(text: str, tokens: Sequence[_Token], at: int) -> bool:
    """Whether the token at ``at`` and the next may be parts of one name."""
    if at + 1 >= len(tokens):
        return False
    return _BESIDE.match(text[tokens[at].end : tokens[at + 1].start]) is not None


def _begins_another(text: str, tokens: Sequence[_Token], end: int) -> bool:
    """Whether a surname of nobody here follows on the same line: *Catrin Bowen*, a therapist."""
    if end >= len(tokens) or text[tokens[end - 1].end : tokens[end].start] != " ":
        return False
    follows = tokens[end]
    both = follows.shouted and tokens[end - 1].shouted
    named = follows.capital and not follows.shouted and len(follows.form) > _SHORT
    return named and not both and follows.form not in _AFTER


def _found(
    text: str, tokens: Sequence[_Token], at: int, end: int, one_id: str, *, sure: bool
) -> Found:
    start, stop = tokens[at].start, tokens[end - 1].end
    return Found(start, stop, one_id, text[start:stop], sure)


def _may_be_a_word(form: str, mutated: bool) -> bool:
    if len(form) <= _SHORT or form in _DOUBTFUL:
        return True
    return mutated and len(form) <= _SHORT_MUTATED


def _meant(text: str, tokens: Sequence[_Token], at: int) -> bool:
    """Whether a word that may be a name is written as one: its capital is its own."""
    token = tokens[at]
    if not token.capital or token.shouted:
        return False
    if _POSSESSIVE.match(text, token.end):
        return True
    if token.form in _CALENDAR and re.match(r"\s+\d", text[token.end : token.end + 4]):
        return False
    return _OPENS.search(text, max(0, token.start - 8), token.start) is None


def _longest(found: Iterable[Found]) -> tuple[Found, ...]:
    """In order; where a full name stands, a first name alone within it says nothing more."""
    ordered = sorted(found, key=_place)
    kept: list[Found] = []
    sure_to = -1
    for one in ordered:
        if one.sure:
            sure_to = max(sure_to, one.end)
            kept.append(one)
        elif one.start >= sure_to:
            kept.append(one)
    return tuple(kept)


def _place(found: Found) -> tuple[int, bool, int, str]:
    return found.start, not found.sure, -found.end, found.id
