"""A learner as a row would make it, and what that changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from aln_review.domain.bilingual import Language, Text
from aln_review.domain.learner import Learner
from aln_review.exchange.identifiers import tidy_identifier
from aln_review.exchange.roll.fields import Field
from aln_review.exchange.roll.names import tidy_name
from aln_review.exchange.roll.report import Change
from aln_review.exchange.roll.rows import STILL_HERE, Said
from aln_review.exchange.roll.rules import RollRules, fold


def new_learner(said: Said, own: Language, rules: RollRules) -> Learner:
    """A learner nobody knew. ``own`` is the setting's language, for want of a better guess.

    The language of the home is only a first guess at the language a learner chooses; an
    explicit choice in the roll comes first.
    """
    guess = {rules.welsh: Language.CY, rules.english: Language.EN}.get(
        replace(said.languages, original=rules.welsh.original), own
    )
    blank = Learner("", said.names.forename, said.names.surname, said.born, language=guess)
    return merged(blank, said)


def merged(old: Learner, said: Said) -> Learner:
    """The learner with what the row says; a blank in the row leaves what is known."""
    names = said.names
    same_upn = tidy_identifier(old.upn) == said.upn
    same_uln = tidy_identifier(old.uln) == said.uln
    looked_after_by = said.looked_after_by or ("" if said.not_looked_after else old.looked_after_by)
    return replace(
        old,
        forename=_name(old.forename, names.forename, names.recased),
        surname=_name(old.surname, names.surname, names.recased),
        born=said.born,
        called=_name(old.called, names.called, names.recased) if names.called else old.called,
        upn=old.upn if same_upn or not said.upn else said.upn,
        uln=old.uln if same_uln or not said.uln else said.uln,
        year=said.year or old.year,
        class_name=said.class_name or old.class_name,
        language=said.language or old.language,
        languages=_languages(old.languages, said.languages),
        address=_address(old.address, said.address),
        needs=old.needs if not said.needs or set(old.needs) == set(said.needs) else said.needs,
        looked_after_by=looked_after_by,
        left_on=old.left_on if said.left_on == STILL_HERE else said.left_on,
    )


def _address(old: str, new: str) -> str:
    """The address as it was, where the roll's differs in commas and capitals alone."""
    return old if not new or (old and fold(old) == fold(new)) else new


def _name(old: str, new: str, recased: bool) -> str:
    """The name as it was, where the roll's differs in typing alone."""
    known = tidy_name(old)
    same = known == new or (recased and known.casefold() == new.casefold())
    return old if same else new


def _languages(old: Text, new: Text) -> Text:
    if new.empty or {fold(new.cy), fold(new.en)} & ({fold(old.cy), fold(old.en)} - {""}):
        return old
    return new


_SHOWN: tuple[tuple[Field, Callable[[Learner], str | date]], ...] = (
    (Field.FORENAME, lambda it: it.forename),
    (Field.SURNAME, lambda it: it.surname),
    (Field.CALLED, lambda it: it.called),
    (Field.BORN, lambda it: it.born),
    (Field.UPN, lambda it: it.upn),
    (Field.ULN, lambda it: it.uln),
    (Field.YEAR, lambda it: it.year),
    (Field.CLASS_NAME, lambda it: it.class_name),
    (Field.LANGUAGE, lambda it: it.language.value),
    (Field.LANGUAGES, lambda it: it.languages.said),
    (Field.ADDRESS, lambda it: it.address),
    (Field.NEEDS, lambda it: ", ".join(it.needs)),
    (Field.LOOKED_AFTER_BY, lambda it: it.looked_after_by),
    (Field.LEFT_ON, lambda it: it.left_on or ""),
)


def changes(old: Learner, new: Learner) -> tuple[Change, ...]:
    """The fields in which two records of one learner differ."""
    if old == new:
        return ()
    shown = ((field, read(old), read(new)) for field, read in _SHOWN)
    return tuple(Change(field, was, will) for field, was, will in shown if was != will)
