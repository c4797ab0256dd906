"""One way to write JSON (RFC 8785), so that what was signed is byte for byte what is read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, cast

import rfc8785


class NotCanonical(ValueError):
    """The bytes are no JSON, or JSON written in any way but the one way. Carries no content."""


def canonical(value: Mapping[str, object]) -> bytes:
    """The RFC 8785 bytes of ``value``.

    Raises:
        NotCanonical: a number outside 2^53, a lone surrogate, or a type JSON does not know.

    """
    try:
        return rfc8785.dumps(cast(Any, value))
    except (rfc8785.CanonicalizationError, UnicodeEncodeError, RecursionError):
        raise NotCanonical("value") from None


def parse(data: bytes) -> dict[str, object]:
    """The object that ``data`` writes, refused unless writing it again gives the same bytes.

    Raises:
        NotCanonical: not UTF-8, not an object, too deep, a repeated key, or another spelling.

    """
    try:
        value = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        raise NotCanonical("json") from None
    if not isinstance(value, dict) or canonical(value) != data:
        raise NotCanonical("spelling")
    return value
