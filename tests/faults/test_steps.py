from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from aln_review.casework.commands.learners import SaveLearner
from aln_review.casework.core import Command, Work
from aln_review.domain.errors import WorldFault
from aln_review.domain.learner import Learner
from tests.casework.vaults import TODAY, Made, make
from tests.faults import steps
from tests.faults.failing_writes import FAULTS, set_trap
from tests.faults.steps import Stepped, Tally, Torn, record
from tests.hostile.rest import every_command

EVERY = 3
"""The short form fails each third write; ``python -m tests.faults steps`` fails each one."""


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    found = make(tmp_path)
    yield found
    found.shut()


@pytest.mark.slow
def test_every_command_is_done_or_not_done_wherever_a_write_fails(tmp_path: Path) -> None:
    tally = steps.run(tmp_path, EVERY)
    known = {name for name in tally.by_command if not name.startswith("_")}
    assert known == every_command()
    assert tally.points > tally.commands
    assert all(tally.by_command.values())


def test_a_trap_springs_once_and_says_what_it_was_told_to_say(made: Made) -> None:
    trap = set_trap(made.vault.store)
    save = SaveLearner(Learner("", "Guto", "Puw", TODAY))
    for number, key in enumerate(FAULTS, start=1):
        trap.set(number, key)
        with pytest.raises(WorldFault) as fault:
            made.vault.do(save)
        assert (fault.value.key, trap.sprung) == (key, True)
    trap.set(1000, FAULTS[0])
    assert made.vault.do(save).value.forename == "Guto"
    assert not trap.sprung


def test_a_record_between_old_and_new_would_be_found_out(made: Made) -> None:
    """A command that writes in two transactions is what must never be."""

    class InTwo(Command[None]):
        def run(self, work: Work) -> None:
            work.unit.learners.put(Learner("l1", "Guto", "Puw", TODAY))
            work.unit.meta.put("half", 1)
            halfway(work)
            work.unit.meta.put("other half", 1)

    def halfway(work: Work) -> None:
        work.unit._connection.commit()
        work.unit._connection.begin()

    tally = Tally()
    vault = Stepped(made.vault, tally, 1)
    with pytest.raises(Torn):
        vault.do(InTwo())
    assert tally.points >= 1


def test_a_file_left_behind_would_be_found_out(made: Made) -> None:
    class Leaves(Command[None]):
        def run(self, work: Work) -> None:
            work.tools.area.mkdir(parents=True, exist_ok=True)
            (work.tools.area / "left").write_bytes(b"x")
            work.unit.meta.put("a", 1)

    with pytest.raises(Torn):
        Stepped(made.vault, Tally(), 1).do(Leaves())


def test_the_digest_is_of_everything_kept(made: Made) -> None:
    before = record(made.vault.store)
    assert record(made.vault.store) == before
    learner = Learner("l1", "Guto", "Puw", TODAY)
    found = {before}
    with made.vault.store.unit() as unit:
        unit.learners.put(learner)
    found.add(record(made.vault.store))
    with made.vault.store.unit() as unit:
        unit.learners.put(replace(learner, called="Gut"))
    found.add(record(made.vault.store))
    with made.vault.store.unit() as unit:
        unit.contents.put("c", b"x")
    found.add(record(made.vault.store))
    with made.vault.store.unit() as unit:
        unit.log("learner.opened", "l1")
    found.add(record(made.vault.store))
    with made.vault.store.unit() as unit:
        unit.drafts.put("meeting", "card", "hanner")
    found.add(record(made.vault.store))
    assert len(found) == 6
