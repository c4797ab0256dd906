"""Two kinds of trouble on the way: nobody there, or somebody there who says no."""

from __future__ import annotations

from aln_review.domain.errors import Refusal, WorldFault


class Unreachable(WorldFault):
    """No answer, or half of one. Nothing is known to be wrong with what was sent: try later."""


class NotTaken(Refusal):
    """The other side answered and will not take this. Others may still go."""

    def __init__(self, key: str, *, final: bool = False) -> None:
        super().__init__(key)
        self.final = final
        """Trying again cannot help."""
