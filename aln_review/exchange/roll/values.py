"""Everyday values of a roll: years, languages, needs, addresses, identifiers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aln_review.domain.bilingual import Language, Text
from aln_review.exchange.identifiers import Identifier, check_uln, check_upn, tidy_identifier
from aln_review.exchange.roll.notes import Note
from aln_review.exchange.roll.rules import RollRules, fold, words_of

_NUMBER = re.compile(r"0*(\d{1,2})")
_CODED = re.compile(r"([nemd])\s?([12])")
_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?)([0-9][A-Z]{2})")
_HOUSE = re.compile(r"\d+\s?[A-Za-z]?(-\d+[A-Za-z]?)?")


def read_year(text: str, rules: RollRules) -> str:
    """*Blwyddyn 5*, *Yr 05* and *5* are ``5``; *Reception* is ``R``; *Meithrin 2* is ``N2``.

    Anything else is kept as the roll has it: colleges name their stages as they like.
    """
    if not text:
        return ""
    value = words_of(text)
    if value in rules.values["reception"]:
        return "R"
    for word in sorted(rules.values["year_words"], key=len, reverse=True):
        if value.startswith(word) and _NUMBER.fullmatch(value.removeprefix(word).strip()):
            value = value.removeprefix(word).strip()
            break
    if found := _NUMBER.fullmatch(value):
        return found[1] if int(found[1]) else "R"
    for word in rules.values["nursery"]:
        if value == word:
            return "N"
        if value.startswith(word) and value.removeprefix(word).strip() in {"1", "2"}:
            return "N" + value[-1]
    return text


def read_language(text: str, rules: RollRules) -> Language | None:
    """Welsh or English where the value names one of them and nothing else."""
    name = rules.languages.get(fold(text))
    if name == rules.welsh:
        return Language.CY
    return Language.EN if name == rules.english else None


def read_languages(values: Sequence[str], rules: RollRules, own: Language) -> Text:
    """Languages in the learner's life, by both their names where every one is known.

    ``own`` is the language of what is not known.
    """
    said = [value for value in values if value and not rules.means("blank", value)]
    pieces = [p.strip() for value in said for p in re.split(r"[;,/&]| and | a | ac ", value)]
    names = [rules.languages.get(fold(piece)) for piece in pieces if piece]
    known = list(dict.fromkeys(name for name in names if name is not None))
    if not said:
        return Text()
    if len(known) < len(set(pieces) - {""}) and None in names:
        return Text.of("; ".join(said), own)
    return Text.both("; ".join(n.cy for n in known), "; ".join(n.en for n in known), own)


def read_needs(values: Sequence[str], rules: RollRules, warnings: list[Note]) -> tuple[str, ...]:
    """Codes of areas of need; a value nobody knows is named in a warning and left out."""
    found: dict[str, None] = {}
    for value in values:
        whole = rules.needs.get(fold(value))
        pieces = [value] if whole else re.split(r"[;,/|+]", value)
        for piece in pieces:
            code = rules.needs.get(fold(piece))
            if code is not None:
                found[code] = None
            elif fold(piece) and not rules.means("blank", piece):
                warnings.append(Note.of("roll.warn.need_unknown", value=piece.strip()))
    return tuple(found)


def read_upn(text: str, warnings: list[Note]) -> str:
    """A tidied UPN; what is doubtful about it is a warning, never a refusal."""
    upn = tidy_identifier(text)
    found = check_upn(upn)
    if found is Identifier.EMPTY:
        return ""
    if found is not Identifier.GOOD:
        warnings.append(Note.of(f"roll.warn.upn_{found.name.lower()}", upn=upn))
    return upn


def read_uln(text: str, warnings: list[Note]) -> str:
    """A tidied ULN; the stand-in for *not known yet* is left out."""
    uln = tidy_identifier(text)
    found = check_uln(uln)
    if found in {Identifier.EMPTY, Identifier.TEMPORARY}:
        return ""
    if found is not Identifier.GOOD:
        warnings.append(Note.of(f"roll.warn.uln_{found.name.lower()}", uln=uln))
    return uln


def join_address(lines: Sequence[str], postcode: str) -> str:
    """One line, each part once; a house number stands before its street without a comma."""
    parts: list[str] = []
    for line in lines:
        value = line.strip(" ,")
        if not value or value in parts:
            continue
        if parts and _HOUSE.fullmatch(parts[-1]):
            parts[-1] = f"{parts[-1]} {value}"
        else:
            parts.append(value)
    code = _postcode(postcode)
    if code and not (parts and _bare(parts[-1]).endswith(_bare(code))):
        parts.append(code)
    return ", ".join(parts)


def _bare(text: str) -> str:
    return "".join(text.split()).upper()


def _postcode(text: str) -> str:
    shape = _POSTCODE.fullmatch(_bare(text))
    return f"{shape[1]} {shape[2]}" if shape else text.strip()
