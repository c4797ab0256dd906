"""Any history of rounds, storms, lost replies and restarts: each package arrives once, proved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aln_review.domain.dispatch import LineState
from tests.packages import makers
from tests.packages.makers import World
from tests.sync.town import Town
from tests.sync.vaults import put

PROVED = {LineState.DELIVERED, LineState.ACCEPTED, LineState.RETURNED}


def _new(town: Town) -> None:
    if len(town.school.outbox) < 6:
        put(town.school, town.people, town.folder, len(town.school.outbox) + 1)


def _forget(town: Town) -> None:
    town.desk.cursors.clear()
    town.school.cursors.clear()


STEPS: dict[str, Callable[[Town], object]] = {
    "new": _new,
    "school": lambda town: town.school_side.round(town.out),
    "desk": lambda town: town.desk_side.round(town.back),
    "accept": Town.accept_all,
    "later": Town.later,
    "restart": Town.restart,
    "storm": lambda town: town.out.storm.append("before"),
    "lost reply": lambda town: town.out.storm.append("after"),
    "storm at the desk": lambda town: town.back.storm.append("before"),
    "forget": _forget,
}


@pytest.fixture(scope="module")
def people() -> World:
    return makers.world()


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(st.sampled_from(sorted(STEPS)), min_size=5, max_size=45))
def test_any_history_delivers_each_package_once_and_proves_every_mark(
    people: World, tmp_path: Path, steps: list[str]
) -> None:
    town = Town(people, tmp_path)
    for step in steps:
        STEPS[step](town)
        for line in town.school.lines():
            assert (line.state in PROVED) is bool(line.delivered_receipt or line.answer_receipt)
    town.out.storm, town.back.storm = [], []
    for _ in range(3):
        town.later()
        town.school_side.round(town.out)
        town.desk_side.round(town.back)
        town.accept_all()
    assert {line.state for line in town.school.lines()} <= {LineState.ACCEPTED}
    assert town.desk.takes == len(town.school.outbox)
    assert town.desk.came == town.school.sealed
