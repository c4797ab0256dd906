"""What crosses between a setting nobody can open and its authority: a sealed key, a request.

Three things, each small. The *deposit* is what the authority's key in a vault's header holds: an
age file (age-encryption.org/v1) sealed to the authority's recipient, which any age program opens
in thirty-one years. The *request* carries it to the authority and is signed by nobody: whoever is
locked out has no key to sign with. So nothing in it is believed but what the deposit says, and a
person telephones. The *answer* carries the data key back under sixteen words that are spoken.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from aln_review.domain.bilingual import Text
from aln_review.domain.errors import OwnFault, Refusal, WorldFault
from aln_review.packages import sealing
from aln_review.packages.canonical import NotCanonical, canonical, parse
from aln_review.packages.identity import Identity, b64, unb64
from aln_review.packages.manifest import instant, moment, names_of, text_of
from aln_review.packages.shapes import (
    BASE64URL,
    NAMES,
    SHA256,
    Instant,
    Int,
    Misshapen,
    Obj,
    OneOf,
    Shape,
    Str,
)
from aln_review.vault.escrow import Answered
from aln_review.vault.header import MOST_SEALED, slot_in, slot_out
from aln_review.vault.keys import DataKey

DEPOSIT_FORMAT = "aln-escrow-1"
REQUEST_FORMAT = "aln-help-1"
ANSWER_FORMAT = "aln-help-answer-1"
REQUEST_ENDING = ".alnhelp"
ANSWER_ENDING = ".alnanswer"
MOST_BYTES = 1 << 14
"""Of a request or an answer; honest ones have about a thousand."""

_ID = Str(64, "[A-Za-z0-9._-]+", 1)
_NONCE = Str(22, BASE64URL, 22)
_B64 = "[A-Za-z0-9+/=]*"
DEPOSIT_SHAPE = Obj(
    {
        "format": OneOf((DEPOSIT_FORMAT,)),
        "key": Str(43, BASE64URL, 43),
        "made": Instant(),
        "name": NAMES,
        "root": Str(64, SHA256, 64),
        "setting": _ID,
        "vault": _ID,
    }
)
REQUEST_SHAPE = Obj(
    {
        "check": Str(64, SHA256, 64),
        "format": OneOf((REQUEST_FORMAT,)),
        "made": Instant(),
        "nonce": _NONCE,
        "sealed": Str(2 * MOST_SEALED, BASE64URL, 1),
        "vault": _ID,
    }
)
ANSWER_SHAPE = Obj(
    {
        "check": Str(64, SHA256, 64),
        "format": OneOf((ANSWER_FORMAT,)),
        "nonce": _NONCE,
        "slot": Obj(
            {
                "id": Str(64),
                "iterations": Int(),
                "kdf": OneOf(("argon2id",)),
                "kind": OneOf(("escrow",)),
                "lanes": Int(),
                "memory_kib": Int(),
                "nonce": Str(64, _B64),
                "salt": Str(64, _B64),
                "wrapped": Str(128, _B64),
            }
        ),
        "vault": _ID,
    }
)


@dataclass(frozen=True, slots=True)
class Deposit:
    """What is sealed to the authority: the data key, and whose it is."""

    vault: str
    setting: str
    """Id of the setting, as the authority's register knows it."""
    name: Text
    root: str
    """Fingerprint of the authority the setting had joined."""
    made: datetime
    key: DataKey = field(repr=False)


@dataclass(frozen=True, slots=True)
class HelpRequest:
    """A setting that nobody can open asks its authority for the data key."""

    vault: str
    nonce: str
    made: datetime
    sealed: bytes

    @property
    def fingerprint(self) -> str:
        """SHA-256 of all it says: three words of it are compared over the telephone."""
        return _checked(_request_value(self))


def seal_deposit(deposit: Deposit, recipient: str) -> bytes:
    """The age file that only the authority's secret key opens.

    Raises:
        Refusal: a name or an id that version 1 has no place for.
        OwnFault: a recipient no register would have let through.

    """
    value: dict[str, object] = {
        "format": DEPOSIT_FORMAT,
        "key": b64(deposit.key.raw()),
        "made": instant(deposit.made),
        "name": names_of(deposit.name),
        "root": deposit.root,
        "setting": deposit.setting,
        "vault": deposit.vault,
    }
    try:
        DEPOSIT_SHAPE.check(value)
    except Misshapen:
        raise Refusal("error.escrow.contents") from None
    made = io.BytesIO()
    sealing.seal(io.BytesIO(canonical(value)), made, [recipient])
    if len(made.getvalue()) > MOST_SEALED:
        raise OwnFault("error.escrow.contents")
    return made.getvalue()


