"""A second writer of age files, for faults no honest library will write, the same in every run.

age-encryption.org/v1: an X25519 stanza wraps the file key; the header carries an HMAC; the
payload is ChaCha20-Poly1305 in pieces of 64 KiB with a counter and a flag on the last.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PIECE = 64 << 10
VERSION = b"age-encryption.org/v1"
_CHARSET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def unbech32(text: str) -> bytes:
    """The data of a bech32 string, its checksum dropped."""
    values = [_CHARSET.index(letter) for letter in text.lower().rpartition("1")[2][:-6]]
    bits = "".join(f"{value:05b}" for value in values)
    return int(bits[:256], 2).to_bytes(32, "big")


def b64(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def hkdf(key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, info).derive(key)


def mac(file_key: bytes, head: bytes) -> bytes:
    """The code over the header up to and including its three dashes."""
    return hmac.new(hkdf(file_key, b"", b"header"), head, hashlib.sha256).digest()


@dataclass(frozen=True)
class Recipe:
    """Everything that may be made wrong, one at a time."""

    seed: bytes = b"vector"
    version: bytes = VERSION
    stanza: Callable[[bytes, bytes], bytes] = lambda share, body: (
        b"-> X25519 " + b64(share) + b"\n" + b64(body) + b"\n"
    )
    before: bytes = b""
    """Stanzas that stand before ours."""
    mac: Callable[[bytes], bytes] = lambda mac: mac
    header: Callable[[bytes], bytes] = lambda header: header
    pieces: Callable[[list[bytes]], list[bytes]] = lambda pieces: pieces
    last: bool = True
    """The last piece says that it is the last."""
    share: bytes | None = None
    nonce: Callable[[bytes], bytes] = lambda nonce: nonce


def seal(plain: bytes, recipient: str, recipe: Recipe) -> bytes:
    """An age file for one recipient, as the recipe says."""
    stretch = hashlib.shake_256(recipe.seed).digest(64)
    file_key, ephemeral, nonce = stretch[:16], stretch[16:48], stretch[48:]
    public = unbech32(recipient)
    secret = X25519PrivateKey.from_private_bytes(ephemeral)
    share = secret.public_key().public_bytes_raw()
    shared = secret.exchange(X25519PublicKey.from_public_bytes(public))
    wrap = hkdf(shared, share + public, b"age-encryption.org/v1/X25519")
    body = ChaCha20Poly1305(wrap).encrypt(bytes(12), file_key, None)
    stanza = recipe.stanza(recipe.share or share, body)
    head = recipe.version + b"\n" + recipe.before + stanza + b"---"
    header = recipe.header(head + b" " + b64(recipe.mac(mac(file_key, head))) + b"\n")
    payload = hkdf(file_key, nonce, b"payload")
    parts = [plain[at : at + PIECE] for at in range(0, len(plain), PIECE)] or [b""]
    sealed = []
    for count, part in enumerate(parts):
        final = count == len(parts) - 1 and recipe.last
        stamp = count.to_bytes(11, "big") + bytes([final])
        sealed.append(ChaCha20Poly1305(payload).encrypt(stamp, part, None))
    return header + recipe.nonce(nonce) + b"".join(recipe.pieces(sealed))
