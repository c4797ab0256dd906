"""The post goes one round at a time, and a round that found no way stops nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from aln_review.domain.errors import Refusal
from tests.ui.desk import FakeVault
from ui.bridge import Bridge
from ui.post import Post, mail_of


class Rounds:
    """A courier that counts its rounds."""

    def __init__(self) -> None:
        self.count = 0
        self.way = True

    def __call__(self) -> bool:
        self.count += 1
        if not self.way:
            raise Refusal("error.dispatch.no_gateway")
        return True


def deliver(bridge: Bridge) -> None:
    """End the threads, then hand over what they left for us."""
    bridge.close()
    QCoreApplication.sendPostedEvents(bridge, QEvent.Type.MetaCall.value)


def test_a_round_that_moved_something_refreshes_the_screens() -> None:
    bridge, rounds = Bridge(), Rounds()
    post = Post(bridge)
    seen: list[frozenset[str]] = []
    bridge.changed.connect(seen.append)
    post.start(rounds)
    post.go()
    post.go()
    deliver(bridge)
    assert rounds.count == 1
    assert seen == [frozenset({"outbox", "arrivals"})]


def test_no_way_is_not_an_error_and_the_next_round_goes() -> None:
    bridge, rounds = Bridge(), Rounds()
    rounds.way = False
    post = Post(bridge)
    failures: list[object] = []
    bridge.failed.connect(failures.append)
    post.start(rounds)
    post.go()
    deliver(bridge)
    assert failures == []
    assert rounds.count == 1


def test_without_a_vault_nothing_goes() -> None:
    bridge, rounds = Bridge(), Rounds()
    post = Post(bridge)
    post.start(rounds)
    post.stop()
    post.go()
    deliver(bridge)
    assert rounds.count == 0


def test_mail_needs_a_real_vault() -> None:
    bridge = Bridge(immediate=True)
    bridge.open(FakeVault())
    with pytest.raises(Refusal):
        mail_of(bridge)
    bridge.close()


@pytest.mark.parametrize("kind", ["outbox", "arrivals"])
def test_what_was_frozen_or_answered_goes_shortly_and_nothing_else_does(kind: str) -> None:
    bridge, rounds = Bridge(), Rounds()
    post = Post(bridge)
    post.start(rounds)
    post._soon.stop()
    bridge.changed.emit(frozenset({"learners"}))
    assert not post._soon.isActive()
    bridge.changed.emit(frozenset({kind}))
    assert post._soon.isActive()
    post.stop()
    deliver(bridge)
