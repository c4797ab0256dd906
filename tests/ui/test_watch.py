"""Soon after a vault was opened its log and its clock are looked at, and nobody waits for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from aln_review.domain.errors import AlnError
from tests.casework.vaults import Made, add_learner, make
from tests.ui.desk import app
from ui.bridge import Bridge
from ui.watch import Watch


@pytest.fixture(name="made")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    app()
    found = make(tmp_path_factory.mktemp("watched"))
    yield found
    found.door.release()


def looked(made: Made, *, wait: bool = False) -> list[AlnError]:
    bridge = Bridge(immediate=True)
    watch = Watch(bridge)
    found: list[AlnError] = []
    watch.found.connect(found.append)
    bridge.open(made.vault)
    if wait:
        watch.start()
        watch.stop()
    else:
        watch._stop.clear()
    watch.look()
    bridge.close()
    watch.look()
    return found


def test_nothing_is_said_of_a_log_that_holds(made: Made) -> None:
    add_learner(made.vault)
    assert looked(made) == []


def test_a_broken_line_is_named(made: Made) -> None:
    add_learner(made.vault)
    made.vault.store._writer.run("UPDATE access_log SET subject = 'x' WHERE seq = 2")
    (error,) = looked(made)
    assert (error.key, error.facts["line"]) == ("error.log.broken", 2)
    for catalogue in made.vault.tools.catalogues.values():
        assert catalogue.t(error.key, **error.facts)


def test_a_clock_out_of_order_is_said(made: Made) -> None:
    add_learner(made.vault)
    made.clock.forward(days=-1)
    (error,) = looked(made)
    assert error.key == "error.clock.wrong"


def test_a_lock_stops_it(made: Made) -> None:
    add_learner(made.vault)
    made.vault.store._writer.run("UPDATE access_log SET subject = 'x' WHERE seq = 2")
    assert looked(made, wait=True) == []