def open_deposit(sealed: bytes, identity: Identity) -> Deposit:
    """What was sealed to this identity.

    Raises:
        Refusal: sealed to another authority (``error.help.other_authority``), or damaged.

    """
    if len(sealed) > MOST_SEALED:
        raise Refusal("error.help.damaged")
    found = io.BytesIO()
    try:
        sealing.unseal(io.BytesIO(sealed), found, identity.age_secret)
    except Refusal as refusal:
        other = refusal.key == "error.package.not_for_this_vault"
        raise Refusal("error.help.other_authority" if other else "error.help.damaged") from None
    try:
        value = parse(found.getvalue())
        DEPOSIT_SHAPE.check(value)
        return _deposit(value)
    except (NotCanonical, Misshapen, ValueError, WorldFault):
        raise Refusal("error.help.damaged") from None


def _deposit(value: dict[str, Any]) -> Deposit:
    return Deposit(
        vault=value["vault"],
        setting=value["setting"],
        name=text_of(value["name"]),
        root=value["root"],
        made=moment(value["made"]),
        key=DataKey(unb64(value["key"])),
    )


def new_request(
    vault: str, sealed: bytes, at: datetime, random: Callable[[int], bytes]
) -> HelpRequest:
    """A request with a number of its own: only the answer to it opens the vault."""
    return HelpRequest(vault, b64(random(16)), at.replace(microsecond=0), sealed)


def write_request(request: HelpRequest) -> str:
    """The text of a ``.alnhelp`` file. It names no learner and no person.

    Raises:
        Refusal: a vault's id or a key that version 1 has no place for.

    """
    return _write(_request_value(request), REQUEST_SHAPE)


def read_request(text: str) -> HelpRequest:
    """A request as it came: nobody vouches for it yet.

    Raises:
        Refusal: another file, changed on the way, or far too large.

    """
    value = _read(text, REQUEST_SHAPE)
    sealed = unb64(value["sealed"])
    return HelpRequest(value["vault"], value["nonce"], moment(value["made"]), sealed)


def write_answer(answer: Answered) -> str:
    """The text of an ``.alnanswer`` file. The words that open it are never in it.

    Raises:
        Refusal: an id that version 1 has no place for.

    """
    value: dict[str, object] = {
        "format": ANSWER_FORMAT,
        "nonce": answer.nonce,
        "slot": slot_out(answer.slot),
        "vault": answer.vault_id,
    }
    return _write(value, ANSWER_SHAPE)


def read_answer(text: str) -> Answered:
    """An answer as it came: the words will show whether it is one.

    Raises:
        Refusal: another file, changed on the way, or far too large.

    """
    value = _read(text, ANSWER_SHAPE)
    for slot in slot_in(value["slot"]):
        return Answered(value["vault"], value["nonce"], replace(slot, id=""))
    raise Refusal("error.help.damaged")


def _request_value(request: HelpRequest) -> dict[str, object]:
    return {
        "format": REQUEST_FORMAT,
        "made": instant(request.made),
        "nonce": request.nonce,
        "sealed": b64(request.sealed),
        "vault": request.vault,
    }


def _checked(value: Mapping[str, object]) -> str:
    return hashlib.sha256(canonical(value)).hexdigest()


def _write(value: dict[str, object], shape: Shape) -> str:
    whole = {**value, "check": _checked(value)}
    try:
        shape.check(whole)
    except Misshapen:
        raise Refusal("error.escrow.contents") from None
    return canonical(whole).decode("utf-8") + "\n"


def _read(text: str, shape: Shape) -> dict[str, Any]:
    """Limits, then the one spelling, then the shape, then whether it came as it was sent."""
    if len(text) > MOST_BYTES:
        raise Refusal("error.help.too_large")
    try:
        value: dict[str, Any] = parse(text.strip().encode("utf-8"))
        shape.check(value)
        if "sealed" in value and len(unb64(value["sealed"])) > MOST_SEALED:
            raise Refusal("error.help.damaged")
    except (NotCanonical, Misshapen, ValueError):
        raise Refusal("error.help.damaged") from None
    check = value.pop("check")
    if check != _checked(value):
        raise Refusal("error.help.damaged")
    return value
