"""One figure: what was measured, beside what it is held against, from the same run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Figure:
    """``value`` against ``against`` in ``unit``; good while the ratio is at most ``limit``.

    Where there is nothing raw to compare with, ``against`` is the limit itself and ``limit`` 1.
    ``floor`` turns it round: the ratio must be at least ``limit``.
    """

    name: str
    value: float
    against: float
    unit: str
    limit: float
    note: str = ""
    floor: bool = False

    @property
    def ratio(self) -> float:
        """Value over what it is held against."""
        return self.value / self.against if self.against else float("inf")

    @property
    def good(self) -> bool:
        """Within its limit."""
        return self.ratio >= self.limit if self.floor else self.ratio <= self.limit

    def line(self) -> str:
        """One line of the table."""
        mark = "ok  " if self.good else "OVER"
        least = "at least" if self.floor else "at most"
        return (
            f"{mark} {self.name:<44} {self.value:>9.2f} / {self.against:>9.2f} {self.unit:<8}"
            f" ratio {self.ratio:>6.2f}  {least} {self.limit:g}  {self.note}"
        )


def times(work: Callable[[int], object], repeats: int, warm: int = 1) -> list[float]:
    """Milliseconds of each repeat, after a few that are not counted."""
    for number in range(warm):
        work(number)
    found = []
    for number in range(warm, warm + repeats):
        begun = perf_counter()
        work(number)
        found.append((perf_counter() - begun) * 1000)
    return found


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which ``share`` of them lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def median(values: Sequence[float]) -> float:
    """The middle one."""
    return percentile(values, 0.5)
