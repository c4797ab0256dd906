"""At the authority's desk: a setting that nobody can open asks for its key.

Whoever holds the request may have found it on a stolen laptop. So the desk is shown what was
sealed in the setting's own vault and not what the file says of itself, somebody rings the setting
on a number the authority had before, and the key goes out in two halves that never travel
together: a file, and words that are spoken.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from aln_review.casework.core import Casework, Query, Work
from aln_review.casework.door import Door
from aln_review.casework.keyring import Proof
from aln_review.casework.membership import own_identity, register
from aln_review.casework.passphrases import make_sheet
from aln_review.casework.queries.dispatch import words_for
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.errors import Refusal, WorldFault
from aln_review.domain.setting import SettingKind
from aln_review.domain.wales import day_in_wales
from aln_review.packages.escrow import (
    ANSWER_ENDING,
    REQUEST_ENDING,
    Deposit,
    HelpRequest,
    open_deposit,
    read_request,
    write_answer,
)
from aln_review.packages.register import Role
from aln_review.vault.escrow import wrap_answer

__all__ = [
    "ANSWER_ENDING", "FILE_NAME", "REQUEST_ENDING", "Answer", "HelpDesk", "HelpView", "LookAtHelp",
]  # fmt: skip

FILE_NAME = f"aln{ANSWER_ENDING}"
Words = tuple[tuple[Language, tuple[str, str, str]], ...]


@dataclass(frozen=True, slots=True)
class HelpView:
    """A request, as what is sealed in it says."""

    name: Text
    """The setting, as its vault named itself when it gave the key."""
    registered: Text | None
    """Its name in the register today; ``None`` when it does not stand there."""
    person: str
    """Whose vault it is, by the register."""
    given_on: date
    """When the key was given."""
    asked_on: date
    """When the request says that it was made."""
    words: Words
    """To be compared over the telephone."""


@dataclass(frozen=True, slots=True)
class LookAtHelp(Query[HelpView]):
    """What a request says. The key it holds is looked at and not kept.

    Raises:
        Refusal: damaged, or sealed to another authority.

    """

    text: str

    def run(self, work: Work) -> HelpView:
        """Open what is sealed and find the setting in the register."""
        request = read_request(self.text)
        found = _opened(work, request)
        found.key.wipe()
        entries = register(work).having(Role.SETTING, work.today)
        entry = next((one for one in entries if one.setting == found.setting), None)
        return HelpView(
            name=found.name,
            registered=entry.name if entry else None,
            person=entry.person if entry else "",
            given_on=day_in_wales(found.made),
            asked_on=day_in_wales(request.made),
            words=words_for(work, request.fingerprint),
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """Two halves of one answer, which never travel together."""

    text: str
    """The file to send."""
    words: tuple[str, ...] = field(repr=False)
    """To be read out, and kept nowhere."""


class HelpDesk:
    """The desk of one open authority's vault. Answering derives keys."""

    def __init__(self, door: Door, casework: Casework) -> None:
        self._door = door
        self._casework = casework

    def look(self, text: str) -> HelpView:
        """What a request says.

        Raises:
            Refusal: damaged, sealed to another authority, or this is no authority's vault.

        """
        return self._casework.ask(LookAtHelp(text))

    def answer(self, text: str, proof: Proof, language: Language, *, rang: bool) -> Answer:
        """Open what is sealed and seal it anew under sixteen words, for this request alone.

        It stands in the access log before anybody has it. ``rang`` is what a person says: that
        they rang the setting on a number the authority had, and compared the three words.

        Raises:
            Refusal: nobody rang, the request is damaged, or it is another authority's.
            WorldFault: the passphrase is wrong, too early, or the disk refused.

        """
        if not rang:
            raise Refusal("error.help.not_rung")
        if self._casework.read_only:
            raise WorldFault("error.store.read_only")
        request = read_request(text)
        proved = self._door.prove(proof.kind, proof.secret)
        proved.key.wipe()
        tools = self._casework.tools
        found = self._casework.ask(_Open(request))
        sheet = make_sheet(tools, language)
        try:
            made = wrap_answer(
                request.vault, request.nonce, " ".join(sheet.words), found.key,
                tools.random, self._door.cost_after(proved),
            )  # fmt: skip
        finally:
            found.key.wipe()
        with self._casework.store.unit() as unit:
            unit.log("authority.helped", subject=found.setting, detail=request.vault)
        return Answer(write_answer(made), sheet.words)


@dataclass(frozen=True, slots=True)
class _Open(Query[Deposit]):
    request: HelpRequest

    def run(self, work: Work) -> Deposit:
        """What is sealed in it."""
        return _opened(work, self.request)


def _opened(work: Work, request: HelpRequest) -> Deposit:
    """What is sealed in a request; its vault must be the one it names.

    Raises:
        Refusal: damaged, sealed to another authority, or this is no authority's vault.

    """
    if work.kind is not SettingKind.AUTHORITY:
        raise Refusal("error.desk.not_an_authority")
    identity = own_identity(work)
    found = open_deposit(request.sealed, identity)
    if found.vault != request.vault or found.root != identity.public.fingerprint:
        found.key.wipe()
        raise Refusal("error.help.damaged")
    return found
