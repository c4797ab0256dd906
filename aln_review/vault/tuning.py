"""What a new keyslot costs on this computer: about a second, and never less than the floor.

A fixed cost is too little on a fast computer and too much on a slow one. A few derivations are
timed when a slot is made; what was found stands in the slot itself, authenticated with it, and
opening that slot later measures it again for nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from aln_review.domain.errors import WorldFault
from aln_review.vault.wrapping import MOST_MEMORY_KIB, MOST_WORK_KIB, STANDARD_COST, KdfCost, spend

LEAST_SECONDS = 0.8
MOST_SECONDS = 1.5
AIM_SECONDS = 1.1
MOST_TRIALS = 3
PATIENCE_SECONDS = 2.5
"""No trial begins that is expected to end after this much measuring."""
MOST_PASSES = 12
"""More iterations than this buy less than the same time spent on more memory."""
MOST_FOR_NEW_KIB = MOST_MEMORY_KIB // 2
"""A new slot asks for half of what is accepted, so that a smaller computer opens it too."""

Steady = Callable[[], float]
Derive = Callable[[KdfCost], None]


@dataclass(frozen=True, slots=True)
class _Trial:
    cost: KdfCost
    seconds: float


class Tuning:
    """Measures once, when the first slot is made. ``steady`` gives seconds that only rise."""

    def __init__(
        self, steady: Steady, derive: Derive = spend, floor: KdfCost = STANDARD_COST
    ) -> None:
        self._steady = steady
        self._derive = derive
        self._floor = floor
        self._found: list[KdfCost] = []

    def cost(self) -> KdfCost:
        """What a new slot shall cost; measured the first time it is asked for.

        Raises:
            WorldFault: the computer has not enough memory even for the floor.

        """
        if not self._found:
            self._found.append(self._measure())
        return self._found[0]

    def settled(self, held: KdfCost, seconds: float) -> KdfCost:
        """What a new slot shall cost after one that costs ``held`` took so long to open.

        The held cost stays while it takes about a second here, and the floor stays on a computer
        that is slow with it: neither is measured again.

        Raises:
            WorldFault: as :meth:`cost`.

        """
        enough = held.memory_kib >= self._floor.memory_kib and (
            held.iterations >= self._floor.iterations
        )
        fits = LEAST_SECONDS <= seconds <= MOST_SECONDS
        if enough and (fits or (held == self._floor and seconds > MOST_SECONDS)):
            return held
        return self.cost()

    def _measure(self) -> KdfCost:
        spent = 0.0
        cost = self._floor
        best = _Trial(self._floor, 0.0)
        for number in range(MOST_TRIALS):
            if number and spent + AIM_SECONDS > PATIENCE_SECONDS:
                return cost
            try:
                trial = self._try(cost)
            except WorldFault:
                if not number:
                    raise
                # The memory that was asked for is not there: the last cost that worked stays.
                return best.cost
            spent += trial.seconds
            best = trial
            cost = self._next(trial)
            if cost == trial.cost or LEAST_SECONDS <= trial.seconds <= MOST_SECONDS:
                return trial.cost
        return cost

    def _try(self, cost: KdfCost) -> _Trial:
        begun = self._steady()
        self._derive(cost)
        return _Trial(cost, max(0.0, self._steady() - begun))

    def _next(self, trial: _Trial) -> KdfCost:
        """The cost that should take about a second, going by one trial: time grows with work."""
        work = trial.cost.memory_kib * trial.cost.iterations
        factor = AIM_SECONDS / max(trial.seconds, 1e-3)
        wanted = min(work * factor, float(MOST_WORK_KIB))
        memory = self._floor.memory_kib
        while wanted / memory > MOST_PASSES and memory * 2 <= MOST_FOR_NEW_KIB:
            memory *= 2
        most = max(self._floor.iterations, MOST_WORK_KIB // memory)
        passes = min(most, max(self._floor.iterations, round(wanted / memory)))
        return replace(self._floor, memory_kib=memory, iterations=passes)
