"""How the gateway says no: a status, a message key, and its own time."""

from __future__ import annotations

from collections.abc import Mapping

from aln_review.domain.errors import Refusal


class Refused(Refusal):
    """A refusal with its HTTP status. Carries no content, so it may go over the wire as it is."""

    def __init__(self, status: int, key: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(key)
        self.status = status
        self.headers = dict(headers or {})
