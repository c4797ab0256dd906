"""Joining an authority: a one-time invitation, an answer, and a person who compares the words.

Every step is a file that can go by stick or e-mail: ``.alninvite`` from the desk to the setting,
``.alnjoin`` back. Nothing is trusted for having arrived: the desk approves after the fingerprint
words were compared, by telephone say.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from aln_review.domain.bilingual import Text
from aln_review.domain.errors import Refusal
from aln_review.domain.setting import SettingKind
from aln_review.packages import signing
from aln_review.packages.canonical import NotCanonical, canonical, parse
from aln_review.packages.identity import PUBLIC, Identity, PublicIdentity, b64
from aln_review.packages.manifest import instant, moment, names_of, text_of
from aln_review.packages.register import RegisterEntry, Role
from aln_review.packages.shapes import (
    BASE64URL,
    LINE,
    NAMES,
    SHA256,
    Day,
    Instant,
    Misshapen,
    Obj,
    OneOf,
    Str,
)

INVITATION_FORMAT = "aln-invitation-1"
JOIN_FORMAT = "aln-join-1"
INVITATION_ENDING = ".alninvite"
JOIN_ENDING = ".alnjoin"
MAX_TOKEN = 1 << 16

_CODE = Str(22, BASE64URL, 22)
INVITATION_SHAPE = Obj(
    {
        "authority": Obj({"code": Str(20, LINE), "name": NAMES}),
        "code": _CODE,
        "format": OneOf((INVITATION_FORMAT,)),
        "gateway": Str(300, r"(?:https?://[!-~]+)?"),
        "good_until": Day(),
        "made": Instant(),
        "root": PUBLIC,
        "root_fingerprint": Str(64, SHA256, 64),
    }
)
JOIN_SHAPE = Obj(
    {
        "code": _CODE,
        "format": OneOf((JOIN_FORMAT,)),
        "invitation": Str(MAX_TOKEN // 2, "[A-Za-z0-9_.-]+", 1),
        "keys": PUBLIC,
        "kind": OneOf(tuple(kind.value for kind in SettingKind)),
        "made": Instant(),
        "name": NAMES,
        "person": Str(200, LINE, 1),
        "role": OneOf(tuple(role.value for role in Role)),
        "setting": Str(64, "[A-Za-z0-9._-]+", 1),
    }
)


@dataclass(frozen=True, slots=True)
class Invitation:
    """One use, for one setting. ``gateway`` is empty when everything goes by file."""

    code: str
    gateway: str
    root: PublicIdentity
    authority: str
    authority_name: Text
    made: datetime
    good_until: date

    @property
    def root_fingerprint(self) -> str:
        """What the setting compares before it trusts this authority."""
        return self.root.fingerprint


def new_code(random: Callable[[int], bytes]) -> str:
    """A code nobody guesses: 128 random bits."""
    return b64(random(16))


def write_invitation(invitation: Invitation, root: Identity) -> str:
    """The text of an ``.alninvite`` file.

    Raises:
        Refusal: not this root's invitation, or an address no gateway can have.

    """
    if root.public != invitation.root:
        raise Refusal("error.register.not_root")
    value: dict[str, object] = {
        "authority": {"code": invitation.authority, "name": names_of(invitation.authority_name)},
        "code": invitation.code,
        "format": INVITATION_FORMAT,
        "gateway": invitation.gateway,
        "good_until": invitation.good_until.isoformat(),
        "made": instant(invitation.made),
        "root": invitation.root.as_dict(),
        "root_fingerprint": invitation.root_fingerprint,
    }
    try:
        INVITATION_SHAPE.check(value)
    except Misshapen as fault:
        raise Refusal("error.invitation.contents", field=fault.at) from None
    return signing.sign(canonical(value), root, signing.INVITATION)


def read_invitation(text: str) -> Invitation:
    """An invitation as it claims to be: its own root signed it, nobody yet vouches for the root.

    Raises:
        Refusal: damaged or of another version.

    """
    try:
        unverified = signing.read(text.strip(), signing.INVITATION, MAX_TOKEN)
        value = parse(unverified.payload)
        INVITATION_SHAPE.check(value)
        made = _invitation(value)
        unverified.verify(made.root)
    except (signing.BadSignature, NotCanonical, Misshapen):
        raise Refusal("error.invitation.damaged") from None
    if value["root_fingerprint"] != made.root_fingerprint:
        raise Refusal("error.invitation.damaged")
    return made


def _invitation(value: dict[str, Any]) -> Invitation:
    return Invitation(
        code=value["code"],
        gateway=value["gateway"],
        root=PublicIdentity.from_dict(value["root"]),
        authority=value["authority"]["code"],
        authority_name=text_of(value["authority"]["name"]),
        made=moment(value["made"]),
        good_until=date.fromisoformat(value["good_until"]),
    )


@dataclass(frozen=True, slots=True)
class JoinRequest:
    """A setting's answer to an invitation, signed with the key it asks to have enrolled."""

    invitation: str
    """The invitation's own text, so that the desk sees its own signature again."""
    setting: str
    kind: SettingKind
    name: Text
    person: str
    keys: PublicIdentity
    made: datetime
    role: Role = Role.SETTING

    @property
    def code(self) -> str:
        """The invitation's one-time code.

        Raises:
            Refusal: the invitation is damaged.

        """
        return read_invitation(self.invitation).code

    def entry(self, valid_from: date, valid_until: date | None = None) -> RegisterEntry:
        """The register entry that approving this request makes."""
        names = (self.setting, self.kind, self.name, self.person, self.role)
        return RegisterEntry(*names, self.keys, valid_from, valid_until)


