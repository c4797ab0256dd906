"""The authority's desk: one arrival in full, and the register of who is who."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from aln_review.casework.arrivals import opened
from aln_review.casework.belonging import Membership, membership
from aln_review.casework.commands.authority import CODES
from aln_review.casework.core import Query, Work
from aln_review.casework.membership import own_identity, register
from aln_review.casework.memory import recall
from aln_review.casework.queries.dispatch import words_for
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.dispatch import Arrival, ArrivalState
from aln_review.domain.errors import Refusal
from aln_review.domain.wales import day_in_wales
from aln_review.packages.identity import PublicIdentity
from aln_review.packages.invitation import read_join
from aln_review.packages.register import Role

Words = tuple[tuple[Language, tuple[str, str, str]], ...]
PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class ArrivalView:
    """One arrival and what was proved of it. Nothing is listed of one that failed a check."""

    arrival: Arrival
    words: Words
    """The sender's three fingerprint words."""
    papers: tuple[str, ...]
    """Names of the papers inside, such as ``plan.cy.pdf``."""
    cautions: tuple[str, ...]
    """Message keys of what a person should know before accepting."""
    sections: tuple[tuple[str, Text], ...]
    """Sections of the form a reason may be given for."""


@dataclass(frozen=True, slots=True)
class ArrivalPage(Query[ArrivalView]):
    """One arrival.

    Raises:
        NotFound: there is no such arrival.

    """

    arrival_id: str

    def run(self, work: Work) -> ArrivalView:
        """Read the line; open the package again only if it was verified."""
        arrival = work.unit.arrivals.get(self.arrival_id)
        papers: tuple[str, ...] = ()
        cautions: tuple[str, ...] = ()
        proved = (ArrivalState.VERIFIED, ArrivalState.ACCEPTED, ArrivalState.RETURNED)
        if arrival.state in proved and not arrival.erased_on:
            with opened(work, arrival) as package:
                cautions = package.cautions
                papers = tuple(
                    name for name, line in package.files.items() if line.media_type == PDF
                )
        return ArrivalView(
            arrival=arrival,
            words=words_for(work, arrival.sender_fingerprint),
            papers=papers,
            cautions=cautions,
            sections=tuple((s.code, s.short) for s in work.tools.law.form.sections),
        )


@dataclass(frozen=True, slots=True)
class ArrivalPaper(Query[bytes]):
    """One paper out of a verified arrival, opened into memory.

    Raises:
        Refusal: a check failed, or there is no such paper.

    """

    arrival_id: str
    name: str

    def run(self, work: Work) -> bytes:
        """Open the package and read the one paper."""
        arrival = work.unit.arrivals.get(self.arrival_id)
        with opened(work, arrival) as package:
            return package.read(self.name)


@dataclass(frozen=True, slots=True)
class EntryView:
    """One key of the register and whose it is; ``role`` and ``standing`` are codes."""

    name: Text
    person: str
    role: str
    kid: str
    valid_from: date
    revoked_from: date | None
    standing: str
    words: Words


@dataclass(frozen=True, slots=True)
class RegisterView:
    """The register as this vault holds it."""

    version: int
    authority: Text
    entries: tuple[EntryView, ...]
    membership: Membership
    has_gateway: bool
    today: date


@dataclass(frozen=True, slots=True)
class RegisterPage(Query[RegisterView]):
    """The register held, newest entries first; empty while none has begun."""

    def run(self, work: Work) -> RegisterView:
        """Read and check it."""
        held = membership(work)
        try:
            found = register(work)
        except Refusal:
            return RegisterView(0, work.setting.authority_name, (), held, False, work.today)
        entries = tuple(
            EntryView(
                name=entry.name,
                person=entry.person,
                role=entry.role.value,
                kid=entry.keys.kid,
                valid_from=entry.valid_from,
                revoked_from=entry.revoked_from,
                standing=entry.standing(work.today).value,
                words=words_for(work, entry.keys.fingerprint),
            )
            for entry in reversed(found.entries)
        )
        return RegisterView(
            version=found.version,
            authority=found.authority_name,
            entries=entries,
            membership=held,
            has_gateway=any(e.role == Role.GATEWAY.value for e in entries),
            today=work.today,
        )


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request to join, to be compared by telephone before it is approved."""

    name: Text
    person: str
    words: Words
    made: date


@dataclass(frozen=True, slots=True)
class LookAtRequest(Query[RequestView]):
    """What a request to join says, and the words to compare.

    Raises:
        Refusal: damaged, another authority's, or out of date.

    """

    request: str

    def run(self, work: Work) -> RequestView:
        """Read it without enrolling anybody."""
        found = read_join(self.request, own_identity(work).public, work.today)
        words = words_for(work, found.keys.fingerprint)
        made = day_in_wales(found.made)
        return RequestView(found.name, found.person, words, made)


@dataclass(frozen=True, slots=True)
class StillToAnswer(Query[tuple[str, ...]]):
    """Which of these requests to join may still be approved, in the order given.

    The gateway keeps every request; one that was approved, or is out of date, is not asked again.
    """

    requests: tuple[str, ...]

    def run(self, work: Work) -> tuple[str, ...]:
        """Read each; one that is not an answer to this desk is passed over."""
        codes = recall(work.unit, CODES, dict[str, date], {})
        root = own_identity(work).public
        return tuple(one for one in self.requests if _code(one, root, work.today) in codes)


def _code(request: str, root: PublicIdentity, on: date) -> str:
    try:
        return read_join(request, root, on).code
    except Refusal:
        return ""


@dataclass(frozen=True, slots=True)
class RootKey(Query[str]):
    """The authority's root key, public half, as the gateway and a checker of packages pin it.

    Raises:
        Refusal: the register has not begun.

    """

    def run(self, work: Work) -> str:
        """The text of a ``root.jwk.json``."""
        held = membership(work)
        if not held.root:
            raise Refusal("error.dispatch.not_joined")
        return PublicIdentity.from_json(held.root).to_jwk_json()
