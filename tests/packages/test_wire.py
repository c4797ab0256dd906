"""Digest fields: one spelling."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aln_review.packages.wire import digest_field, digest_hex, digest_of


@given(st.binary(max_size=100))
def test_a_digest_field_is_read_back(body: bytes) -> None:
    assert digest_hex(digest_of(body)) == hashlib.sha256(body).hexdigest()


@pytest.mark.parametrize(
    "field",
    [
        "",
        "sha-256=::",
        "sha-512=:" + "A" * 43 + "=:",
        digest_of(b"") + ", sha-512=:AA==:",
        digest_of(b"") + " ",
        digest_of(b"")[:-3] + "V=:",
        "sha-256=" + digest_of(b"")[9:],
    ],
)
def test_any_other_spelling_is_refused(field: str) -> None:
    with pytest.raises(ValueError, match="digest"):
        digest_hex(field)


def test_rfc_9530_appendix_d() -> None:
    body = b'{"hello": "world"}\n'
    wanted = "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:"
    assert digest_field(hashlib.sha256(body).hexdigest()) == wanted
