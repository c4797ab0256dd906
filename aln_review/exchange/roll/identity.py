"""When are two records the same learner? By UPN, else ULN, else name and date of birth.

Identifiers that do not even have the right shape (*TBC*, *n/a*) prove nothing and are not
compared. Names are compared without accents, capitals, apostrophes or spaces.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from aln_review.domain.learner import Learner
from aln_review.exchange.identifiers import Identifier, check_uln, check_upn, tidy_identifier
from aln_review.exchange.roll.freeing import free
from aln_review.exchange.roll.rows import Said
from aln_review.exchange.roll.rules import fold

_SHAPELESS = frozenset({Identifier.EMPTY, Identifier.BAD_SHAPE})


@dataclass(frozen=True, slots=True)
class Identity:
    """What a record says about who it is."""

    forename: str
    surname: str
    born: date
    upn: str
    uln: str
    firm_upn: str
    """The UPN where it is a real one: not temporary, check letter right."""
    firm_uln: str

    @classmethod
    def of(cls, forename: str, surname: str, born: date, upn: str, uln: str) -> Identity:
        """Compared forms of names and identifiers."""
        found_upn, found_uln = check_upn(upn), check_uln(uln)
        return cls(
            fold(forename),
            fold(surname),
            born,
            "" if found_upn in _SHAPELESS else upn,
            "" if found_uln in _SHAPELESS or found_uln is Identifier.TEMPORARY else uln,
            upn if found_upn is Identifier.GOOD else "",
            uln if found_uln is Identifier.GOOD else "",
        )

    @classmethod
    def of_row(cls, said: Said) -> Identity:
        """Who a row says it is."""
        names = said.names
        return cls.of(names.forename, names.surname, said.born, said.upn, said.uln)

    @classmethod
    def of_learner(cls, learner: Learner) -> Identity:
        """Who a learner in the vault is."""
        upn, uln = tidy_identifier(learner.upn), tidy_identifier(learner.uln)
        return cls.of(learner.forename, learner.surname, learner.born, upn, uln)

    @property
    def person(self) -> tuple[str, date]:
        """Name and date of birth, as looked up."""
        return f"{self.forename} {self.surname}", self.born

    def agrees(self, other: Identity) -> bool:
        """Forename, surname or date of birth in common: enough beside a shared identifier."""
        return (
            self.forename == other.forename
            or self.surname == other.surname
            or self.born == other.born
        )

    def can_be(self, other: Identity) -> bool:
        """No two firm identifiers say that these are different people."""
        return not (
            (self.firm_upn and other.firm_upn and self.firm_upn != other.firm_upn)
            or (self.firm_uln and other.firm_uln and self.firm_uln != other.firm_uln)
        )


class Index:
    """Records by UPN, by ULN and by name and date of birth."""

    def __init__(self, identities: Sequence[Identity] = ()) -> None:
        self._all: list[Identity] = []
        self._upn: defaultdict[str, list[int]] = defaultdict(list)
        self._uln: defaultdict[str, list[int]] = defaultdict(list)
        self._person: defaultdict[tuple[str, date], list[int]] = defaultdict(list)
        for identity in identities:
            self.add(identity)

    def let_go(self) -> None:
        """It is done with: it may hold hundreds of thousands."""
        free(self._person, self._upn, self._uln, self._all)

    def __getitem__(self, place: int) -> Identity:
        return self._all[place]

    def add(self, identity: Identity) -> int:
        """Take one in; its place is the answer."""
        place = len(self._all)
        self._all.append(identity)
        if identity.upn:
            self._upn[identity.upn].append(place)
        if identity.uln:
            self._uln[identity.uln].append(place)
        self._person[identity.person].append(place)
        return place

    def by_upn(self, identity: Identity) -> list[int]:
        """Those with the same UPN."""
        return self._upn.get(identity.upn, [])

    def by_uln(self, identity: Identity) -> list[int]:
        """Those with the same ULN."""
        return self._uln.get(identity.uln, [])

    def by_person(
        self, identity: Identity, keep: Callable[[Identity], bool] = lambda _: True
    ) -> list[int]:
        """Those with the same name and date of birth whom ``keep`` lets through."""
        return [p for p in self._person.get(identity.person, []) if keep(self._all[p])]