def write_join(request: JoinRequest, identity: Identity) -> str:
    """The text of an ``.alnjoin`` file.

    Raises:
        Refusal: not this identity's request, or a value version 1 has no place for.

    """
    if identity.public != request.keys:
        raise Refusal("error.join.contents", field="$.keys")
    value: dict[str, object] = {
        "code": request.code,
        "format": JOIN_FORMAT,
        "invitation": request.invitation.strip(),
        "keys": request.keys.as_dict(),
        "kind": request.kind.value,
        "made": instant(request.made),
        "name": names_of(request.name),
        "person": request.person,
        "role": request.role.value,
        "setting": request.setting,
    }
    try:
        JOIN_SHAPE.check(value)
    except Misshapen as fault:
        raise Refusal("error.join.contents", field=fault.at) from None
    return signing.sign(canonical(value), identity, signing.JOIN)


def read_join(text: str, root: PublicIdentity, on: date) -> JoinRequest:
    """A request that answers an invitation of this root which is still good on ``on``.

    The request proves that whoever sent it holds the key; that it is the right person is for
    the desk to find out. Whether the code was used before is the caller's to remember.

    Raises:
        Refusal: damaged, another root's invitation, or out of date.

    """
    try:
        unverified = signing.read(text.strip(), signing.JOIN, MAX_TOKEN)
        value = parse(unverified.payload)
        JOIN_SHAPE.check(value)
        request = _join(value)
        unverified.verify(request.keys)
    except (signing.BadSignature, NotCanonical, Misshapen):
        raise Refusal("error.join.damaged") from None
    invitation = read_invitation(request.invitation)
    if invitation.root != root:
        raise Refusal("error.join.other_authority")
    if invitation.code != value["code"]:
        raise Refusal("error.join.damaged")
    if on > invitation.good_until:
        raise Refusal("error.join.out_of_date")
    return request


def _join(value: dict[str, Any]) -> JoinRequest:
    return JoinRequest(
        invitation=value["invitation"],
        setting=value["setting"],
        kind=SettingKind(value["kind"]),
        name=text_of(value["name"]),
        person=value["person"],
        keys=PublicIdentity.from_dict(value["keys"]),
        made=moment(value["made"]),
        role=Role(value["role"]),
    )
