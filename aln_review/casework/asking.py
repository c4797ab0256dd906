"""Everyone is locked out: the authority is asked, by a file, for the key that it can open.

The request says nothing but which vault it is and holds what is sealed to the authority. The
answer opens the vault with sixteen words said by telephone, and whoever comes in with it takes the
vault over: new passphrase, new sheet, another data key. So an answer is good once.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from aln_review.casework.admission import admit
from aln_review.casework.door import Door
from aln_review.casework.handover import TakingOver
from aln_review.casework.passphrases import refuse_unknown
from aln_review.casework.queries.keeping import SettingsPage
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.errors import Refusal
from aln_review.packages.escrow import (
    ANSWER_ENDING,
    MOST_BYTES,
    REQUEST_ENDING,
    HelpRequest,
    new_request,
    read_answer,
    read_request,
    write_request,
)
from aln_review.packages.identity import fingerprint_words
from aln_review.vault.escrow import ASKED_NAME, Answered
from aln_review.vault.files import write_safely
from aln_review.vault.keyslots import SlotKind

__all__ = [
    "ANSWER_ENDING", "FILE_NAME", "REQUEST_ENDING", "Asked", "ask", "asked", "begin_answered",
    "take_answer",
]  # fmt: skip

FILE_NAME = f"aln{REQUEST_ENDING}"
Words = tuple[tuple[Language, tuple[str, str, str]], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that waits for its answer."""

    request: HelpRequest
    text: str
    """The file to send."""
    authority: Text
    words: Words
    """Compared over the telephone, by the authority who rings."""


def asked(door: Door) -> Asked | None:
    """The request that is under way, if the key it holds is still the one in the header.

    Raises:
        WorldFault: the header cannot be read.

    """
    slot = door.read_header().escrow
    try:
        text = door.files.read(_path(door), MOST_BYTES + 1).decode("utf-8")
        request = read_request(text)
    except (OSError, UnicodeDecodeError, Refusal):
        return None
    if slot is None or request.sealed != slot.sealed:
        return None
    return _asked(door, request, text, slot.names)


def ask(door: Door) -> Asked:
    """The request to send: the one under way, or a new one.

    Raises:
        Refusal: the vault has no key for an authority.
        WorldFault: the header cannot be read, or the disk refused.

    """
    found = asked(door)
    if found is not None:
        return found
    header = door.read_header()
    if header.escrow is None:
        raise Refusal("error.escrow.none")
    tools = door.tools
    request = new_request(header.vault_id, header.escrow.sealed, tools.now(), tools.random)
    text = write_request(request)
    write_safely(door.files, _path(door), text.encode("utf-8"))
    return _asked(door, request, text, header.escrow.names)


def take_answer(door: Door, text: str) -> Answered:
    """An answer that may be tried: to this vault's request, the last one.

    Raises:
        Refusal: damaged, another vault's, or to another request than the one under way.
        WorldFault: the header cannot be read.

    """
    answer = read_answer(text)
    if answer.vault_id != door.read_header().vault_id:
        raise Refusal("error.help.other_vault")
    found = asked(door)
    if found is None or found.request.nonce != answer.nonce:
        raise Refusal("error.help.other_request")
    return answer


def begin_answered(door: Door, answer: Answered, typed: str) -> TakingOver:
    """Open the vault with the words the authority read out, to take it over.

    Raises:
        WorldFault: a word is wrong, named by its position; or it is too early for another try.
        Refusal: the answer holds the key of another state of this vault.

    """
    refuse_unknown(door.tools, typed)
    casework = admit(door, door.prove_answer(answer, typed), typed)
    try:
        setting = casework.ask(SettingsPage()).setting
        held = len(door.read_header().of(SlotKind.KEYHOLDER))
    except BaseException:
        casework.close()
        raise
    return TakingOver(casework, setting, SlotKind.ESCROW, typed, held, answer)


def _path(door: Door) -> Path:
    return door.folder / ASKED_NAME


def _asked(door: Door, request: HelpRequest, text: str, names: tuple[str, str]) -> Asked:
    lists = door.tools.wordlists
    words = tuple((one, fingerprint_words(request.fingerprint, lists[one])) for one in Language)
    return Asked(request, text, Text.both(*names), words)
