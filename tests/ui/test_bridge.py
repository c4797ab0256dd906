"""Commands in order on one thread, answers on the window's, nothing called that has gone."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, cast

import pytest
from PySide6.QtCore import QObject

from aln_review.casework.core import Command, Outcome, Query, Work
from aln_review.domain.errors import AlnError, OwnFault, Refusal
from tests.ui.desk import NOON, FakeOutcome
from ui.bridge import Bridge

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Note(Command[int]):
    """Remember a number."""

    number: int

    def run(self, work: Work) -> int:
        raise AssertionError


@dataclass(frozen=True, slots=True)
class Which(Query[str]):
    """Ask who answers."""

    def run(self, work: Work) -> str:
        raise AssertionError


class Recorder:
    """A vault that notes what it was told, and on which thread."""

    read_only = False

    def __init__(self) -> None:
        self.numbers: list[int] = []
        self.threads: set[str] = set()
        self.closed = False
        self.raises: Exception | None = None

    def do(self, command: Command[T]) -> Outcome[T]:
        self.threads.add(threading.current_thread().name)
        if self.raises is not None:
            raise self.raises
        assert isinstance(command, Note)
        self.numbers.append(command.number)
        return cast("Outcome[T]", FakeOutcome(command.number, frozenset({"words"})))

    def ask(self, query: Query[T]) -> T:
        if self.raises is not None:
            raise self.raises
        return cast("T", threading.current_thread().name)

    def close(self) -> None:
        self.closed = True


class Receiver(QObject):
    """Somebody who waits for an answer."""

    def __init__(self) -> None:
        super().__init__()
        self.got: list[object] = []
        self.thread_names: set[str] = set()

    def take(self, answer: object) -> None:
        self.got.append(answer)
        self.thread_names.add(threading.current_thread().name)


def opened(*, immediate: bool = False) -> tuple[Bridge, Recorder]:
    bridge, vault = Bridge(immediate=immediate), Recorder()
    bridge.open(vault)
    return bridge, vault


def test_commands_run_in_order_on_one_thread_and_are_answered_on_ours() -> None:
    bridge, vault = opened()
    receiver = Receiver()
    for number in range(200):
        bridge.do(Note(number), receiver.take)
    bridge.flush()
    assert vault.numbers == list(range(200))
    assert receiver.got == list(range(200))
    assert len(vault.threads) == 1
    assert receiver.thread_names == {threading.current_thread().name}
    assert not vault.threads & receiver.thread_names
    bridge.close()


def test_a_command_tells_what_changed_and_when_it_was_saved() -> None:
    bridge, _ = opened()
    changed, saved, busy = Receiver(), Receiver(), Receiver()
    bridge.changed.connect(changed.take)
    bridge.saved.connect(saved.take)
    bridge.busy.connect(busy.take)
    bridge.do(Note(1))
    bridge.flush()
    assert changed.got == [frozenset({"words"})]
    assert saved.got == [NOON]
    assert busy.got == [True, False]
    bridge.close()


def test_nothing_is_called_that_has_gone() -> None:
    bridge, vault = opened()
    gone = Receiver()
    got = gone.got
    bridge.ask(Which(), gone.take)
    del gone
    bridge.flush()
    assert got == []
    bridge.do(Note(7))
    bridge.flush()
    assert vault.numbers == [7]
    bridge.close()


@pytest.mark.parametrize("immediate", [True, False])
def test_an_error_goes_to_who_asked_or_else_to_everyone(immediate: bool) -> None:
    bridge, vault = opened(immediate=immediate)
    vault.raises = Refusal("error.test.no")
    mine, everyone = Receiver(), Receiver()
    bridge.failed.connect(everyone.take)
    bridge.do(Note(1), failed=mine.take)
    bridge.flush()
    assert [str(error) for error in mine.got] == ["error.test.no"]
    assert everyone.got == []
    bridge.ask(Which(), everyone.take)
    bridge.flush()
    assert [str(error) for error in everyone.got] == ["error.test.no"]
    bridge.close()


def test_a_mistake_of_ours_is_said_as_such_and_says_nothing_of_its_content(
    caplog: pytest.LogCaptureFixture,
) -> None:
    bridge, vault = opened(immediate=True)
    vault.raises = ValueError("Gwenllian")
    got: list[AlnError] = []
    bridge.do(Note(1), failed=got.append)
    assert isinstance(got[0], OwnFault)
    assert got[0].facts == {"kind": "ValueError"}
    assert "ValueError" in caplog.text
    assert "Gwenllian" not in caplog.text
    bridge.close()


def test_answers_to_answers_are_waited_for() -> None:
    bridge, _ = opened()
    receiver = Receiver()

    def again(_name: str) -> None:
        bridge.ask(Which(), receiver.take)

    bridge.ask(Which(), again)
    bridge.flush()
    assert len(receiver.got) == 1
    bridge.close()


def test_shut_closes_the_vault_and_refuses_from_then_on() -> None:
    bridge, vault = opened(immediate=True)
    bridge.shut()
    got: list[AlnError] = []
    bridge.ask(Which(), print, got.append)
    assert vault.closed
    assert [error.key for error in got] == ["error.vault.closed"]
    bridge.close()


def test_shut_does_not_wait_for_the_network_and_closes_behind_it() -> None:
    bridge, vault = opened()
    hang, begun = threading.Event(), threading.Event()
    receiver = Receiver()

    def slow() -> bool:
        begun.set()
        return hang.wait(20)

    bridge.carry(slow, receiver.take, receiver.take)
    assert begun.wait(20)
    bridge.shut()
    assert not vault.closed
    hang.set()
    bridge.close()
    assert vault.closed


def test_immediate_answers_before_it_returns() -> None:
    bridge, _ = opened(immediate=True)
    receiver = Receiver()
    call: Callable[[int], None] = receiver.take
    bridge.do(Note(3), call)
    assert receiver.got == [3]
    bridge.close()


def test_other_threads_give_way_to_the_window_within_a_millisecond() -> None:
    before = sys.getswitchinterval()
    try:
        sys.setswitchinterval(0.005)
        Bridge(immediate=True).close()
        assert sys.getswitchinterval() == pytest.approx(0.005)
        Bridge().close()
        assert sys.getswitchinterval() <= 0.001
    finally:
        sys.setswitchinterval(before)
