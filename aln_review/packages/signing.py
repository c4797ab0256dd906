"""Compact JWS (RFC 7515) with Ed25519 (RFC 8037, RFC 9864), in one spelling only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aln_review.domain.late import late
from aln_review.packages.canonical import NotCanonical, canonical, parse
from aln_review.packages.identity import Identity, PublicIdentity, b64, unb64
from aln_review.packages.shapes import BASE64URL, Misshapen, Obj, OneOf, Str

if TYPE_CHECKING:
    from joserfc import errors, jwk, jws
else:
    errors, jwk, jws = late("joserfc.errors"), late("joserfc.jwk"), late("joserfc.jws")

ALG = "Ed25519"
MANIFEST = "aln-manifest+jws"
RECEIPT = "aln-receipt+jws"
REGISTER = "aln-register+jws"
INVITATION = "aln-invitation+jws"
JOIN = "aln-join+jws"
ACCESS_LOG = "aln-access-log+jws"


class BadSignature(ValueError):
    """Not signed by that key, or not a signature of the one form. Carries no content."""


@dataclass(frozen=True, slots=True)
class Unverified:
    """A compact JWS of the right form. ``kid`` only hints which key to check it with."""

    token: str
    kid: str
    payload: bytes

    def verify(self, signer: PublicIdentity) -> bytes:
        """The payload, once it is known that ``signer`` signed it.

        Raises:
            BadSignature: someone else did, or the bytes were changed.

        """
        if self.kid != signer.kid:
            raise BadSignature("kid")
        key = jwk.OKPKey.import_key(signer.sign_jwk)
        try:
            payload = jws.deserialize_compact(self.token, key, algorithms=[ALG]).payload
        except (errors.JoseError, ValueError):
            raise BadSignature("signature") from None
        if payload != self.payload:
            raise BadSignature("payload")
        return payload


def sign(payload: bytes, signer: Identity, typ: str) -> str:
    """A compact JWS over ``payload``, its type named in the header."""
    head = b64(canonical({"alg": ALG, "kid": signer.kid, "typ": typ}))
    key = jwk.OKPKey.import_key(signer.jwk)
    made = jws.serialize_compact(
        {"alg": ALG, "kid": signer.kid, "typ": typ}, payload, key, algorithms=[ALG]
    )
    if made.split(".", 1)[0] != head:
        raise BadSignature("header")
    return made


def read(token: str, typ: str, limit: int) -> Unverified:
    """Take a token apart, refusing every form but the one :func:`sign` makes.

    ``limit`` is the longest token allowed, in characters.

    Raises:
        BadSignature: too long, another algorithm, type, header or spelling.

    """
    parts = token.split(".") if len(token) <= limit and token.isascii() else []
    if len(parts) != 3:
        raise BadSignature("form")
    shape = Obj({"alg": OneOf((ALG,)), "kid": Str(43, BASE64URL, 43), "typ": OneOf((typ,))})
    try:
        header = parse(unb64(parts[0]))
        shape.check(header)
        payload = unb64(parts[1])
        if len(unb64(parts[2])) != 64:
            raise BadSignature("length")
    except (NotCanonical, Misshapen, ValueError):
        raise BadSignature("form") from None
    return Unverified(token, str(header["kid"]), payload)
