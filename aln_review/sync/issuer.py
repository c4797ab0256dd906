"""Who issued a certificate, read out of its bytes (X.509, RFC 5280 section 4.1).

Where the operating system itself judges the certificate, Python is not given its fields, only
its bytes. What is read here is shown to a person and relied on for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

UNKNOWN = "?"
_ORGANISATION = bytes.fromhex("55040a")
_COMMON_NAME = bytes.fromhex("550403")
_VERSION_TAG = 0xA0
_UTF_16 = 0x1E


def issuer_of(certificate: bytes) -> str:
    """The issuer's organisation, or else its common name; ``?`` when there is neither."""
    try:
        (_, whole), *_ = _parts(certificate)
        (_, signed), *_ = _parts(whole)
        fields = [part for part in _parts(signed) if part[0] != _VERSION_TAG]
        names = dict(_names(fields[2][1]))
    except (ValueError, IndexError):
        return UNKNOWN
    return names.get(_ORGANISATION) or names.get(_COMMON_NAME) or UNKNOWN


def _names(issuer: bytes) -> Iterator[tuple[bytes, str]]:
    for _, group in _parts(issuer):
        for _, pair in _parts(group):
            (_, kind), (tag, value) = _parts(pair)
            yield kind, value.decode("utf-16-be" if tag == _UTF_16 else "utf-8", "replace")


def _parts(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The tag and content of each DER value in ``data``.

    Raises:
        ValueError: a length that does not fit.

    """
    at = 0
    while at < len(data):
        tag, length = data[at], data[at + 1]
        at += 2
        if length >= 0x80:
            more = length & 0x7F
            length = int.from_bytes(data[at : at + more], "big")
            at += more
        if at + length > len(data):
            raise ValueError("length")
        yield tag, data[at : at + length]
        at += length
