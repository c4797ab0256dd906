"""What a new slot costs: about a second on any computer, soon found, never below the floor."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aln_review.domain.errors import WorldFault
from aln_review.vault.tuning import (
    LEAST_SECONDS,
    MOST_FOR_NEW_KIB,
    MOST_SECONDS,
    MOST_TRIALS,
    Tuning,
)
from aln_review.vault.wrapping import MOST_WORK_KIB, STANDARD_COST, KdfCost

FLOOR_WORK = STANDARD_COST.memory_kib * STANDARD_COST.iterations
SLOWEST_MEASURING = 3.0


class Computer:
    """A clock that only derivations move, each by what it costs on this computer."""

    def __init__(self, floor_seconds: float, memory_kib: int = 1 << 30) -> None:
        self.now = 0.0
        self.asked: list[KdfCost] = []
        self._rate = floor_seconds / FLOOR_WORK
        self._memory = memory_kib

    def steady(self) -> float:
        return self.now

    def takes(self, cost: KdfCost) -> float:
        return cost.memory_kib * cost.iterations * self._rate

    def derive(self, cost: KdfCost) -> None:
        self.asked.append(cost)
        if cost.memory_kib > self._memory:
            raise WorldFault("error.vault.no_memory")
        cost.check()
        self.now += self.takes(cost)

    def tuning(self) -> Tuning:
        return Tuning(self.steady, self.derive)


@pytest.mark.parametrize("floor_seconds", [0.8, 1.0, 1.5, 4.0, 30.0])
def test_a_slow_computer_stays_at_the_floor_after_one_trial(floor_seconds: float) -> None:
    computer = Computer(floor_seconds)
    assert computer.tuning().cost() == STANDARD_COST
    assert len(computer.asked) == 1


@given(st.floats(min_value=0.09, max_value=0.79))
def test_a_faster_computer_spends_about_a_second(floor_seconds: float) -> None:
    computer = Computer(floor_seconds)
    cost = computer.tuning().cost()
    assert cost.memory_kib >= STANDARD_COST.memory_kib
    assert cost.iterations >= STANDARD_COST.iterations
    assert LEAST_SECONDS <= computer.takes(cost) <= MOST_SECONDS
    assert computer.now <= SLOWEST_MEASURING
    assert len(computer.asked) <= MOST_TRIALS


def test_iterations_rise_first_and_then_memory() -> None:
    assert Computer(0.4).tuning().cost() == KdfCost(128 * 1024, 8, 4)
    assert Computer(0.1).tuning().cost().memory_kib > STANDARD_COST.memory_kib


@given(st.floats(min_value=0.0, max_value=0.09))
def test_no_computer_makes_a_slot_that_is_not_accepted_again(floor_seconds: float) -> None:
    cost = Computer(floor_seconds).tuning().cost()
    cost.check()
    assert cost.memory_kib <= MOST_FOR_NEW_KIB
    assert cost.memory_kib * cost.iterations <= MOST_WORK_KIB


def test_it_is_measured_once() -> None:
    computer = Computer(0.3)
    tuning = computer.tuning()
    first = tuning.cost()
    trials = len(computer.asked)
    assert tuning.cost() == first
    assert len(computer.asked) == trials


def test_a_slot_that_takes_about_a_second_keeps_its_cost_unmeasured() -> None:
    computer = Computer(0.3)
    held = KdfCost(128 * 1024, 9, 4)
    assert computer.tuning().settled(held, 1.2) == held
    assert computer.tuning().settled(STANDARD_COST, 6.0) == STANDARD_COST
    assert computer.asked == []


@pytest.mark.parametrize(
    ("held", "seconds"),
    [
        (KdfCost(64 * 1024, 9, 4), 1.0),
        (KdfCost(128 * 1024, 2, 4), 1.0),
        (KdfCost(128 * 1024, 3, 4), 0.3),
        (KdfCost(128 * 1024, 20, 4), 4.0),
    ],
)
def test_a_slot_below_the_floor_or_out_of_time_is_measured_anew(
    held: KdfCost, seconds: float
) -> None:
    computer = Computer(0.3)
    found = computer.tuning().settled(held, seconds)
    assert LEAST_SECONDS <= computer.takes(found) <= MOST_SECONDS
    assert computer.asked


def test_memory_that_is_not_there_is_done_without() -> None:
    computer = Computer(0.05, memory_kib=128 * 1024)
    assert computer.tuning().cost().memory_kib == STANDARD_COST.memory_kib
    with pytest.raises(WorldFault):
        Computer(0.05, memory_kib=64 * 1024).tuning().cost()


def test_a_clock_that_does_not_move_ends() -> None:
    def derive(_cost: KdfCost) -> None:
        """Take no time at all."""

    Tuning(lambda: 0.0, derive).cost().check()


def test_it_really_derives() -> None:
    floor = KdfCost(memory_kib=64, iterations=1, lanes=1)
    found = Tuning(time.perf_counter, floor=floor).cost()
    assert found.memory_kib >= floor.memory_kib
